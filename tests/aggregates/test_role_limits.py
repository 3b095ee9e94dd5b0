"""The terms say how long and how often a post is held, and which posts meet in no one's hands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given as whatever
from hypothesis import strategies as some
from tests import partnership as p
from tests.partnership import ADA, BEN, CITY, CLEO, CLUB, DAN, EVE, TRUST
from tests.story import given, happened

from accord.aggregates.agreement import Post, Seat
from accord.aggregates.agreement.memory import Dated
from accord.aggregates.agreement.terms import (
    Body,
    CompositionLimit,
    Incompatibility,
    PartyTerms,
    Tenure,
)
from accord.aggregates.role import (
    Role,
    RoleAccepted,
    RoleDeclined,
    RoleResigned,
    TermExtended,
    appoint_acting,
    assign_role,
    extend_term,
    name_alternate,
    related,
)
from accord.aggregates.role.spans import months_after
from accord.errors import NotEntitled, NotFound, OutOfOrder, Refused

TODAY = date(2026, 5, 4)
JUNE, JULY, AUGUST = date(2026, 6, 1), date(2026, 7, 1), date(2026, 8, 1)
ONE_YEAR = date(2027, 6, 1)


def terms(*dated):
    """An agreement in force with these provisions, each from its day on, by default from the first."""
    found = p.agreement(*p.in_force(until=None))
    found.dated += [each if isinstance(each, Dated) else _said(each) for each in dated]
    return found


def _said(provision, day=date(2026, 4, 1)):
    kinds = {
        Tenure: "tenure",
        Incompatibility: "incompatibility",
        CompositionLimit: "composition_limit",
        PartyTerms: "party",
        Post: "post",
    }
    return Dated(day, kinds[type(provision)], value=provision)


def term(number, holder, from_, until, party=CITY):
    """An accepted term in the post."""
    return [
        p.assigned(holder, party, from_, until, number=number),
        happened(RoleAccepted(assignment=number), by=holder),
    ]


def year(number, holder, begins, party=CITY):
    return term(number, holder, date(begins, 4, 1), date(begins + 1, 4, 1), party)


def assigning(
    *history, agreement, holder=BEN, party=CITY, from_=JUNE, until=None, others=None, post="mayor"
):
    return given(Role, p.post_created(post), *history).when(
        assign_role,
        agreement=agreement,
        others=others or {},
        holder=holder,
        party=party,
        from_=from_,
        until=until,
        retroactive=True,
        reason="Found in the minutes.",
    )


def post(key, holder, party, from_=p.STARTS, until=None):
    return p.role(key, p.held(key, holder, party, from_, until))


# --- Months ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "months", "ends"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 3, 31), 6, date(2026, 9, 30)),
        (date(2026, 5, 4), 0, date(2026, 5, 4)),
        (date(9999, 12, 1), 1, date.max),
    ],
)
def test_months_are_those_of_the_calendar(day, months, ends):
    assert months_after(day, months) == ends


@whatever(some.dates(date(1900, 1, 1), date(2200, 1, 1)), some.integers(0, 600))
def test_a_later_day_is_never_before_and_in_the_month_that_was_asked(day, months):
    later = months_after(day, months)

    assert later >= day
    assert (later.year - day.year) * 12 + later.month - day.month == months


# --- Whose post it is ------------------------------------------------------------------------


def test_a_post_that_the_terms_no_longer_constitute_is_not_filled():
    gone = terms(Dated(JULY, "signatory", key=str(CITY)), Dated(JULY, "post", key="mayor"))

    assigning(agreement=gone, from_=JUNE).then(p.assigned(BEN, CITY, JUNE))
    assigning(agreement=gone, from_=JULY).then_refused(
        NotFound, "constitutes no post mayor on 2026-07-01"
    )


def test_a_party_appoints_from_the_day_on_which_it_is_one():
    joined = terms(_said(PartyTerms(party=CLUB), JULY), Post(post="guest", title="Guest"))

    for day, party in ((JUNE, CLUB), (JULY, EVE)):
        assigning(agreement=joined, party=party, from_=day, post="guest").then_refused(
            NotEntitled, f"{party} is no party of this agreement on {day}"
        )
    assigning(agreement=joined, party=CLUB, from_=JULY, post="guest").then(
        p.assigned(BEN, CLUB, JULY)
    )


# --- One term --------------------------------------------------------------------------------

A_YEAR = Tenure(post="mayor", months=12, clause="members")


def test_one_term_is_no_longer_than_the_terms_say():
    assigning(agreement=terms(A_YEAR), until=ONE_YEAR).then(p.assigned(BEN, CITY, JUNE, ONE_YEAR))
    for until in (date(2027, 6, 2), None):
        told = assigning(agreement=terms(A_YEAR), until=until)
        told.then_refused(
            Refused,
            "at most 12 months (clause members)",
            "(the first day without the post) is 2027-06-01 or earlier",
        )
        assert told.refused.facts["field"] == "effective_to"


def test_the_terms_of_the_first_day_count():
    later = terms(_said(A_YEAR, JULY))

    assigning(agreement=later).then(p.assigned(BEN, CITY, JUNE))
    assigning(agreement=later, from_=JULY).then_refused(Refused, "at most 12 months")


# --- Terms in succession ---------------------------------------------------------------------

TWICE = Tenure(post="mayor", months=12, terms=2, clause="members")


def again(*history, holder=ADA, begins=2026, tenure=TWICE, party=CITY):
    return assigning(
        *history,
        agreement=terms(Dated(date(2020, 1, 1), "tenure", value=tenure)),
        holder=holder,
        party=party,
        from_=date(begins, 4, 1),
        until=date(begins + 1, 4, 1),
    )


def test_the_same_person_holds_a_post_for_so_many_terms_in_succession():
    again(year(1, ADA, 2025)).then(
        p.assigned(ADA, CITY, date(2026, 4, 1), date(2027, 4, 1), number=2)
    )
    told = again(year(1, ADA, 2024), year(2, ADA, 2025))
    told.then_refused(Refused, "for at most 2 terms in succession (clause members)", "term 3")
    assert told.refused.facts["clause"] == "members"


def test_another_person_follows_upon_the_last_term():
    assert again(year(1, ADA, 2024), year(2, ADA, 2025), holder=BEN).refused is None


def test_a_whole_term_between_interrupts_the_succession():
    assert again(year(1, ADA, 2023), year(2, ADA, 2024)).refused is None
    short = term(2, ADA, date(2024, 4, 1), date(2025, 4, 2))
    again(year(1, ADA, 2023), short).then_refused(Refused, "term 3")


def test_without_months_the_term_of_somebody_else_interrupts_the_succession():
    tenure = Tenure(post="mayor", terms=2)
    history = (year(1, ADA, 2022), year(2, ADA, 2023))

    again(*history, tenure=tenure).then_refused(Refused, "at most 2 terms in succession, and")
    assert again(*history, year(3, BEN, 2024), tenure=tenure).refused is None


def test_an_appointment_between_two_terms_joins_them():
    again(year(1, ADA, 2025), year(2, ADA, 2027)).then_refused(Refused, "term 3")


def test_what_was_declined_or_never_accepted_is_no_term():
    first = p.assigned(ADA, CITY, date(2024, 4, 1), date(2025, 4, 1))
    assert again(first, year(2, ADA, 2025)).refused is None
    assert again(first, RoleDeclined(assignment=1), year(2, ADA, 2025)).refused is None


def test_a_term_that_was_given_up_counts():
    left = RoleResigned(assignment=1, effective_to=date(2024, 9, 1))
    again(year(1, ADA, 2024), left, year(2, ADA, 2025)).then_refused(Refused, "term 3")


# --- Rotation --------------------------------------------------------------------------------

TURNS = Tenure(post="guest", rotation=True, clause="members")


@pytest.mark.parametrize(("party", "holder"), [(CITY, ADA), (CITY, BEN)])
def test_a_party_does_not_follow_upon_itself(party, holder):
    told = assigning(
        term(1, ADA, date(2026, 4, 1), JUNE),
        agreement=terms(TURNS, Post(post="guest", title="Guest")),
        holder=holder,
        party=party,
        post="guest",
    )
    told.then_refused(Refused, "goes from party to party (clause members)", "2026-04-01")


def test_the_other_party_follows_in_its_turn():
    told = assigning(
        term(1, ADA, date(2026, 4, 1), JUNE),
        agreement=terms(TURNS, Post(post="guest", title="Guest")),
        holder=CLEO,
        party=TRUST,
        post="guest",
    )
    told.then(p.assigned(CLEO, TRUST, JUNE, number=2))


def test_a_party_does_not_come_before_itself():
    assigning(
        term(1, ADA, JULY, AUGUST),
        agreement=terms(TURNS, Post(post="guest", title="Guest")),
        until=JULY,
        post="guest",
    ).then_refused(Refused, "from 2026-07-01")


# --- Incompatibility -------------------------------------------------------------------------

APART = Incompatibility(key="apart", posts=("mayor", "city-1"), clause="members")


def test_nobody_holds_two_posts_that_must_not_meet():
    others = {"city-1": post("city-1", BEN, CITY)}
    told = assigning(agreement=terms(APART), others=others)
    told.then_refused(
        Refused, "nobody holds both mayor and city-1", "limit apart, clause members", "2026-06-01"
    )
    assert told.refused.facts["limit"] == "apart"


def test_a_pending_appointment_is_in_the_way_as_well():
    pending = p.role("city-1", p.post_created("city-1", CITY), p.assigned(BEN, CITY, JULY))
    told = assigning(agreement=terms(APART), others={"city-1": pending})
    told.then_refused(Refused, "would on 2026-07-01")


def test_posts_that_must_not_meet_may_be_held_one_after_the_other():
    others = {"city-1": post("city-1", BEN, CITY, until=JUNE)}
    assert assigning(agreement=terms(APART), others=others).refused is None


def test_posts_must_not_meet_from_the_day_on_which_the_terms_say_so():
    others = {"city-1": post("city-1", BEN, CITY, until=AUGUST)}
    assigning(agreement=terms(_said(APART, JULY)), others=others).then_refused(
        Refused, "would on 2026-07-01"
    )
    assert assigning(agreement=terms(_said(APART, AUGUST)), others=others).refused is None


def test_an_incompatible_person_is_no_alternate_and_does_not_act():
    others = {"city-1": post("city-1", BEN, CITY)}
    naming = given(Role, p.held("mayor", ADA, CITY)).when(
        name_alternate,
        agreement=terms(APART),
        others=others,
        assignment=1,
        person=BEN,
        from_=None,
        until=None,
    )
    naming.then_refused(Refused, "nobody holds both mayor and city-1")
    acting = given(Role, p.post_created("mayor", CITY)).when(
        appoint_acting,
        agreement=terms(APART),
        others=others,
        holder=BEN,
        party=CITY,
        from_=None,
        until=JULY,
    )
    acting.then_refused(Refused, "nobody holds both mayor and city-1")


# --- Composition -----------------------------------------------------------------------------

OPEN = Body(
    id="council",
    name="Council",
    seats=tuple(Seat(post=f"seat-{n}", title=f"Seat {n}") for n in range(1, 6)),
    rules=p.BOARD.rules,
)


def council(*provisions):
    found = terms(*provisions)
    found.terms = replace(found.terms, bodies=(*found.terms.bodies, OPEN))
    return found


def seats(*, from_=p.STARTS, until=None, **held):
    """`seats(seat_1=CITY)`: who holds which of the other seats."""
    return {
        key.replace("_", "-"): post(key.replace("_", "-"), DAN, party, from_, until)
        for key, party in held.items()
    }


TWO = CompositionLimit(key="at-most-two", body="council", at_most=2, clause="members")


def sitting(limit, others, **said):
    return assigning(agreement=council(limit), others=others, post="seat-5", **said)


def test_a_party_holds_no_more_seats_of_a_body_than_the_terms_allow():
    told = sitting(TWO, seats(seat_1=CITY, seat_2=CITY, seat_3=TRUST))
    told.then_refused(
        Refused,
        "limit at-most-two (clause members)",
        f"{CITY} would hold 3 of the 5 seats of body council on 2026-06-01, and may hold 2",
    )
    assert (told.refused.facts["would_hold"], told.refused.facts["may_hold"]) == (3, 2)
    assert sitting(TWO, seats(seat_1=CITY, seat_2=TRUST)).refused is None


@pytest.mark.parametrize(
    ("share", "held", "refused"),
    [("2/5", 1, False), ("2/5", 2, True), ("1/2", 2, True), ("3/5", 2, False), ("1/3", 1, True)],
)
def test_a_share_of_the_seats_is_exact(share, held, refused):
    limit = CompositionLimit(key="share", body="council", share=share)
    others = seats(**{f"seat_{n}": CITY for n in range(1, held + 1)})

    assert (sitting(limit, others).refused is not None) is refused


def test_the_composition_counts_on_each_day_on_which_it_changes():
    others = {
        **seats(seat_1=CITY, until=JULY),
        **seats(seat_2=CITY, from_=JULY),
        **seats(seat_3=CITY, from_=AUGUST),
    }
    sitting(TWO, others).then_refused(Refused, "on 2026-08-01")
    assert sitting(TWO, others, until=AUGUST).refused is None


def test_a_limit_counts_from_the_day_on_which_the_terms_have_it():
    others = seats(seat_1=CITY, seat_2=CITY)
    sitting(_said(TWO, AUGUST), others).then_refused(Refused, "on 2026-08-01")
    assert sitting(_said(TWO, AUGUST), others, until=AUGUST).refused is None


def test_who_sits_when_a_limit_is_tightened_keeps_the_seat_and_nobody_is_added():
    sitting_on = seats(seat_1=CITY, seat_2=CITY, seat_3=CITY)
    tightened = council(TWO, _said(replace(TWO, at_most=1), AUGUST))
    assert all(role.seated_on(AUGUST).holder == DAN for role in sitting_on.values())

    asked = {"agreement": tightened, "others": sitting_on, "post": "seat-5", "from_": AUGUST}
    assigning(**asked).then_refused(Refused, f"{CITY} would hold 4", "and may hold 1")
    assert assigning(**asked, holder=CLEO, party=TRUST).refused is None

    others = {key: role for key, role in sitting_on.items() if key != "seat-1"}
    longer = {"agreement": tightened, "assignment": 1, "until": ONE_YEAR, "others": others}
    held = p.held("seat-1", DAN, CITY, until=AUGUST)
    given(Role, *held).when(extend_term, **longer).then_refused(Refused, "and may hold 1")


def test_after_a_succession_the_seats_of_the_predecessor_s_people_count_for_the_successor():
    merged = Dated(AUGUST, "succession", str(CITY), TRUST)
    others = seats(seat_1=CITY, seat_2=TRUST)
    for party in (CITY, TRUST):
        told = assigning(
            agreement=council(TWO, merged), others=others, post="seat-5", party=party, from_=JUNE
        )
        told.then_refused(Refused, f"{TRUST} would hold 3 of the 5 seats", "on 2026-08-01")
    until = {"from_": JUNE, "until": AUGUST, "post": "seat-5"}
    assert assigning(agreement=council(TWO, merged), others=others, **until).refused is None


def test_the_posts_that_decide_are_those_of_the_terms_in_that_time():
    found = council(_said(APART, JULY), _said(TWO, AUGUST))

    assert related(found, "mayor", JUNE, JULY) == []
    assert related(found, "mayor", JUNE, AUGUST) == ["city-1"]
    assert related(found, "seat-5", JUNE, AUGUST) == []
    assert related(found, "seat-5", JUNE, None) == ["seat-1", "seat-2", "seat-3", "seat-4"]


# --- Extending -------------------------------------------------------------------------------

HELD = p.held("mayor", ADA, CITY, until=JULY)


def extending(*history, until=AUGUST, agreement=None, others=None):
    return given(Role, *(history or (HELD,))).when(
        extend_term,
        agreement=agreement or terms(),
        others=others or {},
        assignment=1,
        until=until,
    )


def test_the_holder_keeps_the_post_for_longer():
    told = extending()

    told.then(TermExtended(assignment=1, effective_to=AUGUST))
    assert told.state.holding_on(JULY).holder == ADA


def test_a_term_is_extended_to_a_later_day_only():
    extending(until=JULY).then_refused(
        Refused, "runs up to but without 2026-07-01; it is extended to a later"
    )
    extending(p.held("mayor", ADA, CITY)).then_refused(Refused, "runs until further notice")


@pytest.mark.parametrize(
    "history",
    [
        p.held("mayor", ADA, CITY, until=TODAY),
        p.held("mayor", ADA, CITY, JUNE, JULY),
        [p.post_created("mayor", CITY), p.assigned(ADA, CITY, until=JULY)],
        [HELD, RoleResigned(assignment=1, effective_to=JUNE)],
    ],
    ids=["over", "to come", "not accepted", "given up"],
)
def test_only_a_term_that_runs_is_extended(history):
    extending(history).then_refused(OutOfOrder, "assignment 1 does not run on 2026-05-04")


def test_an_extension_takes_no_day_of_the_next_holder():
    following = p.assigned(BEN, CITY, JULY, number=2)
    extending(HELD, following).then_refused(OutOfOrder, f"held by person {BEN} from 2026-07-01")


def test_an_extension_keeps_within_one_term():
    agreement = terms(Dated(date(2026, 4, 1), "tenure", value=A_YEAR))
    assert extending(until=date(2027, 4, 1), agreement=agreement).refused is None
    extending(until=date(2027, 4, 2), agreement=agreement).then_refused(
        Refused, "at most 12 months", "2027-04-01 or earlier"
    )


def test_an_extension_meets_no_incompatible_post():
    others = {"city-1": post("city-1", ADA, CITY, JULY)}
    extending(agreement=terms(APART), others=others).then_refused(Refused, "nobody holds both")
    extending(HELD[0]).then_refused(NotFound, "has no assignment 1")
