"""What has been agreed between whom, and where does each agreement stand today?"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from accord.aggregates.agreement.memory import Stage
from accord.events import Recorded
from accord.projections.agreements.parties import with_status
from accord.projections.agreements.terms import terms_on
from accord.projections.documents import stamped
from accord.projections.views import Document, Model, Views, metadata

agreements = Model.of(
    "agreements",
    lambda document: {
        "zone": document["zone"],
        "reached": document["reached"],
        "effective_from": document.get("effective_from"),
        "ends_on": _ends_on(document),
    },
    sa.Column("zone", sa.Text, nullable=False),
    sa.Column("reached", sa.String(20), nullable=False),
    sa.Column("effective_from", sa.String(10)),
    sa.Column("ends_on", sa.String(10)),
)

agreement_party = sa.Table(
    "agreement_party",
    metadata,
    sa.Column("agreement", sa.Uuid, primary_key=True),
    sa.Column("party", sa.Uuid, primary_key=True, index=True),
)


def _ends_on(document: Document) -> str | None:
    ends = (document.get("effective_to"), document.get("terminated_from"))
    return min((day for day in ends if day), default=None)


def today(zone: str, at: datetime) -> date:
    """Return the day of an instant in a zone."""
    return at.astimezone(ZoneInfo(zone)).date()


def derived(document: Document, at: datetime) -> Document:
    """Return what is true of an agreement on a day only: its stage, and what has changed in its terms."""
    day = today(document["zone"], at).isoformat()
    terms = terms_on(document, day)
    parties = with_status(document, (document | terms)["parties"], day)
    return {"stage": _stage(document, day)} | terms | {"parties": parties}


def _stage(document: Document, day: str) -> Stage:
    from_ = document.get("effective_from")
    if from_ is None or day < from_:
        return Stage(document["reached"])
    if (terminated := document.get("terminated_from")) and day >= terminated:
        return Stage.TERMINATED
    if (until := document.get("effective_to")) and day >= until:
        return Stage.EXPIRED
    return Stage.IN_FORCE


def of_party(party: UUID) -> sa.ColumnElement[bool]:
    """Return the condition that an agreement names a party."""
    named = sa.select(agreement_party.c.agreement).where(agreement_party.c.party == party)
    return agreements.table.c.id.in_(named)


def at_stage(conn: sa.Connection, stage: Stage, at: datetime) -> sa.ColumnElement[bool]:
    """Return the condition that an agreement stands at a stage, by the day in its own zone."""
    columns = agreements.table.c
    zones = conn.scalars(sa.select(columns.zone).distinct())
    return sa.or_(
        sa.false(), *(sa.and_(columns.zone == z, _stands(stage, today(z, at))) for z in zones)
    )


def _stands(stage: Stage, day: date) -> sa.ColumnElement[bool]:
    columns, on_day = agreements.table.c, day.isoformat()
    began = sa.and_(columns.effective_from.is_not(None), columns.effective_from <= on_day)
    ended = sa.and_(columns.ends_on.is_not(None), columns.ends_on <= on_day)
    if stage is Stage.IN_FORCE:
        return sa.and_(began, sa.not_(ended))
    if stage in (Stage.EXPIRED, Stage.TERMINATED):
        terminated = columns.reached == Stage.TERMINATED
        return sa.and_(
            began, ended, terminated if stage is Stage.TERMINATED else sa.not_(terminated)
        )
    return sa.and_(sa.not_(began), columns.reached == stage)


def changed(views: Views, at: Recorded[Any]) -> Document:
    """Return the document of the agreement that an event changes."""
    return stamped(views.change(agreements, at.agg), at)
