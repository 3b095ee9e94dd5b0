"""/v1/obligations."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from flask import Response
from marshmallow import fields, validate

from accord.aggregates.obligation import Kind, Status
from accord.application import Accord
from accord.http import representations as out
from accord.http.agreements import AGREEMENT
from accord.http.api import Blueprint
from accord.http.clocks import asked, asked_day, each_in_its_zone, moment
from accord.http.commands import Circumstances, Resource, command
from accord.http.fields import Amount, ClearLine, Day, Key, Line, Text
from accord.http.moments import ClocksIn
from accord.http.queries import ListIn, listing, one, page_of, question, under_agreement
from accord.projections.agreements.stand_ins import stands_there
from accord.projections.obligations import derived, is_overdue, obligations, of_status

blueprint = Blueprint("obligations", __name__, url_prefix="/v1", description="Who owes what when")
OBLIGATION = Resource(obligations, out.Obligation(), derived, within=("reached", "beside"))
_OVERDUE = "overdue"


class ObligationIn(Circumstances):
    """What a party owes, and the clause, contribution or decision it rests on."""

    agreement = fields.UUID(required=True)
    party = fields.UUID(required=True, metadata={"description": "who owes it"})
    title = ClearLine("what is owed", required=True)
    due_on = Day(required=True)
    kind = fields.Enum(Kind, by_value=True, required=True)
    clause = Key()
    contribution = Key()
    amount = Amount()
    unit = Line(most=40, metadata={"description": "of the amount, as EUR or hours"})
    beneficiary = fields.UUID(metadata={"description": "to whom; not said: to all others"})
    decision = fields.UUID(metadata={"description": "the carried decision that lays it down"})


class ContributionToEnterIn(Circumstances):
    """Which contribution of the terms."""

    contribution = Key(required=True)


class FulfilmentIn(Circumstances):
    """On which day it was kept; `evidence` names the documents that show it."""

    met_on = Day(metadata={"description": "by default the day of the act"})


class PartFulfilmentIn(Circumstances):
    """What was done of it."""

    statement = Text(
        required=True,
        most=4000,
        metadata={"description": "what was done; kept apart, so that it can be erased"},
    )
    amount = Amount(metadata={"description": "all that was done so far"})


class WaiverIn(Circumstances):
    """By which decision about this obligation; without one, by the assent of all other parties."""

    decision = fields.UUID()


class DueDayIn(Circumstances):
    """The new day; `authority` cites who agreed to it."""

    due_on = Day(required=True)


class ObligationsQuery(ListIn):
    """Which obligations."""

    party = fields.UUID(metadata={"description": "who owes it, or stands in the place of who does"})
    agreement = fields.UUID()
    due_before = Day()
    status = fields.String(validate=validate.OneOf([*(s.value for s in Status), _OVERDUE]))


@command(blueprint, "/obligations", ObligationIn, OBLIGATION)
def schedule_obligation(accord: Accord, body: dict[str, Any]) -> UUID:
    """Enter what a party owes under an agreement."""
    return accord.schedule_obligation(accord.unit.record.outside.new_id(), **body).id


@command(
    blueprint, "/agreements/<uuid:id>/contribution-schedules", ContributionToEnterIn, AGREEMENT
)
def schedule_contributions(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Enter an obligation for each day of a contribution, without those that are entered."""
    return accord.schedule_contributions(id, **body).id


@command(blueprint, "/obligations/<uuid:id>/fulfilments", FulfilmentIn, OBLIGATION)
def record_met(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Record that an obligation was met, with the evidence for it."""
    return accord.record_met(id, **body).id


@command(blueprint, "/obligations/<uuid:id>/part-fulfilments", PartFulfilmentIn, OBLIGATION)
def record_partially_met(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Record that an obligation was met in part."""
    return accord.record_partially_met(id, **body).id


@command(blueprint, "/obligations/<uuid:id>/failures", Circumstances, OBLIGATION, match=True)
def record_not_met(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:  # noqa: ARG001
    """Record that an obligation was not met when it was due; `reason` says why."""
    return accord.record_not_met(id).id


@command(blueprint, "/obligations/<uuid:id>/waivers", WaiverIn, OBLIGATION, match=True)
def waive(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Waive an obligation, by a decision about it or with the assent of all other parties."""
    return accord.waive(id, **body).id


@command(blueprint, "/obligations/<uuid:id>/due-days", DueDayIn, OBLIGATION, match=True)
def reschedule(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Move an obligation to another due day."""
    return accord.reschedule(id, **body).id


@question(blueprint, "/obligations", "listObligations", ObligationsQuery(), page_of(out.Obligation))
def list_obligations(query: dict[str, Any]) -> Response:
    """List who owes what when, each with its status on a day."""
    return listing(OBLIGATION, query, lambda conn: _asked(conn, query))


def _asked(conn: sa.Connection, query: dict[str, Any]) -> sa.ColumnElement[bool]:
    columns = obligations.table.c
    found = [columns.agreement == query["agreement"]] if "agreement" in query else []
    if "party" in query:
        named = (columns.agreement, columns.party)
        found.append(stands_there(conn, query["party"], named, asked()))
    if "due_before" in query:
        found.append(columns.due_on < query["due_before"].isoformat())
    if "status" in query:
        found.append(each_in_its_zone(columns.agreement, _stands_at(conn, query["status"]))(conn))
    return sa.and_(sa.true(), *found)


def _stands_at(conn: sa.Connection, status: str) -> Callable[[str], sa.ColumnElement[bool]]:
    if status == _OVERDUE:
        return lambda zone: is_overdue(conn, moment(zone), asked_day(zone))
    return lambda zone: of_status(Status(status), asked_day(zone))


@question(
    blueprint,
    "/agreements/<uuid:id>/obligations",
    "listObligationsOfAgreement",
    ListIn(),
    page_of(out.Obligation),
    404,
)
def list_obligations_of_agreement(query: dict[str, Any], id: UUID) -> Response:
    """List what is owed under one agreement."""
    return listing(OBLIGATION, query, under_agreement(obligations, id))


@question(
    blueprint, "/obligations/<uuid:id>", "showObligation", ClocksIn(), out.Obligation(), 304, 404
)
def show_obligation(_query: dict[str, Any], id: UUID) -> Response:
    """Show one obligation, and its status on a day."""
    return one(OBLIGATION, id)
