"""When did a body meet, on what, who took part, and do the minutes stand?"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from accord import canonical
from accord.aggregates.meeting import Stage
from accord.aggregates.meeting import events as e
from accord.events import Recorded
from accord.projections.agreements import agreements
from accord.projections.documents import put, said, stamped
from accord.projections.views import Document, Model, Views, on

meetings = Model.of(
    "meetings",
    lambda document: {
        "agreement": UUID(document["agreement"]),
        "body": document["body"],
        "reached": document["reached"],
        "starts": document["starts"],
    },
    sa.Column("agreement", sa.Uuid, nullable=False, index=True),
    sa.Column("body", sa.String(64), nullable=False),
    sa.Column("reached", sa.String(20), nullable=False),
    sa.Column("starts", sa.String(27), nullable=False),
)


def derived(document: Document, at: datetime) -> Document:
    """Return what is true of a meeting at an instant only: its stage."""
    stage = Stage(document["reached"])
    held = stage is Stage.CONVENED and document["starts"] <= canonical.instant(at)
    return {"stage": Stage.HELD if held else stage}


def at_stage(stage: Stage, at: datetime) -> sa.ColumnElement[bool]:
    """Return the condition that a meeting stands at a stage."""
    columns, now = meetings.table.c, canonical.instant(at)
    if stage is Stage.CONVENED:
        return sa.and_(columns.reached == Stage.CONVENED, columns.starts > now)
    if stage is Stage.HELD:
        return sa.and_(columns.reached == Stage.CONVENED, columns.starts <= now)
    return columns.reached == stage


@on(e.MeetingConvened)
def convened(views: Views, _position: int, at: Recorded[e.MeetingConvened]) -> None:
    """A body is to meet."""
    event, own = at.event, f"/v1/meetings/{at.agg}"
    document: Document = {
        "id": str(at.agg),
        **said(agreement=event.agreement, body=event.body, starts=event.starts),
        "place": event.place,
        "urgent": event.urgent,
        "zone": views.look(agreements, event.agreement)["zone"],
        "agenda": canonical.plain(event.agenda),
        "attendance": [],
        "reached": Stage.CONVENED,
        "convened_at": canonical.instant(at.recorded_at),
        "links": {
            "self": own,
            "agreement": f"/v1/agreements/{event.agreement}",
            "history": f"{own}/history",
        },
    }
    views.begin(meetings, at.agg, stamped(document, at))


def _changed(views: Views, at: Recorded[Any]) -> Document:
    return stamped(views.change(meetings, at.agg), at)


@on(e.AgendaRevised)
def agenda_revised(views: Views, _position: int, at: Recorded[e.AgendaRevised]) -> None:
    """It is on other motions, or in another order."""
    document = _changed(views, at)
    document["agenda"] = canonical.plain(at.event.agenda)
    document["urgent"] = document["urgent"] or at.event.urgent


@on(e.MeetingCalledOff)
def called_off(views: Views, _position: int, at: Recorded[e.MeetingCalledOff]) -> None:
    """It does not take place."""
    _changed(views, at)["reached"] = Stage.CALLED_OFF


@on(e.AttendanceRecorded)
def attendance_recorded(views: Views, _position: int, at: Recorded[e.AttendanceRecorded]) -> None:
    """It is known how a seat took part; a correction stands in the place of what it corrects."""
    event = at.event
    entry = said(
        seat=event.seat,
        holder=event.holder,
        status=event.status,
        represented_by=event.represented_by,
    )
    put(_changed(views, at)["attendance"], "seat", entry)


@on(e.MinutesRecorded)
def minutes_recorded(views: Views, _position: int, at: Recorded[e.MinutesRecorded]) -> None:
    """There are minutes."""
    event, document = at.event, _changed(views, at)
    document["reached"] = Stage.MINUTED
    document["minutes"] = {
        "sha256": event.sha256,
        "title": event.title,
        "decisions": canonical.plain(event.decisions),
    }


@on(e.MinutesAdopted)
def minutes_adopted(views: Views, _position: int, at: Recorded[e.MinutesAdopted]) -> None:
    """The minutes stand."""
    document = _changed(views, at)
    document["reached"] = Stage.CLOSED
    document["minutes"] |= said(adopted_by=at.event.decision)
    document["minutes"]["adopted_at"] = canonical.instant(at.recorded_at)
