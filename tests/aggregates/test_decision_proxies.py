"""Who answers for a seat in one decision: its alternate, or another seat as its proxy."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests import choices
from tests import partnership as p
from tests.aggregates.test_decision_notice import ordered
from tests.partnership import ADA, BEN, CLEO, CLOSES, DAN, EVE, MAJORITY
from tests.story import NOW, given

from accord.aggregates.decision import (
    Decision,
    Seated,
    cast_ballot,
    close_voting,
    open_voting,
    record_ballots,
)
from accord.aggregates.decision import events as e
from accord.aggregates.decision import representing_events as r
from accord.aggregates.decision.late_quorum import late_quorum
from accord.aggregates.decision.proxies import cast_proxy_ballot, give_proxy, revoke_proxy
from accord.aggregates.decision.standing import open_seats
from accord.aggregates.decision.voting import Answer
from accord.errors import NotEntitled, NotFound, OutOfOrder, Refused
from accord.events import Disclosed
from accord.rules import Position, Rule

FOR, AGAINST = Position.FOR, Position.AGAINST
ONE_EACH = ordered(proxies=1)
FREE = r.ProxyGiven(seat="city-1", to="city-2")
TOLD = replace(FREE, instructed=FOR)
CAST = r.ProxyBallotCast(seat="city-1", by="city-2", position=FOR)
HOLDERS = {"city-1": ADA, "city-2": BEN, "trust-1": CLEO, "trust-2": DAN}
PARTY = {"city-1": p.CITY, "city-2": p.CITY, "trust-1": p.TRUST, "trust-2": p.TRUST}
RECUSED = e.InterestRuled(seat="city-2", ruling=e.Ruling.RECUSE)


def role(post, *history):
    return p.role(post, *(history or p.held(post, HOLDERS[post], PARTY[post])))


def giving(*history, seat="city-1", to="city-2", by=None, agreement=ONE_EACH, **more):
    return given(Decision, *history).when(
        give_proxy,
        by=by or HOLDERS.get(seat, ADA),
        agreement=agreement,
        seat=seat,
        role=more.pop("role", None) or role(seat if seat in HOLDERS else "city-1"),
        to=to,
        proxy=more.pop("proxy", None) or role(to if to in HOLDERS else "city-2"),
        **more,
    )


def revoking(*history, by=ADA, **more):
    return given(Decision, *history).when(
        revoke_proxy, by=by, agreement=ONE_EACH, seat="city-1", role=role("city-1"), **more
    )


def by_proxy(*history, by=BEN, **more):
    said = {"agreement": ONE_EACH, "seat": "city-1"} | more
    return given(Decision, *history).when(cast_proxy_ballot, by=by, **said)


# --- A proxy is given ------------------------------------------------------------------------


def test_a_proxy_is_given_before_the_vote_and_while_it_is_taken():
    giving(p.tabled()).then(FREE)
    giving(p.voting()).then(FREE)
    told = giving(p.voting(), instructed=FOR)
    told.then(TOLD)
    assert told.state.ballots == {}


def test_only_the_holder_gives_it():
    for history in (p.tabled(), p.voting()):
        giving(history, by=EVE).then_refused(NotEntitled, "only the holder of seat city-1 can give")


def test_nobody_is_their_own_proxy():
    told = giving(p.voting(), to="city-1")
    told.then_refused(Refused, "given to another seat")
    assert told.refused.facts["field"] == "to"


def test_a_proxy_goes_from_a_seat_that_takes_part_to_one_that_does():
    for history in (p.tabled(), p.voting()):
        giving(history, to="mayor", proxy=role("city-2")).then_refused(NotFound, "mayor")
    giving(p.tabled(), to="trust-2", proxy=role("trust-2", p.post_created("trust-2"))).then_refused(
        Refused, "seat trust-2 is vacant"
    )
    giving(p.voting(roll=p.VACANCY), to="trust-2").then_refused(Refused, "seat trust-2 is vacant")
    recused = [
        p.tabled(),
        e.InterestDeclared(seat="city-2", statement=Disclosed("A mill.")),
        RECUSED,
    ]
    giving(recused, *p.frozen()).then_refused(Refused, "city-2 is recused")
    giving(recused, seat="city-2", to="city-1").then_refused(NotEntitled, "city-2 is recused")


def test_a_seat_has_one_proxy_and_none_once_it_has_voted():
    giving(p.voting(FREE), to="trust-1").then_refused(OutOfOrder, "revoke that one first")
    giving(p.voting(*p.ballots(city_1="for"))).then_refused(OutOfOrder, "already given")


def test_a_proxy_is_not_passed_on():
    giving(p.voting(FREE), seat="city-2", to="trust-1").then_refused(
        Refused, "carries the proxy of seat city-1, and a proxy is not passed on"
    )
    giving(p.voting(FREE), seat="trust-1", to="city-1").then_refused(
        Refused, "has given its own proxy to seat city-2"
    )


def test_the_standing_orders_say_how_many_a_seat_may_carry():
    for agreement in (p.agreement(), ordered()):
        giving(p.voting(), agreement=agreement).then_refused(Refused, "know no proxy")
    second = {"seat": "trust-1", "to": "city-2"}
    giving(p.voting(FREE), **second).then_refused(Refused, "at most one other seat")
    two, third = ordered(proxies=2), r.ProxyGiven(**second)
    giving(p.voting(FREE), agreement=two, **second).then(third)
    giving(p.voting(FREE, third), agreement=two, seat="trust-2").then_refused(
        Refused, "carries city-1 and trust-1 already, and under"
    )


def test_a_proxy_is_instructed_to_vote_as_one_can_vote():
    giving(p.voting(), instructed=Position.INVALID).then_refused(Refused, "for, against or abstain")


def test_a_proxy_is_given_and_revoked_before_the_vote_is_over():
    giving(p.voting(), at=CLOSES).then_refused(OutOfOrder, "before the vote is over")
    revoking(p.voting(FREE), at=CLOSES).then_refused(OutOfOrder, "before the vote is over")


def test_among_options_each_seat_chooses_for_itself():
    giving(choices.voting()).then_refused(OutOfOrder, "each seat chooses for itself")


# --- It is revoked ---------------------------------------------------------------------------


def test_a_proxy_is_revoked_and_what_was_cast_by_it_taken_back():
    revoked = r.ProxyRevoked(seat="city-1", to="city-2")
    revoking(p.tabled(), FREE).then(revoked)
    told = revoking(p.voting(FREE, CAST))
    told.then(replace(revoked, was=FOR))
    assert told.state.ballots == {}
    assert not any(seat.represented for seat in told.state.counted())


def test_a_revoked_proxy_leaves_the_ballot_of_the_seat_itself():
    told = revoking(p.voting(FREE, CAST, *p.ballots(city_1="against")))
    assert told.state.ballots == {"city-1": AGAINST}


def test_only_the_holder_revokes_and_only_what_was_given():
    revoking(p.voting(FREE), by=BEN).then_refused(NotEntitled, "only the holder of seat city-1")
    revoking(p.voting()).then_refused(OutOfOrder, "has given no proxy")


# --- A ballot by proxy -----------------------------------------------------------------------


def test_a_proxy_casts_the_ballot_and_the_seat_counts_as_represented():
    told = by_proxy(p.voting(FREE), position=FOR)
    told.then(CAST)
    assert told.state.ballots == {"city-1": FOR}
    assert [seat.seat for seat in told.state.counted() if seat.represented] == ["city-1"]


def test_a_proxy_that_was_given_before_the_opening_stands():
    by_proxy(p.tabled(), FREE, *p.frozen(), position=FOR).then(CAST)


def test_an_instructed_proxy_votes_as_instructed():
    by_proxy(p.voting(TOLD)).then(CAST)
    by_proxy(p.voting(TOLD), position=FOR).then(CAST)
    by_proxy(p.voting(TOLD), position=AGAINST).then_refused(
        Refused, "is instructed: its ballot is cast for, and not against"
    )


def test_a_free_proxy_says_how_it_votes():
    by_proxy(p.voting(FREE)).then_refused(Refused, "the proxy is free")
    by_proxy(p.voting(FREE), position=Position.ABSENT).then_refused(Refused, "for, against or")


def test_only_the_holder_of_the_proxy_casts_it():
    by_proxy(p.voting(), position=FOR).then_refused(NotEntitled, "has given no proxy")
    by_proxy(p.voting(FREE), by=CLEO, position=FOR).then_refused(
        NotEntitled, "gave its proxy to seat city-2: only its holder"
    )
    by_proxy(p.tabled(), FREE, RECUSED, *p.frozen(), position=FOR).then_refused(
        NotEntitled, "city-2 is recused"
    )


def test_where_the_orders_let_a_seat_carry_fewer_than_before_it_carries_those_given_first():
    second = r.ProxyGiven(seat="trust-1", to="city-2")
    both = p.voting(FREE, second)
    by_proxy(*both, position=FOR).then(CAST)
    told = by_proxy(*both, seat="trust-1", position=FOR)
    told.then_refused(Refused, "carries 1 at most, those that were given first: seat trust-1 votes")
    two = by_proxy(*both, seat="trust-1", position=FOR, agreement=ordered(proxies=2))
    two.then(replace(CAST, seat="trust-1"))
    by_proxy(*both, position=FOR, agreement=ordered()).then_refused(
        Refused, "carries none any more"
    )
    revoked = r.ProxyRevoked(seat="city-1", to="city-2")
    by_proxy(*both, revoked, seat="trust-1", position=FOR).then(replace(CAST, seat="trust-1"))


def test_a_proxy_votes_once_while_the_vote_is_open():
    by_proxy(p.voting(FREE, CAST), position=FOR).then_refused(OutOfOrder, "already given")
    by_proxy(p.tabled(), FREE, position=FOR).then_refused(OutOfOrder, "must be voting")
    by_proxy(p.voting(FREE), at=CLOSES, position=FOR).then_refused(OutOfOrder, "must be voting")


def test_the_ballot_of_the_seat_itself_takes_the_place_of_that_of_its_proxy():
    told = given(Decision, *p.voting(FREE, CAST)).when(
        cast_ballot, by=ADA, seat="city-1", position=AGAINST
    )
    told.then(e.BallotCast(seat="city-1", position=AGAINST, overrides=e.Answered.PROXY))
    assert told.state.ballots == {"city-1": AGAINST}
    assert not any(seat.represented for seat in told.state.counted())
    heard = given(Decision, *p.voting(FREE, CAST)).when(
        record_ballots, answers=[Answer("city-1", AGAINST)]
    )
    heard.then(e.BallotRecorded(seat="city-1", position=AGAINST, overrides=e.Answered.PROXY))


def test_a_proxy_does_not_take_the_place_of_the_ballot_of_the_seat_itself():
    by_proxy(p.voting(FREE, *p.ballots(city_1="against")), position=FOR).then_refused(
        OutOfOrder, "already given"
    )


QUORUM = {"test": "number", "of": ["for", "against"], "op": ">=", "n": "2"}


@pytest.mark.parametrize(("as_what", "late"), [("absent", 0), ("present", 1)])
def test_a_proxy_makes_a_late_quorum_where_who_is_represented_attends(as_what, late):
    data = {**MAJORITY.to_data(), "id": "quorate", "quorum": QUORUM, "represented": as_what}
    rule = Rule.from_data(data)
    roll, opened = p.frozen(rule=rule)
    history = [p.tabled(), roll, replace(opened, late_quorum_hours=2), FREE]
    told = given(Decision, *history, *p.ballots(city_2="for")).when(
        late_quorum, given=[CAST], at=CLOSES.replace(hour=8)
    )
    assert len(told.events) == late


# --- Alternates ------------------------------------------------------------------------------

READY = (replace(p.ROLL[0], alternate=EVE), *p.ROLL[1:])
BY_EVE = e.BallotCast(seat="city-1", position=FOR, alternate=True)


def voting_as(by, *history, position=FOR):
    return given(Decision, *history).when(cast_ballot, by=by, seat="city-1", position=position)


@pytest.mark.parametrize(("orders", "ready"), [({"alternates": True}, EVE), ({}, None)])
def test_who_stands_ready_is_on_the_roll_where_the_orders_let_alternates_vote(orders, ready):
    seated = p.SEATED | {"city-1": Seated(ADA, p.CITY, EVE)}
    told = given(Decision, p.tabled()).when(
        open_voting, agreement=ordered(**orders), seated=seated, closes=CLOSES
    )
    assert told.events[0].seats[0].alternate == ready


def test_the_alternate_of_a_holder_casts_the_ballot_of_the_seat():
    told = voting_as(EVE, *p.voting(roll=READY))
    told.then(BY_EVE)
    assert not any(seat.represented for seat in told.state.counted())


def test_nobody_else_does():
    voting_as(EVE, *p.voting()).then_refused(NotEntitled, "only the holder of seat city-1 can cast")
    voting_as(BEN, *p.voting(roll=READY)).then_refused(
        NotEntitled, "only the holder of seat city-1, or who stands ready for the holder, can cast"
    )


def test_the_holder_who_comes_after_all_takes_the_place_of_the_alternate():
    told = voting_as(ADA, *p.voting(BY_EVE, roll=READY), position=AGAINST)
    told.then(e.BallotCast(seat="city-1", position=AGAINST, overrides=e.Answered.ALTERNATE))
    overridden = told.events
    voting_as(EVE, *p.voting(BY_EVE, *overridden, roll=READY)).then_refused(
        OutOfOrder, "already given"
    )


def test_the_alternate_takes_the_place_of_no_ballot():
    voting_as(EVE, *p.voting(BY_EVE, roll=READY)).then_refused(OutOfOrder, "already given")
    voting_as(EVE, *p.voting(FREE, CAST, roll=READY)).then_refused(OutOfOrder, "already given")


# --- While the vote is open ------------------------------------------------------------------


def test_a_seat_that_is_represented_can_still_vote_and_a_silent_one_be_represented():
    decision = p.decision(*p.voting(FREE, CAST, *p.ballots(trust_1="for")))
    found = {seat.counted.seat: seat for seat in open_seats(decision, NOW, ONE_EACH)}
    castable = {FOR, AGAINST, Position.ABSTAIN}
    assert castable <= found["city-1"].may
    assert castable == found["city-1"].others == found["trust-2"].others
    assert not found["trust-1"].may | found["trust-1"].others
    alone = {seat.others for seat in open_seats(p.decision(*p.voting()), NOW, p.agreement())}
    assert alone == {frozenset()}


def test_a_quorum_that_an_override_can_still_make_keeps_the_vote_open():
    data = {**MAJORITY.to_data(), "id": "quorate", "quorum": {**QUORUM, "n": "4"}}
    history = p.voting(FREE, CAST, rule=Rule.from_data(data))
    most = p.ballots(city_2="for", trust_1="for")
    closing = given(Decision, *history, *most).when(close_voting, agreement=ONE_EACH)
    closing.then_refused(OutOfOrder, "can still be carried, lost or inquorate")


def test_in_a_secret_vote_each_holder_votes():
    roll, opened = p.frozen()
    secret = [p.tabled(), FREE, roll, replace(opened, secret=True, smallest_secret=3)]
    giving(*secret, seat="trust-1").then_refused(OutOfOrder, "in a secret vote each holder votes")
    by_proxy(*secret, position=FOR).then_refused(OutOfOrder, "by secret ballot")
