"""/v1/rules/evaluation: what a rule makes of a roll, asked before anybody votes by it."""

from __future__ import annotations

from typing import Any

from flask import Response
from marshmallow import Schema, fields

from accord import canonical
from accord.errors import Malformed
from accord.http.api import Blueprint
from accord.http.fields import Strict
from accord.http.queries import json_response, question
from accord.http.rules import RuleDocument
from accord.rules import Rule, Verdict
from accord.rules.reading import within
from accord.rules.trying import roll_as_written, rule_as_written, tried
from accord.rules.trying.written import TOLD

blueprint = Blueprint(
    "evaluation", __name__, url_prefix="/v1", description="What a rule makes of a roll"
)
_SEATS: dict[str, Any] = {
    "title": "seats that stand for or against",
    "type": "object",
    "required": ["seats"],
    "additionalProperties": False,
    "properties": {
        "seats": {
            "type": "array",
            "minItems": 1,
            "items": {"type": "object", "required": ["position"]},
        },
        "context": {"type": "object"},
        **{name: {"description": "of a vector; passed over"} for name in TOLD},
    },
}
_LISTED = _SEATS["properties"]["seats"] | {"title": "seats alone"}
_BALLOTS = {
    "title": "ballots among options",
    "type": "object",
    "required": ["options", "ballots"],
    "additionalProperties": False,
    "properties": {
        "options": {
            "type": "array",
            "minItems": 1,
            "items": {"type": "object", "required": ["option"]},
        },
        "ballots": {"type": "array", "items": {"type": "object", "required": ["choice"]}},
        "roll": {"anyOf": [{"type": "string"}, {"type": "integer"}]},
        "context": {"type": "object"},
        **{name: {"description": "of a vector; passed over"} for name in TOLD},
    },
}
ROLLS = (_SEATS, _BALLOTS)
"""How a roll is written, and how ballots among options are."""

MOST_OPTIONS = 100
"""Options that are compared while somebody waits; more are counted on the command line."""

MOST_RAISED = 5000
"""Entries of ballots times options, where a count by add1 may begin anew a thousand times."""


class TriedRule(RuleDocument):
    """A rule as an agreement has it, or as conformance vectors write it."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Rule:  # noqa: ANN401
        return super()._deserialize(rule_as_written(value), attr, data, **kwargs)


class EvaluationIn(Strict):
    """A rule, and the roll or the ballots to which it is applied."""

    rule = TriedRule(required=True)
    roll = fields.Raw(
        required=True,
        metadata={
            "description": "docs/reference/rules.md says how seats and ballots are written",
            "oneOf": [*ROLLS, _LISTED],
        },
    )


class EvaluationOut(Schema):
    """What comes out, and why."""

    verdict = fields.Enum(Verdict, by_value=True, required=True)
    explanation = fields.Dict(required=True)
    in_words = fields.String(required=True, metadata={"description": "the same, to be read out"})


@question(
    blueprint, "/rules/evaluation", "evaluateRule", Strict(), EvaluationOut(), body=EvaluationIn()
)
def evaluate_rule(_query: dict[str, Any], body: dict[str, Any]) -> Response:
    """Tell what a rule makes of a roll, or of ballots among options. Nothing is recorded."""
    try:
        rule, roll = body["rule"], roll_as_written(body["roll"])
        _soon_counted(rule, roll)
        found = tried(rule, roll)
    except Malformed as error:
        raise within(error, "/roll") from error
    return json_response(canonical.plain(found.to_data()) | {"in_words": found.in_words})


def _soon_counted(rule: Rule, roll: object) -> None:
    """Raise `Malformed` where the count would keep the others waiting who ask."""
    sent = roll if isinstance(roll, dict) else {}
    options, ballots = (
        len(each) if isinstance(each := sent.get(name), list) else 0
        for name in ("options", "ballots")
    )
    spending = None if rule.choice is None else rule.choice.spending
    raised = spending is not None and spending.completion == "add1"
    if options > MOST_OPTIONS or (raised and options * ballots > MOST_RAISED):
        bound = f"{MOST_OPTIONS} options, and by add1 {MOST_RAISED} ballots times options"
        raise Malformed(
            f"/options are too many to be counted at once; at most {bound}: `accord tally` counts more",
            field="/options",
        )
