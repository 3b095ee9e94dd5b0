"""History is final: the database itself refuses to change an entry or to remove one."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from tests.store.checks import assert_sound
from tests.store.writers import new_note

from accord.store.engine import writing
from accord.store.record import Record

ATTEMPTS = [
    "UPDATE event SET topic = 'test_note.other/1'",
    "UPDATE event SET position = position + 10 WHERE position = 2",
    "INSERT INTO event SELECT * FROM event WHERE true ON CONFLICT (position) DO UPDATE SET topic = 'other/1'",
    "DELETE FROM event",
    "DELETE FROM event WHERE position = 2",
]


def _refused(record: Record, statement: str) -> None:
    with record.unit() as unit, unit.command():
        new_note(unit, "final", 2)
    with (
        pytest.raises(sa.exc.DBAPIError, match="never changed and never removed"),
        writing(record.engine).begin() as conn,
    ):
        conn.exec_driver_sql(statement)
    assert len(assert_sound(record)) == 2


@pytest.mark.parametrize("statement", ATTEMPTS)
def test_an_entry_is_never_changed_and_never_removed(record: Record, statement: str) -> None:
    _refused(record, statement)


def test_the_log_is_never_truncated(postgresql_url: str) -> None:
    record = Record(postgresql_url)
    _refused(record, "TRUNCATE event")
    record.close()


REPLACEMENTS = [
    "INSERT OR REPLACE INTO event SELECT position, originator_id, 9, topic, state FROM event",
    "REPLACE INTO event SELECT position + 9, originator_id, originator_version, topic, state FROM event",
]


@pytest.mark.parametrize("statement", REPLACEMENTS)
def test_an_entry_is_never_replaced_by_another(sqlite_url: str, statement: str) -> None:
    record = Record(sqlite_url)
    _refused(record, statement)
    record.close()


def test_there_is_only_one_head(record: Record) -> None:
    with pytest.raises(sa.exc.IntegrityError), writing(record.engine).begin() as conn:
        conn.exec_driver_sql("INSERT INTO event_head (id, position, recorded_at) VALUES (2, 0, '')")
