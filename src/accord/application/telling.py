"""Commands by which it is recorded who was told what: notices served and acknowledged, texts acknowledged."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from accord.aggregates import agreement
from accord.aggregates.agreement import Agreement
from accord.aggregates.agreement.events import ServedBy
from accord.aggregates.agreement.standing import must_be_party
from accord.aggregates.register import Capability
from accord.aggregates.role import Role
from accord.application.desk import Desk
from accord.events import Act, Event


class TellingCommands(Desk):
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
        role = self._speaking(act, found, party)
        event = agreement.acknowledge_notice(found, act, notice=notice, party=party, role=role)
        return self._said_for(found, act, party, role, event)

    def acknowledge_text(
        self, id: UUID, *, party: UUID, text_hash: str, text_of: date | None = None
    ) -> Agreement:
        """Say for a party that it has read the text of a day."""
        act = self.act(Capability.SIGN)
        found = self.read(Agreement, id)
        role = self._speaking(act, found, party)
        event = agreement.acknowledge_text(
            found,
            act,
            party=party,
            role=role,
            text=text_hash,
            text_of=text_of,
            incorporated=self.incorporated(found),
        )
        return self._said_for(found, act, party, role, event)

    def _speaking(self, act: Act, found: Agreement, party: UUID) -> Role:
        must_be_party(found, party, act.day(found.zone))
        return self.signatory_post(act, found, party)

    def _said_for(
        self, found: Agreement, act: Act, party: UUID, role: Role, event: Event
    ) -> Agreement:
        return self.record(found, act, event, authority=f"role:{role.id}", on_behalf_of=party)
