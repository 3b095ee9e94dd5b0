"""Commands by which it is recorded who was told what: notices served and acknowledged, texts acknowledged."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from accord.aggregates import agreement
from accord.aggregates.agreement import Agreement
from accord.aggregates.agreement.events import ServedBy
from accord.aggregates.register import Capability
from accord.application.speaking import ForParties


class TellingCommands(ForParties):
    """How parties come to know of notices and of the text."""

    def serve_notice(self, id: UUID, *, notice: int, party: UUID, means: ServedBy) -> Agreement:
        """Record that a notice was served on a party, by any party or the office."""
        act = self.act(Capability.DRAFT_AGREEMENTS)
        found = self.read(Agreement, id)
        self.party_of(act, found)
        event = agreement.serve_notice(found, act, notice=notice, party=party, means=means)
        return self.record(found, act, event)

    def acknowledge_notice(self, id: UUID, *, notice: int, party: UUID) -> Agreement:
        """Say for a party that it has a notice."""
        act = self.act(Capability.SIGN)
        found = self.read(Agreement, id)
        role = self._signing(act, found, party)
        event = agreement.acknowledge_notice(found, act, notice=notice, party=party, role=role)
        return self._for_party(found, act, party, role, event)

    def acknowledge_text(
        self, id: UUID, *, party: UUID, text_hash: str, text_of: date | None = None
    ) -> Agreement:
        """Say for a party that it has read the text of a day."""
        act = self.act(Capability.SIGN)
        found = self.read(Agreement, id)
        role = self._signing(act, found, party)
        event = agreement.acknowledge_text(
            found,
            act,
            party=party,
            role=role,
            text=text_hash,
            text_of=text_of,
            incorporated=self.incorporated(found),
        )
        return self._for_party(found, act, party, role, event)
