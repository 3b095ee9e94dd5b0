"""Others stand in: alternates for a suspended holder, acting holders for a post without one."""

from __future__ import annotations

from datetime import date

import pytest
from tests import partnership as p
from tests.partnership import ADA, BEN, CITY, CLUB, EVE, TRUST, ZONE
from tests.story import given, happened, standing

from accord.aggregates.role import (
    ActingAppointed,
    ActingEnded,
    AlternateNamed,
    AlternateReleased,
    Role,
    RoleAccepted,
    RoleDeclined,
    RoleResigned,
    RoleResumed,
    RoleSuspended,
    Seating,
    Stage,
    accept_role,
    appoint_acting,
    decline_role,
    end_acting,
    name_alternate,
    release_alternate,
    resume_role,
    suspend_role,
)
from accord.aggregates.role.spans import Span, first_gap
from accord.errors import NotEntitled, NotFound, OutOfOrder, Refused

TODAY = date(2026, 5, 4)
JUNE, JULY, AUGUST = date(2026, 6, 1), date(2026, 7, 1), date(2026, 8, 1)
MAYOR = p.post_created("mayor", CITY)
HELD = p.held("mayor", ADA, CITY)
UNTIL_JULY = p.held("mayor", ADA, CITY, until=JULY)


def suspended(from_=TODAY, until=None):
    return RoleSuspended(assignment=1, effective_from=from_, effective_to=until)


def resumed(day):
    return RoleResumed(assignment=1, effective_from=day)


def acting(from_=TODAY, until=AUGUST, number=1, holder=BEN):
    return ActingAppointed(
        acting=number, holder=holder, party=CITY, effective_from=from_, effective_to=until
    )


def alternate(from_=TODAY, until=None, number=1):
    return AlternateNamed(
        assignment=1, alternate=number, person=BEN, effective_from=from_, effective_to=until
    )


def suspending(*history, from_=None, until=None, **said):
    return given(Role, *history).when(
        suspend_role, zone=ZONE, assignment=1, from_=from_, until=until, **said
    )


def resuming(*history, from_=None):
    return given(Role, *history).when(resume_role, zone=ZONE, assignment=1, from_=from_)


def appointing(*history, from_=None, until=AUGUST, party=CITY, holder=BEN):
    return given(Role, *history).when(
        appoint_acting,
        agreement=p.agreement(),
        others={},
        holder=holder,
        party=party,
        from_=from_,
        until=until,
    )


def naming(*history, from_=None, until=None, person=BEN, others=None, agreement=None):
    return given(Role, *history).when(
        name_alternate,
        agreement=agreement or p.agreement(),
        others=others or {},
        assignment=1,
        person=person,
        from_=from_,
        until=until,
    )


# --- Suspension ------------------------------------------------------------------------------


def test_a_suspended_holder_keeps_the_post_and_does_not_sit_in_it():
    told = suspending(HELD)

    told.then(suspended())
    assert told.state.stage(TODAY) is Stage.SUSPENDED
    assert told.state.holding_on(TODAY).holder == ADA
    assert told.state.seated_on(TODAY) is None


def test_a_suspension_ends_with_the_mandate_and_not_after_it():
    suspending(UNTIL_JULY, until=AUGUST).then_refused(
        Refused, "would end on 2026-08-01, and assignment 1 ends on 2026-07-01 already"
    )
    suspending(UNTIL_JULY, until=JULY).then(suspended(until=JULY))
    suspending(UNTIL_JULY).then(suspended())


def test_a_suspension_for_a_time_ends_by_itself():
    role = standing(Role, HELD, suspended(until=JUNE))

    assert role.stage(date(2026, 5, 31)) is Stage.SUSPENDED
    assert role.stage(JUNE) is Stage.HELD
    assert role.seated_on(JUNE) == Seating(ADA, CITY)


def test_nobody_is_suspended_who_does_not_hold_the_post():
    suspending(MAYOR, p.assigned(ADA, CITY)).then_refused(OutOfOrder, "nobody to suspend")
    suspending(UNTIL_JULY, from_=JULY).then_refused(OutOfOrder, "on 2026-07-01 there is nobody")
    suspending(MAYOR).then_refused(NotFound, "has no assignment 1")


def test_a_suspension_ends_after_it_begins():
    suspending(HELD, until=TODAY).then_refused(Refused, "would end on 2026-05-04, not after")


def test_nobody_is_suspended_twice_at_a_time():
    suspending(HELD, suspended()).then_refused(OutOfOrder, "suspended already from 2026-05-04")
    suspending(HELD, suspended(until=JUNE), from_=JUNE).then(suspended(JUNE))


def test_a_holder_resumes_the_post():
    told = resuming(HELD, suspended(), from_=JUNE)

    told.then(resumed(JUNE))
    assert told.state.stage(date(2026, 5, 31)) is Stage.SUSPENDED
    assert told.state.stage(JUNE) is Stage.HELD


def test_a_suspension_to_come_is_lifted_before_it_begins():
    told = resuming(HELD, suspended(JUNE, JULY))

    told.then(resumed(JUNE))
    assert told.state.stage(JUNE) is Stage.HELD


def test_nobody_resumes_what_was_not_suspended():
    resuming(HELD).then_refused(OutOfOrder, "is not suspended on 2026-05-04 or later")
    resuming(HELD, suspended(until=JUNE), from_=JUNE).then_refused(OutOfOrder, "not suspended")
    resuming(HELD, suspended(), resumed(TODAY)).then_refused(OutOfOrder, "not suspended")
    resuming(UNTIL_JULY, suspended(), from_=JULY).then_refused(OutOfOrder, "not suspended")


# --- Alternates ------------------------------------------------------------------------------


def test_an_alternate_sits_for_a_suspended_holder_alone():
    role = standing(Role, HELD, alternate(), suspended(JUNE, JULY))

    assert role.seated_on(TODAY) == Seating(ADA, CITY)
    assert role.seated_on(JUNE) == Seating(BEN, CITY)
    assert role.seated_on(JULY) == Seating(ADA, CITY)


def test_an_alternate_stands_ready_until_the_holder_s_end():
    told = naming(UNTIL_JULY)

    told.then(alternate(until=JULY))
    assert told.state.assignments[1].alternate_on(JULY) is None


def test_an_alternate_stands_ready_within_the_assignment():
    naming(UNTIL_JULY, until=AUGUST).then_refused(
        Refused, "from 2026-04-01 up to but without 2026-07-01"
    )
    naming(UNTIL_JULY, from_=JULY).then_refused(Refused, "stands ready within assignment 1")
    naming(HELD, from_=JUNE, until=JUNE).then_refused(Refused, "stands ready within")
    naming(p.held("mayor", ADA, CITY, JUNE)).then_refused(Refused, "from 2026-06-01")


def test_nobody_is_their_own_alternate():
    naming(HELD, person=ADA).then_refused(Refused, "nobody is the alternate of themself")


def test_there_is_one_alternate_at_a_time():
    naming(HELD, alternate(), person=EVE).then_refused(OutOfOrder, "there is one at a time")
    naming(HELD, alternate(until=JUNE), from_=JUNE).then(alternate(JUNE, number=2))


def test_an_assignment_that_was_ended_has_no_alternate():
    naming(MAYOR, p.assigned(ADA, CITY), RoleDeclined(assignment=1)).then_refused(
        OutOfOrder, "assignment 1 was ended"
    )
    naming(MAYOR).then_refused(NotFound, "has no assignment 1")


def releasing(*history, number=1, until=None):
    return given(Role, *history).when(
        release_alternate, zone=ZONE, assignment=1, alternate=number, until=until
    )


def test_an_alternate_is_released():
    told = releasing(HELD, alternate(), suspended(), until=JUNE)

    told.then(AlternateReleased(assignment=1, alternate=1, effective_to=JUNE))
    assert told.state.seated_on(date(2026, 5, 31)) == Seating(BEN, CITY)
    assert told.state.seated_on(JUNE) is None


def test_an_alternate_is_released_once():
    releasing(HELD, alternate(until=TODAY)).then_refused(OutOfOrder, "ends on 2026-05-04 already")
    releasing(HELD, alternate(), number=2).then_refused(NotFound, "has no alternate 2")


# --- Acting ----------------------------------------------------------------------------------


def test_somebody_acts_in_a_vacant_post_until_a_day():
    told = appointing(MAYOR)

    told.then(acting())
    assert told.state.stage(TODAY) is Stage.ACTING
    assert told.state.seated_on(TODAY) == Seating(BEN, CITY)
    assert told.state.holding_on(TODAY) is None
    assert told.state.stage(AUGUST) is Stage.VACANT


def test_somebody_acts_while_the_holder_is_suspended_and_an_alternate_named_later_waits():
    told = appointing(HELD, suspended(), from_=JUNE, holder=EVE)
    told.then(acting(JUNE, holder=EVE))

    later = standing(Role, HELD, suspended(), acting(JUNE, holder=EVE), alternate(until=None))
    assert later.seated_on(TODAY) == Seating(BEN, CITY)
    assert later.seated_on(JUNE) == Seating(EVE, CITY)
    assert later.seated_on(AUGUST) == Seating(BEN, CITY)


def test_nobody_acts_where_an_alternate_sits_of_right():
    told = appointing(HELD, alternate(), suspended(until=AUGUST), from_=JUNE, holder=EVE)
    told.then_refused(
        OutOfOrder, f"{BEN} is the alternate of assignment 1", "release the alternate"
    )
    assert told.refused.facts == {"alternate": 1}

    appointing(HELD, alternate(until=JUNE), suspended(), from_=JUNE).then(acting(JUNE))


def test_the_alternate_of_a_holder_who_has_left_keeps_nobody_from_acting():
    left = happened(RoleResigned(assignment=1, effective_to=JUNE), by=ADA)
    appointing(HELD, alternate(), left, from_=JUNE).then(acting(JUNE))


@pytest.mark.parametrize(
    ("history", "day"),
    [
        (HELD, TODAY),
        ((HELD, suspended(until=JULY)), JULY),
        ((HELD, suspended(JUNE, None)), TODAY),
        (p.held("mayor", ADA, CITY, JULY), JULY),
    ],
)
def test_nobody_acts_where_the_holder_is_there(history, day):
    appointing(*history).then_refused(
        OutOfOrder, f"{ADA} holds post mayor on {day} and is not suspended"
    )


def test_somebody_acts_while_an_appointment_is_not_accepted():
    appointing(MAYOR, p.assigned(ADA, CITY)).then(acting())


def test_no_two_act_at_once():
    appointing(MAYOR, acting(JUNE, JULY)).then_refused(OutOfOrder, "no two act at once")
    appointing(MAYOR, acting(JUNE, JULY), until=JUNE).then(acting(until=JUNE, number=2))


def test_who_acts_is_of_the_post_s_party():
    appointing(MAYOR, party=TRUST).then_refused(NotEntitled, f"is kept for party {CITY}")
    appointing(MAYOR, party=CLUB).then_refused(NotEntitled, f"{CLUB} is no party")


def test_acting_ends_after_it_begins():
    appointing(MAYOR, until=TODAY).then_refused(Refused, "not after they begin on 2026-05-04")


def test_nobody_acts_in_what_was_never_created():
    appointing().then_refused(NotFound, "there is no role")


def ending(*history, number=1, until=None):
    return given(Role, *history).when(end_acting, zone=ZONE, acting=number, until=until)


def test_acting_is_ended_before_its_day():
    told = ending(MAYOR, acting(), until=JUNE)

    told.then(ActingEnded(acting=1, effective_to=JUNE))
    assert told.state.stage(JUNE) is Stage.VACANT


def test_acting_is_ended_once_and_by_its_number():
    ending(MAYOR, acting(until=TODAY)).then_refused(OutOfOrder, "ends on 2026-05-04 already")
    ending(MAYOR, acting(), number=2).then_refused(NotFound, "no acting holder 2")


def test_who_acts_gives_way_to_the_holder_who_accepts():
    history = (MAYOR, p.assigned(ADA, CITY), acting())
    told = given(Role, *history).when(accept_role, by=ADA, zone=ZONE, assignment=1, from_=JUNE)

    told.then(
        RoleAccepted(assignment=1, effective_from=JUNE), ActingEnded(acting=1, effective_to=JUNE)
    )
    assert told.state.seated_on(date(2026, 5, 31)) == Seating(BEN, CITY)
    assert told.state.seated_on(JUNE) == Seating(ADA, CITY)


def test_who_acts_gives_way_to_the_holder_who_resumes():
    resuming(HELD, suspended(until=AUGUST), acting(), from_=JUNE).then(
        resumed(JUNE), ActingEnded(acting=1, effective_to=JUNE)
    )


# --- Declining, and accepting from a day on --------------------------------------------------


def declining(*history, by=ADA):
    return given(Role, MAYOR, *history).when(decline_role, by=by, zone=ZONE, assignment=1)


def test_who_declines_never_held_the_post():
    told = declining(p.assigned(ADA, CITY))

    told.then(RoleDeclined(assignment=1))
    assert told.state.stage(TODAY) is Stage.VACANT
    assert not told.state.assignments[1].overlaps(p.STARTS, None)


def test_an_appointment_is_pending_until_accepted_or_declined():
    assert standing(Role, MAYOR, p.assigned(ADA, CITY)).stage(TODAY) is Stage.PENDING


def test_nobody_declines_for_another_or_what_is_accepted_or_ended():
    accepted = happened(RoleAccepted(assignment=1), by=ADA)
    declining(p.assigned(ADA, CITY), by=BEN).then_refused(NotEntitled, "only they can speak")
    declining(p.assigned(ADA, CITY), accepted).then_refused(OutOfOrder, "already accepted")
    declining(p.assigned(ADA, CITY), RoleDeclined(assignment=1)).then_refused(OutOfOrder, "ended")


def test_a_mandate_accepted_late_holds_from_the_day_that_is_said():
    told = given(Role, MAYOR, p.assigned(ADA, CITY)).when(
        accept_role, by=ADA, zone=ZONE, assignment=1, from_=TODAY
    )

    told.then(RoleAccepted(assignment=1, effective_from=TODAY))
    assert told.state.stage(date(2026, 5, 3)) is Stage.VACANT
    assert told.state.stage(TODAY) is Stage.HELD


def test_a_mandate_is_accepted_from_one_of_its_days():
    told = given(Role, MAYOR, p.assigned(ADA, CITY, JUNE, JULY)).when(
        accept_role, by=ADA, zone=ZONE, assignment=1, from_=JULY
    )
    told.then_refused(Refused, "cannot be accepted from 2026-07-01 on")


# --- Times without gaps ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("filled", "gap"),
    [
        ([], JUNE),
        ([Span(JUNE, JULY)], JULY),
        ([Span(TODAY, None)], None),
        ([Span(JULY, AUGUST), Span(TODAY, JULY)], None),
        ([Span(TODAY, date(2026, 6, 15)), Span(JULY, None)], date(2026, 6, 15)),
    ],
)
def test_the_first_day_that_nothing_covers_is_found(filled, gap):
    assert first_gap(JUNE, AUGUST, filled) == gap
