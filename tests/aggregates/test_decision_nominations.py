"""Until voting opens, seats nominate options, and withdraw those that are theirs."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from tests import choices as t
from tests import partnership as p
from tests.aggregates.test_decision_proxies import HOLDERS, role
from tests.choices import OPTIONS, PUT
from tests.partnership import CLOSES, EVE
from tests.story import an_act, given, happened, standing

from accord.aggregates.agreement.terms import StandingOrders
from accord.aggregates.decision import Decision, open_voting
from accord.aggregates.decision import choosing_events as c
from accord.aggregates.decision.choosing import put_options
from accord.aggregates.decision.nominating import (
    nominate_option,
    second_nomination,
    withdraw_option,
)
from accord.aggregates.decision.postponing import lapse_motion
from accord.errors import NotEntitled, NotFound, OutOfOrder, Refused

FORD = c.MotionOption(id="ford", title="A ford")
NOMINATED = c.OptionNominated(seat="trust-1", option=FORD)
WITHDRAWN = c.OptionWithdrawn(seat="trust-1", option="ford")
ORDERS = StandingOrders(body="board", nominations=True, clause="money")
MONEY = {"spending": {"rule": "greedy", "budget": "9"}, "ballot": {"form": "approval"}, "ties": []}


def agreement(rule=t.APPROVAL, orders=ORDERS):
    return t.agreement(rule, standing_orders=(orders,) if orders else ())


OPEN = agreement()


def nominating(*history, seat="trust-1", by=None, option=FORD, under=OPEN, **at):
    return given(Decision, *history).when(
        nominate_option,
        by=by or HOLDERS[seat],
        agreement=under,
        seat=seat,
        role=role(seat),
        option=option,
        **at,
    )


def withdrawing(*history, seat="trust-1", by=None, option="ford", under=OPEN, **at):
    return given(Decision, *history).when(
        withdraw_option,
        by=by or HOLDERS[seat],
        agreement=under,
        seat=seat,
        role=role(seat),
        option=option,
        **at,
    )


def opening(*history, under=OPEN):
    return given(Decision, *history).when(
        open_voting, agreement=under, seated=p.SEATED, closes=CLOSES
    )


# --- An option is nominated ----------------------------------------------------------------------


def test_a_seat_nominates_an_option():
    told = nominating(*t.tabled())
    told.then(NOMINATED)
    assert list(told.state.choices.options) == ["weir", "ferry", "mill", "ford"]


def test_only_the_holder_nominates_for_a_seat():
    nominating(*t.tabled(), by=EVE).then_refused(NotEntitled, "only the holder of seat trust-1")


def test_nobody_nominates_what_is_there_or_was_withdrawn():
    nominating(*t.tabled(), NOMINATED).then_refused(OutOfOrder, "has an option ford already")
    again = nominating(*t.tabled(), NOMINATED, WITHDRAWN)
    again.then_refused(OutOfOrder, "option ford was withdrawn")


def test_nobody_nominates_once_voting_is_open():
    nominating(*t.voting()).then_refused(OutOfOrder, "options are nominated before voting opens")


def test_the_standing_orders_allow_it():
    for orders in (StandingOrders(body="board", clause="money"), None):
        under = agreement(orders=orders)
        nominating(*t.tabled(), under=under).then_refused(Refused, "know no nominations")
        withdrawing(*t.tabled(), NOMINATED, under=under).then_refused(Refused, "no nominations")


def test_nothing_is_nominated_for_a_motion_for_and_against():
    nominating(p.tabled("ordinary")).then_refused(OutOfOrder, "voted on for and against")


def test_what_the_rule_could_not_count_is_not_nominated():
    ordered = t.rule(ties=["declared_order"], declared_order=["weir", "ferry", "mill"])
    told = nominating(*t.tabled(), under=agreement(ordered))
    told.then_refused(Refused, "ford is none of them: weir, ferry, mill")
    money = agreement(t.rule(kind="allocation", **MONEY))
    nominating(*t.tabled(), under=money).then_refused(Refused, "say what the option costs")
    costs = c.MotionOption(id="ford", title="A ford", cost=Decimal(5))
    nominating(*t.tabled(), under=money, option=costs).then(
        c.OptionNominated(seat="trust-1", option=costs)
    )


def test_there_are_only_so_many_options():
    many = tuple(c.MotionOption(id=f"o{n}", title="One") for n in range(400))
    told = nominating(p.tabled("works"), c.OptionsPut(options=many))
    told.then_refused(Refused, "with 401 options that are called so they might not fit")


# --- An option is withdrawn ----------------------------------------------------------------------


def test_a_seat_withdraws_what_it_nominated():
    told = withdrawing(*t.tabled(), NOMINATED)
    told.then(WITHDRAWN)
    assert list(told.state.choices.options) == ["weir", "ferry", "mill"]


def test_nobody_withdraws_what_is_another_ones():
    other = withdrawing(*t.tabled(), NOMINATED, seat="city-1")
    other.then_refused(NotEntitled, "option ford stands for seat trust-1")
    withdrawing(*t.tabled(), NOMINATED, by=EVE).then_refused(NotEntitled, "only the holder")
    put = withdrawing(*t.tabled(), option="weir")
    put.then_refused(NotEntitled, "option weir stands for nobody's seat")


def test_who_moved_the_motion_withdraws_what_was_put_with_it():
    moved = (p.tabled("works", mover="trust-1"), PUT)
    withdrawing(*moved, option="weir").then(c.OptionWithdrawn(seat="trust-1", option="weir"))


def test_what_is_not_there_or_is_needed_is_not_withdrawn():
    withdrawing(*t.tabled()).then_refused(NotFound, "no option ford; it has: weir, ferry, mill")
    withdrawing(*t.tabled(), NOMINATED, WITHDRAWN).then_refused(NotFound, "no option ford")
    moved = (p.tabled("works", mover="trust-1"), PUT)
    needed = withdrawing(*moved, option="weir", under=agreement(t.rule(default="weir")))
    needed.then_refused(Refused, "means none of the others")
    withdrawing(*t.voting()).then_refused(OutOfOrder, "withdrawn before voting opens")


# --- An option that is nominated is seconded --------------------------------------------------------

SECONDED = c.NominationSeconded(seat="city-1", option="ford")
ONE_EACH = agreement(orders=replace(ORDERS, nomination_seconders=1))
FROM_TRUST = happened(NOMINATED, by=HOLDERS["trust-1"])


def seconding(*history, seat="city-1", by=None, option="ford", under=ONE_EACH, **at):
    return given(Decision, *history).when(
        second_nomination,
        by=by or HOLDERS[seat],
        agreement=under,
        seat=seat,
        role=role(seat),
        option=option,
        **at,
    )


def said(seat, by=None):
    event = c.NominationSeconded(seat=seat, option="ford")
    return happened(event, by=by or HOLDERS[seat])


def test_another_seat_seconds_a_nomination():
    seconding(*t.tabled(), FROM_TRUST).then(SECONDED)


def test_nobody_seconds_a_nomination_of_their_own():
    own = seconding(*t.tabled(), FROM_TRUST, seat="trust-1")
    own.then_refused(NotEntitled, "a nomination of their own: option ford is that of seat trust-1")
    by_cleo = happened(NOMINATED, by=HOLDERS["city-1"])
    seconding(*t.tabled(), by_cleo).then_refused(NotEntitled, "a nomination of their own")


def test_a_seat_seconds_once_and_who_comes_into_it_anew():
    again = seconding(*t.tabled(), FROM_TRUST, said("city-1"))
    again.then_refused(OutOfOrder, "seat city-1 has already seconded option ford")
    seconding(*t.tabled(), FROM_TRUST, said("city-1", by=EVE)).then(SECONDED)


def test_only_what_was_nominated_is_seconded_and_only_where_the_orders_ask_for_it():
    seconding(*t.tabled(), FROM_TRUST, option="weir").then_refused(Refused, "needs no seconder")
    seconding(*t.tabled()).then_refused(NotFound, "the motion has no option ford")
    seconding(*t.tabled(), FROM_TRUST, under=OPEN).then_refused(Refused, "ask for no seconders")
    under = agreement(orders=None)
    seconding(*t.tabled(), FROM_TRUST, under=under).then_refused(Refused, "know no nominations")


def test_only_the_holder_seconds_for_a_seat_and_before_the_vote():
    told = seconding(*t.tabled(), FROM_TRUST, by=EVE)
    told.then_refused(NotEntitled, "only the holder of seat city-1")
    seconding(*t.voting()).then_refused(OutOfOrder, "seconded before voting opens")


LAPSED = c.NominationLapsed(option="ford")


def test_what_nobody_seconded_lapses_as_the_vote_opens():
    told = opening(*t.tabled(), FROM_TRUST, under=ONE_EACH)
    assert told.events[0] == LAPSED
    assert list(told.state.choices.options) == ["weir", "ferry", "mill"]
    again = standing(Decision, *t.tabled(), FROM_TRUST, LAPSED)
    assert "ford" in again.choices.withdrawn


def test_what_was_seconded_is_put_to_the_vote():
    told = opening(*t.tabled(), FROM_TRUST, said("city-1"), under=ONE_EACH)
    assert LAPSED not in told.events
    assert "ford" in told.state.choices.options
    assert LAPSED not in opening(*t.tabled(), FROM_TRUST, under=OPEN).events


def test_a_second_counts_while_who_gave_it_sits_in_the_seat():
    gone = opening(*t.tabled(), FROM_TRUST, said("city-1", by=EVE), under=ONE_EACH)
    assert gone.events[0] == LAPSED
    two = agreement(orders=replace(ORDERS, nomination_seconders=2))
    assert opening(*t.tabled(), FROM_TRUST, said("city-1"), under=two).events[0] == LAPSED


def test_the_vote_waits_where_too_few_options_are_seconded():
    few = (p.tabled("works"), c.OptionsPut(options=OPTIONS[:1]), FROM_TRUST)
    opening(*few, under=ONE_EACH).then_refused(
        OutOfOrder, "of at least 2 there are 1 that are seconded as the orders ask (not ford)"
    )
    assert opening(*few, said("city-1"), under=ONE_EACH).events


def test_what_was_withdrawn_does_not_lapse_besides():
    told = opening(*t.tabled(), FROM_TRUST, WITHDRAWN, under=ONE_EACH)
    assert LAPSED not in told.events


# --- What comes of it ----------------------------------------------------------------------------


def putting(*options):
    return put_options(OPEN, an_act(), motion=p.tabled("works"), options=options)


def test_a_motion_can_wait_for_its_options():
    assert putting() == ()
    assert putting(OPTIONS[0]) == (c.OptionsPut(options=OPTIONS[:1]),)
    with pytest.raises(Refused, match="stands twice"):
        putting(OPTIONS[0], OPTIONS[0])


def test_the_vote_is_opened_once_there_are_enough():
    few = (p.tabled("works"), c.OptionsPut(options=OPTIONS[:1]))
    opening(*few).then_refused(OutOfOrder, "of at least 2 there are 1")
    opening(p.tabled("works")).then_refused(OutOfOrder, "of at least 2 there are 0")
    assert opening(*few, NOMINATED).events


def test_a_cap_needs_options_that_say_their_group():
    capped = agreement(t.rule(cap={"n": 1}, seats=2))
    opening(*t.tabled(), NOMINATED, under=capped).then_refused(
        OutOfOrder, "no option says its group"
    )
    grouped = c.MotionOption(id="ford", title="A ford", group="trust")
    said = c.OptionNominated(seat="trust-1", option=grouped)
    assert opening(*t.tabled(), said, under=capped).events


def test_a_motion_that_waits_for_its_options_does_not_lapse():
    told = given(Decision, p.tabled("works")).when(lapse_motion, agreement=OPEN)
    told.then_refused(OutOfOrder, "can still be put to the vote")


def test_what_was_nominated_is_chosen():
    told = standing(Decision, *t.tabled(), NOMINATED, *t.voting()[2:], *t.cast(city_1=("ford",)))
    assert told.chosen().chosen == ("ford",)
