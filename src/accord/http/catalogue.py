"""/v1/rules: the catalogue of rules, to choose one from and to refer to it by its name."""

from __future__ import annotations

from typing import Any

import msgspec
from flask import Response
from marshmallow import Schema, fields

from accord.http.api import Blueprint
from accord.http.evaluation import ROLLS
from accord.http.fields import Count, Strict
from accord.http.queries import PageIn, answer, decode_cursor, no_cursor, page_of, paged, question
from accord.projections.views import Document
from accord.rules import Verdict
from accord.rules.catalogue import CatalogueEntry, entries, find, versions

blueprint = Blueprint("rules", __name__, url_prefix="/v1", description="How bodies decide")
LAST_VERSION = 10**6


class VersionIn(Strict):
    """Which version."""

    version = Count(1, LAST_VERSION, metadata={"description": "by default the newest"})


class RuleSummary(Schema):
    """What a rule of the catalogue says, and where it is laid down."""

    id = fields.String(required=True)
    version = fields.Integer(required=True)
    versions = fields.List(
        fields.Integer(), required=True, metadata={"description": "all that there are"}
    )
    name = fields.String(required=True)
    says = fields.String(required=True, metadata={"description": "the rule in words"})
    citation = fields.String(
        required=True, metadata={"description": "the institution's own instrument"}
    )
    used_for = fields.List(fields.String(), required=True)
    links = fields.Dict(keys=fields.String(), values=fields.String(), required=True)


class RuleCase(Schema):
    """A roll, or ballots among options, as they can be sent to /v1/rules/evaluation; what comes out, and why."""

    roll = fields.Raw(required=True, metadata={"oneOf": list(ROLLS)})
    verdict = fields.Enum(Verdict, by_value=True, required=True)
    chosen = fields.List(
        fields.String(), metadata={"description": "among options, in the order of election"}
    )
    why = fields.String(required=True)


class CatalogueRule(RuleSummary):
    """One version of a rule, whole, with an example and the rolls at its bounds."""

    rule = fields.Dict(required=True, metadata={"description": "as an agreement records it"})
    rule_hash = fields.String(required=True)
    example = fields.Nested(RuleCase, required=True)
    vectors = fields.List(fields.Nested(RuleCase), required=True)


@question(blueprint, "/rules", "listRules", PageIn(), page_of(RuleSummary), 304)
def list_rules(query: dict[str, Any]) -> Response:
    """List the rules of the catalogue in the order of their ids, each in its newest version."""
    last = decode_cursor(query.get("cursor"))
    ids = [entry.id for entry in entries()]
    if last is not None and last not in ids:
        raise no_cursor()
    begin = 0 if last is None else ids.index(last) + 1
    page = [_summary(entry) for entry in entries()[begin : begin + query["limit"] + 1]]
    return paged(page, query, lambda item: str(item["id"]), lasting=True)


@question(blueprint, "/rules/<id>", "showRule", VersionIn(), CatalogueRule(), 304, 404)
def show_rule(query: dict[str, Any], id: str) -> Response:
    """Show a rule of the catalogue whole, with an example and the rolls at its bounds."""
    entry = find(id, query.get("version"))
    shown = _summary(entry) | entry.to_data() | {"rule_hash": entry.rule.hash}
    return answer(msgspec.json.encode(shown), "application/json")


def _summary(entry: CatalogueEntry) -> Document:
    return {
        "id": entry.id,
        "version": entry.version,
        "versions": [each.version for each in versions(entry.id)],
        "name": entry.name,
        "says": entry.says,
        "citation": entry.citation,
        "used_for": list(entry.used_for),
        "links": {"self": f"/v1/rules/{entry.id}?version={entry.version}"},
    }
