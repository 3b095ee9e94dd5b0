"""A budget is never overspent, and each rule spends it as its plain description says."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.choices import naive
from tests.rules.choices.elections import counted, drawn, options, spending, whole

from accord.rules.choices import Marked, count
from accord.rules.choices.allocation import MOST_RAISES

NAMES = "abcde"
COSTS = [3, 4, 5, 6, 2]
AMONG = options(costs=COSTS)
PRICE = dict(zip(NAMES, map(Fraction, COSTS), strict=True))
SCORE = {"form": "score", "min": 0, "max": 2}
WAYS = [
    spending("greedy"),
    spending("greedy_no_skip", ties=["cheaper"]),
    spending("greedy", least={"op": ">=", "n": "2"}),
    spending("greedy", form={"form": "dots", "total": 10}),
    spending("equal_shares"),
    spending("equal_shares", satisfaction="cost", ties=["cheaper"]),
    spending("equal_shares", form=SCORE),
    spending("equal_shares", completion="add1", step="0.5"),
    spending("equal_shares", completion="greedy", ties=["cheaper"]),
]
elections = st.sampled_from(WAYS).flatmap(lambda how: st.tuples(st.just(how), drawn(how, AMONG)))


def votes(ballot: Any, option: str) -> int:
    return int(option in ballot)


def points(ballot: Any, option: str) -> int:
    return dict(ballot).get(option, 0)


def did(found: Any, *words: str) -> list[tuple[str, ...]]:
    return [step.options for step in found.explanation.steps if step.did in words]


@given(elections)
def test_no_more_is_spent_than_there_is_and_for_nothing_without_support(
    election: tuple[Any, list[Marked]],
) -> None:
    how, marked = election
    found = count(how, AMONG, marked, whole(marked))
    sums = dict(found.explanation.steps[0].values)
    assert sum(PRICE[option] for option in found.chosen) <= how.spending.budget
    assert all(sums[option] > 0 for option in found.chosen)
    assert len(set(found.chosen)) == len(found.chosen)


@given(drawn(spending(), AMONG))
def test_greedy_funds_the_first_that_fits_and_goes_on(marked: list[Marked]) -> None:
    found = count(spending(), AMONG, marked, whole(marked))
    sums = dict(found.explanation.steps[0].values)
    if len(set(sums.values())) == len(sums):
        left, funded = Fraction(10), []
        for option in sorted((o for o in NAMES if sums[o]), key=lambda o: -sums[o]):
            if PRICE[option] <= left:
                left -= PRICE[option]
                funded.append(option)
        assert list(found.chosen) == funded


@pytest.mark.parametrize(
    ("how", "by_hand"),
    [
        (spending("equal_shares"), {"given": votes, "cost": False}),
        (spending("equal_shares", satisfaction="cost"), {"given": votes, "cost": True}),
        (spending("equal_shares", form=SCORE), {"given": points, "cost": False}),
    ],
    ids=["votes", "cost", "points"],
)
@given(data=st.data())
def test_equal_shares_buys_what_a_plain_count_buys(how: Any, by_hand: Any, data: Any) -> None:
    marked = data.draw(drawn(how, AMONG))
    found = count(how, AMONG, marked, whole(marked))
    if found.explanation.cast:
        bought = naive.shared(Fraction(10), PRICE, marked, **by_hand)
        if bought is not None:
            assert list(found.chosen) == bought


@given(drawn(spending("equal_shares"), AMONG))
def test_a_completion_keeps_what_was_bought_or_raises_what_each_may_spend(
    marked: list[Marked],
) -> None:
    plain, greedy = (
        count(how, AMONG, marked, whole(marked))
        for how in (spending("equal_shares"), spending("equal_shares", completion="greedy"))
    )
    assert greedy.chosen[: len(plain.chosen)] == plain.chosen


LINES = ("5: a", "4: b", "3: c", "2: d", "1: e")


@pytest.mark.parametrize(
    ("rule", "budget", "funded"),
    [
        ("greedy", "7", ("a", "b")),
        ("greedy", "6", ("a", "e")),
        ("greedy", "11", ("a", "b", "e")),
        ("greedy", "12", ("a", "b", "c")),
        ("greedy", "13", ("a", "b", "c")),
        ("greedy_no_skip", "6", ("a",)),
        ("greedy_no_skip", "7", ("a", "b")),
        ("greedy_no_skip", "11", ("a", "b")),
        ("greedy_no_skip", "12", ("a", "b", "c")),
        ("greedy_no_skip", "2", ()),
    ],
)
def test_greedy_at_its_bounds(rule: str, budget: str, funded: Any) -> None:
    found = counted(spending(rule, budget), *LINES, among=AMONG)
    assert (found.chosen, found.verdict) == (funded, "carried" if funded else "lost")


def test_what_was_skipped_and_where_it_stopped_is_told() -> None:
    assert did(counted(spending("greedy", "6"), *LINES, among=AMONG), "unaffordable") == [
        ("b",),
        ("c",),
        ("d",),
    ]
    assert did(counted(spending("greedy_no_skip", "6"), *LINES, among=AMONG), "stopped") == [("b",)]


@pytest.mark.parametrize(("least", "funded"), [("2", "abcd"), ("3", "abc"), ("4", "ab")])
def test_items_below_the_least_are_dropped(least: str, funded: str) -> None:
    how = spending("greedy", "20", least={"op": ">=", "n": least})
    found = counted(how, *LINES, among=AMONG)
    assert found.chosen == tuple(funded)
    assert len(did(found, "below_least")) == 5 - len(funded)


@pytest.mark.parametrize(
    ("budget", "verdict", "funded"), [("8", "tied", ()), ("9", "carried", "ab"), ("3", "lost", ())]
)
def test_equal_sums_are_tied_only_where_the_money_does_not_reach(
    budget: str, verdict: str, funded: Any
) -> None:
    found = counted(spending("greedy", budget), "2: ab", among=options("ab", costs=[4, 5]))
    assert (found.verdict, found.chosen) == (verdict, tuple(funded))


def test_of_equal_sums_what_cannot_be_afforded_is_no_rival() -> None:
    found = counted(spending("greedy", "4"), "2: ab", among=options("ab", costs=[4, 5]))
    assert (found.verdict, found.chosen) == ("carried", ("a",))
    stops = counted(spending("greedy_no_skip", "4"), "2: ab", among=options("ab", costs=[4, 5]))
    assert stops.verdict == "tied"


@pytest.mark.parametrize(("cost", "bought"), [(6, True), (5, True), (7, False)])
def test_supporters_pay_no_more_than_their_share(cost: int, bought: bool) -> None:
    # of 10 among five ballots each has 2; three support a: 6
    found = counted(spending("equal_shares"), "3: a", "2: b", among=options("ab", costs=[cost, 9]))
    assert found.chosen == (("a",) if bought else ())
    assert did(found, "unaffordable") == [("b",) if bought else ("a", "b")]


def test_the_least_payment_is_bought_first_and_told() -> None:
    how = spending("equal_shares", "12")
    found = counted(how, "3: ab", "3: b", among=options("ab", costs=[3, 4]))
    funded = [s for s in found.explanation.steps if s.did == "funded"]
    assert [(s.options, s.at) for s in funded] == [(("b",), Fraction(2, 3)), (("a",), 1)]


def test_the_cost_as_satisfaction_prefers_what_costs_more_for_the_same_payment() -> None:
    lines = ("3: ab", "1: b")
    among = options("ab", costs=[3, 6])
    by_votes = counted(spending("equal_shares", "8"), *lines, among=among)
    by_cost = counted(spending("equal_shares", "8", satisfaction="cost"), *lines, among=among)
    # a costs 1 a vote and b 3/2; but b only 1/4 for a unit of its cost, a 1/3
    assert by_votes.chosen[0] == "a"
    assert by_cost.chosen[0] == "b"


def test_add1_raises_what_each_may_spend_while_the_budget_holds() -> None:
    # 10 among four ballots: 2.5 each; two support a for 8, only with 4 each can they pay
    among = options("ab", costs=[8, 3])
    lines = ("2: a", "2: b")
    assert counted(spending("equal_shares"), *lines, among=among).chosen == ("b",)
    both = counted(spending("equal_shares", completion="add1"), *lines, among=among)
    assert both.chosen == ("b",)  # a and b are 11
    how = spending("equal_shares", "11", completion="add1", step="0.25")
    found = counted(how, *lines, among=among)
    assert sorted(found.chosen) == ["a", "b"]
    (raised,) = [s for s in found.explanation.steps if s.did == "raised"]
    assert (raised.base, raised.numerator) == (Fraction(11, 4), 4)


def test_add1_ends_even_where_the_step_is_far_too_small() -> None:
    how = spending("equal_shares", completion="add1", step="0.0000001")
    found = counted(how, "2: a", "2: b", among=options("ab", costs=[7, 3]))
    assert found.chosen == ("b",)
    (raised,) = [s for s in found.explanation.steps if s.did == "raised"]
    assert (raised.numerator - raised.base) / Fraction("0.0000001") == MOST_RAISES


def test_greedy_completion_spends_the_rest_by_votes() -> None:
    how = spending("equal_shares", completion="greedy")
    assert counted(how, "2: a", "2: b", among=options("ab", costs=[7, 3])).chosen == ("b", "a")


def test_a_completion_does_not_decide_what_equal_shares_left_tied() -> None:
    """The second ballot of four, with 5 to spend, supports a and b, and cannot pay 3 for each of them."""
    how, costs = spending("equal_shares", "20", completion="greedy"), [6, 9]
    found = counted(how, "a", "ab", "2: b", among=options("ab", costs=costs))
    assert (found.verdict, found.chosen) == ("tied", ())


def test_what_a_ballot_owes_is_what_it_pays_for_each_point() -> None:
    found = counted(spending("equal_shares", form=SCORE), "a2b2", among=options("ab", costs=[6, 6]))
    assert (found.verdict, found.chosen) == ("tied", ())


def test_the_least_may_be_a_share_of_the_ballots_that_choose_something() -> None:
    how = spending("greedy", "20", least={"op": ">=", "at": "1/3"})
    found = counted(how, *LINES, "6:", among=AMONG)
    assert found.chosen == ("a",)
    assert [s.needed for s in found.explanation.steps if s.did == "below_least"] == [5] * 4


def test_it_is_told_what_was_left_where_the_first_that_costs_more_ends_the_count() -> None:
    found = counted(spending("greedy_no_skip", "9"), *LINES, among=AMONG)
    assert [(s.options, s.base) for s in found.explanation.steps if s.did == "stopped"] == [
        (("c",), 2)
    ]


def test_options_bought_by_different_ballots_are_not_tied() -> None:
    found = counted(spending("equal_shares"), "2: a", "2: b", among=options("ab", costs=[3, 3]))
    assert (found.verdict, sorted(found.chosen)) == ("carried", ["a", "b"])


@pytest.mark.parametrize(("budget", "verdict"), [("5", "tied"), ("6", "carried"), ("7", "carried")])
def test_options_of_the_same_ballots_are_tied_where_these_cannot_pay_both(
    budget: str, verdict: str
) -> None:
    found = counted(spending("equal_shares", budget), "2: ab", among=options("ab", costs=[3, 3]))
    assert found.verdict == verdict
    assert [tie.undecided for tie in found.tied] == ([("a", "b")] if verdict == "tied" else [])


def test_a_broken_tie_of_payments_goes_on_with_what_is_left() -> None:
    how = spending("equal_shares", "5", ties=["lot"])
    found = counted(how, "2: ab", among=options("ab", costs=[3, 3]), lot=["b", "a"])
    assert (found.verdict, found.chosen) == ("carried", ("b",))
