"""Commands on parties."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from accord.aggregates import party
from accord.aggregates.correcting import last_said
from accord.aggregates.party import (
    Identifier,
    Party,
    PartyKind,
    PartyRegistered,
    PartyRenamed,
    Reservation,
    SuccessionKind,
    reservation_id,
)
from accord.aggregates.register import REGISTER, Capability, Register
from accord.application.desk import Desk
from accord.errors import Refused
from accord.events import Act


class PartyCommands(Desk):
    """Who the parties are."""

    def register_party(
        self,
        id: UUID,
        *,
        kind: PartyKind,
        name: str,
        identifiers: tuple[Identifier, ...] = (),
    ) -> Party:
        """Enter a party; each identifier of an organisation belongs to one party alone."""
        act = self.act(Capability.REGISTER_PARTIES)
        self._zone_of(act)
        found = self.unit.find(Party, id)
        events = party.register_party(found, kind=kind, name=name, identifiers=identifiers)
        if kind is not PartyKind.PERSON:
            for identifier in identifiers:
                self._reserve(act, identifier, id)
        return self.record(found, act, *events)

    def _reserve(self, act: Act, identifier: Identifier, party_id: UUID) -> None:
        kept = self.unit.find(Reservation, reservation_id(identifier))
        self.record(kept, act, party.reserve(kept, identifier=identifier, party=party_id))

    def _own(self, id: UUID) -> tuple[Party, Act, str]:
        """Return a party on which it acts itself, or the register's office for it; and the zone."""
        act = self.act(Capability.REGISTER_PARTIES)
        found = self.read(Party, id)
        self.party_to(act, id)
        return found, act, self._zone_of(act)

    def _zone_of(self, act: Act) -> str:
        """Return the zone in which the days of parties are counted, in which the act has occurred."""
        zone = self.unit.read(Register, REGISTER).zone
        act.day(zone)
        return zone

    def rename_party(self, id: UUID, *, name: str, effective_from: date | None = None) -> Party:
        """Give a party another name from a day on."""
        found, act, zone = self._own(id)
        called = last_said(self.history_of(id), (PartyRegistered, PartyRenamed), "legal_name")
        event = party.rename_party(
            found, act, name=name, zone=zone, effective_from=effective_from, called=called
        )
        return self.record(found, act, event)

    def add_identifier(self, id: UUID, *, identifier: Identifier) -> Party:
        """Let a party be known under one more identifier, which belongs to it alone."""
        found, act, zone = self._own(id)
        event = party.add_identifier(found, act, identifier=identifier, zone=zone)
        kept = (identifier.scheme, identifier.value) in found.identifiers
        if not (found.is_person or kept):  # what it once bore is reserved for it still
            self._reserve(act, identifier, id)
        return self.record(found, act, event)

    def withdraw_identifier(
        self, id: UUID, *, number: int, effective_from: date | None = None
    ) -> Party:
        """Let an identifier be in use no longer from a day on; it stays reserved for the party."""
        found, act, zone = self._own(id)
        event = party.withdraw_identifier(
            found, act, number=number, zone=zone, effective_from=effective_from
        )
        return self.record(found, act, event)

    def record_member(self, id: UUID, *, person: UUID, effective_from: date | None = None) -> Party:
        """Let a person belong to a party from a day on."""
        found, act, zone = self._own(id)
        event = party.record_member(
            found, act, person=person, zone=zone, effective_from=effective_from
        )
        return self.record(found, act, event)

    def end_membership(
        self, id: UUID, *, membership: int, effective_to: date | None = None
    ) -> Party:
        """End a person's membership; `effective_to` is the first day without it."""
        found, act, zone = self._own(id)
        event = party.end_membership(
            found, act, membership=membership, zone=zone, effective_to=effective_to
        )
        return self.record(found, act, event)

    def set_notices_address(
        self,
        id: UUID,
        *,
        address: str,
        email: str | None = None,
        effective_from: date | None = None,
    ) -> Party:
        """Say where notices reach a party from a day on."""
        found, act, zone = self._own(id)
        event = party.set_notices_address(
            found, act, address=address, email=email, zone=zone, effective_from=effective_from
        )
        return self.record(found, act, event)

    def deactivate_party(self, id: UUID, *, effective_from: date | None = None) -> Party:
        """Let a party take on nothing new from a day on; what binds it goes on."""
        found, act, zone = self._own(id)
        event = party.deactivate(found, act, zone=zone, effective_from=effective_from)
        return self.record(found, act, event)

    def reactivate_party(self, id: UUID, *, effective_from: date | None = None) -> Party:
        """Let a deactivated party act again from a day on."""
        found, act, zone = self._own(id)
        event = party.reactivate(found, act, zone=zone, effective_from=effective_from)
        return self.record(found, act, event)

    def record_succession(
        self,
        id: UUID,
        *,
        kind: SuccessionKind,
        successors: tuple[UUID, ...],
        lives_on: bool = False,
        effective_from: date | None = None,
    ) -> Party:
        """Record that a party merged into another or split, under the authority that the request cites.

        The party itself says so, or the register's office for one that no longer acts; nobody makes
        themselves another's successor.
        """
        found, act, zone = self._own(id)
        if self.said.authority is None:
            raise Refused(
                "a succession cites its authority: the order, act or deed by which it came about",
                field="authority",
            )
        others = [self.unit.read(Party, successor) for successor in successors]
        event = party.record_succession(
            found,
            act,
            kind=kind,
            successors=others,
            zone=zone,
            lives_on=lives_on,
            effective_from=effective_from,
        )
        self.record(found, act, event)
        for successor in others:
            self.record(successor, act, party.begin_succession(found, event))
        return found
