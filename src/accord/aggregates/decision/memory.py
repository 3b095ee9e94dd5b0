"""What a decision remembers, and the stage that follows from it at an instant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import ClassVar
from uuid import UUID
from zoneinfo import ZoneInfo

from accord.aggregates.decision import choosing_events as c
from accord.aggregates.decision import discussing_events as d
from accord.aggregates.decision import events as e
from accord.aggregates.decision import sealed_events as s
from accord.aggregates.decision.aftermath import Aftermath
from accord.aggregates.decision.choices import Choices
from accord.aggregates.decision.declarations import Declarations
from accord.aggregates.decision.discussion import Discussion
from accord.aggregates.decision.objections import Objections
from accord.aggregates.decision.representation import Representation
from accord.aggregates.decision.sealed import Sealed, unnamed_choices
from accord.aggregates.decision.stage import BEFORE_THE_VOTE, OVERDUE, Stage
from accord.aggregates.effect import follows
from accord.aggregates.matters import Matter
from accord.errors import NotFound, OutOfOrder
from accord.events import Act, Event, Recorded, Stream
from accord.rules import Counted, Outcome, Position, Rule, Verdict, evaluate
from accord.rules.choices import Chosen

__all__ = ["BEFORE_THE_VOTE", "OVERDUE", "Decision", "Seated", "Stage"]


@dataclass(frozen=True, slots=True)
class Seated:
    """Who holds a seat on the day of the opening, and who stands ready for the holder."""

    holder: UUID
    party: UUID
    alternate: UUID | None = None


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
    objections: Objections = field(default_factory=Objections)
    representation: Representation = field(default_factory=Representation)
    declarations: Declarations = field(default_factory=Declarations)
    voting: int = 0
    late_quorum_hours: int = 0
    quorum_came_late: bool = False
    by_correspondence: bool = False
    causes: set[e.VotingCause] = field(default_factory=set)
    roll: dict[str, e.RollSeat] = field(default_factory=dict)
    left_off: dict[str, e.SeatLeftOff] = field(default_factory=dict)
    not_bound: tuple[UUID, ...] = ()
    opens: datetime | None = None
    frozen_at: datetime | None = None
    closes: datetime | None = None
    rule: Rule | None = None
    since: datetime | None = None
    chair_holder: UUID | None = None
    chair: str | None = None
    ballots: dict[str, Position] = field(default_factory=dict)
    choices: Choices = field(default_factory=Choices)
    sealed: Sealed = field(default_factory=Sealed)
    closed: bool = False
    closed_early: bool = False
    tied: bool = False
    casting_vote: Position | None = None
    verdict: Verdict | None = None
    aftermath: Aftermath = field(default_factory=Aftermath)
    relied_on: set[UUID] = field(default_factory=set)

    def stage(self, at: datetime, zone: str = "UTC") -> Stage:
        """Return where the decision stands at an instant; its days are counted in the zone of the agreement."""
        if self.aftermath.begun:
            return Stage(self.aftermath.stage(at.astimezone(ZoneInfo(zone)).date()))
        if self.closed:
            return Stage.CLOSED
        if self.closes is None:
            aside = self.discussion.aside(at)
            return Stage(aside) if aside else Stage.TABLED
        return Stage.VOTING if at < self.closes else Stage.AWAITING_CLOSURE

    def must_be(self, at: datetime, stages: tuple[Stage, ...], why: str, zone: str = "UTC") -> None:
        """Raise `OutOfOrder` unless the decision stands at one of `stages` at an instant."""
        self.exists()
        found = self.stage(at, zone)
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

    def stands_at(self, act: Act, zone: str, stages: tuple[Stage, ...], why: str) -> None:
        """Raise `OutOfOrder` unless it stands at one of `stages` on the day of an act, which comes after the last."""
        at_noon = datetime.combine(act.day(zone), time(12), ZoneInfo(zone))
        self.must_be(act.moment if act.env.occurred_on is None else at_noon, stages, why, zone)
        follows(act, self.since, "the last act of this decision")

    def seat(self, key: str) -> e.RollSeat:
        """Return a seat of the frozen roll; raise `NotFound` where it is not on the roll."""
        if key not in self.roll:
            raise NotFound(f"seat {key} is not on the roll of this decision", seat=key)
        return self.roll[key]

    def is_recused(self, key: str) -> bool:
        """Return whether the chair ruled that the seat takes no part."""
        return self.interests.get(key) is e.Ruling.RECUSE

    def is_silent(self, seat: e.RollSeat) -> bool:
        """Return whether a seat that takes part has not answered."""
        if not self.is_entitled(seat) or seat.seat in self.choices.given:
            return False
        if seat.seat in self.sealed.voted:
            return False
        return self.ballots.get(seat.seat, Position.ABSENT) is Position.ABSENT

    def is_entitled(self, seat: e.RollSeat) -> bool:
        """Return whether a seat takes part: it has a holder, and the chair did not rule that it is recused."""
        return seat.holder is not None and not self.is_recused(seat.seat)

    def is_paired(self, key: str) -> bool:
        """Return whether a seat abstains because it is paired: both are on the roll, take part, and are silent."""
        other = self.representation.pairs.get(key)
        return other is not None and self._holds_back(key) and self._holds_back(other)

    def _holds_back(self, key: str) -> bool:
        objects = self.objections.stand(key, self.rule)
        return key in self.roll and self.is_silent(self.roll[key]) and not objects

    def gave_none(self, seat: e.RollSeat) -> bool:
        """Return whether a seat that takes part was absent: silent where silence stands for nothing else."""
        return self.is_silent(seat) and self.position(seat) is Position.ABSENT

    def position(self, seat: e.RollSeat) -> Position | None:
        """Return where a seat stands: recused, vacant, objecting, silent, or as its ballot says.

        An objection that stands is counted against; two silent seats that are paired abstain; what silence
        means otherwise is for the rule to say. Where a
        seat stands that has voted by secret ballot nobody knows: None.
        """
        if seat.seat in self.sealed.voted:
            return None
        if self.is_recused(seat.seat):
            return Position.RECUSED
        if seat.holder is None:
            return Position.VACANT
        if self.objections.stand(seat.seat, self.rule):
            return Position.AGAINST
        if self.is_paired(seat.seat):
            return Position.ABSTAIN
        if self.rule is not None and self.is_silent(seat):
            return self.rule.silence
        return self.ballots.get(seat.seat, Position.ABSENT)

    def counted(self) -> Iterator[Counted]:
        """Return every seat of the roll as the rule counts it; those that voted by secret ballot unnamed."""
        for seat in self.roll.values():
            if (position := self.position(seat)) is not None:
                key = seat.seat
                represented = self.representation.answers_for(key) or self.is_paired(key)
                declared = key in self.declarations.seats and position is Position.ABSTAIN
                yield Counted(position, seat.cls, seat.measures, key, represented, declared)
        yield from self.sealed.counted()

    def outcome(self, rule: Rule, opened: Iterable[Counted] = ()) -> Outcome:
        """Return what comes of the roll as it stands, also after a second vote or call.

        `opened` are ballots that are being opened, and are not on the record yet.
        """
        return evaluate(
            rule,
            [*self.counted(), *opened],
            self.casting_vote,
            second=e.VotingCause.SECOND_VOTE in self.causes,
            second_call=e.VotingCause.SECOND_CALL in self.causes,
        )

    def chosen(
        self, *, casting: tuple[str, ...] | None = None, opened: Iterable[s.SealedChoice] = ()
    ) -> Chosen:
        """Return what is chosen as the roll stands, under a rule by which the body chooses among options."""
        if self.rule is None or self.rule.choice is None:
            raise OutOfOrder("this motion has no options to choose among")
        entitled = (
            Counted(Position.ABSENT, seat.cls, seat.measures, seat.seat)
            for seat in self.roll.values()
            if self.is_entitled(seat)
        )
        sealed = unnamed_choices([*self.sealed.chosen, *opened], self.rule.choice.measure)
        return self.choices.outcome(self.rule.choice, entitled, casting=casting, sealed=sealed)

    def follow(self, event: Event, recorded: Recorded[Event]) -> None:
        """Follow the record."""
        self.since = max(self.since or recorded.earliest, recorded.earliest)
        self.aftermath.follow(event, recorded)
        match event:
            case e.BallotCast() | e.BallotRecorded() | d.BallotReplaced():
                self.ballots[event.seat] = event.position
                self.representation.follow(event, self.ballots)
                self.declarations.follow(event)
            case e.MotionTabled():
                self.agreement, self.body, self.cls = event.agreement, event.body, event.cls
                self.matter, self.amendment, self.about = event.matter, event.amendment, event.about
                self.discussion.follow(event, recorded)
            case e.InterestDeclared():
                self.interests[event.seat] = None
            case e.InterestRuled():
                self.interests[event.seat] = event.ruling
            case e.InterestLifted():
                self.interests.pop(event.seat, None)
            case e.VotingClosed():
                self.closed, self.tied = True, event.tied
                at = recorded.env.occurred_at or recorded.recorded_at
                self.closed_early = self.closes is not None and at < self.closes
            case e.CastingVoteGiven():
                self.casting_vote = event.position
            case e.DecisionCertified() | c.ChoiceCertified():
                self.verdict = event.verdict
                self.choices.follow(event, recorded)
            case _:
                self._follow_opening(event, recorded.recorded_at)
                self._follow_later(event)
                self.choices.follow(event, recorded)
                self.objections.follow(event)
                self.representation.follow(event, self.ballots)
                self.declarations.follow(event)
                self.sealed.follow(event)
                self.discussion.follow(event, recorded)

    def _follow_opening(self, event: Event, at: datetime) -> None:
        match event:
            case e.RollSeatsFrozen():
                if self.closes is not None:  # the first piece of the roll of another voting
                    self._forget_the_voting()
                self.roll.update({seat.seat: seat for seat in event.seats})
            case e.SeatsLeftOff():
                self.left_off.update({seat.seat: seat for seat in event.seats})
            case e.VotingOpened():
                self.not_bound = event.not_bound
                self.opens, self.closes, self.rule = event.opens, event.closes, event.rule
                self.frozen_at = at
                self.chair, self.chair_holder = event.chair, event.chair_holder
                self.voting, self.late_quorum_hours = event.voting, event.late_quorum_hours
                self.by_correspondence = event.by_correspondence
                self.causes.update([event.cause] if event.cause else [])
            case d.VotingExtended():
                self.closes = event.closes
                self.quorum_came_late = self.quorum_came_late or event.late_quorum
            case d.MeetingDemanded():
                self._forget_the_voting()

    def _follow_later(self, event: Event) -> None:
        if (decision := getattr(event, "decision", None)) is not None:
            self.relied_on.add(decision)
        match event:
            case e.EmergencyDecisionTaken():
                self.agreement, self.body, self.cls = event.agreement, event.body, event.cls
            case e.DecisionReconsidered():
                self.aftermath = self.aftermath.before_a_result()
                self.causes.clear()
                self._forget_the_voting()
            case s.SecretVoteVoided():
                self._forget_the_voting()

    def _forget_the_voting(self) -> None:
        """Stand where no vote was open yet; what was voted before stays in the record."""
        self.roll, self.ballots, self.sealed = {}, {}, Sealed()
        self.left_off, self.not_bound, self.declarations = {}, (), Declarations()
        self.choices.forget_the_voting()
        self.representation.forget_the_voting()
        self.opens = self.closes = self.rule = self.chair = self.chair_holder = None
        self.closed = self.closed_early = self.tied = False
        self.casting_vote = self.verdict = None
        self.by_correspondence = self.quorum_came_late = False
