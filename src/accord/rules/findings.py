"""What a test found: the numbers of one test, or how many parts of a composition hold."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from accord.rules.exact import exact
from accord.rules.positions import Position

COMPARATORS = (">", ">=", "==", "<=", "<")
"""How a numerator may be compared with what is needed."""

COMPOSITIONS = ("all", "any", "at_least", "for_each")
"""How tests may be put together."""

DEEPEST = 8
"""How many tests may stand inside each other, the innermost included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """The numbers of one test.

    `numerator` is the sum of `measure` over the positions `of`, `total` the sum over `base`;
    `needed` the bound that `op` compares the numerator with (for a share at * total, for more_than
    the sum over `than`, for sqrt_quorum the fewest seats that are enough, for fewest_holding `plus` more than the
    fewest that hold more than `at` of the `total` of the measure `holding`). `even_split` tells that
    the test fails only because those in favour equal those against, `declared` that those alone were counted
    who declared that they abstain. Sums are exact.
    """

    test: str
    of: tuple[Position, ...]
    measure: str
    op: str
    numerator: Fraction
    needed: Fraction
    holds: bool
    even_split: bool = False
    at: str | None = None
    base: str | None = None
    total: Fraction | None = None
    than: tuple[Position, ...] = ()
    holding: str | None = None
    plus: int = 0
    cls: str | None = None
    declared: bool = False

    @property
    def margin(self) -> Fraction:
        """How far the numerator is above what was needed (below: negative)."""
        return self.numerator - self.needed

    @property
    def could_hold(self) -> bool:
        """Whether the test holds, or would if an even split held."""
        return self.holds or self.even_split

    def to_data(self) -> dict[str, object]:
        """Return the finding as canonical JSON values; what does not apply is omitted."""
        data: dict[str, object] = {
            "test": self.test,
            "of": [position.value for position in self.of],
            "measure": self.measure,
            "op": self.op,
            "numerator": exact(self.numerator),
            "needed": exact(self.needed),
            "margin": exact(self.margin),
            "holds": self.holds,
            "even_split": self.even_split,
        }
        than = [position.value for position in self.than] or None
        total = None if self.total is None else exact(self.total)
        more: dict[str, object] = {"at": self.at, "base": self.base, "total": total, "than": than}
        more |= {"holding": self.holding, "plus": self.plus or None, "cls": self.cls}
        data |= {key: value for key, value in more.items() if value is not None}
        return data | ({"declared": True} if self.declared else {})


@dataclass(frozen=True, slots=True)
class Composed:
    """How many parts of a composition hold, and how many are needed."""

    compose: str
    needed: int
    parts: tuple[Finding, ...]

    @property
    def holds(self) -> bool:
        """Whether enough parts hold."""
        return sum(part.holds for part in self.parts) >= self.needed

    @property
    def could_hold(self) -> bool:
        """Whether enough parts hold, or would if every even split held."""
        return sum(part.could_hold for part in self.parts) >= self.needed

    def to_data(self) -> dict[str, object]:
        """Return the finding as canonical JSON values."""
        parts = [part.to_data() for part in self.parts]
        return {"compose": self.compose, "needed": self.needed, "holds": self.holds, "parts": parts}


Finding = Counting | Composed
