"""Everything that can be asked: read models that follow the record and can be built again from it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

import sqlalchemy as sa
from sqlalchemy.schema import CreateTable

from accord.events import Event, Recorded
from accord.projections import (  # noqa: F401 - each registers its handlers
    agreements,
    amendments,
    ballots,
    decisions,
    history,
    parties,
    roles,
    text,
)
from accord.projections.views import HANDLERS, Views, metadata
from accord.store.record import Record

VERSION = 1
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
    done = 0
    with record.unit() as unit:
        for table in reversed(metadata.sorted_tables):
            unit.conn.execute(sa.delete(table))
        while page := record.since(done):
            follow(unit.conn, page)
            progress(len(page))
            done = page[-1][0]
        unit.conn.execute(sa.insert(_meta).values(fingerprint=_fingerprint(record.engine)))
    return done


def ensure(record: Record) -> None:
    """Build the read models where they are missing, or where they are those of another accord."""
    if _stored(record.engine) != _fingerprint(record.engine):
        metadata.drop_all(record.engine)
        metadata.create_all(record.engine)
        rebuild(record)


def _stored(engine: sa.Engine) -> str | None:
    if not sa.inspect(engine).has_table(_meta.name):
        return None
    with engine.connect() as conn:
        return conn.scalar(sa.select(_meta.c.fingerprint))


def _fingerprint(engine: sa.Engine) -> str:
    tables = [str(CreateTable(table).compile(engine)) for table in metadata.sorted_tables]
    return hashlib.sha256("\n".join([str(VERSION), *tables]).encode()).hexdigest()
