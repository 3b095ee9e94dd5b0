"""A test by the fewest seats that together hold more than a share of a measure, whatever they answer.

So the Council of the European Union counts what blocks it where not all members take part (Treaty on the
Functioning of the European Union, Article 238(3)): the number follows from the roll, and cannot stand in the rule.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from typing import ClassVar

from accord.rules.comparisons import Number, narrowed, where_data
from accord.rules.exact import Ratio
from accord.rules.findings import Counting
from accord.rules.positions import Position
from accord.rules.roll import Counted
from accord.rules.tally import Tally

OPS = (">=", "<")
"""Whether so many seats must be there, or fewer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FewestHolding:
    """The seats in `of` compared with `plus` more than the fewest that hold more than `at` of a measure.

    All seats of the roll (or class) are looked at for that, wherever they stand. Where they hold nothing
    altogether, it never holds.
    """

    of: tuple[Position, ...]
    op: str
    at: Ratio
    measure: str
    plus: int = 0
    where: str | None = None
    declared: ClassVar[bool] = False

    def evaluate(self, tally: Tally) -> Counting:
        """Count the seats in `of`, and compare their number with the one that the measure gives."""
        seats = narrowed(tally, self.where)
        total = seats.total(tuple(Position), self.measure)
        number = self.on(seats.members)
        found = number.evaluate(tally)
        return Counting(
            test="fewest_holding",
            of=self.of,
            measure=found.measure,
            op=self.op,
            numerator=found.numerator,
            needed=number.n,
            holds=found.holds,
            at=str(self.at),
            total=total,
            holding=self.measure,
            plus=self.plus,
            cls=seats.cls,
        )

    def on(self, seats: Iterable[Counted]) -> Number:
        """Return the same test on a roll (or class) of these seats, for which the number is known."""
        weights = sorted((seat.measure(self.measure) for seat in seats), reverse=True)
        bound = self.at.value * sum(weights)
        few = sum(held <= bound for held in accumulate(weights)) + 1 + self.plus
        nothing = not any(weights) and self.op == "<"
        n = Fraction(0 if nothing else few)
        return Number(of=self.of, op=self.op, n=n, where=self.where)

    def to_data(self) -> dict[str, object]:
        """Return the test as canonical JSON values."""
        of = [position.value for position in self.of]
        data = {"test": "fewest_holding", "of": of, "op": self.op, "at": str(self.at)}
        plus: dict[str, object] = {"plus": self.plus} if self.plus else {}
        return data | {"measure": self.measure} | plus | where_data(self.where)
