"""What a decision remembers of a vote by secret ballot: who has voted, and later what was in the box."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from accord.aggregates.decision import events as e
from accord.aggregates.decision import sealed_events as s
from accord.events import Event
from accord.rules import Counted, Position
from accord.rules.choices import Marked


@dataclass
class Sealed:
    """A vote by secret ballot, or (where it is not `secret`) none.

    `smallest` is how many people at least must have voted in each group of like seats of which one
    has; `on_paper` are the seats whose paper ballots are yet to be put into the box.
    """

    secret: bool = False
    smallest: int = 0
    voted: set[str] = field(default_factory=set)
    on_paper: set[str] = field(default_factory=set)
    opened: list[s.SealedCount] = field(default_factory=list)
    chosen: list[s.SealedChoice] = field(default_factory=list)

    def counted(self) -> Iterator[Counted]:
        """Return the opened ballots as a rule counts them, each as of a seat that is not named."""
        for count in self.opened:
            yield from unnamed(count)

    def follow(self, event: Event) -> None:
        """Follow the record."""
        match event:
            case s.VoterMarked():
                self.voted.add(event.seat)
                if event.on_paper:
                    self.on_paper.add(event.seat)
            case s.PaperBallotsSealed():
                self.on_paper = set()
            case s.SealedBallotsOpened():
                self.opened += event.ballots
            case s.SealedChoicesOpened():
                self.chosen += event.ballots
            case e.VotingOpened():
                self.secret, self.smallest = event.secret, event.smallest_secret


def unnamed(count: s.SealedCount) -> list[Counted]:
    """Return the ballots of a count, each as of a seat that is not named."""
    return [Counted(count.position, count.cls, count.measures)] * count.ballots


def unnamed_choices(found: Iterable[s.SealedChoice], measure: str) -> Iterator[Marked]:
    """Return the ballots of choices, each with what its seat weighs, which is not named."""
    for each in found:
        weight = Counted(Position.ABSENT, measures=each.measures).measure(measure)
        ballot = (each.option,) if each.option else ()
        yield from [Marked(ballot, weight)] * each.ballots
