"""What is still needed: by how much each condition falls short, and whether the open seats can make it up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from accord.rules.certainty.layout import Compared, Layout, Sums, walked
from accord.rules.certainty.seats import Kind, OpenSeat
from accord.rules.comparisons import MoreThan, Number, Share, SqrtQuorum
from accord.rules.positions import Position
from accord.rules.roll import COUNT


@dataclass(frozen=True, slots=True)
class Needed:
    """That a condition is not met, and how much more in favour would meet it, the others standing as they do.

    `more` is in whole seats, or in the measure; with `beyond` it is more than that. It is None where no
    vote in favour can meet the condition. `open` is what the seats weigh that have not answered.
    """

    pointer: str
    of: tuple[Position, ...]
    cls: str | None
    measure: str
    more: Fraction | None
    beyond: bool
    open: Fraction

    @property
    def can_be_met(self) -> bool:
        """Tell whether those that have not answered could meet it, all in favour."""
        if self.more is None:
            return False
        return self.open > self.more if self.beyond else self.open >= self.more


def needed(
    layout: Layout, sums: Sums, seats: Sequence[tuple[Kind, OpenSeat]]
) -> tuple[Needed, ...]:
    """Return what is needed of quorum and test to carry, where a condition is not met as the seats stand."""
    held = layout.holding(sums)
    waiting = layout.sums(
        Counter(
            (kind, Position.AGAINST)
            for kind, seat in seats
            if seat.counted.position is Position.ABSENT and Position.FOR in seat.may
        )
    )
    return tuple(
        _needed(leaf, sums[3 * leaf.index : 3 * leaf.index + 2], waiting[3 * leaf.index + 2])
        for part in (layout.quorum, layout.pass_)
        if part is not None
        for leaf in walked(part)
        if isinstance(leaf, Compared) and not held[leaf.index]
    )


def _needed(leaf: Compared, sums: Sums, waiting: int) -> Needed:
    numerator, other = map(Fraction, sums)
    more, beyond = _more(leaf, numerator, other, waiting)
    return Needed(
        pointer=leaf.pointer,
        of=leaf.test.of,
        cls=leaf.cls,
        measure=leaf.test.measure,
        more=None if more is None else more / leaf.scale,
        beyond=beyond,
        open=Fraction(waiting, leaf.scale),
    )


def _more(
    leaf: Compared, numerator: Fraction, other: Fraction, waiting: int
) -> tuple[Fraction | None, bool]:
    """Return how much must move from absent to in favour for a comparison to hold."""
    test = leaf.test
    gains = (Position.FOR in test.of) - (Position.ABSENT in test.of)
    adds = (Position.FOR in test.against_what) - (Position.ABSENT in test.against_what)
    if isinstance(test, SqrtQuorum):
        return _seats(test, numerator, other, waiting, (gains, adds)), False
    op = ">" if isinstance(test, MoreThan) else test.op
    if isinstance(test, Number):
        short, slope = test.n - numerator, Fraction(gains)
    else:
        at = test.at.value if isinstance(test, Share) else Fraction(1)
        short, slope = at * other - numerator, gains - at * adds
    if isinstance(test, Share) and other == 0:
        return _something(test, short, slope) if adds > 0 else (None, False)
    if op in ("<", "<=") or slope <= 0:
        return None, False
    more = short / slope
    if more < 0 or (op == "==" and test.measure == COUNT and more.denominator > 1):
        return None, False
    if test.measure != COUNT:
        return more, op == ">"
    return Fraction(floor(more) + 1 if op == ">" else ceil(more)), False


def _something(test: Share, short: Fraction, slope: Fraction) -> tuple[Fraction | None, bool]:
    """Return the least that is anything at all, where that is enough: a share of nothing never holds."""
    rises = test.op in (">", ">=") and (slope > 0 or short < 0)
    if not (rises or (slope == short == 0 and test.op in (">=", "=="))):
        return None, False
    return (Fraction(1), False) if test.measure == COUNT else (Fraction(), True)


def _seats(
    test: SqrtQuorum, numerator: Fraction, other: Fraction, waiting: int, moves: tuple[int, int]
) -> Fraction | None:
    gains, adds = moves
    tried: Iterator[int] = iter(range(1, waiting + 1))
    enough = (n for n in tried if test.holds(numerator + gains * n, other + adds * n))
    found = next(enough, None)
    return None if found is None else Fraction(found)
