"""What can happen to an agreement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from accord.aggregates.agreement.terms import Seat
from accord.aggregates.matters import Matter
from accord.events import Event
from accord.rules import Measure, Rule


class Provision(StrEnum):
    """A kind of provision that a draft can lose again."""

    PARTY = "party"
    CLAUSE = "clause"
    BODY = "body"
    POST = "post"
    SIGNATORY = "signatory"
    PROCEDURE = "procedure"


BLOCKS = {
    Provision.PARTY: ("parties", "party"),
    Provision.CLAUSE: ("clauses", "id"),
    Provision.BODY: ("bodies", "id"),
    Provision.POST: ("posts", "post"),
    Provision.SIGNATORY: ("signatories", "party"),
    Provision.PROCEDURE: ("procedures", "matter"),
}
"""Where each kind of provision stands in the terms, and what names one of them."""


@dataclass(frozen=True, kw_only=True)
class AgreementDrafted(Event, type="agreement.drafted/1"):
    """A draft was begun; its days are counted in this zone for ever."""

    title: str
    zone: str


@dataclass(frozen=True, kw_only=True)
class TitleRevised(Event, type="agreement.title_revised/1"):
    """The draft bears another title."""

    title: str


@dataclass(frozen=True, kw_only=True)
class PartyNamed(Event, type="agreement.party_named/1"):
    """The draft names a party, with its class and weights."""

    party: UUID
    cls: str = ""
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ClauseDrafted(Event, type="agreement.clause_drafted/1"):
    """The draft has a new clause, at its end."""

    clause: str
    num: str = ""
    heading: str = ""
    text: str


@dataclass(frozen=True, kw_only=True)
class ClauseRevised(Event, type="agreement.clause_revised/1"):
    """A clause of the draft says something else."""

    clause: str
    num: str = ""
    heading: str = ""
    text: str


@dataclass(frozen=True, kw_only=True)
class ClausesOrdered(Event, type="agreement.clauses_ordered/1"):
    """The clauses of the draft stand in this order."""

    clauses: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class BodyDrafted(Event, type="agreement.body_drafted/1"):
    """The draft constitutes a body; its seats and rules follow."""

    body: str
    name: str
    chair: str | None = None


@dataclass(frozen=True, kw_only=True)
class SeatsDrafted(Event, type="agreement.seats_drafted/1"):
    """A body has these further seats, at most 200 in one entry."""

    body: str
    seats: tuple[Seat, ...]


@dataclass(frozen=True, kw_only=True)
class RuleDrafted(Event, type="agreement.rule_drafted/1"):
    """A body decides motions of this class by this rule."""

    body: str
    cls: str
    rule: Rule
    rule_hash: str


@dataclass(frozen=True, kw_only=True)
class PostDrafted(Event, type="agreement.post_drafted/1"):
    """The draft constitutes a post without a seat."""

    post: str
    title: str
    party: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class SignatoryNamed(Event, type="agreement.signatory_named/1"):
    """The holder of this post will sign for this party."""

    party: UUID
    post: str


@dataclass(frozen=True, kw_only=True)
class ProcedureDrafted(Event, type="agreement.procedure_drafted/1"):
    """A matter is decided by this body, by its rule for this class."""

    matter: Matter
    body: str
    cls: str


@dataclass(frozen=True, kw_only=True)
class TermDrafted(Event, type="agreement.term_drafted/1"):
    """The agreement is to run from and until these days."""

    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class ProvisionStruck(Event, type="agreement.provision_struck/1"):
    """The draft lost a provision."""

    provision: Provision
    key: str


@dataclass(frozen=True, kw_only=True)
class TextAdopted(Event, type="agreement.text_adopted/1"):
    """The text is fixed; parties sign this hash."""

    text_hash: str
    terms_hash: str


@dataclass(frozen=True, kw_only=True)
class OpenedForSignature(Event, type="agreement.opened_for_signature/1"):
    """The adopted text awaits signatures, until the deadline where there is one."""

    deadline: date | None = None


@dataclass(frozen=True, kw_only=True)
class AgreementSigned(Event, type="agreement.signed/1"):
    """A party signed, by the holder of its signatory post on that day."""

    party: UUID
    signatory: UUID
    post: str
    capacity: str
    signed_on: date
    text_hash: str
    counterpart: str | None = None


@dataclass(frozen=True, kw_only=True)
class AgreementConcluded(Event, type="agreement.concluded/1"):
    """The last required act was done on this day."""

    concluded_on: date


@dataclass(frozen=True, kw_only=True)
class EntryIntoForceFixed(Event, type="agreement.entry_into_force_fixed/1"):
    """The agreement binds from `effective_from`, and where it has a term until `effective_to`."""


@dataclass(frozen=True, kw_only=True)
class AmendmentIncorporated(Event, type="agreement.amendment_incorporated/1"):
    """An adopted amendment belongs to the agreement, in force from `effective_from`."""

    amendment: UUID
    adoption_seq: int
    modifications_hash: str


class Ground(StrEnum):
    """Why an agreement is terminated."""

    MUTUAL = "mutual"
    CAUSE = "cause"
    CONVENIENCE = "convenience"


@dataclass(frozen=True, kw_only=True)
class AgreementTerminated(Event, type="agreement.terminated/1"):
    """The agreement ends on `effective_from`, by this decision."""

    ground: Ground
    decision: UUID
