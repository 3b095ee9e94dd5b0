"""Plurality, approval, score and dots give the seats to the largest sums, counted again by hand."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.choices.elections import counted, drawn, method, options, whole

from accord.rules.choices import Marked, count, read_ballot

NAMES = "abcde"
AMONG = options()
METHODS = [
    method("plurality"),
    method("approval", seats=2),
    method("score", min=0, max=2, seats=3),
    method("dots", total=10, seats=2),
]
elections = st.sampled_from(METHODS).flatmap(lambda how: st.tuples(st.just(how), drawn(how, AMONG)))


def gives(ballot: Any, option: str) -> int:
    return (
        dict(ballot).get(option, 0) if ballot and isinstance(ballot[0], tuple) else option in ballot
    )


@given(elections)
def test_the_sums_are_what_the_ballots_give(election: tuple[Any, list[Marked]]) -> None:
    how, marked = election
    found = count(how, AMONG, marked, whole(marked))
    sums = {o: sum((m.weight * gives(m.ballot, o) for m in marked), Fraction()) for o in NAMES}
    assert dict(found.explanation.steps[0].values) == sums
    assert found.explanation.cast == sum(m.weight for m in marked if m.ballot)
    assert found.explanation.blank == sum(m.weight for m in marked if not m.ballot)


@given(elections)
def test_whoever_is_chosen_has_no_less_than_any_other(election: tuple[Any, list[Marked]]) -> None:
    how, marked = election
    found = count(how, AMONG, marked, whole(marked))
    sums = dict(found.explanation.steps[0].values)
    tied = {o for tie in found.tied for o in tie.undecided}
    rest = set(NAMES) - set(found.chosen) - tied
    for option in found.chosen:
        assert sums[option] > max((sums[o] for o in tied), default=0)
    assert all(sums[o] >= sums[other] for o in [*found.chosen, *tied] for other in rest)
    assert len({sums[o] for o in tied}) <= 1
    places = sum(tie.places for tie in found.tied)
    filled = len(found.chosen) + places
    assert filled == min(how.seats, sum(n > 0 for n in sums.values()))
    assert not tied or len(tied) > places


@pytest.mark.parametrize(
    ("least", "carried"),
    [
        ({"op": ">", "at": "1/2"}, [0, 0, 1]),
        ({"op": ">=", "at": "1/2"}, [0, 1, 1]),
        ({"op": ">", "n": "5"}, [0, 0, 1]),
        ({"op": ">=", "n": "5"}, [0, 1, 1]),
    ],
)
def test_the_least_at_its_bound(least: Any, carried: list[int]) -> None:
    how = method("plurality", least=least)
    found = [
        counted(how, f"{n}: a", f"{(10 - n) // 2}: b", f"{10 - n - (10 - n) // 2}: c", "2:")
        for n in (4, 5, 6)
    ]
    assert [each.verdict == "carried" for each in found] == [bool(each) for each in carried]
    low = [s for s in found[0].explanation.steps if s.options == ("a",)]
    assert [(s.did, s.numerator, s.needed, s.margin) for s in low] == [
        ("below_least" if least["op"] == ">=" else "not_above_least", 4, 5, -1)
    ]


def test_each_tie_keeps_its_places() -> None:
    """One of a and b, one of c and d: each group may have one seat, and one of three seats is left."""
    how = method("approval", seats=3, cap={"n": 1})
    found = counted(how, "3: abcd", "2: e", "f", among=options("abcdef", "xxyy"))
    assert (found.verdict, found.chosen) == ("tied", ("e",))
    assert [(tie.undecided, tie.places) for tie in found.tied] == [
        (("a", "b"), 1),
        (("c", "d"), 1),
    ]


def test_blank_ballots_are_not_in_the_base() -> None:
    how = method("approval", least={"op": ">", "at": "1/2"})
    assert counted(how, "3: a", "2: b", "5:").chosen == ("a",)


@pytest.mark.parametrize(("a", "verdict"), [(2, "lost"), (3, "lost"), (4, "carried")])
def test_an_option_must_have_more_than_the_default(a: int, verdict: str) -> None:
    how = method("approval", default="n", seats=2)
    found = counted(how, f"{a}: a", "3: n", "1: b", among=options("abn"))
    assert (found.verdict, found.chosen) == (verdict, ("a",) if a == 4 else ())


def test_nobody_is_elected_without_a_ballot() -> None:
    found = counted(method("approval", seats=3), "3: ab", "a")
    assert (found.chosen, found.explanation.vacant) == (("a", "b"), 1)
    assert counted(method("score", min=-2, max=2), "a0b0").verdict == "lost"
    assert counted(method("plurality"), "4:").verdict == "lost"


def test_points_below_nothing_count_against_an_option() -> None:
    how = method("score", min=-2, max=2)
    low = [{"option": "a", "points": -2}, {"option": "b", "points": 1}]
    marked = [Marked(read_ballot(how, AMONG, low, ""))]
    assert count(how, AMONG, marked, Fraction(1)).chosen == ("b",)


def test_a_ballot_counts_as_much_as_its_seat_weighs() -> None:
    heavy = Marked(("a",), Fraction(5, 2))
    found = count(method("plurality"), AMONG, [heavy, *[Marked(("b",))] * 2], Fraction(9, 2))
    assert found.chosen == ("a",)
    assert dict(found.explanation.steps[0].values)["a"] == Fraction(5, 2)


@pytest.mark.parametrize("turnout", [{"n": "3"}, {"at": "3/10"}, {"k": "9/10"}])
@pytest.mark.parametrize(("n", "there"), [(1, False), (2, True), (3, True)])
def test_a_turnout_at_its_bound_counts_blank_ballots(turnout: Any, n: int, there: bool) -> None:
    found = counted(method("plurality", turnout=turnout), f"{n}: a", "1:", roll=Fraction(10))
    assert found.verdict == ("carried" if there else "inquorate")
    assert found.chosen == (("a",) if there else ())
    assert found.explanation.turnout == 3


def test_a_turnout_of_no_roll_is_never_reached() -> None:
    assert counted(method("plurality", turnout={"n": "0"}), roll=Fraction()).verdict == "inquorate"
