"""Commands on the place of a party in an agreement, once others have succeeded it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from accord.aggregates import agreement
from accord.aggregates.agreement import Agreement
from accord.aggregates.party import Party
from accord.aggregates.register import Capability
from accord.application.desk import Desk
from accord.rules import Measure


class SuccessionCommands(Desk):
    """Who stands in whose place."""

    def succeed_in_agreement(
        self, id: UUID, *, predecessor: UUID, successor: UUID, effective_from: date | None = None
    ) -> Agreement:
        """Let a successor stand in a party's place, on the authority of the recorded succession."""
        act = self.act(Capability.DRAFT_AGREEMENTS)
        found = self.read(Agreement, id)
        self.party_to(act, predecessor, successor)
        event = agreement.succeed(
            found,
            act,
            predecessor=self.unit.read(Party, predecessor),
            successor=self.unit.read(Party, successor).id,
            effective_from=effective_from,
        )
        return self.record(found, act, event, authority=f"party:{predecessor}")

    def divide_place(
        self,
        id: UUID,
        *,
        predecessor: UUID,
        successor: UUID,
        post: str,
        title: str,
        cls: str = "",
        measures: tuple[Measure, ...] = (),
        effective_from: date | None = None,
    ) -> Agreement:
        """Give a successor a share of the place of a party that split; only the register's office records it.

        It cites the decision or deed by which they divided; without one, the succession in the register.
        """
        act = self.act(Capability.DRAFT_AGREEMENTS)
        found = self.read(Agreement, id)
        self.party_to(act)
        event = agreement.divide(
            found,
            act,
            predecessor=self.unit.read(Party, predecessor),
            successor=self.unit.read(Party, successor),
            post=post,
            title=title,
            cls=cls,
            measures=measures,
            effective_from=effective_from,
        )
        authority = self.said.authority or f"party:{predecessor}"
        return self.record(found, act, event, authority=authority)
