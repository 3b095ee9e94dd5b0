"""Who has an interest in a motion says so, is ruled on, and stays out until the interest has fallen away."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from tests import partnership as p
from tests.partnership import ADA, BEN, BOARD, CLEO, TRUST, ZONE
from tests.story import given, happened

from accord.aggregates.decision import (
    Decision,
    cast_ballot,
    close_voting,
    declare_interest,
    lift_interest,
    rule_on_interest,
)
from accord.aggregates.decision.events import (
    BallotCast,
    InterestDeclared,
    InterestLifted,
    InterestRuled,
    Ruling,
)
from accord.errors import NotEntitled, NotFound, OutOfOrder, Refused
from accord.events import Disclosed
from accord.rules import Position, Verdict

TODAY = date(2026, 5, 4)
MOVED = datetime(2026, 5, 1, 9, tzinfo=UTC)
DECLARED = InterestDeclared(seat="trust-1", statement=Disclosed("My brother owns the weir."))
LIFTED = InterestLifted(seat="trust-1")
LATE = {"reason": "The offer of the brother came yesterday."}
GONE = {"reason": "The weir is sold."}
DECIDED = p.certified(Verdict.CARRIED)


def declaring(*history, by=CLEO, seat="trust-1", role=None, **said):
    return given(Decision, *history).when(
        declare_interest,
        by=by,
        body=BOARD,
        seat=seat,
        role=role or p.role("trust-1", p.held("trust-1", CLEO, TRUST)),
        zone=ZONE,
        statement="My brother owns the weir.",
        **said,
    )


def ruling(*history, ruling=Ruling.RECUSE, **said):
    return given(Decision, *history).when(rule_on_interest, seat="trust-1", ruling=ruling, **said)


def lifting(*history, **said):
    return given(Decision, *history).when(lift_interest, seat="trust-1", **said)


def casting(*history, by=CLEO, seat="trust-1", **said):
    return given(Decision, *history).when(
        cast_ballot, by=by, seat=seat, position=Position.FOR, **said
    )


def closing(*history, **said):
    return given(Decision, *history).when(close_voting, agreement=p.agreement(), **said)


def ruled(ruling=Ruling.RECUSE):
    return InterestRuled(seat="trust-1", ruling=ruling)


# --- Declaring -------------------------------------------------------------------------------


def test_the_holder_of_a_seat_declares_an_interest():
    declaring(p.tabled()).then(DECLARED)


def test_an_interest_is_declared_once():
    declaring(p.tabled(), DECLARED).then_refused(OutOfOrder, "trust-1 has already declared")
    declaring(p.tabled(), DECLARED, ruled()).then_refused(OutOfOrder, "has already declared")


def test_nobody_declares_the_interest_of_another():
    declaring(p.tabled(), by=BEN).then_refused(NotEntitled, "only the holder of seat trust-1")


@pytest.mark.parametrize(
    "role",
    [
        p.role("trust-1"),
        p.role("trust-1", p.post_created("trust-1"), p.assigned(CLEO, TRUST)),
        p.role("trust-1", p.held("trust-1", CLEO, TRUST, until=TODAY)),
    ],
    ids=["vacant", "not accepted", "until today"],
)
def test_who_does_not_hold_the_seat_today_declares_nothing(role):
    declaring(p.tabled(), role=role).then_refused(NotEntitled, "only the holder of seat trust-1")


def test_what_the_holder_said_yesterday_is_declared_for_that_day():
    yesterday = p.role("trust-1", p.held("trust-1", CLEO, TRUST, until=TODAY))
    declaring(
        p.tabled(), role=yesterday, by=ADA, asserted_by=CLEO, occurred_on=date(2026, 5, 3)
    ).then(DECLARED)


def test_a_seat_of_another_body_has_no_interest_to_declare():
    declaring(p.tabled(), seat="mayor").then_refused(NotFound, "body board has no seat mayor")


def test_once_there_is_a_result_no_interest_is_declared():
    declaring(*DECIDED, **LATE).then_refused(OutOfOrder, "before voting closes", "it is effective")


# --- Declaring while the vote is open --------------------------------------------------------


def test_an_interest_that_shows_while_the_vote_is_open_is_declared_with_the_reason_why_only_then():
    declaring(*p.voting(), **LATE).then(DECLARED)
    declaring(*p.voting()).then_refused(Refused, "give the reason why it is declared only now")


def test_while_the_vote_is_open_who_is_on_the_roll_declares():
    declaring(*p.voting(), by=BEN, **LATE).then_refused(NotEntitled, "only the holder of seat")
    declaring(*p.voting(), seat="mayor", **LATE).then_refused(NotFound, "not on the roll")


def test_who_has_voted_has_no_interest_to_declare_any_more():
    declaring(*p.voting(*p.ballots(trust_1="for")), **LATE).then_refused(
        OutOfOrder, "the ballot of seat trust-1 is already given", "challenges it"
    )


def test_who_declared_an_interest_votes_once_it_is_ruled_on():
    casting(*p.voting(DECLARED)).then_refused(OutOfOrder, "before it takes part the chair rules")
    casting(*p.voting(DECLARED, ruled())).then_refused(NotEntitled, "trust-1 is recused")
    casting(*p.voting(DECLARED, ruled(Ruling.NO_CONFLICT))).then(
        BallotCast(seat="trust-1", position=Position.FOR)
    )


def test_no_vote_closes_before_an_interest_is_ruled_on():
    others = p.ballots(city_1="for", city_2="for", trust_2="against")
    after = {"at": p.CLOSES + timedelta(minutes=1)}

    closing(*p.voting(*others, DECLARED), **after).then_refused(
        OutOfOrder, "interest of seat trust-1 must be ruled on before voting closes"
    )
    (closed,) = closing(*p.voting(*others, DECLARED, ruled()), **after).events
    assert {entry.position: entry.seats for entry in closed.tally} == {
        Position.FOR: 2,
        Position.AGAINST: 1,
        Position.RECUSED: 1,
    }


# --- Ruling ----------------------------------------------------------------------------------


@pytest.mark.parametrize("way", list(Ruling))
@pytest.mark.parametrize("history", [[p.tabled()], p.voting()], ids=["tabled", "voting"])
def test_the_chair_rules_on_an_interest(way, history):
    told = ruling(*history, DECLARED, ruling=way)

    told.then(ruled(way))
    assert told.state.is_recused("trust-1") is (way is Ruling.RECUSE)


def test_an_interest_is_ruled_on_once():
    ruling(p.tabled(), DECLARED, ruled(Ruling.MAY_SPEAK)).then_refused(
        OutOfOrder, "interest of seat trust-1 is already ruled on"
    )


def test_nobody_rules_on_an_interest_that_was_not_declared():
    ruling(p.tabled()).then_refused(OutOfOrder, "seat trust-1 has declared no interest")


def test_an_interest_is_ruled_on_after_the_time_of_the_vote_but_not_after_its_close():
    over = {"at": p.CLOSES + timedelta(minutes=1)}
    ruling(*p.voting(DECLARED), **over).then(ruled())
    ruling(*DECIDED).then_refused(OutOfOrder, "before voting closes", "it is effective")


# --- Lifting ---------------------------------------------------------------------------------


@pytest.mark.parametrize("before", [[], [ruled()], [ruled(Ruling.MAY_SPEAK)]])
def test_an_interest_that_has_fallen_away_is_lifted_and_the_seat_takes_part(before):
    told = lifting(p.tabled(), DECLARED, *before, **GONE)

    told.then(LIFTED)
    assert not told.state.is_recused("trust-1")


def test_an_interest_is_lifted_for_a_reason():
    lifting(p.tabled(), DECLARED).then_refused(Refused, "give the reason why the interest")


def test_only_an_interest_that_stands_is_lifted():
    lifting(p.tabled(), **GONE).then_refused(OutOfOrder, "has declared no interest")
    lifting(p.tabled(), DECLARED, LIFTED, **GONE).then_refused(OutOfOrder, "declared no interest")


def test_no_interest_is_lifted_while_the_vote_is_open():
    lifting(*p.voting(DECLARED, ruled()), **GONE).then_refused(
        OutOfOrder, "an interest is lifted before voting opens", "it is voting"
    )


def test_after_an_interest_was_lifted_another_one_can_be_declared_and_ruled_on():
    declaring(p.tabled(), DECLARED, ruled(), LIFTED).then(DECLARED)
    ruling(p.tabled(), DECLARED, ruled(), LIFTED, DECLARED).then(ruled())


# --- In order --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ask", "before"),
    [(declaring, p.tabled()), (ruling, DECLARED), (lifting, DECLARED)],
    ids=["declaring", "ruling", "lifting"],
)
def test_an_interest_is_declared_after_the_motion_and_ruled_on_or_lifted_after_that(ask, before):
    history = [] if before == p.tabled() else [p.tabled()]
    then = happened(before, at=MOVED)
    ask(*history, then, occurred_at=MOVED - timedelta(microseconds=1), **GONE).then_refused(
        OutOfOrder, "before the last act of this decision, which was not before 2026-05-01T09:00"
    )
    assert ask(*history, then, occurred_at=MOVED, **GONE).refused is None


@pytest.mark.parametrize("ask", [declaring, ruling, lifting])
def test_there_is_no_interest_in_what_was_never_moved(ask):
    ask(**GONE).then_refused(NotFound, "there is no decision")
