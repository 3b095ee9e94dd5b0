"""A choice method: how a body chooses among options, as data that is hashed and never changed."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from accord import canonical
from accord.rules.choices.ballots import Form
from accord.rules.choices.bounds import Least, Quorum
from accord.rules.choices.cap import Cap
from accord.rules.exact import Ratio, exact
from accord.rules.roll import COUNT


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """A method with its version; under one version, ballots are always counted in the same way.

    `kind` is plurality, approval, score, dots, schulze, irv, stv or allocation. `ties` says what
    breaks a tie, one way after the other; where none does, it is reported and nobody is chosen.
    """

    id: str
    name: str
    kind: str
    form: Form
    version: int = 1
    citation: str | None = None
    measure: str = COUNT
    ties: tuple[str, ...] = ()
    declared_order: tuple[str, ...] = ()
    turnout: Quorum | None = None
    seats: int = 1
    cap: Cap | None = None
    default: str | None = None
    least: Least | None = None
    ratios: Ratios = Ratios()
    quorum: Quorum | None = None
    unranked: str = "last"
    stv_quota: str = "droop"
    spending: Spending | None = None

    def to_data(self) -> dict[str, object]:
        """Return canonical JSON values: defaults are written out, what is absent is omitted."""
        data: dict[str, object] = {
            "id": self.id,
            "version": self.version,
            "name": self.name,
            "kind": self.kind,
            "measure": self.measure,
            "ties": list(self.ties),
        }
        own = {"citation": self.citation, "default": self.default}
        data |= {name: value for name, value in own.items() if value is not None}
        parts = {
            "turnout": self.turnout,
            "cap": self.cap,
            "least": self.least,
            "quorum": self.quorum,
            "spending": self.spending,
        }
        data |= {name: part.to_data() for name, part in parts.items() if part is not None}
        if self.declared_order:
            data["declared_order"] = list(self.declared_order)
        return data | self._of_the_kind()

    @property
    def hash(self) -> str:
        """The SHA-256, in hex, of the canonical JSON of the method."""
        return canonical.sha256(self.to_data())

    def _of_the_kind(self) -> dict[str, object]:
        if self.kind == "irv":
            return {}
        if self.kind == "stv":
            return {"seats": self.seats, "quota": self.stv_quota}
        if self.kind == "allocation":
            return {"ballot": {"form": self.form.kind, **self.form.to_data()}}
        if self.kind != "schulze":
            return {"seats": self.seats, **self.form.to_data()}
        own = {"seats": self.seats, "unranked": self.unranked}
        return own if self.default is None else own | {"ratio": self.ratios.to_data()}
