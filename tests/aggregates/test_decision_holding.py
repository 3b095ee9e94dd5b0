"""Enough seats hold a carried decision, until too few still ask or another decision releases it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests import partnership as p
from tests.aftermath import BY, CERTIFIED, JUNE, by, decided, governed, held
from tests.story import NOW, given

from accord.aggregates.agreement.terms import StandingOrders
from accord.aggregates.decision import Decision
from accord.aggregates.decision import events as d
from accord.aggregates.decision.holding import place_hold, release_hold, withdraw_hold
from accord.aggregates.decision.memory import Stage
from accord.aggregates.matters import Matter
from accord.errors import NotEntitled, NotFound, OutOfOrder, Refused
from accord.rules import Verdict

FIRST, SECOND = d.HoldPlaced(seat="trust-1"), d.HoldPlaced(seat="trust-2")
HELD = (FIRST, SECOND, d.DecisionHeld(sponsors=2))
LATE = CERTIFIED + timedelta(days=8)


def placing(*history, seat="trust-2", by=p.DAN, agreement=None, **said):
    agreement = agreement or governed()
    return given(Decision, *history).when(
        place_hold, by=by, agreement=agreement, seat=seat, role=held(seat), **said
    )


def withdrawing(*history, seat="trust-2", by=p.DAN):
    return given(Decision, *history).when(
        withdraw_hold, by=by, agreement=governed(), seat=seat, role=held(seat)
    )


def releasing(*history, by):
    return given(Decision, *history).when(
        lambda decision, act, by: release_hold(decision, act, agreement=governed(), by=by),
        by=by,
    )


def test_one_seat_of_two_holds_nothing_yet():
    told = placing(decided(), seat="trust-1", by=p.CLEO)

    told.then(FIRST)
    assert told.state.stage(NOW) is Stage.EFFECTIVE


def test_the_last_seat_that_is_needed_holds_the_decision():
    told = placing(decided(), FIRST)

    told.then(SECOND, HELD[2])
    assert told.state.stage(NOW) is Stage.HELD


def test_a_seat_asks_once_whether_it_withdrew_or_not():
    placing(decided(), SECOND).then_refused(OutOfOrder, "trust-2 has already asked once")
    placing(decided(), SECOND, d.HoldWithdrawn(seat="trust-2")).then_refused(OutOfOrder, "once")


def test_nobody_holds_for_the_seat_of_another():
    placing(decided(), by=p.BEN).then_refused(NotEntitled, "only the holder of seat trust-2")
    placing(decided(), seat="mayor", by=p.ADA).then_refused(NotFound, "no seat mayor")


def test_a_decision_in_effect_is_held_within_the_days_for_a_challenge():
    placing(decided(), FIRST, at=LATE).then_refused(
        OutOfOrder,
        "within 7 days of its certification (clause members); the last day was 2026-05-08",
    )


def test_a_decision_not_yet_in_effect_is_held_on_any_day_before():
    placing(decided(from_=JUNE), FIRST, at=LATE).then(SECOND, HELD[2])


def test_standing_orders_without_sponsors_know_no_hold():
    bare = governed(StandingOrders(body="board", challenge_days=7, clause="members"))
    placing(decided(), agreement=bare).then_refused(Refused, "know no hold", "clause members")


@pytest.mark.parametrize(
    ("history", "words"),
    [
        (decided(Verdict.LOST), "this one is lost"),
        (p.voting(), "it is voting"),
        ([*decided(), d.ImplementationRecorded(complete=True)], "it is implemented"),
        ([*decided(), *HELD], "it is held"),
    ],
)
def test_only_what_is_carried_and_not_yet_done_can_wait(history, words):
    placing(history).then_refused(OutOfOrder, "a hold is placed on a carried decision", words)


def test_once_too_few_still_ask_it_is_released():
    told = withdrawing(decided(), HELD)

    told.then(d.HoldWithdrawn(seat="trust-2"), d.DecisionReleased())
    assert told.state.stage(NOW) is Stage.EFFECTIVE


def test_who_withdraws_before_it_is_held_releases_nothing():
    withdrawing(decided(), SECOND).then(d.HoldWithdrawn(seat="trust-2"))


def test_nobody_withdraws_what_it_does_not_ask():
    withdrawing(decided(), HELD, seat="city-1", by=p.ADA).then_refused(
        OutOfOrder, "seat city-1 does not ask"
    )
    withdrawing(decided(), HELD, by=p.BEN).then_refused(NotEntitled, "only the holder of seat")


def test_another_decision_about_it_releases_it_for_good():
    told = releasing(decided(), HELD, by=by(Matter.RELEASE))

    told.then(d.DecisionReleased(decision=BY))
    history = [*decided(), *HELD, d.DecisionReleased(decision=BY)]
    placing(history, seat="city-2", by=p.BEN).then_refused(OutOfOrder, "held and released")


@pytest.mark.parametrize(
    "other",
    [by(Matter.RELEASE, Verdict.LOST), by(Matter.RELEASE, about=None), by(Matter.GENERAL)],
)
def test_no_other_decision_releases_it(other):
    releasing(decided(), HELD, by=other).then_refused(Refused, "a release needs a certified")


def test_one_decision_releases_once_also_where_the_motion_came_before_its_body_again():
    voted = decided()
    released = d.DecisionReleased(decision=BY)
    again = [d.DecisionReconsidered(decision=p.AMENDMENT), *voted[1:], HELD]
    releasing(voted, HELD, released, again, by=by(Matter.RELEASE)).then_refused(
        OutOfOrder, "a release needs a decision of its own"
    )


def test_what_is_not_held_is_not_released():
    releasing(decided(), by=by(Matter.RELEASE)).then_refused(OutOfOrder, "only what is held")
