"""How a party acts under an agreement: the holder of its signatory post speaks, on the authority of the post."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from accord.aggregates.agreement import Agreement
from accord.aggregates.agreement.standing import must_be_party
from accord.aggregates.register import Capability
from accord.aggregates.role import Role
from accord.application.desk import Desk
from accord.events import Act, Event


class ForParties(Desk):
    """Commands that a party gives by who signs for it."""

    def _for(self, party: UUID, id: UUID, does: Callable[..., Event], **said: Any) -> Agreement:  # noqa: ANN401
        """Let the holder of a party's signatory post do this, on the authority of the post."""
        act = self.act(Capability.SIGN)
        found = self.read(Agreement, id)
        role = self.signatory_post(act, found, party)
        event = does(found, act, party=party, signatory=act.speaker, role=role, **said)
        return self._for_party(found, act, party, role, event)

    def _signing(self, act: Act, found: Agreement, party: UUID) -> Role:
        """Return the post that signs for one that is a party to the agreement on the day."""
        must_be_party(found, party, act.day(found.zone))
        return self.signatory_post(act, found, party)

    def _for_party(
        self, found: Agreement, act: Act, party: UUID, role: Role, *events: Event
    ) -> Agreement:
        authority = f"role:{role.id}"
        return self.record(found, act, *events, authority=authority, on_behalf_of=party)
