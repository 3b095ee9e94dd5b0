"""From which days a decision can hold: while its agreement binds, and not before anybody moved it."""

from __future__ import annotations

from datetime import date

from accord.aggregates.agreement.memory import Agreement
from accord.aggregates.agreement.standing import must_bind_on
from accord.aggregates.decision.memory import Decision
from accord.aggregates.effect import effective
from accord.errors import Refused
from accord.events import Act


def holds_from(motion: Decision, act: Act, agreement: Agreement, day: date | None) -> date:
    """Return from when what a motion decided holds: the day said, or else that of the act.

    Raise `Refused` where the agreement does not bind on it, or nobody had moved the motion yet.
    """
    from_ = effective(act, day, agreement.zone)
    must_bind_on(agreement, from_)
    tabled = motion.discussion.tabled
    if tabled is not None and from_ < (moved := tabled.day(agreement.zone)):
        raise Refused(
            f"this cannot hold from {from_}: decision {motion.id} was moved on {moved}, and what nobody "
            "had moved cannot have held",
            field="effective_from",
            first=moved.isoformat(),
        )
    return from_
