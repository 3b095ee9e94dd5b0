"""What a verifier has to put aside, in a file that is thrown away: more than a computer remembers, for a while."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import groupby
from operator import itemgetter
from typing import Generic, TypeVar

from accord.events import Event, Recorded
from accord.store.entry import decode

V = TypeVar("V", int, str)
MOST = 50_000
"""How many things are kept in memory."""
_PAGE = 500


def _nowhere() -> sqlite3.Connection:
    """Open a database of SQLite's own making: in memory while it is small, then in a file without a name."""
    conn = sqlite3.connect("", isolation_level=None)
    for setting in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-8000"):
        conn.execute(f"PRAGMA {setting}")
    return conn


class Remembered(Generic[V]):
    """A word of each of very many things: those named last are near, the others in a file."""

    def __init__(self, most: int = MOST) -> None:
        self._near: dict[str, V] = {}
        self._far: sqlite3.Connection | None = None
        self._most = most

    def get(self, name: str) -> V | None:
        """Return what was said of it last; None where nothing was."""
        found = self._near.get(name)
        if found is not None or self._far is None:
            return found
        row = self._far.execute("SELECT said FROM kept WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def put(self, name: str, said: V) -> None:
        """Remember it."""
        self._near[name] = said
        if len(self._near) > self._most:
            self._put_away()

    def take(self, name: str) -> V | None:
        """Return what was said of it last, and forget it."""
        found = self.get(name)
        self._near.pop(name, None)
        if found is not None and self._far is not None:
            self._far.execute("DELETE FROM kept WHERE name = ?", (name,))
        return found

    def _put_away(self) -> None:
        if self._far is None:
            self._far = _nowhere()
            self._far.execute("CREATE TABLE kept (name TEXT PRIMARY KEY, said) WITHOUT ROWID")
        self._far.execute("BEGIN")
        self._far.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?)", self._near.items())
        self._far.execute("COMMIT")
        self._near.clear()

    def __len__(self) -> int:
        """Return of how many things something is remembered."""
        if self._far is None:
            return len(self._near)
        self._put_away()
        return int(self._far.execute("SELECT count(*) FROM kept").fetchone()[0])

    def first(self, number: int) -> list[tuple[str, V]]:
        """Return some of them."""
        if self._far is None:
            return list(self._near.items())[:number]
        self._put_away()
        return self._far.execute("SELECT name, said FROM kept LIMIT ?", (number,)).fetchall()


class ByStream:
    """Entries that were found to be entries, to be read again stream by stream."""

    def __init__(self) -> None:
        self._conn = _nowhere()
        self._conn.execute("CREATE TABLE entry (agg TEXT, ver INTEGER, state BLOB)")
        self._rows: list[tuple[str, int, bytes]] = []

    def add(self, stream: str, version: int, entry: bytes) -> None:
        """Put an entry aside."""
        self._rows.append((stream, version, entry))
        if len(self._rows) == _PAGE:
            self._write()

    def _write(self) -> None:
        self._conn.execute("BEGIN")
        self._conn.executemany("INSERT INTO entry VALUES (?, ?, ?)", self._rows)
        self._conn.execute("COMMIT")
        self._rows = []

    def streams(self) -> Iterator[Iterator[Recorded[Event]]]:
        """Give every stream from its beginning, one after another; take each up before the next."""
        self._write()
        with closing(self._conn.execute("SELECT agg, state FROM entry ORDER BY agg, ver")) as rows:
            for _, stream in groupby(rows, key=itemgetter(0)):
                yield (decode(state, {}) for _, state in stream)

    def close(self) -> None:
        """Throw it all away."""
        self._conn.close()
