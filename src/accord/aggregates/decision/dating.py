"""From which days a decision can hold: those on which its agreement binds."""

from __future__ import annotations

from datetime import date

from accord.aggregates.agreement.memory import Agreement
from accord.aggregates.agreement.standing import must_bind_on
from accord.aggregates.effect import effective
from accord.events import Act


def holds_from(act: Act, agreement: Agreement, day: date | None) -> date:
    """Return from when what was decided holds: the day said, or else that of the act.

    Bodies do decide with effect from days that are past; that is flagged as any retroactive entry.
    Raise `Refused` where it is not, or the agreement does not bind on that day.
    """
    from_ = effective(act, day, agreement.zone)
    must_bind_on(agreement, from_)
    return from_
