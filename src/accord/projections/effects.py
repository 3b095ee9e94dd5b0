"""On which days does a decision hold that has a result?"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from accord import canonical
from accord.aggregates.decision.memory import Stage
from accord.events import Recorded
from accord.projections.agreements import agreements
from accord.projections.views import Document, Views

_HOLDING = (Stage.EFFECTIVE, Stage.IMPLEMENTED)


def stage_of(document: Document, at: datetime) -> str:
    """Return where a decision stands whose voting is not open, at an instant."""
    dated, now = document.get("dated", {}), canonical.instant(at)
    if "ends_at" in dated and now >= dated["ends_at"]:
        return str(dated["end"])
    reached = str(document["reached"])
    if reached in _HOLDING and now < dated.get("staged_until", ""):
        return Stage.IN_STAGES
    if reached in _HOLDING and now < dated.get("holds_at", ""):
        return Stage.CERTIFIED
    return reached


def stands(columns: Any, stage: Stage, now: str) -> sa.ColumnElement[bool]:  # noqa: ANN401 - of the read model
    """Return the condition that a decision whose voting is not open stands at a stage."""
    reached = columns.reached
    ended = sa.and_(columns.ends_at.is_not(None), columns.ends_at <= now)
    waits = sa.and_(reached.in_(_HOLDING), columns.holds_at.is_not(None), columns.holds_at > now)
    passes = sa.and_(
        reached.in_(_HOLDING), columns.staged_until.is_not(None), columns.staged_until > now
    )
    settled = sa.and_(reached == stage, sa.not_(waits), sa.not_(passes))
    here = {
        Stage.CERTIFIED: sa.or_(reached == stage, sa.and_(waits, sa.not_(passes))),
        Stage.IN_STAGES: sa.or_(reached == stage, passes),
    }.get(stage, settled)
    return sa.or_(sa.and_(sa.not_(ended), here), sa.and_(ended, columns.end == stage))


def day_of(views: Views, document: Document, at: Recorded[Any]) -> str:
    """Return the day on which something happened, in the zone of the decision's agreement."""
    if at.env.occurred_on is not None:
        return at.env.occurred_on.isoformat()
    zone = views.look(agreements, UUID(document["agreement"]))["zone"]
    when = at.env.occurred_at or at.recorded_at
    return when.astimezone(ZoneInfo(zone)).date().isoformat()


def begins(views: Views, document: Document, day: date) -> str:
    """Return the instant at which a day begins in the zone of the decision's agreement."""
    zone = views.look(agreements, UUID(document["agreement"]))["zone"]
    return canonical.instant(datetime.combine(day, time.min, ZoneInfo(zone)))
