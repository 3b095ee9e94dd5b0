"""Which persons belong to a party, from when to when."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from accord.aggregates.calendar import up_to
from accord.aggregates.effect import effective
from accord.aggregates.party.events import MemberJoined, MemberLeft
from accord.aggregates.party.memory import Party
from accord.errors import NotFound, OutOfOrder, Refused
from accord.events import Act


def record_member(
    party: Party, act: Act, *, person: UUID, zone: str, effective_from: date | None = None
) -> MemberJoined:
    """Let a person belong to the party from a day on, which they do not yet from that day."""
    party.exists()
    if party.is_person:
        raise Refused("a person has no members; an organisation has", field="person")
    from_ = effective(act, effective_from, zone)
    for other in party.members.values():
        if other.person == person and other.reaches(from_):
            raise OutOfOrder(
                f"person {person} belongs to the party from {other.from_} "
                f"{up_to(other.until)}; another membership begins after that",
                membership=other.number,
            )
    return MemberJoined(membership=len(party.members) + 1, person=person, effective_from=from_)


def end_membership(
    party: Party, act: Act, *, membership: int, zone: str, effective_to: date | None = None
) -> MemberLeft:
    """End a membership; `effective_to` is the first day without it, by default the day of the act."""
    party.exists()
    found = party.members.get(membership)
    if found is None:
        raise NotFound(f"party {party.id} has no membership {membership}", field="membership")
    if found.until is not None:
        raise OutOfOrder(f"membership {membership} ends on {found.until} already")
    ends = effective(act, effective_to, zone)
    if effective_to is not None and ends < found.from_:
        raise Refused(
            f"membership {membership} begins on {found.from_}; it cannot end before, on {ends}",
            field="effective_to",
        )
    return MemberLeft(membership=membership, effective_to=max(ends, found.from_))
