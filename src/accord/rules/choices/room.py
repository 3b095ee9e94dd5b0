"""How long the reasons of a choice can get, before anybody has voted: so many options as still fit are put."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from fractions import Fraction

from accord import canonical
from accord.rules.choices.fitting import MOST_EXPLAINED
from accord.rules.choices.method import ChoiceMethod
from accord.rules.exact import exact

_HEAD = 1000
"""Bytes of what is said once: the verdict, the turnout, what a tie was about."""

_VALUE, _STEP, _ROUND = 24, 86, 36
"""Bytes of a value, of a step with its numbers and of a round without them, beside names and numbers."""

_POINTS = ("score", "dots")
_ROUNDS = ("irv", "stv")


def longest(method: ChoiceMethod, ids: Collection[str], weights: Iterable[Fraction]) -> int:
    """Return how many bytes the reasons can have at most, shortened as far as they can be.

    `weights` are those of the seats. This is a bound also for transfers, whose numbers can get twice as long with
    each seat: of these no number is told but those of the first round, where more would not fit.
    """
    wide = _width(method, weights)
    return _HEAD + _STEP * method.seats + sum(_of_one(method, id, wide) for id in ids)


def _of_one(method: ChoiceMethod, id: str, wide: int) -> int:
    """Return how much is said of one option: its value, and what became of it."""
    name = len(canonical.encode(id)) + 1
    value = name + _VALUE + wide
    # It was left out, or is chosen and named so; that it stands in a tie which nothing broke takes less.
    said = value + 2 * name + _STEP + 3 * wide
    if method.kind in _ROUNDS:
        said += value + _ROUND
    if method.kind == "schulze":
        said += 3 * name + _STEP + wide
    return said


def how_many_fit(
    method: ChoiceMethod, ids: Collection[str], weights: Iterable[Fraction]
) -> int | None:
    """Return how many options with ids like these can be put, where the reasons of all might not fit."""
    listed = tuple(weights)
    found, once = longest(method, ids, listed), longest(method, (), listed)
    if found <= MOST_EXPLAINED:
        return None
    return len(ids) * (MOST_EXPLAINED - once) // (found - once)


def _width(method: ChoiceMethod, weights: Iterable[Fraction]) -> int:
    """Return how many characters a sum of the ballots can have, also as a part of what was needed."""
    listed = list(weights) or [Fraction(1)]
    places = max(len(exact(each).partition(".")[2]) for each in listed)
    most = max(abs(method.form.low), method.form.high) if method.form.kind in _POINTS else 1
    whole = len(str(int(sum(listed, Fraction()) * most)))
    parts = [method.least.at] if method.least is not None and method.least.at is not None else []
    parts += [ratio for _, ratio in method.ratios.named] + [method.ratios.every]
    said = [method.spending.budget] if method.spending is not None else []
    said += [method.least.n] if method.least is not None and method.least.n is not None else []
    shares = max(len(str(part)) for part in parts)
    return max([whole + places, *(len(exact(number)) for number in said)]) + shares + 4
