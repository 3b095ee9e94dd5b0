"""The ballots added up: those that say the same are one, and what they weigh is a whole number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import cast

from accord.rules.choices.ballots import Approval, Ballot, Marked, Points, Ranking


@dataclass(frozen=True, slots=True)
class Electorate:
    """Ballots that differ from each other, each with its weight in units of 1/`unit`.

    Sums of whole numbers are as exact as those of fractions, and much faster.
    """

    ballots: tuple[tuple[Ballot, int], ...]
    unit: int
    cast: Fraction
    blank: Fraction

    @classmethod
    def of(cls, marked: Sequence[Marked]) -> Electorate:
        """Add up the ballots; blank ones, and those that weigh nothing, choose nothing."""
        unit = lcm(*{each.weight.denominator for each in marked})
        same: dict[Ballot, int] = {}
        for each in marked:
            units = each.weight.numerator * (unit // each.weight.denominator)
            same[each.ballot] = same.get(each.ballot, 0) + units
        blank = same.pop((), 0)
        cast = Fraction(sum(same.values()), unit)
        ballots = tuple((ballot, units) for ballot, units in same.items() if units)
        return cls(ballots, unit, cast, Fraction(blank, unit))

    def value(self, units: int) -> Fraction:
        """Return what so many units weigh."""
        return Fraction(units, self.unit)

    @property
    def rankings(self) -> Sequence[tuple[Ranking, int]]:
        """The ballots of a method that ranks, each with what all that say the same weigh."""
        return cast("Sequence[tuple[Ranking, int]]", self.ballots)

    def gifts(self, form: str) -> Iterator[tuple[int, str, int]]:
        """Tell which ballot, by number, gives which option how many points (1 if it names it)."""
        for number, (ballot, _) in enumerate(self.ballots):
            if form in ("one", "approval"):
                yield from ((number, option, 1) for option in cast("Approval", ballot))
            else:
                yield from ((number, option, n) for option, n in cast("Points", ballot))
