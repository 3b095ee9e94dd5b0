"""After each step of a register's life, also where its power failed, everything in it is as it must be."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from tests.lives.walk import by_lot
from tests.publishing.conftest import KEY, introduce
from tests.publishing.course import FROM, PLACES, REACHED, Course
from tests.publishing.machine import STREAMS, Act
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
BY_LOT = {"cut off in a commit", "cut off in signing", "put back beneath", "a tile is full"}
REACHES = {
    "a backup is put back, then what was lost": ("halted", "goes on after it was halted"),
    "a backup goes on beneath": ("put back beneath",),
    "the clock is set back": ("refused for the clock",),
    "half of it is written": ("a crash in a unit",),
}


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


ACT = Act(STREAMS[0], ("aye",), "Ada")
WORKS, SIGNS, BACK = (Course.works, [ACT]), (Course.signs,), (Course.puts_back, 0, False)
BENEATH = (Course.puts_back, 0, True)
THOUGHT_OF = {
    "a backup is put back, then what was lost": (WORKS, SIGNS, BACK, SIGNS, BACK, WORKS, SIGNS),
    "a backup goes on beneath": (WORKS, BENEATH, WORKS, SIGNS, WORKS),
    "a backup is noticed beneath": (WORKS, SIGNS, BENEATH, WORKS, WORKS, SIGNS),
    "the clock is set back": (WORKS, (Course.waits, -400), WORKS, (Course.waits, 400), WORKS),
    "half of it is written": (
        (Course.acts, ACT), (Course.fails_midway, ACT, False), (Course.fails_midway, ACT, True), (Course.acts, ACT),
        (Course.crashes,), (Course.acts, ACT), (Course.gives_up,), (Course.acts, ACT), (Course.commits,),
    ),
    "each statement of signing": [(Course.is_cut_off, [], at, at % 2 == 1) for at in range(10)],
    "each statement of a commit": [(Course.is_cut_off, [ACT, ACT], at, False) for at in range(30)],
    **{f"{place} it is outside": (SIGNS, WORKS, (Course.is_cut_off, [], place, True), WORKS, SIGNS) for place in PLACES},
}  # fmt: skip


@pytest.fixture
def templates(sqlite_template, tmp_path):
    Course.templates = {n: _template(tmp_path, sqlite_template, n) for n in FROM}


@pytest.mark.parametrize("entries", FROM)
@pytest.mark.parametrize("name", THOUGHT_OF)
def test_the_courses_that_were_thought_of(templates, name, entries):
    REACHED.clear()
    course = Course()
    try:
        course.opens(entries)
        for step, *said in THOUGHT_OF[name]:
            step(course, *said)
            course.an_open_unit_sees_what_it_will_commit()
            course.everything_is_as_it_must_be()
    finally:
        course.teardown()
    assert all(REACHED[what] for what in REACHES.get(name, ()))


@by_lot
def test_everything_is_as_it_must_be_after_each_step(templates):
    """Walked on SQLite, whose file can be laid aside as a disk had it; processes are killed on both in `tests/store`."""
    REACHED.clear()
    run_state_machine_as_test(Course, settings=COURSES)

    assert all(REACHED[what] for what in BY_LOT)
