"""One standing delegation: whom a seat follows, when, and in which motions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from accord.aggregates.role.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegation(Span):
    """That a seat follows another one, as long as who gave it holds the seat; without classes in all motions."""

    to: str
    classes: tuple[str, ...]
    holder: UUID
    given: datetime
    revoked: datetime | None = None

    def meets(self, other: Delegation) -> bool:
        """Return whether both can hold on some day for some motion."""
        if self.revoked is not None or other.revoked is not None:
            return False
        apart = self.classes and other.classes and not set(self.classes) & set(other.classes)
        return self.overlaps(other.from_, other.until) and not apart

    def holds(self, at: datetime, day: date, cls: str) -> bool:
        """Return whether it holds at an instant, on whose day, for motions of a class."""
        given = self.given <= at and (self.revoked is None or at < self.revoked)
        return given and self.covers(day) and (not self.classes or cls in self.classes)
