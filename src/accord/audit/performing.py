"""Re-performance: what was worked out when it was recorded is worked out again from the entries before it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from accord.aggregates.agreement.events import AmendmentAnnulled as TakenBack
from accord.aggregates.agreement.events import (
    AmendmentIncorporated,
    TextAdopted,
    TextCorrected,
)
from accord.aggregates.agreement.memory import Agreement
from accord.aggregates.agreement.rectifying import corrected_hash
from accord.aggregates.amendment.events import (
    AmendmentAdopted,
    AmendmentAdoptedByAssent,
    AmendmentAnnulled,
)
from accord.aggregates.amendment.memory import Amendment
from accord.aggregates.decision import choosing_events as c
from accord.aggregates.decision import events as d
from accord.aggregates.decision.memory import Decision
from accord.aggregates.decision.tallying import tallied
from accord.aggregates.decision.voting import roll_hash
from accord.aggregates.dispute.memory import Dispute
from accord.aggregates.docket.memory import Docket
from accord.aggregates.impact.memory import Impact
from accord.aggregates.meeting.memory import Meeting
from accord.aggregates.obligation.memory import Obligation, Schedule
from accord.aggregates.party.memory import Party, Reservation
from accord.aggregates.register import Register
from accord.aggregates.role.memory import Role
from accord.audit.findings import Check, Report
from accord.events import Event, Recorded, Stream
from accord.rules import EVALUATOR
from accord.text import Correction, corrected_changes, modifications_hash, text_hash

KINDS: dict[str, type[Stream]] = {
    "agreement": Agreement,
    "amendment": Amendment,
    "decision": Decision,
    "dispute": Dispute,
    "docket": Docket,
    "identifier": Reservation,
    "impact": Impact,
    "meeting": Meeting,
    "obligation": Obligation,
    "party": Party,
    "register": Register,
    "role": Role,
    "schedule": Schedule,
}
"""What each kind of stream is followed as, by the word before the dot in the types of its entries."""

Gone = tuple[bool, date | None]
"""How an amendment was annulled: ab initio or not, and from which day on."""


@dataclass
class Performance:
    """Follows stream after stream, and compares what it works out with what was recorded."""

    report: Report
    incorporated: dict[UUID, str] = field(default_factory=dict)
    adopted: dict[UUID, str] = field(default_factory=dict)
    amendments: dict[UUID, Amendment] = field(default_factory=dict)
    corrected: dict[UUID, list[tuple[Correction, str]]] = field(default_factory=dict)
    taken_back: dict[UUID, Gone] = field(default_factory=dict)
    annulled: dict[UUID, Gone] = field(default_factory=dict)

    def perform(self, stream: Iterable[Recorded[Event]]) -> Stream | None:
        """Follow one stream from its beginning; return what it comes to, None where it cannot be followed."""
        state: Stream | None = None
        for recorded in stream:
            where = f"{recorded.event.TYPE} {recorded.agg}/{recorded.ver}"
            try:
                state = state or _nothing_yet(recorded)
                for sentence in self._differences(state, recorded.event):
                    self.report.fail(Check.REPLAY, where, sentence)
                state.apply(recorded)
            except Exception as error:  # noqa: BLE001 - a forged stream may say anything
                self.report.fail(
                    Check.REPLAY, where, f"this cannot follow what came before: {error}"
                )
                return None
            self.report.saw(Check.REPLAY)
        return state

    def _differences(self, state: Stream, event: Event) -> Iterator[str]:
        """Give a sentence for each thing that comes out otherwise than it was recorded."""
        match event:
            case AmendmentIncorporated():
                self.incorporated[event.amendment] = event.modifications_hash
            case AmendmentAdopted() | AmendmentAdoptedByAssent():
                self.adopted[state.id] = event.modifications_hash
                self._keep(state)
            case TextCorrected():
                self._corrects(state, event)
            case TakenBack():
                self.taken_back[event.amendment] = (event.ab_initio, event.effective_from)
            case AmendmentAnnulled():
                self.annulled[state.id] = (event.ab_initio, event.effective_from)
        again = _AGAIN.get(type(event))
        for name, now in again(state, event) if again else ():
            if now != getattr(event, name):
                yield f"{name.replace('_', ' ')} was recorded as {getattr(event, name)!s:.200}, and is {now!s:.200}"

    def _keep(self, state: Stream) -> None:
        if isinstance(state, Amendment):
            self.amendments[state.id] = state

    def _corrects(self, state: Stream, event: TextCorrected) -> None:
        """Note what an erratum puts right in an amendment, which is followed by itself."""
        if isinstance(state, Agreement):
            erratum = state.errata.named[event.erratum]
            if erratum.amendment is not None:
                known = self.corrected.setdefault(erratum.amendment, [])
                known.append((state.correction(erratum), event.corrected_hash))

    def compare_amendments(self) -> None:
        """Say where an agreement incorporated, corrected or took back something else than its amendment says."""
        for id_ in self.corrected.keys() & self.amendments.keys():
            self._compare_corrections(self.amendments[id_])
        for id_ in self.incorporated.keys() & self.adopted.keys():
            if self.incorporated[id_] != self.adopted[id_]:
                sentence = "what was incorporated has another hash than what was adopted"
                self.report.fail(Check.REPLAY, f"amendment {id_}", sentence)
        for id_ in self.incorporated.keys() & self.adopted.keys():
            if self.taken_back.get(id_) != self.annulled.get(id_):
                sentence = "what the agreement took back is not what was annulled of the amendment"
                self.report.fail(Check.REPLAY, f"amendment {id_}", sentence)

    def _compare_corrections(self, amendment: Amendment) -> None:
        changes = tuple(amendment.modifications)
        besides = [each.to_data() for each in amendment.provisions]
        for correction, hash_ in self.corrected[amendment.id]:
            changes = corrected_changes(changes, [correction], correction.seq)
            if modifications_hash(changes, besides) != hash_:
                sentence = "what an erratum put right in it has another hash than was recorded"
                self.report.fail(Check.REPLAY, f"amendment {amendment.id}", sentence)


def replay(report: Report, streams: Iterable[Iterable[Recorded[Event]]]) -> None:
    """Follow every stream, and say where something comes out otherwise than it was recorded."""
    performance = Performance(report)
    for stream in streams:
        performance.perform(stream)
    performance.compare_amendments()


def _nothing_yet(first: Recorded[Event]) -> Stream:
    return KINDS[first.event.TYPE.partition(".")[0]](first.agg)


Again = Callable[..., Iterator[tuple[str, object]]]


def _text_adopted(state: Agreement, _event: TextAdopted) -> Iterator[tuple[str, object]]:
    yield "text_hash", text_hash(state.terms.clauses)
    yield "terms_hash", state.terms.hash()


def _text_corrected(state: Agreement, event: TextCorrected) -> Iterator[tuple[str, object]]:
    erratum = state.errata.named[event.erratum]
    if erratum.amendment is None:
        yield "corrected_hash", corrected_hash(state, erratum, ())


def _adopted(state: Amendment, _event: Event) -> Iterator[tuple[str, object]]:
    yield "modifications_hash", state.hash


def _opened(state: Decision, event: d.VotingOpened) -> Iterator[tuple[str, object]]:
    yield "seats", len(state.roll)
    yield "roll_hash", roll_hash(state.roll.values())
    yield "rule_hash", event.rule.hash


def _closed(state: Decision, _event: d.VotingClosed) -> Iterator[tuple[str, object]]:
    again = tallied(state)
    yield from ((name, getattr(again, name)) for name in ("tally", "tied", "chose"))


def _certified(state: Decision, _event: d.DecisionCertified) -> Iterator[tuple[str, object]]:
    if state.rule is None:
        raise ValueError("a result is certified without a rule")
    outcome = state.outcome(state.rule)
    yield "verdict", outcome.verdict
    yield "explanation", outcome.explanation
    yield "rule_hash", state.rule.hash


def _chosen(state: Decision, _event: c.ChoiceCertified) -> Iterator[tuple[str, object]]:
    if state.rule is None:
        raise ValueError("a result is certified without a rule")
    chosen = state.chosen()
    yield "verdict", chosen.verdict
    yield "chosen", chosen.chosen
    yield "explanation", chosen.explanation
    yield "rule_hash", state.rule.hash


def _recounted(state: Decision, event: d.RecountCertified) -> Iterator[tuple[str, object]]:
    if state.rule is not None and event.evaluator == EVALUATOR:
        outcome = state.outcome(state.rule)
        yield "verdict", outcome.verdict
        yield "explanation", outcome.explanation
    yield "was", state.verdict


def _rechosen(state: Decision, event: c.ChoiceRecountCertified) -> Iterator[tuple[str, object]]:
    if event.evaluator == EVALUATOR:
        chosen = state.chosen()
        yield "verdict", chosen.verdict
        yield "chosen", chosen.chosen
        yield "explanation", chosen.explanation
    yield "was", state.verdict
    yield "was_chosen", state.choices.certified


_AGAIN: dict[type[Event], Again] = {
    TextAdopted: _text_adopted,
    TextCorrected: _text_corrected,
    AmendmentAdopted: _adopted,
    AmendmentAdoptedByAssent: _adopted,
    d.VotingOpened: _opened,
    d.VotingClosed: _closed,
    d.DecisionCertified: _certified,
    d.RecountCertified: _recounted,
    c.ChoiceCertified: _chosen,
    c.ChoiceRecountCertified: _rechosen,
}
