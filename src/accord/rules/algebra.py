"""How tests are put together (all, any, at least k of, for each class), and what a test is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from accord.rules.comparisons import Comparison
from accord.rules.fewest import FewestHolding
from accord.rules.findings import Composed, Counting
from accord.rules.tally import Tally


@dataclass(frozen=True, slots=True)
class All:
    """Every part must hold."""

    parts: tuple[Test, ...]

    def evaluate(self, tally: Tally) -> Composed:
        """Evaluate every part."""
        return Composed("all", len(self.parts), _each(self.parts, tally))

    def to_data(self) -> dict[str, object]:
        """Return the composition as canonical JSON values."""
        return {"all": [part.to_data() for part in self.parts]}


@dataclass(frozen=True, slots=True)
class Any_:  # noqa: N801 - `Any` means something else to every reader of Python
    """One part is enough."""

    parts: tuple[Test, ...]

    def evaluate(self, tally: Tally) -> Composed:
        """Evaluate every part."""
        return Composed("any", 1, _each(self.parts, tally))

    def to_data(self) -> dict[str, object]:
        """Return the composition as canonical JSON values."""
        return {"any": [part.to_data() for part in self.parts]}


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least `k` parts must hold."""

    k: int
    parts: tuple[Test, ...]

    def evaluate(self, tally: Tally) -> Composed:
        """Evaluate every part."""
        return Composed("at_least", self.k, _each(self.parts, tally))

    def to_data(self) -> dict[str, object]:
        """Return the composition as canonical JSON values."""
        return {"at_least": self.k, "of_tests": [part.to_data() for part in self.parts]}


@dataclass(frozen=True, slots=True)
class ForEachClass:
    """The test must hold within each class on the roll; on an empty roll it does not."""

    test: Test

    def evaluate(self, tally: Tally) -> Composed:
        """Evaluate the test for each class in turn; raise `Refused` if a seat has no class."""
        parts = tuple(self.test.evaluate(tally.within(cls)) for cls in tally.classes())
        return Composed("for_each", max(1, len(parts)), parts)

    def to_data(self) -> dict[str, object]:
        """Return the composition as canonical JSON values."""
        return {"for_each": "cls", "test": self.test.to_data()}


Single = Comparison | FewestHolding
"""A test that is not put together from others."""

Test = Single | All | Any_ | AtLeast | ForEachClass
"""What a rule asks of a roll."""


def comparisons(test: Test) -> Iterator[Single]:
    """Yield the single tests that a test is made of."""
    if isinstance(test, ForEachClass):
        yield from comparisons(test.test)
    elif isinstance(test, All | Any_ | AtLeast):
        for part in test.parts:
            yield from comparisons(part)
    else:
        yield test


def _each(parts: tuple[Test, ...], tally: Tally) -> tuple[Counting | Composed, ...]:
    return tuple(part.evaluate(tally) for part in parts)
