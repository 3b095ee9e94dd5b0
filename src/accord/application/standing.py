"""Whether somebody can act: a party that is still there, and a post that is exercised for one."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from accord.aggregates.agreement import Agreement
from accord.aggregates.party import Party
from accord.aggregates.register import REGISTER, Register
from accord.aggregates.role import Role, exercised, kept_for
from accord.errors import NotEntitled
from accord.events import Act
from accord.store.unit import Unit

_PARTIES_NAMED = 5


def still_there(
    unit: Unit, act: Act, instrument: Agreement, party: UUID, why: str = "it acts no more"
) -> None:
    """Raise `OutOfOrder` where others stand in a party's place on the day of the act.

    That day is counted in the zone of the register, as that of the succession is. Before the conclusion no
    place passes, and all that is left to the party is to leave or to decline.
    """
    if party == REGISTER or instrument.concluded_on is None:
        return
    zone = unit.read(Register, REGISTER).zone
    unit.read(Party, party).must_be_there(act.day(zone), why)


def those_there(unit: Unit, act: Act, parties: Sequence[UUID]) -> set[UUID]:
    """Return those of some parties in whose place nobody else stands on the day of the act."""
    day = act.day(unit.read(Register, REGISTER).zone)
    return {party.id for party in unit.read_many(Party, parties) if party.there_on(day)}


def acts_in(unit: Unit, act: Act, instrument: Agreement, role: Role) -> None:
    """Raise a refusal where nobody can act in a post, though somebody sits in it.

    That is where the party left the agreement, is suspended or was succeeded, or where the post is kept
    for another party by now.
    """
    day = act.day(instrument.zone)
    seated, found = role.seated_on(day), exercised(role, instrument, day)
    if seated is None:
        return
    if found is None:
        kept = kept_for(role, instrument, day)
        raise NotEntitled(
            f"post {role.post} is kept for {kept} on {day}, and {seated.holder} was appointed to it for "
            "another party: nobody acts in it until somebody is appointed for that one",
            post=role.post,
            party=str(kept),
        )
    if found.party not in instrument.acting_on(day):
        raise NotEntitled(
            f"post {role.post} is held for {found.party}, which is no party of this agreement on {day}, or is "
            "suspended: nobody acts in it",
            post=role.post,
            party=str(found.party),
        )
    still_there(unit, act, instrument, found.party, f"nobody acts in post {role.post}")


def who_can(parties: Sequence[UUID]) -> str:
    """Say who can act: these parties (many of them by number), or the register's office."""
    named = [f"party {party}" for party in dict.fromkeys(parties)]
    if len(named) > _PARTIES_NAMED:
        named = [f"one of the {len(named)} parties to this"]
    office = "the register's office"
    return f"{', '.join(named)} or {office}" if named else office
