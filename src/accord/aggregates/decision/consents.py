"""What a decision on a reserved matter remembers of consents: whom it asks, who gave theirs and who did not."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from uuid import UUID

from accord.aggregates.consents_needed import ConsentsNeeded


@dataclass
class Consents:
    """Whose consent a decision needs, and how many of them are enough."""

    needed: ConsentsNeeded = field(default_factory=ConsentsNeeded)
    asked: dict[UUID, Decimal] = field(default_factory=dict)
    given: set[UUID] = field(default_factory=set)
    refused: set[UUID] = field(default_factory=set)

    @classmethod
    def of(cls, parties: tuple[UUID, ...], needed: ConsentsNeeded | None) -> Consents:
        """Return what a certificate asks for."""
        found = needed or ConsentsNeeded()
        weights = found.weights or (Decimal(0),) * len(parties)
        return cls(needed=found, asked=dict(zip(parties, weights, strict=True)))

    @property
    def awaiting(self) -> set[UUID]:
        """Those whose consent is awaited; nobody's once enough have consented."""
        if self.needed.are_met(self.asked, self.given):
            return set()
        return set(self.asked) - self.given - self.refused

    def with_consent(self, party: UUID) -> Consents:
        """Return how it stands once a party has consented."""
        return replace(self, given=self.given | {party})

    def with_refusal(self, party: UUID) -> Consents:
        """Return how it stands once a party has refused."""
        return replace(self, refused=self.refused | {party})

    def without(self, party: UUID, instead: UUID | None) -> Consents:
        """Return how it stands once a party is asked no more, and another one, in its place, is."""
        asked = dict(self.asked)
        weight = asked.pop(party, Decimal(0))
        if instead is not None:
            asked[instead] = asked.get(instead, Decimal(0)) + weight
        return replace(self, asked=asked)

    def can_be_met(self) -> bool:
        """Return whether those who have not refused would be enough."""
        return self.needed.are_met(self.asked, self.given | (set(self.asked) - self.refused))
