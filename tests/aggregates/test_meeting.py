"""A body is convened in time, meets, and its minutes are recorded and stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from tests import partnership as p
from tests.partnership import ADA, AGREEMENT, BEN, CITY, EVE
from tests.story import NOW, given, happened, standing

from accord.aggregates.agreement import Agreement
from accord.aggregates.agreement.terms import StandingOrders
from accord.aggregates.decision import Decision
from accord.aggregates.decision.events import DecisionHeld, HoldPlaced
from accord.aggregates.meeting import (
    Attendance,
    Meeting,
    Stage,
    adopt_minutes,
    call_off,
    convene,
    record_attendance,
    record_minutes,
    revise_agenda,
)
from accord.aggregates.meeting import events as e
from accord.aggregates.role import ActingAppointed, RoleResigned, RoleSuspended
from accord.errors import NotFound, OutOfOrder, Refused
from accord.rules import Verdict

STARTS = datetime(2026, 5, 14, 21, 30, tzinfo=UTC)
"""Half past midnight of the fifteenth in Helsinki: eleven days after the notice."""
AFTER = STARTS + timedelta(days=1)
TICK = timedelta(microseconds=1)
MINUTES, OTHER = "ab" * 32, "cd" * 32
URGENT = {"urgent": True, "reason": "The weir is about to break."}
ELSEWHERE = standing(Decision, replace(p.tabled(), body="council"), id=EVE)
ANOTHER = standing(Decision, p.tabled(), id=BEN)
MOTION = p.decision(p.tabled())


def orders(days):
    found = p.agreement()
    given_ = StandingOrders(body="board", notice_days=days, clause="members")
    found.terms = replace(found.terms, standing_orders=(given_,))
    return found


def convened(agenda=(), starts=STARTS, urgent=False):
    return e.MeetingConvened(
        agreement=AGREEMENT,
        body="board",
        starts=starts,
        place="Town hall",
        agenda=agenda,
        urgent=urgent,
    )


CONVENED = convened((MOTION.id,))
MINUTED = e.MinutesRecorded(sha256=MINUTES, title="Minutes")
CLOSED = e.MinutesAdopted(sha256=MINUTES)
PRESENT = e.AttendanceRecorded(seat="city-1", holder=ADA, status=Attendance.PRESENT)


def convening(*history, agreement=None, **said):
    usual = {"body": "board", "starts": STARTS, "place": "Town hall", "agenda": (MOTION,)}
    return given(Meeting, *history).when(
        convene, agreement=agreement or p.agreement(), **(usual | said)
    )


# --- The notice ------------------------------------------------------------------------------


def test_a_body_is_convened_on_motions_in_their_order():
    convening(agenda=(ANOTHER, MOTION)).then(convened((ANOTHER.id, MOTION.id)))
    convening(agenda=()).then(convened())


def test_a_meeting_is_convened_once():
    convening(CONVENED).then_refused(OutOfOrder, "is already convened")


@pytest.mark.parametrize("days", [0, 1, 11])
def test_notice_is_given_the_days_before_that_the_standing_orders_ask_for(days):
    convening(agreement=orders(days)).then(CONVENED)


def test_the_refusal_of_late_notice_names_the_clause_and_the_first_day_possible():
    told = convening(agreement=orders(12))

    told.then_refused(
        Refused,
        "the standing orders (clause members) ask for 12 days",
        "notice given on 2026-05-04 is for a meeting on 2026-05-16 or later, not on 2026-05-15",
    )
    assert told.refused.facts == {"field": "starts"}


def test_an_urgent_meeting_is_convened_at_shorter_notice_for_a_reason():
    convening(agreement=orders(12), **URGENT).then(convened((MOTION.id,), urgent=True))
    told = convening(agreement=orders(12), urgent=True)
    told.then_refused(Refused, "say why it is urgent")
    assert told.refused.facts == {"field": "reason"}


@pytest.mark.parametrize("starts", [NOW, NOW - TICK, datetime(2026, 4, 1, 9, tzinfo=UTC)])
def test_a_meeting_is_convened_before_it_starts(starts):
    convening(starts=starts).then_refused(Refused, "convened before it starts")
    convening(starts=starts, **URGENT).then_refused(Refused, "convened before it starts")


def test_the_notice_of_a_meeting_long_past_is_held_to_the_day_on_which_it_was_given():
    past = datetime(2026, 4, 20, 9, tzinfo=UTC)
    convening(starts=past, agreement=orders(9), occurred_on=date(2026, 4, 11)).then(
        convened((MOTION.id,), starts=past)
    )
    convening(starts=past, agreement=orders(9), occurred_on=date(2026, 4, 12)).then_refused(
        Refused, "ask for 9 days"
    )


@pytest.mark.parametrize(
    ("agenda", "words"),
    [((ELSEWHERE,), "is not before body board"), ((MOTION, MOTION), "stands twice in this list")],
)
def test_on_the_agenda_are_motions_before_the_body_each_once(agenda, words):
    told = convening(agenda=agenda)

    told.then_refused(Refused, words)
    assert told.refused.facts == {"field": f"agenda/{len(agenda) - 1}"}


def test_a_meeting_is_of_a_body_of_a_running_agreement_and_has_a_place():
    convening(body="council").then_refused(NotFound, "constitutes no body council")
    convening(place=" ").then_refused(Refused, "a meeting has a place")
    opened = standing(Agreement, *p.opened())
    convening(agreement=opened).then_refused(OutOfOrder, "no meeting can be convened")


# --- The agenda ------------------------------------------------------------------------------


def revising(*history, agreement=None, agenda=(ANOTHER, MOTION), **said):
    return given(Meeting, *history).when(
        revise_agenda, agreement=agreement or p.agreement(), agenda=agenda, **said
    )


def test_the_agenda_is_revised_before_the_meeting():
    revising(CONVENED).then(e.AgendaRevised(agenda=(ANOTHER.id, MOTION.id)))
    revising(CONVENED, at=AFTER).then_refused(OutOfOrder, "must be convened, and it is held")
    revising().then_refused(NotFound, "there is no meeting")


def test_what_is_new_on_the_agenda_needs_notice_too_and_what_goes_off_it_none():
    late = orders(12)
    revising(CONVENED, agreement=late).then_refused(Refused, "ask for 12 days")
    revising(CONVENED, agreement=late, **URGENT).then(
        e.AgendaRevised(agenda=(ANOTHER.id, MOTION.id), urgent=True)
    )
    revising(CONVENED, agreement=late, agenda=()).then(e.AgendaRevised())


def test_an_agenda_that_stays_as_it_is_is_not_revised():
    revising(CONVENED, agenda=(MOTION,)).then_refused(OutOfOrder, "nothing to revise")
    revising(CONVENED, agenda=(ELSEWHERE,)).then_refused(Refused, "is not before body board")


# --- Calling it off --------------------------------------------------------------------------


def calling(*history, **said):
    return given(Meeting, *history).when(call_off, **({"reason": "Storm."} | said))


def test_a_meeting_is_called_off_before_it_starts_for_a_reason():
    calling(CONVENED).then(e.MeetingCalledOff())
    calling(CONVENED, reason=None).then_refused(Refused, "give the reason")
    calling(CONVENED, at=STARTS).then_refused(OutOfOrder, "and it is held")
    calling(CONVENED, e.MeetingCalledOff()).then_refused(OutOfOrder, "and it is called off")


# --- Attendance ------------------------------------------------------------------------------


def attending(*history, status=Attendance.PRESENT, at=AFTER, role=None, seat="city-1", **said):
    return given(Meeting, CONVENED, *history).when(
        record_attendance,
        agreement=p.agreement(),
        seat=seat,
        role=role or p.role("city-1", p.held("city-1", ADA, CITY)),
        status=status,
        at=at,
        **said,
    )


@pytest.mark.parametrize("status", list(Attendance))
def test_it_is_recorded_how_the_holder_of_a_seat_took_part(status):
    attending(status=status).then(replace(PRESENT, status=status))


def test_who_takes_part_is_who_sits_that_day_and_for_a_suspended_holder_nobody_else():
    suspended = RoleSuspended(assignment=1, effective_from=p.STARTS)
    acts = ActingAppointed(
        acting=1, holder=EVE, party=CITY, effective_from=p.STARTS, effective_to=p.ENDS
    )
    held = p.held("city-1", ADA, CITY)

    attending(role=p.role("city-1", held, suspended, acts)).then(replace(PRESENT, holder=EVE))
    attending(role=p.role("city-1", held, suspended)).then_refused(
        Refused, "is vacant on 2026-05-15, or its holder suspended without an alternate"
    )


@pytest.mark.parametrize("status", [Attendance.EXCUSED, Attendance.ABSENT])
def test_an_alternate_or_proxy_was_there_in_the_holder_s_stead(status):
    attending(status=status, represented_by=EVE).then(
        replace(PRESENT, status=status, represented_by=EVE)
    )
    attending(status=status, represented_by=ADA).then_refused(Refused, "represents themselves")


@pytest.mark.parametrize("status", [Attendance.PRESENT, Attendance.REMOTE])
def test_who_takes_part_is_not_represented(status):
    attending(status=status, represented_by=EVE).then_refused(Refused, "is not represented")


def test_before_the_meeting_one_can_only_be_excused():
    attending(status=Attendance.EXCUSED, at=NOW).then(replace(PRESENT, status=Attendance.EXCUSED))
    attending(at=STARTS - TICK).then_refused(OutOfOrder, "one can only be excused")
    attending(at=STARTS).then(PRESENT)


def test_attendance_is_corrected_until_the_minutes_are_adopted():
    absent = replace(PRESENT, status=Attendance.ABSENT)
    attending(PRESENT, MINUTED, status=Attendance.ABSENT).then(absent)
    attending(PRESENT, MINUTED, CLOSED, status=Attendance.ABSENT).then_refused(
        OutOfOrder, "and it is closed"
    )
    attending(PRESENT).then_refused(OutOfOrder, "that is recorded of seat city-1 already")


def test_attendance_is_that_of_seats_which_somebody_holds_on_the_day():
    attending(seat="mayor").then_refused(NotFound, "body board has no seat mayor")
    resigned = RoleResigned(assignment=1, effective_to=date(2026, 5, 15))
    left = p.role("city-1", p.held("city-1", ADA, CITY), resigned)
    attending(role=left).then_refused(Refused, "seat city-1 is vacant on 2026-05-15")


# --- The minutes -----------------------------------------------------------------------------


def minuting(*history, sha256=MINUTES, title="Minutes", decisions=(), at=AFTER):
    said = {"sha256": sha256, "title": title, "zone": p.ZONE, "decisions": decisions}
    return given(Meeting, CONVENED, *history).when(record_minutes, at=at, **said)


def test_the_minutes_of_a_meeting_name_the_decisions_taken_in_it():
    that_day = voted_on(STARTS + timedelta(hours=1))
    minuting(decisions=(MOTION, that_day)).then(
        replace(MINUTED, decisions=(MOTION.id, that_day.id))
    )


def voted_on(opens):
    """A motion that did not stand on the agenda, on which the vote was opened at an instant."""
    return standing(Decision, p.tabled(), *p.frozen(opens=opens), id=BEN)


@pytest.mark.parametrize("other", [ANOTHER, voted_on(STARTS - timedelta(days=1))])
def test_minutes_name_no_motion_that_had_nothing_to_do_with_the_meeting(other):
    minuting(decisions=(MOTION, other)).then_refused(
        Refused, "neither stood on the agenda nor was voted on on 2026-05-15"
    )


def test_minutes_are_recorded_anew_until_they_are_adopted():
    minuting(MINUTED, sha256=OTHER).then(replace(MINUTED, sha256=OTHER))
    minuting(MINUTED).then_refused(OutOfOrder, "recorded already")
    minuting(MINUTED, CLOSED, sha256=OTHER).then_refused(OutOfOrder, "and it is closed")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"sha256": "AB" * 32}, "no SHA-256"),
        ({"title": " "}, "need a title"),
        ({"decisions": (ELSEWHERE,)}, "is not before body board"),
        ({"decisions": (MOTION, MOTION)}, "stands twice"),
    ],
)
def test_minutes_that_cannot_be_are_refused(said, words):
    minuting(**said).then_refused(Refused, words)


def test_there_are_no_minutes_of_a_meeting_that_was_not_held():
    minuting(at=NOW).then_refused(OutOfOrder, "minutes are recorded once the meeting is held")
    minuting(e.MeetingCalledOff()).then_refused(OutOfOrder, "and it is called off")


def adopting(*history, decision=None, at=AFTER):
    return given(Meeting, CONVENED, *history).when(
        adopt_minutes, agreement=p.agreement(), decision=decision, at=at
    )


def adopted_by(*later, about=p.MEETING):
    return p.decision(*p.certified(Verdict.CARRIED, about=about), *later)


def test_minutes_stand_by_a_decision_of_the_body_or_by_who_presides():
    adopting(MINUTED).then(CLOSED)
    carried = adopted_by()
    adopting(MINUTED, decision=carried).then(replace(CLOSED, decision=carried.id))


@pytest.mark.parametrize("about", [None, AGREEMENT])
def test_minutes_stand_by_no_decision_on_something_else(about):
    told = adopting(MINUTED, decision=adopted_by(about=about))
    told.then_refused(Refused, "is not about this meeting", f"is about meeting {p.MEETING}")
    assert told.refused.facts == {"field": "decision"}


def test_a_body_adopts_the_minutes_that_it_had_before_it_when_it_voted():
    before, later = happened(MINUTED, at=NOW), NOW + timedelta(hours=1)
    adopting(before, decision=adopted_by()).then(replace(CLOSED, decision=p.DECISION))
    anew = happened(replace(MINUTED, sha256=OTHER), at=later)
    for history in ([happened(MINUTED, at=later)], [before, anew]):
        adopting(*history, decision=adopted_by()).then_refused(
            Refused, "was voted on before these minutes were recorded", "by a later vote"
        )


def test_minutes_stand_by_a_decision_that_is_in_effect():
    held = [HoldPlaced(seat="trust-1"), DecisionHeld(sponsors=1)]
    adopting(MINUTED, decision=adopted_by(*held)).then_refused(
        Refused, "the adoption of minutes needs a decision in effect", "is held"
    )


@pytest.mark.parametrize("decision", [MOTION, p.decision(*p.certified(Verdict.LOST)), ELSEWHERE])
def test_minutes_do_not_stand_by_what_was_not_carried(decision):
    told = adopting(MINUTED, decision=decision)

    told.then_refused(Refused, "certified, carried decision of body board")
    assert told.refused.facts == {"field": "decision"}


def test_minutes_are_adopted_once_they_are_there_and_once():
    adopting().then_refused(OutOfOrder, "there are no minutes to adopt")
    adopting(MINUTED, CLOSED).then_refused(OutOfOrder, "and it is closed")


# --- Where it stands -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("history", "at", "stage"),
    [
        ([], STARTS - TICK, Stage.CONVENED),
        ([], STARTS, Stage.HELD),
        ([MINUTED], AFTER, Stage.MINUTED),
        ([MINUTED, CLOSED], AFTER, Stage.CLOSED),
        ([e.MeetingCalledOff()], AFTER, Stage.CALLED_OFF),
    ],
)
def test_the_stage_follows_from_the_record_and_the_time(history, at, stage):
    assert standing(Meeting, CONVENED, *history).stage(at) is stage


def test_what_is_done_comes_after_what_was_done_before():
    told = calling(CONVENED, occurred_at=datetime(2026, 2, 1, tzinfo=UTC))
    told.then_refused(OutOfOrder, "before the last act of this meeting")
