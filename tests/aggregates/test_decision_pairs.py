"""Two seats agree that both abstain, as long as neither gives a ballot."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from tests import choices
from tests import partnership as p
from tests.aggregates.test_decision_notice import ordered
from tests.aggregates.test_decision_proxies import HOLDERS, RECUSED, role
from tests.partnership import CLOSES, EVE, MAJORITY
from tests.story import NOW, given

from accord.aggregates.agreement.terms import ClassRule, StandingOrders
from accord.aggregates.decision import Decision, close_voting
from accord.aggregates.decision import events as e
from accord.aggregates.decision import representing_events as r
from accord.aggregates.decision.delegated import Following
from accord.aggregates.decision.late_quorum import late_quorum
from accord.aggregates.decision.pairing import broken_by, dissolve_pair, pair_seats
from accord.aggregates.decision.proxies import give_proxy
from accord.aggregates.decision.standing import open_seats
from accord.aggregates.docket import entered
from accord.errors import NotEntitled, NotFound, OutOfOrder, Refused
from accord.events import Disclosed
from accord.rules import Position, Rule
from accord.rules.certainty import possible_verdicts

FOR, ABSTAIN, ABSENT = Position.FOR, Position.ABSTAIN, Position.ABSENT
IN_PAIRS = ordered(pairs=True)
OFFERED = r.PairOffered(seat="city-1", other="trust-1")
AGREED = r.SeatsPaired(seat="trust-1", other="city-1")
PAIR = (OFFERED, AGREED)
BROKEN = r.PairDissolved(seat="city-1", other="trust-1", by_ballot=True)
INTEREST = e.InterestDeclared(seat="city-2", statement=Disclosed("A mill."))


def pairing(*history, seat="city-1", other="trust-1", by=None, agreement=IN_PAIRS, its=None, **at):
    return given(Decision, *history).when(
        pair_seats,
        by=by or HOLDERS[seat],
        agreement=agreement,
        seat=seat,
        role=role(seat),
        other=other,
        its=its or role(other if other in HOLDERS else "trust-1"),
        **at,
    )


def dissolving(*history, seat="city-1", by=None, **at):
    return given(Decision, *history).when(
        dissolve_pair,
        by=by or HOLDERS[seat],
        agreement=IN_PAIRS,
        seat=seat,
        role=role(seat),
        **at,
    )


def closing(*history, follows=(), **more):
    return given(Decision, *p.voting(*history, **more)).when(
        close_voting,
        agreement=IN_PAIRS,
        following=Following(dict(follows), 1, 9),
        at=CLOSES,
    )


def counted(told):
    return {found.position: found.seats for found in told.events[-1].tally}


# --- A pair is made --------------------------------------------------------------------------


@pytest.mark.parametrize("history", [(p.tabled(),), p.voting()])
def test_one_offers_a_pair_and_the_other_agrees(history):
    pairing(*history).then(OFFERED)
    told = pairing(*history, OFFERED, seat="trust-1", other="city-1")
    told.then(AGREED)
    assert told.state.representation.pairs == {"city-1": "trust-1", "trust-1": "city-1"}


def test_nobody_is_paired_without_their_word():
    told = closing(OFFERED, *p.ballots(city_2="for"))
    assert counted(told) == {FOR: 1, ABSENT: 3}


def test_only_the_holder_pairs_a_seat():
    for history in ((p.tabled(),), p.voting()):
        pairing(*history, by=EVE).then_refused(NotEntitled, "only the holder of seat city-1")


def test_a_pair_is_two_seats_that_take_part():
    pairing(*p.voting(), other="city-1").then_refused(Refused, "a pair is two seats")
    for history in ((p.tabled(),), p.voting()):
        pairing(*history, other="mayor").then_refused(NotFound, "mayor")
    vacant = role("trust-2", p.post_created("trust-2"))
    pairing(p.tabled(), other="trust-2", its=vacant).then_refused(Refused, "trust-2 is vacant")
    pairing(*p.voting(roll=p.VACANCY), other="trust-2").then_refused(Refused, "trust-2 is vacant")
    recused = [p.tabled(), INTEREST, RECUSED]
    pairing(recused, *p.frozen(), other="city-2").then_refused(Refused, "city-2 is recused")
    pairing(recused, seat="city-2").then_refused(NotEntitled, "city-2 is recused")


def test_the_standing_orders_allow_it():
    for agreement in (p.agreement(), ordered()):
        pairing(*p.voting(), agreement=agreement).then_refused(Refused, "know no pairs")


def test_a_seat_is_in_one_pair():
    pairing(*p.voting(OFFERED), other="trust-2").then_refused(OutOfOrder, "take that back first")
    pairing(*p.voting(*PAIR), other="trust-2").then_refused(
        OutOfOrder, "city-1 is paired with seat trust-1 already"
    )
    pairing(*p.voting(*PAIR), seat="city-2", other="city-1").then_refused(
        OutOfOrder, "city-1 is paired with seat trust-1 already"
    )


def test_an_offer_is_taken_back_while_the_other_one_is_in_another_pair():
    other = [
        r.PairOffered(seat="trust-1", other="trust-2"),
        r.SeatsPaired(seat="trust-2", other="trust-1"),
    ]
    told = dissolving(*p.voting(OFFERED, *other))
    told.then(r.PairDissolved(seat="city-1", other="trust-1"))
    assert told.state.representation.pairs == {"trust-1": "trust-2", "trust-2": "trust-1"}


def test_who_agrees_has_no_other_offer_left():
    own = r.PairOffered(seat="trust-1", other="trust-2")
    told = pairing(*p.voting(own, OFFERED), seat="trust-1", other="city-1")
    told.then(AGREED)
    assert told.state.representation.offers == {}


def test_neither_has_given_a_ballot_or_a_proxy():
    for seat in ("city_1", "trust_1"):
        pairing(*p.voting(*p.ballots(**{seat: "for"}))).then_refused(OutOfOrder, "already given")
    proxy = r.ProxyGiven(seat="city-1", to="city-2")
    pairing(*p.voting(proxy)).then_refused(OutOfOrder, "revoke the proxy first")
    told = given(Decision, *p.voting(*PAIR)).when(
        give_proxy,
        by=p.ADA,
        agreement=ordered(proxies=1),
        seat="city-1",
        role=role("city-1"),
        to="city-2",
        proxy=role("city-2"),
    )
    told.then_refused(OutOfOrder, "paired with seat trust-1")


def test_pairs_are_for_votes_for_and_against_that_all_can_see():
    pairing(*choices.voting()).then_refused(OutOfOrder, "chooses among options")
    roll, opened = p.frozen()
    secret = replace(opened, secret=True, smallest_secret=3)
    pairing(p.tabled(), roll, secret).then_refused(OutOfOrder, "in a secret vote")
    by_consent = replace(p.MAJORITY, id="consent", objections="sustained")
    others = (each for each in p.BOARD.rules if each.cls != "ordinary")
    board = replace(p.BOARD, rules=(ClassRule(cls="ordinary", rule=by_consent), *others))
    orders = StandingOrders(body="board", pairs=True)
    agreed = p.agreement(*p.in_force(bodies=(board,), standing_orders=(orders,)))
    pairing(p.tabled(), agreement=agreed).then_refused(
        OutOfOrder, "by rule consent seats object instead of voting against"
    )


def test_seats_are_paired_before_the_vote_is_over():
    pairing(*p.voting(), at=CLOSES).then_refused(OutOfOrder, "before the vote is over")
    dissolving(*p.voting(*PAIR), at=CLOSES).then_refused(OutOfOrder, "before the vote is over")


# --- It is dissolved -------------------------------------------------------------------------


def test_each_of_the_two_ends_it_for_both():
    for seat, other in (("city-1", "trust-1"), ("trust-1", "city-1")):
        told = dissolving(*p.voting(*PAIR), seat=seat)
        told.then(r.PairDissolved(seat=seat, other=other))
        assert told.state.representation.pairs == {}


def test_only_a_holder_ends_it_and_only_what_there_is():
    dissolving(*p.voting(*PAIR), by=EVE).then_refused(NotEntitled, "only the holder of seat city-1")
    dissolving(*p.voting()).then_refused(OutOfOrder, "is in no pair")
    dissolving(*p.voting(*PAIR, BROKEN)).then_refused(OutOfOrder, "is in no pair")


def broken(*history, by):
    return list(broken_by(p.decision(*p.voting(*history)), by))


def test_a_ballot_breaks_the_pair_once():
    cast = p.ballots(city_1="abstain")
    assert broken(*PAIR, by=cast) == [BROKEN]
    heard = [e.BallotRecorded(seat=seat, position=FOR) for seat in ("city-1", "trust-1")]
    assert broken(*PAIR, by=heard) == [BROKEN]
    assert broken(*PAIR, by=[replace(heard[0], position=ABSENT)]) == []
    assert broken(OFFERED, by=cast) == []


# --- It is counted ---------------------------------------------------------------------------


def test_both_abstain_where_neither_gave_a_ballot():
    told = closing(*PAIR, *p.ballots(city_2="for"))
    assert counted(told) == {FOR: 1, ABSTAIN: 2, ABSENT: 1}
    assert [s.seat for s in told.state.counted() if s.represented] == ["city-1", "trust-1"]


def test_that_one_is_recorded_as_absent_is_what_pairs_are_for():
    heard = e.BallotRecorded(seat="city-1", position=ABSENT)
    assert counted(closing(*PAIR, heard)) == {ABSTAIN: 2, ABSENT: 2}


def test_after_a_ballot_of_one_the_other_stands_for_itself():
    assert counted(closing(*PAIR, *p.ballots(city_1="for"), BROKEN)) == {FOR: 1, ABSENT: 3}


def test_a_pair_with_a_seat_that_takes_no_part_holds_nothing_back():
    for more in ({"roll": p.ROLL[:2]}, {"roll": (p.ROLL[0], replace(p.ROLL[2], holder=None))}):
        assert ABSTAIN not in counted(closing(*PAIR, **more))


def test_a_pair_comes_before_a_delegation_and_one_that_is_broken_does_not():
    follows = {"trust-1": "city-2"}
    ballots = p.ballots(city_2="for")
    assert counted(closing(*PAIR, *ballots, follows=follows))[ABSTAIN] == 2
    told = closing(*PAIR, *ballots, *p.ballots(city_1="for"), BROKEN, follows=follows)
    assert counted(told) == {FOR: 3, ABSENT: 1}


def test_who_is_paired_has_not_missed_the_vote():
    told = closing(*PAIR)
    assert {s.seat for s in told.state.roll.values() if told.state.gave_none(s)} == {
        "city-2",
        "trust-2",
    }
    missed = [x for x in entered(told.state, told.act) if hasattr(x, "seats")]
    assert [seat.seat for seat in missed[0].seats] == ["city-2", "trust-2"]


QUORUM = {"test": "number", "of": ["for", "against", "abstain"], "op": ">=", "n": "3"}


@pytest.mark.parametrize(("as_what", "late"), [("absent", 0), ("present", 1)])
def test_a_pair_makes_a_late_quorum_where_who_is_represented_attends(as_what, late):
    data = {**MAJORITY.to_data(), "id": "quorate", "quorum": QUORUM, "represented": as_what}
    roll, opened = p.frozen(rule=Rule.from_data(data))
    history = [p.tabled(), roll, replace(opened, late_quorum_hours=2), OFFERED]
    told = given(Decision, *history, *p.ballots(city_2="for")).when(
        late_quorum, given=[AGREED], at=CLOSES.replace(hour=8)
    )
    assert len(told.events) == late


# --- While the vote is open ------------------------------------------------------------------


def test_what_is_called_possible_covers_every_way_in_which_a_pair_can_end():
    data = {**MAJORITY.to_data(), "id": "quorate", "quorum": QUORUM, "represented": "present"}
    rule = Rule.from_data(data)
    history = p.voting(*PAIR, *p.ballots(city_2="for"), rule=rule)
    decision = p.decision(*history)
    possible = set(possible_verdicts(rule, open_seats(decision, NOW, IN_PAIRS)))
    answers = (None, "for", "against", "abstain")
    for one, other, last in product(answers, repeat=3):
        said = {"city_1": one, "trust_1": other, "trust_2": last}
        ballots = p.ballots(**{seat: each for seat, each in said.items() if each})
        assert p.decision(*history, *ballots).outcome(rule).verdict in possible


def test_a_silent_seat_may_come_to_be_paired():
    found = open_seats(p.decision(*p.voting()), NOW, IN_PAIRS)
    assert {seat.others for seat in found} == {frozenset({ABSTAIN})}
    alone = open_seats(p.decision(*p.voting()), NOW, p.agreement())
    assert {seat.others for seat in alone} == {frozenset()}
