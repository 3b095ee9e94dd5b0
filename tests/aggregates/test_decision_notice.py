"""A motion is put to the vote when the standing orders are kept: notice, discussion, seconders."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from tests import partnership as p
from tests.partnership import ADA, BEN, BOARD, CITY, CLEO, CLOSES, DAN, EVE, SEATED, TRUST, ZONE
from tests.story import NOW, an_act, given, happened

from accord.aggregates.agreement.terms import StandingOrders
from accord.aggregates.decision import (
    Decision,
    Seated,
    notice_motion,
    open_voting,
    second_motion,
    support_motion,
    table_motion,
    take_over_motion,
    withdraw_motion,
    withdraw_support,
)
from accord.aggregates.decision import discussing_events as d
from accord.aggregates.decision.memory import Stage
from accord.aggregates.decision.noticing import lapse_notice
from accord.errors import NotEntitled, NotFound, OutOfOrder, Refused
from accord.rules import Verdict

TODAY = date(2026, 5, 4)
MEETING = UUID("0a9ee000-0000-7000-8000-0000000000a1")
HOLDERS = {
    "city-1": (ADA, CITY),
    "city-2": (BEN, CITY),
    "trust-1": (CLEO, TRUST),
    "trust-2": (DAN, TRUST),
}
MOVED = happened(p.tabled(), by=ADA)
"""Ada tabled the motion in February, for no seat."""
SECONDED, SUPPORTED = d.MotionSeconded(seat="trust-1"), d.MotionSupported(seat="trust-1")
WITHDRAWN = d.MotionWithdrawn()
OPEN = pytest.mark.parametrize(
    ("history", "stage"), [(p.voting(), "voting"), (p.certified(Verdict.CARRIED), "effective")]
)
BEHIND = pytest.mark.parametrize(
    ("command", "event"), [(second_motion, SECONDED), (support_motion, SUPPORTED)]
)


def ordered(**orders):
    """An agreement in force, whose clause 2 has standing orders for the board."""
    said = StandingOrders(body="board", clause="members", **orders)
    return p.agreement(*p.in_force(standing_orders=(said,)))


def role_of(seat):
    holder, party = HOLDERS[seat]
    return p.role(seat, p.held(seat, holder, party))


def noticing(*history, agreement=None, opens_on=date(2026, 5, 18), **more):
    return given(Decision, *history).when(
        notice_motion, agreement=agreement or p.agreement(), opens_on=opens_on, **more
    )


def noticed(opens_on=date(2026, 5, 18), until=None, at=NOW):
    return happened(d.MotionNoticed(effective_from=opens_on, effective_to=until), at=at)


def opening(*history, agreement=None, at=NOW, closes=CLOSES + timedelta(days=90), seated=SEATED):
    return given(Decision, *history).when(
        open_voting, agreement=agreement or p.agreement(), seated=seated, closes=closes, at=at
    )


def opened(told):
    assert told.refused is None, told.refused
    assert told.state.stage(told.act.moment) is Stage.VOTING


def by_seat(command, *history, seat="trust-1", by=None, role=None, **said):
    return given(Decision, *history).when(
        command,
        by=by or HOLDERS[seat][0],
        body=BOARD,
        seat=seat,
        role=role or role_of(seat),
        zone=ZONE,
        **said,
    )


def withdrawing(*history, by=ADA, mover=None, **said):
    return given(Decision, *history).when(
        withdraw_motion, by=by, agreement=p.agreement(), mover=mover, **said
    )


# --- Notice ----------------------------------------------------------------------------------


def test_notice_says_from_which_day_the_motion_is_put_to_the_vote():
    noticing(MOVED, meeting=MEETING, until=date(2026, 9, 1)).then(
        d.MotionNoticed(
            meeting=MEETING, effective_from=date(2026, 5, 18), effective_to=date(2026, 9, 1)
        )
    )


def test_notice_is_as_long_as_the_standing_orders_ask_to_the_day():
    orders = ordered(notice_days=14)
    noticing(MOVED, agreement=orders).then(d.MotionNoticed(effective_from=date(2026, 5, 18)))
    told = noticing(MOVED, agreement=orders, opens_on=date(2026, 5, 17))
    told.then_refused(
        Refused, "body board (clause members) ask for 14 days of notice", "from 2026-05-18 on"
    )
    assert told.refused.facts == {"field": "opens_on", "clause": "members"}


def test_the_day_of_the_notice_is_that_of_the_agreement():
    """Half past two in the night of the fifth in Helsinki."""
    late = datetime(2026, 5, 4, 23, 30, tzinfo=UTC)
    noticing(
        MOVED, agreement=ordered(notice_days=1), opens_on=date(2026, 5, 5), at=late
    ).then_refused(Refused, "given on 2026-05-05", "from 2026-05-06 on")


def test_a_notice_does_not_end_before_it_holds():
    noticing(MOVED, until=date(2026, 5, 18)).then_refused(Refused, "would end on 2026-05-18")


def test_the_same_notice_is_given_once_and_another_takes_its_place():
    noticing(MOVED, noticed()).then_refused(OutOfOrder, "from 2026-05-18 on is already given")
    noticing(MOVED, noticed(), opens_on=date(2026, 6, 1)).then(
        d.MotionNoticed(effective_from=date(2026, 6, 1))
    )


# --- Notice that a meeting gives -------------------------------------------------------------

OTHER_MEETING = UUID("0a9ee000-0000-7000-8000-0000000000a2")
MAY_11, MAY_18 = date(2026, 5, 11), date(2026, 5, 18)


def by_meeting(meeting=MEETING, opens_on=MAY_18):
    return happened(d.MotionNoticed(meeting=meeting, effective_from=opens_on), at=NOW)


def standing_notices(*history):
    return [n.meeting for n in p.decision(MOVED, *history).discussion.notices]


def test_each_meeting_gives_notice_of_its_own_beside_that_of_another():
    told = noticing(MOVED, by_meeting(), meeting=OTHER_MEETING)
    told.then(d.MotionNoticed(meeting=OTHER_MEETING, effective_from=MAY_18))
    assert standing_notices(by_meeting(), by_meeting(OTHER_MEETING)) == [MEETING, OTHER_MEETING]
    assert standing_notices(by_meeting(), by_meeting(opens_on=MAY_11)) == [MEETING]
    noticing(MOVED, by_meeting(), meeting=MEETING).then_refused(OutOfOrder, "is already given")


def test_notice_without_a_meeting_takes_the_place_of_every_other():
    assert standing_notices(by_meeting(), by_meeting(OTHER_MEETING), noticed()) == [None]
    assert standing_notices(noticed(), by_meeting()) == [MEETING]


def test_the_notice_of_one_meeting_lapses_and_those_of_others_stand():
    lapsed = d.MotionNoticeLapsed(meeting=MEETING)
    assert standing_notices(by_meeting(), by_meeting(OTHER_MEETING), lapsed) == [OTHER_MEETING]
    assert standing_notices(noticed(), lapsed) == [None]


def test_once_its_notice_has_lapsed_voting_needs_another():
    orders, later = ordered(notice_days=7), NOW + timedelta(days=14)
    lapsed = happened(d.MotionNoticeLapsed(meeting=MEETING), at=NOW)
    opened(opening(MOVED, by_meeting(), agreement=orders, at=later))
    opening(MOVED, by_meeting(), lapsed, agreement=orders, at=later).then_refused(
        OutOfOrder, "ask for 7 days of notice", "none is given that stands"
    )


def test_voting_opens_by_the_notice_of_the_first_meeting_of_which_the_day_has_come():
    both = [by_meeting(), by_meeting(OTHER_MEETING, MAY_11)]
    opening(MOVED, *both, at=NOW + timedelta(days=6)).then_refused(
        OutOfOrder, "voting opens from 2026-05-11 on"
    )
    opened(opening(MOVED, *both, at=NOW + timedelta(days=7)))


@pytest.mark.parametrize(
    ("history", "meeting", "lapses"),
    [
        ([MOVED, by_meeting()], MEETING, True),
        ([MOVED, by_meeting()], OTHER_MEETING, False),
        ([MOVED, noticed()], MEETING, False),
        ([MOVED], MEETING, False),
        ([MOVED, by_meeting(), WITHDRAWN], MEETING, True),
        ([MOVED, by_meeting(), *p.frozen()], MEETING, False),
    ],
)
def test_notice_lapses_where_the_meeting_gave_it_and_no_vote_is_opened(history, meeting, lapses):
    found = lapse_notice(p.decision(*history), an_act(), meeting=meeting)
    assert found == (d.MotionNoticeLapsed(meeting=meeting) if lapses else None)


@OPEN
def test_notice_is_given_before_voting_opens(history, stage):
    noticing(*history).then_refused(OutOfOrder, "no notice can be given", f"it is {stage}")


def test_there_is_no_notice_of_what_was_never_moved():
    noticing().then_refused(NotFound, "there is no decision")


# --- What the standing orders ask for before the vote ------------------------------------------


def test_where_notice_is_asked_for_voting_does_not_open_without():
    told = opening(MOVED, agreement=ordered(notice_days=14))
    told.then_refused(OutOfOrder, "(clause members) ask for 14 days of notice", "none is given")
    assert told.refused.facts["clause"] == "members"


def test_voting_opens_once_the_days_of_notice_have_elapsed():
    orders = ordered(notice_days=7)
    given_late = noticed(opens_on=date(2026, 5, 11))
    opening(MOVED, given_late, agreement=orders, at=NOW + timedelta(days=6)).then_refused(
        OutOfOrder, "voting opens from 2026-05-11 on, and this is 2026-05-10"
    )
    opened(opening(MOVED, given_late, agreement=orders, at=NOW + timedelta(days=7)))


def test_voting_does_not_open_before_the_day_of_the_notice_even_where_none_is_asked_for():
    opening(MOVED, noticed()).then_refused(OutOfOrder, "voting opens from 2026-05-18 on")
    opened(opening(MOVED, noticed(), at=NOW + timedelta(days=14)))


def test_after_the_notice_has_ended_voting_needs_a_new_one():
    ends = noticed(opens_on=TODAY, until=date(2026, 5, 6))
    opened(opening(MOVED, ends, at=NOW + timedelta(days=1)))
    opening(MOVED, ends, at=NOW + timedelta(days=2)).then_refused(
        OutOfOrder, "the notice given ended on 2026-05-06; a new one is needed"
    )


def test_voting_opens_once_the_days_of_discussion_have_elapsed():
    orders, tabled = ordered(discussion_days=3), happened(p.tabled(), at=NOW, by=ADA)
    opening(tabled, agreement=orders, at=NOW + timedelta(days=2)).then_refused(
        OutOfOrder, "(clause members) ask for 3 days of discussion", "from 2026-05-07 on"
    )
    opened(opening(tabled, agreement=orders, at=NOW + timedelta(days=3)))


def test_a_motion_tabled_on_a_day_is_discussed_from_that_day():
    orders = ordered(discussion_days=3)
    opened(opening(happened(p.tabled(), at=NOW, occurred_on=date(2026, 5, 1)), agreement=orders))


@pytest.mark.parametrize(("count", "words"), [(0, "and 0 did"), (1, "and 1 did")])
def test_voting_opens_once_enough_seats_have_seconded(count, words):
    orders = ordered(seconders=2)
    seats = [seconded(seat) for seat in ("trust-1", "trust-2")]
    opening(MOVED, *seats[:count], d.MotionSupported(seat="city-2"), agreement=orders).then_refused(
        OutOfOrder, "(clause members) ask that 2 second the motion", words
    )
    opened(opening(MOVED, *seats, agreement=orders))


def seconded(seat, by=None):
    return happened(d.MotionSeconded(seat=seat), by=by or HOLDERS[seat][0])


def test_who_seconded_and_is_out_of_office_when_the_vote_is_opened_is_not_counted():
    orders, behind = ordered(seconders=2), [seconded("trust-1"), seconded("trust-2")]
    opened(opening(MOVED, *behind, agreement=orders))
    vacant = {seat: who for seat, who in SEATED.items() if seat != "trust-2"}
    succeeded = SEATED | {"trust-2": Seated(EVE, TRUST)}
    for seated in (vacant, succeeded):
        told = opening(MOVED, *behind, agreement=orders, seated=seated)
        told.then_refused(
            OutOfOrder, "and 1 did who sit there still", "for trust-2 does so no more"
        )
        assert told.refused.facts["seconders"] == ["trust-1"]
    anew = seconded("trust-2", EVE)
    opened(opening(MOVED, *behind, anew, agreement=orders, seated=succeeded))


@BEHIND
def test_who_comes_into_a_seat_stands_behind_the_motion_anew(command, event):
    before = happened(event, by=CLEO)
    role = p.role("trust-1", p.held("trust-1", EVE, TRUST))
    told = by_seat(command, MOVED, before, by=EVE, role=role)
    told.then(event)
    assert told.state.discussion.sponsors() == ["trust-1"]
    assert told.state.discussion.stands_behind("trust-1", EVE)


def test_orders_that_are_not_in_a_clause_are_cited_without_one():
    bare = p.agreement(*p.in_force(standing_orders=(StandingOrders(body="board", seconders=1),)))
    opening(MOVED, agreement=bare).then_refused(OutOfOrder, "orders of body board ask that 1")


def test_the_orders_of_another_body_ask_for_nothing_here():
    other = StandingOrders(body="forum", seconders=0, notice_days=9, discussion_days=999)
    seat = replace(BOARD.seats[0], post="forum-1")
    forum = replace(BOARD, id="forum", seats=(seat,), chair=None)
    terms = {"bodies": (BOARD, forum), "standing_orders": (other,)}

    opened(opening(MOVED, agreement=p.agreement(*p.in_force(**terms))))


# --- Who stands behind it --------------------------------------------------------------------


@BEHIND
def test_the_holder_of_a_seat_stands_behind_a_motion(command, event):
    by_seat(command, MOVED).then(event)


@BEHIND
def test_nobody_stands_behind_a_motion_for_the_seat_of_another(command, event):
    by_seat(command, MOVED, by=DAN).then_refused(NotEntitled, "only the holder of seat trust-1")
    by_seat(command, MOVED, role=p.role("trust-1")).then_refused(NotEntitled, "only the holder")


@BEHIND
def test_nobody_stands_behind_a_motion_of_their_own(command, event):
    for tabled in (MOVED, happened(p.tabled(mover="city-1"))):
        by_seat(command, tabled, seat="city-1").then_refused(NotEntitled, "is that of its mover")


@BEHIND
def test_a_seat_of_another_body_does_not_stand_behind_it(command, event):
    mayor = p.role("mayor", p.held("mayor", DAN, CITY))
    by_seat(command, MOVED, seat="mayor", by=DAN, role=mayor).then_refused(
        NotFound, "no seat mayor"
    )


@BEHIND
@OPEN
def test_a_seat_stands_behind_a_motion_before_voting_opens(command, event, history, stage):
    by_seat(command, *history).then_refused(OutOfOrder, "before voting opens", f"it is {stage}")


def test_a_seat_seconds_once_and_supports_once():
    by_seat(second_motion, MOVED, happened(SECONDED, by=CLEO)).then_refused(
        OutOfOrder, "has already seconded"
    )
    for before in (happened(SECONDED, by=CLEO), happened(SUPPORTED, by=CLEO)):
        by_seat(support_motion, MOVED, before).then_refused(OutOfOrder, "already stands behind")


def test_who_supports_may_second():
    told = by_seat(second_motion, MOVED, SUPPORTED)
    told.then(SECONDED)
    assert told.state.discussion.sponsors() == ["trust-1"]


@pytest.mark.parametrize("before", [SECONDED, SUPPORTED])
def test_support_is_withdrawn_by_who_gave_it(before):
    told = by_seat(withdraw_support, MOVED, before)
    told.then(d.SupportWithdrawn(seat="trust-1"))
    assert told.state.discussion.sponsors() == []
    by_seat(withdraw_support, MOVED, before, by=DAN).then_refused(NotEntitled, "trust-1")
    by_seat(withdraw_support, MOVED).then_refused(OutOfOrder, "neither seconds nor supports")


@OPEN
def test_support_is_withdrawn_before_voting_opens(history, stage):
    by_seat(withdraw_support, *history).then_refused(OutOfOrder, f"it is {stage}")


# --- Moved for a seat, withdrawn, taken over -------------------------------------------------


def tabling(by=CLEO, mover="trust-1", role=None):
    return given(Decision).when(
        table_motion,
        by=by,
        agreement=p.agreement(),
        body="board",
        cls="ordinary",
        title="Clean the weir",
        text="That the weir be cleaned in June.",
        mover=mover,
        role=role or role_of("trust-1"),
    )


def test_a_motion_is_moved_for_a_seat_by_its_holder():
    tabling().then(p.tabled(mover="trust-1"))
    tabling(by=DAN).then_refused(NotEntitled, "only the holder of seat trust-1 can move for it")
    tabling(mover="mayor").then_refused(NotFound, "body board has no seat mayor")


def test_the_mover_withdraws_the_motion():
    told = withdrawing(MOVED)
    told.then(WITHDRAWN)
    assert told.state.stage(NOW) is Stage.WITHDRAWN
    withdrawing(MOVED, by=BEN).then_refused(
        NotEntitled, "only the mover of the motion can withdraw"
    )


def test_the_mover_is_who_holds_the_seat_that_moved_it():
    moved = happened(p.tabled(mover="trust-1"), by=CLEO)
    now_dan = p.role("trust-1", p.held("trust-1", DAN, TRUST))
    withdrawing(moved, by=DAN, mover=now_dan).then(WITHDRAWN)
    withdrawing(moved, by=CLEO, mover=now_dan).then_refused(
        NotEntitled, "the holder of seat trust-1, can withdraw it"
    )


@OPEN
def test_a_motion_is_withdrawn_before_voting_opens(history, stage):
    withdrawing(*history).then_refused(OutOfOrder, "before voting opens", f"it is {stage}")


def test_a_motion_is_withdrawn_once():
    withdrawing(MOVED, WITHDRAWN).then_refused(OutOfOrder, "it is withdrawn")


def test_another_seat_takes_a_withdrawn_motion_over():
    told = by_seat(take_over_motion, MOVED, SECONDED, WITHDRAWN)
    told.then(d.MotionTakenOver(seat="trust-1"))
    assert told.state.stage(NOW) is Stage.TABLED
    assert told.state.discussion.mover_seat == "trust-1"
    assert told.state.discussion.seconders == {}


def test_a_motion_is_taken_over_by_another_and_only_once_it_is_withdrawn():
    by_seat(take_over_motion, MOVED).then_refused(OutOfOrder, "must be withdrawn", "it is tabled")
    by_seat(take_over_motion, MOVED, WITHDRAWN, seat="city-1").then_refused(
        NotEntitled, "nobody takes over a motion of their own"
    )
    by_seat(take_over_motion, MOVED, WITHDRAWN, by=DAN).then_refused(NotEntitled, "trust-1")
    taken = [WITHDRAWN, happened(d.MotionTakenOver(seat="trust-1"), by=CLEO)]
    by_seat(take_over_motion, MOVED, *taken, seat="trust-2").then_refused(
        OutOfOrder, "it is tabled"
    )


def test_who_took_a_motion_over_does_not_second_it():
    taken = [MOVED, WITHDRAWN, happened(d.MotionTakenOver(seat="trust-1"), by=CLEO)]
    by_seat(second_motion, *taken).then_refused(NotEntitled, "is that of its mover")
    by_seat(second_motion, *taken, seat="city-1").then(replace(SECONDED, seat="city-1"))


def test_a_withdrawn_motion_is_not_put_to_the_vote():
    opening(MOVED, WITHDRAWN).then_refused(OutOfOrder, "must be tabled, and it is withdrawn")
