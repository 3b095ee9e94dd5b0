"""What an agreement remembers, and the stage that follows from it on a given day."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from accord.aggregates.agreement import events as e
from accord.aggregates.agreement.assents import Asked, Assents, follow_assents, spend
from accord.aggregates.agreement.course import followed
from accord.aggregates.agreement.dated import Dated, dated_by
from accord.aggregates.agreement.draft import revised
from accord.aggregates.agreement.errata import Errata, Erratum
from accord.aggregates.agreement.life import Life
from accord.aggregates.agreement.negotiation import Negotiation, Signing
from accord.aggregates.agreement.places import DIVISION, SUCCESSION
from accord.aggregates.agreement.stages import WINDING_UP, Stage
from accord.aggregates.agreement.terms import Ending, Procedure, Terms
from accord.aggregates.agreement.told import Told
from accord.aggregates.calendar import up_to
from accord.aggregates.matters import Matter
from accord.errors import OutOfOrder, Refused
from accord.events import Event, Recorded, Stream
from accord.text import ADOPTED, Clause, Correction, corrected_text

__all__ = ["Agreement", "Asked", "Dated", "Incorporation", "Stage"]


@dataclass(frozen=True, slots=True)
class Incorporation:
    """Which amendment belongs to the agreement, and from when; once it was annulled at an instant, up to when."""

    amendment: UUID
    seq: int
    effective_from: date
    until: date | None = None
    annulled_at: datetime | None = None


IN_ANY_ORDER = (
    e.AgreementSigned,
    e.SignatureDeclined,
    e.SignatureWithdrawn,
    e.RatificationDeposited,
    e.AssentGiven,
    e.AssentWithdrawn,
    e.ChangeRequested,
    e.NoticeGiven,
    e.NoticeWithdrawn,
    e.NoticeServed,
    e.NoticeAcknowledged,
    e.TextAcknowledged,
    e.SigningExtended,
    e.ErratumProposed,
    e.ErratumAssented,
    e.ErratumObjected,
    e.ErratumWithdrawn,
    e.TextCorrected,
)
"""Acts of one party alone: the order in which parties do theirs is their own.

More time to sign begins nothing, nor does a slip of words that is put right.
"""


@dataclass
class Agreement(Stream):
    """An agreement as far as later acts need to know it."""

    NAME: ClassVar[str] = "agreement"

    terms: Terms = field(default_factory=Terms)
    since: datetime | None = None
    text_hash: str | None = None
    as_adopted: tuple[Clause, ...] = ()
    negotiation: Negotiation = field(default_factory=Negotiation)
    signing: Signing = field(default_factory=Signing)
    concluded_on: date | None = None
    effective_from: date | None = None
    incorporated: list[Incorporation] = field(default_factory=list)
    dated: list[Dated] = field(default_factory=list)
    assents: Assents = field(default_factory=dict)
    relied_on: set[UUID] = field(default_factory=set)
    life: Life = field(default_factory=Life)
    told: Told = field(default_factory=Told)
    errata: Errata = field(default_factory=Errata)

    @property
    def zone(self) -> str:
        """The zone in which the days of this agreement are counted."""
        return self.terms.zone

    @property
    def terminated_from(self) -> date | None:
        """The first day without it, where it was terminated before its term."""
        return self.life.course.terminated_from

    def terms_on(self, day: date) -> Terms:
        """Return the terms in force on a day: those adopted, with what has changed by then."""
        terms = self.terms
        for dated in sorted(self.dated, key=lambda dated: dated.effective_from):
            if dated.holds_on(day):
                terms = dated.change(terms)
        return terms

    def parties_on(self, day: date) -> tuple[UUID, ...]:
        """Return the parties of a day."""
        return tuple(entry.party for entry in self.terms_on(day).parties)

    def fewest_on(self, day: date) -> int:
        """Return with how few parties left it is wound up on a day."""
        return (self.terms_on(day).ending or Ending()).minimum_parties

    def bound_on(self, day: date) -> tuple[UUID, ...]:
        """Return the parties that have a say on a day: before it is in force, those that did what binds them."""
        parties = self.parties_on(day)
        if self.stage(day) is not Stage.CONCLUDED:
            return parties
        signing = self.signing
        bound = signing.done_on(self.terms).keys() | signing.acceded_on.keys()
        done = {self.acting_for(party, day) for party in bound}
        return tuple(party for party in parties if party in done)

    def decided_by(self, matter: Matter, day: date) -> Procedure | None:
        """Return how a body decides a matter on a day; None where it rests on the assent of all.

        Before the agreement is in force no body decides, and once it has ended all can waive what is owed.
        """
        without = (Stage.CONCLUDED, *(WINDING_UP if matter is Matter.WAIVER else ()))
        if self.stage(day) in without:
            return None
        return self.terms_on(day).procedure_for(matter)

    def acting_for(self, party: UUID, day: date) -> UUID:
        """Return who stands in a party's place on a day: the party itself, or who succeeded it here."""
        for dated in sorted(self.dated, key=lambda dated: dated.effective_from):
            if (dated.kind, dated.key) == (SUCCESSION, str(party)) and dated.effective_from <= day:
                party = dated.value
        return party

    def standing_for(self, day: date, *parties: UUID | None) -> list[UUID | None]:
        """Return who stands on a day in the place of each of these, of None nobody."""
        return [None if party is None else self.acting_for(party, day) for party in parties]

    def stage(self, day: date) -> Stage:
        """Return where the agreement stands on a day."""
        if (reached := self.life.course.stage(day)) is not None:
            return reached
        if self.concluded_on is not None:
            return Stage.CONCLUDED
        return self._stage_before_conclusion()

    def _stage_before_conclusion(self) -> Stage:
        if self.negotiation.abandoned:
            return Stage.ABANDONED
        if self.signing.opened:
            return Stage.OPEN_FOR_SIGNATURE
        if self.text_hash is not None:
            return Stage.ADOPTED
        return Stage.SHARED if self.negotiation.shared else Stage.DRAFT

    def must_be(self, day: date, stages: Stage | tuple[Stage, ...], why: str) -> None:
        """Raise `OutOfOrder` unless the agreement stands at `stages` (or at one of them) on a day."""
        self.exists()
        found, wanted = self.stage(day), (stages if isinstance(stages, tuple) else (stages,))
        if found not in wanted:
            words = " or ".join(stage.replace("_", " ") for stage in wanted)
            raise OutOfOrder(
                f"{why}: the agreement must be {words} on {day}, "
                f"and it is {found.replace('_', ' ')}",
                stage=found,
                needed=wanted[0] if len(wanted) == 1 else list(wanted),
            )

    def correction(self, erratum: Erratum) -> Correction:
        """Return what an erratum puts right, and in whose wording."""
        (seq,) = [seq for seq, id_ in self._wording() if id_ == erratum.amendment]
        return Correction(erratum.clause, erratum.part, erratum.was, erratum.now, seq)

    def corrections(self) -> list[Correction]:
        """Return what errata have put right in its text and in that of its amendments, in order."""
        known = {id_ for _, id_ in self._wording()}
        return [self.correction(each) for each in self.errata.corrected if each.amendment in known]

    def _wording(self) -> list[tuple[int, UUID | None]]:
        """Return whose words the text can have, by number: those adopted, and those of each amendment."""
        return [(ADOPTED, None), *((each.seq, each.amendment) for each in self.incorporated)]

    def adopted_as_known(self, at: datetime) -> tuple[Clause, ...]:
        """Return the adopted text as it read at an instant, without what was corrected since."""
        own = [each for each in self.errata.corrected if each.amendment is None]
        known = [each for each in own if (each.corrected_at or at) < at]
        return corrected_text(self.as_adopted, [self.correction(each) for each in known])

    def acting_on(self, day: date) -> tuple[UUID, ...]:
        """Return the parties that can act on a day: those of the day that are not suspended."""
        suspended = self.life.suspended_parties(day)
        return tuple(party for party in self.parties_on(day) if party not in suspended)

    def must_run_on(self, day: date, *, said: date | None = None) -> None:
        """Raise `Refused` unless the agreement is in force on a day, from which an act is to hold.

        `said` is the day that the act names, where that is another one.
        """
        found = self.stage(day)
        if found is not Stage.IN_FORCE:
            raise Refused(
                f"this cannot hold from {said or day}: the agreement is in force from {self.effective_from} "
                f"{up_to(self.terminated_from or self.life.course.last_end())}",
                field="effective_from",
            )

    def follow(self, event: Event, recorded: Recorded[Event]) -> None:
        """Follow the record."""
        if not isinstance(event, IN_ANY_ORDER):
            self.since = max(self.since or recorded.earliest, recorded.earliest)
        self.negotiation.follow(event, recorded)
        self.signing.follow(event)
        self.dated += dated_by(event, self.terms, set(self.signing.done_on(self.terms)))
        follow_assents(self.assents, event, recorded.earliest)
        if (decision := getattr(event, "decision", None)) is not None:
            self.relied_on.add(decision)
        self.life.follow(event)
        self.told.follow(event)
        self.errata.follow(event, recorded)
        match event:
            case e.TextAdopted():
                self.text_hash, self.as_adopted = event.text_hash, self.terms.clauses
            case e.AgreementConcluded():
                self.concluded_on = event.concluded_on
            case e.EntryIntoForceFixed():
                self.effective_from = event.effective_from
            case e.AmendmentIncorporated(effective_from=date() as day):
                entry = Incorporation(event.amendment, event.adoption_seq, day)
                self.incorporated.append(entry)
            case e.AmendmentAnnulled():
                self.incorporated, self.dated = _taken_back(self, event, recorded.recorded_at)
            case e.PlaceSucceeded(effective_from=date() as day):
                self._follow_succession(event, day)
            case e.NoticeWithdrawn():
                self.dated = [dated for dated in self.dated if dated.notice != event.notice]
            case _:
                self._follow_draft(event)

    def without(self, event: e.AmendmentAnnulled, at: datetime) -> Agreement:
        """Return the agreement as it is once an amendment takes back what it did; it is itself left as it is."""
        after = copy(self)
        after.life = replace(self.life, course=followed(self.life.course, event))
        after.incorporated, after.dated = _taken_back(self, event, at)
        return after

    def _follow_draft(self, event: Event) -> None:
        if isinstance(event, e.TextCorrected):
            clauses = corrected_text(self.as_adopted, self.corrections())
            self.terms = replace(self.terms, clauses=clauses)
            return
        before, self.terms = self.terms, revised(self.terms, event)
        if self.terms is not before:  # whoever assented to the draft assented to another one
            spend(self.assents, Matter.ADOPTION)

    def _follow_succession(self, event: e.PlaceSucceeded, day: date) -> None:
        """Let the successor stand in the place from a day on, also in what was said before to change later."""
        predecessor, successor = str(event.predecessor), event.successor
        both = self.terms_on(day).party(successor) is not None
        later = [dated for dated in self.dated if dated.effective_from > day]
        self.dated.append(Dated(day, SUCCESSION, predecessor, successor))
        for dated in later:
            self.dated.append(Dated(dated.effective_from, SUCCESSION, predecessor, successor))
            ends = dated.value is None or dated.kind == DIVISION
            if ends and dated.key == predecessor and not both:
                self.dated.append(replace(dated, key=str(successor)))


def _taken_back(
    agreement: Agreement, event: e.AmendmentAnnulled, at: datetime
) -> tuple[list[Incorporation], list[Dated]]:
    """Return which amendments belong to an agreement, and what is dated, once one is annulled."""
    gone = {i.amendment: event.effective_from or i.effective_from for i in agreement.incorporated}
    mine, until = event.amendment, gone[event.amendment]
    belong = [
        replace(entry, until=until, annulled_at=at) if entry.amendment == mine else entry
        for entry in agreement.incorporated
    ]
    dated = [replace(d, until=until) if d.amendment == mine else d for d in agreement.dated]
    return belong, dated
