"""A copy of a register that ends at an earlier entry, for reading: nothing can be recorded in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import datetime

import sqlalchemy as sa
from eventsourcing.persistence import Notification

from accord import canonical
from accord.errors import Refused
from accord.store.engine import make_engine
from accord.store.migrate import is_empty, migrate
from accord.store.record import Record
from accord.store.schema import disclosure, event, head, of_the_same_entry, replica

_PAGE = 500
_FINAL = """CREATE TRIGGER replica_is_final BEFORE INSERT ON event
BEGIN SELECT RAISE(ABORT, 'this copy ends here: nothing can be recorded in it'); END"""


def copy_until(record: Record, position: int, url: str, progress: Callable[[int], None]) -> None:
    """Copy the entries up to a position, with what they disclose, into an empty SQLite database.

    Raise `Refused` where it is not empty. `progress` hears how many entries each page has.
    """
    engine = make_engine(url)
    if engine.dialect.name != "sqlite":
        raise Refused("a copy for reading is a file: name it as sqlite:///file")
    if not is_empty(engine):
        raise Refused(f"there is a register in {url} already; name a new file")
    migrate(engine)
    engine.dispose()
    with closing(Record(url)) as copy:
        for after in range(0, position, _PAGE):
            rows = record.entries(after, min(_PAGE, position - after))
            _add(
                copy,
                rows,
                _disclosed(record, rows),
                record.mapper.to_domain_event(rows[-1]).recorded_at,
            )
            progress(len(rows))


def finish(copy: Record) -> None:
    """Let nothing more be recorded in a copy, whoever opens it."""
    with copy.recorder.write.begin() as conn:
        replica.create(conn)
        last = sa.select(head.c.position, head.c.recorded_at)
        conn.execute(sa.insert(replica).from_select(["position", "recorded_at"], last))
        conn.exec_driver_sql(_FINAL)


def _disclosed(record: Record, rows: Sequence[Notification]) -> list[dict[str, object]]:
    within = event.c.position.between(rows[0].id, rows[-1].id)
    query = sa.select(disclosure).join(event, of_the_same_entry).where(within)
    with record.engine.connect() as conn:
        return [dict(row) for row in conn.execute(query).mappings()]


def _add(
    copy: Record, rows: Sequence[Notification], opened: list[dict[str, object]], at: datetime
) -> None:
    with copy.recorder.write.begin() as conn:
        copy.recorder.insert_events(rows, conn=conn)
        if opened:
            conn.execute(sa.insert(disclosure), opened)
        conn.execute(sa.update(head).values(recorded_at=canonical.instant(at)))
