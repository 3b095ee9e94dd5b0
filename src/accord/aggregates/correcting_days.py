"""A clerical error in a day: the day said now must be one on which the act was possible, as it was decided then."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from accord.aggregates.agreement import Agreement
from accord.aggregates.agreement.standing import not_before_it_binds
from accord.aggregates.decision import Decision
from accord.aggregates.decision.implementing import not_before_its_effect
from accord.errors import Refused
from accord.events import Event, Recorded, Stream


def could_be_then(
    found: Stream, entry: Recorded[Event], day: date, *, zone: str, agreement: Agreement | None
) -> None:
    """Raise `Refused` where what an entry says cannot have happened on this day, for all that was known then."""
    recorded = entry.recorded_at.astimezone(ZoneInfo(zone)).date()
    if day > recorded:
        raise Refused(
            f"entry {entry.ver} was recorded on {recorded}, and what happens on {day} was still to come",
            field="now",
        )
    if isinstance(found, Decision):
        not_before_its_effect(found, day, zone, field="now")
    elif agreement is not None:
        not_before_it_binds(agreement, day, "this would be met", "now")
