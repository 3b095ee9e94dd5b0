"""What did the register say then? Its read models as they were at an earlier position of the record.

Built from the record when somebody asks, by the handlers that keep the current ones, in a database of their own;
kept while there is room. So what is asked of the present does not pay for the past.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from uuid import UUID

import sqlalchemy as sa

from accord.aggregates.legal_holds import DisclosuresErased
from accord.aggregates.register import REGISTER
from accord.events import Event, Recorded
from accord.projections.chronicle import history
from accord.projections.views import metadata
from accord.store.record import Record

Page = Sequence[tuple[int, Recorded[Event]]]
Follow = Callable[[sa.Connection, Page], None]
ROOM = 16
"""How many earlier states are kept."""
_PAGE = 500
_ERASED = sa.select(sa.func.max(history.c.position)).where(
    history.c.stream == REGISTER, history.c.type == DisclosuresErased.TYPE
)


@dataclass(frozen=True, slots=True)
class Scope:
    """How much of the register a question concerns: one agreement with what all share, or (None) everything."""

    agreement: UUID | None = None
    everything: bool = True

    def concerns(self) -> list[sa.ColumnElement[bool]]:
        """Return the conditions that an entry belongs to the scope; parties belong to every one."""
        if self.everything:
            return []
        shared = history.c.agreement.is_(None)
        return [shared if self.agreement is None else sa.or_(shared, self._own())]

    def _own(self) -> sa.ColumnElement[bool]:
        return history.c.agreement == self.agreement


def scope_of(conn: sa.Connection, id: UUID | None) -> Scope:
    """Return what a question about one thing concerns; about none in particular, everything."""
    if id is None:
        return Scope()
    first = (
        sa.select(history.c.agreement).where(history.c.stream == id).order_by(history.c.position)
    )
    return Scope(conn.scalar(first.limit(1)), everything=False)


class Past:
    """The earlier states of one register."""

    def __init__(self, record: Record, follow: Follow) -> None:
        self._record, self._follow = record, follow
        self._folder = Path(tempfile.mkdtemp(prefix="accord-past-"))
        self._kept: OrderedDict[tuple[Scope, int], sa.Engine] = OrderedDict()
        self._building: defaultdict[tuple[Scope, int], Lock] = defaultdict(Lock)
        self._lock = Lock()
        self._made = 0
        self._erased = 0

    @contextmanager
    def reading(self, position: int, about: UUID | None = None) -> Iterator[sa.Connection]:
        """Open the read models as they were once the entry at `position` was recorded."""
        with self._record.engine.connect() as conn:
            scope = scope_of(conn, about)
            self._forget_what_was_erased(conn)
        with self._state(scope, position).connect() as conn:
            yield conn

    def _forget_what_was_erased(self, conn: sa.Connection) -> None:
        """Throw away every state that was built before the newest erasure: it may show what is gone."""
        erased = conn.scalar(_ERASED) or 0
        with self._lock:
            while self._kept and erased != self._erased:
                self._drop(self._kept.popitem(last=False)[1])
            self._erased = erased

    def close(self) -> None:
        """Throw away what was kept."""
        for engine in self._kept.values():
            engine.dispose()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _state(self, scope: Scope, position: int) -> sa.Engine:
        key = (scope, position)
        with self._lock:
            building = self._building[key]
        with building:
            with self._lock:
                if (found := self._kept.get(key)) is not None:
                    self._kept.move_to_end(key)
                    return found
            made = self._built(scope, position)
            with self._lock:
                self._kept[key] = made
                self._building.pop(key, None)
                self._make_room()
            return made

    def _make_room(self) -> None:
        while len(self._kept) > ROOM:
            self._drop(self._kept.popitem(last=False)[1])

    @staticmethod
    def _drop(state: sa.Engine) -> None:
        state.dispose()
        # Whoever still reads it has it open, and keeps it until then.
        Path(state.url.database or "").unlink(missing_ok=True)

    def _built(self, scope: Scope, position: int) -> sa.Engine:
        """Return the state at `position`, from the nearest earlier one of the same scope that is kept."""
        with self._lock:
            self._made += 1
            file = self._folder / f"{self._made}.db"
            done = max(
                (at for known, at in self._kept if known == scope and at < position), default=0
            )
            if done:
                shutil.copyfile(self._kept[scope, done].url.database or "", file)
        engine = sa.create_engine(f"sqlite:///{file}")
        with engine.begin() as conn:
            conn.exec_driver_sql("PRAGMA synchronous=OFF")
            if not done:
                metadata.create_all(conn)
            for page in self._pages(scope, done, position):
                self._follow(conn, page)
        return engine

    def _pages(self, scope: Scope, after: int, until: int) -> Iterable[Page]:
        """Return what is within a scope between two positions, in order, page by page."""
        at = history.c.position
        query = sa.select(at).where(at <= until, *scope.concerns()).order_by(at).limit(_PAGE)
        while True:
            with self._record.engine.connect() as conn:
                positions = list(conn.scalars(query.where(at > after)))
            if not positions:
                return
            yield self._record.these(positions)
            after = positions[-1]
