"""A rule tried on a roll, or on ballots among options, that somebody wrote down: no register is needed."""

from __future__ import annotations

from dataclasses import dataclass

from accord.rules.choices import ChoiceExplanation, choice_in_words
from accord.rules.explanation import Explanation, Verdict
from accord.rules.rule import Rule
from accord.rules.trying.choice import MOST_BALLOTS, MOST_OPTIONS, counted
from accord.rules.trying.roll import MOST_SEATS, Roll, judged, read_roll
from accord.rules.trying.written import roll_as_written, rule_as_written
from accord.rules.words import in_words

__all__ = [
    "MOST_BALLOTS",
    "MOST_OPTIONS",
    "MOST_SEATS",
    "Roll",
    "Tried",
    "read_roll",
    "roll_as_written",
    "rule_as_written",
    "tried",
]


@dataclass(frozen=True, slots=True)
class Tried:
    """What comes out, why, and the same to be read out."""

    verdict: Verdict
    explanation: Explanation | ChoiceExplanation
    in_words: str

    def to_data(self) -> dict[str, object]:
        """Return canonical JSON values."""
        return {"verdict": self.verdict.value, "explanation": self.explanation.to_data()}


def tried(rule: Rule, roll: object) -> Tried:
    """Judge a roll, or count the ballots, as a body would that decides by the rule.

    Raise `Malformed` naming the place on the roll, as a JSON pointer, and what would be right.
    """
    if rule.choice is not None:
        chosen = counted(rule.choice, roll)
        return Tried(chosen.verdict, chosen.explanation, choice_in_words(chosen.explanation))
    outcome = judged(rule, roll)
    return Tried(outcome.verdict, outcome.explanation, in_words(outcome.explanation))
