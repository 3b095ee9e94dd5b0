"""/v1/decisions: what breaks a tie among options."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from marshmallow import fields, validate

from accord.application import Accord
from accord.http.api import Blueprint
from accord.http.commands import Circumstances, command
from accord.http.decisions import DECISION
from accord.http.fields import Key

blueprint = Blueprint(
    "choices", __name__, url_prefix="/v1", description="What breaks a tie among options"
)


class CastingChoiceIn(Circumstances):
    """The casting vote among options that are tied."""

    options = fields.List(
        Key(),
        required=True,
        validate=validate.Length(1, 1000),
        metadata={"description": "of those that are tied, the preferred one first"},
    )


class LotIn(Circumstances):
    """The lots that were drawn, with the minutes that say so as evidence."""

    order = fields.List(
        Key(),
        required=True,
        validate=validate.Length(1, 1000),
        metadata={"description": "all options, in the order drawn"},
    )


@command(blueprint, "/decisions/<uuid:id>/casting-choice", CastingChoiceIn, DECISION)
def give_casting_choice(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Put options that are tied in order, as the one who presides."""
    return accord.give_casting_choice(id, **body).id


@command(blueprint, "/decisions/<uuid:id>/lots", LotIn, DECISION)
def draw_lot(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Record the lots that were drawn because options are tied."""
    return accord.draw_lot(id, **body).id
