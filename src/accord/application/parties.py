"""Commands on parties."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from accord.aggregates import party
from accord.aggregates.party import Identifier, Party, PartyKind, Reservation, reservation_id
from accord.aggregates.register import REGISTER, Capability, Register
from accord.application.desk import Desk


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
        found = self.unit.find(Party, id)
        events = party.register_party(found, kind=kind, name=name, identifiers=identifiers)
        if kind is not PartyKind.PERSON:
            for identifier in identifiers:
                kept = self.unit.find(Reservation, reservation_id(identifier))
                self.record(kept, act, party.reserve(kept, identifier=identifier, party=id))
        return self.record(found, act, *events)

    def rename_party(self, id: UUID, *, name: str, effective_from: date | None = None) -> Party:
        """Give a party another name from a day on."""
        act = self.act(Capability.REGISTER_PARTIES)
        found = self.read(Party, id)
        self.party_to(act, id)
        zone = self.unit.read(Register, REGISTER).zone
        event = party.rename_party(found, act, name=name, zone=zone, effective_from=effective_from)
        return self.record(found, act, event)
