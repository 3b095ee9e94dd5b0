"""How rules of decision are sent, whole or by their name in the catalogue, and positions on a motion."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, fields

from accord.errors import Refused
from accord.rules import Position, Rule
from accord.rules.catalogue import rule_from
from accord.rules.choices.grammar import KINDS, keys_of
from accord.rules.explanation import AS_WHAT, TIES
from accord.rules.rule import OBJECTIONS, SILENCES


def _test(meaning: str) -> dict[str, str]:
    tests = "a test, or several joined by all, any, at_least or for_each"
    return {"type": "object", "description": f"{meaning}: {tests}"}


def _method(kind: str) -> dict[str, Any]:
    """Describe a method of one kind: the keys it must and may have."""
    required, optional = keys_of(kind)
    named: dict[str, Any] = {name: {} for name in (*required, *optional)}
    return {
        "title": kind,
        "properties": named | {"kind": {"const": kind}},
        "required": list(required),
        "additionalProperties": False,
    }


_TEXT = {"type": "string", "minLength": 1, "maxLength": 1000}
_WHOLE = {
    "title": "the rule itself",
    "description": "docs/reference/rules.md says what each part means",
    "required": ["id", "name"],
    "oneOf": [{"required": ["pass"]}, {"required": ["choice"]}],
    "additionalProperties": False,
    "properties": {
        "id": {"type": "string", "pattern": "^[a-z0-9][a-z0-9_.-]{0,99}$"},
        "name": _TEXT,
        "version": {"type": "integer", "minimum": 1, "default": 1},
        "citation": {**_TEXT, "description": "where it is laid down"},
        "quorum": _test("what must be met for any vote to count"),
        "second_call": _test("what must be met instead where the motion is called again"),
        "veto": _test("what defeats a motion that would carry"),
        "pass": _test("what must be met to carry"),
        "choice": {
            "type": "object",
            "description": "how the body chooses among options, instead of `pass`",
            "oneOf": [_method(kind) for kind in KINDS],
        },
        "tie": {"type": "string", "enum": list(TIES), "default": "lost"},
        "silence": {
            "type": "string",
            "enum": list(SILENCES),
            "default": "absent",
            "description": "where a seat stands that has not answered when voting closes",
        },
        "objections": {
            "type": "string",
            "enum": list(OBJECTIONS),
            "description": "seats object instead of voting against: an objection stands once raised, "
            "or once admitted and sustained",
        },
        "represented": {
            "type": "string",
            "enum": list(AS_WHAT),
            "default": "absent",
            "description": "as what a seat counts for the quorum that another answers for",
        },
    },
}
_NAMED = {
    "title": "a rule of the catalogue",
    "description": "recorded whole, as it stands there; /v1/rules lists them",
    "required": ["catalogue"],
    "additionalProperties": False,
    "properties": {
        "catalogue": {"type": "string", "pattern": "^[a-z][a-z0-9_.]{0,63}$"},
        "version": {
            "type": "integer",
            "minimum": 1,
            "description": "the newest where none is named",
        },
    },
}
_RULE = {"type": "object", "description": "how votes are counted", "oneOf": [_WHOLE, _NAMED]}


class RuleDocument(fields.Field[Rule]):
    """A decision rule as data, or the name of one; what is wrong in it is named by its path."""

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(metadata=_RULE, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Rule:  # noqa: ANN401, ARG002
        try:
            return rule_from(value)
        except Refused as refusal:
            field = str(refusal.facts.get("field", ""))
            where = field.strip("/")
            # Where it is stands in the pointer already.
            tree: Any = [refusal.reason.removeprefix(f"{field} ")]
            for step in reversed(where.split("/") if where else []):
                tree = {step: tree}
            raise ValidationError(tree) from refusal


_OPTION = {"type": "string", "description": "the id of an option"}
_CHOICES = [
    {
        "title": "places",
        "type": "array",
        "items": {"type": "array", "minItems": 1, "items": _OPTION},
    },
    {"title": "options approved", "type": "array", "items": _OPTION},
    {
        "title": "points",
        "type": "array",
        "items": {
            "type": "object",
            "properties": {"option": _OPTION, "points": {"type": "integer"}},
            "required": ["option", "points"],
            "additionalProperties": False,
        },
    },
]


class Choice(fields.List[Any]):
    """A choice among options. The document says in which forms; of others the rule says what would be right."""

    def __init__(self) -> None:
        said = (
            "instead of a position, where the body chooses among options, in the form that its rule asks for: "
            "places of options, the preferred one first; the options approved; or options with points. Empty: "
            "a blank ballot"
        )
        super().__init__(fields.Raw(), metadata={"description": said, "anyOf": _CHOICES})


class Stand(fields.String):
    """A position. The document offers those that can be given; of the others the domain says why not."""

    def __init__(self, *offered: Position, **kwargs: Any) -> None:  # noqa: ANN401
        self.offered = [position.value for position in offered]
        super().__init__(metadata={"enum": self.offered}, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Position:  # noqa: ANN401, ARG002
        try:
            return Position(value)
        except ValueError:
            raise ValidationError(
                f"this is no position; write one of: {', '.join(self.offered)}"
            ) from None
