"""Who owes what when, and was it kept?"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from accord.aggregates.obligation import Status
from accord.aggregates.obligation import events as e
from accord.aggregates.obligation.memory import SETTLED
from accord.events import Recorded
from accord.projections.agreements import agreements, today
from accord.projections.agreements.places import in_place_on
from accord.projections.documents import said, stamped
from accord.projections.views import Document, Model, Views, metadata, on

obligations = Model.of(
    "obligations",
    lambda document: {
        "agreement": UUID(document["agreement"]),
        "party": UUID(document["party"]),
        "due_on": document["due_on"],
        "zone": document["zone"],
    },
    sa.Column("agreement", sa.Uuid, nullable=False, index=True),
    sa.Column("party", sa.Uuid, nullable=False, index=True),
    sa.Column("due_on", sa.String(10), nullable=False),
    sa.Column("zone", sa.Text, nullable=False),
)

obligation_status = sa.Table(
    "obligation_status",
    metadata,
    sa.Column("obligation", sa.Uuid, primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True),
    sa.Column("since", sa.String(10), nullable=False),
    sa.Column("status", sa.String(20), nullable=False),
)


_MET_ON = (
    sa.update(obligation_status)
    .where(
        obligation_status.c.obligation == sa.bindparam("its", type_=sa.Uuid),
        obligation_status.c.version == sa.bindparam("its_version"),
    )
    .values(since=sa.bindparam("day"))
)


def derived(document: Document, at: datetime) -> Document:
    """Return what is true of an obligation on a day only: its status, and whether it is overdue."""
    day = today(document["zone"], at).isoformat()
    past = [entry["status"] for entry in document["course"] if entry["since"] <= day]
    status = past[-1] if past else Status.SCHEDULED
    return {
        "status": status,
        "overdue": status not in SETTLED and document["due_on"] < day,
        **_between(document, day),
    }


def _between(document: Document, day: str) -> Document:
    """Say who stands in the place of who owes it, and of whom it is owed to, and who that was as recorded."""
    found: Document = {}
    for name, recorded in (("party", "undertaken_by"), ("beneficiary", "promised_to")):
        named = document.get(name)
        stands = in_place_on(document.get("beside", {}), named, day) if named else None
        if stands != named:
            found |= {name: stands, recorded: named}
    return found


def of_status(status: Status, day: date | None) -> sa.ColumnElement[bool]:
    """Return the condition that an obligation had a status on a day; without one, that it has it."""
    rows = obligation_status.c
    latest = sa.select(rows.status).where(rows.obligation == obligations.table.c.id)
    if day is not None:
        latest = latest.where(rows.since <= day.isoformat())
    found = latest.order_by(rows.version.desc()).limit(1).scalar_subquery()
    return sa.func.coalesce(found, Status.SCHEDULED.value) == status.value


def is_overdue(conn: sa.Connection, at: datetime, day: date | None) -> sa.ColumnElement[bool]:
    """Return the condition that something was still owed after its due day, in the zone of its agreement."""
    columns = obligations.table.c
    zones = conn.scalars(sa.select(columns.zone).distinct())
    past = sa.or_(
        sa.false(),
        *(
            sa.and_(columns.zone == zone, columns.due_on < (day or today(zone, at)).isoformat())
            for zone in zones
        ),
    )
    return sa.and_(past, *(sa.not_(of_status(status, day)) for status in SETTLED))


def met_on_another_day(views: Views, obligation: UUID, version: int, day: str) -> None:
    """Let lists ask for the day on which it was met, as it was corrected."""
    views.execute(_MET_ON, its=obligation, its_version=version, day=day)


@on(e.ObligationScheduled)
def scheduled(views: Views, _position: int, at: Recorded[e.ObligationScheduled]) -> None:
    """Something is owed."""
    event, own = at.event, f"/v1/obligations/{at.agg}"
    document: Document = {
        "id": str(at.agg),
        **said(
            agreement=event.agreement,
            party=event.party,
            title=event.title,
            kind=event.kind,
            due_on=event.due_on,
            amount=event.amount,
            beneficiary=event.beneficiary,
            decision=event.decision,
        ),
        "zone": views.look(agreements, event.agreement)["zone"],
        "course": [],
        "links": {
            "self": own,
            "agreement": f"/v1/agreements/{event.agreement}",
            "history": f"{own}/history",
        },
    }
    named = {key: getattr(event, key) for key in ("clause", "contribution", "unit")}
    document |= {key: value for key, value in named.items() if value}
    views.begin(obligations, at.agg, stamped(document, at))


@on(e.ObligationRescheduled)
def rescheduled(views: Views, _position: int, at: Recorded[e.ObligationRescheduled]) -> None:
    """It is due on another day."""
    document = stamped(views.change(obligations, at.agg), at)
    document.setdefault("first_due_on", document["due_on"])
    document["due_on"] = at.event.due_on.isoformat()


@on(e.ObligationMet)
def met(views: Views, _position: int, at: Recorded[e.ObligationMet]) -> None:
    """It was kept."""
    _became(views, at, Status.MET, at.event.met_on)


@on(e.ObligationPartiallyMet)
def partially_met(views: Views, _position: int, at: Recorded[e.ObligationPartiallyMet]) -> None:
    """A part of it was kept."""
    _became(views, at, Status.PARTIALLY_MET, amount=at.event.amount)


@on(e.ObligationNotMet)
def not_met(views: Views, _position: int, at: Recorded[e.ObligationNotMet]) -> None:
    """It was not kept."""
    _became(views, at, Status.NOT_MET)


@on(e.ObligationWaived)
def waived(views: Views, _position: int, at: Recorded[e.ObligationWaived]) -> None:
    """It need not be kept."""
    _became(views, at, Status.WAIVED, decision=at.event.decision)


def _became(
    views: Views,
    at: Recorded[Any],
    status: Status,
    since: date | None = None,
    **more: object,
) -> None:
    document = stamped(views.change(obligations, at.agg), at)
    moment = at.env.occurred_at or at.recorded_at
    day = (since or at.env.occurred_on or today(document["zone"], moment)).isoformat()
    entry = said(status=status, since=day, evidence=at.env.evidence, **more)
    document["course"].append(entry)
    views.insert(
        obligation_status, obligation=at.agg, version=at.ver, since=day, status=status.value
    )
