"""What a count found: its steps in their order, each with its numbers, and how pairs compared."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from accord.rules.choices.ties import Tie
from accord.rules.exact import exact

Values = tuple[tuple[str, Fraction], ...]
"""Options, in the order of their ids, each with a number."""

STEPS = {
    "counted": "each option with what the ballots gave it",
    "below_default": "not above the default option",
    "no_support": "without anything from the ballots",
    "below_least": "without the least that an option needs",
    "not_above_least": "without more than the number that an option needs more than",
    "below_quorum": "without the quorum over the default option",
    "below_ratio": "not above the default option by its ratio",
    "schwartz": "the Schwartz set, and the weakest defeats within it, which are dropped",
    "ranked": "in the order of how many others each beats along paths",
    "elected": "elected",
    "capped": "passed over: the group has all the seats it may have",
    "eliminated": "eliminated, and the ballots pass on",
    "transferred": "elected before; the surplus passes on",
    "raised": "what each ballot may spend, raised",
    "funded": "funded",
    "unaffordable": "not funded: it costs more than is left",
    "stopped": "not funded: the first that costs more than is left ends the count",
}
"""What can be done to options in a step of a count."""


@dataclass(frozen=True, slots=True)
class Defeat:
    """`option` is preferred to `over` by `votes`, and the other way round by `against`."""

    option: str
    over: str
    votes: Fraction
    against: Fraction

    def to_data(self) -> dict[str, object]:
        """Return the comparison as canonical JSON values."""
        numbers = {"votes": exact(self.votes), "against": exact(self.against)}
        return {"option": self.option, "over": self.over, **numbers}


@dataclass(frozen=True, slots=True)
class Row:
    """What the ballots weigh that prefer `option` to each option, in the order of their ids."""

    option: str
    over: tuple[Fraction, ...]

    def to_data(self) -> dict[str, object]:
        """Return the row as canonical JSON values."""
        return {"option": self.option, "over": [exact(each) for each in self.over]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a count: what was done (`did`, of `STEPS`) to which options, on what numbers.

    `values` are what the options had before it, `base` what they are a part of; `numerator` is
    compared with `needed`. `at` is the part of each ballot that passes on (or what is paid for one
    unit of satisfaction), `lost` what passes on to nobody, `exhausted` all that was lost before.
    """

    did: str
    options: tuple[str, ...] = ()
    numerator: Fraction | None = None
    needed: Fraction | None = None
    base: Fraction | None = None
    at: Fraction | None = None
    lost: Fraction | None = None
    exhausted: Fraction | None = None
    values: Values = ()
    defeats: tuple[Defeat, ...] = ()

    @property
    def margin(self) -> Fraction | None:
        """How far the numerator is above what was needed (below: negative)."""
        if self.numerator is None or self.needed is None:
            return None
        return self.numerator - self.needed

    def to_data(self) -> dict[str, object]:
        """Return the step as canonical JSON values; what does not apply is omitted."""
        data: dict[str, object] = {"did": self.did, "options": list(self.options)}
        numbers = {
            "numerator": self.numerator,
            "needed": self.needed,
            "margin": self.margin,
            "base": self.base,
            "at": self.at,
            "lost": self.lost,
            "exhausted": self.exhausted,
        }
        data |= {name: exact(value) for name, value in numbers.items() if value is not None}
        lists = {"values": values_data(self.values)}
        lists["defeats"] = [each.to_data() for each in self.defeats]
        return data | {name: listed for name, listed in lists.items() if listed}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a count found, before it is judged: who is chosen, which ties there were, and why.

    `pairs` are the options compared two by two.
    """

    chosen: tuple[str, ...] = ()
    ties: tuple[Tie, ...] = ()
    steps: tuple[Step, ...] = ()
    pairs: tuple[Row, ...] = ()
    inquorate: bool = False


def values_data(values: Values) -> list[object]:
    """Return options with their numbers as canonical JSON values."""
    return [{"option": option, "value": exact(value)} for option, value in values]
