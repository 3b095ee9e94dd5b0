"""What an agreement remembers, and the stage that follows from it on a given day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from accord.aggregates.agreement import events as e
from accord.aggregates.agreement.draft import revised
from accord.aggregates.agreement.life import Life
from accord.aggregates.agreement.stages import Stage
from accord.aggregates.agreement.terms import Provision, Terms, put, strike
from accord.aggregates.matters import Matter
from accord.errors import OutOfOrder, Refused
from accord.events import Event, Recorded, Stream

__all__ = ["Agreement", "Asked", "Dated", "Incorporation", "Stage"]


@dataclass(frozen=True, slots=True)
class Incorporation:
    """Which amendment belongs to the agreement, and from when."""

    amendment: UUID
    seq: int
    effective_from: date


@dataclass(frozen=True, slots=True)
class Dated:
    """From a day on the terms say the provision `value`, or (where it is None) no longer say it."""

    effective_from: date
    kind: str
    key: str = ""
    value: Any = None

    def change(self, terms: Terms) -> Terms:
        """Return the terms as they are from that day on."""
        if self.value is None:
            return strike(terms, Provision(self.kind), self.key)
        return put(terms, self.kind, self.value)


Asked = tuple[Matter, UUID | None, date | None]
"""What an assent is to: a matter, whom or what it concerns, and from when it is to hold."""


@dataclass
class Agreement(Stream):
    """An agreement as far as later acts need to know it."""

    NAME: ClassVar[str] = "agreement"

    terms: Terms = field(default_factory=Terms)
    since: datetime | None = None
    text_hash: str | None = None
    opened: bool = False
    deadline: date | None = None
    signed_on: dict[UUID, date] = field(default_factory=dict)
    concluded_on: date | None = None
    effective_from: date | None = None
    effective_to: date | None = None
    incorporated: list[Incorporation] = field(default_factory=list)
    dated: list[Dated] = field(default_factory=list)
    assents: dict[Asked, set[UUID]] = field(default_factory=dict)
    life: Life = field(default_factory=Life)

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
            if dated.effective_from <= day:
                terms = dated.change(terms)
        return terms

    def parties_on(self, day: date) -> tuple[UUID, ...]:
        """Return the parties of a day."""
        return tuple(entry.party for entry in self.terms_on(day).parties)

    def stage(self, day: date) -> Stage:
        """Return where the agreement stands on a day."""
        if (reached := self.life.course.stage(day)) is not None:
            return reached
        if self.concluded_on is not None:
            return Stage.CONCLUDED
        if self.opened:
            return Stage.OPEN_FOR_SIGNATURE
        return Stage.ADOPTED if self.text_hash is not None else Stage.DRAFT

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
                f"until {self.terminated_from or self.life.course.last_end() or 'further notice'}",
                field="effective_from",
            )

    def follow(self, event: Event, recorded: Recorded[Event]) -> None:
        """Follow the record."""
        if not isinstance(event, e.AgreementSigned):  # the order in which parties sign is theirs
            self.since = max(self.since or recorded.earliest, recorded.earliest)
        self.life.follow(event)
        match event:
            case e.TextAdopted():
                self.text_hash = event.text_hash
            case e.OpenedForSignature():
                self.opened, self.deadline = True, event.deadline
            case e.AgreementSigned():
                self.signed_on[event.party] = event.signed_on
            case e.AgreementConcluded():
                self.concluded_on = event.concluded_on
            case e.EntryIntoForceFixed():
                self.effective_from, self.effective_to = event.effective_from, event.effective_to
            case e.AmendmentIncorporated(effective_from=date() as day):
                entry = Incorporation(event.amendment, event.adoption_seq, day)
                self.incorporated.append(entry)
            case _:
                self._follow_terms(event)

    def _follow_terms(self, event: Event) -> None:
        match event:
            case e.ProvisionAmended(effective_from=date() as day):
                kind, value = event.given
                self.dated.append(Dated(day, kind, value=value))
            case e.ProvisionRepealed(effective_from=date() as day):
                self.dated.append(Dated(day, event.provision, event.key))
            case (
                e.PartyWithdrew(effective_from=date() as day)
                | e.PartyExpelled(effective_from=date() as day)
            ):
                gone = str(event.party)
                self.dated += [Dated(day, kind, gone) for kind in ("party", "signatory")]
            case e.AssentGiven():
                asked = (event.matter, event.about, event.effective_from)
                self.assents.setdefault(asked, set()).add(event.party)
            case _:
                self.terms = revised(self.terms, event)
