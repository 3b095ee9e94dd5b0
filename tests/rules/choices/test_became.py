"""Of each option it is told what became of it, from the reasons alone."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from tests.rules.choices.elections import counted, method, options, spending

from accord.rules.choices import became


def outcomes(how: Any, *lines: str, **more: Any) -> dict[str, str]:
    among = more.setdefault("among", options("abc"))
    found = counted(how, *lines, **more).explanation
    told = became(found, [option.id for option in among], how.default)
    return {each.option: each.outcome for each in told}


@pytest.mark.parametrize(
    ("how", "lines", "more", "expected"),
    [
        (method("plurality"), ("2: a", "1: b"), {}, "elected not_elected no_support"),
        (method("plurality"), ("1: a", "1: b"), {}, "tied tied no_support"),
        (
            method("approval", seats=2, least={"op": ">=", "n": "2"}),
            ("2: a", "1: b"),
            {},
            "elected below_least no_support",
        ),
        (
            method("approval", default="c", seats=2),
            ("2: a", "1: b", "1: c"),
            {},
            "elected below_default default",
        ),
        (
            method("approval", seats=2, cap={"n": 1}),
            ("3: a", "2: b", "1: c"),
            {"among": options("abc", "xx")},
            "elected capped elected",
        ),
        (method("schulze", seats=2), ("3: a b c",), {}, "elected elected not_elected"),
        (
            method("irv"),
            ("4: a", "3: b", "2: c b"),
            {},
            "not_elected elected eliminated",
        ),
        (
            method("schulze", default="c", quorum={"n": "2"}),
            ("2: a c", "1: b c"),
            {},
            "elected below_quorum default",
        ),
        (
            spending("greedy"),
            ("3: a", "2: b", "1: c"),
            {"among": options("abc", costs=(6, 5, 4))},
            "funded unaffordable funded",
        ),
        (
            spending("greedy_no_skip"),
            ("3: a", "2: b", "1: c"),
            {"among": options("abc", costs=(6, 5, 4))},
            "funded stopped not_funded",
        ),
        (method("plurality", turnout={"at": "1/2"}), ("1: a",), {"roll": Fraction(3)}, ""),
    ],
)
def test_an_option_is_told_what_became_of_it(how, lines, more, expected):
    found = outcomes(how, *lines, **more)
    assert list(found.values()) == expected.split()


def test_the_round_of_an_elimination_is_told():
    how = method("irv")
    found = counted(how, "4: a", "3: b", "2: c b", among=options("abc")).explanation
    (last,) = [each for each in became(found, "abc") if each.outcome == "eliminated"]
    assert (last.option, last.round, last.in_words) == ("c", 1, "eliminated in round 1")


def test_rounds_are_counted_from_the_first_and_only_eliminations_have_one():
    how = method("irv")
    found = counted(how, "5: a", "4: b", "2: c b", "1: d c b", among=options("abcd")).explanation
    told = {each.option: (each.outcome, each.round) for each in became(found, "abcd")}
    assert told == {
        "a": ("not_elected", None),
        "b": ("elected", None),
        "c": ("eliminated", 2),
        "d": ("eliminated", 1),
    }


def test_a_method_without_a_default_option_tells_of_none():
    found = counted(method("plurality"), "2: a", "1: b", among=options("ab")).explanation
    assert [each.option for each in became(found, "ab")] == ["a", "b"]


def test_rounds_of_a_transfer_are_its_counts_whatever_else_happened_between():
    found = counted(
        method("stv", seats=2), "6: a b", "3: b", "2: c b", "1: d c", among=options("abcd")
    ).explanation
    told = {each.option: (each.outcome, each.round) for each in became(found, "abcd")}
    assert told == {
        "a": ("elected", None),
        "b": ("elected", None),
        "c": ("eliminated", 3),
        "d": ("eliminated", 2),
    }
