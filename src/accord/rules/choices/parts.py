"""What some methods have besides: ratios over the default option, and how money is spent."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from accord.rules.exact import Ratio, exact

MORE = Ratio(1, 1)
"""The ratio of what needs only more than the default option has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratios:
    """How many to one an option must beat the default: `every` for those that are not `named`."""

    every: Ratio = MORE
    named: tuple[tuple[str, Ratio], ...] = ()

    def of(self, option: str) -> Fraction:
        """Return the ratio that `option` needs."""
        return dict(self.named).get(option, self.every).value

    def to_data(self) -> dict[str, object]:
        """Return the ratios as canonical JSON values; what is absent is omitted."""
        named = [{"option": option, "ratio": str(each)} for option, each in self.named]
        return {"every": str(self.every)} | ({"named": named} if named else {})


NO_RATIOS = Ratios()
"""What a method asks that names no ratios."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spending:
    """How an allocation spends its budget.

    `rule` is greedy, greedy_no_skip or equal_shares; the other three are of equal shares alone:
    what a supporter gets from an option (its `satisfaction`: the votes it gave, or the cost), how
    what is left is spent (`completion`), and by how much add1 raises what each ballot may spend.
    """

    rule: str
    budget: Fraction
    satisfaction: str = "votes"
    completion: str | None = None
    step: Fraction = Fraction(1)

    def to_data(self) -> dict[str, object]:
        """Return the spending as canonical JSON values; what is absent is omitted."""
        data: dict[str, object] = {"rule": self.rule, "budget": exact(self.budget)}
        if self.rule == "equal_shares":
            data |= {"satisfaction": self.satisfaction}
        if self.completion is not None:
            data |= {"completion": self.completion}
        return data | ({"step": exact(self.step)} if self.completion == "add1" else {})
