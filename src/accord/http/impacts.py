"""/v1/impacts."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from flask import Response
from marshmallow import fields

from accord.aggregates.impact import Outcome, Status
from accord.application import Accord
from accord.http import representations as out
from accord.http.api import Blueprint
from accord.http.commands import Circumstances, Resource, command
from accord.http.moments import ClocksIn
from accord.http.queries import ListIn, listing, one, page_of, question, under_agreement
from accord.projections.impacts import impacts
from accord.projections.views import Document

blueprint = Blueprint(
    "impacts", __name__, url_prefix="/v1", description="What later facts changed for results"
)


def _nothing(_document: Document, _at: datetime) -> Document:
    """Return what is true of an item on a day only: nothing; it changes by what is recorded alone."""
    return {}


IMPACT = Resource(impacts, out.Impact(), _nothing)


class SettlementOfImpactIn(Circumstances):
    """What is done about it; `reason` says why."""

    outcome = fields.Enum(Outcome, by_value=True, required=True)
    decision = fields.UUID(
        metadata={"description": "by which the subject was reopened, rescinded or superseded"}
    )


class ImpactsQuery(ListIn):
    """Which items."""

    agreement = fields.UUID()
    subject = fields.UUID(metadata={"description": "the decision that an item is about"})
    status = fields.Enum(Status, by_value=True)


@command(blueprint, "/impacts/<uuid:id>/settlement", SettlementOfImpactIn, IMPACT, match=True)
def settle_impact(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Settle an impact item: it is accepted, nothing is done, or its subject was undone by a decision."""
    return accord.settle_impact(id, **body).id


@question(blueprint, "/impacts", "listImpacts", ImpactsQuery(), page_of(out.Impact))
def list_impacts(query: dict[str, Any]) -> Response:
    """List what later facts changed for what was certified before."""
    return listing(IMPACT, query, lambda _conn: _asked(query))


def _asked(query: dict[str, Any]) -> sa.ColumnElement[bool]:
    columns = impacts.table.c
    found = [columns[name] == query[name] for name in ("agreement", "subject") if name in query]
    if "status" in query:
        found.append(columns.status == query["status"].value)
    return sa.and_(sa.true(), *found)


@question(
    blueprint,
    "/agreements/<uuid:id>/impacts",
    "listImpactsOfAgreement",
    ListIn(),
    page_of(out.Impact),
    404,
)
def list_impacts_of_agreement(query: dict[str, Any], id: UUID) -> Response:
    """List the impact items of one agreement."""
    return listing(IMPACT, query, under_agreement(impacts, id))


@question(blueprint, "/impacts/<uuid:id>", "showImpact", ClocksIn(), out.Impact(), 304, 404)
def show_impact(_query: dict[str, Any], id: UUID) -> Response:
    """Show one impact item."""
    return one(IMPACT, id)
