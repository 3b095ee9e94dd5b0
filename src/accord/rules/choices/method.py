"""A choice method: how a body chooses among options, as data that is hashed and never changed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from accord import canonical
from accord.errors import Malformed
from accord.rules.choices.ballots import Form
from accord.rules.choices.bounds import Least, Quorum
from accord.rules.choices.cap import Cap
from accord.rules.choices.grammar import method_fields
from accord.rules.choices.options import Option
from accord.rules.choices.parts import NO_RATIOS, Ratios, Spending
from accord.rules.reading import check_size
from accord.rules.roll import COUNT


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceMethod:
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
    ratios: Ratios = NO_RATIOS
    quorum: Quorum | None = None
    unranked: str = "last"
    stv_quota: str = "droop"
    spending: Spending | None = None

    @classmethod
    def from_data(cls, data: object) -> ChoiceMethod:
        """Read a method; raise `Malformed` naming the field, as a JSON pointer, that is wrong."""
        method = cls(**method_fields(data))
        check_size(method.to_data(), "method")
        return method

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

    def fits(self, options: Collection[Option]) -> None:
        """Raise `Malformed` where the method cannot choose among these options, naming the field."""
        known = {option.id for option in options}
        named = [*self.declared_order, *(option for option, _ in self.ratios.named)]
        for name in [*named, *([] if self.default is None else [self.default])]:
            if name not in known:
                raise Malformed(f'the method names "{name}", which is not an option', field="")
        if self.declared_order and set(self.declared_order) != known:
            field = "/declared_order"
            raise Malformed(f"{field} must name each of the options once", field=field)
        for option in options if self.kind == "allocation" else ():
            if not option.cost:
                raise Malformed(f'the option "{option.id}" has no cost, or one of 0', field="")

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
