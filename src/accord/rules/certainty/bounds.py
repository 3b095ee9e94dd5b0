"""What may still come out, from the least and the most that each sum can be: never too little.

Every comparison but one is linear in the seats, so the bounds of each are exact; how comparisons go
together is not looked at. What is ruled out here is out of the question; the rest may or may not be.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass

from accord.rules.certainty.layout import Compared, Layout, Part, met
from accord.rules.certainty.seats import Place, Pool
from accord.rules.comparisons import Number, Share, SqrtQuorum
from accord.rules.exact import Exact
from accord.rules.explanation import Verdict
from accord.rules.positions import Position

Range = tuple[Exact, Exact]
_AGAINST = frozenset({Position.AGAINST})

_CAN: Mapping[str, Callable[[Range], bool]] = {
    ">": lambda margin: margin[1] > 0,
    ">=": lambda margin: margin[1] >= 0,
    "==": lambda margin: margin[0] <= 0 <= margin[1],
    "<=": lambda margin: margin[0] <= 0,
    "<": lambda margin: margin[0] < 0,
}
_MUST: Mapping[str, Callable[[Range], bool]] = {
    ">": lambda margin: margin[0] > 0,
    ">=": lambda margin: margin[0] >= 0,
    "==": lambda margin: margin == (0, 0),
    "<=": lambda margin: margin[1] <= 0,
    "<": lambda margin: margin[1] < 0,
}


@dataclass(frozen=True, slots=True)
class Prospect:
    """Whether a comparison can hold, whether it must, and whether the seats can be divided on it."""

    can: bool
    must: bool
    even: bool = False


def prospects(layout: Layout, pools: Sequence[Pool]) -> list[Prospect]:
    """Return what can become of each comparison of a rule."""
    return [_prospect(leaf, pools) for leaf in layout.leaves]


def possible(layout: Layout, found: Sequence[Prospect]) -> frozenset[Verdict]:
    """Return the verdicts that cannot be ruled out; `tied` is an equal division."""
    verdicts = set()
    if layout.quorum is not None and not must(layout.quorum, found):
        verdicts.add(Verdict.INQUORATE)
    if layout.quorum is not None and not can(layout.quorum, found):
        return frozenset(verdicts)
    if layout.veto is not None and can(layout.veto, found):
        verdicts.add(Verdict.VETOED)
    if layout.veto is not None and must(layout.veto, found):
        return frozenset(verdicts)
    if can(layout.pass_, found):
        verdicts.add(Verdict.CARRIED)
    if not must(layout.pass_, found):
        verdicts.add(Verdict.LOST)
        if met(layout.pass_, lambda i: found[i].can or found[i].even):
            verdicts.add(Verdict.TIED)
    return frozenset(verdicts)


def can(part: Part, found: Sequence[Prospect]) -> bool:
    """Tell whether it is not ruled out that a part of the rule holds."""
    return met(part, lambda i: found[i].can)


def must(part: Part, found: Sequence[Prospect]) -> bool:
    """Tell whether it is certain that a part of the rule holds."""
    return met(part, lambda i: found[i].must)


def _prospect(leaf: Compared, pools: Sequence[Pool]) -> Prospect:
    test = leaf.test
    counted, compared = set(test.of), test.against_what

    def sees(place: Place, positions: Container[Position]) -> bool:
        return leaf.sees(place) in positions

    def ranged(worth: Callable[[Place], int]) -> Range:
        return _range(worth, leaf, pools)

    numerator, total = ranged(leaf.counts), ranged(lambda p: sees(p, compared))
    if isinstance(test, SqrtQuorum):
        can_hold = test.holds(numerator[1], max(total[0], 1)) and total[1] > 0
        return Prospect(can_hold, total[0] > 0 and test.holds(numerator[0], total[1]))
    if isinstance(test, Number):
        low, high = (value - test.n for value in numerator)
        return Prospect(_CAN[test.op]((low, high)), _MUST[test.op]((low, high)))
    p, q, op = (test.at.p, test.at.q, test.op) if isinstance(test, Share) else (1, 1, ">")
    margin = ranged(lambda each: q * leaf.counts(each) - p * sees(each, compared))
    something = (total[1] > 0, total[0] > 0) if isinstance(test, Share) else (True, True)
    lead = ranged(lambda each: leaf.counts(each) - sees(each, _AGAINST))
    even = counted == {Position.FOR} and op == ">" and _reaches(margin) and _reaches(lead)
    return Prospect(
        something[0] and _CAN[op](margin),
        something[1] and _MUST[op](margin),
        even and numerator[1] > 0,
    )


def _reaches(margin: Range) -> bool:
    return margin[0] <= 0 <= margin[1]


def _range(worth: Callable[[Place], int], leaf: Compared, pools: Sequence[Pool]) -> Range:
    """Return the least and the most of a sum in which a place is worth so much of the measure."""
    low = high = 0
    for pool in pools:
        values, weight = [worth(each) for each in pool.options], pool.weights[leaf.index]
        low, high = low + weight * min(values), high + weight * max(values)
    return low, high
