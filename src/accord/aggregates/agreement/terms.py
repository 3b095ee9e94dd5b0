"""What an agreement says that accord acts on: parties, text, bodies, posts, signatories, term."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from accord import canonical
from accord.aggregates.matters import Matter
from accord.rules import Measure, Rule
from accord.text import Clause


@dataclass(frozen=True, kw_only=True, slots=True)
class PartyTerms:
    """A party of the agreement, with its class and its weights."""

    party: UUID
    cls: str = ""
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Post:
    """A post that the agreement constitutes; with `party`, only that party's people can hold it."""

    post: str
    title: str
    party: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Seat:
    """A post with a vote in a body, counted in its class and with its measures."""

    post: str
    title: str
    party: UUID | None = None
    cls: str = ""
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class ClassRule:
    """How a body decides motions of one class."""

    cls: str
    rule: Rule


@dataclass(frozen=True, kw_only=True, slots=True)
class Body:
    """A committee or board: its seats, its rule for each class of decision, and who presides."""

    id: str
    name: str
    seats: tuple[Seat, ...] = ()
    rules: tuple[ClassRule, ...] = ()
    chair: str | None = None

    def rule_for(self, cls: str) -> Rule | None:
        """Return the rule for motions of a class, None where the body does not decide such."""
        return next((entry.rule for entry in self.rules if entry.cls == cls), None)


@dataclass(frozen=True, kw_only=True, slots=True)
class Signatory:
    """Who signs for a party: the holder of this post on the day of signing."""

    party: UUID
    post: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Term:
    """From when to when the agreement runs, half-open; without a start, from its conclusion."""

    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Procedure:
    """Which body decides a matter, by the rule of which class."""

    matter: Matter
    body: str
    cls: str


@dataclass(frozen=True, kw_only=True)
class Terms:
    """The whole of it, as drafted; frozen when the text is adopted."""

    title: str = ""
    zone: str = "UTC"
    parties: tuple[PartyTerms, ...] = ()
    clauses: tuple[Clause, ...] = ()
    bodies: tuple[Body, ...] = ()
    posts: tuple[Post, ...] = ()
    signatories: tuple[Signatory, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    term: Term = field(default_factory=Term)

    def body(self, id_: str) -> Body | None:
        """Return the body of this id, if the agreement constitutes it."""
        return next((body for body in self.bodies if body.id == id_), None)

    def all_posts(self) -> Iterator[Post | Seat]:
        """Return every post, those with a seat first."""
        for body in self.bodies:
            yield from body.seats
        yield from self.posts

    def post(self, key: str) -> Post | Seat | None:
        """Return the post of this key, if the agreement constitutes it."""
        return next((post for post in self.all_posts() if post.post == key), None)

    def signatory_of(self, party: UUID) -> Signatory | None:
        """Return who signs for a party."""
        return next((entry for entry in self.signatories if entry.party == party), None)

    def procedure_for(self, matter: Matter) -> Procedure | None:
        """Return how a matter is decided, None where the agreement does not say."""
        return next((entry for entry in self.procedures if entry.matter is matter), None)

    def hash(self) -> str:
        """Return the hex SHA-256 of everything but the text, which has a hash of its own."""
        return canonical.sha256(
            {"v": "accord-terms/1", **canonical.plain(replace(self, clauses=()))}
        )
