"""Everything that can be asked: read models that follow the record and can be built again from it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from functools import cache

import sqlalchemy as sa
from sqlalchemy.engine import make_url
from sqlalchemy.schema import CreateTable

from accord.events import Event, Recorded
from accord.projections import (  # noqa: F401 - each registers its handlers
    aftermath,
    agreements,
    amendments,
    ballots,
    choices,
    conflicts,
    corrections,
    deadlines,
    decisions,
    discussions,
    disputes,
    docket,
    emended,
    history,
    impacts,
    limits,
    meetings,
    objections,
    obligations,
    parties,
    places,
    posts,
    recounts,
    representing,
    roles,
    secret_ballots,
    text,
)
from accord.projections.views import HANDLERS, Views, metadata
from accord.store.record import Record

VERSION = 5
"""Raised whenever a handler writes something else than before, so that read models are built again."""

_meta = sa.Table("read_models", metadata, sa.Column("fingerprint", sa.String(64), primary_key=True))


def follow(conn: sa.Connection, events: Sequence[tuple[int, Recorded[Event]]]) -> None:
    """Bring the read models up to these events, inside the transaction that records them."""
    views = Views(conn)
    for position, recorded in events:
        for kind in (type(recorded.event), Event):
            for handler in HANDLERS.get(kind, ()):
                handler(views, position, recorded)
    views.flush()


def rebuild(record: Record, progress: Callable[[int], None] = lambda _done: None) -> int:
    """Throw every read model away and build it again from the record; return how many events that took.

    One transaction: whoever reads meanwhile sees the old ones. `progress` hears of each page.
    """
    with record.unit() as unit:
        return _rebuild(record, unit.conn, progress)


def _rebuild(record: Record, conn: sa.Connection, progress: Callable[[int], None]) -> int:
    metadata.drop_all(conn)
    metadata.create_all(conn)
    done = 0
    while page := record.since(done):
        follow(conn, page)
        progress(len(page))
        done = page[-1][0]
    conn.execute(sa.insert(_meta).values(fingerprint=_fingerprint(record.engine.url.drivername)))
    return done


def ensure(record: Record) -> None:
    """Build the read models where they are missing, or where they are those of another accord.

    Of several processes that start at once, one does; the others wait for it.
    """
    wanted = _fingerprint(record.engine.url.drivername)
    with record.engine.connect() as conn:
        if _stored(conn) == wanted:
            return
    with record.unit() as unit:
        if _stored(unit.conn) != wanted:
            _rebuild(record, unit.conn, lambda _done: None)


def outdated(conn: sa.Connection) -> None:
    """Have the read models built again by whoever looks next; what they show must not stay."""
    conn.execute(sa.delete(_meta))


def _stored(conn: sa.Connection) -> str | None:
    if not sa.inspect(conn).has_table(_meta.name):
        return None
    return conn.scalar(sa.select(_meta.c.fingerprint))


@cache
def _fingerprint(database: str) -> str:
    """What tells these read models from others: their version, and how such a database creates them."""
    dialect = make_url(f"{database}://").get_dialect()()
    tables = [str(CreateTable(table).compile(dialect=dialect)) for table in metadata.sorted_tables]
    return hashlib.sha256("\n".join([str(VERSION), *tables]).encode()).hexdigest()
