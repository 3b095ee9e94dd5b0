"""A database is brought to the schema that this accord knows, or it is said why that cannot be."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from tests.store.checks import assert_sound
from tests.store.writers import new_note

from accord.store.engine import WrongDatabase, make_engine
from accord.store.migrate import WrongSchema, check_schema, is_empty, migrate
from accord.store.record import Record
from accord.store.schema import metadata


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
        conn.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    record = Record(blank.url.render_as_string(hide_password=False))
    with record.unit() as unit, unit.command():
        new_note(unit, "of before", 2)
    before = assert_sound(record)
    with pytest.raises(WrongSchema, match="has the schema 0001; run `accord migrate` first"):
        check_schema(blank)
    migrate(blank)
    check_schema(blank)
    assert assert_sound(record) == before
    assert sa.inspect(blank).has_table("ballot_box")
    record.close()


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
