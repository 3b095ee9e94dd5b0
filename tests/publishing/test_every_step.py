"""After each step of a register's life, also where its power failed, everything in it is as it must be."""

from __future__ import annotations

import shutil
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from tests.lives.walk import by_lot
from tests.publishing.conftest import KEY, introduce
from tests.publishing.course import FROM, REACHED, Course
from tests.store.samples import NOON
from tests.store.writers import new_note

from accord.store.record import Clock
from accord.wiring import build

COURSES = settings(
    max_examples=40,
    stateful_step_count=40,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
ALL = {
    "cut off in a commit", "cut off in signing", "a crash in a unit", "a tile is full", "halted",
    "goes on after it was halted", "put back beneath", "refused for the clock",
}  # fmt: skip


def _template(folder: Path, empty: Path, entries: int) -> Path:
    """A register that was opened, and written in until it has so many entries."""
    file = folder / f"{entries}.db"
    shutil.copy(empty, file)
    house = build(f"sqlite:///{file}", Clock(now=lambda: NOON))
    introduce(house, KEY)
    with house.record.unit() as unit:
        house.record.follow = lambda _conn, _events: None
        while unit.position < entries:
            with unit.command():
                new_note(unit, "before")
    house.close()
    return file


@by_lot
def test_everything_is_as_it_must_be_after_each_step(sqlite_template, tmp_path):
    """Walked on SQLite, whose file can be laid aside as a disk had it; processes are killed on both in `tests/store`."""
    Course.templates = {n: _template(tmp_path, sqlite_template, n) for n in FROM}
    REACHED.clear()
    run_state_machine_as_test(Course, settings=COURSES)

    assert {what for what, times in REACHED.items() if times} == ALL
