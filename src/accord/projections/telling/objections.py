"""Objections to a motion, told."""

from __future__ import annotations

from accord.aggregates.decision import objecting_events as o
from accord.projections.telling.words import Names, tells, titled


@tells(o.ObjectionRaised)
def objection_raised(event: o.ObjectionRaised, _names: Names) -> str:
    """A seat objects."""
    return (
        f"The holder of seat {event.seat} objected to the motion, with reasons: "
        f"objection {event.number}."
    )


@tells(o.ObjectionRuled)
def objection_ruled(event: o.ObjectionRuled, _names: Names) -> str:
    """The chair ruled."""
    if event.ruling is o.ObjectionRuling.ADMITTED:
        return f"The chair admitted objection {event.number}."
    return f"The chair ruled out objection {event.number}."


@tells(o.ObjectionWithdrawn)
def objection_withdrawn(event: o.ObjectionWithdrawn, _names: Names) -> str:
    """It no longer stands."""
    return f"The seat that had raised objection {event.number} withdrew it."


@tells(o.ObjectionSettled)
def objection_settled(event: o.ObjectionSettled, names: Names) -> str:
    """It came to something."""
    match event.outcome:
        case o.ObjectionOutcome.INTEGRATED:
            return f"Objection {event.number} was met by amendment {event.amendment} of the motion."
        case o.ObjectionOutcome.OVERRULED:
            by = titled(event.decision, names) if event.decision else ""
            return f"Objection {event.number} was overruled by decision {by}."
        case o.ObjectionOutcome.SUSTAINED:
            return f"Objection {event.number} could not be met and was sustained."
