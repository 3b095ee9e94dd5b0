"""The instants of the record never run backwards, whatever the clocks of the machines say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from tests.store.checks import assert_sound
from tests.store.facts import Note
from tests.store.processes import all_of
from tests.store.writers import SHARED, Done, new_note, note, opened, write

from accord.errors import Unavailable
from accord.store.record import Clock, Record

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
TICK = timedelta(microseconds=1)
FIVE_MINUTES = timedelta(minutes=5)


@contextmanager
def _clock_at(url: str, now: Callable[[], datetime]) -> Iterator[Record]:
    with closing(Record(url, outside=Clock(now=now))) as record:
        yield record


def _write(record: Record) -> datetime:
    with record.unit() as unit, unit.command():
        new_note(unit, "now")
        return unit.at


def test_a_clock_that_stands_still_moves_the_record_by_a_microsecond(database_url: str) -> None:
    with _clock_at(database_url, lambda: NOON) as record:
        assert [_write(record) for _ in range(3)] == [NOON, NOON + TICK, NOON + 2 * TICK]
        with record.unit() as unit:
            for _ in range(2):
                with unit.command():
                    new_note(unit, "in one unit")
        assert [entry.recorded_at for _, entry in assert_sound(record)][-1] == NOON + 4 * TICK


def test_a_clock_set_back_does_not_set_the_record_back(database_url: str) -> None:
    clocks = iter([NOON, NOON - timedelta(minutes=3), NOON + timedelta(seconds=1)])
    with _clock_at(database_url, lambda: next(clocks)) as record:
        assert [_write(record) for _ in range(3)] == [
            NOON,
            NOON + TICK,
            NOON + timedelta(seconds=1),
        ]
        assert_sound(record)


def test_nothing_is_recorded_while_the_newest_entry_is_more_than_five_minutes_ahead(
    database_url: str,
) -> None:
    clocks = iter(
        [NOON, NOON - FIVE_MINUTES, NOON - FIVE_MINUTES - TICK, NOON - FIVE_MINUTES + TICK]
    )
    with _clock_at(database_url, lambda: next(clocks)) as record:
        _write(record)
        assert _write(record) == NOON + TICK, "exactly five minutes are tolerated"
        with pytest.raises(Unavailable) as refusal:
            _write(record)
        assert "2026-03-01T12:00:00.000001Z" in refusal.value.reason
        assert "2026-03-01T11:54:59.999999Z" in refusal.value.reason
        assert len(assert_sound(record)) == 2
        assert _write(record) == NOON + 2 * TICK


def test_a_refused_command_takes_no_instant(database_url: str) -> None:
    with _clock_at(database_url, lambda: NOON) as record, record.unit() as unit:
        with pytest.raises(ZeroDivisionError), unit.command():
            new_note(unit, "refused")
            unit.flush()
            raise ZeroDivisionError
        with unit.command():
            new_note(unit, "kept")
        assert (unit.at, unit.position) == (NOON, 1)


@pytest.mark.parametrize(("minutes", "refused"), [(2, 0), (3, 20)])
def test_processes_whose_clocks_differ_write_one_order_of_time(
    database_url: str, record: Record, minutes: int, refused: int
) -> None:
    """Two minutes fast and two slow are four apart; three and three are six, and the slow one must wait."""
    fast, slow = timedelta(minutes=minutes), timedelta(minutes=-minutes)
    with opened(database_url, fast) as own, own.unit() as unit, unit.command():
        note(unit, unit.find(Note, SHARED), "the one they all write on", 1)
    jobs = [
        (database_url, writer, 20, skew) for writer, skew in enumerate((fast, slow, timedelta()))
    ]
    done: list[Done] = all_of(write, jobs)
    assert_sound(record)
    assert [each.refused for each in done] == [0, refused, 0]


def test_the_entry_says_the_instant_with_all_its_digits(database_url: str) -> None:
    with _clock_at(database_url, lambda: NOON) as record:
        _write(record)
        assert (
            b'"recorded_at":"2026-03-01T12:00:00.000000Z"'
            in record.recorder.select_notifications(1, 1)[0].state
        )
