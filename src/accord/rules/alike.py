"""Which seats a rule cannot tell apart: it counts nothing in which they differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol, TypeVar

from accord.rules.roll import Measure
from accord.rules.rule import Rule


class _Weighed(Protocol):
    """A seat with a class and measures."""

    @property
    def cls(self) -> str: ...

    @property
    def measures(self) -> tuple[Measure, ...]: ...


W = TypeVar("W", bound=_Weighed)


@dataclass(frozen=True, slots=True)
class Likeness:
    """What a rule counts of a seat: its class where it asks for classes, and the measures it sums."""

    cls: str = ""
    measures: tuple[Measure, ...] = ()


def alike(rule: Rule, seats: Iterable[W]) -> dict[Likeness, list[W]]:
    """Return the seats in groups that the rule cannot tell apart, in the order of their first seats."""
    tests = list(_parts(rule.to_data()))
    names = {test["measure"] for test in tests if "measure" in test}
    by_class = any("where" in test or "for_each" in test for test in tests)
    found: dict[Likeness, list[W]] = {}
    for seat in seats:
        measures = (each for each in seat.measures if each.name in names)
        likeness = Likeness(
            seat.cls if by_class else "", tuple(sorted(measures, key=lambda each: each.name))
        )
        found.setdefault(likeness, []).append(seat)
    return found


def _parts(data: object) -> Iterator[dict[str, object]]:
    """Give every part of a rule, however deep it stands."""
    if isinstance(data, dict):
        yield data
        data = list(data.values())
    if isinstance(data, list):
        for part in data:
            yield from _parts(part)
