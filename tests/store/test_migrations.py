"""A database is brought to the schema that this accord knows, or it is said why that cannot be."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from tests.store.checks import assert_sound
from tests.store.writers import new_note

from accord.store.engine import WrongDatabase, make_engine, writing
from accord.store.migrate import WrongSchema, _config, check_schema, is_empty, migrate
from accord.store.record import Record
from accord.store.schema import event, head, metadata


@pytest.fixture
def blank(blank_database_url: str) -> Iterator[sa.Engine]:
    engine = make_engine(blank_database_url)
    yield engine
    engine.dispose()


def test_an_empty_database_is_brought_to_the_schema(blank: sa.Engine) -> None:
    assert is_empty(blank)
    migrate(blank)
    check_schema(blank)
    assert not is_empty(blank)


def test_the_schema_is_what_the_code_believes(blank: sa.Engine) -> None:
    migrate(blank)
    with blank.connect() as conn:
        context = MigrationContext.configure(conn, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_migrating_again_changes_nothing(blank: sa.Engine) -> None:
    migrate(blank)
    record = Record(blank.url.render_as_string(hide_password=False))
    with record.unit() as unit, unit.command():
        new_note(unit, "kept", 2)
    before = assert_sound(record)
    migrate(blank)
    assert assert_sound(record) == before
    record.close()


def test_a_register_of_an_earlier_accord_keeps_its_history_and_gets_what_it_lacks(
    blank: sa.Engine,
) -> None:
    migrate(blank)
    with blank.begin() as conn:
        conn.exec_driver_sql("DROP TABLE ballot_box")
        conn.exec_driver_sql("UPDATE alembic_version SET version_num = '0002'")
    record = Record(blank.url.render_as_string(hide_password=False))
    with record.unit() as unit, unit.command():
        new_note(unit, "of before", 2)
    before = assert_sound(record)
    with pytest.raises(WrongSchema, match="has the schema 0002; run `accord migrate` first"):
        check_schema(blank)
    migrate(blank)
    check_schema(blank)
    assert assert_sound(record) == before
    assert sa.inspect(blank).has_table("ballot_box")
    record.close()


@pytest.mark.parametrize("entries", [0, 3, 600])
def test_a_register_from_before_the_tree_gets_its_leaves(
    blank: sa.Engine, sqlite_url: str, entries: int
) -> None:
    _as_before_the_tree(blank, _noted(sqlite_url, entries))
    migrate(blank)
    record = Record(blank.url.render_as_string(hide_password=False))
    assert len(assert_sound(record)) == entries
    with record.unit() as unit, unit.command():
        new_note(unit, "later", 2)
    assert len(assert_sound(record)) == entries + 2
    record.close()


def test_a_register_with_a_gap_gets_no_tree(blank: sa.Engine, sqlite_url: str) -> None:
    first, _, third = _noted(sqlite_url, 3)
    _as_before_the_tree(blank, [first, third])
    with pytest.raises(ValueError, match="a gap after 0"):
        migrate(blank)
    with blank.connect() as conn:
        assert MigrationContext.configure(conn).get_current_revision() == "0001"


def _noted(url: str, entries: int) -> list[dict[str, Any]]:
    """Return the rows of a register with so many entries."""
    record = Record(url)
    with record.unit() as unit, unit.command():
        new_note(unit, "before the tree", entries)
    with record.engine.connect() as conn:
        rows = [dict(row) for row in conn.execute(sa.select(event)).mappings()]
    record.close()
    return rows


def _as_before_the_tree(engine: sa.Engine, rows: list[dict[str, Any]]) -> None:
    with writing(engine).begin() as conn:
        config = _config()
        config.attributes["connection"] = conn
        command.upgrade(config, "0001")
        if rows:
            conn.execute(sa.insert(event), rows)
        at = sa.func.coalesce(sa.select(sa.func.max(event.c.position)).scalar_subquery(), 0)
        newest = (
            json.loads(rows[-1]["state"])["recorded_at"] if rows else "1970-01-01T00:00:00.000000Z"
        )
        conn.execute(sa.update(head).values(position=at, recorded_at=newest))


def test_a_database_of_a_newer_accord_is_refused(blank: sa.Engine) -> None:
    migrate(blank)
    with blank.begin() as conn:
        conn.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    for act in (migrate, check_schema):
        with pytest.raises(WrongSchema, match="9999, which is newer than this accord knows"):
            act(blank)


def test_a_database_that_was_never_migrated_is_refused(blank: sa.Engine) -> None:
    with pytest.raises(WrongSchema, match="no schema yet; run `accord migrate` first"):
        check_schema(blank)
    assert is_empty(blank), "asking has not changed it"


@pytest.mark.parametrize(
    "url", ["sqlite://", "sqlite:///:memory:", "sqlite:///file::memory:?uri=true"]
)
def test_a_register_in_memory_is_refused(url: str) -> None:
    with pytest.raises(WrongDatabase, match="would forget everything"):
        make_engine(url)


def test_a_database_of_another_kind_is_refused() -> None:
    with pytest.raises(WrongDatabase, match="not in mysql"):
        make_engine("mysql://localhost/register")


def test_sqlite_waits_for_the_disk(sqlite_url: str) -> None:
    engine = make_engine(sqlite_url)
    with engine.connect() as conn:
        settings = [
            conn.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("synchronous", "journal_mode")
        ]
    engine.dispose()
    assert settings == [2, "wal"], "FULL, with a write-ahead log"
