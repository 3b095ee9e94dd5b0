"""/v1/decisions: who nominates options, and what breaks a tie among them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from marshmallow import fields, validate

from accord.aggregates.decision.choosing_events import MotionOption
from accord.application import Accord
from accord.http.api import Blueprint
from accord.http.commands import Circumstances, command
from accord.http.decisions import DECISION, OptionIn
from accord.http.fields import Key

blueprint = Blueprint(
    "choices", __name__, url_prefix="/v1", description="Nominations, and what breaks a tie"
)


class NominationIn(Circumstances):
    """For which seat an option is nominated, and which."""

    seat = Key(required=True)
    option = fields.Nested(OptionIn, required=True)


class NominationSecondIn(Circumstances):
    """Which option is seconded, for a seat other than the one that nominated it."""

    seat = Key(required=True)
    option = Key(required=True, metadata={"description": "the id of the option"})


class OptionWithdrawalIn(Circumstances):
    """Which option is withdrawn, for the seat that nominated it or moved the motion with it."""

    seat = Key(required=True)
    option = Key(required=True, metadata={"description": "the id of the option"})


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


@command(blueprint, "/decisions/<uuid:id>/nominations", NominationIn, DECISION)
def nominate_option(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Nominate an option for your seat, until voting opens."""
    option = MotionOption(**body.pop("option"))
    return accord.nominate_option(id, option=option, **body).id


@command(blueprint, "/decisions/<uuid:id>/nomination-seconds", NominationSecondIn, DECISION)
def second_nomination(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Second an option for your seat that another one nominated, where the standing orders ask for that."""
    return accord.second_nomination(id, **body).id


@command(blueprint, "/decisions/<uuid:id>/option-withdrawals", OptionWithdrawalIn, DECISION)
def withdraw_option(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Withdraw an option that your seat nominated, or moved the motion with."""
    return accord.withdraw_option(id, **body).id


@command(blueprint, "/decisions/<uuid:id>/casting-choice", CastingChoiceIn, DECISION)
def give_casting_choice(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Put options that are tied in order, as the one who presides."""
    return accord.give_casting_choice(id, **body).id


@command(blueprint, "/decisions/<uuid:id>/lots", LotIn, DECISION)
def draw_lot(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Record the lots that were drawn because options are tied."""
    return accord.draw_lot(id, **body).id
