"""The event store's recorder: one head row gives every entry its position, gap-free, in commit order.

The built-in recorders of the library leave gaps after a conflict or a crash, and neither lets a read
model join the transaction of the append. Here the head row is locked until the commit, so positions
are 1..N by construction, and a reader that tails the log misses nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from eventsourcing.persistence import (
    AggregateRecorder,
    ApplicationRecorder,
    InfrastructureFactory,
    IntegrityError,
    ListenNotifySubscription,
    Notification,
    OperationalError,
    StoredEvent,
)

from accord.store.engine import make_engine, writing
from accord.store.schema import event, head
from accord.store.tree import grow, standing

_COLUMNS = (event.c.originator_id, event.c.originator_version, event.c.topic, event.c.state)
LOCK_HEAD = sa.select(head.c.position, head.c.recorded_at).with_for_update()
_MOVE_HEAD = sa.update(head).values(position=sa.bindparam("to"), frontier=sa.bindparam("nodes"))
_INSERT = sa.insert(event)
_STREAM = (
    sa.select(*_COLUMNS)
    .where(event.c.originator_id == sa.bindparam("id"))
    .order_by(event.c.originator_version)
)
_STREAMS = (
    sa.select(*_COLUMNS)
    .where(event.c.originator_id.in_(sa.bindparam("ids", expanding=True)))
    .order_by(event.c.originator_id, event.c.originator_version)
)
_POSITIONS = (
    sa.select(*_COLUMNS, event.c.position)
    .where(event.c.position.in_(sa.bindparam("positions", expanding=True)))
    .order_by(event.c.position)
)
_VERSIONS = (
    sa.select(event.c.originator_id, sa.func.max(event.c.originator_version).label("version"))
    .where(event.c.originator_id.in_(sa.bindparam("ids", expanding=True)))
    .group_by(event.c.originator_id)
)
_STATE = sa.select(event.c.state).where(event.c.position == sa.bindparam("position"))
_MANY = 500


@contextmanager
def _library_errors() -> Iterator[None]:
    try:
        yield
    except sa.exc.IntegrityError as error:
        raise IntegrityError(str(error.orig)) from error
    except sa.exc.OperationalError as error:
        raise OperationalError(str(error.orig)) from error


class LogRecorder(ApplicationRecorder):
    """Inserts and selects the rows of the log; validation belongs to the mapper."""

    def __init__(self, engine: sa.Engine) -> None:
        super().__init__()
        self.engine = engine
        self.write = writing(engine)

    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> Sequence[int]:  # noqa: ANN401 - the library's signature
        """Insert all or nothing; with `conn`, in the caller's transaction, which holds the head."""
        conn: sa.Connection | None = kwargs.get("conn")
        with _library_errors():
            if conn is not None:
                return self._append(conn, stored_events)
            with self.write.begin() as own:
                own.execute(LOCK_HEAD)
                return self._append(own, stored_events)

    @staticmethod
    def _append(conn: sa.Connection, stored_events: Sequence[StoredEvent]) -> Sequence[int]:
        if not stored_events:
            return []
        tree = standing(conn)
        positions = range(tree.size + 1, tree.size + 1 + len(stored_events))
        rows = [
            {
                "position": at,
                "originator_id": stored.originator_id,
                "originator_version": stored.originator_version,
                "topic": stored.topic,
                "state": stored.state,
            }
            for at, stored in zip(positions, stored_events, strict=True)
        ]
        conn.execute(_INSERT, rows)
        grow(conn, tree, [stored.state for stored in stored_events])
        conn.execute(_MOVE_HEAD, {"to": tree.size, "nodes": tree.to_bytes()})
        return list(positions)

    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[StoredEvent]:
        """Return the rows of one stream, in order of version."""
        with self.engine.connect() as conn:
            return _select(conn, originator_id, gt=gt, lte=lte, desc=desc, limit=limit)

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        """Return rows of the whole log, in order of position."""
        at = event.c.position
        query = sa.select(*_COLUMNS, at).order_by(at).limit(limit)
        if start is not None:
            query = query.where(at >= start if inclusive_of_start else at > start)
        if stop is not None:
            query = query.where(at <= stop)
        if topics:
            query = query.where(event.c.topic.in_(topics))
        with self.engine.connect() as conn:
            return [Notification(*row) for row in conn.execute(query)]

    def select_positions(self, positions: Sequence[int]) -> Sequence[Notification]:
        """Return the rows at these positions, in order."""
        found: list[Notification] = []
        with self.engine.connect() as conn:
            for start in range(0, len(positions), _MANY):
                chunk = positions[start : start + _MANY]
                rows = conn.execute(_POSITIONS, {"positions": chunk})
                found += [Notification(*row) for row in rows]
        return found

    def max_notification_id(self) -> int | None:
        """Return the position of the last entry, or None before the first."""
        with self.engine.connect() as conn:
            return conn.scalar(sa.select(head.c.position)) or None

    def subscribe(self, gt: int | None = None, topics: Sequence[str] = ()) -> LogSubscription:
        """Return an iterator over the log that waits for what is yet to come."""
        return LogSubscription(self, gt, topics)


class UnitRecorder(AggregateRecorder):
    """Reads and inserts on the connection of one open unit of work, seeing its own writes."""

    def __init__(self, log: LogRecorder, conn: sa.Connection) -> None:
        super().__init__()
        self._log, self._conn = log, conn

    def insert_events(self, stored_events: Sequence[StoredEvent], **_: Any) -> Sequence[int]:  # noqa: ANN401 - the library's signature
        """Insert on the connection of the unit."""
        return self._log.insert_events(stored_events, conn=self._conn)

    def select_events(self, originator_id: UUID | str, **bounds: Any) -> Sequence[StoredEvent]:  # noqa: ANN401 - the library's signature
        """Return the rows of one stream as this unit sees it."""
        return _select(self._conn, originator_id, **bounds)

    def select_streams(self, ids: Sequence[UUID]) -> Iterator[StoredEvent]:
        """Return the rows of many streams, stream after stream."""
        for start in range(0, len(ids), _MANY):
            chunk = ids[start : start + _MANY]
            yield from (StoredEvent(*row) for row in self._conn.execute(_STREAMS, {"ids": chunk}))

    def select_state(self, position: int) -> bytes | None:
        """Return the stored bytes of the entry at a position, None where there is none."""
        return self._conn.scalar(_STATE, {"position": position})

    def select_versions(self, ids: Sequence[UUID]) -> dict[UUID, int]:
        """Return how far each of these streams goes."""
        found: dict[UUID, int] = {}
        for start in range(0, len(ids), _MANY):
            rows = self._conn.execute(_VERSIONS, {"ids": ids[start : start + _MANY]})
            found.update({row.originator_id: row.version for row in rows})
        return found


def _select(
    conn: sa.Connection,
    originator_id: UUID | str,
    *,
    gt: int | None = None,
    lte: int | None = None,
    desc: bool = False,
    limit: int | None = None,
) -> Sequence[StoredEvent]:
    query, version = _STREAM, event.c.originator_version
    if gt is not None:
        query = query.where(version > gt)
    if lte is not None:
        query = query.where(version <= lte)
    if desc:
        query = query.order_by(None).order_by(version.desc())
    if limit is not None:
        query = query.limit(limit)
    return [StoredEvent(*row) for row in conn.execute(query, {"id": originator_id})]


class LogSubscription(ListenNotifySubscription[LogRecorder]):
    """Looks for new entries every 50 ms, so that it wakes for the commits of any process."""

    def __init__(self, recorder: LogRecorder, gt: int | None, topics: Sequence[str]) -> None:
        # The library's own thread starts in its constructor, and may call `stop`.
        self._stopping = threading.Event()
        self._watcher = threading.Thread(target=self._watch, daemon=True)
        super().__init__(recorder, gt, topics)
        self._watcher.start()

    def stop(self) -> None:
        """Stop waiting, and the watching with it: afterwards no connection is in use."""
        super().stop()
        self._stopping.set()
        if self._watcher.is_alive():
            self._watcher.join()

    def _watch(self) -> None:
        seen: int | None = None
        while not self._stopping.wait(0.05):
            try:
                now = self._recorder.max_notification_id()
            except sa.exc.DBAPIError:
                continue  # the connection was lost; the next look opens another
            if now != seen:
                seen = now
                self._has_been_notified.set()


class Factory(InfrastructureFactory):
    """Builds the library's application layer on the one engine of this register."""

    def __init__(self, env: Any) -> None:  # noqa: ANN401 - the library's signature
        super().__init__(env)
        self.engine = make_engine(self.env["ACCORD_DATABASE_URL"])

    def application_recorder(self) -> LogRecorder:
        """Return the recorder of the log."""
        return LogRecorder(self.engine)

    def aggregate_recorder(self, purpose: str = "events") -> AggregateRecorder:
        """Refuse: replay is fast enough that accord keeps no snapshots."""
        raise NotImplementedError(f"accord keeps no {purpose} beside its log")

    def tracking_recorder(self, tracking_recorder_class: Any = None) -> Any:  # noqa: ANN401 - the library's signature
        """Refuse: read models are kept in the transaction of the command."""
        raise NotImplementedError("accord tracks no other application")

    def process_recorder(self) -> Any:  # noqa: ANN401 - the library's signature
        """Refuse: as for tracking."""
        raise NotImplementedError("accord processes no other application")

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()
