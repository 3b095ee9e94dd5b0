"""/v1/decisions: what becomes of objections, where seats object instead of voting against."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from marshmallow import fields, validate

from accord.aggregates.decision.objecting_events import ObjectionOutcome, ObjectionRuling
from accord.application import Accord
from accord.http.api import Blueprint
from accord.http.commands import Circumstances, command
from accord.http.decisions import DECISION
from accord.http.fields import Key, Text

blueprint = Blueprint("objections", __name__, url_prefix="/v1", description="Who objected, and why")


class ObjectionIn(Circumstances):
    """Which seat objects, and why."""

    seat = Key(required=True)
    statement = Text(
        required=True,
        most=20_000,
        metadata={"description": "the reasons; kept apart, so that they can be erased"},
    )


class ObjectionNumberIn(Circumstances):
    """Which objection."""

    number = fields.Integer(
        required=True,
        strict=True,
        validate=validate.Range(1),
        metadata={"description": "the number of the objection to the motion"},
    )


class ObjectionRulingIn(ObjectionNumberIn):
    """What the chair rules; an objection is ruled out for a reason."""

    ruling = fields.Enum(ObjectionRuling, by_value=True, required=True)


class ObjectionOutcomeIn(ObjectionNumberIn):
    """What became of an objection, and by what."""

    outcome = fields.Enum(ObjectionOutcome, by_value=True, required=True)
    amendment = fields.Integer(
        strict=True,
        validate=validate.Range(1),
        metadata={"description": "where it is integrated: the adopted amendment that meets it"},
    )
    decision = fields.UUID(
        metadata={"description": "where it is overruled: certified carried, on overruling it"}
    )


@command(blueprint, "/decisions/<uuid:id>/objections", ObjectionIn, DECISION)
def raise_objection(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Object to a motion for a seat, with reasons."""
    return accord.raise_objection(id, **body).id


@command(
    blueprint, "/decisions/<uuid:id>/objection-rulings", ObjectionRulingIn, DECISION, match=True
)
def rule_on_objection(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Admit an objection, or rule it out for a reason."""
    return accord.rule_on_objection(id, **body).id


@command(blueprint, "/decisions/<uuid:id>/objection-withdrawals", ObjectionNumberIn, DECISION)
def withdraw_objection(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Withdraw an objection, for the seat that raised it."""
    return accord.withdraw_objection(id, **body).id


@command(
    blueprint, "/decisions/<uuid:id>/objection-outcomes", ObjectionOutcomeIn, DECISION, match=True
)
def settle_objection(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Record what became of an admitted objection."""
    return accord.settle_objection(id, **body).id
