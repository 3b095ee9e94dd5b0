"""One SQLAlchemy engine for everything that must commit together, on SQLite and on PostgreSQL."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import make_url

from accord.errors import Refused

_PRAGMAS = ("busy_timeout=15000", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON")


class WrongDatabase(Refused):
    """The database named in the configuration cannot hold a register."""

    code = "wrong-database"


def make_engine(url: str) -> sa.Engine:
    """Return an engine for `sqlite:///file` or `postgresql+psycopg://…`; refuse any other database.

    SQLite runs in WAL mode with `synchronous=FULL`: what was answered is on the disk. A connection of
    `writing(engine)` takes the write lock when its transaction begins. An error that is logged does not
    say with which values: they may be a ballot.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        if not parsed.database or ":memory:" in parsed.database:
            raise WrongDatabase("a register in memory would forget everything; name a file")
        engine = sa.create_engine(url, hide_parameters=True)
        sa.event.listen(engine, "connect", _connect_sqlite)
        sa.event.listen(engine, "begin", _begin_sqlite)
        return engine
    if parsed.get_backend_name() == "postgresql":
        # Whoever has waited for the head must then see what was committed before it.
        return sa.create_engine(
            parsed.set(drivername="postgresql+psycopg"),
            hide_parameters=True,
            pool_pre_ping=True,
            isolation_level="READ COMMITTED",
        )
    raise WrongDatabase(
        f"accord keeps its record in SQLite or PostgreSQL, not in {parsed.get_backend_name()}"
    )


def writing(engine: sa.Engine) -> sa.Engine:
    """Return the same engine, its transactions beginning with the write lock."""
    return engine.execution_options(accord_write=True)


def _connect_sqlite(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's
    connection.isolation_level = None  # we send BEGIN ourselves
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: sa.Connection) -> None:
    writes = connection.get_execution_options().get("accord_write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
