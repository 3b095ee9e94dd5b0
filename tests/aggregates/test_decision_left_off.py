"""Seats of a body are left off the roll of a vote, each for a reason that is recorded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from tests import partnership as p
from tests.partnership import CITY, CLOSES, DAN, ROLL, SEATED, TRUST
from tests.story import an_act, given, standing

from accord.aggregates.agreement import events as a
from accord.aggregates.agreement.terms import OptOut, ReservedMatter, StandingOrders
from accord.aggregates.decision import Decision, Seated, open_voting
from accord.aggregates.decision.consenting import take_effect
from accord.aggregates.decision.events import LeftOff, SeatLeftOff, SeatsLeftOff
from accord.aggregates.decision.verdict import certify
from accord.aggregates.docket import SeatsExcused, entered
from accord.aggregates.matters import Matter
from accord.errors import OutOfOrder
from accord.rules import Position

MISSED = (UUID(int=1), UUID(int=2))
ORDERS = StandingOrders(body="board", voting_right_lapses_after=2, clause="members")
DEBTS = OptOut(key="debts", title="Debts", party=TRUST, body="board", classes=("ordinary",))


def opening(*history, seated=SEATED, lapsed=None, agreement=None, **changes):
    mine = agreement or p.agreement(p.in_force(**changes))
    return given(Decision, *history).when(
        open_voting, agreement=mine, seated=seated, closes=CLOSES, lapsed=lapsed
    )


def off(seat, reason, party=TRUST, **more):
    return SeatLeftOff(seat=seat, reason=reason, party=party, **more)


def opened(roll, *seats, **more):
    frozen, voting = p.frozen(roll, **more)
    return frozen, SeatsLeftOff(seats=seats), voting


def test_a_seat_that_lost_its_vote_is_left_off_the_roll_with_the_votes_that_it_missed():
    told = opening(p.tabled(), lapsed={"trust-2": MISSED}, standing_orders=(ORDERS,))

    found = off("trust-2", LeftOff.LAPSED, votes=MISSED, clause="members")
    told.then(*opened(ROLL[:3], found))
    assert told.state.left_off == {"trust-2": found}
    assert "trust-2" not in told.state.roll


def test_seats_of_a_suspended_party_are_left_off_the_roll():
    suspended = a.AgreementSuspended(suspension=1, party=TRUST, effective_from=date(2026, 5, 1))
    told = opening(p.tabled(), agreement=p.agreement(p.in_force(suspended)))

    seats = [off(seat, LeftOff.SUSPENDED) for seat in ("trust-1", "trust-2")]
    told.then(*opened(ROLL[:2], *seats))


def test_seats_of_who_is_no_party_any_more_are_left_off_the_roll():
    left = a.PartyExpelled(party=TRUST, effective_from=date(2026, 5, 1))
    told = opening(p.tabled(), agreement=p.agreement(p.in_force(left)))

    seats = [off(seat, LeftOff.NO_PARTY) for seat in ("trust-1", "trust-2")]
    told.then(*opened(ROLL[:2], *seats))


def test_a_party_that_opted_out_is_off_the_roll_and_not_bound():
    told = opening(p.tabled(), opt_outs=(DEBTS,))

    seats = [off(seat, LeftOff.OPTED_OUT, opt_out="debts") for seat in ("trust-1", "trust-2")]
    told.then(*opened(ROLL[:2], *seats, not_bound=(TRUST,)))
    assert told.state.not_bound == (TRUST,)


def test_an_opt_out_is_from_decisions_of_its_classes_and_matters_alone():
    for mine in (
        replace(DEBTS, classes=("spending",)),
        replace(DEBTS, matters=(Matter.WAIVER,)),
    ):
        opening(p.tabled(), opt_outs=(mine,)).then(*p.frozen())
    anything = replace(DEBTS, classes=(), matters=(Matter.GENERAL,))
    assert opening(p.tabled(), opt_outs=(anything,)).state.not_bound == (TRUST,)


def test_a_seat_that_is_kept_for_nobody_is_that_of_its_holder_s_party():
    free = replace(
        p.BOARD, seats=tuple(replace(seat, party=None) for seat in p.BOARD.seats), chair="city-1"
    )
    seated = {**SEATED, "trust-1": Seated(DAN, CITY)}
    told = opening(p.tabled(), seated=seated, bodies=(free,), opt_outs=(DEBTS,))

    assert told.state.left_off.keys() == {"trust-2"}


def test_the_denominator_shrinks_with_an_opt_out():
    """Of two thirds of all seats entitled there are two, and both are for it."""
    told = opening(p.tabled(cls="change"), opt_outs=(replace(DEBTS, classes=("change",)),))
    state = told.state
    state.ballots.update({"city-1": Position.FOR, "city-2": Position.FOR})

    assert state.outcome(p.TWO_THIRDS).verdict == "carried"


def test_a_vote_without_any_seat_is_not_opened():
    both = (DEBTS, replace(DEBTS, key="ours", party=CITY))
    opening(p.tabled(), opt_outs=both).then_refused(
        OutOfOrder, "every seat of body board is vacant", "but for 4 that are left off the roll"
    )


def test_seats_left_off_neither_missed_the_vote_nor_took_part():
    told = opening(p.tabled(), lapsed={"trust-2": MISSED}, standing_orders=(ORDERS,))
    history = [p.tabled(), *told.events]
    cast = p.ballots(city_1="for", city_2="for", trust_1="for")
    closed = standing(Decision, *history, *cast, p.d.VotingClosed(tally=(), tied=False))

    entries = entered(closed, an_act())
    assert entries[1:] == (SeatsExcused(decision=closed.id, voting=1, seats=("trust-2",)),)


def test_another_voting_has_its_own_roll():
    told = opening(p.tabled(), lapsed={"trust-2": MISSED}, standing_orders=(ORDERS,))
    divided = p.ballots(city_1="for", city_2="against", trust_1="abstain")
    again = standing(
        Decision,
        p.tabled(),
        *told.events,
        *divided,
        p.d.VotingClosed(tally=(), tied=True),
        *p.frozen(voting=2, cause=p.d.VotingCause.SECOND_VOTE),
    )
    assert again.left_off == {}


def test_a_party_that_is_not_bound_is_not_asked_for_its_consent():
    reserved = ReservedMatter(key="debt", title="Debt", body="board", cls="ordinary")
    mine = p.agreement(p.in_force(reserved_matters=(reserved,), opt_outs=(DEBTS,)))
    told = opening(p.tabled(), agreement=mine)
    history = [p.tabled(), *told.events, *p.ballots(city_1="for", city_2="for")]
    closed = standing(Decision, *history, p.d.VotingClosed(tally=(), tied=False))

    act = an_act()
    certified = take_effect(closed, act, agreement=mine, certified=certify(closed, act))
    assert certified.consents == (CITY,)
