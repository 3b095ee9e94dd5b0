"""What a decision remembers, and the stage that follows from it at an instant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from accord.aggregates.decision import discussing_events as d
from accord.aggregates.decision import events as e
from accord.aggregates.decision.discussion import Discussion
from accord.aggregates.effect import follows
from accord.aggregates.matters import Matter
from accord.errors import NotFound, OutOfOrder
from accord.events import Act, Event, Recorded, Stream
from accord.rules import Counted, Position, Rule, Verdict


class Stage(StrEnum):
    """Where a decision stands at an instant."""

    TABLED = "tabled"
    DEFERRED = "deferred"
    REFERRED = "referred"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    VOTING = "voting"
    AWAITING_CLOSURE = "awaiting_closure"
    CLOSED = "closed"
    CERTIFIED = "certified"


@dataclass(frozen=True, slots=True)
class Seated:
    """Who holds a seat on the day of the opening; None where it is vacant."""

    holder: UUID
    party: UUID


@dataclass
class Decision(Stream):
    """A decision as far as later acts need to know it."""

    NAME: ClassVar[str] = "decision"

    agreement: UUID | None = None
    body: str = ""
    cls: str = ""
    matter: Matter = Matter.GENERAL
    amendment: UUID | None = None
    about: UUID | None = None
    discussion: Discussion = field(default_factory=Discussion)
    interests: dict[str, e.Ruling | None] = field(default_factory=dict)
    voting: int = 0
    roll: dict[str, e.RollSeat] = field(default_factory=dict)
    opens: datetime | None = None
    closes: datetime | None = None
    rule: Rule | None = None
    since: datetime | None = None
    chair_holder: UUID | None = None
    chair: str | None = None
    ballots: dict[str, Position] = field(default_factory=dict)
    closed: bool = False
    tied: bool = False
    casting_vote: Position | None = None
    verdict: Verdict | None = None

    def stage(self, at: datetime) -> Stage:
        """Return where the decision stands at an instant."""
        if self.verdict is not None:
            return Stage.CERTIFIED
        if self.closed:
            return Stage.CLOSED
        if self.closes is None:
            aside = self.discussion.aside(at)
            return Stage(aside) if aside else Stage.TABLED
        return Stage.VOTING if at < self.closes else Stage.AWAITING_CLOSURE

    def must_be(self, at: datetime, stages: tuple[Stage, ...], why: str) -> None:
        """Raise `OutOfOrder` unless the decision stands at one of `stages` at an instant."""
        self.exists()
        found = self.stage(at)
        if found not in stages:
            needed = " or ".join(stage.replace("_", " ") for stage in stages)
            raise OutOfOrder(
                f"{why}: the decision must be {needed}, and it is {found.replace('_', ' ')}",
                stage=found,
                needed=list(stages),
            )

    def next_act(self, act: Act, stages: tuple[Stage, ...], why: str) -> None:
        """Raise `OutOfOrder` unless the decision stands at one of `stages`, and the act comes after the last."""
        self.must_be(act.moment, stages, why)
        follows(act, self.since, "the last act of this decision")

    def seat(self, key: str) -> e.RollSeat:
        """Return a seat of the frozen roll; raise `NotFound` where it is not on the roll."""
        if key not in self.roll:
            raise NotFound(f"seat {key} is not on the roll of this decision", seat=key)
        return self.roll[key]

    def is_recused(self, key: str) -> bool:
        """Return whether the chair ruled that the seat takes no part."""
        return self.interests.get(key) is e.Ruling.RECUSE

    def position(self, seat: e.RollSeat) -> Position:
        """Return where a seat stands: recused, vacant, as its ballot says, or absent."""
        if self.is_recused(seat.seat):
            return Position.RECUSED
        if seat.holder is None:
            return Position.VACANT
        return self.ballots.get(seat.seat, Position.ABSENT)

    def counted(self) -> Iterator[Counted]:
        """Return every seat of the roll as the rule counts it."""
        for seat in self.roll.values():
            yield Counted(self.position(seat), seat.cls, seat.measures, seat.seat)

    def follow(self, event: Event, recorded: Recorded[Event]) -> None:
        """Follow the record."""
        self.since = max(self.since or recorded.earliest, recorded.earliest)
        match event:
            case e.BallotCast() | e.BallotRecorded() | d.BallotReplaced():
                self.ballots[event.seat] = event.position
            case e.MotionTabled():
                self.agreement, self.body, self.cls = event.agreement, event.body, event.cls
                self.matter, self.amendment, self.about = event.matter, event.amendment, event.about
                self.discussion.follow(event, recorded)
            case e.InterestDeclared():
                self.interests[event.seat] = None
            case e.InterestRuled():
                self.interests[event.seat] = event.ruling
            case e.VotingClosed():
                self.closed, self.tied = True, event.tied
            case e.CastingVoteGiven():
                self.casting_vote = event.position
            case e.DecisionCertified():
                self.verdict = event.verdict
            case _:
                self._follow_opening(event)
                self.discussion.follow(event, recorded)

    def _follow_opening(self, event: Event) -> None:
        match event:
            case e.RollSeatsFrozen():
                if self.closes is not None:  # the first piece of the roll of another voting
                    self._vote_again()
                self.roll.update({seat.seat: seat for seat in event.seats})
            case e.VotingOpened():
                self.opens, self.closes, self.rule = event.opens, event.closes, event.rule
                self.chair, self.chair_holder = event.chair, event.chair_holder
                self.voting = event.voting
            case d.VotingExtended():
                self.closes = event.closes

    def _vote_again(self) -> None:
        self.roll, self.ballots = {}, {}
        self.opens = self.closes = self.rule = self.chair = self.chair_holder = None
        self.closed = self.tied = False
        self.casting_vote = self.verdict = None
