"""What is odd about the standing orders of a body: what they ask for cannot be given, or never comes about."""

from __future__ import annotations

from collections.abc import Iterator

from accord.aggregates.agreement.holders import most_held
from accord.aggregates.agreement.terms import Body, StandingOrders, Terms
from accord.rules.algebra import comparisons
from accord.rules.linting import Remark


def odd_orders(terms: Terms) -> Iterator[Remark]:
    """Remark standing orders that ask for what cannot be found, or are silent on what a rule counts."""
    for index, orders in enumerate(terms.standing_orders):
        body = terms.body(orders.body)
        if body is not None and body.seats:
            yield from _of_body(orders, body, most_held(terms, body), f"/standing_orders/{index}")
    yield from _nobody_declares(terms)


def _nobody_declares(terms: Terms) -> Iterator[Remark]:
    """Remark rules that count who abstains by declaration, where the standing orders let nobody declare."""
    for number, body in enumerate(terms.bodies):
        orders = terms.orders(body.id)
        for index, entry in enumerate(body.rules):
            tests = (leaf for test in entry.rule.tests for leaf in comparisons(test))
            if not orders.declarations and any(leaf.declared for leaf in tests):
                words = (
                    f"Rule {entry.rule.id} of body {body.id} counts the seats that abstain by declaration, and its "
                    "standing orders know no declarations: there are never any."
                )
                at = f"/bodies/{number}/rules/{index}/rule"
                yield _remark("nobody_can_declare", at, words, orders)


def seconders_of(terms: Terms, body: str) -> str:
    """Return where the standing orders of a body say how many second a motion."""
    index = next((i for i, o in enumerate(terms.standing_orders) if o.body == body), 0)
    return f"/standing_orders/{index}/seconders"


def _of_body(orders: StandingOrders, body: Body, held: int, at: str) -> Iterator[Remark]:
    there = f"and at most {held} of the {len(body.seats)} seats of body {body.id} can be held"
    asked = f"The standing orders ask that {orders.seconders} second a motion, {there}"
    if orders.seconders > held:
        words = f"{asked}: no motion could be put to the vote."
        yield _remark("too_few_to_second", f"{at}/seconders", words, orders)
    elif orders.seconders and orders.seconders == held:
        words = f"{asked}: nobody seconds a motion of their own, so that none moved for a seat is put to the vote."
        yield _remark("none_left_to_move", f"{at}/seconders", words, orders)
    if orders.hold_sponsors > held:
        words = f"The standing orders let {orders.hold_sponsors} seats hold a decision, {there}: none could be held."
        yield _remark("too_few_to_hold", f"{at}/hold_sponsors", words, orders)
    yield from _carried(orders, body, at)
    if orders.late_quorum_hours and all(entry.rule.quorum is None for entry in body.rules):
        words = (
            f"A late quorum is to extend the votes of body {body.id}, and none of its rules asks for a quorum: "
            "no vote is ever extended."
        )
        yield _remark("late_quorum_without_quorum", f"{at}/late_quorum_hours", words, orders)


def _carried(orders: StandingOrders, body: Body, at: str) -> Iterator[Remark]:
    """Remark that one person could vote for more than half of the seats, by proxies and delegations together."""
    seats = len(body.seats)
    delegations = orders.delegations if orders.delegation_depth else 0
    together = min(1 + orders.proxies + delegations, seats)
    if (orders.proxies or delegations) and 2 * together > seats:
        words = (
            f"One seat of body {body.id} can stand for {together} of its {seats} seats, its own and those that it "
            "carries: that is more than half."
        )
        at += "/delegations" if delegations else "/proxies"
        yield _remark("one_seat_can_be_a_majority", at, words, orders)


def _remark(code: str, pointer: str, sentence: str, orders: StandingOrders) -> Remark:
    return Remark(code=code, pointer=pointer, sentence=sentence, clause=orders.clause)
