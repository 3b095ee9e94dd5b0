"""A decision rule: how a body agreed to decide, as data that is hashed and never changed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from accord import canonical
from accord.errors import Malformed, Unrecordable
from accord.rules.algebra import Test
from accord.rules.explanation import TIES
from accord.rules.grammar import parse_test
from accord.rules.reading import chosen, record, text, whole

LARGEST = 16_384
"""Bytes of a rule in canonical JSON."""

_ID = re.compile(r"[a-z0-9][a-z0-9_.-]{0,99}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule with its version; under one version, votes are always counted in the same way.

    `quorum`, `veto` and `pass_` are evaluated in this order; `tie` says what an equal division
    means: "lost", "casting_vote" (of the person presiding) or "second_vote", after which it is lost.
    """

    id: str
    name: str
    pass_: Test
    version: int = 1
    citation: str | None = None
    quorum: Test | None = None
    veto: Test | None = None
    tie: str = "lost"

    @classmethod
    def from_data(cls, data: object) -> Rule:
        """Read a rule; raise `Malformed` naming the field, as a JSON pointer, that is wrong."""
        optional = ("version", "citation", "quorum", "veto", "tie")
        fields = record(data, "", ("id", "name", "pass"), optional)
        rule = cls(
            id=_id(fields["id"]),
            name=text(fields["name"], "/name"),
            pass_=parse_test(fields["pass"], "/pass"),
            version=whole(fields.get("version", 1), "/version"),
            citation=text(fields["citation"], "/citation") if "citation" in fields else None,
            quorum=_test(fields, "quorum"),
            veto=_test(fields, "veto"),
            tie=chosen(fields.get("tie", "lost"), TIES, "/tie"),
        )
        _fits(rule)
        return rule

    def to_data(self) -> dict[str, object]:
        """Return canonical JSON values: defaults are written out, what is absent is omitted."""
        data: dict[str, object] = {
            "id": self.id,
            "version": self.version,
            "name": self.name,
            "tie": self.tie,
        }
        if self.citation is not None:
            data["citation"] = self.citation
        parts = {"quorum": self.quorum, "veto": self.veto, "pass": self.pass_}
        return data | {name: part.to_data() for name, part in parts.items() if part is not None}

    @property
    def hash(self) -> str:
        """The SHA-256, in hex, of the canonical JSON of the rule."""
        return canonical.sha256(self.to_data())


def _id(value: object) -> str:
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise Malformed(
            '/id must be small letters and digits, such as "two_thirds_cast"', field="/id"
        )
    return value


def _test(fields: Mapping[str, object], name: str) -> Test | None:
    return parse_test(fields[name], f"/{name}") if name in fields else None


def _fits(rule: Rule) -> None:
    try:
        size = len(canonical.encode(rule.to_data()))
    except Unrecordable as error:
        raise Malformed(error.reason, **error.facts) from error
    if size > LARGEST:
        raise Malformed(f"the rule has {size} bytes; {LARGEST} are allowed", field="")
