"""What can happen to the place of a party in an agreement."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from accord.events import Event
from accord.rules import Measure


@dataclass(frozen=True, kw_only=True)
class PlaceSucceeded(Event, type="agreement.party_succeeded/1"):
    """From `effective_from` the successor stands in the predecessor's place.

    Class, weights, signatory, posts and seats stay as they were; where the successor is a party in its
    own right already, it keeps its own class, weights and signatory. What was signed stays signed by
    the predecessor.
    """

    predecessor: UUID
    successor: UUID


@dataclass(frozen=True, kw_only=True)
class PlaceDivided(Event, type="agreement.place_divided/1"):
    """From `effective_from` a successor is a party of its own, with a share of the place of one that split.

    The rest, with these measures `left`, stays in that place: with the predecessor where it lives on, else
    until another successor takes it. Posts, seats and what is owed stay there; the holder of `post` signs for
    the new party.
    """

    predecessor: UUID
    successor: UUID
    cls: str = ""
    measures: tuple[Measure, ...] = ()
    left: tuple[Measure, ...] = ()
    post: str
    title: str
