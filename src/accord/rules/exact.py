"""Exact numbers as text: amounts, thresholds and fractions, never a float and never rounded."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from accord.errors import Malformed

LONGEST_AMOUNT = 100
"""Characters in an amount: far more than any weight needs, few enough to add thousands of them."""

LONGEST_EXACT = 1000
"""Characters in a computed number: room for sums and products of the longest amounts."""

Exact = int | Fraction
"""A number as it is counted with."""

_AMOUNT = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
_RATIO = re.compile(r"(0|[1-9][0-9]{0,39})(?:/([1-9][0-9]{0,39}))?")
_EXACT = re.compile(r"-?[0-9]+(\.[0-9]+|/[1-9][0-9]*)?")


def amount(value: object, path: str = "") -> Decimal:
    """Return the amount `value` tells; raise `Malformed` unless a decimal text, not negative."""
    if not isinstance(value, str) or len(value) > LONGEST_AMOUNT or not _AMOUNT.fullmatch(value):
        raise Malformed(f'{path or "an amount"} must be a decimal text such as "12.5"', field=path)
    if value.startswith("-"):
        raise Malformed(f"{path or 'an amount'} must not be negative", field=path)
    return Decimal(value)


@dataclass(frozen=True, slots=True)
class Ratio:
    """A rational p/q kept as it was written, so that 55/100 is still read as 55/100."""

    p: int
    q: int

    @classmethod
    def parse(cls, value: object, path: str) -> Ratio:
        """Read "p/q", or a whole number alone; raise `Malformed` for anything else."""
        found = _RATIO.fullmatch(value) if isinstance(value, str) else None
        if found is None:
            raise Malformed(
                f'{path} must be a fraction of whole numbers such as "2/3", as text', field=path
            )
        if found[2] == "1":
            raise Malformed(f'{path} must be written "{found[1]}"', field=path)
        return cls(int(found[1]), int(found[2] or "1"))

    @property
    def value(self) -> Fraction:
        """The number itself."""
        return Fraction(self.p, self.q)

    def __str__(self) -> str:
        """Return the text that `parse` reads."""
        return str(self.p) if self.q == 1 else f"{self.p}/{self.q}"


def exact(value: Fraction) -> str:
    """Return the one text of `value`: a decimal where it ends, else "p/q" in lowest terms."""
    places = _decimal_places(value.denominator)
    if places is None:
        return f"{value.numerator}/{value.denominator}"
    if places == 0:
        return str(value.numerator)
    digits = str(abs(int(value * 10**places))).zfill(places + 1)
    sign = "-" if value < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}"


def read_exact(value: object, path: str, longest: int = LONGEST_EXACT) -> Fraction:
    """Return the number whose text by `exact` is `value`; raise `Malformed` for any other text."""
    if not isinstance(value, str) or len(value) > longest or not _EXACT.fullmatch(value):
        raise Malformed(
            f'{path} must be an exact number as text, such as "4", "2.5" or "14/3"', field=path
        )
    number = Fraction(value)
    if exact(number) != value:
        raise Malformed(f'{path} must be written "{exact(number)}"', field=path)
    return number


def _decimal_places(denominator: int) -> int | None:
    """Count the places after the point, or None where the decimal never ends."""
    twos = fives = 0
    while denominator % 2 == 0:
        denominator, twos = denominator // 2, twos + 1
    while denominator % 5 == 0:
        denominator, fives = denominator // 5, fives + 1
    return max(twos, fives) if denominator == 1 else None
