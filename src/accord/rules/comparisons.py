"""The single tests a rule is made of: each compares one sum of a tally, and says what it found.

What is compared is the sum over `of` with that over `against_what`; whether that `holds`, or fails only
because the seats are `divided`, follows from the sums alone, whichever roll they were added up from.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt
from typing import ClassVar

from accord.rules.exact import Exact, Ratio, exact
from accord.rules.findings import Counting
from accord.rules.positions import BASES, Position
from accord.rules.roll import COUNT
from accord.rules.tally import Tally

_HOLDS: Mapping[str, Callable[[Exact, Exact], bool]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "<=": operator.le,
    "<": operator.lt,
}
_FOR_ALONE = {Position.FOR}
_AGAINST = frozenset({Position.AGAINST})


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """The seats in `of` compared with a share `at` of a base; a share of nothing never holds.

    With `declared` those of them alone are counted that declared that they abstain.
    """

    of: tuple[Position, ...]
    base: str
    op: str
    at: Ratio
    measure: str = COUNT
    where: str | None = None
    declared: bool = False

    @property
    def against_what(self) -> frozenset[Position]:
        """The positions of the base."""
        return BASES[self.base]

    def holds(self, numerator: Exact, total: Exact) -> bool:
        """Compare num*q with p*den, exactly."""
        return total > 0 and _HOLDS[self.op](numerator * self.at.q, self.at.p * total)

    def divided(self, numerator: Exact, total: Exact, against: Exact) -> bool:
        """Tell whether it fails only because those in favour equal those against."""
        short = self.op == ">" and numerator * self.at.q == self.at.p * total
        return short and _even(self.of, numerator, against)

    def evaluate(self, tally: Tally) -> Counting:
        """Compare the sum with its share of the base."""
        seats = narrowed(tally, self.where)
        numerator = _numerator(seats, self)
        total = seats.total(self.against_what, self.measure)
        return Counting(
            test="share",
            of=self.of,
            measure=self.measure,
            op=self.op,
            numerator=numerator,
            needed=self.at.value * total,
            holds=self.holds(numerator, total),
            even_split=self.divided(numerator, total, seats.total(_AGAINST, self.measure)),
            at=str(self.at),
            base=self.base,
            total=total,
            cls=seats.cls,
            declared=self.declared,
        )

    def to_data(self) -> dict[str, object]:
        """Return the test as canonical JSON values."""
        data = {"test": "share", "of": _words(self.of), "base": self.base, "op": self.op}
        data |= {"at": str(self.at), "measure": self.measure}
        return data | where_data(self.where) | _declared(self.declared)


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """The seats in `of` compared with a fixed number `n`; with `declared` those alone that declared it."""

    of: tuple[Position, ...]
    op: str
    n: Fraction
    measure: str = COUNT
    where: str | None = None
    declared: bool = False

    @property
    def against_what(self) -> frozenset[Position]:
        """No positions: the number is fixed."""
        return frozenset()

    def holds(self, numerator: Exact, _nothing: Exact = 0) -> bool:
        """Compare the sum with the number."""
        return _HOLDS[self.op](numerator, self.n)

    def divided(self, _numerator: Exact, _nothing: Exact, _against: Exact) -> bool:
        """Never: a fixed number is reached or not, however the others stand."""
        return False

    def evaluate(self, tally: Tally) -> Counting:
        """Compare the sum with the number."""
        seats = narrowed(tally, self.where)
        numerator = _numerator(seats, self)
        return Counting(
            test="number",
            of=self.of,
            measure=self.measure,
            op=self.op,
            numerator=numerator,
            needed=self.n,
            holds=self.holds(numerator),
            at=exact(self.n),
            cls=seats.cls,
            declared=self.declared,
        )

    def to_data(self) -> dict[str, object]:
        """Return the test as canonical JSON values."""
        data = {"test": "number", "of": _words(self.of), "op": self.op, "n": exact(self.n)}
        return data | {"measure": self.measure} | where_data(self.where) | _declared(self.declared)


@dataclass(frozen=True, slots=True, kw_only=True)
class MoreThan:
    """More in the positions `of` than in the positions `than`."""

    of: tuple[Position, ...]
    than: tuple[Position, ...]
    measure: str = COUNT
    where: str | None = None
    declared: ClassVar[bool] = False

    @property
    def against_what(self) -> frozenset[Position]:
        """The positions `than`."""
        return frozenset(self.than)

    def holds(self, numerator: Exact, than: Exact) -> bool:
        """Compare the two sums."""
        return numerator > than

    def divided(self, numerator: Exact, than: Exact, against: Exact) -> bool:
        """Tell whether it fails only because those in favour equal those against."""
        return numerator == than and _even(self.of, numerator, against)

    def evaluate(self, tally: Tally) -> Counting:
        """Compare the two sums."""
        seats = narrowed(tally, self.where)
        numerator = seats.total(self.of, self.measure)
        than = seats.total(self.against_what, self.measure)
        return Counting(
            test="more_than",
            of=self.of,
            measure=self.measure,
            op=">",
            numerator=numerator,
            needed=than,
            holds=self.holds(numerator, than),
            even_split=self.divided(numerator, than, seats.total(_AGAINST, self.measure)),
            than=self.than,
            cls=seats.cls,
        )

    def to_data(self) -> dict[str, object]:
        """Return the test as canonical JSON values."""
        data = {"test": "more_than", "of": _words(self.of), "than": _words(self.than)}
        return data | {"measure": self.measure} | where_data(self.where)


@dataclass(frozen=True, slots=True, kw_only=True)
class SqrtQuorum:
    """At least `k` times the square root of the seats in the base, by squares: never rounded."""

    of: tuple[Position, ...]
    k: Ratio
    base: str
    where: str | None = None
    measure: ClassVar[str] = COUNT
    declared: ClassVar[bool] = False

    @property
    def against_what(self) -> frozenset[Position]:
        """The positions of the base."""
        return BASES[self.base]

    def holds(self, numerator: Exact, total: Exact) -> bool:
        """Compare q*q*num*num with p*p*den, exactly."""
        return total > 0 and (self.k.q * numerator) ** 2 >= self.k.p**2 * total

    def divided(self, _numerator: Exact, _total: Exact, _against: Exact) -> bool:
        """Never: it asks who takes part, not who is for and who against."""
        return False

    def evaluate(self, tally: Tally) -> Counting:
        """Compare by squares; `needed` is the fewest seats for which that holds."""
        seats = narrowed(tally, self.where)
        numerator = seats.total(self.of, COUNT)
        total = seats.total(self.against_what, COUNT)
        return Counting(
            test="sqrt_quorum",
            of=self.of,
            measure=COUNT,
            op=">=",
            numerator=numerator,
            needed=Fraction(fewest_of_root(self.k, int(total))),
            holds=self.holds(numerator, total),
            at=str(self.k),
            base=self.base,
            total=total,
            cls=seats.cls,
        )

    def to_data(self) -> dict[str, object]:
        """Return the test as canonical JSON values."""
        data = {"test": "sqrt_quorum", "of": _words(self.of), "k": str(self.k), "base": self.base}
        return data | where_data(self.where)


Comparison = Share | Number | MoreThan | SqrtQuorum
"""A single test."""


def fewest_of_root(k: Ratio, total: int) -> int:
    """Return the smallest whole v with (q*v)**2 >= p*p*total."""
    square = k.p**2 * total
    root = isqrt(square)
    return -(-(root if root * root == square else root + 1) // k.q)


def narrowed(tally: Tally, where: str | None) -> Tally:
    """Return the tally of one class, or the whole where none is named."""
    return tally if where is None else tally.within(where)


def _numerator(tally: Tally, test: Share | Number) -> Fraction:
    if test.declared:
        return tally.declared_total(test.measure)
    return tally.total(test.of, test.measure)


def _even(of: tuple[Position, ...], numerator: Exact, against: Exact) -> bool:
    """Tell whether those in favour, alone in the numerator, equal those against (not 0 to 0)."""
    return set(of) == _FOR_ALONE and numerator == against > 0


def _words(positions: tuple[Position, ...]) -> list[str]:
    return [position.value for position in positions]


def where_data(cls: str | None) -> dict[str, object]:
    """Return the class that is named, as it is written in a rule."""
    return {} if cls is None else {"where": {"cls": cls}}


def _declared(declared: bool) -> dict[str, object]:  # noqa: FBT001 - written as it is held
    return {"declared": True} if declared else {}
