"""The triggers that refuse to change or remove what is final: whether they are still there."""

from __future__ import annotations

import sqlalchemy as sa

from accord.store.schema import checkpoint, event, leaf, tile

_FINAL = (event, leaf, tile, checkpoint)
_SQLITE = sa.text(
    "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table AND name LIKE :like"
)
_POSTGRESQL = sa.text(
    "SELECT tgname FROM pg_trigger WHERE tgrelid = to_regclass(:table) AND tgname LIKE :like "
    "AND tgenabled <> 'D'"
)
_ON_SQLITE = 3
"""SQLite has one for each of update, delete and replace; PostgreSQL has one for all."""


def guarded_tables() -> list[str]:
    """Return the tables whose rows are final."""
    return [table.name for table in _FINAL]


def guards_of(conn: sa.Connection, table: str) -> bool:
    """Whether all the triggers of a table stand."""
    sqlite = conn.dialect.name == "sqlite"
    asked = {"table": table, "like": f"{table}%refused"}
    found = conn.execute(_SQLITE if sqlite else _POSTGRESQL, asked).all()
    return len(found) >= (_ON_SQLITE if sqlite else 1)
