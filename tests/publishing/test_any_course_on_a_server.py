"""Whatever becomes of a register in PostgreSQL, its sessions and its backups, no two histories are ever shown."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test
from tests.lives.walk import by_lot
from tests.publishing.course import course_of
from tests.publishing.on_a_server import CourseOnAServer, Server
from tests.publishing.test_any_course import MOMENTS

COURSES = settings(max_examples=4, stateful_step_count=8, deadline=None)


@pytest.fixture(autouse=True, scope="module")
def server(postgres_server, postgresql_template) -> Iterator[Server]:
    CourseOnAServer.server = found = Server(postgres_server)
    CourseOnAServer.template = postgresql_template
    CourseOnAServer.beginning.clear()
    yield found
    found.drop(found.made)


@by_lot
def test_no_two_histories_are_shown_whatever_happens_to_its_sessions():
    run_state_machine_as_test(CourseOnAServer, settings=COURSES)


def test_where_a_backup_is_put_back_it_stands_still():
    with course_of(CourseOnAServer) as it:
        it.loses()

        assert all(house.record.halted for house in it.houses)


def test_a_register_that_went_on_from_a_backup_beneath_it_signs_nothing():
    with course_of(CourseOnAServer) as it:
        it.loses(times=3, stopped=False)

        assert it.houses[0].record.halted
        assert max(it.shown) < len(it.entries)


def test_of_a_unit_whose_session_ends_nothing_is_left_whenever_that_is():
    with course_of(CourseOnAServer) as it:
        where = [it.fails_recording(0, [1, 2], moment) for moment in (0, 3, 6, 9, 12, 15, 40)]
        it.signs()

        assert "before a statement" in where


def test_wherever_the_session_of_a_signer_ends_what_was_shown_binds():
    with course_of(CourseOnAServer) as it:
        ended = set()
        for moment in range(14):
            it.records(1, [1])
            ended.add(it.fails_signing(0, moment))
            it.everything_holds()
        it.signs()

        assert ended >= MOMENTS - {"in a commit"}


def test_what_was_committed_is_there_after_all_sessions_ended():
    with course_of(CourseOnAServer) as it:
        for share in (0, 1):
            it.power_fails_while_it_commits(0, [2], share)
            it.signs(1)

        assert len(it.entries) == 6
