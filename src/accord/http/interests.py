"""/v1/decisions: who has an interest in a motion, and stays out of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from marshmallow import fields

from accord.aggregates.decision.events import Ruling
from accord.application import Accord
from accord.http.api import Blueprint
from accord.http.commands import Circumstances, command
from accord.http.decisions import DECISION
from accord.http.fields import Key, Text

blueprint = Blueprint("interests", __name__, url_prefix="/v1", description="Who stays out of it")


class InterestIn(Circumstances):
    """Whose interest, and what it is."""

    seat = Key(required=True)
    statement = Text(required=True, most=4000)


class RulingIn(Circumstances):
    """What the chair rules on an interest."""

    seat = Key(required=True)
    ruling = fields.Enum(Ruling, by_value=True, required=True)


class LiftingIn(Circumstances):
    """Whose interest has fallen away; `reason` says why."""

    seat = Key(required=True)


@command(blueprint, "/decisions/<uuid:id>/interests", InterestIn, DECISION)
def declare_interest(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Declare an interest of a seat; while the vote is open, with the `reason` why only then."""
    return accord.declare_interest(id, **body).id


@command(blueprint, "/decisions/<uuid:id>/recusals", RulingIn, DECISION, match=True)
def rule_on_interest(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Rule on a declared interest; `recuse` takes the seat off the count."""
    return accord.rule_on_interest(id, **body).id


@command(blueprint, "/decisions/<uuid:id>/interest-liftings", LiftingIn, DECISION, match=True)
def lift_interest(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Lift an interest that has fallen away, for a `reason`: the seat takes part again."""
    return accord.lift_interest(id, **body).id
