"""What a decision remembers of the seats that abstain by declaration, and which parties it does not bind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from accord.aggregates.decision import events as e
from accord.aggregates.decision.declaring_events import DeclarationMade
from accord.aggregates.decision.discussing_events import BallotReplaced
from accord.events import Event

if TYPE_CHECKING:
    from accord.aggregates.decision.memory import Decision


@dataclass
class Declarations:
    """The seats that declared that they abstain, and gave no other ballot since."""

    seats: set[str] = field(default_factory=set)

    def unbound_with(self, decision: Decision, seat: str) -> UUID | None:
        """Return the party of a seat if with its declaration each seat of the party has declared."""
        party = decision.seat(seat).party
        others = (each for each in _seats_of(decision, party) if each != seat)
        return party if all(each in self.seats for each in others) else None

    def unbound(self, decision: Decision) -> Iterator[UUID]:
        """Give the parties of which each seat that takes part has declared."""
        parties = dict.fromkeys(
            decision.roll[seat].party for seat in decision.roll if seat in self.seats
        )
        for party in parties:
            if party is not None and all(s in self.seats for s in _seats_of(decision, party)):
                yield party

    def follow(self, event: Event) -> None:
        """Follow the record."""
        match event:
            case DeclarationMade():
                self.seats.add(event.seat)
            case e.BallotCast() | e.BallotRecorded() | BallotReplaced():
                self.seats.discard(event.seat)


def _seats_of(decision: Decision, party: UUID | None) -> list[str]:
    own = (seat for seat in decision.roll.values() if seat.party == party)
    return [seat.seat for seat in own if decision.is_entitled(seat)]
