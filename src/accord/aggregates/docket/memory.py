"""What a docket remembers: the votes of a body in the order in which they were opened, and who missed them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import ClassVar
from uuid import UUID, uuid5

from accord.aggregates.docket import events as e
from accord.events import Event, Recorded, Stream


class Part(Enum):
    """What part a seat had in a vote."""

    TOOK_PART = "took part"
    MISSED = "missed"
    EXCUSED = "excused"


@dataclass
class Voting:
    """One voting on a decision; every seat that is neither missing nor excused took part."""

    opened: datetime
    missed: dict[str, e.MissedSeat] = field(default_factory=dict)
    excused: set[str] = field(default_factory=set)

    def part(self, seat: str) -> Part:
        """Return what part a seat had in it."""
        if seat in self.missed:
            return Part.MISSED
        return Part.EXCUSED if seat in self.excused else Part.TOOK_PART


@dataclass
class Vote:
    """A decision of the body, as one vote, however often it was voted on.

    It stands where its first voting was opened. A seat took part in it where it did in one of its
    votings, and missed it where it missed one and took part in none.
    """

    decision: UUID
    votings: dict[int, Voting] = field(default_factory=dict)

    @property
    def opened(self) -> datetime:
        """When it was first opened."""
        return min(voting.opened for voting in self.votings.values())

    def part(self, seat: str) -> Part:
        """Return what part a seat had in it."""
        parts = {voting.part(seat) for voting in self.votings.values()}
        return next(part for part in Part if part in parts)

    def missing(self, seat: str) -> e.MissedSeat | None:
        """Return the seat as it stood on the last roll on which it missed the vote, None where it did not."""
        if self.part(seat) is not Part.MISSED:
            return None
        missed = (v.missed[seat] for v in reversed(self.votings.values()) if seat in v.missed)
        return next(missed)


@dataclass
class Docket(Stream):
    """The votes of one body."""

    NAME: ClassVar[str] = "docket"

    votes: dict[UUID, Vote] = field(default_factory=dict)

    def in_order(self) -> list[Vote]:
        """Return the votes in the order in which they were opened."""
        return sorted(self.votes.values(), key=lambda vote: (vote.opened, vote.decision))

    def between(self, first: UUID, last: UUID) -> Iterator[Vote]:
        """Return the votes that stand between two of them."""
        begins, ends = self.votes[first], self.votes[last]
        for vote in self.in_order():
            if begins.opened <= vote.opened <= ends.opened and vote not in (begins, ends):
                yield vote

    def missed_in_succession(
        self, seat: str, party: UUID | None, *, before: datetime, settled: Collection[UUID] = ()
    ) -> list[UUID]:
        """Return the votes that a seat missed for a party one after the other, up to an instant, in order.

        A vote in which the seat had no part does not break the row; one of those that are `settled` does:
        the right to vote was restored after it.
        """
        row: list[UUID] = []
        for vote in reversed(self.in_order()):
            if vote.opened >= before or vote.part(seat) is Part.EXCUSED:
                continue
            missing = vote.missing(seat)
            if missing is None or missing.party != party or vote.decision in settled:
                break
            row.insert(0, vote.decision)
        return row

    def follow(self, event: Event, recorded: Recorded[Event]) -> None:  # noqa: ARG002 - as every aggregate
        """Follow the record."""
        match event:
            case e.VotingEntered():
                vote = self.votes.setdefault(event.decision, Vote(event.decision))
                vote.votings[event.voting] = Voting(event.opened)
            case e.SeatsMissed():
                voting = self.votes[event.decision].votings[event.voting]
                voting.missed.update({each.seat: each for each in event.seats})
            case e.SeatsExcused():
                self.votes[event.decision].votings[event.voting].excused.update(event.seats)


def docket_id(agreement: UUID, body: str) -> UUID:
    """Return the stream of the docket of a body: derived, so that every vote finds it without a read model."""
    return uuid5(agreement, f"docket/{body}")
