"""A choice can be read out: what was chosen, on what numbers, and where a tie was."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from tests.rules.choices.elections import ballots, counted, method, options, spending

from accord.rules.choices import Marked, choice_in_words, count


def told(how: Any, *lines: str, names: Any = None, **more: Any) -> str:
    return choice_in_words(counted(how, *lines, **more).explanation, names)


@pytest.mark.parametrize(
    ("how", "lines", "more", "words"),
    [
        (
            method("plurality"),
            ("2: a", "1: b", "1:"),
            {"roll": Fraction(9)},
            (
                "Carried: a is elected. 3 ballots chose something and 1 blank, of 9 on the roll. "
                "a 2, b 1, c 0. c is left out: it has 0."
            ),
        ),
        (
            method("plurality", turnout={"at": "1/2"}),
            ("1: a",),
            {"roll": Fraction(3)},
            (
                "Inquorate: too few took part, so nothing was decided. "
                "1 ballot chose something, of 3 on the roll; at least 1.5 had to take part."
            ),
        ),
        (
            method("approval", seats=2, least={"op": ">", "at": "1/2"}, default="c"),
            ("3: a", "1: b", "1: c"),
            {},
            (
                "Carried: a is elected. 5 ballots chose something, of 5 on the roll. a 3, b 1, c 1. "
                "b is left out: it has 1, not more than 1, which the default option has. "
                "1 of 2 seats is vacant."
            ),
        ),
        (
            method("plurality", seats=2, ties=["lot"]),
            ("2: a", "1: b", "1: c"),
            {},
            (
                "Tied. In any case a is elected. 4 ballots chose something, of 4 on the roll. "
                "a 2, b 1, c 1. b and c were equal for seat 2, and nothing decides between b and c."
            ),
        ),
        (
            method("plurality", seats=3, ties=["lot"]),
            ("2: a", "1: b", "1: c", "1: d"),
            {"among": options("abcd", "----")},
            (
                "Tied. In any case a is elected. 5 ballots chose something, of 5 on the roll. "
                "a 2, b 1, c 1, d 1. b, c and d were equal for seats 2 to 3, and nothing decides "
                "between b, c and d."
            ),
        ),
        (
            method("plurality", ties=["lot"]),
            ("1: a", "1: b"),
            {"lot": ["b", "a"]},
            (
                "Carried: b is elected. 2 ballots chose something, of 2 on the roll. a 1, b 1, c 0. "
                "c is left out: it has 0. a and b were equal for seat 1; they were put in the order b, a."
            ),
        ),
        (
            method("approval", seats=2, cap={"n": 1}),
            ("3: a", "2: b", "1: c"),
            {"among": options("abc", "xx-")},
            (
                "Carried: a and c are elected. 6 ballots chose something, of 6 on the roll. "
                "a 3, b 2, c 1. b was passed over: the group has all the seats it may have."
            ),
        ),
        (
            method("schulze"),
            ("4: a b c", "3: b c a", "2: c a b"),
            {},
            (
                "Carried: a is elected. 9 ballots chose something, of 9 on the roll. "
                "a, b and c defeat each other; without the defeat of a by c (5 to 4), a is left."
            ),
        ),
        (
            method("schulze"),
            ("2: a b c",),
            {},
            (
                "Carried: a is elected. 2 ballots chose something, of 2 on the roll. "
                "No other option defeats a."
            ),
        ),
        (
            method("schulze", default="c", quorum={"n": "3"}, ratio={"every": "2"}),
            ("3: a b c", "2: c a b"),
            {},
            (
                "Lost: nothing is chosen. 5 ballots chose something, of 5 on the roll. "
                "a is left out: 3 prefer it to the default option, and 4 was needed, and more than against. "
                "b is left out: 3 prefer it to the default option, and 4 was needed, and more than against. "
                "No other option defeats c."
            ),
        ),
        (
            method("schulze", default="c", quorum={"n": "3"}),
            ("2: a c", "1: c"),
            {},
            (
                "Inquorate: too few took part, so nothing was decided. "
                "3 ballots chose something, of 3 on the roll. "
                "a is left out: 2 prefer it to the default option, and the quorum is 3. "
                "b is left out: 0 prefer it to the default option, and the quorum is 3."
            ),
        ),
        (
            method("schulze", seats=2),
            ("2: a bc",),
            {},
            (
                "Tied. In any case a is elected. 2 ballots chose something, of 2 on the roll. "
                "The order is a, b = c. b and c were equal for seat 2, and nothing decides between b and c."
            ),
        ),
        (
            method("irv"),
            ("4: a", "3: b", "2: c b"),
            {},
            (
                "Carried: b is elected. 9 ballots chose something, of 9 on the roll. "
                "Round 1: a 4, b 3, c 2; more than 4.5 was needed. Eliminated in turn: c. "
                "Round 2: b 5, a 4; more than 4.5 was needed."
            ),
        ),
        (
            method("irv"),
            ("1: a", "1: b"),
            {},
            (
                "Tied. 2 ballots chose something, of 2 on the roll. "
                "Round 1: a 1, b 1, c 0; more than 1 was needed. Eliminated in turn: c. "
                "Round 2: a 1, b 1; more than 1 was needed. "
                "a and b were equal for elimination in round 2, and nothing decides between a and b."
            ),
        ),
        (
            method("stv", seats=2),
            ("6: a b", "2: b", "3: c"),
            {},
            (
                "Carried: a and b are elected. 11 ballots chose something, of 11 on the roll. "
                "Round 1: a 6, c 3, b 2; a quota of 4 was needed. "
                "Round 2: b 4, c 3; a quota of 4 was needed."
            ),
        ),
        (
            spending("greedy", "6", least={"op": ">=", "n": "2"}),
            ("3: a", "2: b", "1: c"),
            {"among": options("abc", costs=[5, 2, 1])},
            (
                "Carried: a is funded. 6 ballots chose something, of 6 on the roll. a 3, b 2, c 1. "
                "c is left out: it has 1, and 2 was needed. Funded: a for 5. "
                "Not funded, for want of money: b."
            ),
        ),
        (
            spending("greedy_no_skip", "6"),
            ("3: a", "2: b", "1: c"),
            {"among": options("abc", costs=[5, 2, 1])},
            (
                "Carried: a is funded. 6 ballots chose something, of 6 on the roll. a 3, b 2, c 1. "
                "Funded: a for 5. Not funded, for want of money: b."
            ),
        ),
        (
            spending("equal_shares", "11", completion="add1", step="0.25"),
            ("2: a", "2: b"),
            {"among": options("ab", costs=[8, 3])},
            (
                "Carried: b and a are funded. 4 ballots chose something, of 4 on the roll. a 2, b 2. "
                "What a ballot may spend was raised to 4. Funded: b for 3, a for 8."
            ),
        ),
    ],
)
def test_a_choice_is_told(how: Any, lines: Any, more: Any, words: str) -> None:
    assert told(how, *lines, **{"among": options("abc")} | more) == words


def test_a_tie_of_a_choice_without_quorum_is_not_told() -> None:
    how = method("plurality", turnout={"n": "3"})
    assert "equal" not in told(how, "1: a", "1: b")


def test_options_are_called_by_their_names() -> None:
    words = told(method("plurality"), "1: a", names={"a": "The bridge"}, among=options("ab"))
    assert words.startswith("Carried: The bridge is elected. ")
    assert "The bridge 1, b 0." in words


def test_a_measure_is_named() -> None:
    how = method("plurality", measure="weight")
    found = count(how, options(), [Marked(("a",), Fraction(5, 2))], Fraction(9))
    words = choice_in_words(found.explanation)
    assert "Ballots of 2.5 weight chose something, of 9 on the roll." in words


def test_a_number_that_nobody_can_read_out_is_told_by_what_it_is_over() -> None:
    how = method("plurality")
    found = count(how, options("ab"), [Marked(("a",), Fraction(10**12 + 1, 10**12))], Fraction(2))
    assert "a over 1, b 0." in choice_in_words(found.explanation)


@pytest.mark.parametrize(
    ("weight", "said"),
    [
        (Fraction(10**15 + 1), "1000000000000001"),
        (Fraction(10**10 + 1, 10**10), "1.0000000001"),
        (Fraction(10**11 + 1, 10**11), "over 1"),
        (Fraction(10**12 + 1, 2), "over 500000000000"),
        (Fraction(10**9 + 1, 2), "500000000.5"),
    ],
)
def test_a_whole_number_is_told_however_long_and_a_part_in_twelve_signs(weight, said) -> None:
    found = count(method("plurality"), options("ab"), [Marked(("a",), weight)], weight)
    assert f"a {said}, b 0." in choice_in_words(found.explanation)


def test_of_many_options_those_with_most_are_told() -> None:
    many = options("abcdefghijkl")
    words = told(method("approval"), "1: abcdefghijkl", "2: l", among=many)
    assert "l 3, a 1, b 1, c 1, d 1, e 1, f 1, g 1, h 1, i 1, 2 others not more." in words


def test_what_is_told_does_not_depend_on_the_order_of_ballots() -> None:
    how, among = method("irv"), options("abc")
    marked = ballots(how, among, "3: a", "2: b", "2: c b")
    both = [count(how, among, each, Fraction(7)) for each in (marked, marked[::-1])]
    assert choice_in_words(both[0].explanation) == choice_in_words(both[1].explanation)
