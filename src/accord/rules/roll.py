"""The seats of a frozen roll as they are counted: position, class and measures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from accord.errors import Malformed, Refused
from accord.rules.exact import LONGEST_AMOUNT, amount
from accord.rules.positions import Position

COUNT = "count"
"""The measure that every seat has, and that is always 1."""

_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")


def measure_name(value: object, path: str) -> str:
    """Return `value` as the name of a measure; raise `Malformed` if it is not one."""
    if not isinstance(value, str) or not _NAME.fullmatch(value):
        raise Malformed(f'{path} must be a name of small letters, such as "weight"', field=path)
    return value


@dataclass(frozen=True, slots=True)
class Measure:
    """What a seat weighs in one respect (weight, population), exact and never negative."""

    name: str
    value: Decimal

    def __post_init__(self) -> None:
        """Refuse a name that is reserved or no name, and a value that is not an exact amount."""
        measure_name(self.name, "/name")
        if self.name == COUNT:
            raise Malformed("a seat always counts 1; give the measure another name", field="/name")
        if not isinstance(self.value, Decimal) or not self.value.is_finite():
            raise Malformed("a measure must be a finite decimal number", field="/value")
        if abs(self.value.adjusted()) >= LONGEST_AMOUNT:
            raise Malformed("a measure must have fewer than 100 digits", field="/value")
        amount(f"{self.value:f}", "/value")

    @classmethod
    def parse(cls, name: str, value: object) -> Measure:
        """Read the decimal text `value`; raise `Malformed` if it is not exact, or negative."""
        return cls(name, amount(value, f"/{name}"))


@dataclass(frozen=True, slots=True)
class Counted:
    """A seat as it is counted: where it stands, in which class, and what it weighs.

    `represented` says that another seat answered for it, by a proxy or a delegation, or that it is paired;
    `declared` that it abstains itself and declared formally that it does.
    """

    position: Position
    cls: str = ""
    measures: tuple[Measure, ...] = ()
    seat: str = ""
    represented: bool = False
    declared: bool = False

    def __post_init__(self) -> None:
        """Refuse a measure that stands twice, of which nobody could say which counts, and an empty declaration."""
        if self.declared and (self.represented or self.position is not Position.ABSTAIN):
            raise Malformed("a seat declares that it abstains itself", field="/declared")
        if len(self.measures) > 1 and len({each.name for each in self.measures}) < len(
            self.measures
        ):
            raise Malformed(
                f"{self.seat or 'a seat'} has the same measure twice", field="/measures"
            )

    def measure(self, name: str) -> Fraction:
        """Return what the seat weighs in `name`; raise `Refused` if it has no such measure."""
        if name == COUNT:
            return Fraction(1)
        for each in self.measures:
            if each.name == name:
                return Fraction(each.value)
        raise lacking(self.seat or "a seat", name)

    def has(self, name: str) -> bool:
        """Tell whether the seat has the measure `name`."""
        return name == COUNT or any(each.name == name for each in self.measures)


def lacking(seat: str, measure: str) -> Refused:
    """Return the refusal to count a seat as 0 in silence where its measure is missing."""
    reason = f"{seat} has no {measure}, which the rule counts; nothing counts as 0 in silence"
    return Refused(reason, seat=seat, measure=measure)
