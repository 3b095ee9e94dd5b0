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
from datetime import datetime, timedelta
from itertools import groupby
from operator import attrgetter
from typing import TypeVar, cast
from uuid import UUID

import sqlalchemy as sa
from eventsourcing.application import Application
from eventsourcing.persistence import EventStore, IntegrityError, Notification, OperationalError

from accord import canonical, clock
from accord.errors import NotFound, Stale, Unavailable
from accord.events import Circumstances, Event, Recorded, Stream
from accord.store.mapper import Disclosure, StrictMapper, disclose
from accord.store.memory import Memory
from accord.store.recorder import LogRecorder, UnitRecorder
from accord.store.schema import disclosure, head

MAX_AHEAD = timedelta(minutes=5)
_TICK = timedelta(microseconds=1)
_LOCK_HEAD = sa.select(head.c.position, head.c.recorded_at).with_for_update()
_STAMP_HEAD = sa.update(head).values(recorded_at=sa.bindparam("at"))
_INSERT_DISCLOSURES = sa.insert(disclosure)

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
        # SQLite's busy timeout sleeps, it does not queue: writers of one process queue here instead.
        sqlite = self.engine.dialect.name == "sqlite"
        self._queue = threading.Lock() if sqlite else nullcontext()

    @contextmanager
    def unit(self) -> Iterator[Unit]:
        """Open a transaction that holds the head of the log until it commits."""
        with self._queue, _in_our_words():
            with self.recorder.write.begin() as conn:
                unit = Unit(self, conn)
                yield unit
            self.memory.keep(unit.known())

    def read(self, kind: type[S], id: UUID) -> S:
        """Return the aggregate as committed now; raise `NotFound` where nothing happened."""
        found = _read(self._library.events, kind, id)
        found.exists()
        return found

    def since(self, position: int, limit: int = 500) -> list[tuple[int, Recorded[Event]]]:
        """Return what was recorded after `position`, disclosures opened, in order, at most `limit`."""
        rows = self.entries(position, limit)
        with self.engine.connect() as conn:
            opened = disclosures_of(conn, {cast("UUID", row.originator_id) for row in rows})
        return [(row.id, self.mapper.to_domain_event(row, opened)) for row in rows]

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


def disclosures_of(conn: sa.Connection, streams: Iterable[UUID]) -> dict[str, Disclosure]:
    """Return what is still disclosed in these streams, by digest."""
    columns = (disclosure.c.digest, disclosure.c.name, disclosure.c.text)
    query = sa.select(*columns).where(disclosure.c.originator_id.in_(list(streams)))
    return {row.digest: Disclosure(*row) for row in conn.execute(query)}


def _read(events: EventStore[UUID], kind: type[S], id: UUID) -> S:
    """Fold one stream, through the library's event store, with accord's own plain fold."""
    return fold(kind, id, cast("Iterable[Recorded[Event]]", events.get(id)))


def fold(
    kind: type[S], id: UUID, history: Iterable[Recorded[Event]], known: Stream | None = None
) -> S:
    """Return the aggregate that has followed `history`; version 0 where there is none.

    With `known`, go on from there. Raise `NotFound` where the stream is of another kind.
    """
    state = known or kind(id)
    for recorded in history:
        _belongs(kind, recorded)
        state.apply(recorded)
    return cast("S", state)


def _belongs(kind: type[Stream], recorded: Recorded[Event]) -> None:
    if recorded.ver == 1 and recorded.event.TYPE.partition(".")[0] != kind.NAME:
        raise NotFound(
            f"there is no {kind.NAME} {recorded.agg} in this register", id=str(recorded.agg)
        )


@contextmanager
def _in_our_words() -> Iterator[None]:
    try:
        yield
    except IntegrityError:
        raise Stale(
            "somebody else acted on this at the same moment; read again and decide anew"
        ) from None
    except (OperationalError, sa.exc.OperationalError) as error:
        raise Unavailable(
            "the register's database cannot be written just now; try again"
        ) from error


class Unit:
    """One open transaction: commands are functions on it, and several may share its commit."""

    def __init__(self, record: Record, conn: sa.Connection) -> None:
        self.record, self.conn = record, conn
        self.recorder = UnitRecorder(record.recorder, conn)
        self.events: EventStore[UUID] = EventStore(record.mapper, self.recorder)
        self.position, self._last = self._lock_head()
        self.at = self._last
        self.cmd = record.outside.new_id()
        self._known: dict[UUID, Stream] = {}
        self._pending: list[Recorded[Event]] = []
        self._opened: list[dict[str, object]] = []

    def _lock_head(self) -> tuple[int, datetime]:
        row = self.conn.execute(_LOCK_HEAD).one()
        return row.position, datetime.fromisoformat(row.recorded_at)

    @contextmanager
    def command(self) -> Iterator[Unit]:
        """Run one command behind a savepoint: it is recorded whole, or leaves nothing behind."""
        self.at, self.cmd = self._instant(), self.record.outside.new_id()
        before = self.position, self._last
        try:
            with _in_our_words(), self.conn.begin_nested():
                yield self
                self.flush()
        except BaseException:
            # Aggregates have followed events that are not recorded: forget them all.
            self.position, self._last = before
            self._known.clear()
            self._pending, self._opened = [], []
            raise

    def _instant(self) -> datetime:
        now = self.record.outside.now()
        if self._last - now > MAX_AHEAD:
            raise Unavailable(
                f"the newest entry is of {canonical.instant(self._last)}, but this machine's clock says "
                f"{canonical.instant(now)}; nothing can be recorded until the clock is right",
            )
        return max(now, self._last + _TICK)

    def known(self) -> Iterable[Stream]:
        """Return every aggregate that this unit has read or changed."""
        return self._known.values()

    def find(self, kind: type[S], id: UUID) -> S:
        """Return the aggregate as this unit sees it; version 0 where nothing happened yet.

        Raise `NotFound` where the stream is of another kind.
        """
        if id not in self._known:
            self._known[id] = self._go_on(kind, id) or _read(self.events, kind, id)
        found = self._known[id]
        if not isinstance(found, kind):
            raise NotFound(f"there is no {kind.NAME} {id} in this register", id=str(id))
        return found

    def read(self, kind: type[S], id: UUID) -> S:
        """Return the aggregate as this unit sees it; raise `NotFound` where nothing happened."""
        found = self.find(kind, id)
        found.exists()
        return found

    def read_many(self, kind: type[S], ids: Sequence[UUID]) -> list[S]:
        """Return many aggregates of one kind in the order asked, in few round trips."""
        missing = [id_ for id_ in ids if id_ not in self._known]
        stale = self._recall(kind, missing)
        rows = self.recorder.select_streams(stale)
        for id_, stream in groupby(rows, key=attrgetter("originator_id")):
            self._known[id_] = fold(kind, id_, map(self.record.mapper.to_domain_event, stream))
        return [self.find(kind, id_) for id_ in ids]

    def _recall(self, kind: type[S], ids: Sequence[UUID]) -> list[UUID]:
        """Know again what has not changed since it was remembered; return what must be read."""
        remembered = {id_: found for id_ in ids if (found := self._remembered(kind, id_))}
        versions = self.recorder.select_versions(list(remembered))
        current = {i: found for i, found in remembered.items() if versions.get(i) == found.version}
        self._known.update(current)
        return [id_ for id_ in ids if id_ not in current]

    def _go_on(self, kind: type[S], id: UUID) -> S | None:
        """Follow what is new since the stream was remembered; None where it must be read whole.

        The last entry that was followed is read again: a database that was put back to an earlier
        state no longer has it, and what is remembered of that stream is not true any more.
        """
        before = self._remembered(kind, id)
        if before is None:
            return None
        since = cast("list[Recorded[Event]]", list(self.events.get(id, gt=before.version - 1)))
        return fold(kind, id, since[1:], before) if since else None

    def _remembered(self, kind: type[S], id: UUID) -> S | None:
        found = self.record.memory.take(id)
        return found if isinstance(found, kind) else None

    def append(self, state: Stream, env: Circumstances, *events: Event) -> None:
        """Add what happened to the stream of `state`, which follows it at once."""
        self._known[state.id] = state
        for event in events:
            disclosures = disclose(event, self.record.outside.new_salt)
            digests = tuple(sorted(opened.digest for opened in disclosures))
            at = Recorded(state.id, state.version + 1, self.at, self.cmd, env, event, digests)
            state.apply(at)
            self._pending.append(at)
            self._opened += [_row(at, opened) for opened in disclosures]

    def flush(self) -> None:
        """Write what was appended: entries, disclosures, read models, and the head's instant."""
        if not self._pending:
            return
        recordings = self.events.put(self._pending)
        if self._opened:
            self.conn.execute(_INSERT_DISCLOSURES, self._opened)
        self.conn.execute(_STAMP_HEAD, {"at": canonical.instant(self.at)})
        self._last = self.at
        self.position = recordings[-1].notification.id
        numbered = [(r.notification.id, e) for r, e in zip(recordings, self._pending, strict=True)]
        self._pending, self._opened = [], []
        self.record.follow(self.conn, numbered)


def _row(at: Recorded[Event], opened: Disclosure) -> dict[str, object]:
    return {
        "digest": opened.digest,
        "originator_id": at.agg,
        "originator_version": at.ver,
        "name": opened.name,
        "text": opened.text,
    }
