"""Obligations, told: who owes what on which day, and what became of it."""

from __future__ import annotations

from accord.aggregates.obligation import DisputeEntered, ObligationEntered
from accord.aggregates.obligation import events as e
from accord.projections.telling.words import Names, first, listed, tells, titled


@tells(e.ObligationScheduled)
def scheduled(event: e.ObligationScheduled, names: Names) -> str:
    """Something is owed."""
    amount = f" of {event.amount:f} {event.unit}" if event.amount is not None else ""
    to = f" to {names(event.beneficiary)}" if event.beneficiary else ""
    rests = [
        f"clause {event.clause}" if event.clause else "",
        f"contribution {event.contribution}" if event.contribution else "",
        f"decision {titled(event.decision, names)}" if event.decision else "",
    ]
    under = listed([part for part in rests if part])
    return (
        f"{first(names(event.party))} owes “{event.title}” "
        f"({event.kind}){amount}{to}, due on {event.due_on}{f', under {under}' if under else ''}."
    )


@tells(e.ObligationMet)
def met(event: e.ObligationMet, _names: Names) -> str:
    """It was kept."""
    return f"The obligation was met on {event.met_on}."


@tells(e.ObligationPartiallyMet)
def partially_met(event: e.ObligationPartiallyMet, _names: Names) -> str:
    """A part of it was kept."""
    amount = f", {event.amount:f} so far" if event.amount is not None else ""
    return f"The obligation was met in part{amount}."


@tells(e.ObligationNotMet)
def not_met(_event: e.ObligationNotMet, _names: Names) -> str:
    """It was not kept."""
    return "The obligation was not met when it was due."


@tells(e.ObligationWaived)
def waived(event: e.ObligationWaived, names: Names) -> str:
    """It need not be kept."""
    how = f"by the decision {titled(event.decision, names)}" if event.decision else ""
    return f"The obligation was waived {how or 'with the assent of all other parties'}."


@tells(e.ObligationRescheduled)
def rescheduled(event: e.ObligationRescheduled, _names: Names) -> str:
    """It is due on another day."""
    return f"The obligation is due on {event.due_on} instead."


@tells(ObligationEntered)
def entered(event: ObligationEntered, names: Names) -> str:
    """It stands in the schedule."""
    return f"The obligation {titled(event.obligation, names)} was entered in the schedule of its agreement."


@tells(DisputeEntered)
def dispute_entered(event: DisputeEntered, names: Names) -> str:
    """It stands in the schedule."""
    return (
        f"The dispute {titled(event.dispute, names)} was entered in the schedule of its agreement."
    )
