"""An entry of the catalogue: a rule with its name, its source, what it is used for, and how it counts."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from accord.errors import Malformed
from accord.rules.catalogue.case import Case
from accord.rules.reading import Fields, items, record, text, whole
from accord.rules.rule import Rule

_ID = re.compile(r"[a-z][a-z0-9_.]{0,63}")
_SAID = ("id", "version", "name", "citation", "says", "used_for")


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
    example: Case
    vectors: tuple[Case, ...]

    @classmethod
    def from_data(cls, data: object) -> CatalogueEntry:
        """Read an entry; raise `Malformed` naming the field that is wrong."""
        fields = record(data, "", (*_SAID, "rule", "example", "vectors"))
        id, rule = rule_name(fields["id"], "/id"), _rule(fields)
        read = Case.of_seats if rule.choice is None else Case.of_ballots
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


def _vectors(value: object, read: Callable[[object, str], Case]) -> tuple[Case, ...]:
    listed = enumerate(items(value, "/vectors"))
    return tuple(read(item, f"/vectors/{index}") for index, item in listed)
