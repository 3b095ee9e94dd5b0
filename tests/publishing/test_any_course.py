"""Whatever becomes of a register and its backups, no two checkpoints were ever shown that contradict each other."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test
from tests.lives.walk import by_lot
from tests.publishing.course import EDGE, Course, course_of

COURSES = settings(max_examples=15, stateful_step_count=10, derandomize=True)
MOMENTS = {
    "before a statement",
    "before a commit",
    "in a commit",
    "before it is kept outside",
    "with half of it outside",
    "before it is shown",
}


@cache
def moment_of(where: str) -> int:
    """Which moment of signing it is."""
    with course_of(Course) as it:
        for moment in range(100):
            it.records()
            if it.fails_signing(0, moment) == where:
                return moment
    raise AssertionError(f"no moment is {where}")


@by_lot
def test_no_two_histories_are_shown_whatever_happens():
    Course.ended.clear()
    Course.failed.clear()
    run_state_machine_as_test(Course, settings=COURSES)
    lost = Course.ended.pop("FAILED", 0)
    assert lost, "some came to where a register stands still"
    assert Course.ended.total(), "and some did not"


def test_where_what_was_shown_is_lost_it_stands_still():
    with course_of(Course) as it:
        it.loses()

        assert all(house.record.halted for house in it.houses)
    assert Course.ended["FAILED"]


def test_a_register_that_went_on_from_a_backup_beneath_it_signs_nothing():
    with course_of(Course) as it:
        it.loses(times=4, stopped=False)

        assert it.houses[0].record.halted
        assert max(it.shown) < len(it.entries)


def test_what_was_stored_and_not_shown_binds_nobody_who_puts_a_backup_back():
    with course_of(Course) as it:
        it.backs_up()
        it.records()
        it.fails_signing(0, moment_of("before it is kept outside"))
        it.puts_back()
        it.records()
        it.signs()

        assert not it.houses[0].record.halted


def test_what_was_stored_and_not_shown_is_known_outside_before_it_is_shown():
    with course_of(Course) as it:
        it.records()
        it.fails_signing(0, moment_of("before it is kept outside"))
        it.signs()

        assert it.outside == 0
        it.everything_holds()
        assert it.outside == max(it.shown) == 4


def test_what_was_kept_outside_and_not_shown_binds():
    with course_of(Course) as it:
        it.backs_up()
        it.records()
        it.fails_signing(0, moment_of("before it is shown"))
        it.puts_back()

        assert it.houses[0].record.halted


def test_a_backup_in_which_nothing_is_missing_goes_on():
    with course_of(Course) as it:
        it.signs()
        it.backs_up()
        it.puts_back()
        it.records()
        it.signs()

        assert sorted(it.shown) == [2, 4]


def test_what_is_given_up_leaves_nothing_behind_at_any_edge():
    with course_of(Course) as it:
        for commands in ([1], [EDGE], [2, EDGE, EDGE], [1]):
            it.records(0, commands, given_up=2)
            it.records(1, commands)
            it.signs()
            it.everything_holds()


def test_the_power_may_fail_at_every_moment_of_recording():
    with course_of(Course) as it:
        failed = [it.fails_recording(0, [1, 2], moment) for moment in range(100)]

        assert failed[0] == "before a statement"
        assert "before a commit" in failed
        assert failed[-1] == "", "it comes to its end"


@pytest.mark.parametrize("share", range(0, 101, 20))
def test_the_power_may_fail_in_the_middle_of_a_commit(share):
    with course_of(Course) as it:
        it.power_fails_while_it_commits(0, [1, 2], share)

        assert len(it.entries) == (5 if share == 100 else 2)


def test_the_power_may_fail_at_every_moment_of_signing():
    with course_of(Course) as it:
        failed = []
        while not failed or failed[-1]:
            it.records()
            failed.append(it.fails_signing(0, len(failed)))
            it.everything_holds()

        assert set(failed) == MOMENTS - {"in a commit"} | {""}
