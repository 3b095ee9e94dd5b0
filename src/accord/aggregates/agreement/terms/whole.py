"""The terms of an agreement as a whole: everything that its parties agree on and that accord acts on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from uuid import UUID

from accord import canonical
from accord.aggregates.agreement.terms.bodies import (
    Body,
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
    NoticeKind,
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
from accord.aggregates.body_stages import BodyStage
from accord.aggregates.matters import Matter
from accord.text import Clause

MIN_PARTIES = 2
"""Fewer agree on nothing with each other."""


@dataclass(frozen=True, kw_only=True)
class Terms:
    """The whole of it, as drafted; frozen when the text is adopted, changed by amendments alone."""

    title: str = ""
    zone: str = "UTC"
    parties: tuple[PartyTerms, ...] = ()
    clauses: tuple[Clause, ...] = ()
    bodies: tuple[Body, ...] = ()
    posts: tuple[Post, ...] = ()
    signatories: tuple[Signatory, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    term: Term = field(default_factory=Term)
    definitions: tuple[Definition, ...] = ()
    topics: tuple[Topic, ...] = ()
    standing_orders: tuple[StandingOrders, ...] = ()
    composition_limits: tuple[CompositionLimit, ...] = ()
    reserved_matters: tuple[ReservedMatter, ...] = ()
    passages: tuple[Passage, ...] = ()
    opt_outs: tuple[OptOut, ...] = ()
    tenures: tuple[Tenure, ...] = ()
    incompatibilities: tuple[Incompatibility, ...] = ()
    activities: tuple[Activity, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    data_sharing: tuple[DataSharing, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    risks: tuple[Risk, ...] = ()
    reviews: tuple[Review, ...] = ()
    notice_periods: tuple[NoticePeriod, ...] = ()
    dispute_stages: tuple[DisputeStage, ...] = ()
    annexes: tuple[Annex, ...] = ()
    languages: tuple[Language, ...] = ()
    entry_into_force: EntryIntoForce | None = None
    renewal: Renewal | None = None
    accession: Accession | None = None
    change: Change | None = None
    ending: Ending | None = None

    @property
    def is_open(self) -> bool:
        """Whether others can accede."""
        return self.accession is not None and self.accession.open

    @property
    def fewest_parties(self) -> int:
        """How few parties a draft can name: one alone where others can join it."""
        return 1 if self.is_open else MIN_PARTIES

    @property
    def bound_parties(self) -> int:
        """How many parties there are once it is concluded, at least: who founds it alone awaits another."""
        return max(len(self.parties), MIN_PARTIES)

    def body(self, id_: str) -> Body | None:
        """Return the body of this id, if the agreement constitutes it."""
        return next((body for body in self.bodies if body.id == id_), None)

    def body_with(self, seat: str) -> Body | None:
        """Return the body in which a post is a seat, None where it is one of none."""
        return next((b for b in self.bodies if any(s.post == seat for s in b.seats)), None)

    def orders(self, body: str) -> StandingOrders:
        """Return the standing orders of a body; without any, those that ask for nothing."""
        found = (orders for orders in self.standing_orders if orders.body == body)
        return next(found, StandingOrders(body=body))

    def all_posts(self) -> Iterator[Post | Seat]:
        """Return every post, those with a seat first."""
        for body in self.bodies:
            yield from body.seats
        yield from self.posts

    def post(self, key: str) -> Post | Seat | None:
        """Return the post of this key, if the agreement constitutes it."""
        return next((post for post in self.all_posts() if post.post == key), None)

    def tenure(self, post: str) -> Tenure:
        """Return how long a post is held; without a word on it, as long as appointed."""
        found = (tenure for tenure in self.tenures if tenure.post == post)
        return next(found, Tenure(post=post))

    def party(self, id_: UUID) -> PartyTerms | None:
        """Return what is said of a party, None where it is none."""
        return next((entry for entry in self.parties if entry.party == id_), None)

    def signatory_of(self, party: UUID) -> Signatory | None:
        """Return who signs for a party."""
        return next((entry for entry in self.signatories if entry.party == party), None)

    def procedure_for(self, matter: Matter) -> Procedure | None:
        """Return how a matter is decided, None where the agreement does not say."""
        return next((entry for entry in self.procedures if entry.matter is matter), None)

    def reserved(self, body: str, cls: str) -> ReservedMatter | None:
        """Return the reserved matter that decisions of a class belong to, None where they are not reserved."""
        found = (entry for entry in self.reserved_matters if (entry.body, entry.cls) == (body, cls))
        return next(found, None)

    def stages(self, body: str, cls: str) -> tuple[BodyStage, ...]:
        """Return the stages that decisions of a class go through once they are carried."""
        found = (entry.stages for entry in self.passages if (entry.body, entry.cls) == (body, cls))
        return next(found, ())

    def opted_out(self, body: str, cls: str, matter: Matter) -> dict[UUID, OptOut]:
        """Return the parties that opted out of such decisions, each with its first opt-out that covers them."""
        found = [entry for entry in self.opt_outs if entry.covers(body, cls, matter)]
        return {entry.party: entry for entry in reversed(found)}

    def notice_period(self, kind: NoticeKind) -> NoticePeriod | None:
        """Return how long before its effect notice of this kind is given, None where none can be given."""
        return next((entry for entry in self.notice_periods if entry.kind is kind), None)

    def hash(self) -> str:
        """Return the hex SHA-256 of everything but the text, which has a hash of its own."""
        return canonical.sha256(
            {"v": "accord-terms/1", **canonical.plain(replace(self, clauses=()))}
        )
