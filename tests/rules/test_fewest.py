"""The fewest seats that hold more than a share of a measure: found by trying all, told in words, the same on every roll."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.said import rule

from accord.errors import Refused
from accord.rules import (
    Counted,
    Counting,
    Explanation,
    FewestHolding,
    Measure,
    Position,
    evaluate,
    in_words,
    parse_test,
)
from accord.rules.laid_down import laid_down

FEWEST = {
    "test": "fewest_holding",
    "of": ["against"],
    "op": ">=",
    "at": "35/100",
    "measure": "population",
}
BLOCKED = FEWEST | {"plus": 1}
FOR, AGAINST = Position.FOR, Position.AGAINST


def members(*held: int | str, against: int = 0, cls: str = "") -> list[Counted]:
    """Members with so much of the population each, of whom the last so many are against."""
    return [
        Counted(
            AGAINST if index >= len(held) - against else FOR,
            cls,
            (Measure("population", Decimal(each)),),
            f"member-{index}",
        )
        for index, each in enumerate(held)
    ]


def found(test: dict[str, object], roll: list[Counted]) -> Counting:
    counting = evaluate(rule(test), roll).explanation.pass_
    assert isinstance(counting, Counting)
    return counting


def by_trying(weights: list[Fraction], at: Fraction) -> int:
    """The size of the smallest set of seats that holds more than the share, out of all sets of seats."""
    return next(
        size
        for size in range(1, len(weights) + 1)
        if any(sum(some) > at * sum(weights) for some in combinations(weights, size))
    )


@given(
    weights=st.lists(st.integers(0, 20), min_size=1, max_size=7).filter(any),
    at=st.integers(1, 9).flatmap(lambda q: st.integers(0, q - 1).map(lambda p: Fraction(p, q))),
    plus=st.integers(0, 2),
)
def test_it_is_the_size_of_the_smallest_set_of_seats_that_holds_more(weights, at, plus):
    test = parse_test(FEWEST | {"at": str(at)} | ({"plus": plus} if plus else {}), "")
    assert isinstance(test, FewestHolding)
    wanted = by_trying([Fraction(each) for each in weights], at) + plus
    assert test.on(members(*weights)).n == wanted


@pytest.mark.parametrize(
    ("against", "holds"), [(0, False), (1, False), (2, False), (3, True), (4, True)]
)
def test_a_minority_blocks_from_one_more_than_the_fewest_on(against, holds):
    roll = members(30, 20, 10, 20, 20, against=against)  # two of them hold 50 of 100, one only 30
    counting = found(BLOCKED, roll)
    assert (counting.needed, counting.numerator, counting.holds) == (3, against, holds)
    assert found(BLOCKED | {"op": "<"}, roll).holds is not holds


def test_a_share_that_is_held_exactly_is_not_more():
    assert found(FEWEST, members(35, 35, 30)).needed == 2
    assert found(FEWEST, members("35.000001", 35, "29.999999")).needed == 1


@pytest.mark.parametrize("op", [">=", "<"])
def test_where_nobody_holds_anything_it_never_holds(op):
    counting = found(BLOCKED | {"op": op}, members(0, 0, against=2))
    assert not counting.holds
    assert counting.total == 0
    assert not found(BLOCKED | {"op": op}, []).holds


def test_one_class_is_looked_at_as_if_the_others_were_not_there():
    roll = [*members(60, 40, against=1, cls="a"), *members(500, against=1, cls="b")]
    counting = found(FEWEST | {"where": {"cls": "a"}}, roll)
    assert (counting.needed, counting.numerator, counting.total, counting.cls) == (1, 1, 100, "a")
    each = evaluate(rule({"for_each": "cls", "test": FEWEST}), roll).explanation.pass_
    assert [part.needed for part in each.parts] == [1, 1]


def test_a_member_without_the_measure_is_named():
    with pytest.raises(Refused, match="member-7 has no population"):
        found(FEWEST, [*members(1, 2), Counted(FOR, seat="member-7")])


def test_it_is_told_in_words_before_and_after_the_count():
    blocked = rule({"any": [{"test": "number", "of": ["for"], "op": ">=", "n": "9"}, BLOCKED]})
    assert laid_down(blocked)[0] == (
        "To carry: at least one of these: (1) in favour at least 9 seats; (2) against at least 1 more than the "
        "fewest seats that together hold more than 35/100 of all population."
    )
    told = in_words(evaluate(rule(BLOCKED), members(60, 20, 20, against=2)).explanation)
    assert told == (
        "Carried. 3 seats on the roll: 1 in favour and 2 against. To carry: against 2 seats; at least 1 more than "
        "the fewest seats that together hold more than 35/100 of all population was needed, so at least 2; this "
        "was met."
    )
    told = in_words(evaluate(rule(FEWEST), members(60, 20, 20, against=2)).explanation)
    assert "; at least the fewest seats that together hold more than" in told
    told = in_words(evaluate(rule(FEWEST), members(0, against=1)).explanation)
    assert told.endswith("was needed, and there is nothing to count; this was not met.")


@pytest.mark.parametrize("test", [FEWEST, BLOCKED, BLOCKED | {"where": {"cls": "a"}}])
def test_what_it_found_is_read_again_as_it_was_written(test):
    explanation = evaluate(rule(test), members(60, 20, 20, against=2, cls="a")).explanation
    assert Explanation.from_data(explanation.to_data()) == explanation
    assert parse_test(test, "").to_data() == test
