"""Parties, told: under which name and identifiers they are known."""

from __future__ import annotations

from accord.aggregates.party import (
    IdentifierAdded,
    IdentifierReserved,
    PartyRegistered,
    PartyRenamed,
)
from accord.projections.telling.words import Names, days, spaced, tells


@tells(PartyRegistered)
def registered(event: PartyRegistered, _names: Names) -> str:
    """A party entered the register."""
    if event.legal_name is None:
        return "A person was registered as a party; the name is disclosed, not written here."
    return f"{event.legal_name} was registered as a party ({spaced(event.kind)})."


@tells(IdentifierAdded)
def identifier_added(event: IdentifierAdded, _names: Names) -> str:
    """A party is known elsewhere."""
    if event.value is None:
        return f"An identifier of the scheme {event.scheme} was added to a person."
    return f"The identifier {event.scheme} {event.value} was added to the party."


@tells(PartyRenamed)
def renamed(event: PartyRenamed, _names: Names) -> str:
    """A party has another name."""
    since = days(event.effective_from, event.effective_to, "at once")
    if event.legal_name is None:
        return f"A person who is a party bears another name {since}."
    return f"The party is called {event.legal_name} {since}."


@tells(IdentifierReserved)
def identifier_reserved(event: IdentifierReserved, names: Names) -> str:
    """An identifier is taken."""
    return f"The identifier {event.scheme} {event.value} belongs to {names(event.party)} alone."
