"""An amendment: what is proposed to change in the text of an agreement, and whether it was adopted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar
from uuid import UUID

from accord.aggregates.agreement.memory import Agreement, Stage
from accord.aggregates.authority import in_effect
from accord.aggregates.decision import Decision
from accord.aggregates.effect import effective
from accord.errors import OutOfOrder, Refused
from accord.events import Act, Event, Recorded, Stream
from accord.rules import Verdict
from accord.text import (
    CLAUSE_ID,
    Clause,
    Incorporated,
    Insert,
    Modification,
    Repeal,
    Substitute,
    TextConflict,
    modifications_hash,
    text_on,
)

# --- What can happen -------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class AmendmentDrafted(Event, type="amendment.drafted/1"):
    """A change to an agreement was drafted, on its text with `base` amendments incorporated."""

    agreement: UUID
    title: str
    base: int = 0


@dataclass(frozen=True, kw_only=True)
class SubstitutionDrafted(Event, type="amendment.substitution_drafted/1"):
    """A clause is to be replaced."""

    clause: str
    num: str = ""
    heading: str = ""
    text: str


@dataclass(frozen=True, kw_only=True)
class InsertionDrafted(Event, type="amendment.insertion_drafted/1"):
    """A clause is to be added: after or before another one, else at the end."""

    clause: str
    num: str = ""
    heading: str = ""
    text: str
    after: str | None = None
    before: str | None = None


@dataclass(frozen=True, kw_only=True)
class RepealDrafted(Event, type="amendment.repeal_drafted/1"):
    """A clause is to go."""

    clause: str


@dataclass(frozen=True, kw_only=True)
class PutToDecision(Event, type="amendment.put_to_decision/1"):
    """A motion to adopt the amendment was tabled."""

    decision: UUID


@dataclass(frozen=True, kw_only=True)
class AmendmentAdopted(Event, type="amendment.adopted/1"):
    """The motion was certified carried; the amendment is in force from `effective_from`."""

    decision: UUID
    adoption_seq: int
    modifications_hash: str


# --- What an amendment remembers -------------------------------------------------------------


@dataclass
class Amendment(Stream):
    """An amendment as far as later acts need to know it."""

    NAME: ClassVar[str] = "amendment"

    agreement: UUID | None = None
    title: str = ""
    base: int = 0
    modifications: list[Modification] = field(default_factory=list)
    decision: UUID | None = None
    adopted: bool = False

    def follow(self, event: Event, recorded: Recorded[Event]) -> None:  # noqa: ARG002
        """Follow the record."""
        match event:
            case AmendmentDrafted():
                self.agreement, self.title, self.base = event.agreement, event.title, event.base
            case SubstitutionDrafted() | InsertionDrafted() | RepealDrafted():
                self.modifications.append(modification_of(event))
            case PutToDecision():
                self.decision = event.decision
            case AmendmentAdopted():
                self.adopted = True


def modification_of(event: SubstitutionDrafted | InsertionDrafted | RepealDrafted) -> Modification:
    """Return the modification that an event drafted."""
    if isinstance(event, RepealDrafted):
        return Repeal(event.clause)
    clause = Clause(id=event.clause, num=event.num, heading=event.heading, text=event.text)
    if isinstance(event, SubstitutionDrafted):
        return Substitute(clause)
    return Insert(clause, after=event.after, before=event.before)


def _event_of(modification: Modification) -> Event:
    if isinstance(modification, Repeal):
        return RepealDrafted(clause=modification.id)
    clause = modification.clause
    if isinstance(modification, Substitute):
        return SubstitutionDrafted(
            clause=clause.id, num=clause.num, heading=clause.heading, text=clause.text
        )
    return InsertionDrafted(
        clause=clause.id,
        num=clause.num,
        heading=clause.heading,
        text=clause.text,
        after=modification.after,
        before=modification.before,
    )


# --- What may be done, and when it is refused ------------------------------------------------


def draft_amendment(
    amendment: Amendment,
    act: Act,
    *,
    agreement: Agreement,
    incorporated: Sequence[Incorporated],
    title: str,
    modifications: Sequence[Modification],
) -> tuple[Event, ...]:
    """Draft textual modifications; refused where one does not fit the text as it will then stand."""
    if amendment.version:
        raise OutOfOrder(f"amendment {amendment.id} is already drafted")
    day = act.day(agreement.zone)
    agreement.must_be(day, Stage.IN_FORCE, "only an agreement in force can be amended")
    if not modifications:
        raise Refused("an amendment changes at least one clause", field="modifications")
    _well_named(modifications)
    _fits(agreement, incorporated, day, modifications)
    drafted = AmendmentDrafted(
        agreement=agreement.id, title=title, base=len(agreement.incorporated)
    )
    return (drafted, *map(_event_of, modifications))


def _well_named(modifications: Iterable[Modification]) -> None:
    for index, change in enumerate(modifications):
        if isinstance(change, Insert):
            if not CLAUSE_ID.fullmatch(change.clause.id):
                raise Refused(
                    f"{change.clause.id!r} cannot name a clause",
                    field=f"modifications/{index}/clause",
                )
            if change.after and change.before:
                raise Refused(
                    "a clause is inserted after or before another, not both",
                    field=f"modifications/{index}",
                )


def _fits(
    agreement: Agreement,
    incorporated: Sequence[Incorporated],
    from_: date,
    modifications: Sequence[Modification],
) -> None:
    """Fold every day that has an amendment, this one included: each text must come out."""
    seq = len(incorporated) + 1
    timeline = [*incorporated, Incorporated(from_, seq, tuple(modifications))]
    for day in sorted({entry.effective_from for entry in timeline}):
        if not text_on(agreement.terms.clauses, timeline, day):
            raise Refused(
                f"the agreement would have no text from {day}; to end it, terminate it",
                field="modifications",
            )


def put_to_decision(amendment: Amendment, *, decision: Decision) -> PutToDecision:
    """Link the motion that was tabled to adopt the amendment."""
    amendment.exists()
    if amendment.decision is not None:
        raise OutOfOrder(
            f"the amendment is already put to decision {amendment.decision}",
            decision=str(amendment.decision),
        )
    return PutToDecision(decision=decision.id)


def adopt_amendment(
    amendment: Amendment,
    act: Act,
    *,
    agreement: Agreement,
    incorporated: Sequence[Incorporated],
    decision: Decision,
    effective_from: date | None = None,
) -> AmendmentAdopted:
    """Adopt the amendment, its motion being certified carried, from a day on.

    Refused where the amendment no longer fits the text, because another one that was incorporated
    meanwhile changed the same clause.
    """
    amendment.exists()
    if amendment.adopted:
        raise OutOfOrder("the amendment is already adopted")
    if decision.verdict is not Verdict.CARRIED:
        found = decision.verdict or "not certified yet"
        raise OutOfOrder(
            f"an amendment is adopted when its motion is certified carried; the decision is {found}",
            decision=str(decision.id),
        )
    in_effect(decision, "an amendment", act=act, zone=agreement.zone)
    from_ = effective(act, effective_from, agreement.zone)
    _no_conflict(amendment, incorporated, from_)
    _fits(agreement, incorporated, from_, amendment.modifications)
    return AmendmentAdopted(
        effective_from=from_,
        decision=decision.id,
        adoption_seq=len(agreement.incorporated) + 1,
        modifications_hash=modifications_hash(amendment.modifications),
    )


def _no_conflict(amendment: Amendment, incorporated: Iterable[Incorporated], from_: date) -> None:
    mine = {touched(change) for change in amendment.modifications}
    for entry in incorporated:
        both = mine & {touched(change) for change in entry.modifications}
        unseen, later = entry.seq > amendment.base, entry.effective_from > from_
        if both and (unseen or later):
            remedy = (
                "draft this one again, on the text as it stands after that"
                if unseen
                else "let this one, drafted on the text after that, take effect no earlier"
            )
            raise TextConflict(
                f"another amendment, in force from {entry.effective_from}, changes clause {min(both)}; "
                f"{remedy}",
                clause=min(both),
            )


def touched(change: Modification) -> str:
    """Return the id of the clause that a modification changes."""
    return change.id if isinstance(change, Repeal) else change.clause.id
