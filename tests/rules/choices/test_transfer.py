"""Ballots pass on from option to option, and at every step all of them are accounted for."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.choices import naive
from tests.rules.choices.elections import counted, drawn, method, options, whole

from accord.rules.choices import Marked, count

NAMES = "abcde"
AMONG = options()
IRV = method("irv")
elections = drawn(IRV, AMONG)


def stv(seats: int, **more: Any) -> Any:
    return method("stv", seats=seats, **more)


def did(found: Any, *words: str) -> list[Any]:
    return [step for step in found.explanation.steps if step.did in words]


@given(elections)
def test_irv_finds_whom_a_plain_count_finds(marked: list[Marked]) -> None:
    by_hand = naive.runoff(NAMES, marked)
    found = count(IRV, AMONG, marked, whole(marked))
    if by_hand is not None:
        assert (found.verdict, found.chosen) == ("carried", (by_hand,))


@given(elections, st.integers(1, 4))
def test_stv_finds_whom_a_plain_count_finds(marked: list[Marked], seats: int) -> None:
    by_hand = naive.by_transfer(NAMES, marked, seats)
    found = count(stv(seats), AMONG, marked, whole(marked))
    if by_hand is not None:
        assert sorted(found.chosen) == sorted(by_hand)


@given(elections)
def test_stv_for_one_seat_is_irv(marked: list[Marked]) -> None:
    one, other = (count(how, AMONG, marked, whole(marked)) for how in (IRV, stv(1)))
    if "tied" not in (one.verdict, other.verdict):
        assert one.chosen == other.chosen


@given(elections, st.integers(1, 4), st.sampled_from(["droop", "hagenbach_bischoff", "hare"]))
def test_what_lies_somewhere_and_what_is_exhausted_is_all_there_is(
    marked: list[Marked], seats: int, quota: str
) -> None:
    found = count(stv(seats, quota=quota), AMONG, marked, whole(marked)).explanation
    kept, exhausted = {}, Fraction()
    for step in found.steps:
        if step.did == "counted":
            assert step.exhausted == exhausted
            assert step.base == sum(n for _, n in step.values)
            assert step.base + sum(kept.values()) + exhausted == found.cast
        elif step.did == "elected":
            kept[step.options[0]] = step.numerator
        else:
            exhausted += step.lost
            kept |= dict.fromkeys(step.options, step_needed(found)) if step.at else {}
    assert len(found.chosen) <= seats


def step_needed(found: Any) -> Fraction:
    needed: Fraction = did_first(found).needed
    return needed


def did_first(found: Any) -> Any:
    return next(step for step in found.steps if step.did == "counted")


@given(elections)
def test_a_majority_of_first_preferences_wins_at_once(marked: list[Marked]) -> None:
    found = count(IRV, AMONG, marked, whole(marked))
    counts = did(found, "counted")
    first = dict(counts[0].values) if counts else {}
    for option, had in first.items():
        if had * 2 > found.explanation.cast:
            assert found.chosen == (option,)
            assert len(counts) == 1


@pytest.mark.parametrize(("a", "rounds"), [(4, 2), (5, 2), (6, 1)])
def test_more_than_half_and_not_half_is_needed(a: int, rounds: int) -> None:
    found = counted(IRV, f"{a}: a", f"{10 - a - 1}: b", "1: c a", among=options("abc"))
    assert len(did(found, "counted")) == rounds
    assert found.chosen == (("a",) if a > 4 else ())
    assert found.verdict == ("tied" if a == 4 else "carried")


def test_exhausted_ballots_leave_the_base() -> None:
    found = counted(IRV, "4: a", "3: b", "2: c", among=options("abc"))
    last = did(found, "counted")[-1]
    assert (last.base, last.needed, last.exhausted) == (7, Fraction(7, 2), 2)
    assert found.chosen == ("a",)


def test_those_who_would_go_in_any_order_go_at_once() -> None:
    found = counted(IRV, "5: a", "4: b", "1: c b", "1: d b", among=options("abcd"))
    assert [s.options for s in did(found, "eliminated")] == [("c", "d")]
    assert found.chosen == ("b",)


def test_those_who_together_have_as_much_as_the_next_do_not_go_at_once() -> None:
    found = counted(IRV, "4: a", "2: b", "1: c d", "1: d c", among=options("abcd"))
    (tie,) = found.tied
    assert (tie.about, tie.options, tie.place, tie.places) == ("elimination", ("c", "d"), 1, 1)


def test_the_round_before_decides_who_is_eliminated() -> None:
    # c and b have three each in round 2; in round 1 c had more
    lines = ("4: a", "3: c", "2: b", "1: d b")
    among = options("abcd")
    assert counted(IRV, *lines, among=among).verdict == "tied"
    found = counted(method("irv", ties=["prior_rounds"]), *lines, among=among)
    assert [s.options for s in did(found, "eliminated")] == [("d",), ("b",)]
    (tie,) = found.explanation.ties
    assert (tie.order, tie.undecided) == ((("c",), ("b",)), ())
    assert found.chosen == ("a",)


def test_equal_in_all_rounds_before_is_tied_unless_something_else_decides() -> None:
    lines = ("3: a", "2: b a", "2: c a")
    among = options("abc")
    assert counted(method("irv", ties=["prior_rounds"]), *lines, among=among).verdict == "tied"
    how = method("irv", ties=["prior_rounds", "lot"])
    found = counted(how, *lines, among=among, lot=["c", "a", "b"])
    assert did(found, "eliminated")[0].options == ("b",)
    assert found.chosen == ("a",)


def test_the_default_option_can_win_and_then_it_is_lost() -> None:
    how = method("irv", default="n")
    found = counted(how, "3: n", "2: a", among=options("an"))
    assert (found.verdict, found.chosen) == ("lost", ())
    assert counted(how, "2: n", "3: a", among=options("an")).chosen == ("a",)


@pytest.mark.parametrize(
    "kind",
    [{"kind": "irv"}, *({"kind": "stv", "seats": 2, "quota": each} for each in ("droop", "hare"))],
)
@pytest.mark.parametrize("lines", [[], ["2:"]])
def test_without_any_preference_it_is_lost(kind: Any, lines: list[str]) -> None:
    assert counted(method(**kind), *lines).verdict == "lost"


@pytest.mark.parametrize(
    ("quota", "needed", "next_"),
    [
        ("droop", 4, "elected"),
        ("hagenbach_bischoff", Fraction(10, 3), "elected"),
        ("hare", 5, "eliminated"),
    ],
)
def test_each_quota_is_exact(quota: str, needed: Any, next_: str) -> None:
    found = counted(stv(2, quota=quota), "4: a", "3: b", "2: c", "1: d", among=options("abcd"))
    first, second = found.explanation.steps[:2]
    assert (first.needed, second.did) == (needed, next_)


@pytest.mark.parametrize(("votes", "reached"), [(3, 0), (4, 1), (5, 1)])
def test_the_droop_quota_at_its_bound(votes: int, reached: int) -> None:
    # of 9 votes for one seat of two a third and one more: 4
    found = counted(stv(2), f"{votes}: a", f"{9 - votes}: b c", among=options("abc"))
    assert did(found, "counted")[0].needed == 4
    at_once = [s for s in found.explanation.steps[:3] if s.did == "elected" and s.options == ("a",)]
    assert len(at_once) == reached


def test_the_quota_of_hagenbach_bischoff_must_be_passed() -> None:
    exactly = counted(stv(1, quota="hagenbach_bischoff"), "2: a", "2: b", among=options("ab"))
    assert exactly.verdict == "tied"
    assert counted(stv(1, quota="hagenbach_bischoff"), "3: a", "2: b").chosen == ("a",)
    passed_on = counted(stv(1, quota="hagenbach_bischoff"), "4: a", "2: b", "2: c b")
    assert (passed_on.verdict, did(passed_on, "elected")) == ("tied", [])


def test_the_last_that_could_bring_another_to_the_quota_do_not_go_at_once() -> None:
    """Six of thirteen, and seven are needed: c or d brings a there, whichever of them goes first."""
    lines = ("6: a", "5: b", "1: c a", "1: d a")
    assert counted(stv(1), *lines).verdict == "tied"
    assert counted(stv(1), "5: a", *lines[1:]).verdict == "tied"  # a would just reach seven
    drawn_ = counted(method("stv", seats=1, ties=["lot"]), *lines, lot=list(NAMES))
    assert [step.options for step in did(drawn_, "eliminated")] == [("e",), ("d",)]
    assert drawn_.chosen == ("a",)


def test_a_surplus_passes_on_in_exact_parts_of_every_ballot() -> None:
    # quota 4: a has 6, so a third of each of its ballots passes on
    found = counted(stv(2), "4: a b", "1: a c", "1: a", "3: c", among=options("abc"))
    (surplus,) = did(found, "transferred")
    assert (surplus.options, surplus.at, surplus.lost) == (("a",), Fraction(1, 3), Fraction(1, 3))
    second = did(found, "counted")[1]
    assert second.values == (("b", Fraction(4, 3)), ("c", Fraction(10, 3)))
    assert found.chosen == ("a", "c")


def test_a_surplus_of_transferred_ballots_counts_all_of_them() -> None:
    how = stv(2)
    found = counted(how, "5: a b c", "2: b c", "2: c", "1: d", among=options("abcd"))
    # quota 4: one fifth of five ballots makes b 3; d, then c are behind
    assert did(found, "counted")[1].values == (("b", 3), ("c", 2), ("d", 1))
    assert found.chosen == ("a", "b")


def test_equal_surpluses_pass_on_at_once() -> None:
    found = counted(stv(3), "4: a c", "4: b d", "2: c", "1: d", among=options("abcde"))
    (surplus,) = did(found, "transferred")
    assert surplus.options == ("a", "b")


def test_of_a_group_that_has_one_seat_the_round_before_decides_who_takes_it() -> None:
    """A quota of six: d goes, and a and b, of whom a had more before, reach it at once."""
    how = method("stv", seats=2, quota="hare", cap={"n": 1}, ties=["prior_rounds"])
    lines = ("5: a", "4: b", "1: d a", "2: d b")
    found = counted(how, *lines, among=options("abd", "xx-"))
    assert found.chosen == ("a",)
    assert [(tie.about, tie.order) for tie in found.explanation.ties] == [
        ("seat", (("a",), ("b",)))
    ]


def test_of_the_rounds_before_the_last_in_which_they_differed_decides() -> None:
    lines = ("3: a", "4: b", "7: c", "1: d b", "2: d c", "2: e a")
    found = counted(method("irv", ties=["prior_rounds"]), *lines)
    assert [s.options for s in did(found, "eliminated")] == [("e",), ("d",), ("b",)]
    how = method("stv", seats=2, quota="hare", cap={"n": 1}, ties=["prior_rounds"])
    among = options("abde", "xx--")
    found = counted(how, "4: a", "5: b", "1: d a", "2: d b", "2: e a", among=among)
    assert found.chosen == ("a",)


def test_the_last_of_all_that_are_put_in_order_is_eliminated() -> None:
    how = method("irv", ties=["lot"])
    found = counted(how, "2: a", "2: b", "2: c", "5: d", among=options("abcd"), lot=list("cab"))
    assert did(found, "eliminated")[0].options == ("b",)


def test_places_that_are_left_after_a_tie_was_broken_in_part_stay_open() -> None:
    """Of three that reach a quota of six a had more in the first round; of two places that a group has, one is left."""
    how = method("stv", seats=3, quota="hare", cap={"n": 2}, ties=["prior_rounds"])
    lines = ("5: a", "4: b", "4: c", "1: d a", "1: d b", "1: d c", "1: e b", "1: e c")
    found = counted(how, *lines, among=options("abcde", "xxx--"))
    assert (found.verdict, found.chosen) == ("tied", ("a",))
    assert [(tie.undecided, tie.places) for tie in found.tied] == [(("b", "c"), 1)]


def test_nobody_is_elected_without_a_ballot() -> None:
    found = counted(stv(3), "3: a", "2: b", among=options("abc"))
    assert (found.verdict, found.chosen, found.explanation.vacant) == ("carried", ("a", "b"), 1)


def test_a_full_group_leaves_the_count_and_its_ballots_pass_on() -> None:
    how = stv(2, cap={"n": 1})
    among = options("abc", "xx-")
    found = counted(how, "5: a b c", "2: b c", "2: c", among=among)
    assert [s.options for s in did(found, "capped")] == [("b",)]
    assert found.chosen == ("a", "c")


def test_two_of_a_group_that_reach_the_quota_at_once_are_not_both_elected() -> None:
    how = stv(2, cap={"n": 1})
    among = options("abc", "xx-")
    assert counted(how, "5: a", "4: b", "1: c", among=among).chosen == ("a", "c")
    found = counted(how, "4: a", "4: b", "1: c", among=among)
    (tie,) = found.tied
    assert (tie.about, tie.places, tie.undecided) == ("seat", 1, ("a", "b"))
    assert found.chosen == ()
