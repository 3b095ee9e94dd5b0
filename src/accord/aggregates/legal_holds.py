"""What is erased of the disclosed texts, and what may not be: legal holds, and erasures with their ground."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from accord.events import Event


@dataclass(frozen=True, kw_only=True)
class LegalHoldPlaced(Event, type="register.legal_hold_placed/1"):
    """Nothing is erased of a stream and what belongs to it, or (without one) of the register, until it is lifted."""

    hold: int
    ground: str
    stream: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class LegalHoldLifted(Event, type="register.legal_hold_lifted/1"):
    """The hold of this number binds no longer."""

    hold: int


@dataclass(frozen=True, kw_only=True)
class DisclosuresErased(Event, type="register.disclosures_erased/1"):
    """What opened these digests was erased, on this legal ground; at most 200 in one entry."""

    digests: tuple[str, ...]
    ground: str


@dataclass(frozen=True, slots=True)
class LegalHold:
    """A hold that stands: on a stream or on everything, and why."""

    ground: str
    stream: UUID | None


@dataclass
class LegalHolds:
    """The legal holds of a register."""

    standing: dict[int, LegalHold] = field(default_factory=dict)
    placed: int = 0

    def follow(self, event: Event) -> None:
        """Follow the record."""
        match event:
            case LegalHoldPlaced():
                self.placed = event.hold
                self.standing[event.hold] = LegalHold(event.ground, event.stream)
            case LegalHoldLifted():
                self.standing.pop(event.hold, None)

    def binding(self, concerned: Collection[UUID]) -> Sequence[tuple[int, LegalHold]]:
        """Return the holds that forbid to erase anything of these streams."""
        return [
            (number, hold)
            for number, hold in self.standing.items()
            if hold.stream is None or hold.stream in concerned
        ]
