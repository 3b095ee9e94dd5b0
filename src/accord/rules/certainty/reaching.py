"""Every way in which seats can come to stand, as the sums that a rule sees: few where seats are alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import comb
from operator import add, sub

from accord.rules.certainty.layout import Layout, Sums
from accord.rules.certainty.seats import PLACES, Alike, Kind, Place


@dataclass(frozen=True, slots=True)
class Chosen:
    """One way to come to these sums: so many of a group at each of some places, and the groups before."""

    before: Chosen | None
    group: Alike
    places: tuple[tuple[Place, int], ...]


Reached = dict[Sums, Chosen | None]


def reached(layout: Layout, groups: Iterable[Alike], most: int) -> Reached | None:
    """Return every sum that can be reached, with one way to reach it; None where that takes over `most` steps."""
    found: Reached = {layout.zero(): None}
    steps = 0
    for group in groups:
        told = distinct(layout, group.kind, group.options)
        steps += len(found) * comb(group.number + len(told) - 1, len(told) - 1)
        if steps > most:
            return None
        found = _with_group(found, group, told)
    return found


def distinct(layout: Layout, kind: Kind, options: Iterable[Place]) -> list[tuple[Place, Sums]]:
    """Return the places that the rule can tell apart, each with what a seat of the kind adds there."""
    told: dict[Sums, Place] = {}
    for place in PLACES:
        if place in options:
            told.setdefault(layout.adds(kind, place), place)
    return [(place, sums) for sums, place in told.items()]


def _with_group(found: Reached, group: Alike, told: Sequence[tuple[Place, Sums]]) -> Reached:
    more: Reached = {}
    for numbers in _shared(group.number, len(told)):
        together = (
            tuple(n * each for each in sums) for n, (_, sums) in zip(numbers, told, strict=True)
        )
        adds = tuple(map(sum, zip(*together, strict=True)))
        stand = tuple((place, n) for n, (place, _) in zip(numbers, told, strict=True) if n)
        for sums, before in found.items():
            more.setdefault(plus(sums, adds), Chosen(before, group, stand))
    return more


def plus(one: Sums, other: Sums) -> Sums:
    """Add sums up."""
    return tuple(map(add, one, other))


def minus(one: Sums, other: Sums) -> Sums:
    """Take sums away."""
    return tuple(map(sub, one, other))


def _shared(number: int, places: int) -> Iterator[tuple[int, ...]]:
    """Yield every way to share a number out over places."""
    if places == 1:
        yield (number,)
        return
    for first in range(number, -1, -1):
        for rest in _shared(number - first, places - 1):
            yield (first, *rest)
