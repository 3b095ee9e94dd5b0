"""A seat that lost its vote by missing others gets it back, on request or by attendance."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from tests import partnership as p
from tests.aggregates.dockets import decided, docket_with
from tests.aggregates.test_docket import vote
from tests.partnership import AGREEMENT, DAN, TRUST
from tests.story import NOW, given, standing

from accord.aggregates.agreement.terms import StandingOrders
from accord.aggregates.docket import without_vote
from accord.aggregates.meeting import Attendance, Meeting
from accord.aggregates.meeting import events as m
from accord.aggregates.role import Role, VotingRightRestored, restore_voting_right
from accord.errors import NotFound, OutOfOrder, Refused

SEAT = p.held("trust-2", DAN, TRUST)
ORDERS = StandingOrders(body="board", voting_right_lapses_after=2, clause="members")
LATER = NOW + timedelta(days=28)
JUNE = date(2026, 6, 1)
ROW = (vote(1), vote(2))
DOCKET = docket_with(*ROW)


def met(*, days=20, status=Attendance.PRESENT, **facts):
    usual = {"agreement": AGREEMENT, "body": "board", "place": "Town hall"}
    convened = m.MeetingConvened(starts=NOW + timedelta(days=days), **(usual | facts))
    there = m.AttendanceRecorded(seat="trust-2", holder=DAN, status=status)
    return standing(Meeting, convened, there)


def restoring(*more, orders=ORDERS, docket=DOCKET, meeting=None, from_=None, history=SEAT, **said):
    mine = p.agreement(p.in_force(standing_orders=(orders,) if orders else ()))
    return given(Role, *history, *more).when(
        restore_voting_right,
        agreement=mine,
        docket=docket,
        meeting=meeting,
        from_=from_,
        **{"at": LATER, **said},
    )


def restored(*numbers, day=JUNE, **more):
    votes = tuple(decided(number) for number in numbers)
    return VotingRightRestored(votes=votes, clause="members", effective_from=day, **more)


BY_ATTENDANCE = StandingOrders(
    body="board",
    voting_right_lapses_after=2,
    voting_right_by_attendance=True,
    clause="members",
)


def lost(docket, role, day=JUNE):
    return without_vote(
        docket,
        ORDERS,
        {"trust-2": (TRUST, role.settled_by(day))},
        before=LATER + timedelta(days=99),
    )


def test_a_seat_loses_its_vote_after_as_many_as_the_standing_orders_say():
    role = standing(Role, *SEAT)

    assert lost(docket_with(vote(1)), role) == {}
    assert lost(DOCKET, role) == {"trust-2": [decided(1), decided(2)]}
    none = StandingOrders(body="board")
    assert without_vote(DOCKET, none, {"trust-2": (TRUST, ())}, before=LATER) == {}


def test_the_right_to_vote_is_restored_on_request():
    told = restoring()

    told.then(restored(1, 2))
    assert lost(DOCKET, told.state) == {}
    assert lost(DOCKET, told.state, date(2026, 5, 31)) == {"trust-2": [decided(1), decided(2)]}


def test_after_it_was_restored_missed_votes_are_counted_anew():
    role = restoring().state
    assert lost(docket_with(*ROW, vote(3)), role) == {}
    assert lost(docket_with(*ROW, vote(3), vote(4)), role) == {"trust-2": [decided(3), decided(4)]}


def test_the_right_to_vote_is_restored_from_a_later_day():
    restoring(from_=date(2026, 7, 1)).then(restored(1, 2, day=date(2026, 7, 1)))


def test_the_right_to_vote_is_restored_once():
    restoring(restored(1, 2, day=date(2026, 7, 1))).then_refused(
        OutOfOrder, "has its right to vote, or it is restored already", "and 0 were"
    )


def test_the_right_to_vote_is_restored_by_attendance():
    meeting = met()
    restoring(orders=BY_ATTENDANCE, meeting=meeting).then(restored(1, 2, meeting=meeting.id))


@pytest.mark.parametrize(
    ("meeting", "words"),
    [
        (None, "name the meeting that seat trust-2 attended"),
        (met(body="court"), "is no meeting of body board"),
        (met(status=Attendance.EXCUSED), "did not attend that meeting: its attendance is excused"),
        (met(days=1), "before the last vote that seat trust-2 missed was opened"),
    ],
)
def test_only_a_meeting_of_the_body_that_it_attended_since_restores_it(meeting, words):
    told = restoring(orders=BY_ATTENDANCE, meeting=meeting)
    told.then_refused(Refused, words)
    assert told.refused.facts["field"] == "meeting"


def test_a_meeting_is_cited_only_where_attendance_restores_the_right():
    restoring(meeting=met()).then_refused(Refused, "on request: no meeting is cited")


def test_only_what_was_lost_is_restored():
    restoring(orders=None).then_refused(OutOfOrder, "let no seat lose its right to vote")
    restoring(docket=docket_with(vote(1))).then_refused(
        OutOfOrder, "lost after 2 votes missed in succession, and 1 were"
    )


def test_only_a_seat_has_a_right_to_vote():
    mayor = p.held("mayor", p.ADA, p.CITY)
    restoring(history=mayor).then_refused(Refused, "post mayor is no seat of a body on 2026-06-01")
    restoring(history=[]).then_refused(NotFound, "there is no role")


def test_a_meeting_is_after_the_votes_that_it_makes_up_for():
    assert datetime(2026, 5, 6, 9, tzinfo=UTC) == DOCKET.votes[decided(2)].opened
