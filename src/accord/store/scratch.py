"""A register in a file that is thrown away: entries from elsewhere, put where they can be read stream by stream."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa
from eventsourcing.persistence import StoredEvent

from accord import canonical
from accord.events import Event, Recorded
from accord.store.disclosures import Disclosure
from accord.store.engine import make_engine
from accord.store.entry import decode
from accord.store.migrate import migrate
from accord.store.record import Follower, Record
from accord.store.schema import disclosure, event, head
from accord.store.seen import Seen

_PAGE = 500
_BY_STREAM = sa.select(event.c.originator_id, event.c.state).order_by(
    event.c.originator_id, event.c.originator_version
)


class Scratch:
    """Takes entries in their order, a page at a time."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self._rows: list[StoredEvent] = []
        self._opened: list[dict[str, object]] = []
        self._last = ""

    def add(self, _index: int, entry: bytes, seen: Seen, opened: Sequence[Disclosure]) -> None:
        """Add an entry with what it discloses."""
        stream = UUID(seen.agg)
        self._rows.append(StoredEvent(stream, seen.ver, seen.type, entry))
        self._opened += [
            {
                "digest": one.digest,
                "originator_id": stream,
                "originator_version": seen.ver,
                "name": one.name,
                "text": one.text,
            }
            for one in opened
        ]
        self._last = canonical.instant(seen.recorded_at)
        if len(self._rows) == _PAGE:
            self.flush()

    def flush(self) -> None:
        """Write what was added."""
        if not self._rows:
            return
        with self.record.recorder.write.begin() as conn:
            self.record.recorder.insert_events(self._rows, conn=conn)
            if self._opened:
                conn.execute(sa.insert(disclosure), self._opened)
            conn.execute(sa.update(head).values(recorded_at=self._last))
        self._rows, self._opened = [], []


@contextmanager
def scratch(follow: Follower | None = None) -> Iterator[Scratch]:
    """Open an empty register in a temporary file; it is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="accord-") as folder:
        url = f"sqlite:///{Path(folder) / 'register.db'}"
        engine = make_engine(url)
        migrate(engine)
        engine.dispose()
        with closing(Record(url, follow)) as record:
            yield Scratch(record)


def streams(record: Record) -> Iterator[Iterator[Recorded[Event]]]:
    """Give every stream of entries that were found to be entries, one after another; take each up before the next."""
    with record.engine.connect().execution_options(yield_per=_PAGE) as conn:
        for _, stream in groupby(conn.execute(_BY_STREAM), key=attrgetter("originator_id")):
            yield (decode(row.state, {}) for row in stream)
