"""History is final: the database itself refuses to change an entry or to remove one."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from tests.store.checks import assert_sound
from tests.store.writers import new_note

from accord.ledger.tiles import WIDTH
from accord.store.engine import writing
from accord.store.record import Record
from accord.store.schema import checkpoint

ATTEMPTS = [
    "UPDATE event SET topic = 'test_note.other/1'",
    "UPDATE event SET position = position + 10 WHERE position = 2",
    "INSERT INTO event SELECT * FROM event WHERE true ON CONFLICT (position) DO UPDATE SET topic = 'other/1'",
    "DELETE FROM event",
    "DELETE FROM event WHERE position = 2",
]


OF_THE_TREE = [
    "UPDATE tlog_leaf SET leaf_hash = {bytes}",
    "UPDATE tlog_leaf SET idx = idx + 10 WHERE idx = 1",
    "INSERT INTO tlog_leaf SELECT * FROM tlog_leaf WHERE true ON CONFLICT (idx) DO UPDATE SET leaf_hash = {bytes}",
    "DELETE FROM tlog_leaf",
    "DELETE FROM tlog_leaf WHERE idx = 1",
    "UPDATE tlog_tile SET hashes = {bytes}",
    "DELETE FROM tlog_tile",
    "UPDATE checkpoint SET note = ''",
    "DELETE FROM checkpoint",
]


def _refused(record: Record, statement: str, entries: int = 2) -> None:
    with record.unit() as unit, unit.command():
        new_note(unit, "final", entries)
    with (
        pytest.raises(sa.exc.DBAPIError, match="never changed and never removed"),
        writing(record.engine).begin() as conn,
    ):
        conn.exec_driver_sql(statement)
    assert len(assert_sound(record)) == entries


@pytest.mark.parametrize("statement", ATTEMPTS)
def test_an_entry_is_never_changed_and_never_removed(record: Record, statement: str) -> None:
    _refused(record, statement)


@pytest.mark.parametrize("statement", OF_THE_TREE)
def test_a_hash_is_never_changed_and_never_removed(record: Record, statement: str) -> None:
    _with_a_checkpoint(record)
    sqlite = record.engine.dialect.name == "sqlite"
    _refused(record, statement.format(bytes="x'00'" if sqlite else "'00'"), WIDTH)


def _with_a_checkpoint(record: Record) -> None:
    """On PostgreSQL the guard speaks for each statement, on SQLite for each row: let there be one."""
    row = {"size": 0, "root": b"", "note": "kept", "created_at": ""}
    with writing(record.engine).begin() as conn:
        conn.execute(sa.insert(checkpoint), row)


@pytest.mark.parametrize("table", ["event", "tlog_leaf", "tlog_tile", "checkpoint"])
def test_the_log_is_never_truncated(postgresql_url: str, table: str) -> None:
    record = Record(postgresql_url)
    _refused(record, f"TRUNCATE {table}")
    record.close()


REPLACEMENTS = [
    "INSERT OR REPLACE INTO event SELECT position, originator_id, 9, topic, state FROM event",
    "REPLACE INTO event SELECT position + 9, originator_id, originator_version, topic, state FROM event",
    "REPLACE INTO tlog_leaf SELECT idx, x'00' FROM tlog_leaf",
    "INSERT OR REPLACE INTO tlog_tile SELECT level, n, x'00', x'00' FROM tlog_tile",
    "REPLACE INTO checkpoint SELECT size, root, '', created_at FROM checkpoint",
]


@pytest.mark.parametrize("statement", REPLACEMENTS)
def test_an_entry_is_never_replaced_by_another(sqlite_url: str, statement: str) -> None:
    record = Record(sqlite_url)
    _with_a_checkpoint(record)
    _refused(record, statement, WIDTH)
    record.close()


def test_there_is_only_one_head(record: Record) -> None:
    with pytest.raises(sa.exc.IntegrityError), writing(record.engine).begin() as conn:
        conn.exec_driver_sql("INSERT INTO event_head (id, position, recorded_at) VALUES (2, 0, '')")
