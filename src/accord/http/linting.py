"""/v1/agreements/{id}/lint: what is odd about the rules of an agreement, asked before they are adopted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from flask import Response
from marshmallow import Schema, fields

from accord.aggregates.agreement import Agreement
from accord.aggregates.agreement.linting import lint
from accord.http.api import Blueprint
from accord.http.commands import house
from accord.http.fields import ClearLine, Day, Strict
from accord.http.queries import json_response, question
from accord.http.terms import Blocks, blocks
from accord.projections.agreements import agreements, today
from accord.projections.text import text_of
from accord.rules import Position, Verdict
from accord.rules.linting import Gravity, Remark
from accord.wiring import House

blueprint = Blueprint(
    "linting", __name__, url_prefix="/v1", description="What is odd about rules, before they hold"
)


class LintIn(Blocks):
    """Blocks to look at in the place of those that stand; without any, the agreement as it stands."""

    title = ClearLine()


class LintQuery(Strict):
    """As of which day."""

    at = Day(metadata={"description": "the day to look at; by default today"})


class StandOut(Schema):
    """Where a seat stands on a roll."""

    seat = fields.String(required=True)
    position = fields.Enum(Position, by_value=True, required=True)


class ShownRollOut(Schema):
    """A roll that shows what is remarked, and its verdict."""

    seats = fields.List(fields.Nested(StandOut), required=True)
    verdict = fields.Enum(Verdict, by_value=True, required=True)


class RemarkOut(Schema):
    """What is remarked, where, and on which roll it shows."""

    code = fields.String(required=True)
    gravity = fields.Enum(Gravity, by_value=True, required=True)
    pointer = fields.String(
        required=True, metadata={"description": "where in the terms, as a JSON pointer"}
    )
    clause = fields.String()
    sentence = fields.String(required=True)
    roll = fields.Nested(ShownRollOut)


class LintOut(Schema):
    """What is remarked on the terms of a day, the gravest first."""

    agreement = fields.UUID(required=True)
    at = fields.Date(required=True)
    grave = fields.Integer(required=True, metadata={"description": "how many remarks are grave"})
    remarks = fields.List(fields.Nested(RemarkOut), required=True)


@question(
    blueprint,
    "/agreements/<uuid:id>/lint",
    "lintAgreement",
    LintQuery(),
    LintOut(),
    404,
    body=LintIn(),
)
def lint_agreement(query: dict[str, Any], body: dict[str, Any], id: UUID) -> Response:
    """Look for what is odd about rules and seats: in the draft, the terms of a day, or blocks that are proposed."""
    day, remarks = remarks_on(house(), id, query.get("at"), blocks(body))
    shown = {
        "agreement": str(id),
        "at": day.isoformat(),
        "grave": sum(remark.gravity is Gravity.GRAVE for remark in remarks),
        "remarks": [_shown(remark) for remark in remarks],
    }
    return json_response(shown)


def remarks_on(
    house: House, id: UUID, day: date | None, proposed: dict[str, Any] | None = None
) -> tuple[date, list[Remark]]:
    """Return the day looked at, and what is remarked on the terms as they then are, or with what is proposed."""
    found = house.record.read(Agreement, id)
    with house.engine.connect() as conn:
        agreements.read(conn, id)
        on = day or today(found.zone, house.record.outside.now())
        clauses = text_of(conn, id, on).clauses
    terms = replace(found.terms_on(on), **{"clauses": clauses, **(proposed or {})})
    return on, lint(terms, as_draft=bool(proposed) or found.text_hash is None)


def _shown(remark: Remark) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "code": remark.code,
        "gravity": remark.gravity,
        "pointer": remark.pointer,
        "sentence": remark.sentence,
    }
    shown |= {"clause": remark.clause} if remark.clause else {}
    if remark.roll is not None:
        stand = [{"seat": seat, "position": position} for seat, position in remark.roll.seats]
        shown["roll"] = {"seats": stand, "verdict": remark.roll.verdict}
    return shown
