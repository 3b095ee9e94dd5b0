"""The reasons of a large election fit into an entry, and say what cannot be left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from hashlib import sha256
from typing import Any

import pytest
from tests.rules.choices.elections import method

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
from accord.rules.choices.fitting import MOST_EXPLAINED, fitting


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
