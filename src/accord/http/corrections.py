"""…/corrections of a thing: what an entry of its history should have said."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from marshmallow import fields, validate

from accord.aggregates.agreement import Agreement
from accord.aggregates.amendment import Amendment
from accord.aggregates.decision import Decision
from accord.aggregates.dispute import Dispute
from accord.aggregates.meeting import Meeting
from accord.aggregates.obligation import Obligation
from accord.aggregates.party import Party
from accord.application import Accord
from accord.http.agreements import AGREEMENT
from accord.http.amendments import AMENDMENT
from accord.http.api import Blueprint
from accord.http.commands import Circumstances, command
from accord.http.decisions import DECISION
from accord.http.disputes import DISPUTE
from accord.http.fields import ClearLine, Line, Whole
from accord.http.meetings import MEETING
from accord.http.obligations import OBLIGATION
from accord.http.parties import PARTY

blueprint = Blueprint(
    "corrections", __name__, url_prefix="/v1", description="Clerical errors in the record"
)


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
    was = Line(
        metadata={"description": "what you read there; refused where it says something else"}
    )
    now = ClearLine("what it should have said", required=True)


@command(blueprint, "/agreements/<uuid:id>/corrections", CorrectionIn, AGREEMENT, match=True)
def correct_agreement(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Correct a clerical error in an entry of an agreement; the error stays visible.

    Of it can be corrected: capacities, counterparts, instruments of ratification.
    """
    return accord.correct_record(Agreement, id, **body).id


@command(blueprint, "/amendments/<uuid:id>/corrections", CorrectionIn, AMENDMENT, match=True)
def correct_amendment(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Correct a clerical error in an entry of an amendment; the error stays visible.

    Of it can be corrected: capacities of who signed.
    """
    return accord.correct_record(Amendment, id, **body).id


@command(blueprint, "/obligations/<uuid:id>/corrections", CorrectionIn, OBLIGATION, match=True)
def correct_obligation(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Correct a clerical error in an entry of an obligation; the error stays visible.

    Of it can be corrected: its title.
    """
    return accord.correct_record(Obligation, id, **body).id


@command(blueprint, "/disputes/<uuid:id>/corrections", CorrectionIn, DISPUTE, match=True)
def correct_dispute(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Correct a clerical error in an entry of a dispute; the error stays visible.

    Of it can be corrected: its title, the court, the reference of the case.
    """
    return accord.correct_record(Dispute, id, **body).id


@command(blueprint, "/meetings/<uuid:id>/corrections", CorrectionIn, MEETING, match=True)
def correct_meeting(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Correct a clerical error in an entry of a meeting; the error stays visible.

    Of it can be corrected: its place, the title of its minutes.
    """
    return accord.correct_record(Meeting, id, **body).id


@command(blueprint, "/parties/<uuid:id>/corrections", CorrectionIn, PARTY, match=True)
def correct_party(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Correct a clerical error in an entry of a party; the error stays visible.

    Of it can be corrected: the names of an organisation.
    """
    return accord.correct_record(Party, id, **body).id


@command(blueprint, "/decisions/<uuid:id>/corrections", CorrectionIn, DECISION, match=True)
def correct_decision(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Correct a clerical error in an entry of a decision; the error stays visible.

    Of it can be corrected: its title.
    """
    return accord.correct_record(Decision, id, **body).id
