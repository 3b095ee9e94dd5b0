"""Reasons that fit into an entry: what anyone finds again by counting is left out first."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from accord import canonical
from accord.rules.choices.explanation import ChoiceExplanation
from accord.rules.choices.findings import Step

MOST_EXPLAINED = 48_000
"""Bytes of the reasons of a choice: an entry holds 65,535, with what else the certificate says."""


def fitting(found: ChoiceExplanation) -> ChoiceExplanation:
    """Return the reasons, left out of them only so much as is needed for them to fit.

    The verdict, who is chosen, what was done to which option and each tie that nothing broke are always told.
    """
    for shorter in _SHORTER:
        if len(canonical.encode(found.to_data())) <= MOST_EXPLAINED:
            return found
        found = shorter(found)
    return found


def _without_rounds_between(found: ChoiceExplanation) -> ChoiceExplanation:
    """Leave out what each option had in the rounds between the first and the last."""
    rounds = [index for index, step in enumerate(found.steps) if step.did == "counted"]
    between = set(rounds[1:-1])
    steps = tuple(
        replace(step, values=()) if index in between else step
        for index, step in enumerate(found.steps)
    )
    return replace(found, steps=steps)


def _without_pairs(found: ChoiceExplanation) -> ChoiceExplanation:
    return replace(found, pairs=())


def _without_broken_ties(found: ChoiceExplanation) -> ChoiceExplanation:
    return replace(found, ties=tuple(tie for tie in found.ties if tie.undecided))


def _without_numbers_between(found: ChoiceExplanation) -> ChoiceExplanation:
    """Leave out the numbers of rounds between the first and the last, but for who is elected, and prices."""
    rounds = [index for index, step in enumerate(found.steps) if step.did == "counted"]
    inner = range(rounds[0] + 1, rounds[-1]) if rounds else range(0)
    steps = tuple(
        Step(did=step.did, options=step.options)
        if index in inner and step.did != "elected"
        else replace(step, at=None)
        for index, step in enumerate(found.steps)
    )
    return replace(found, steps=steps)


def _without_defeats(found: ChoiceExplanation) -> ChoiceExplanation:
    """Leave out the defeats that were dropped, and the Schwartz sets between the first and the last."""
    sets = [index for index, step in enumerate(found.steps) if step.did == "schwartz"]
    steps = tuple(
        replace(step, defeats=())
        for index, step in enumerate(found.steps)
        if index not in sets[1:-1]
    )
    return replace(found, steps=steps)


def _without_last_round_of_transfers(found: ChoiceExplanation) -> ChoiceExplanation:
    """Leave out the numbers of the last round, and what came after it, but for who is elected.

    With each seat that is filled by transfer, exact numbers can get twice as long.
    """
    if found.kind != "stv":
        return found
    return replace(found, steps=_named_only(found.steps, {"elected"}))


def _without_numbers_of_the_elected(found: ChoiceExplanation) -> ChoiceExplanation:
    return replace(found, steps=_named_only(found.steps)) if found.kind == "stv" else found


def _named_only(steps: tuple[Step, ...], but: Collection[str] = ()) -> tuple[Step, ...]:
    """Say after the first count only what was done to which option."""
    return steps[:1] + tuple(
        step if step.did in but else Step(did=step.did, options=step.options) for step in steps[1:]
    )


_SHORTER = (
    _without_rounds_between,
    _without_pairs,
    _without_broken_ties,
    _without_numbers_between,
    _without_defeats,
    _without_last_round_of_transfers,
    _without_numbers_of_the_elected,
)
"""What is left out, one after the other: the first is missed least."""
