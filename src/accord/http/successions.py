"""/v1/agreements/…/successions: who stands in whose place."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from marshmallow import fields

from accord.application import Accord
from accord.http.agreements import AGREEMENT
from accord.http.api import Blueprint
from accord.http.commands import Circumstances, command
from accord.http.fields import Day

blueprint = Blueprint(
    "successions", __name__, url_prefix="/v1", description="Who stands in whose place"
)


class PlaceIn(Circumstances):
    """Who takes whose place, and from when."""

    predecessor = fields.UUID(required=True, metadata={"description": "the party that was"})
    successor = fields.UUID(
        required=True, metadata={"description": "one of those that the register names after it"}
    )
    effective_from = Day(
        metadata={"description": "first day; today, or later, not before that of the succession"}
    )


@command(blueprint, "/agreements/<uuid:id>/successions", PlaceIn, AGREEMENT, match=True)
def succeed_in_agreement(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Let the successor of a party that merged or split stand in its place; its signature stays."""
    return accord.succeed_in_agreement(id, **body).id
