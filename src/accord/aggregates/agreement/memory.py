"""What an agreement remembers, and the stage that follows from it on a given day."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar, TypeVar
from uuid import UUID

from accord.aggregates.agreement import events as e
from accord.aggregates.agreement.terms import (
    Body,
    ClassRule,
    PartyTerms,
    Post,
    Procedure,
    Signatory,
    Term,
    Terms,
)
from accord.errors import OutOfOrder, Refused
from accord.events import Event, Recorded, Stream
from accord.text import Clause

T = TypeVar("T")


class Stage(StrEnum):
    """Where an agreement stands on a day."""

    DRAFT = "draft"
    ADOPTED = "adopted"
    OPEN_FOR_SIGNATURE = "open_for_signature"
    CONCLUDED = "concluded"
    IN_FORCE = "in_force"
    EXPIRED = "expired"
    TERMINATED = "terminated"


@dataclass(frozen=True, slots=True)
class Incorporation:
    """Which amendment belongs to the agreement, and from when."""

    amendment: UUID
    seq: int
    effective_from: date


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
    terminated_from: date | None = None
    incorporated: list[Incorporation] = field(default_factory=list)

    @property
    def zone(self) -> str:
        """The zone in which the days of this agreement are counted."""
        return self.terms.zone

    def stage(self, day: date) -> Stage:
        """Return where the agreement stands on a day."""
        if self.effective_from is not None and day >= self.effective_from:
            return self._stage_once_in_force(day)
        if self.concluded_on is not None:
            return Stage.CONCLUDED
        if self.opened:
            return Stage.OPEN_FOR_SIGNATURE
        return Stage.ADOPTED if self.text_hash is not None else Stage.DRAFT

    def _stage_once_in_force(self, day: date) -> Stage:
        if self.terminated_from is not None and day >= self.terminated_from:
            return Stage.TERMINATED
        if self.effective_to is not None and day >= self.effective_to:
            return Stage.EXPIRED
        return Stage.IN_FORCE

    def must_be(self, day: date, stage: Stage, why: str) -> None:
        """Raise `OutOfOrder` unless the agreement stands at `stage` on a day."""
        self.exists()
        found = self.stage(day)
        if found is not stage:
            raise OutOfOrder(
                f"{why}: the agreement must be {stage.replace('_', ' ')} on {day}, "
                f"and it is {found.replace('_', ' ')}",
                stage=found,
                needed=stage,
            )

    def must_run_on(self, day: date, *, said: date | None = None) -> None:
        """Raise `Refused` unless the agreement is in force on a day, from which an act is to hold.

        `said` is the day that the act names, where that is another one.
        """
        found = self.stage(day)
        if found is not Stage.IN_FORCE:
            raise Refused(
                f"this cannot hold from {said or day}: the agreement is in force from {self.effective_from} "
                f"until {self.terminated_from or self.effective_to or 'further notice'}",
                field="effective_from",
            )

    def follow(self, event: Event, recorded: Recorded[Event]) -> None:
        """Follow the record."""
        if not isinstance(event, e.AgreementSigned):  # the order in which parties sign is theirs
            self.since = max(self.since or recorded.earliest, recorded.earliest)
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
            case e.AgreementTerminated():
                self.terminated_from = event.effective_from
            case _:
                self.terms = revised(self.terms, event)


def revised(terms: Terms, event: Event) -> Terms:
    """Return the draft after one more event of drafting."""
    match event:
        case e.AgreementDrafted():
            return replace(terms, title=event.title, zone=event.zone)
        case e.TitleRevised():
            return replace(terms, title=event.title)
        case e.TermDrafted():
            return replace(terms, term=Term(starts_on=event.starts_on, ends_on=event.ends_on))
        case e.ClauseDrafted() | e.ClauseRevised():
            clause = Clause(id=event.clause, num=event.num, heading=event.heading, text=event.text)
            return replace(terms, clauses=_put(terms.clauses, "id", clause))
        case e.ClausesOrdered():
            return replace(
                terms, clauses=tuple(sorted(terms.clauses, key=lambda c: event.clauses.index(c.id)))
            )
        case e.BodyDrafted() | e.SeatsDrafted() | e.RuleDrafted():
            return replace(terms, bodies=_with_body(terms, event))
        case e.ProvisionStruck():
            return _without(terms, event)
    return _with_provision(terms, event)


def _with_provision(terms: Terms, event: Event) -> Terms:
    match event:
        case e.PartyNamed():
            party = PartyTerms(party=event.party, cls=event.cls, measures=event.measures)
            return replace(terms, parties=_put(terms.parties, "party", party))
        case e.PostDrafted():
            post = Post(post=event.post, title=event.title, party=event.party)
            return replace(terms, posts=_put(terms.posts, "post", post))
        case e.SignatoryNamed():
            signatory = Signatory(party=event.party, post=event.post)
            return replace(terms, signatories=_put(terms.signatories, "party", signatory))
        case e.ProcedureDrafted():
            procedure = Procedure(matter=event.matter, body=event.body, cls=event.cls)
            return replace(terms, procedures=_put(terms.procedures, "matter", procedure))
    return terms


def _with_body(
    terms: Terms, event: e.BodyDrafted | e.SeatsDrafted | e.RuleDrafted
) -> tuple[Body, ...]:
    if isinstance(event, e.BodyDrafted):
        return _put(terms.bodies, "id", Body(id=event.body, name=event.name, chair=event.chair))
    body = terms.body(event.body) or Body(id=event.body, name=event.body)
    if isinstance(event, e.SeatsDrafted):
        body = replace(body, seats=(*body.seats, *event.seats))
    else:
        body = replace(body, rules=(*body.rules, ClassRule(cls=event.cls, rule=event.rule)))
    return _put(terms.bodies, "id", body)


def _without(terms: Terms, event: e.ProvisionStruck) -> Terms:
    block, key = e.BLOCKS[event.provision]
    kept = tuple(p for p in getattr(terms, block) if str(getattr(p, key)) != event.key)
    changes: dict[str, Any] = {block: kept}
    return replace(terms, **changes)


def _put(provisions: tuple[T, ...], key: str, new: T) -> tuple[T, ...]:
    """Replace the provision of the same key where it stands, or add it at the end."""
    name = getattr(new, key)
    if any(getattr(old, key) == name for old in provisions):
        return tuple(new if getattr(old, key) == name else old for old in provisions)
    return (*provisions, new)
