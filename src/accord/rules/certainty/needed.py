"""What is still needed: by how much each condition falls short, and whether the open seats can make it up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import count
from math import ceil, floor

from accord.rules.certainty.layout import Compared, Layout, Sums, walked
from accord.rules.certainty.seats import Kind, OpenSeat
from accord.rules.comparisons import Number, Share, SqrtQuorum
from accord.rules.positions import Position
from accord.rules.roll import COUNT


@dataclass(frozen=True, slots=True)
class Needed:
    """That a condition is not met, and how much more in favour would meet it, the others standing as they do.

    `more` is in whole seats, or in the measure; with `beyond` it is more than that. It is None where no
    number of votes in favour meets the condition. `open` is what the seats weigh that have not answered.
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
    more, beyond = _more(leaf, numerator, other)
    return Needed(
        pointer=leaf.pointer,
        of=leaf.test.of,
        cls=leaf.cls,
        measure=leaf.test.measure,
        more=None if more is None else more / leaf.scale,
        beyond=beyond,
        open=Fraction(waiting, leaf.scale),
    )


def _more(leaf: Compared, numerator: Fraction, other: Fraction) -> tuple[Fraction | None, bool]:
    """Return how much must move from absent to in favour for a comparison to hold, and whether more than that."""
    test = leaf.test
    gains = (Position.FOR in test.of) - (Position.ABSENT in test.of)
    adds = (Position.FOR in test.against_what) - (Position.ABSENT in test.against_what)
    if isinstance(test, SqrtQuorum):
        return _seats(test, numerator, other, gains, adds), False
    if isinstance(test, Number):
        op, short, slope = test.op, test.n - numerator, Fraction(gains)
    else:
        op, at = (test.op, test.at.value) if isinstance(test, Share) else (">", Fraction(1))
        short, slope = at * other - numerator, gains - at * adds
    nothing = isinstance(test, Share) and other == 0
    if nothing and adds <= 0:
        return None, False
    more, beyond = _least(op, short, slope, nothing=nothing)
    if more is None or test.measure != COUNT:
        return more, beyond
    seats = Fraction(floor(more) + 1 if beyond else ceil(more))
    held = test.holds(numerator + gains * seats, other + adds * seats)
    return (seats if held else None), False


def _least(
    op: str, short: Fraction, slope: Fraction, *, nothing: bool
) -> tuple[Fraction | None, bool]:
    """Return what must move at least, each of it bringing `slope` of what is short, and whether more than that.

    A share of `nothing` never holds; where anything at all is enough, it is more than 0.
    """
    if op in _TURNED:
        # Where votes in favour make the base larger, they also make what is against fewer than its share.
        op, short, slope = _TURNED[op], -short, -slope
    if nothing and _anything_does(op, short, slope):
        return Fraction(), True
    if slope == 0 or (slope < 0 and op != "=="):
        return None, False
    more = short / slope
    return (None, False) if more < 0 or (more == 0 and nothing) else (more, op == ">")


_TURNED = {"<": ">", "<=": ">="}


def _anything_does(op: str, short: Fraction, slope: Fraction) -> bool:
    if op == "==":
        return slope == short == 0
    return short < 0 or (short == 0 and (slope > 0 or (slope == 0 and op == ">=")))


def _seats(
    test: SqrtQuorum, numerator: Fraction, other: Fraction, gains: int, adds: int
) -> Fraction | None:
    """Return the fewest seats that meet a root: their square grows faster than what it is compared with."""
    if other + adds == 0:
        return None
    tried: Iterable[int] = count(1) if gains > 0 else (1,)
    enough = (n for n in tried if test.holds(numerator + gains * n, other + adds * n))
    found = next(enough, None)
    return None if found is None else Fraction(found)
