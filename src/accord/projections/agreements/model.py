"""What has been agreed between whom, and where does each agreement stand today?"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
import sqlalchemy as sa

from accord.aggregates.agreement.stages import Course, Stage
from accord.events import Recorded
from accord.projections.agreements.parties import with_status
from accord.projections.agreements.places import in_place_on
from accord.projections.agreements.terms import terms_on
from accord.projections.documents import said, stamped
from accord.projections.views import Document, Model, Views, metadata

agreements = Model.of(
    "agreements",
    lambda document: {"zone": document["zone"], "reached": document["reached"]},
    sa.Column("zone", sa.Text, nullable=False),
    sa.Column("reached", sa.String(20), nullable=False),
)

agreement_span = sa.Table(
    "agreement_span",
    metadata,
    sa.Column("agreement", sa.Uuid, primary_key=True),
    sa.Column("since", sa.String(10), primary_key=True),
    sa.Column("until", sa.String(10)),
    sa.Column("stage", sa.String(20), nullable=False),
)
"""Through which days an agreement stands at which stage, once it is in force; before, `reached` says it."""

agreement_party = sa.Table(
    "agreement_party",
    metadata,
    sa.Column("agreement", sa.Uuid, primary_key=True),
    sa.Column("party", sa.Uuid, primary_key=True, index=True),
)


_ENDED = (Stage.EXPIRED, Stage.TERMINATED, Stage.CLOSING, Stage.CLOSED)
"""The stages in which no more than the surviving clauses bind."""


def today(zone: str, at: date | datetime) -> date:
    """Return the day of an instant in a zone; a day is itself."""
    return at.astimezone(ZoneInfo(zone)).date() if isinstance(at, datetime) else at


def derived(document: Document, at: datetime) -> Document:
    """Return what is true of an agreement on a day only: its stage, what is suspended, what has changed."""
    day = today(document["zone"], at)
    course = course_of(document)
    stage = _stage(document, course, day)
    changed_terms = terms_on(document, day.isoformat())
    ending = changed_terms.get("ending", document.get("ending")) or {}
    parties = with_status(document, (document | changed_terms)["parties"], day.isoformat())
    return {
        "stage": stage,
        **said(
            ends_on=course.ends_on(day),
            suspended=suspended_on(document, day) or None,
            surviving=ending.get("surviving") if stage in _ENDED else None,
        ),
        **changed_terms,
        **_notices(document, day.isoformat()),
        "parties": parties,
    }


def _notices(document: Document, day: str) -> Document:
    """Say of each notice who stands in the place of the party that gave it, where that is another."""
    found = []
    for entry in document.get("notices", []):
        stands = in_place_on(document, entry["party"], day)
        found.append(entry | ({"stands_for": stands} if stands != entry["party"] else {}))
    return {"notices": found} if found != document.get("notices", []) else {}


def course_of(document: Document) -> Course:
    """Return the course of an agreement, as its read model keeps it."""
    return msgspec.convert(document.get("stages", {}), Course)


def stage_on(document: Document, day: date) -> Stage:
    """Return where an agreement stands on a day; before it is in force, how far it has come."""
    return _stage(document, course_of(document), day)


def _stage(document: Document, course: Course, day: date) -> Stage:
    return course.stage(day) or Stage(document["reached"])


def suspended_on(document: Document, day: date) -> Document:
    """Return what is suspended on a day: the whole agreement, some of its clauses, some of its parties."""
    on_day = day.isoformat()
    due = [
        entry
        for entry in document.get("suspensions", [])
        if entry["effective_from"] <= on_day < entry.get("effective_to", "9999-99-99")
    ]
    clauses = {clause for entry in due for clause in entry.get("clauses", [])}
    parties = {entry["party"] for entry in due if "party" in entry}
    whole = any("clauses" not in entry and "party" not in entry for entry in due)
    found = {"clauses": sorted(clauses), "parties": sorted(parties)}
    return ({"whole": True} if whole else {}) | {
        key: value for key, value in found.items() if value
    }


def of_party(party: UUID) -> sa.ColumnElement[bool]:
    """Return the condition that an agreement names a party."""
    named = sa.select(agreement_party.c.agreement).where(agreement_party.c.party == party)
    return agreements.table.c.id.in_(named)


def at_stage(conn: sa.Connection, stage: Stage, at: date | datetime) -> sa.ColumnElement[bool]:
    """Return the condition that an agreement stands at a stage, by the day in its own zone."""
    columns = agreements.table.c
    zones = conn.scalars(sa.select(columns.zone).distinct())
    return sa.or_(
        sa.false(), *(sa.and_(columns.zone == z, _stands(stage, today(z, at))) for z in zones)
    )


def _stands(stage: Stage, day: date) -> sa.ColumnElement[bool]:
    span, on_day = agreement_span.c, day.isoformat()
    covered = sa.select(span.agreement).where(
        span.agreement == agreements.table.c.id,
        span.since <= on_day,
        sa.or_(span.until.is_(None), span.until > on_day),
    )
    before = sa.and_(agreements.table.c.reached == stage, sa.not_(covered.exists()))
    return sa.or_(covered.where(span.stage == stage).exists(), before)


def changed(views: Views, at: Recorded[Any]) -> Document:
    """Return the document of the agreement that an event changes."""
    return stamped(views.change(agreements, at.agg), at)
