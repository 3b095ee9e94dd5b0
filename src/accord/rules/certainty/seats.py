"""The seats of a roll before voting closes: where each stands, where it may yet stand, and which are alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import add

from accord.rules.positions import Position
from accord.rules.roll import Counted

Kind = tuple[int, ...]
"""All that a rule sees of a seat: what it weighs in each comparison, 0 where it is of another class."""


@dataclass(frozen=True, slots=True)
class Represented:
    """Where a seat stands that another answered for."""

    position: Position


@dataclass(frozen=True, slots=True)
class Declared:
    """Where a seat stands that abstains, and declared it."""


DECLARED = Declared()
Place = Position | Represented | Declared
"""Where a seat stands, whether another answered for it, whether it declared it: rules can tell these apart."""
PLACES: tuple[Place, ...] = (*Position, *map(Represented, Position), DECLARED)


def place_of(seat: Counted) -> Place:
    """Return where a seat stands."""
    if seat.declared:
        return DECLARED
    return Represented(seat.position) if seat.represented else seat.position


@dataclass(frozen=True, slots=True)
class OpenSeat:
    """A seat as it would be counted now, and the other positions that it may still take.

    `others` are those at which another may still answer for it; `declares` tells that it may still abstain by
    declaration.
    """

    counted: Counted
    may: frozenset[Position] = frozenset()
    others: frozenset[Position] = frozenset()
    declares: bool = False

    @property
    def options(self) -> frozenset[Place]:
        """Every place at which it may stand in the end."""
        declared = frozenset({DECLARED} if self.declares else ())
        others = frozenset(map(Represented, self.others))
        return self.may | others | declared | {place_of(self.counted)}


@dataclass(frozen=True, slots=True)
class Alike:
    """So many seats of one kind, each of which may end at any of the same positions."""

    kind: Kind
    options: frozenset[Place]
    number: int


@dataclass(frozen=True, slots=True)
class Pool:
    """The seats that may end at the same positions, with their weights added up."""

    options: frozenset[Place]
    weights: Kind


def alike(seats: Iterable[tuple[Kind, frozenset[Place]]]) -> list[Alike]:
    """Return the seats in groups within which the rule cannot tell one from another."""
    return [Alike(kind, options, n) for (kind, options), n in Counter(seats).items()]


def pooled(groups: Sequence[Alike]) -> list[Pool]:
    """Add the groups up by their positions: the bounds of a sum need no more."""
    totals: dict[frozenset[Place], Kind] = {}
    for group in groups:
        weights = tuple(group.number * weight for weight in group.kind)
        known = totals.get(group.options)
        totals[group.options] = weights if known is None else tuple(map(add, known, weights))
    return [Pool(options, weights) for options, weights in totals.items()]
