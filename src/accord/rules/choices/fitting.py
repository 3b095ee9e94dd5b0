"""Reasons that fit into an entry: what anyone finds again by counting is left out first."""

from __future__ import annotations

from dataclasses import replace

from accord import canonical
from accord.rules.choices.explanation import ChoiceExplanation

MOST_EXPLAINED = 48_000
"""Bytes of the reasons of a choice: an entry holds 65,535, with what else the certificate says."""


def fitting(found: ChoiceExplanation) -> ChoiceExplanation:
    """Return the reasons, left out of them only so much as is needed for them to fit.

    The verdict, who is chosen, each step and each tie that nothing broke are always told.
    """
    for shorter in (_without_rounds_between, _without_pairs, _without_broken_ties):
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
