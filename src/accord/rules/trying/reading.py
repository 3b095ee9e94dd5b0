"""What the rolls of both kinds have in common: those alike are written once, and weights are exact."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from accord.errors import Malformed
from accord.rules.exact import amount
from accord.rules.reading import Fields, whole
from accord.rules.roll import COUNT, Measure, measure_name


def measures(fields: Fields, path: str, known: Collection[str]) -> tuple[Measure, ...]:
    """Return what each of these weighs: every key of an entry that is none of those `known` is a measure."""
    return tuple(
        _measure(name, value, f"{path}/{name}", known)
        for name, value in fields.items()
        if name not in known
    )


def _measure(name: str, value: object, path: str, known: Collection[str]) -> Measure:
    if name == COUNT:
        raise Malformed(f"{path} is 1 for each; n says how many there are", field=path)
    if name == "seats":
        raise Malformed(f"{path} is no measure: n says how many seats are alike", field=path)
    measure_name(name, path)
    # Whole numbers are as exact as text; what has a point in it is text, or it would be rounded.
    told = str(value) if type(value) is int else value
    try:
        return Measure(name, amount(told, path))
    except Malformed as error:
        besides = f"; a key that is none of {', '.join(known)} is a measure"
        raise Malformed(error.reason + besides, field=path) from error


def entry(data: object, path: str) -> Fields:
    """Return `data` as an object; raise `Malformed` otherwise."""
    if not isinstance(data, Mapping):
        raise Malformed(f"{path} must be an object", field=path)
    return data


@dataclass(slots=True)
class Total:
    """How many seats or ballots there are so far, and how many there may be."""

    what: str
    most: int
    found: int = 0

    def add(self, fields: Fields, path: str) -> int:
        """Return how many are alike; raise `Malformed` where there are too many altogether."""
        field = f"{path}/n"
        many = whole(fields.get("n", 1), field)
        self.found += many
        if self.found > self.most:
            reason = f"{field} makes {self.found} {self.what}; at most {self.most} can be counted"
            raise Malformed(reason, field=field)
        return many
