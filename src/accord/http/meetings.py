"""/v1/meetings."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response
from marshmallow import fields, validate

from accord.aggregates.meeting import Attendance, Stage
from accord.application import Accord
from accord.http import representations as out
from accord.http.api import Blueprint
from accord.http.clocks import each_in_its_zone, moment
from accord.http.commands import Circumstances, Resource, command
from accord.http.fields import ClearLine, Flag, Instant, Key, Whole
from accord.http.moments import ClocksIn
from accord.http.queries import ListIn, listing, one, page_of, question, under_agreement
from accord.projections.meetings import at_stage, derived, meetings

blueprint = Blueprint("meetings", __name__, url_prefix="/v1", description="When bodies meet")
MEETING = Resource(meetings, out.Meeting(), derived)
_MOST = 200


def _decisions(what: str, *, required: bool = False) -> fields.List[Any]:
    return fields.List(
        fields.UUID(),
        required=required,
        validate=validate.Length(max=_MOST),
        metadata={"description": what},
    )


_URGENT = {"description": "that notice is shorter than the standing orders ask; needs a reason"}


class MeetingIn(Circumstances):
    """A meeting to be held."""

    agreement = fields.UUID(required=True)
    body = Key(required=True)
    starts = Instant(required=True)
    place = ClearLine("an address, or how to dial in", required=True)
    agenda = _decisions("decisions before the body, in their order")
    urgent = Flag(metadata=_URGENT)


class AgendaIn(Circumstances):
    """Another agenda, all of it."""

    agenda = _decisions("decisions before the body, in their order", required=True)
    urgent = Flag(metadata=_URGENT)


class CallingOffIn(Circumstances):
    """That the meeting does not take place; `reason` says why."""


class AttendanceIn(Circumstances):
    """How the holder of a seat took part."""

    seat = Key(required=True)
    status = fields.Enum(Attendance, by_value=True, required=True)
    represented_by = fields.UUID(
        metadata={"description": "the subject id of the alternate or proxy who was there instead"}
    )


class MinutesIn(Circumstances):
    """The minutes of the meeting."""

    sha256 = fields.String(
        required=True, validate=Whole("^[0-9a-f]{64}$", error="a SHA-256 in lower-case hex")
    )
    title = ClearLine(required=True)
    decisions = _decisions("those that were taken in the meeting")


class AdoptionOfMinutesIn(Circumstances):
    """By what the minutes stand."""

    decision = fields.UUID(
        metadata={"description": "a carried decision of the body; without one, who presides"}
    )


class MeetingsQuery(ListIn):
    """Which meetings."""

    agreement = fields.UUID()
    body = Key()
    status = fields.Enum(Stage, by_value=True)


@command(blueprint, "/meetings", MeetingIn, MEETING)
def convene_meeting(accord: Accord, body: dict[str, Any]) -> UUID:
    """Convene a meeting of a body, with its agenda; its standing orders say how early."""
    return accord.convene_meeting(accord.unit.record.outside.new_id(), **body).id


@command(blueprint, "/meetings/<uuid:id>/agendas", AgendaIn, MEETING, match=True)
def revise_agenda(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Revise the agenda of a meeting before it starts; what is new on it needs notice too."""
    return accord.revise_agenda(id, **body).id


@command(blueprint, "/meetings/<uuid:id>/calling-off", CallingOffIn, MEETING, match=True)
def call_off_meeting(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Call a meeting off before it starts."""
    return accord.call_off_meeting(id, **body).id


@command(blueprint, "/meetings/<uuid:id>/attendance", AttendanceIn, MEETING)
def record_attendance(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Record how the holder of a seat took part; again to correct it, until the minutes are adopted."""
    return accord.record_attendance(id, **body).id


@command(blueprint, "/meetings/<uuid:id>/minutes", MinutesIn, MEETING, match=True)
def record_minutes(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Record the minutes of a meeting by their hash; anew until they are adopted."""
    return accord.record_minutes(id, **body).id


@command(
    blueprint, "/meetings/<uuid:id>/minutes-adoption", AdoptionOfMinutesIn, MEETING, match=True
)
def adopt_minutes(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Adopt the minutes of a meeting, by a decision of its body or by who presides."""
    return accord.adopt_minutes(id, **body).id


@question(blueprint, "/meetings", "listMeetings", MeetingsQuery(), page_of(out.Meeting))
def list_meetings(query: dict[str, Any]) -> Response:
    """List meetings, in the order in which they were convened."""
    columns = meetings.table.c
    where: list[Any] = [
        lambda _conn, name=name: columns[name] == query[name]
        for name in ("agreement", "body")
        if name in query
    ]
    if status := query.get("status"):
        where.append(
            each_in_its_zone(columns.agreement, lambda zone: at_stage(status, moment(zone)))
        )
    return listing(MEETING, query, *where)


@question(
    blueprint,
    "/agreements/<uuid:id>/meetings",
    "listMeetingsOfAgreement",
    ListIn(),
    page_of(out.Meeting),
    404,
)
def list_meetings_of_agreement(query: dict[str, Any], id: UUID) -> Response:
    """List the meetings of the bodies of one agreement."""
    return listing(MEETING, query, under_agreement(meetings, id))


@question(blueprint, "/meetings/<uuid:id>", "showMeeting", ClocksIn(), out.Meeting(), 304, 404)
def show_meeting(_query: dict[str, Any], id: UUID) -> Response:
    """Show one meeting."""
    return one(MEETING, id)
