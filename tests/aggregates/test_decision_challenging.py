"""A result can be challenged for some days; where a challenge is upheld, it never held."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests import partnership as p
from tests.aftermath import BY, CERTIFIED, ORDERS, decided, governed, held
from tests.story import NOW, given, happened

from accord.aggregates.agreement.terms import StandingOrders
from accord.aggregates.decision import Decision
from accord.aggregates.decision import events as d
from accord.aggregates.decision.challenging import challenge_result, rule_on_challenge
from accord.aggregates.decision.memory import Stage
from accord.errors import NotEntitled, NotFound, OutOfOrder, Refused
from accord.events import Disclosed
from accord.rules import Verdict

UPHELD, DISMISSED = d.ChallengeRuling.UPHELD, d.ChallengeRuling.DISMISSED
CHALLENGED = d.ResultChallenged(number=1, seat="trust-1", statement=Disclosed("I was not heard."))
ANNULLED = (d.ChallengeRuled(number=1, ruling=UPHELD), d.ResultAnnulled(challenge=1))
LAST = CERTIFIED + timedelta(days=7)


def challenging(*history, seat="trust-1", by=p.CLEO, agreement=None, role=None, **said):
    return given(Decision, *history).when(
        challenge_result,
        by=by,
        agreement=agreement or governed(),
        statement="I was not heard.",
        seat=seat,
        role=role or (held(seat) if seat else None),
        **said,
    )


def ruling(*history, number=1, ruling=DISMISSED):
    return given(Decision, *history).when(
        rule_on_challenge, agreement=governed(), number=number, ruling=ruling
    )


@pytest.mark.parametrize("verdict", [Verdict.CARRIED, Verdict.LOST])
def test_the_holder_of_a_seat_challenges_a_result(verdict):
    told = challenging(decided(verdict))

    told.then(CHALLENGED)
    assert told.state.aftermath.challenges == {1: None}
    assert told.state.stage(NOW) is given(Decision, decided(verdict)).state.stage(NOW)


def test_a_party_challenges_a_result_too():
    told = challenging(decided(), CHALLENGED, seat=None, party=p.TRUST)
    told.then(d.ResultChallenged(number=2, party=p.TRUST, statement=Disclosed("I was not heard.")))


def test_no_number_names_two_challenges_of_one_decision():
    again = d.DecisionReconsidered(decision=BY)
    told = challenging(decided(), CHALLENGED, again, decided()[1:], seat=None, party=p.TRUST)
    assert [event.number for event in told.events] == [2]


def test_a_result_is_challenged_once_voting_is_closed_and_not_before():
    closed = [*p.voting(), happened(d.VotingClosed(tally=(), tied=False), at=CERTIFIED)]
    challenging(closed).then(CHALLENGED)
    challenging(p.voting()).then_refused(OutOfOrder, "challenged once voting is closed", "voting")


def test_the_last_day_for_a_challenge_is_counted_from_the_certificate():
    challenging(decided(), at=LAST).then(CHALLENGED)
    challenging(decided(), at=LAST + timedelta(days=1)).then_refused(
        OutOfOrder,
        "within 7 days of its certification (clause members); the last day was 2026-05-08",
    )


def test_standing_orders_without_days_for_it_know_no_challenge():
    bare = governed(StandingOrders(body="board", clause="members"))
    challenging(decided(), agreement=bare).then_refused(
        Refused, "standing orders of body board know no challenge", "clause members"
    )


def test_who_challenges_is_one_seat_or_one_party():
    challenging(decided(), seat=None).then_refused(Refused, "name one")
    challenging(decided(), party=p.TRUST).then_refused(Refused, "name one")


def test_nobody_challenges_for_the_seat_or_the_party_of_another():
    challenging(decided(), by=p.BEN).then_refused(NotEntitled, "only the holder of seat trust-1")
    challenging(decided(), seat=None, party=p.CLUB).then_refused(NotEntitled, "no party of this")
    challenging(decided(), seat="mayor", by=p.ADA).then_refused(NotFound, "not on the roll")


@pytest.mark.parametrize("history", [decided(), decided(Verdict.LOST)])
def test_a_challenge_that_is_upheld_annuls_the_result(history):
    told = ruling(history, CHALLENGED, ruling=UPHELD)

    told.then(*ANNULLED)
    assert told.state.stage(NOW) is Stage.ANNULLED


def test_a_challenge_that_is_dismissed_changes_nothing():
    told = ruling(decided(), CHALLENGED)

    told.then(d.ChallengeRuled(number=1, ruling=DISMISSED))
    assert told.state.stage(NOW) is Stage.EFFECTIVE


def test_a_challenge_is_ruled_on_once():
    dismissed = d.ChallengeRuled(number=1, ruling=DISMISSED)
    ruling(decided(), CHALLENGED, dismissed).then_refused(OutOfOrder, "ruled on: dismissed")
    ruling(decided(), CHALLENGED, number=2).then_refused(NotFound, "no challenge 2")


def test_an_annulled_result_is_neither_challenged_nor_ruled_on():
    for ask in (challenging, ruling):
        ask(decided(), CHALLENGED, ANNULLED).then_refused(OutOfOrder, "is annulled")


def test_the_orders_of_the_day_count():
    assert governed().terms_on(NOW.date()).orders("board") == ORDERS
