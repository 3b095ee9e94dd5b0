"""Seats that a rule cannot tell apart can be counted without their names."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from tests.rules.said import rule as said
from tests.rules.test_properties import rolls, rules, votes

from accord.rules import Counted, Likeness, Measure, Position, Rule, alike, evaluate

HEAVY, LIGHT = (Measure("weight", Decimal(value)) for value in ("2.5", "1"))
MANY = Measure("people", Decimal(900))
SHARE = {"test": "share", "of": ["for"], "base": "cast", "op": ">", "at": "1/2"}
ROLL = [
    Counted(Position.FOR, "funder", (MANY, HEAVY), "a"),
    Counted(Position.FOR, "provider", (HEAVY,), "b"),
    Counted(Position.FOR, "funder", (LIGHT, MANY), "c"),
]


def test_a_rule_that_counts_heads_alone_tells_no_seat_apart():
    assert alike(said(SHARE), ROLL) == {Likeness(): ROLL}


def test_a_rule_tells_apart_what_it_weighs_and_no_more():
    found = alike(said({**SHARE, "measure": "weight"}), ROLL)
    assert found == {
        Likeness(measures=(HEAVY,)): ROLL[:2],
        Likeness(measures=(LIGHT,)): ROLL[2:],
    }


def test_a_rule_that_asks_for_a_class_anywhere_tells_classes_apart():
    apart = {Likeness("funder"): [ROLL[0], ROLL[2]], Likeness("provider"): [ROLL[1]]}
    within = {**SHARE, "where": {"cls": "funder"}}
    assert alike(said(SHARE, veto=within), ROLL) == apart
    assert alike(said({"for_each": "cls", "test": SHARE}), ROLL) == apart


def test_measures_are_those_of_the_rule_in_the_order_of_their_names():
    both = {"all": [{**SHARE, "measure": name} for name in ("weight", "people")]}
    measures = [likeness.measures for likeness in alike(said(both), ROLL)]
    assert measures == [(MANY, HEAVY), (HEAVY,), (MANY, LIGHT)]


@given(rules, rolls, votes, st.randoms())
def test_no_rule_counts_otherwise_where_the_names_of_those_who_voted_are_gone(
    rule: Rule, roll: list[Counted], vote: Position | None, lots: st.DataObject
) -> None:
    # In a secret vote nobody is represented, and nobody declares where they stand.
    open_ones = [seat for seat in roll if seat.represented or seat.declared]
    voted = [seat for seat in roll if seat not in open_ones and lots.random() < 0.7]  # type: ignore[attr-defined]
    others = [seat for seat in roll if seat not in voted]
    unnamed = [
        Counted(seat.position, likeness.cls, likeness.measures)
        for likeness, seats in alike(rule, [s for s in roll if s not in others]).items()
        for seat in seats
    ]
    assert evaluate(rule, others + unnamed, vote) == evaluate(rule, roll, vote)
