"""The reasons of a large election fit into an entry, and say what cannot be left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from hashlib import sha256
from typing import Any

import pytest
from tests.rules.choices.elections import counted, method, options, spending

from accord import canonical
from accord.rules.choices import (
    ChoiceExplanation,
    Chosen,
    Marked,
    Option,
    choice_in_words,
    count,
    read_ballot,
)
from accord.rules.choices.findings import Step
from accord.rules.choices.fitting import _SHORTER, MOST_EXPLAINED, fitting


def ranking(ids: Sequence[str], number: int) -> list[str]:
    """Some of the options, in an order that is another on each ballot and the same in each run."""
    mixed = {id_: sha256(f"{number} {id_}".encode()).digest() for id_ in ids}
    return sorted(ids, key=mixed.__getitem__)[: 1 + mixed[ids[0]][0] % len(ids)]


def held(kind: str, n: int, ballots: int, **more: Any) -> Chosen:
    """An election among so many, with ballots drawn that rank some of them."""
    how, ids = method(kind, ties=["lot"], **more), [f"candidate-{i}" for i in range(n)]
    among = [Option(id_) for id_ in ids]
    drawn = [ranking(ids, number) for number in range(ballots)]
    marked = [Marked(read_ballot(how, among, [[each] for each in one], "")) for one in drawn]
    return count(how, among, marked, Fraction(ballots), lot=ids)


def size(found: ChoiceExplanation) -> int:
    return len(canonical.encode(found.to_data()))


@pytest.mark.parametrize(
    ("kind", "more"), [("irv", {}), ("stv", {"seats": 5}), ("schulze", {"seats": 5})]
)
def test_sixty_options_and_five_thousand_ballots_fit(kind, more):
    found = held(kind, 60, 5000, **more)
    assert found.verdict == "carried"
    assert size(found.explanation) <= MOST_EXPLAINED
    assert ChoiceExplanation.from_data(found.explanation.to_data()) == found.explanation
    assert choice_in_words(found.explanation).startswith("Carried: ")


def test_of_rounds_the_first_and_the_last_are_told_whole():
    found = held("irv", 60, 200).explanation
    rounds = [step for step in found.steps if step.did == "counted"]
    assert len(rounds[0].values) == 60
    assert len(rounds[-1].values) > 1
    assert not any(step.values for step in rounds[1:-1])
    assert all(step.base is not None and step.needed is not None for step in rounds)
    out = [option for step in found.steps if step.did == "eliminated" for option in step.options]
    assert len(out) == len(set(out)) > 50


def test_what_fits_is_told_whole():
    found = held("stv", 12, 200, seats=3).explanation
    assert all(step.values for step in found.steps if step.did == "counted")
    assert fitting(found) == found


def test_pairs_are_left_out_only_where_they_do_not_fit():
    assert held("schulze", 20, 50).explanation.pairs
    assert not held("schulze", 110, 50).explanation.pairs


def test_a_tie_that_nothing_broke_is_always_told():
    found = held("schulze", 110, 50).explanation
    (broken, *_) = held("irv", 60, 60).explanation.ties or held("irv", 40, 40).explanation.ties
    still = replace(broken, undecided=broken.options)
    shortened = fitting(replace(found, ties=(broken, still) * 40))
    assert set(shortened.ties) <= {broken, still}
    assert still in shortened.ties


# --- What is left out, one after the other -------------------------------------------------------

IN_CIRCLES = (
    "a g b c d e f",
    "d g e f a b c",
    "d g b e a c f",
    "f e b c a g d",
    "f c g a d b e",
    "e d g b a c f",
    "e d a c b f g",
    "a b d g f e c",
    "e f b c a d g",
    "a d b c g f e",
    "f g e b c a d",
)
ROUNDS, PAIRS, TIES, NUMBERS, DEFEATS, TRANSFERS, ELECTED = _SHORTER


def named(step: Step) -> Step:
    """The step without any number: what was done, and to which options."""
    return Step(did=step.did, options=step.options)


def test_of_transfers_the_first_count_and_who_is_elected_are_told_with_their_numbers():
    found = held("stv", 12, 200, seats=3).explanation
    first, *rest = TRANSFERS(found).steps
    assert first == found.steps[0]
    assert rest == [step if step.did == "elected" else named(step) for step in found.steps[1:]]
    assert replace(TRANSFERS(found), steps=found.steps) == found


def test_at_last_transfers_are_told_with_the_numbers_of_the_first_count_alone():
    found = held("stv", 12, 200, seats=3).explanation
    first, *rest = ELECTED(found).steps
    assert first == found.steps[0]
    assert rest == [named(step) for step in found.steps[1:]]
    assert replace(ELECTED(found), steps=found.steps) == found


@pytest.mark.parametrize("kind", ["irv", "schulze"])
def test_other_counts_keep_the_numbers_of_their_last_step(kind):
    found = held(kind, 8, 50).explanation
    assert TRANSFERS(found) == ELECTED(found) == found


def test_of_the_sets_that_defeat_each_other_the_first_and_the_last_are_told_without_defeats():
    """Three sets, one after the other, as weaker defeats are dropped: the one between goes."""
    found = counted(method("schulze"), *IN_CIRCLES, among=options("abcdefg")).explanation
    sets = [step for step in found.steps if step.did == "schwartz"]
    assert len(sets) > 2
    assert all(step.defeats for step in sets[:-1])
    told = DEFEATS(found).steps
    between = [step for step in found.steps if step not in sets[1:-1]]
    assert list(told) == [replace(step, defeats=()) for step in between]
    assert replace(DEFEATS(found), steps=found.steps) == found


def test_where_there_are_no_rounds_only_prices_are_left_out_of_the_steps():
    found = held("schulze", 8, 50).explanation
    assert NUMBERS(found) == found
    bought = counted(
        spending("equal_shares"), "3: a", "2: b", among=options("ab", costs=[6, 4])
    ).explanation
    assert [step.at for step in bought.steps if step.did == "funded"] == [2, 2]
    assert NUMBERS(bought).steps == tuple(replace(step, at=None) for step in bought.steps)


def test_between_the_first_round_and_the_last_numbers_are_told_of_who_is_elected_alone():
    found = held("stv", 12, 200, seats=3).explanation
    rounds = [index for index, step in enumerate(found.steps) if step.did == "counted"]
    told = NUMBERS(found).steps
    for index, (step, whole) in enumerate(zip(told, found.steps, strict=True)):
        inner = rounds[0] < index < rounds[-1] and whole.did != "elected"
        assert step == (named(whole) if inner else replace(whole, at=None))
