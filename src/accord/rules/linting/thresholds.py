"""Thresholds that differ on paper, and ask for the same number of seats."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil, floor

from accord.rules.certainty.layout import Compared, walked
from accord.rules.comparisons import Share
from accord.rules.linting.remarks import Remark
from accord.rules.linting.subject import Subject
from accord.rules.positions import Position
from accord.rules.roll import COUNT

_BOUNDS = {">": "more than", ">=": "at least", "==": "all:"}


def coinciding(subjects: Sequence[Subject]) -> Iterator[Remark]:
    """Remark two thresholds of one body that come to the same number of seats when every seat votes."""
    same: dict[tuple[str, str | None, int, int], list[tuple[Subject, Compared]]] = defaultdict(list)
    for subject in subjects:
        for leaf in walked(subject.layout.pass_):
            if isinstance(leaf, Compared) and (needed := _needed(subject, leaf)):
                test = leaf.test
                base = test.base if isinstance(test, Share) else ""
                same[base, leaf.cls, *needed].append((subject, leaf))
    for (_, cls, needed_, total), found in same.items():
        once = {_said(leaf): (subject, leaf) for subject, leaf in reversed(found)}
        for (one, first), (other, second) in pairwise(reversed(once.values())):
            within = "" if cls is None else f" of class {cls}"
            yield other.remark(
                "thresholds_coincide",
                f"In body {one.body} {_said(first)} (class {one.cls}) and {_said(second)} (class {other.cls}) "
                f"come to the same: {needed_} of {total} seats{within}, when every seat votes.",
                _just_enough(other, cls, needed_),
                second.pointer,
            )


def _needed(subject: Subject, leaf: Compared) -> tuple[int, int] | None:
    """Return how many seats a share of seats comes to when every seat votes, and of how many there are.

    What more seats would be needed for than there are can never be met, and comes to no number.
    """
    test = leaf.test
    if not isinstance(test, Share) or test.measure != COUNT or set(test.of) != {Position.FOR}:
        return None
    total = sum(leaf.cls in (None, seat.cls) for seat in subject.seats)
    at = test.at.value * total
    least = {">": floor(at) + 1, ">=": ceil(at), "==": total if at == total else None}.get(test.op)
    return None if least is None or least > total else (least, total)


def _said(leaf: Compared) -> str:
    test = leaf.test
    return f"{_BOUNDS[test.op]} {test.at}" if isinstance(test, Share) else ""


def _just_enough(subject: Subject, cls: str | None, needed: int) -> tuple[Position, ...]:
    """Return the roll with just so many of the class in favour, and the rest of it against."""
    left, found = needed, []
    for seat in subject.seats:
        counted = cls in (None, seat.cls)
        found.append(Position.FOR if not counted or left > 0 else Position.AGAINST)
        left -= counted
    return tuple(found)
