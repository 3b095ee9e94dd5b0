"""Before anybody has voted it is known how long the reasons can get, and so how many options fit."""

from __future__ import annotations

from fractions import Fraction
from random import Random  # noqa: TID251 - draws ballots, the same ones in every run
from typing import Any

import pytest
from hypothesis import given
from tests.rules.choices.elections import counted as counted_in_short
from tests.rules.choices.elections import method, options, spending
from tests.rules.choices.test_fitting import held, size
from tests.rules.choices.test_properties import AMONG, counted, elections

from accord import canonical
from accord.rules.choices import (
    ChoiceExplanation,
    ChoiceMethod,
    Marked,
    Option,
    became,
    choice_in_words,
    count,
)
from accord.rules.choices.fitting import _SHORTER, MOST_EXPLAINED, fitting
from accord.rules.choices.room import how_many_fit, longest

KINDS: list[tuple[str, dict[str, Any]]] = [
    ("irv", {}),
    ("stv", {"seats": 5}),
    ("stv", {"seats": 10}),
    ("schulze", {}),
    ("schulze", {"seats": 5}),
]


def shortest(found: ChoiceExplanation) -> ChoiceExplanation:
    for shorter in _SHORTER:
        found = shorter(found)
    return found


@given(elections)
def test_the_reasons_are_never_longer_than_was_said_before(election: Any) -> None:
    how, marked, vote, lot = election
    found = shortest(counted(how, AMONG, marked, vote, lot).explanation)
    weights = [each.weight for each in marked] + [Fraction(1)]
    assert size(found) <= longest(how, [option.id for option in AMONG], weights)
    assert ChoiceExplanation.from_data(found.to_data()) == found
    assert choice_in_words(found)


@pytest.mark.parametrize(("kind", "more"), KINDS)
def test_the_reasons_of_a_large_election_are_not_longer_either(kind: str, more: Any) -> None:
    found = shortest(held(kind, 80, 500, **more).explanation)
    ids = [f"candidate-{i}" for i in range(80)]
    assert size(found) <= longest(method(kind, **more), ids, [Fraction(1)] * 500)


@pytest.mark.parametrize(("kind", "more"), [*KINDS, ("plurality", {}), ("approval", {"seats": 9})])
def test_as_many_options_fit_as_anybody_puts(kind: str, more: Any) -> None:
    how, seats = method(kind, **more), [Fraction(1)] * 5000
    sixty = [f"candidate-{i}" for i in range(60)]
    assert how_many_fit(how, sixty, seats) is None
    many = [f"candidate-{i}" for i in range(1000)]
    fit = how_many_fit(how, many, seats)
    assert fit is not None
    assert 60 <= fit < 1000
    assert how_many_fit(how, many[: fit - 1], seats) is None


RATIO = {"every": "2", "named": [{"option": "cde", "ratio": "300/7"}]}
ROOM: list[tuple[ChoiceMethod, list[Fraction], int, int]] = [
    (method("plurality"), [], 1387, 300),
    (method("plurality"), [Fraction(1)] * 3, 1387, 300),
    (method("approval", seats=2, least={"op": ">=", "n": "2"}), [Fraction(1)] * 10, 1481, 292),
    (method("approval", least={"op": ">=", "n": "20000"}), [Fraction(1)], 1419, 272),
    (method("approval", seats=2, least={"op": ">=", "at": "1/30"}), [Fraction(1)] * 10, 1505, 271),
    (method("irv"), [Fraction(1)] * 3, 1530, 204),
    (method("stv", seats=3), [Fraction(1)] * 3, 1702, 203),
    (method("schulze", default="ab", ratio=RATIO), [Fraction(1, 8)] * 3, 1674, 153),
    (method("score", min=-20, max=3), [Fraction(1)] * 3, 1395, 292),
    (method("score", min=0, max=30), [Fraction(1, 4), Fraction(1)], 1411, 278),
    (spending("greedy", budget="1000000"), [Fraction(1)], 1435, 260),
]


@pytest.mark.parametrize(("how", "weights", "together", "fit"), ROOM)
def test_the_bound_stays_so_what_could_be_put_once_always_can(
    how: ChoiceMethod, weights: list[Fraction], together: int, fit: int
) -> None:
    """Each number is what the bound said when it was released: a wider one would refuse what was prepared."""
    assert longest(how, ["ab", "cde"], iter(weights)) == together
    assert how_many_fit(how, [f"o{i}" for i in range(2000)], iter(weights)) == fit


def test_what_just_fits_needs_no_choosing_among_it() -> None:
    ids = [f"o{i}" for i in range(400)]
    fits = max(n for n in range(400) if longest(method("irv"), ids[:n], ()) <= MOST_EXPLAINED)
    assert how_many_fit(method("irv"), ids[:fits], ()) is None
    assert how_many_fit(method("irv"), ids[: fits + 1], ()) == fits


@pytest.mark.parametrize("seats", [3, 10])
def test_transfers_whose_numbers_get_long_fit_however_long_they_get(seats: int) -> None:
    """Each who is elected passes a part on that nobody can write shorter, to options of which many are left."""
    ids = [f"o{i}" for i in range(30)]
    parts = ["1.37", "2.911", "0.0000001", "123.789"]
    weights = [Fraction(parts[number % 4]) for number in range(400)]
    how = method("stv", seats=seats, ties=["lot"])
    papers = [tuple((each,) for each in steep(ids, number)) for number in range(400)]
    marked = [Marked(paper, weight) for paper, weight in zip(papers, weights, strict=True)]
    found = count(how, [Option(each) for each in ids], marked, sum(weights), lot=ids).explanation
    assert size(shortest(found)) <= longest(how, ids, weights)
    assert choice_in_words(shortest(found)).startswith("Carried: ")
    told = {each.option: each.outcome for each in became(found, ids)}
    assert told == {each.option: each.outcome for each in became(shortest(found), ids)}


def steep(ids: list[str], number: int) -> list[str]:
    """An order that is another on each ballot, in which the first of all are mostly first."""
    lot = Random(number)
    drawn = {each: lot.random() ** (1 / 0.6**place) for place, each in enumerate(ids)}
    return sorted(ids, key=lambda each: -drawn[each])


def test_long_ids_and_long_weights_leave_less_room() -> None:
    how = spending("greedy", budget="1000000")
    few = how_many_fit(how, [f"{'x' * 60}{i}" for i in range(500)], [Fraction(1)]) or 0
    more = how_many_fit(how, [f"x{i}" for i in range(500)], [Fraction(1)]) or 0
    weighed = how_many_fit(how, [f"x{i}" for i in range(500)], [Fraction(1, 10**20)]) or 0
    assert few < more
    assert weighed < more


def test_without_the_defeats_a_circle_is_still_told() -> None:
    circle = ("4: a b c", "3: b c a", "2: c a b")
    found = counted_in_short(method("schulze"), *circle, among=options("abc")).explanation
    circles = [step for step in found.steps if step.did == "schwartz"]
    assert len(circles) > 1
    told = choice_in_words(shortest(found))
    assert "defeat each other; without the weakest of these defeats, " in told
    assert "No other option defeats" not in told


def test_what_would_not_fit_otherwise_fits_without_the_numbers_between() -> None:
    found = held("irv", 300, 3000).explanation
    assert len(canonical.encode(found.to_data())) <= MOST_EXPLAINED
    assert fitting(found) == found
