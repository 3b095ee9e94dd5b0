"""What is odd about an agreement's bodies and procedures is remarked before its text is adopted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from tests import partnership as p
from tests.aggregates.test_decision_notice import ordered

from accord.aggregates.agreement.linting import lint
from accord.aggregates.agreement.terms import (
    Change,
    ClassRule,
    CompositionLimit,
    Procedure,
    ReservedMatter,
    Topic,
)
from accord.aggregates.agreement.terms import Subject as Spoken
from accord.aggregates.matters import Matter
from accord.demo.cast import ORGANISATIONS
from accord.demo.terms import terms as demo_terms
from accord.rules import Position, Rule, Verdict
from accord.rules.linting import Gravity

BOARD, TERMS = p.BOARD, p.TERMS
CHANGED = Change(material=("members",), clause="money")
FOUR_THERE = {"test": "number", "of": ["for", "against", "abstain"], "op": ">=", "n": "4"}
QUORATE = Rule.from_data({**p.MAJORITY.to_data(), "id": "quorate", "quorum": FOUR_THERE})


def ruled(*rules, **changes):
    """The terms, with other rules for the board."""
    entries = tuple(ClassRule(cls=cls, rule=rule) for cls, rule in rules)
    return replace(TERMS, bodies=(replace(BOARD, rules=entries),), **changes)


def found(terms, code, **more):
    (remark,) = [remark for remark in lint(terms, **more) if remark.code == code]
    return remark


def codes(terms, **more):
    return {remark.code for remark in lint(terms, **more)}


def graves(terms):
    return {remark.code for remark in lint(terms) if remark.gravity is Gravity.GRAVE}


def kept_for(party, *posts):
    """The board, some of its seats kept for a party."""
    seats = (replace(s, party=party) if s.post in posts else s for s in BOARD.seats)
    return replace(BOARD, seats=tuple(seats))


def test_sound_agreements_have_nothing_grave():
    parties = {o.key: UUID(int=n) for n, o in enumerate(ORGANISATIONS, 1)}
    for terms in (TERMS, demo_terms(parties, date(2026, 1, 1))):
        assert graves(terms) == set()


def test_the_gravest_stands_first():
    never = Rule.from_data({**p.TWO_THIRDS.to_data(), "pass": {**p.CAST, "at": "1"}})
    order = [remark.gravity for remark in lint(ruled(("ordinary", p.MAJORITY), ("change", never)))]
    assert order == sorted(order, key=list(Gravity).index)
    assert {order[0], order[-1]} == {Gravity.GRAVE, Gravity.NOTE}


def test_a_remark_names_where_it_stands_and_the_clause_that_speaks_of_it():
    assert found(TERMS, "tie_is_lost").pointer == "/bodies/0/rules/0/rule/tie"
    assert found(TERMS, "tie_is_lost").clause == ""
    of_topic = replace(TERMS, topics=(Topic(subject=Spoken.GOVERNANCE, clauses=("members",)),))
    assert found(of_topic, "tie_is_lost").clause == "members"
    assert found(ordered(seconders=1).terms, "tie_is_lost").clause == "members"


def test_a_body_without_seats_or_rules_is_grave():
    assert "body_without_seats" in graves(replace(TERMS, bodies=(replace(BOARD, seats=()),)))
    remark = found(replace(TERMS, bodies=(replace(BOARD, rules=()),)), "body_without_rules")
    assert (remark.gravity, remark.pointer) == (Gravity.GRAVE, "/bodies/0")


def test_a_procedure_before_no_body_or_by_no_rule_leads_nowhere():
    lost = Procedure(matter=Matter.EXPULSION, body="council", cls="change")
    remark = found(replace(TERMS, procedures=(*TERMS.procedures, lost)), "body_unknown")
    assert remark.pointer == "/procedures/2/body"
    assert remark.sentence.startswith("The procedure for expulsion names body council")
    unruled = Procedure(matter=Matter.EXPULSION, body="board", cls="grave")
    remark = found(replace(TERMS, procedures=(*TERMS.procedures, unruled)), "class_without_rule")
    assert remark.gravity is Gravity.GRAVE
    assert "names class grave, for which body board has no rule" in remark.sentence


def test_a_reserved_matter_of_a_class_without_a_rule_leads_nowhere():
    entry = ReservedMatter(key="sale", title="Sale", body="board", cls="sale", clause="money")
    remark = found(replace(TERMS, reserved_matters=(entry,)), "class_without_rule")
    assert (remark.pointer, remark.clause) == ("/reserved_matters/0/class", "money")


def test_an_amendment_clause_that_cannot_amend_itself():
    never = Rule.from_data({**p.TWO_THIRDS.to_data(), "pass": {**p.CAST, "at": "1"}})
    terms = ruled(("ordinary", p.MAJORITY), ("change", never), change=CHANGED)
    remark = found(terms, "amendment_impossible")
    assert (remark.gravity, remark.pointer, remark.clause) == (
        Gravity.GRAVE,
        "/procedures/0",
        "money",
    )
    assert "nor its own clause on amendment could ever be changed" in remark.sentence
    assert "cannot_carry" in graves(terms)


@pytest.mark.parametrize(
    "terms",
    [
        replace(TERMS, bodies=()),
        replace(TERMS, bodies=(replace(BOARD, seats=()),)),
        replace(TERMS, bodies=(kept_for(p.CLUB, *p.SEATED),)),
        ruled(("ordinary", p.MAJORITY)),
    ],
    ids=["no body", "no seats", "nobody to sit", "no rule"],
)
def test_nothing_can_be_amended_by_a_body_that_cannot_decide(terms):
    assert "amendment_impossible" in graves(terms)


def test_another_rule_of_the_body_does_not_keep_it_from_amending():
    never = Rule.from_data({**p.MAJORITY.to_data(), "pass": {**p.CAST, "at": "1"}})
    terms = ruled(("ordinary", never), ("change", p.TWO_THIRDS))
    assert "cannot_carry" in graves(terms)
    assert "amendment_impossible" not in codes(terms)


def test_without_a_procedure_for_amendment_any_party_can_prevent_one():
    remark = found(replace(TERMS, procedures=()), "no_amendment_procedure")
    assert (remark.gravity, remark.pointer) == (Gravity.WARNING, "/procedures")
    assert "the assent of every party" in remark.sentence


def test_seats_kept_for_who_is_no_party_leave_too_few_for_the_quorum():
    terms = ruled(("ordinary", QUORATE), ("change", p.TWO_THIRDS))
    board = replace(kept_for(p.CLUB, "trust-2"), rules=terms.bodies[0].rules)
    remark = found(replace(terms, bodies=(board,)), "too_few_holders")
    assert (remark.gravity, remark.pointer) == (Gravity.GRAVE, "/bodies/0/rules/0/rule")
    assert "At most 3 of the 4 seats of body board" in remark.sentence
    assert dict(remark.roll.seats)["trust-2"] is Position.VACANT
    assert remark.roll.verdict is Verdict.INQUORATE


def test_a_limit_leaves_too_few_holders():
    free = kept_for(None, *p.SEATED)
    one_each = CompositionLimit(key="one-each", body="board", at_most=1)
    terms = ruled(("ordinary", QUORATE), ("change", p.TWO_THIRDS), composition_limits=(one_each,))
    board = replace(free, rules=terms.bodies[0].rules)
    remarks = [r for r in lint(replace(terms, bodies=(board,))) if r.code == "too_few_holders"]
    assert [r.pointer for r in remarks] == [
        "/bodies/0/rules/0/rule"
    ]  # the other needs no vacant seat
    assert "At most 2 of the 4 seats" in remarks[0].sentence
    two_each = replace(one_each, at_most=None, share="1/2")
    assert "too_few_holders" not in codes(
        replace(terms, bodies=(board,), composition_limits=(two_each,))
    )


def test_a_body_that_nobody_can_sit_in():
    remark = found(replace(TERMS, bodies=(kept_for(p.CLUB, *p.SEATED),)), "vacancy_only_body")
    assert (remark.gravity, remark.pointer) == (Gravity.GRAVE, "/bodies/0/seats")


def test_what_a_draft_would_be_refused_for_is_said_too():
    contradicting = replace(TERMS, title=" ")
    remark = found(contradicting, "contradiction")
    assert (remark.gravity, remark.pointer) == (Gravity.GRAVE, "/title")
    assert remark.sentence == "An agreement needs a title."
    assert "contradiction" not in codes(contradicting, as_draft=False)


# --- Standing orders that nobody can keep ----------------------------------------------------


def asking(seats=(), **orders):
    """The terms with standing orders, some seats of the board kept for who is no party."""
    terms = ordered(**orders).terms
    return replace(terms, bodies=(kept_for(p.CLUB, *seats),))


def test_a_body_that_cannot_give_the_seconders_it_asks_for_puts_nothing_to_the_vote():
    remark = found(asking(("city-1", "city-2"), seconders=3), "too_few_to_second")
    assert remark.gravity is Gravity.GRAVE
    assert remark.pointer == "/standing_orders/0/seconders"
    assert remark.clause == "members"
    assert "3 second a motion, and at most 2 of the 4 seats of body board" in remark.sentence
    assert "amendment_impossible" in codes(asking(("city-1", "city-2"), seconders=3))


def test_where_all_who_sit_must_second_nobody_who_sits_moves():
    remark = found(asking(("city-1", "city-2"), seconders=2), "none_left_to_move")
    assert remark.gravity is Gravity.WARNING
    assert "none moved for a seat is put to the vote" in remark.sentence
    assert "amendment_impossible" not in codes(asking(("city-1", "city-2"), seconders=2))


def test_a_hold_for_which_there_are_too_few_seats_is_none():
    remark = found(asking(("city-1", "city-2"), hold_sponsors=3), "too_few_to_hold")
    assert remark.pointer == "/standing_orders/0/hold_sponsors"
    assert "at most 2 of the 4 seats" in remark.sentence


def test_orders_that_can_be_kept_are_not_remarked():
    kept = asking(("city-1",), seconders=2, hold_sponsors=3)
    assert not codes(kept) & {"too_few_to_second", "none_left_to_move", "too_few_to_hold"}


def test_a_late_quorum_of_a_body_whose_rules_ask_for_none_extends_nothing():
    terms = ordered(late_quorum_hours=6).terms
    remark = found(terms, "late_quorum_without_quorum")
    assert remark.gravity is Gravity.WARNING
    assert remark.pointer == "/standing_orders/0/late_quorum_hours"
    quorate = Rule.from_data({**p.MAJORITY.to_data(), "quorum": p.CAST})
    board = replace(p.BOARD, rules=(replace(p.BOARD.rules[0], rule=quorate),))
    assert "late_quorum_without_quorum" not in codes(replace(terms, bodies=(board,)))


@pytest.mark.parametrize(
    ("orders", "pointer"),
    [
        ({"proxies": 2}, "proxies"),
        ({"delegations": 2}, "delegations"),
        ({"proxies": 1, "delegations": 1}, "delegations"),
    ],
)
def test_one_seat_that_can_stand_for_more_than_half_of_them(orders, pointer):
    remark = found(ordered(**orders).terms, "one_seat_can_be_a_majority")
    assert (remark.gravity, remark.pointer) == (Gravity.WARNING, f"/standing_orders/0/{pointer}")
    assert "can stand for 3 of its 4 seats" in remark.sentence


@pytest.mark.parametrize(
    "orders", [{}, {"proxies": 1}, {"delegations": 1}, {"delegations": 9, "delegation_depth": 0}]
)
def test_one_seat_that_cannot(orders):
    assert "one_seat_can_be_a_majority" not in codes(ordered(**orders).terms)


def test_a_rule_that_counts_declarations_that_nobody_can_make():
    third = {"test": "share", "of": ["abstain"], "base": "fixed", "op": "<", "at": "1/3"}
    counts = {"all": [p.CAST, {**third, "declared": True}]}
    rule = Rule.from_data({**p.MAJORITY.to_data(), "id": "third", "pass": counts})
    board = replace(p.BOARD, rules=(*p.BOARD.rules, ClassRule(cls="joint", rule=rule)))
    remark = found(replace(ordered().terms, bodies=(board,)), "nobody_can_declare")
    assert remark.gravity is Gravity.WARNING
    assert remark.pointer == f"/bodies/0/rules/{len(p.BOARD.rules)}/rule"
    allowed = replace(ordered(declarations=True).terms, bodies=(board,))
    assert {"nobody_can_declare", "test_always_holds"}.isdisjoint(codes(allowed))
    assert "nobody_can_declare" not in codes(ordered().terms)
