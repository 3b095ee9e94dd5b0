"""/v1/disputes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from flask import Response
from marshmallow import fields, validate

from accord.aggregates.dispute import Status
from accord.application import Accord
from accord.http import representations as out
from accord.http.api import Blueprint
from accord.http.clocks import asked, asked_day, each_in_its_zone
from accord.http.commands import Circumstances, Resource, command
from accord.http.fields import ClearLine, Key, Line, Text
from accord.http.moments import ClocksIn
from accord.http.queries import ListIn, listing, one, page_of, question, under_agreement
from accord.projections.disputes import derived, disputes, of_party, of_status

blueprint = Blueprint(
    "disputes", __name__, url_prefix="/v1", description="What parties are at odds about"
)
DISPUTE = Resource(disputes, out.Dispute(), derived, within=("beside",))


class ByPartyIn(Circumstances):
    """Which party to the dispute does it."""

    party = fields.UUID(required=True)


class DisputeIn(ByPartyIn):
    """What a party is at odds about, and with whom; not said: with all others."""

    agreement = fields.UUID(required=True)
    against = fields.List(fields.UUID(), validate=validate.Length(max=200))
    title = ClearLine("what it is about", required=True)
    statement = Text(
        required=True,
        most=8000,
        metadata={
            "description": "what is asked for, and why; kept apart, so that it can be erased"
        },
    )
    clauses = fields.List(Key(), validate=validate.Length(max=100))


class CourtIn(ByPartyIn):
    """Before which court it is brought."""

    court = ClearLine("before which court", required=True)
    reference = Line(most=200, metadata={"description": "of the case there"})


class SettlementIn(ByPartyIn):
    """On which terms it is to be settled."""

    settlement_hash = fields.String(
        required=True, metadata={"description": "SHA-256 of the document with the terms"}
    )


class DisputeRulingIn(Circumstances):
    """By which ruling it was decided; `authority` cites it."""

    ruling = fields.String(required=True, metadata={"description": "SHA-256 of the ruling"})


class DisputesQuery(ListIn):
    """Which disputes."""

    party = fields.UUID(metadata={"description": "who is in it, or stands in the place of who is"})
    agreement = fields.UUID()
    status = fields.Enum(Status, by_value=True)


@command(blueprint, "/disputes", DisputeIn, DISPUTE)
def raise_dispute(accord: Accord, body: dict[str, Any]) -> UUID:
    """Raise a dispute; it comes before the first stage that the agreement lays down, if it does."""
    return accord.raise_dispute(accord.unit.record.outside.new_id(), **body).id


@command(blueprint, "/disputes/<uuid:id>/referrals", ByPartyIn, DISPUTE, match=True)
def refer_dispute(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Refer a dispute to the next stage, once the days of one are over."""
    return accord.refer_dispute(id, **body).id


@command(blueprint, "/disputes/<uuid:id>/court-proceedings", CourtIn, DISPUTE, match=True)
def bring_to_court(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Bring a dispute to court that no stage has settled."""
    return accord.bring_to_court(id, **body).id


@command(blueprint, "/disputes/<uuid:id>/settlement-agreements", SettlementIn, DISPUTE)
def agree_to_settle(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Agree to the terms of a settlement; once all have agreed to the same, the dispute is settled."""
    return accord.agree_to_settle(id, **body).id


@command(blueprint, "/disputes/<uuid:id>/withdrawal", ByPartyIn, DISPUTE, match=True)
def withdraw_dispute(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Withdraw a dispute, as the party that raised it."""
    return accord.withdraw_dispute(id, **body).id


@command(blueprint, "/disputes/<uuid:id>/rulings", DisputeRulingIn, DISPUTE, match=True)
def record_ruling(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Record the ruling by which a dispute was decided."""
    return accord.record_ruling(id, **body).id


@question(blueprint, "/disputes", "listDisputes", DisputesQuery(), page_of(out.Dispute))
def list_disputes(query: dict[str, Any]) -> Response:
    """List who is at odds with whom, each with its status on a day."""
    return listing(DISPUTE, query, lambda conn: _asked(conn, query))


def _asked(conn: sa.Connection, query: dict[str, Any]) -> sa.ColumnElement[bool]:
    columns = disputes.table.c
    found = [columns.agreement == query["agreement"]] if "agreement" in query else []
    if "party" in query:
        found.append(of_party(conn, query["party"], asked()))
    if "status" in query:
        stands = each_in_its_zone(
            columns.agreement, lambda zone: of_status(query["status"], asked_day(zone))
        )
        found.append(stands(conn))
    return sa.and_(sa.true(), *found)


@question(
    blueprint,
    "/agreements/<uuid:id>/disputes",
    "listDisputesOfAgreement",
    ListIn(),
    page_of(out.Dispute),
    404,
)
def list_disputes_of_agreement(query: dict[str, Any], id: UUID) -> Response:
    """List the disputes about one agreement."""
    return listing(DISPUTE, query, under_agreement(disputes, id))


@question(blueprint, "/disputes/<uuid:id>", "showDispute", ClocksIn(), out.Dispute(), 304, 404)
def show_dispute(_query: dict[str, Any], id: UUID) -> Response:
    """Show one dispute, and its status on a day."""
    return one(DISPUTE, id)
