"""What can happen to a draft: its provisions are said, said anew, and struck."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from accord.aggregates.agreement.terms import Provided, Provision, Seat
from accord.aggregates.matters import Matter
from accord.events import Event
from accord.rules import Measure, Rule


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
    """The draft names a party, with its class and weights, its powers to enter and its area."""

    party: UUID
    cls: str = ""
    measures: tuple[Measure, ...] = ()
    powers: str = ""
    area: str = ""


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
    """The agreement is to run from `starts_on` up to but without `ends_on`."""

    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class ProvisionDrafted(Provided, Event, type="agreement.provision_drafted/1"):
    """The draft has a provision, or says it anew; exactly one of the fields is given."""


@dataclass(frozen=True, kw_only=True)
class ProvisionStruck(Event, type="agreement.provision_struck/1"):
    """The draft lost a provision."""

    provision: Provision
    key: str
