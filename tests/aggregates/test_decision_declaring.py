"""A seat that abstains declares it: it lets the others decide, and its party is not bound."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from tests import choices
from tests import partnership as p
from tests.aggregates.test_decision_notice import ordered
from tests.partnership import ADA, BEN, CITY, CLOSES, MAJORITY, TRUST
from tests.story import NOW, an_act, given, standing

from accord.aggregates.agreement.terms import ReservedMatter, StandingOrders
from accord.aggregates.decision import Decision, certify, replace_ballot
from accord.aggregates.decision import discussing_events as d
from accord.aggregates.decision import events as e
from accord.aggregates.decision import representing_events as r
from accord.aggregates.decision.consenting import take_effect
from accord.aggregates.decision.declaring import declare_abstention
from accord.aggregates.decision.declaring_events import DeclarationMade
from accord.aggregates.decision.standing import open_seats
from accord.errors import NotEntitled, NotFound, OutOfOrder, Refused
from accord.events import Disclosed
from accord.rules import Position, Rule, Verdict
from accord.rules.certainty import possible_verdicts

ORDERS = ordered(declarations=True)
WORDS = "Let the others decide."
DECLARED = DeclarationMade(seat="city-1", statement=Disclosed(WORDS))
ALONE = replace(DECLARED, seat="trust-1", not_bound=TRUST)
"""The trust has one seat that is filled."""
ABSTAINED = p.ballots(city_1="abstain")
THIRD = {"test": "share", "of": ["abstain"], "base": "fixed", "op": "<", "at": "1/3"}
RULE = Rule.from_data(
    {
        **MAJORITY.to_data(),
        "id": "unless_a_third_declares",
        "pass": {"all": [p.CAST, {**THIRD, "declared": True}]},
    }
)


def declaring(*history, seat="city-1", by=ADA, agreement=ORDERS, **at):
    return given(Decision, *history).when(
        declare_abstention, by=by, agreement=agreement, seat=seat, statement=WORDS, **at
    )


def unbound(told):
    return list(told.state.declarations.unbound(told.state))


def declared(state):
    return [seat.seat for seat in state.counted() if seat.declared]


def test_a_seat_that_abstained_declares_it():
    told = declaring(*p.voting(*ABSTAINED))
    told.then(DECLARED)
    assert declared(told.state) == ["city-1"]
    assert unbound(told) == []


def test_a_party_is_not_bound_once_each_of_its_seats_has_declared():
    both = p.ballots(city_1="abstain", city_2="abstain")
    told = declaring(*p.voting(*both, DECLARED), seat="city-2", by=BEN)
    told.then(replace(DECLARED, seat="city-2", not_bound=CITY))
    assert unbound(told) == [CITY]
    alone = declaring(
        *p.voting(*p.ballots(trust_1="abstain"), roll=p.VACANCY), seat="trust-1", by=p.CLEO
    )
    alone.then(ALONE)


def test_the_standing_orders_allow_it():
    for agreement in (p.agreement(), ordered()):
        told = declaring(*p.voting(*ABSTAINED), agreement=agreement)
        told.then_refused(Refused, "know no abstention by declaration")


def test_only_the_holder_declares_and_only_for_a_seat_of_the_roll():
    declaring(*p.voting(*ABSTAINED), by=BEN).then_refused(NotEntitled, "only the holder of seat")
    declaring(*p.voting(roll=p.VACANCY), seat="trust-2").then_refused(
        NotEntitled, "only the holder"
    )
    declaring(*p.voting(), seat="mayor").then_refused(NotFound, "not on the roll")


@pytest.mark.parametrize("history", [[], p.ballots(city_1="for")])
def test_who_has_not_abstained_has_nothing_to_declare(history):
    declaring(*p.voting(*history)).then_refused(OutOfOrder, "once it has abstained itself")


def test_nobody_declares_what_another_seat_cast():
    proxy = r.ProxyGiven(seat="city-1", to="city-2")
    cast = r.ProxyBallotCast(seat="city-1", by="city-2", position=Position.ABSTAIN)
    declaring(*p.voting(proxy, cast)).then_refused(OutOfOrder, "abstained itself")
    declaring(*choices.voting()).then_refused(OutOfOrder, "abstained itself")


def test_it_is_declared_once_while_the_vote_is_open():
    declaring(*p.voting(*ABSTAINED, DECLARED)).then_refused(OutOfOrder, "has declared")
    declaring(*p.voting(*ABSTAINED), at=CLOSES).then_refused(OutOfOrder, "while the vote is open")
    declaring(p.tabled()).then_refused(OutOfOrder, "while the vote is open")


def test_another_ballot_takes_the_declaration_back():
    told = given(Decision, *p.voting(*ABSTAINED, DECLARED)).when(
        replace_ballot,
        by=ADA,
        agreement=ordered(replaceable_ballots=True),
        seat="city-1",
        position=Position.FOR,
    )
    told.then(d.BallotReplaced(seat="city-1", position=Position.FOR, was=Position.ABSTAIN))
    assert declared(told.state) == []


def test_another_voting_begins_without_declarations():
    again = p.frozen(voting=2, cause=e.VotingCause.SECOND_VOTE)
    state = standing(Decision, p.voting(*ABSTAINED, DECLARED), *again)
    assert state.declarations.seats == set()


@pytest.mark.parametrize(
    ("made", "verdict"), [([], Verdict.CARRIED), ([DECLARED, ALONE], Verdict.LOST)]
)
def test_a_motion_is_lost_where_as_many_declare_as_the_rule_says(made, verdict):
    cast = p.ballots(city_1="abstain", city_2="for", trust_1="abstain", trust_2="for")
    state = p.decision(*p.voting(*cast, *made, rule=RULE))
    outcome = state.outcome(RULE)
    assert outcome.verdict is verdict
    (_, third) = outcome.explanation.pass_.parts
    assert (third.declared, third.numerator) == (True, len(made))


def test_a_party_that_is_not_bound_is_not_asked_for_its_consent():
    reserved = ReservedMatter(key="debt", title="Debt", body="board", cls="ordinary")
    orders = StandingOrders(body="board", declarations=True)
    mine = p.agreement(p.in_force(reserved_matters=(reserved,), standing_orders=(orders,)))
    ballots = p.ballots(city_1="for", city_2="for", trust_1="abstain", trust_2="abstain")
    both = (replace(DECLARED, seat="trust-1"), replace(ALONE, seat="trust-2"))
    history = p.voting(*ballots, *both, p.d.VotingClosed(tally=(), tied=False))
    closed, act = standing(Decision, *history), an_act()
    certified = take_effect(closed, act, agreement=mine, certified=certify(closed, act))
    assert certified.consents == (CITY,)


def test_what_is_called_possible_covers_every_declaration_that_can_still_be_made():
    history = p.voting(*p.ballots(city_1="abstain", city_2="for"), rule=RULE)
    possible = set(possible_verdicts(RULE, open_seats(p.decision(*history), NOW, ORDERS)))
    for one, other, made in product(("for", "against", "abstain"), repeat=3):
        ballots = p.ballots(trust_1=one, trust_2=other)
        abstaining = [s for s, at in (("trust-1", one), ("trust-2", other)) if at == "abstain"]
        which = ["city-1", *abstaining][: {"for": 0, "against": 1, "abstain": 3}[made]]
        more = [replace(DECLARED, seat=seat) for seat in which]
        assert p.decision(*history, *ballots, *more).outcome(RULE).verdict in possible
    assert {Verdict.CARRIED, Verdict.LOST} <= possible
