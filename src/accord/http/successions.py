"""/v1/agreements/…/successions: who stands in whose place."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from marshmallow import fields, validate

from accord.application import Accord
from accord.http.agreements import AGREEMENT
from accord.http.api import Blueprint
from accord.http.commands import Circumstances, command
from accord.http.fields import ClearLine, Day, Key, MeasureIn, measures

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


class ShareIn(PlaceIn):
    """Which share of the place the successor has, and who signs for it; `authority` cites by what."""

    class_ = Key(data_key="class", metadata={"description": "by default that of the place"})
    measures = fields.List(
        fields.Nested(MeasureIn),
        validate=validate.Length(max=20),
        metadata={"description": "how much of each measure of the place; the rest is left to it"},
    )
    post = Key(required=True, metadata={"description": "the post whose holder signs for it"})
    title = ClearLine("of that post, as an officer would call it", required=True)


@command(blueprint, "/agreements/<uuid:id>/successions", PlaceIn, AGREEMENT, match=True)
def succeed_in_agreement(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Let the successor of a party that merged or split stand in its place; its signature stays."""
    return accord.succeed_in_agreement(id, **body).id


@command(blueprint, "/agreements/<uuid:id>/divisions", ShareIn, AGREEMENT, match=True)
def divide_place(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Give a successor of a party that split a share of its place; the rest stays with it, or with the last."""
    cls, share = body.pop("class_", ""), measures(body.pop("measures", None))
    return accord.divide_place(id, cls=cls, measures=share, **body).id
