"""…/corrections of a thing: what an entry of its history should have said."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from marshmallow import ValidationError, fields, validate, validates_schema

from accord.aggregates.agreement import Agreement
from accord.aggregates.amendment import Amendment
from accord.aggregates.decision import Decision
from accord.aggregates.dispute import Dispute
from accord.aggregates.meeting import Meeting
from accord.aggregates.obligation import Obligation
from accord.aggregates.party import Party
from accord.aggregates.role import Role
from accord.application import Accord
from accord.http.agreements import AGREEMENT
from accord.http.amendments import AMENDMENT
from accord.http.api import Blueprint
from accord.http.commands import Circumstances, command
from accord.http.decisions import DECISION
from accord.http.disputes import DISPUTE
from accord.http.fields import Line, Text, Whole
from accord.http.meetings import MEETING
from accord.http.obligations import OBLIGATION
from accord.http.parties import PARTY
from accord.http.roles import ROLE

blueprint = Blueprint(
    "corrections", __name__, url_prefix="/v1", description="Clerical errors in the record"
)


_SEVERAL_LINES = ("address", "background", "reason")


class CorrectionIn(Circumstances):
    """Which field of which entry is wrong, and what it should have said; `reason` says how that is known."""

    version = fields.Integer(
        required=True,
        strict=True,
        validate=validate.Range(1, 2**31 - 1),
        metadata={"description": "of the entry, as its history has it"},
    )
    field = fields.String(
        required=True,
        validate=Whole("^[a-z_]{1,40}$", error="a field of the entry, as title"),
    )
    was = Text(
        most=300,
        metadata={
            "description": "what you read there; refused where it says something else. Not of a disclosed text"
        },
    )
    now = Text(
        required=True,
        most=20_000,
        metadata={
            "description": "what it should have said; stands in the record in clear, for ever, unless the "
            "field is disclosed: an address or e-mail address, the name or identifier of a person, the "
            "background of a motion, a reason. Only an address, a background or a reason has several lines"
        },
    )

    @validates_schema
    def fits(self, data: dict[str, Any], **_more: object) -> None:
        """Refuse several lines where the field stands on one."""
        if data["field"] in _SEVERAL_LINES:
            return
        try:
            Line().deserialize(data["now"])
        except ValidationError as error:
            raise ValidationError({"now": error.messages}) from error


@command(blueprint, "/agreements/<uuid:id>/corrections", CorrectionIn, AGREEMENT, match=True)
def correct_agreement(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Correct a clerical error in an entry of an agreement; the error stays visible.

    Of it can be corrected: capacities, counterparts, instruments of ratification, reasons.
    """
    return accord.correct_record(Agreement, id, **body).id


@command(blueprint, "/amendments/<uuid:id>/corrections", CorrectionIn, AMENDMENT, match=True)
def correct_amendment(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Correct a clerical error in an entry of an amendment; the error stays visible.

    Of it can be corrected: capacities of who signed, reasons.
    """
    return accord.correct_record(Amendment, id, **body).id


@command(blueprint, "/obligations/<uuid:id>/corrections", CorrectionIn, OBLIGATION, match=True)
def correct_obligation(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Correct a clerical error in an entry of an obligation; the error stays visible.

    Of it can be corrected: its title, reasons.
    """
    return accord.correct_record(Obligation, id, **body).id


@command(blueprint, "/disputes/<uuid:id>/corrections", CorrectionIn, DISPUTE, match=True)
def correct_dispute(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Correct a clerical error in an entry of a dispute; the error stays visible.

    Of it can be corrected: its title, the court, the reference of the case, reasons.
    """
    return accord.correct_record(Dispute, id, **body).id


@command(blueprint, "/meetings/<uuid:id>/corrections", CorrectionIn, MEETING, match=True)
def correct_meeting(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Correct a clerical error in an entry of a meeting; the error stays visible.

    Of it can be corrected: its place, the title of its minutes, reasons.
    """
    return accord.correct_record(Meeting, id, **body).id


@command(blueprint, "/parties/<uuid:id>/corrections", CorrectionIn, PARTY, match=True)
def correct_party(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Correct a clerical error in an entry of a party; the error stays visible.

    Of it can be corrected: its names, the addresses for notices, a person's identifiers, reasons.
    """
    return accord.correct_record(Party, id, **body).id


@command(blueprint, "/decisions/<uuid:id>/corrections", CorrectionIn, DECISION, match=True)
def correct_decision(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Correct a clerical error in an entry of a decision; the error stays visible.

    Of it can be corrected: its title, its background, reasons.
    """
    return accord.correct_record(Decision, id, **body).id


@command(blueprint, "/roles/<uuid:id>/corrections", CorrectionIn, ROLE, match=True)
def correct_role(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Correct a clerical error in an entry of a post; the error stays visible.

    Of it can be corrected: reasons, as that of a suspension.
    """
    return accord.correct_record(Role, id, **body).id
