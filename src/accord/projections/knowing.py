"""Up to which entry did the register know, at a position, an instant or the end of a day?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from accord import canonical
from accord.aggregates.register import REGISTER
from accord.days import must_be_day
from accord.errors import Refused
from accord.projections.agreements import agreements
from accord.projections.chronicle import history
from accord.projections.parties import registers
from accord.projections.past import scope_of

Asked = int | date | datetime
"""A position of the record, a day or an instant."""


@dataclass(frozen=True, slots=True)
class Known:
    """Up to which entry of the record an answer knows, and when that was recorded."""

    position: int
    recorded_at: datetime


def known_at(conn: sa.Connection, asked: Asked, now: datetime, about: UUID | None = None) -> Known:
    """Return the last entry that the register had then; a day counts to its end, in the zone of what is asked about.

    Raise `Refused` for a time that is yet to come, and for one before the register was opened.
    """
    if isinstance(asked, int):
        return _last(conn, history.c.position == asked) or _beyond(conn, asked)
    at = asked if isinstance(asked, datetime) else _end_of(conn, asked, now, about)
    if at > now:
        raise Refused(
            f"nobody knows yet what the register will say at {canonical.instant(at)}; it is "
            f"{canonical.instant(now)}",
            field="known",
        )
    return _last(conn, history.c.recorded_at <= canonical.instant(at)) or _before(conn)


def newest(conn: sa.Connection) -> Known:
    """Return the last entry that these read models know."""
    return _last(conn) or _before(conn)


def _last(conn: sa.Connection, *which: sa.ColumnElement[bool]) -> Known | None:
    newest = sa.select(history.c.position, history.c.recorded_at).where(*which)
    row = conn.execute(newest.order_by(history.c.position.desc()).limit(1)).first()
    return Known(row.position, datetime.fromisoformat(row.recorded_at)) if row else None


def _beyond(conn: sa.Connection, asked: int) -> Known:
    last = conn.scalar(sa.select(sa.func.max(history.c.position)))
    raise Refused(f"the record has no entry {asked} yet; its newest is {last}", field="known")


def _before(conn: sa.Connection) -> Known:
    first = conn.scalar(sa.select(sa.func.min(history.c.recorded_at)))
    raise Refused(f"the register was opened at {first}, and said nothing before", field="known")


def _end_of(conn: sa.Connection, day: date, now: datetime, about: UUID | None) -> datetime:
    """Return the last microsecond of a day; today, now."""
    name = zone_of(conn, about)
    zone = ZoneInfo(name)
    must_be_day(day, name, "known")
    today = now.astimezone(zone).date()
    if day == today:
        return now
    if day > today:
        return datetime.combine(day, time(12), UTC)
    end = datetime.combine(day + timedelta(days=1), time(), zone)
    return end.astimezone(UTC) - timedelta(microseconds=1)


def zone_of(conn: sa.Connection, about: UUID | None) -> str:
    """Return the zone in which a question about something counts days: about none in particular, the register's."""
    agreement = scope_of(conn, about).agreement
    model, id_ = (registers, REGISTER) if agreement is None else (agreements, agreement)
    zone: str = model.read(conn, id_)["zone"]
    return zone
