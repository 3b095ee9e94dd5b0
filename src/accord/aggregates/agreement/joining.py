"""What changes in the terms when parties are not bound at once, are bound later, or accede."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from accord.aggregates.agreement import events as e
from accord.aggregates.agreement.terms import PartyTerms, Post, Provision, Signatory, Terms
from accord.events import Event

Change = tuple[Provision, str, Any]
"""A kind of provision with what it says, or (where that is None) the key of what is struck."""


def changes_by(event: Event, terms: Terms, bound: set[UUID]) -> Iterator[Change]:
    """Yield what an event changes in the adopted terms from its day on; `bound` did what they must."""
    match event:
        case e.EntryIntoForceFixed() if terms.entry_into_force is not None:
            yield from _not_bound(terms, bound)
        case e.PartyBound():
            yield Provision.PARTY, "", terms.party(event.party)
            yield Provision.SIGNATORY, "", terms.signatory_of(event.party)
        case e.PartyAcceded():
            yield from _acceded(event, terms)


def _not_bound(terms: Terms, bound: set[UUID]) -> Iterator[Change]:
    for entry in terms.parties:
        if entry.party not in bound:
            yield Provision.PARTY, str(entry.party), None
            yield Provision.SIGNATORY, str(entry.party), None


def _acceded(event: e.PartyAcceded, terms: Terms) -> Iterator[Change]:
    for kind, value in joins(event):
        if kind is not Provision.POST or terms.post(event.post) is None:
            yield kind, "", value


def joins(event: e.PartyAcceded | e.PlaceDivided) -> Iterator[tuple[Provision, Any]]:
    """Yield what the terms say of a party that is one from now on: its entry, its post, and who signs."""
    party = event.party if isinstance(event, e.PartyAcceded) else event.successor
    yield Provision.PARTY, PartyTerms(party=party, cls=event.cls, measures=event.measures)
    yield Provision.POST, Post(post=event.post, title=event.title, party=party)
    yield Provision.SIGNATORY, Signatory(party=party, post=event.post)
