"""A decision rule: how a body agreed to decide, as data that is hashed and never changed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from accord import canonical
from accord.errors import Malformed, Unrecordable
from accord.rules.algebra import Test, comparisons
from accord.rules.explanation import TIES
from accord.rules.grammar import parse_test
from accord.rules.positions import Position
from accord.rules.reading import chosen, record, text, whole

LARGEST = 16_384
"""Bytes of a rule in canonical JSON."""

SILENCES = tuple(
    position.value
    for position in (Position.ABSENT, Position.FOR, Position.AGAINST, Position.ABSTAIN)
)
"""Where a seat that has not answered may stand; the first where a rule does not say."""

OBJECTIONS = ("raised", "sustained")
"""When an objection stands, under a rule by which seats object instead of voting against."""

_ID = re.compile(r"[a-z0-9][a-z0-9_.-]{0,99}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule with its version; under one version, votes are always counted in the same way.

    `quorum`, `veto` and `pass_` are evaluated in this order; `tie` says what an equal division
    means: "lost", "casting_vote" (of the person presiding) or "second_vote", after which it is
    lost. `silence` is where a seat stands that has not answered when voting closes. `objections`
    tells that nobody votes against but objects, with reasons: "raised" where an objection stands
    as soon as it is raised,
    "sustained" where it stands only once it was admitted and then sustained.
    """

    id: str
    name: str
    pass_: Test
    version: int = 1
    citation: str | None = None
    quorum: Test | None = None
    veto: Test | None = None
    tie: str = "lost"
    silence: Position = Position.ABSENT
    objections: str = ""

    @classmethod
    def from_data(cls, data: object) -> Rule:
        """Read a rule; raise `Malformed` naming the field, as a JSON pointer, that is wrong."""
        optional = ("version", "citation", "quorum", "veto", "tie", "silence", "objections")
        fields = record(data, "", ("id", "name", "pass"), optional)
        rule = cls(
            id=rule_id(fields["id"]),
            name=text(fields["name"], "/name"),
            pass_=parse_test(fields["pass"], "/pass"),
            version=whole(fields.get("version", 1), "/version"),
            citation=text(fields["citation"], "/citation") if "citation" in fields else None,
            quorum=_test(fields, "quorum"),
            veto=_test(fields, "veto"),
            tie=chosen(fields.get("tie", "lost"), TIES, "/tie"),
            silence=Position(chosen(fields.get("silence", "absent"), SILENCES, "/silence")),
            objections=_objections(fields),
        )
        check_size(rule.to_data())
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
        if self.silence is not Position.ABSENT:
            data["silence"] = self.silence.value
        if self.objections:
            data["objections"] = self.objections
        parts = {"quorum": self.quorum, "veto": self.veto, "pass": self.pass_}
        return data | {name: part.to_data() for name, part in parts.items() if part is not None}

    @property
    def tests(self) -> tuple[Test, ...]:
        """The quorum, the veto and the test to carry, as far as the rule has them."""
        return tuple(test for test in (self.quorum, self.veto, self.pass_) if test is not None)

    @property
    def named_classes(self) -> frozenset[str]:
        """The classes that the rule counts by name; one that no seat has would count nothing."""
        found = (leaf.where for test in self.tests for leaf in comparisons(test))
        return frozenset(cls for cls in found if cls is not None)

    @property
    def hash(self) -> str:
        """The SHA-256, in hex, of the canonical JSON of the rule."""
        return canonical.sha256(self.to_data())


def rule_id(value: object) -> str:
    """Return `value` as the id of a rule; raise `Malformed` if it is not one."""
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise Malformed(
            '/id must be small letters and digits, such as "two_thirds_cast"', field="/id"
        )
    return value


def _objections(fields: Mapping[str, object]) -> str:
    if "objections" not in fields:
        return ""
    return chosen(fields["objections"], OBJECTIONS, "/objections")


def check_size(data: dict[str, object], what: str = "rule") -> None:
    """Raise `Malformed` where the record could not hold `data`, or it is larger than any rule."""
    try:
        size = len(canonical.encode(data))
    except Unrecordable as error:
        raise Malformed(error.reason, **error.facts) from error
    if size > LARGEST:
        raise Malformed(f"the {what} has {size} bytes; {LARGEST} are allowed", field="")


def _test(fields: Mapping[str, object], name: str) -> Test | None:
    return parse_test(fields[name], f"/{name}") if name in fields else None
