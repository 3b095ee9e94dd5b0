"""A tie is broken only as the method says, and what nothing breaks is told exactly."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from tests.rules.choices.elections import counted, method, options, spending

from accord.errors import Refused

LINES = ("2: a", "2: b", "2: c", "1: d")


def plurality(*ties: str, seats: int = 1, **more: Any) -> Any:
    return method("plurality", ties=list(ties), seats=seats, **more)


def open_ties(found: Any) -> list[tuple[int, int, tuple[str, ...]]]:
    return [(tie.place, tie.places, tie.undecided) for tie in found.tied]


@pytest.mark.parametrize(
    ("seats", "chosen", "tied"),
    [
        (1, (), [(1, 1, ("a", "b", "c"))]),
        (2, (), [(1, 2, ("a", "b", "c"))]),
        (3, ("a", "b", "c"), []),
        (4, ("a", "b", "c", "d"), []),
    ],
)
def test_options_are_tied_only_where_there_is_no_room_for_all(
    seats: int, chosen: Any, tied: Any
) -> None:
    found = counted(plurality(seats=seats), *LINES)
    assert (found.chosen, open_ties(found)) == (chosen, tied)
    assert found.verdict == ("tied" if tied else "carried")


def test_those_before_the_tie_are_chosen_in_any_case() -> None:
    found = counted(plurality(seats=2), "3: a", "2: b", "2: c")
    assert (found.verdict, found.chosen) == ("tied", ("a",))
    assert open_ties(found) == [(2, 1, ("b", "c"))]


def test_a_casting_vote_decides_as_far_as_it_names() -> None:
    how = plurality("casting_vote", seats=2)
    assert counted(how, *LINES, casting_vote=["c", "a"]).chosen == ("c", "a")
    found = counted(how, *LINES, casting_vote=["c"])
    assert (found.verdict, found.chosen) == ("tied", ("c",))
    first, rest = found.explanation.ties
    assert (first.order, first.undecided) == ((("c",), ("a", "b")), ())
    assert (rest.place, rest.places, rest.undecided) == (2, 1, ("a", "b"))


@pytest.mark.parametrize("given", [{"casting_vote": ["d"]}, {"lot": ["d", "c", "b", "a"]}])
def test_what_may_break_a_tie_is_ignored_without_one(given: Any) -> None:
    how = plurality("casting_vote", "lot")
    found = counted(how, "3: a", "2: d", **given)
    assert (found.chosen, found.explanation.ties) == (("a",), ())
    assert found == counted(how, "3: a", "2: d")


@pytest.mark.parametrize("given", [{"casting_vote": ["b"]}, {"lot": ["b", "a", "c"]}])
def test_what_the_method_does_not_know_breaks_no_tie(given: Any) -> None:
    assert counted(plurality(), *LINES, **given).verdict == "tied"


def test_a_casting_vote_for_one_that_is_not_tied_decides_nothing() -> None:
    assert counted(plurality("casting_vote"), *LINES, casting_vote=["d"]).verdict == "tied"


def test_a_lot_is_taken_in_the_order_drawn() -> None:
    assert counted(plurality("lot"), *LINES, lot=["d", "c", "a", "b"]).chosen == ("c",)
    assert counted(plurality("lot", seats=2), *LINES, lot=["b", "c", "a"]).chosen == ("b", "c")


def test_the_declared_order_stands_in_the_method() -> None:
    how = plurality("declared_order", declared_order=["e", "d", "c", "b", "a"])
    assert counted(how, *LINES).chosen == ("c",)


def test_one_way_after_the_other() -> None:
    how = plurality("casting_vote", "lot")
    assert counted(how, *LINES, casting_vote=["b"], lot=["c", "b", "a"]).chosen == ("b",)
    assert counted(how, *LINES, lot=["c", "b", "a"]).chosen == ("c",)


@pytest.mark.parametrize("what", ["casting_vote", "lot"])
@pytest.mark.parametrize("named", [["x"], ["a", "a"]])
def test_who_is_named_must_be_an_option_and_once(what: Any, named: list[str]) -> None:
    with pytest.raises(Refused, match="names"):
        counted(plurality(), *LINES, **{what: named})


def test_the_cheaper_goes_first_and_the_same_price_is_tied() -> None:
    how = spending("greedy", "5", ties=["cheaper"])
    among = options("abc", costs=[4, 3, 3])
    assert counted(how, "2: ab", among=among).chosen == ("b",)
    found = counted(how, "2: abc", among=among)
    assert (found.verdict, found.chosen) == ("tied", ())
    assert found.tied[0].undecided == ("b", "c")


class TestCap:
    """At most so many of one group: the lowest of it make way."""

    @pytest.mark.parametrize(
        ("n", "chosen"), [(1, ("a", "c", "d")), (2, ("a", "b", "d")), (3, ("a", "b", "c"))]
    )
    def test_a_number(self, n: int, chosen: Any) -> None:
        how = plurality(seats=3, cap={"n": n})
        among = options("abcd", "xxy-") if n == 1 else options("abcd", "xxx-")
        found = counted(how, "5: a", "4: b", "3: c", "2: d", among=among)
        assert found.chosen == chosen
        capped = [s.options for s in found.explanation.steps if s.did == "capped"]
        assert capped == ([] if n == 3 else [("b",) if n == 1 else ("c",)])

    @pytest.mark.parametrize(("of", "room"), [(11, 3), (12, 4), (13, 4), (14, 4), (15, 5)])
    def test_a_share_of_the_whole_body_is_never_rounded_up(self, of: int, room: int) -> None:
        how = plurality(seats=5, cap={"at": "1/3", "of": of})
        among = options("abcde", "xxxxx")
        found = counted(how, *(f"{9 - i}: {o}" for i, o in enumerate("abcde")), among=among)
        assert len(found.chosen) == room

    @pytest.mark.parametrize(("sitting", "room"), [(1, 2), (2, 1), (3, 0), (4, 0)])
    def test_those_who_sit_already_count(self, sitting: int, room: int) -> None:
        cap = {"n": 3, "sitting": [{"group": "x", "seats": sitting}]}
        found = counted(
            plurality(seats=3, cap=cap), "3: a", "2: b", "1: c", among=options("abc", "xxx")
        )
        assert len(found.chosen) == room
        assert found.explanation.vacant == 3 - room

    def test_who_is_of_no_group_is_not_limited(self) -> None:
        how = plurality(seats=3, cap={"n": 1})
        assert counted(how, "3: a", "2: b", "1: c", among=options("abc")).chosen == ("a", "b", "c")

    def test_equal_members_of_one_group_are_tied_for_its_place_and_others_are_elected(self) -> None:
        how = plurality(seats=3, cap={"n": 1})
        found = counted(
            how, "2: a", "2: b", "2: c", "1: d", "1: e", among=options("abcde", "xx--x")
        )
        assert found.chosen == ("c", "d")
        assert open_ties(found) == [(2, 1, ("a", "b"))]

    def test_a_place_in_question_counts_for_its_group(self) -> None:
        how = plurality("lot", seats=3, cap={"n": 1})
        lines = ("2: a", "2: b", "1: e")
        among = options("abe", "xxx")
        assert counted(how, *lines, among=among).chosen == ()
        assert counted(how, *lines, among=among, lot=["b"]).chosen == ("b",)

    def test_a_tie_for_more_seats_than_there_are_keeps_the_limit_when_it_is_broken(self) -> None:
        how = plurality("lot", seats=2, cap={"n": 1})
        among = options("abcd", "xx--")
        lines = ("2: a", "2: b", "2: c", "2: d")
        assert open_ties(counted(how, *lines, among=among)) == [(1, 2, ("a", "b", "c", "d"))]
        found = counted(how, *lines, among=among, lot=["b", "a", "d", "c"])
        assert found.chosen == ("b", "d")

    def test_whoever_is_elected_in_any_order_is_not_undecided(self) -> None:
        how = plurality("casting_vote", seats=3, cap={"n": 1})
        among = options("abcde", "xx--y")
        lines = ("2: a", "2: b", "2: c", "2: d", "2: e")
        found = counted(how, *lines, among=among, casting_vote=["e"])
        assert found.chosen == ("e",)
        assert open_ties(found) == [(2, 2, ("a", "b", "c", "d"))]
        found = counted(how, *lines, among=among, casting_vote=["e", "d"])
        assert open_ties(found) == [(3, 1, ("a", "b", "c"))]

    def test_the_next_best_takes_the_place_in_an_order_of_pairs(self) -> None:
        how = method("schulze", seats=2, cap={"n": 1})
        found = counted(how, "3: a b c", among=options("abc", "xx-"), roll=Fraction(3))
        assert found.chosen == ("a", "c")
