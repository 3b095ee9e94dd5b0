"""A unit of work: one transaction that holds the head of the log, and the commands that share it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, TypeVar, cast
from uuid import UUID

import sqlalchemy as sa
from eventsourcing.persistence import EventStore, IntegrityError, OperationalError

from accord import canonical
from accord.errors import NotFound, Stale, Unavailable
from accord.events import Circumstances, Event, Recorded, Stream
from accord.store.disclosures import Disclosure, disclose
from accord.store.memory import Anchor
from accord.store.recorder import LOCK_HEAD, UnitRecorder
from accord.store.schema import disclosure, head

if TYPE_CHECKING:
    from accord.store.record import Record

MAX_AHEAD = timedelta(minutes=5)
_TICK = timedelta(microseconds=1)
_STAMP_HEAD = sa.update(head).values(recorded_at=sa.bindparam("at"))
_INSERT_DISCLOSURES = sa.insert(disclosure)

_DATABASE_TROUBLE = (
    OperationalError,
    sa.exc.OperationalError,
    sa.exc.InterfaceError,
    sa.exc.TimeoutError,
)

S = TypeVar("S", bound=Stream)


def read_stream(events: EventStore[UUID], kind: type[S], id: UUID) -> S:
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
def in_our_words() -> Iterator[None]:
    """Say what the database refused in the words of the domain: `Stale`, or `Unavailable`."""
    try:
        yield
    except IntegrityError:
        raise Stale(
            "somebody else acted on this at the same moment; read again and decide anew"
        ) from None
    except _DATABASE_TROUBLE as error:
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
        self.anchor: Anchor | None = None
        self._forget_another_history()
        self._known: dict[UUID, Stream] = {}
        self._touched: set[UUID] = set()
        self._pending: list[Recorded[Event]] = []
        self._opened: list[dict[str, object]] = []

    def _lock_head(self) -> tuple[int, datetime]:
        row = self.conn.execute(LOCK_HEAD).one()
        return row.position, datetime.fromisoformat(row.recorded_at)

    def _forget_another_history(self) -> None:
        """Believe the memory only while the log still has what this process saw committed."""
        anchor = self.record.memory.anchor
        if anchor and self.recorder.select_state(anchor.position) != anchor.state:
            self.record.memory.forget()

    @contextmanager
    def command(self) -> Iterator[Unit]:
        """Run one command behind a savepoint: it is recorded whole, or leaves nothing behind."""
        self.at, self.cmd = self._instant(), self.record.outside.new_id()
        before = self.position, self._last
        try:
            with in_our_words(), self.conn.begin_nested():
                yield self
                self.flush()
        except BaseException:
            # Aggregates have followed events that are not recorded: forget those.
            self.position, self._last = before
            for id_ in self._touched:
                self._known.pop(id_, None)
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

    def known(self, *, committed: bool) -> Iterable[Stream]:
        """Return the aggregates that are as recorded; without a commit, those that were only read."""
        return [s for id_, s in self._known.items() if committed or id_ not in self._touched]

    def find(self, kind: type[S], id: UUID) -> S:
        """Return the aggregate as this unit sees it; version 0 where nothing happened yet.

        Raise `NotFound` where the stream is of another kind.
        """
        if id not in self._known:
            self._known[id] = self._go_on(kind, id) or read_stream(self.events, kind, id)
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
        """Follow what is new since the stream was remembered; None where it is not."""
        before = self._remembered(kind, id)
        if before is None:
            return None
        new = cast("Iterable[Recorded[Event]]", self.events.get(id, gt=before.version))
        return fold(kind, id, new, before)

    def _remembered(self, kind: type[S], id: UUID) -> S | None:
        found = self.record.memory.take(id)
        return found if isinstance(found, kind) else None

    def append(self, state: Stream, env: Circumstances, *events: Event) -> None:
        """Add what happened to the stream of `state`, which follows it at once."""
        self._known[state.id] = state
        self._touched.add(state.id)
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
        last = recordings[-1].notification
        self.position, self.anchor = last.id, Anchor(last.id, last.state)
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
