"""Whatever many processes do at once, the log is one sequence without gaps, in the order of commits."""

from __future__ import annotations

import time
from concurrent.futures import Future
from typing import Any

from tests.store.checks import Log, assert_sound
from tests.store.facts import Note
from tests.store.processes import all_of, together
from tests.store.writers import SHARED, Done, note, opened, write

from accord.store.record import Record

WRITERS, COMMANDS = 6, 30


def _jobs(url: str) -> list[tuple[str, int, int]]:
    with opened(url) as record, record.unit() as unit, unit.command():
        note(unit, unit.find(Note, SHARED), "the one they all write on", 1)
    return [(url, writer, COMMANDS) for writer in range(WRITERS)]


def test_positions_have_no_gap_and_follow_the_order_of_commits(
    database_url: str, record: Record
) -> None:
    done: list[Done] = all_of(write, _jobs(database_url))
    commits = sorted(
        (commit for each in done for commit in each.commits), key=lambda commit: commit[1]
    )
    assert_sound(record)
    latest_opened = 0
    for before, _position, after in commits:
        assert after > latest_opened, (
            "a commit that ended before another began has the lower position"
        )
        latest_opened = max(latest_opened, before)


def test_what_failed_or_came_too_late_left_nothing_behind(
    database_url: str, record: Record
) -> None:
    done: list[Done] = all_of(write, _jobs(database_url))
    log = assert_sound(record)
    kept = {entry.cmd for _, entry in log}
    assert len(kept) == 1 + sum(len(each.commits) for each in done)
    assert sum(each.failed for each in done) == WRITERS * COMMANDS // 5
    assert sum(each.stale for each in done) > 0, "nobody collided: the test has lost its point"
    assert sum(each.refused for each in done) == 0


def test_a_reader_of_the_tail_sees_each_position_once_and_misses_none(
    database_url: str, record: Record
) -> None:
    with together(write, _jobs(database_url)) as futures:
        log, looks = _tail(record, futures)
    assert [position for position, _ in log] == list(range(1, record.last_position() + 1))
    assert log == assert_sound(record)
    assert looks > 10, "the reader slept while the others wrote: the test has lost its point"


def _tail(record: Record, futures: list[Future[Any]]) -> tuple[Log, int]:
    log: Log = []
    looks = 0
    while True:
        ended = all(future.done() for future in futures)
        page = record.since(log[-1][0] if log else 0, limit=50)
        log += page
        looks += 1
        if ended and not page:
            return log, looks
        time.sleep(0 if page else 1 / 1000)
