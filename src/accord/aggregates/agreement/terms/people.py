"""Who is bound by an agreement, which posts it constitutes, and who signs."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from accord.rules import Measure


@dataclass(frozen=True, kw_only=True, slots=True)
class PartyTerms:
    """A party of the agreement, with its class and weights, its powers to enter and where it acts."""

    party: UUID
    cls: str = ""
    measures: tuple[Measure, ...] = ()
    powers: str = ""
    area: str = ""


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
class Signatory:
    """Who signs for a party: the holder of this post on the day of signing."""

    party: UUID
    post: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Tenure:
    """How long a post is held: months in one term, terms in succession, and what ends it early.

    After `lapse_after` votes missed in succession the post can be declared lapsed. With `rotation`,
    no party holds the post twice in succession.
    """

    post: str
    months: int | None = None
    terms: int | None = None
    lapse_after: int | None = None
    rotation: bool = False
    clause: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Incompatibility:
    """Posts of which nobody may hold two at the same time."""

    key: str
    posts: tuple[str, ...]
    clause: str = ""
