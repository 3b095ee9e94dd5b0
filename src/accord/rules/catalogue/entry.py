"""An entry of the catalogue: a rule with its name, its source, what it is used for, and how it counts."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from accord.errors import Malformed
from accord.rules.catalogue.choice_case import ChoiceCase
from accord.rules.explanation import Verdict
from accord.rules.positions import Position
from accord.rules.reading import Fields, chosen, items, position, record, text, truth, whole
from accord.rules.roll import Counted, Measure
from accord.rules.rule import Rule

_ID = re.compile(r"[a-z][a-z0-9_.]{0,63}")
_SAID = ("id", "version", "name", "citation", "says", "used_for")


@dataclass(frozen=True, slots=True)
class Alike:
    """So many seats that stand alike: at one position, in one class, each weighing the same.

    With `declared` they abstain by declaration.
    """

    position: Position
    seats: int
    cls: str = ""
    measures: tuple[Measure, ...] = ()
    declared: bool = False

    @classmethod
    def from_data(cls, data: object, path: str) -> Alike:
        """Read the seats; raise `Malformed` naming the field that is wrong."""
        fields = record(data, path, ("position", "seats"), ("cls", "measures", "declared"))
        listed = items(fields["measures"], f"{path}/measures") if "measures" in fields else []
        return cls(
            position=position(fields["position"], f"{path}/position"),
            seats=whole(fields["seats"], f"{path}/seats"),
            cls=text(fields["cls"], f"{path}/cls", 100) if "cls" in fields else "",
            measures=tuple(_measure(item, f"{path}/measures/{i}") for i, item in enumerate(listed)),
            declared=truth(fields.get("declared", False), f"{path}/declared"),
        )

    def to_data(self) -> dict[str, object]:
        """Return the seats as JSON values; a class and measures only where they have any."""
        data: dict[str, object] = {"position": self.position.value, "seats": self.seats}
        if self.cls:
            data["cls"] = self.cls
        if self.measures:
            data["measures"] = [{"name": m.name, "value": f"{m.value:f}"} for m in self.measures]
        return data | ({"declared": True} if self.declared else {})


@dataclass(frozen=True, slots=True)
class Case:
    """A roll with the verdict that the rule gives on it, and why in one sentence."""

    roll: tuple[Alike, ...]
    verdict: Verdict
    why: str
    casting_vote: Position | None = None

    @classmethod
    def from_data(cls, data: object, path: str) -> Case:
        """Read a case; raise `Malformed` naming the field that is wrong."""
        fields = record(data, path, ("roll", "verdict", "why"), ("casting_vote",))
        listed = enumerate(items(fields["roll"], f"{path}/roll"))
        given = fields.get("casting_vote")
        return cls(
            roll=tuple(Alike.from_data(item, f"{path}/roll/{index}") for index, item in listed),
            verdict=Verdict(chosen(fields["verdict"], list(Verdict), f"{path}/verdict")),
            why=text(fields["why"], f"{path}/why", 300),
            casting_vote=None if given is None else position(given, f"{path}/casting_vote"),
        )

    def counted(self) -> list[Counted]:
        """Return the roll, seat by seat."""
        return [
            Counted(alike.position, alike.cls, alike.measures, declared=alike.declared)
            for alike in self.roll
            for _ in range(alike.seats)
        ]

    def to_data(self) -> dict[str, object]:
        """Return the case as JSON values."""
        data: dict[str, object] = {"roll": [alike.to_data() for alike in self.roll]}
        if self.casting_vote is not None:
            data["casting_vote"] = self.casting_vote.value
        return data | {"verdict": self.verdict.value, "why": self.why}


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueEntry:
    """One version of a named rule. The rule never changes; what is said about it may be put better.

    `says` tells an officer what is counted, `vectors` are rolls at, below and above each bound; where the body
    chooses among options, they are ballots on which something hangs.
    """

    id: str
    version: int
    name: str
    citation: str
    says: str
    used_for: tuple[str, ...]
    rule: Rule
    example: Case | ChoiceCase
    vectors: tuple[Case | ChoiceCase, ...]

    @classmethod
    def from_data(cls, data: object) -> CatalogueEntry:
        """Read an entry; raise `Malformed` naming the field that is wrong."""
        fields = record(data, "", (*_SAID, "rule", "example", "vectors"))
        id, rule = rule_name(fields["id"], "/id"), _rule(fields)
        read = Case.from_data if rule.choice is None else ChoiceCase.from_data
        return cls(
            id=id,
            version=whole(fields["version"], "/version"),
            name=text(fields["name"], "/name"),
            citation=text(fields["citation"], "/citation"),
            says=text(fields["says"], "/says"),
            used_for=_used_for(fields["used_for"]),
            rule=rule,
            example=read(fields["example"], "/example"),
            vectors=_vectors(fields["vectors"], read),
        )

    def to_data(self) -> dict[str, object]:
        """Return the entry as JSON values, in the order in which it is written."""
        return {
            "id": self.id,
            "version": self.version,
            "name": self.name,
            "citation": self.citation,
            "says": self.says,
            "used_for": list(self.used_for),
            "rule": self.rule.to_data(),
            "example": self.example.to_data(),
            "vectors": [vector.to_data() for vector in self.vectors],
        }


def rule_name(value: object, path: str) -> str:
    """Return `value` as what a rule of the catalogue is called; raise `Malformed` if it cannot be."""
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise Malformed(f'{path} must be small letters and digits, such as "eu_qmv"', field=path)
    return value


def _used_for(value: object) -> tuple[str, ...]:
    listed = enumerate(items(value, "/used_for"))
    return tuple(text(item, f"/used_for/{index}", 100) for index, item in listed)


def _rule(fields: Fields) -> Rule:
    """Read the rule: written in full as the record writes it, and named as the entry is."""
    rule = Rule.from_data(fields["rule"])
    if rule.to_data() != fields["rule"]:
        raise Malformed("/rule must be written as the record writes it", field="/rule")
    for name in ("id", "version", "name"):
        if getattr(rule, name) != fields[name]:
            raise Malformed(f"/rule/{name} must be that of the entry", field=f"/rule/{name}")
    if rule.citation is not None or (rule.choice and rule.choice.citation is not None):
        reason = "/rule/citation is left to the agreement that takes the rule"
        raise Malformed(reason, field="/rule/citation")
    return rule


def _vectors(
    value: object, read: Callable[[object, str], Case | ChoiceCase]
) -> tuple[Case | ChoiceCase, ...]:
    listed = enumerate(items(value, "/vectors"))
    return tuple(read(item, f"/vectors/{index}") for index, item in listed)


def _measure(data: object, path: str) -> Measure:
    fields = record(data, path, ("name", "value"))
    return Measure.parse(text(fields["name"], f"{path}/name"), fields["value"])
