"""A tie may be decided by the chair; then the ballots are counted again and the verdict stands."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests import partnership as p
from tests.partnership import ADA, BEN, CHAIRED, CITY, MAJORITY, ROLL, TWO_THIRDS
from tests.story import NOW, given, happened, standing

from accord.aggregates.decision import Decision, certify, give_casting_vote
from accord.aggregates.decision.events import (
    CastingVoteGiven,
    DecisionCertified,
    InterestDeclared,
    InterestRuled,
    RollSeat,
    Ruling,
    VotingClosed,
)
from accord.errors import NotEntitled, NotFound, OutOfOrder, Refused
from accord.events import Disclosed
from accord.rules import Position, Rule, Verdict, evaluate

TIE = p.ballots(city_1="for", city_2="for", trust_1="against", trust_2="against")
CHAIR_FOR = CastingVoteGiven(position=Position.FOR)
TIED = VotingClosed(tally=(), tied=True)
VACANT_CHAIR = (RollSeat(seat="city-1", party=CITY), *ROLL[1:])
RECUSED_CHAIR = (
    InterestDeclared(seat="city-1", statement=Disclosed("I own the weir.")),
    InterestRuled(seat="city-1", ruling=Ruling.RECUSE),
)
CLOSED_AT = NOW - timedelta(hours=1)
TICK = timedelta(microseconds=1)


def closed(*ballots, rule=CHAIRED, tied=True):
    return [*p.voting(*ballots, rule=rule), VotingClosed(tally=(), tied=tied)]


def presiding(*history, by=ADA, position=Position.FOR, **said):
    return given(Decision, *history).when(give_casting_vote, by=by, position=position, **said)


def certifying(*history, **said):
    return given(Decision, *history).when(certify, **said)


def certified(verdict, *history, rule=CHAIRED, casting_vote=None):
    counted = list(standing(Decision, *history).counted())
    return DecisionCertified(
        verdict=verdict,
        explanation=evaluate(rule, counted, casting_vote).explanation,
        rule_id=rule.id,
        rule_version=1,
        rule_hash=rule.hash,
    )


# --- The casting vote ------------------------------------------------------------------------


@pytest.mark.parametrize("position", [Position.FOR, Position.AGAINST])
def test_who_presided_decides_a_tie(position):
    presiding(closed(*TIE), position=position).then(CastingVoteGiven(position=position))


@pytest.mark.parametrize("position", sorted(set(Position) - {"for", "against"}))
def test_a_casting_vote_is_for_or_against(position):
    presiding(closed(*TIE), position=position).then_refused(Refused, "is for or against")


def test_a_casting_vote_is_given_once():
    presiding(closed(*TIE), CHAIR_FOR).then_refused(OutOfOrder, "is already given: for")


def test_only_who_presided_at_the_opening_has_the_casting_vote():
    presiding(closed(*TIE), by=BEN).then_refused(NotEntitled, "only the one who presided")


def test_where_nobody_presided_nobody_has_the_casting_vote():
    opened = p.frozen(rule=CHAIRED, chair=None, chair_holder=None)
    presiding(p.tabled(), opened, TIE, VotingClosed(tally=(), tied=True)).then_refused(
        NotEntitled, "only the one who presided"
    )


def test_a_recused_chair_has_no_casting_vote():
    history = [p.tabled(), RECUSED_CHAIR, p.frozen(rule=CHAIRED), TIE[1:3]]
    presiding(history, TIED).then_refused(NotEntitled, "seat city-1, which presides, is recused")


def test_without_a_tie_there_is_no_casting_vote():
    presiding(closed(*TIE[:3], tied=False)).then_refused(OutOfOrder, "there is no tie")


def test_a_rule_without_a_casting_vote_knows_none():
    presiding(closed(*TIE, rule=MAJORITY)).then_refused(OutOfOrder, "knows no casting vote")


@pytest.mark.parametrize(
    ("history", "stage"),
    [
        ([p.tabled()], "tabled"),
        (p.voting(TIE, rule=CHAIRED), "voting"),
        (p.certified(Verdict.CARRIED), "effective"),
    ],
)
def test_between_the_close_and_the_certificate_only(history, stage):
    presiding(history).then_refused(OutOfOrder, "no casting vote can be given", f"it is {stage}")
    certifying(history).then_refused(
        OutOfOrder, "cannot be certified", "must be closed", f"is {stage}"
    )


# --- The certificate -------------------------------------------------------------------------


def test_a_majority_carries_the_motion():
    history = closed(*p.ballots(city_1="for", city_2="for", trust_1="against"), tied=False)
    certifying(history).then(certified(Verdict.CARRIED, *history))


def test_a_minority_loses_it():
    history = closed(*p.ballots(city_1="for", trust_1="against", trust_2="against"), tied=False)
    certifying(history).then(certified(Verdict.LOST, *history))


@pytest.mark.parametrize(
    ("position", "verdict"), [(Position.FOR, Verdict.CARRIED), (Position.AGAINST, Verdict.LOST)]
)
def test_the_casting_vote_decides_the_tie(position, verdict):
    history = [*closed(*TIE), CastingVoteGiven(position=position)]
    told = certifying(history)

    told.then(certified(verdict, *history, casting_vote=position))
    assert told.state.verdict is verdict


def test_a_tie_that_the_chair_can_still_decide_is_not_certified_by_oversight():
    told = certifying(closed(*TIE))

    told.then_refused(
        OutOfOrder, "can still give the casting vote", "certify with without_casting_vote: true"
    )
    assert told.refused.facts == {"chair": "city-1"}


def test_a_tie_that_the_chair_declined_to_decide_is_lost():
    certifying(closed(*TIE), without_casting_vote=True).then(certified(Verdict.LOST, *closed(*TIE)))


@pytest.mark.parametrize(
    "history",
    [
        [p.tabled(), *p.frozen(rule=CHAIRED, chair=None, chair_holder=None), *TIE, TIED],
        [p.tabled(), *p.frozen(VACANT_CHAIR, CHAIRED, chair_holder=None), *TIE[1:3], TIED],
        [p.tabled(), *RECUSED_CHAIR, *p.frozen(rule=CHAIRED), *TIE[1:3], TIED],
    ],
    ids=["no chair", "the chair was vacant", "the chair is recused"],
)
def test_nobody_waits_for_a_casting_vote_that_nobody_can_give(history):
    certifying(history).then(certified(Verdict.LOST, *history))


def test_without_a_tie_nobody_waits_for_the_chair():
    history = closed(*TIE[:3], tied=False)
    certifying(history).then(certified(Verdict.CARRIED, *history))


def test_once_the_casting_vote_is_given_there_is_nothing_left_to_wait_for():
    history = [*closed(*TIE), CHAIR_FOR]
    certifying(history, without_casting_vote=True).then(
        certified(Verdict.CARRIED, *history, casting_vote=Position.FOR)
    )


@pytest.mark.parametrize("ask", [presiding, certifying])
def test_what_ends_a_decision_comes_after_its_voting_was_closed(ask):
    history = [*p.voting(*TIE, rule=CHAIRED), happened(TIED, at=CLOSED_AT)]
    told = ask(history, occurred_at=CLOSED_AT - TICK)
    told.then_refused(
        OutOfOrder, "the last act of this decision, which was not before 2026-05-04T08:00"
    )
    then = ask(history, occurred_at=CLOSED_AT).refused
    assert then is None or "casting vote" in then.reason


def test_a_rule_may_ask_for_a_second_vote_on_a_tie():
    again = Rule.from_data({"id": "again", "name": "Again", "pass": p.CAST, "tie": "second_vote"})
    history = closed(*TIE, rule=again)
    certifying(history).then(certified(Verdict.TIED, *history, rule=again))


def test_the_rule_that_was_pinned_decides_and_no_other():
    history = closed(*p.ballots(city_1="for", city_2="for"), rule=TWO_THIRDS, tied=False)
    certifying(history).then(certified(Verdict.LOST, *history, rule=TWO_THIRDS))


def test_without_a_quorum_the_vote_is_inquorate():
    present = {"test": "number", "of": ["for", "against", "abstain"], "op": ">=", "n": "3"}
    rule = Rule.from_data({"id": "three", "name": "Three", "pass": p.CAST, "quorum": present})
    history = closed(*p.ballots(city_1="for", city_2="for"), rule=rule, tied=False)
    certifying(history).then(certified(Verdict.INQUORATE, *history, rule=rule))


def test_a_result_is_certified_once():
    history = closed(*TIE, CHAIR_FOR)
    once = certified(Verdict.LOST, *history)
    certifying(history, once).then_refused(OutOfOrder, "it is certified")


def test_nothing_is_certified_that_was_never_moved():
    for ask in (certifying, presiding):
        ask().then_refused(NotFound, "there is no decision")
