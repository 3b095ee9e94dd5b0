"""The negotiation of a draft and the assents of parties, told."""

from __future__ import annotations

from accord.aggregates.agreement import events as e
from accord.projections.telling.words import (
    Names,
    first,
    listed,
    number,
    person,
    short_hash,
    spaced,
    tells,
)

_NAMED = 12


@tells(e.DraftShared)
def draft_shared(event: e.DraftShared, names: Names) -> str:
    """Parties read the draft."""
    named = [names(party) for party in event.recipients[:_NAMED]]
    if more := len(event.recipients) - len(named):
        named.append(f"{more} more")
    return f"The draft was shared with {listed(named)}."


@tells(e.ChangeRequested)
def change_requested(event: e.ChangeRequested, names: Names) -> str:
    """A party asks for another wording."""
    of = ""
    if event.clauses:
        clauses = number(len(event.clauses), "clause")
        of = f" of {clauses}: {listed(list(event.clauses[:_NAMED]))}"
    return (
        f"{first(names(event.party))} requested a change of the draft (number {event.number}){of}."
    )


@tells(e.ChangeAnswered)
def change_answered(event: e.ChangeAnswered, _names: Names) -> str:
    """A request is answered."""
    return f"The request for change number {event.number} was {spaced(event.answer)}."


@tells(e.NegotiationLeft)
def negotiation_left(event: e.NegotiationLeft, names: Names) -> str:
    """A party negotiates no longer."""
    return f"{first(names(event.party))} left the negotiation."


@tells(e.AgreementAbandoned)
def abandoned(_event: e.AgreementAbandoned, _names: Names) -> str:
    """The agreement is given up."""
    return "The agreement was abandoned before it was concluded."


@tells(e.AssentGiven)
def assent_given(event: e.AssentGiven, names: Names) -> str:
    """A party assents."""
    who = f"{person(event.signatory).capitalize()}, holding the post {event.post}, assented"
    return f"{who} for {names(event.party)} to {_matter(event, names)}."


@tells(e.AssentWithdrawn)
def assent_withdrawn(event: e.AssentWithdrawn, names: Names) -> str:
    """A party assents no longer."""
    who = f"{person(event.signatory).capitalize()}, holding the post {event.post}, withdrew"
    return f"{who} the assent of {names(event.party)} to {_matter(event, names)}."


def _matter(event: e.AssentGiven | e.AssentWithdrawn, names: Names) -> str:
    about = f" about {names(event.about)}" if event.about else ""
    since = f", to hold from {event.effective_from}" if event.effective_from else ""
    words = (
        f", with the hash {short_hash(event.modifications_hash)}"
        if event.modifications_hash
        else ""
    )
    return f"the matter “{spaced(event.matter)}”{about}{words}{since}"
