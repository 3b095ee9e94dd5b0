"""When an act takes effect: today or later, or earlier only when said to be retroactive."""

from __future__ import annotations

from datetime import date, datetime

from accord import canonical
from accord.errors import OutOfOrder, Refused
from accord.events import Act


class RetroactiveUnflagged(Refused):
    """An act would hold for days before it was recorded, and nobody said that this is meant."""

    code = "retroactive-unflagged"


def follows(act: Act, since: datetime | None, what: str) -> None:
    """Raise `OutOfOrder` where an act is said to have happened before the act it rests on."""
    if since is not None and act.latest < since:
        raise OutOfOrder(
            f"this would have happened before {what}, which was not before {canonical.instant(since)}",
            field="occurred_on" if act.env.occurred_on else "occurred_at",
        )


def effective(act: Act, day: date | None, zone: str) -> date:
    """Return the day from which an act holds: the one asked for, or else the day of the act.

    Raise `RetroactiveUnflagged` when that day lies before the day of recording and the act is not
    flagged as retroactive (which needs a reason and an authority).
    """
    from_ = day or act.day(zone)
    if from_ < act.today(zone) and not act.env.retroactive:
        raise RetroactiveUnflagged(
            f"this would hold from {from_}, before today ({act.today(zone)}); where that is meant, "
            "send retroactive: true with a reason and the authority for it",
            effective_from=from_.isoformat(),
        )
    return from_
