"""A provision is what a draft says piece by piece, and what an amendment can say anew or strike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any, TypeVar

from accord.aggregates.agreement.terms.bodies import (
    Body,
    ClassRule,
    CompositionLimit,
    OptOut,
    Passage,
    Procedure,
    ReservedMatter,
    StandingOrders,
)
from accord.aggregates.agreement.terms.course import (
    Accession,
    Change,
    Ending,
    EntryIntoForce,
    NoticePeriod,
    Renewal,
    Review,
    Term,
)
from accord.aggregates.agreement.terms.duties import (
    Activity,
    Contribution,
    DataSharing,
    Indicator,
    Risk,
)
from accord.aggregates.agreement.terms.instrument import (
    Annex,
    Definition,
    DisputeStage,
    Language,
    Topic,
)
from accord.aggregates.agreement.terms.people import (
    Incompatibility,
    PartyTerms,
    Post,
    Seat,
    Signatory,
    Tenure,
)
from accord.aggregates.agreement.terms.whole import Terms
from accord.aggregates.pieces import pieces
from accord.rules import Rule

T = TypeVar("T")


class Provision(StrEnum):
    """A kind of provision that a draft can have, and lose again."""

    PARTY = "party"
    CLAUSE = "clause"
    BODY = "body"
    POST = "post"
    SIGNATORY = "signatory"
    PROCEDURE = "procedure"
    TERM = "term"
    DEFINITION = "definition"
    TOPIC = "topic"
    STANDING_ORDERS = "standing_orders"
    COMPOSITION_LIMIT = "composition_limit"
    RESERVED_MATTER = "reserved_matter"
    PASSAGE = "passage"
    OPT_OUT = "opt_out"
    TENURE = "tenure"
    INCOMPATIBILITY = "incompatibility"
    ACTIVITY = "activity"
    CONTRIBUTION = "contribution"
    DATA_SHARING = "data_sharing"
    INDICATOR = "indicator"
    RISK = "risk"
    REVIEW = "review"
    NOTICE_PERIOD = "notice_period"
    DISPUTE_STAGE = "dispute_stage"
    ANNEX = "annex"
    LANGUAGE = "language"
    ENTRY_INTO_FORCE = "entry_into_force"
    RENEWAL = "renewal"
    ACCESSION = "accession"
    CHANGE = "change"
    ENDING = "ending"


BLOCKS = {
    Provision.PARTY: ("parties", "party"),
    Provision.CLAUSE: ("clauses", "id"),
    Provision.BODY: ("bodies", "id"),
    Provision.POST: ("posts", "post"),
    Provision.SIGNATORY: ("signatories", "party"),
    Provision.PROCEDURE: ("procedures", "matter"),
    Provision.DEFINITION: ("definitions", "term"),
    Provision.TOPIC: ("topics", "subject"),
    Provision.STANDING_ORDERS: ("standing_orders", "body"),
    Provision.COMPOSITION_LIMIT: ("composition_limits", "key"),
    Provision.RESERVED_MATTER: ("reserved_matters", "key"),
    Provision.PASSAGE: ("passages", "key"),
    Provision.OPT_OUT: ("opt_outs", "key"),
    Provision.TENURE: ("tenures", "post"),
    Provision.INCOMPATIBILITY: ("incompatibilities", "key"),
    Provision.ACTIVITY: ("activities", "key"),
    Provision.CONTRIBUTION: ("contributions", "key"),
    Provision.DATA_SHARING: ("data_sharing", "key"),
    Provision.INDICATOR: ("indicators", "key"),
    Provision.RISK: ("risks", "key"),
    Provision.REVIEW: ("reviews", "key"),
    Provision.NOTICE_PERIOD: ("notice_periods", "kind"),
    Provision.DISPUTE_STAGE: ("dispute_stages", "key"),
    Provision.ANNEX: ("annexes", "key"),
    Provision.LANGUAGE: ("languages", "tag"),
}
"""Where each kind of provision stands in the terms, and what names one of them."""

SINGLE = (
    Provision.ENTRY_INTO_FORCE,
    Provision.RENEWAL,
    Provision.ACCESSION,
    Provision.CHANGE,
    Provision.ENDING,
)
"""Provisions of which an agreement has one or none, each a field of the terms by its own name."""


@dataclass(frozen=True, kw_only=True, slots=True)
class BodyName:
    """A body without its seats and rules, which follow."""

    id: str
    name: str
    chair: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class MoreSeats:
    """Further seats of a body, at most 200 in one entry."""

    body: str
    seats: tuple[Seat, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class BodyRule:
    """The rule by which a body decides motions of one class."""

    body: str
    cls: str
    rule: Rule

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> BodyRule:
        """Return the rule of a body as an entry has it; a rule is read in its own words."""
        return cls(**{**data, "rule": Rule.from_data(data["rule"])})


@dataclass(frozen=True, kw_only=True)
class Provided:
    """One provision; exactly one of these fields is given, and its name says which kind it is."""

    party: PartyTerms | None = None
    body: BodyName | None = None
    seats: MoreSeats | None = None
    rule: BodyRule | None = None
    post: Post | None = None
    signatory: Signatory | None = None
    procedure: Procedure | None = None
    term: Term | None = None
    definition: Definition | None = None
    topic: Topic | None = None
    standing_orders: StandingOrders | None = None
    composition_limit: CompositionLimit | None = None
    reserved_matter: ReservedMatter | None = None
    passage: Passage | None = None
    opt_out: OptOut | None = None
    tenure: Tenure | None = None
    incompatibility: Incompatibility | None = None
    activity: Activity | None = None
    contribution: Contribution | None = None
    data_sharing: DataSharing | None = None
    indicator: Indicator | None = None
    risk: Risk | None = None
    review: Review | None = None
    notice_period: NoticePeriod | None = None
    dispute_stage: DisputeStage | None = None
    annex: Annex | None = None
    language: Language | None = None
    entry_into_force: EntryIntoForce | None = None
    renewal: Renewal | None = None
    accession: Accession | None = None
    change: Change | None = None
    ending: Ending | None = None

    @property
    def given(self) -> tuple[str, Any]:
        """The name and the value of the one provision that is given."""
        return next(
            (name, value) for name in PROVIDED if (value := getattr(self, name)) is not None
        )


PROVIDED = tuple(field.name for field in fields(Provided))


def provided(kind: Provision, value: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - any provision
    """Return a provision as the fields of one `Provided`; a body in several, its seats in pieces."""
    if kind is not Provision.BODY:
        yield {str(kind): value}
        return
    yield {"body": BodyName(id=value.id, name=value.name, chair=value.chair)}
    for seats in pieces(value.seats):
        yield {"seats": MoreSeats(body=value.id, seats=seats)}
    for entry in value.rules:
        yield {"rule": BodyRule(body=value.id, cls=entry.cls, rule=entry.rule)}


def put(terms: Terms, name: str, value: Any) -> Terms:  # noqa: ANN401 - any provision
    """Return the terms with a provision said, or said anew, under the name it has in `Provided`."""
    match value:
        case BodyName():
            body = Body(id=value.id, name=value.name, chair=value.chair)
            return replace(terms, bodies=put_in(terms.bodies, "id", body))
        case MoreSeats():
            body = _body(terms, value.body)
            more = replace(body, seats=(*body.seats, *value.seats))
            return replace(terms, bodies=put_in(terms.bodies, "id", more))
        case BodyRule():
            body = _body(terms, value.body)
            rule = ClassRule(cls=value.cls, rule=value.rule)
            ruled = replace(body, rules=put_in(body.rules, "cls", rule))
            return replace(terms, bodies=put_in(terms.bodies, "id", ruled))
    kind = Provision(name)
    if kind not in BLOCKS:
        return _replaced(terms, name, value)
    block, key = BLOCKS[kind]
    return _replaced(terms, block, put_in(getattr(terms, block), key, value))


def strike(terms: Terms, kind: Provision, key: str) -> Terms:
    """Return the terms without a provision; of a kind that stands once, `key` is empty."""
    if kind is Provision.TERM:
        return replace(terms, term=Term())
    if kind in SINGLE:
        return _replaced(terms, kind, None)
    block, named = BLOCKS[kind]
    kept = tuple(p for p in getattr(terms, block) if str(getattr(p, named)) != key)
    return _replaced(terms, block, kept)


def stands(terms: Terms, kind: Provision, key: str) -> bool:
    """Return whether the terms have this provision."""
    if kind not in BLOCKS:
        return getattr(terms, kind) not in (None, Term())
    block, named = BLOCKS[kind]
    return any(str(getattr(p, named)) == key for p in getattr(terms, block))


def put_in(provisions: tuple[T, ...], key: str, new: T) -> tuple[T, ...]:
    """Replace the provision of the same key where it stands, or add it at the end."""
    name = getattr(new, key)
    if any(getattr(old, key) == name for old in provisions):
        return tuple(new if getattr(old, key) == name else old for old in provisions)
    return (*provisions, new)


def _body(terms: Terms, id_: str) -> Body:
    return terms.body(id_) or Body(id=id_, name=id_)


def _replaced(terms: Terms, field: str, value: object) -> Terms:
    changes: dict[str, Any] = {field: value}
    return replace(terms, **changes)
