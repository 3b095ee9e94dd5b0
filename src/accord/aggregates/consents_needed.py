"""How many parties must consent to a reserved matter, and what they must weigh together."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from uuid import UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class ConsentsNeeded:
    """How many of those asked must consent at least, and which share "p/q" of their `weights` they must hold.

    Where neither is said, all must. It takes effect `days_after` the consent that is enough.
    """

    at_least: int = 0
    share: str = ""
    weights: tuple[Decimal, ...] = ()
    days_after: int = 0

    @property
    def of_all(self) -> bool:
        """Whether each of those asked must consent."""
        return not (self.at_least or self.share)

    def are_met(self, asked: Mapping[UUID, Decimal], given: Collection[UUID]) -> bool:
        """Return whether those who gave theirs are enough of those asked; where fewer are left, all of these are."""
        have = [party for party in asked if party in given]
        if self.of_all or len(asked) <= self.at_least:
            return len(have) == len(asked)
        if len(have) < self.at_least:
            return False
        if not self.share:
            return True
        whole = sum(map(Fraction, asked.values()), Fraction())
        return sum((Fraction(asked[party]) for party in have), Fraction()) >= (
            Fraction(self.share) * whole
        )
