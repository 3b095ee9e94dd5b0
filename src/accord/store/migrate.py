"""Bring a database up to the schema that this accord knows, or say why that cannot be."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from accord.errors import Refused
from accord.store.engine import writing


class WrongSchema(Refused):
    """The database has another schema than this accord can work with."""

    code = "wrong-schema"


_ONE_AT_A_TIME = 0x_ACC0_4D


def migrate(engine: sa.Engine) -> None:
    """Run the steps that are missing; refuse a database that a newer accord has written."""
    with writing(engine).begin() as conn:
        if engine.dialect.name == "postgresql":  # SQLite's write lock does the same
            conn.execute(sa.select(sa.func.pg_advisory_xact_lock(_ONE_AT_A_TIME)))
        _refuse_newer(_revision(conn))
        config = _config()
        config.attributes["connection"] = conn
        command.upgrade(config, "head")


def is_empty(engine: sa.Engine) -> bool:
    """Return whether no accord has ever worked on this database."""
    with engine.connect() as conn:
        return _revision(conn) is None


def check_schema(engine: sa.Engine) -> None:
    """Raise `WrongSchema` unless the database has exactly the schema of this accord."""
    with engine.connect() as conn:
        revision = _revision(conn)
    _refuse_newer(revision)
    if revision != _known()[0]:
        was = f"the schema {revision}" if revision else "no schema yet"
        raise WrongSchema(f"this database has {was}; run `accord migrate` first")


def _revision(conn: sa.Connection) -> str | None:
    return MigrationContext.configure(conn).get_current_revision()


def _refuse_newer(revision: str | None) -> None:
    known = _known()
    if revision is not None and revision not in known:
        raise WrongSchema(
            f"this database has the schema {revision}, which is newer than this accord knows "
            f"({known[0]}); install the accord that wrote it"
        )


@cache
def _known() -> list[str]:
    """Return the schemas that this accord knows, the newest first: they come with the program."""
    return [script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()]


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    config.set_main_option("path_separator", "os")
    return config
