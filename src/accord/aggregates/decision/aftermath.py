"""What a decision remembers of what became of it once its voting was closed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from accord.aggregates.decision import aftermath_events as e
from accord.aggregates.decision import choosing_events as c
from accord.aggregates.decision import events
from accord.aggregates.decision import staging_events as s
from accord.aggregates.decision.consents import Consents
from accord.aggregates.decision.passage import OnItsWay
from accord.events import Event, Recorded
from accord.rules import Verdict


class After(StrEnum):
    """Where a decision stands once there is a result; each is a stage of decisions too."""

    CERTIFIED = "certified"
    AWAITING_CONSENT = "awaiting_consent"
    HELD = "held"
    EFFECTIVE = "effective"
    IMPLEMENTED = "implemented"
    RESCINDED = "rescinded"
    SUPERSEDED = "superseded"
    ANNULLED = "annulled"
    VETOED = "vetoed"
    LAPSED = "lapsed"
    EXPIRED = "expired"
    IN_STAGES = "in_stages"


@dataclass
class Aftermath:
    """What became of a decision: what it waits for, what was done on it, and whether it still holds.

    `result` says when the result was known: the day or the instant of the close, and then of the
    certificate. `since` is the first instant at which others can rest on the decision, and
    `challenged` the number of its last challenge, also to the result of an earlier voting.
    """

    verdict: Verdict | None = None
    result: date | datetime | None = None
    since: datetime | None = None
    effective_from: date | None = None
    consented_on: date | datetime | None = None
    consents: Consents = field(default_factory=Consents)
    challenges: dict[int, e.ChallengeRuling | None] = field(default_factory=dict)
    challenged: int = 0
    recounted: int = 0
    recounting: int | None = None
    sponsors: dict[str, bool] = field(default_factory=dict)
    holding: int = 0
    released: bool = False
    parts: int = 0
    implemented: bool = False
    obligations: tuple[UUID, ...] = ()
    ended: After | None = None
    ends_on: date | None = None
    emergency: bool = False
    lapses_on: date | None = None
    ratified: bool = False
    expires_on: date | None = None
    passage: OnItsWay = field(default_factory=OnItsWay)

    @property
    def begun(self) -> bool:
        """Whether there is a result, or never will be one."""
        return self.verdict is not None or self.emergency or self.ended is not None

    @property
    def awaiting(self) -> set[UUID]:
        """The parties whose consent is awaited."""
        return self.consents.awaiting

    @property
    def consented(self) -> set[UUID]:
        """The parties that gave theirs."""
        return self.consents.given

    @property
    def held(self) -> bool:
        """Whether seats hold the decision."""
        return self.holding > 0

    def stage(self, day: date) -> After:
        """Return where the decision stands on a day, once there is a result.

        A result that is not carried stays `certified`; so does a carried one until the day from
        which it is to hold.
        """
        if self.ended is not None and (self.ends_on is None or day >= self.ends_on):
            return self.ended
        if self.lapses_on is not None and day >= self.lapses_on:
            return After.LAPSED
        if self.verdict is not Verdict.CARRIED and not self.emergency:
            return After.CERTIFIED
        if self.expires_on is not None and day >= self.expires_on and not self.implemented:
            return After.EXPIRED
        at_stage = self.passage.at(day)
        if at_stage is not None and at_stage.over is not None and day >= at_stage.over:
            return After.LAPSED
        if self.held:
            return After.HELD
        if at_stage is not None:
            return After.IN_STAGES
        if self.awaiting:
            return After.AWAITING_CONSENT
        if self.effective_from is not None and day < self.effective_from:
            return After.CERTIFIED
        return After.IMPLEMENTED if self.implemented else After.EFFECTIVE

    def result_on(self, zone: str) -> date | None:
        """Return the day on which the result was known last."""
        return _day(self.result, zone)

    def began_on(self, zone: str) -> date:
        """Return the first day on which it can have been in effect: decided, consented to, and its day come."""
        days = (
            self.result_on(zone),
            _day(self.consented_on, zone),
            self.passage.passes_on(),
            self.effective_from,
        )
        return max((day for day in days if day is not None), default=date.min)

    def placed(self) -> list[str]:
        """Return the seats that ask for the decision to be held."""
        return [seat for seat, asks in self.sponsors.items() if asks]

    def follow(self, event: Event, recorded: Recorded[Event]) -> None:
        """Follow the record."""
        match event:
            case (
                events.BallotCast() | events.BallotRecorded() | c.ChoiceCast() | c.ChoiceRecorded()
            ):
                return  # the many events of a decision, before there is an aftermath
            case events.RollSeatsFrozen():
                self._vote_again()
            case events.VotingClosed():
                self.result = _when(recorded)
            case events.DecisionCertified() | c.ChoiceCertified():
                self._certified(event, recorded)
            case e.EmergencyDecisionTaken():
                self.emergency, self.since = True, recorded.earliest
                self.result, self.lapses_on = _when(recorded), event.effective_to
            case e.ResultChallenged():
                self.challenges[event.number], self.challenged = None, event.number
            case e.ChallengeRuled():
                self.challenges[event.number] = event.ruling
            case e.ImplementationRecorded():
                self.parts, self.implemented = self.parts + 1, event.complete
                self.obligations = (*self.obligations, *event.obligations)
            case _:
                self._follow_waiting(event, recorded)
                self._follow_end(event)

    def before_a_result(self) -> Aftermath:
        """Return what is remembered where the motion is before its body again: how far was numbered."""
        return Aftermath(challenged=self.challenged, recounted=self.recounted)

    def _vote_again(self) -> None:
        """Forget the result of an earlier voting."""
        self.verdict = self.result = self.since = None
        self.challenges, self.recounting = {}, None

    def _certified(
        self, event: events.DecisionCertified | c.ChoiceCertified, recorded: Recorded[Event]
    ) -> None:
        self.verdict, self.result = event.verdict, _when(recorded)
        self.since, self.effective_from = recorded.earliest, event.effective_from
        self.consents = Consents.of(event.consents, event.consents_needed)
        self.expires_on = event.expires_on
        self.passage = OnItsWay(event.stages, event.staged_from)

    def _follow_waiting(self, event: Event, recorded: Recorded[Event]) -> None:
        match event:
            case e.PartyConsented():
                self._awaits(self.consents.with_consent(event.party), event, recorded)
            case e.ConsentLapsed():
                without = self.consents.without(event.party, event.successor)
                self._awaits(without, event, recorded)
            case e.PartyRefusedConsent():
                self.consents = self.consents.with_refusal(event.party)
            case e.HoldPlaced():
                self.sponsors[event.seat] = True
            case e.HoldWithdrawn():
                self.sponsors[event.seat] = False
            case e.DecisionHeld():
                self.holding = event.sponsors
            case s.StagePassed(effective_from=date() as day):
                self.passage.passed[event.stage], self.since = day, recorded.earliest
            case e.DecisionReleased():
                self.holding, self.since = 0, recorded.earliest
                self.released = event.decision is not None

    def _awaits(self, consents: Consents, event: Event, recorded: Recorded[Event]) -> None:
        self.consents = consents
        self.since, self.consented_on = recorded.earliest, _when(recorded)
        if event.effective_from is not None:
            self.effective_from = max(event.effective_from, self.effective_from or date.min)

    def _follow_end(self, event: Event) -> None:
        match event:
            case e.ResultAnnulled():
                self.ended, self.ends_on = After.ANNULLED, None
            case e.PartyRefusedConsent(others_suffice=False) | s.StageVetoed():
                self.ended, self.ends_on = After.VETOED, None
            case e.DecisionRescinded():
                self.ended, self.ends_on = After.RESCINDED, event.effective_from
            case e.DecisionSuperseded():
                self.ended, self.ends_on = After.SUPERSEDED, event.effective_from
            case e.EmergencyRatified():
                self.ratified, self.lapses_on = True, None
            case e.RecountOrdered():
                self.recounted = self.recounting = event.number
            case e.RecountCertified() | c.ChoiceRecountCertified():
                self.recounting = None
            case e.RatificationRefused():
                self.ended, self.ends_on = After.LAPSED, None


def _day(when: date | datetime | None, zone: str) -> date | None:
    return when.astimezone(ZoneInfo(zone)).date() if isinstance(when, datetime) else when


def _when(recorded: Recorded[Event]) -> date | datetime:
    return recorded.env.occurred_on or recorded.env.occurred_at or recorded.recorded_at
