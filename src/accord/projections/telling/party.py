"""Parties, told: under which name and identifiers they are known."""

from __future__ import annotations

from accord.aggregates.party import (
    IdentifierAdded,
    IdentifierReserved,
    IdentifierWithdrawn,
    MemberJoined,
    MemberLeft,
    NoticesAddressSet,
    PartyDeactivated,
    PartyReactivated,
    PartyRegistered,
    PartyRenamed,
    PartySucceeded,
    SuccessionBegun,
    SuccessionKind,
)
from accord.projections.telling.words import (
    Names,
    days,
    last_day,
    listed,
    person,
    spaced,
    tells,
)


@tells(PartyRegistered)
def registered(event: PartyRegistered, _names: Names) -> str:
    """A party entered the register."""
    if event.legal_name is None:
        return "A person was registered as a party; the name is kept apart, not written here."
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


@tells(IdentifierWithdrawn)
def identifier_withdrawn(event: IdentifierWithdrawn, _names: Names) -> str:
    """An identifier is in use no longer."""
    since = days(event.effective_from, None, "at once")
    return (
        f"The party's identifier {event.number}, of the scheme {event.scheme}, is in use no longer "
        f"{since}."
    )


@tells(MemberJoined)
def member_joined(event: MemberJoined, _names: Names) -> str:
    """Somebody belongs to the party."""
    since = days(event.effective_from, None, "at once")
    who = person(event.person).capitalize()
    return f"{who} belongs to the party {since} (membership {event.membership})."


@tells(MemberLeft)
def member_left(event: MemberLeft, _names: Names) -> str:
    """Somebody belongs to the party no longer."""
    until = f" after {last_day(event.effective_to)}" if event.effective_to else ""
    return f"The member belongs to the party no longer{until} (membership {event.membership})."


@tells(NoticesAddressSet)
def notices_address_set(event: NoticesAddressSet, _names: Names) -> str:
    """Notices go elsewhere."""
    since = days(event.effective_from, None, "at once")
    return (
        f"Notices reach the party at another address {since}; it is kept apart, not written here."
    )


@tells(PartyDeactivated)
def deactivated(event: PartyDeactivated, _names: Names) -> str:
    """The party takes on nothing new."""
    since = days(event.effective_from, None, "at once")
    return f"The party was deactivated {since}: it takes on nothing new, and what binds it goes on."


@tells(PartyReactivated)
def reactivated(event: PartyReactivated, _names: Names) -> str:
    """The party acts again."""
    return f"The party was reactivated {days(event.effective_from, None, 'at once')}."


@tells(PartySucceeded)
def succeeded(event: PartySucceeded, names: Names) -> str:
    """Others stand where the party stood."""
    since = days(event.effective_from, None, "at once")
    others = listed([names(successor) for successor in event.successors])
    if event.kind is SuccessionKind.MERGED:
        return f"The party merged into {others}, which stands in its place {since}."
    if event.lives_on:
        return f"A part of the party split off; it lives on beside {others} {since}."
    return f"The party split; {others} succeed it {since}."


@tells(SuccessionBegun)
def succession_begun(event: SuccessionBegun, names: Names) -> str:
    """The party succeeds another."""
    since = days(event.effective_from, None, "at once")
    how = "merged into it" if event.kind is SuccessionKind.MERGED else "split"
    return f"The party succeeds {names(event.predecessor)}, which {how}, {since}."
