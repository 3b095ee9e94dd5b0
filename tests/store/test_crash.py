"""A writer that is killed leaves whole commands and no gap, and the next one goes on where it stopped."""

from __future__ import annotations

import time

from tests.store.checks import assert_sound
from tests.store.processes import PATIENCE, PROCESSES, process
from tests.store.writers import new_note, stop_before_commit, write_until_killed

from accord.store.record import Record

KILLS = 10


def _wait_for_progress(record: Record, since: int) -> None:
    deadline = time.monotonic_ns() + PATIENCE * 10**9
    while record.last_position() < since + 9:
        assert time.monotonic_ns() < deadline, "the writer does not write"
        time.sleep(1 / 1000)


def test_writers_killed_at_any_moment_leave_no_gap_and_no_half_command(
    database_url: str, record: Record
) -> None:
    for kill in range(KILLS):
        before = record.last_position()
        with process(write_until_killed, database_url, kill) as writer:
            _wait_for_progress(record, before)
            time.sleep(kill * 3 / 1000)
            writer.kill()
            writer.join(PATIENCE)
            assert writer.exitcode == -9
        with record.unit() as unit, unit.command():
            new_note(unit, "after the kill")
    assert len(assert_sound(record)) > KILLS * 10


def test_what_was_written_but_not_committed_is_gone_after_a_kill(
    database_url: str, record: Record
) -> None:
    for _ in range(3):
        written = PROCESSES.Event()
        with process(stop_before_commit, database_url, written):
            assert written.wait(PATIENCE)
        with record.unit() as unit, unit.command():
            new_note(unit, "after the kill")
    assert [entry.event.text for _, entry in assert_sound(record)] == ["after the kill"] * 3
