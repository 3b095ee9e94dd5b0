"""A post is created once, and held by one person at a time, from a day up to but without another."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given as whatever
from hypothesis import strategies as some
from tests.partnership import (
    ADA,
    AGREEMENT,
    BEN,
    CITY,
    TERMS,
    TRUST,
    ZONE,
    agreement,
    assigned,
    in_force,
    post_created,
)
from tests.story import BEGINNING, given, happened, standing

from accord.aggregates.agreement import Post
from accord.aggregates.agreement.events import AgreementDeclaredVoid, AgreementSuperseded
from accord.aggregates.effect import RetroactiveUnflagged
from accord.aggregates.role import (
    Assignment,
    PostAbolished,
    Role,
    RoleAccepted,
    RoleResigned,
    RoleRevoked,
    RoleVacated,
    accept_role,
    assign_role,
    create_post,
    name_alternate,
    reinstate_post,
    resign,
    revoke,
    role_id,
    vacate,
)
from accord.errors import NotEntitled, NotFound, OutOfOrder, Refused

TODAY = date(2026, 5, 4)
JUNE, JULY = date(2026, 6, 1), date(2026, 7, 1)
LATE = datetime(2026, 5, 4, 23, 30, tzinfo=UTC)
"""The fifth of May in Helsinki."""
APPOINTED = datetime(2026, 5, 1, 9, tzinfo=UTC)
TICK = timedelta(microseconds=1)
MAYOR = post_created("mayor", CITY)
ACCEPTED = happened(RoleAccepted(assignment=1), by=ADA)


def creating(*history):
    return given(Role, *history).when(
        create_post, agreement=AGREEMENT, post="mayor", title="Mayor", party=CITY
    )


def assigning(*history, holder=BEN, party=CITY, from_=None, until=None, terms=None, **said):
    return given(Role, *history).when(
        assign_role,
        agreement=agreement(*in_force(**(terms or {}))),
        others={},
        holder=holder,
        party=party,
        from_=from_,
        until=until,
        **said,
    )


def accepting(*history, by=ADA, assignment=1, **said):
    return given(Role, MAYOR, *history).when(
        accept_role, by=by, zone=ZONE, assignment=assignment, **said
    )


def resigning(*history, by=ADA, until=None, **said):
    return given(Role, MAYOR, *history).when(
        resign, by=by, zone=ZONE, assignment=1, until=until, **said
    )


def revoking(*history, until=None, assignment=1, **said):
    return given(Role, MAYOR, *history).when(
        revoke, zone=ZONE, assignment=assignment, until=until, **said
    )


def vacating(*history, until=None, assignment=1, reason="The mayor died.", **said):
    return given(Role, MAYOR, *history).when(
        vacate, zone=ZONE, assignment=assignment, until=until, reason=reason, **said
    )


def vacated(day, number=1):
    return RoleVacated(assignment=number, effective_to=day)


def resigned(day, number=1):
    return RoleResigned(assignment=number, effective_to=day)


def revoked(day, number=1):
    return RoleRevoked(assignment=number, effective_to=day)


# --- The post --------------------------------------------------------------------------------


def test_a_post_of_the_agreement_is_created():
    creating().then(MAYOR)


def test_a_post_is_created_once():
    creating(MAYOR).then_refused(OutOfOrder, "post mayor of this agreement is already created")


def test_each_post_of_each_agreement_is_a_stream_of_its_own():
    others = (role_id(AGREEMENT, "mayor"), role_id(AGREEMENT, "warden"), role_id(TRUST, "mayor"))

    assert len(set(others)) == 3


# --- Appointing ------------------------------------------------------------------------------


def test_a_person_is_appointed_from_today_until_further_notice():
    assigning(MAYOR).then(assigned(BEN, CITY, TODAY))


def test_a_person_is_appointed_for_a_time():
    assigning(MAYOR, from_=JUNE, until=JULY).then(assigned(BEN, CITY, JUNE, JULY))


def test_late_in_the_evening_an_appointment_begins_tomorrow_in_helsinki():
    assigning(MAYOR, at=LATE).then(assigned(BEN, CITY, date(2026, 5, 5)))


def test_today_in_helsinki_is_not_yesterday_although_it_is_in_london():
    assigning(MAYOR, at=LATE, from_=TODAY).then_refused(
        RetroactiveUnflagged, "from 2026-05-04, before today (2026-05-05)"
    )


def test_an_appointment_of_the_past_must_be_said_to_be_retroactive():
    assigning(MAYOR, from_=date(2026, 5, 1)).then_refused(RetroactiveUnflagged)
    assigning(MAYOR, from_=date(2026, 5, 1), retroactive=True, reason="Found in the minutes.").then(
        assigned(BEN, CITY, date(2026, 5, 1))
    )


def test_an_appointment_made_on_an_earlier_day_begins_then_where_that_is_said():
    assigning(MAYOR, occurred_on=date(2026, 5, 1), retroactive=True, reason="Found.").then(
        assigned(BEN, CITY, date(2026, 5, 1))
    )


@pytest.mark.parametrize("until", [TODAY, date(2026, 5, 3)])
def test_an_appointment_ends_after_it_begins(until):
    assigning(MAYOR, until=until).then_refused(
        Refused, f"would end on {until}, not after it begins on 2026-05-04"
    )


def test_a_post_that_is_kept_for_a_party_is_held_by_its_people_only():
    assigning(MAYOR, party=TRUST).then_refused(NotEntitled, f"post mayor is kept for party {CITY}")


def test_a_post_that_is_kept_for_nobody_is_held_by_anybody_s_people():
    terms = {"posts": (Post(post="mayor", title="Mayor"), TERMS.posts[1])}
    assigning(post_created("mayor"), party=TRUST, terms=terms).then(assigned(BEN, TRUST, TODAY))


def test_what_was_never_created_is_not_held():
    assigning().then_refused(NotFound, "there is no role")


HELD = (MAYOR, assigned(ADA, CITY, JUNE, JULY))


@pytest.mark.parametrize(
    ("from_", "until"),
    [
        (JUNE, JULY),
        (TODAY, date(2026, 6, 2)),
        (date(2026, 6, 30), None),
        (TODAY, None),
        (date(2026, 6, 10), date(2026, 6, 11)),
    ],
)
def test_no_two_persons_hold_a_post_on_one_day(from_, until):
    assigning(*HELD, from_=from_, until=until).then_refused(
        OutOfOrder, f"held by person {ADA} from 2026-06-01 up to but without 2026-07-01"
    )


@pytest.mark.parametrize(("from_", "until"), [(TODAY, JUNE), (JULY, None)])
def test_one_person_may_follow_another_on_the_day_the_other_ends(from_, until):
    assigning(*HELD, from_=from_, until=until).then(assigned(BEN, CITY, from_, until, number=2))


def test_a_post_held_until_further_notice_is_free_only_after_its_end():
    history = (MAYOR, assigned(ADA, CITY), ACCEPTED)
    assigning(*history, from_=JUNE).then_refused(OutOfOrder, "until further notice")
    assigning(*history, resigned(JUNE), from_=JUNE).then(assigned(BEN, CITY, JUNE, number=2))


def test_an_appointment_revoked_before_it_began_keeps_nobody_out():
    history = (MAYOR, assigned(ADA, CITY, JUNE), revoked(JUNE))
    assigning(*history, from_=TODAY).then(assigned(BEN, CITY, TODAY, number=2))


# --- Accepting -------------------------------------------------------------------------------


def test_the_appointed_person_accepts():
    told = accepting(assigned(ADA, CITY))

    told.then(RoleAccepted(assignment=1))
    assert told.state.holding_on(TODAY).holder == ADA


def test_nobody_accepts_for_another():
    accepting(assigned(ADA, CITY), by=BEN).then_refused(NotEntitled, f"is that of person {ADA}")


def test_nobody_accepts_twice():
    accepting(assigned(ADA, CITY), ACCEPTED).then_refused(OutOfOrder, "1 is already accepted")


def test_nobody_accepts_what_was_not_offered():
    accepting().then_refused(NotFound, "post mayor has no assignment 1")


@pytest.mark.parametrize("end", [resigned, revoked, vacated])
def test_nobody_accepts_an_appointment_that_was_ended(end):
    for day in (TODAY, JULY):
        accepting(assigned(ADA, CITY), end(day)).then_refused(
            OutOfOrder, "assignment 1 was ended before it was accepted"
        )


def test_an_appointment_is_accepted_after_it_was_made():
    appointed = happened(assigned(ADA, CITY), at=APPOINTED)
    accepting(appointed, occurred_at=APPOINTED).then(RoleAccepted(assignment=1))
    told = accepting(appointed, occurred_at=APPOINTED - TICK)
    told.then_refused(
        OutOfOrder, "before the appointment, which was not before 2026-05-01T09:00:00.000000Z"
    )
    assert told.refused.facts["field"] == "occurred_at"


def test_an_appointment_is_accepted_on_its_day_or_later():
    appointed = happened(assigned(ADA, CITY), at=APPOINTED)
    for day in (date(2026, 5, 1), TODAY):
        accepting(appointed, occurred_on=day).then(RoleAccepted(assignment=1))
    told = accepting(appointed, occurred_on=date(2026, 4, 29))
    told.then_refused(OutOfOrder, "before the appointment")
    assert told.refused.facts["field"] == "occurred_on"


def test_an_appointment_recorded_late_is_accepted_from_the_day_on_which_it_was_made():
    appointed = happened(assigned(ADA, CITY), at=APPOINTED, occurred_on=date(2026, 4, 20))
    accepting(appointed, occurred_on=date(2026, 4, 20)).then(RoleAccepted(assignment=1))
    accepting(appointed, occurred_on=date(2026, 4, 17)).then_refused(
        OutOfOrder, "before the appointment"
    )


def test_an_appointment_that_is_not_accepted_leaves_the_post_vacant():
    assert standing(Role, MAYOR, assigned(ADA, CITY)).holding_on(TODAY) is None


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(2026, 5, 31), False),
        (JUNE, True),
        (date(2026, 6, 30), True),
        (JULY, False),
    ],
)
def test_who_holds_a_post_until_a_day_does_not_hold_it_on_that_day(day, holds):
    role = standing(Role, MAYOR, assigned(ADA, CITY, JUNE, JULY), ACCEPTED)

    assert (role.holding_on(day) is not None) is holds


# --- Resigning and revoking ------------------------------------------------------------------


def test_the_holder_resigns_from_today():
    told = resigning(assigned(ADA, CITY), ACCEPTED)

    told.then(resigned(TODAY))
    assert told.state.holding_on(date(2026, 5, 3)).holder == ADA
    assert told.state.holding_on(TODAY) is None


def test_late_in_the_evening_the_holder_resigns_from_tomorrow_in_helsinki():
    resigning(assigned(ADA, CITY), ACCEPTED, at=LATE).then(resigned(date(2026, 5, 5)))


def test_nobody_resigns_for_another():
    resigning(assigned(ADA, CITY), ACCEPTED, by=BEN).then_refused(NotEntitled, "only they can")


def test_a_resignation_recorded_for_the_holder_is_the_holder_s():
    resigning(assigned(ADA, CITY), ACCEPTED, by=BEN, asserted_by=ADA).then(resigned(TODAY))


def test_nobody_resigns_from_what_was_not_offered():
    resigning().then_refused(NotFound, "has no assignment 1")


@pytest.mark.parametrize("ending", [resigning, revoking, vacating])
def test_a_post_is_given_up_in_the_past_only_where_that_is_said(ending):
    history = (assigned(ADA, CITY), ACCEPTED)
    ending(*history, until=date(2026, 5, 3)).then_refused(RetroactiveUnflagged, "2026-05-03")
    told = ending(*history, until=date(2026, 5, 3), retroactive=True, reason="Overlooked.")
    assert told.events[0].effective_to == date(2026, 5, 3)


@pytest.mark.parametrize("ending", [resigning, revoking, vacating])
@pytest.mark.parametrize("before", [resigned, revoked, vacated])
def test_a_post_that_ends_already_is_not_given_up_again(ending, before):
    ending(assigned(ADA, CITY), ACCEPTED, before(TODAY)).then_refused(
        OutOfOrder, "assignment 1 ends on 2026-05-04 already"
    )


@pytest.mark.parametrize("ending", [resigning, revoking, vacating])
def test_an_end_is_brought_forward_but_never_put_off(ending):
    history = (assigned(ADA, CITY, until=JULY), ACCEPTED)
    ending(*history, until=JULY).then_refused(OutOfOrder, "ends on 2026-07-01 already")
    assert ending(*history, until=JUNE).events[0].effective_to == JUNE


def test_the_holder_is_removed_from_today():
    revoking(assigned(ADA, CITY), ACCEPTED).then(revoked(TODAY))


def test_an_appointment_that_has_not_begun_is_revoked_before_its_first_day():
    told = revoking(assigned(ADA, CITY, JUNE), ACCEPTED)

    told.then(revoked(JUNE))
    assert told.state.holding_on(JUNE) is None


def test_a_post_falls_vacant_without_an_act_of_its_holder_for_a_reason():
    vacating(assigned(ADA, CITY), ACCEPTED).then(vacated(TODAY))
    vacating(assigned(ADA, CITY)).then(vacated(TODAY))
    vacating(assigned(ADA, CITY), ACCEPTED, reason=None).then_refused(
        Refused, "say why the post fell vacant"
    )
    vacating(assignment=2).then_refused(NotFound, "has no assignment 2")


def test_nobody_is_removed_who_was_not_appointed():
    revoking(assigned(ADA, CITY), assignment=2).then_refused(NotFound, "has no assignment 2")


# --- Half-open times -------------------------------------------------------------------------

DAYS = some.dates(date(2026, 1, 1), date(2026, 1, 8))
TIMES = some.tuples(DAYS, some.none() | DAYS)


@whatever(TIMES, TIMES)
def test_two_times_overlap_just_where_some_day_lies_in_both(one, other):
    mine = Assignment(1, ADA, CITY, *one, BEGINNING)
    theirs = Assignment(2, BEN, CITY, *other, BEGINNING)
    if theirs.until is not None and theirs.until <= theirs.from_:
        return
    both = [
        day for n in range(1, 32) if mine.covers(day := date(2026, 1, n)) and theirs.covers(day)
    ]

    assert mine.overlaps(*other) == bool(both)


# --- After the last day ----------------------------------------------------------------------


def test_an_appointment_is_open_up_to_the_last_day_of_the_mandate():
    ended = assigned(ADA, CITY, date(2026, 4, 1), TODAY)
    lasting = assigned(ADA, CITY, date(2026, 4, 1), date(2026, 5, 5))

    accepting(ended).then_refused(
        OutOfOrder, "assignment 1 ended on 2026-05-04, before it was accepted; on 2026-05-04"
    )
    accepting(lasting).then(RoleAccepted(assignment=1))
    accepting(lasting, at=LATE).then_refused(OutOfOrder, "on 2026-05-05 it is neither accepted")
    accepting(ended, occurred_on=date(2026, 5, 3)).then(RoleAccepted(assignment=1))


@pytest.mark.parametrize(
    ("ends", "stage"),
    [
        (AgreementSuperseded(by=AGREEMENT, effective_from=JUNE), "superseded"),
        (AgreementDeclaredVoid(ab_initio=False, effective_from=JUNE), "void"),
    ],
)
def test_nobody_takes_up_a_post_of_an_agreement_that_is_over(ends, stage):
    ended = agreement(*in_force(ends))
    said = {"agreement": ended, "others": {}, "holder": BEN, "party": CITY, "until": None}

    given(Role, MAYOR).when(assign_role, from_=date(2026, 5, 31), **said).then(
        assigned(BEN, CITY, date(2026, 5, 31))
    )
    given(Role, MAYOR).when(assign_role, from_=JUNE, **said).then_refused(
        OutOfOrder, f"the agreement is {stage} on 2026-06-01: nobody takes up a post"
    )
    standing_in = given(Role, MAYOR, assigned(ADA, CITY), ACCEPTED).when(
        name_alternate,
        agreement=ended,
        others={},
        assignment=1,
        person=BEN,
        from_=JUNE,
        until=None,
    )
    standing_in.then_refused(OutOfOrder, "nobody takes up a post")
    abolished = PostAbolished(effective_from=date(2026, 4, 1))
    given(Role, MAYOR, abolished).when(reinstate_post, agreement=ended, from_=JUNE).then_refused(
        OutOfOrder, "nobody takes up a post"
    )


def test_people_are_appointed_to_wind_up_an_agreement_that_ended():
    over = agreement(*in_force(until=JUNE))

    given(Role, MAYOR).when(
        assign_role, agreement=over, others={}, holder=BEN, party=CITY, from_=JULY, until=None
    ).then(assigned(BEN, CITY, JULY))
