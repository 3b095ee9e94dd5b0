"""The record: what happened, in order; read and added to one unit of work at a time.

A unit of work locks the head of the log first, then takes the clock, reads, decides, maps and inserts.
Everything that must be true together commits together: the events, their disclosures, the read models
that follow them, and the answer kept for a repeated request.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TypeVar, cast
from uuid import UUID

import sqlalchemy as sa
from eventsourcing.application import Application
from eventsourcing.persistence import Notification, StoredEvent

from accord import clock
from accord.errors import Halted, ReadOnly
from accord.events import Event, Recorded, Stream
from accord.store.disclosures import Disclosure
from accord.store.mapper import StrictMapper
from accord.store.memory import Memory
from accord.store.recorder import LogRecorder
from accord.store.schema import disclosure, replica
from accord.store.unit import Unit, in_our_words, read_stream

S = TypeVar("S", bound=Stream)
Follower = Callable[[sa.Connection, Sequence[tuple[int, Recorded[Event]]]], None]


@dataclass(frozen=True, slots=True)
class Clock:
    """The three things that a record takes from outside; tests give their own."""

    now: Callable[[], datetime] = clock.now
    new_id: Callable[[], UUID] = clock.new_id
    new_salt: Callable[[], bytes] = clock.new_salt


class _Library(Application[UUID]):
    """The event store's application: our recorder, our mapper, its repository and log."""

    name = "accord"
    env = {"PERSISTENCE_MODULE": "accord.store.recorder:Factory"}  # noqa: RUF012 - the library's idiom

    def construct_mapper(self) -> StrictMapper:
        """Return the strict codec instead of the library's tolerant one."""
        return StrictMapper()


class Record:
    """The log of one register, on one database.

    `follow` is called with every batch of new events inside the transaction that records them.
    """

    def __init__(
        self, url: str, follow: Follower | None = None, outside: Clock | None = None
    ) -> None:
        self._library = _Library({"ACCORD_DATABASE_URL": url})
        self.recorder = cast("LogRecorder", self._library.recorder)
        self.mapper = cast("StrictMapper", self._library.mapper)
        self.engine = self.recorder.engine
        self.outside = outside or Clock()
        self.memory = Memory()
        self.follow = follow or (lambda _conn, _events: None)
        self.halted = ""
        """Why nothing is recorded any longer, though this is no copy; empty where all is well."""
        # SQLite's busy timeout sleeps, it does not queue: writers of one process queue here instead.
        sqlite = self.engine.dialect.name == "sqlite"
        self._queue = threading.Lock() if sqlite else nullcontext()

    @cached_property
    def ends(self) -> str:
        """Why nothing can be recorded here, empty where it can."""
        if not sa.inspect(self.engine).has_table(replica.name):
            return ""
        with self.engine.connect() as conn:
            last = conn.execute(sa.select(replica)).one()
        return (
            f"this is a copy of a register as it was known at {last.recorded_at}, up to entry {last.position}: "
            "nothing can be recorded in it"
        )

    @contextmanager
    def unit(self) -> Iterator[Unit]:
        """Open a transaction that holds the head of the log until it commits.

        Raise `ReadOnly` in a copy, and `Halted` where the record is not what was signed of it.
        """
        if self.ends:
            raise ReadOnly(self.ends)
        if self.halted:
            raise Halted(self.halted)
        with self._queue, in_our_words():
            unit, committed = None, False
            try:
                with self.recorder.write.begin() as conn:
                    unit = Unit(self, conn)
                    yield unit
                committed = True
            finally:
                if unit is not None:
                    kept = unit.known(committed=committed)
                    self.memory.keep(kept, unit.anchor if committed else None)

    def read(self, kind: type[S], id: UUID) -> S:
        """Return the aggregate as committed now; raise `NotFound` where nothing happened."""
        found = read_stream(self._library.events, kind, id)
        found.exists()
        return found

    def since(self, position: int, limit: int = 500) -> list[tuple[int, Recorded[Event]]]:
        """Return what was recorded after `position`, disclosures opened, in order, at most `limit`."""
        return self._opened(self.entries(position, limit))

    def these(self, positions: Sequence[int]) -> list[tuple[int, Recorded[Event]]]:
        """Return the entries at these positions, disclosures opened, in order."""
        return self._opened(self.recorder.select_positions(positions))

    def _opened(self, rows: Sequence[Notification]) -> list[tuple[int, Recorded[Event]]]:
        with self.engine.connect() as conn:
            opened = disclosures_of(conn, rows)
        return [(row.id, self.mapper.to_domain_event(row, opened)) for row in rows]

    def sound_entries(self, position: int, limit: int) -> Sequence[Notification]:
        """Return the rows after `position`; raise `Damaged` where one is not the entry it claims."""
        rows = self.entries(position, limit)
        for row in rows:
            self.mapper.to_domain_event(row)
        return rows

    def entries(self, position: int, limit: int) -> Sequence[Notification]:
        """Return the rows after `position` as they are stored, in order, at most `limit`."""
        return self.recorder.select_notifications(position, limit, inclusive_of_start=False)

    def last_position(self) -> int:
        """Return the position of the newest entry, 0 before the first."""
        return self.recorder.max_notification_id() or 0

    def close(self) -> None:
        """Close every connection."""
        self._library.close()
        self.engine.dispose()


def disclosures_of(conn: sa.Connection, rows: Iterable[StoredEvent]) -> dict[str, Disclosure]:
    """Return what is still disclosed of these entries, by digest."""
    addresses = [(row.originator_id, row.originator_version) for row in rows if _SEALS in row.state]
    columns = (disclosure.c.digest, disclosure.c.name, disclosure.c.text)
    where = sa.tuple_(disclosure.c.originator_id, disclosure.c.originator_version)
    found: dict[str, Disclosure] = {}
    for start in range(0, len(addresses), _MANY):
        query = sa.select(*columns).where(where.in_(addresses[start : start + _MANY]))
        found.update({row.digest: Disclosure(*row) for row in conn.execute(query)})
    return found


_SEALS = b'"_sd":'
_MANY = 500
