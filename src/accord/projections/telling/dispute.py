"""Disputes, told: who is at odds with whom, before which stage, and how it ended."""

from __future__ import annotations

from accord.aggregates.dispute import events as e
from accord.projections.telling.words import (
    Names,
    first,
    listed,
    person,
    short_hash,
    tells,
)


def _stage(event: e.DisputeRaised | e.DisputeReferred) -> str:
    clause = f" under clause {event.clause}" if event.clause else ""
    return f"{event.forum} (stage {event.stage}{clause}) up to and including {event.due_on}"


@tells(e.DisputeRaised)
def raised(event: e.DisputeRaised, names: Names) -> str:
    """Parties are at odds."""
    return f"{_raised(event, names)}, and it is before {_stage(event)}."


@tells(e.RaisedWithoutStages)
def raised_without_stages(event: e.RaisedWithoutStages, names: Names) -> str:
    """Parties are at odds, and nobody is to settle it first."""
    return f"{_raised(event, names)}; the agreement lays down no stages for it."


def _raised(event: e.DisputeRaised | e.RaisedWithoutStages, names: Names) -> str:
    others = listed([names(party) for party in event.against])
    about = f" about {_clauses(event.clauses)}" if event.clauses else ""
    return (
        f"{first(names(event.party))} raised the dispute “{event.title}” with {others}{about}; "
        f"{person(event.signatory)} signed"
    )


def _clauses(clauses: tuple[str, ...]) -> str:
    return f"{'clauses' if len(clauses) > 1 else 'clause'} {listed(list(clauses))}"


@tells(e.DisputeReferred)
def referred(event: e.DisputeReferred, names: Names) -> str:
    """The next stage has it."""
    return f"{first(names(event.party))} referred the dispute on {event.referred_on}; it is before {_stage(event)}."


@tells(e.DisputeBroughtToCourt)
def brought_to_court(event: e.DisputeBroughtToCourt, names: Names) -> str:
    """No stage is left."""
    reference = f" ({event.reference})" if event.reference else ""
    return f"{first(names(event.party))} brought the dispute before {event.court}{reference} on {event.brought_on}."


@tells(e.SettlementAgreed)
def settlement_agreed(event: e.SettlementAgreed, names: Names) -> str:
    """A party agreed to terms."""
    return (
        f"{first(names(event.party))} agreed to settle the dispute on terms with the hash "
        f"{short_hash(event.settlement_hash)}; {person(event.signatory)} signed."
    )


@tells(e.DisputeSettled)
def settled(event: e.DisputeSettled, _names: Names) -> str:
    """All agreed to the same."""
    return (
        f"The dispute was settled on {event.settled_on}, on terms with the hash "
        f"{short_hash(event.settlement_hash)}."
    )


@tells(e.DisputeWithdrawn)
def withdrawn(event: e.DisputeWithdrawn, names: Names) -> str:
    """Nobody pursues it."""
    return f"{first(names(event.party))} withdrew the dispute on {event.withdrawn_on}."


@tells(e.DisputeDecided)
def decided(event: e.DisputeDecided, _names: Names) -> str:
    """There is a ruling."""
    return (
        f"The dispute was decided on {event.decided_on}, by the ruling cited; it has the hash "
        f"{short_hash(event.ruling)}."
    )
