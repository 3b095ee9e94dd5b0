"""What became of each option: elected, eliminated in which round, left out for which reason, funded or not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from accord.rules.choices.explanation import ChoiceExplanation
from accord.rules.explanation import Verdict

_LEFT_OUT = {
    "below_default": "left out: not above the default option",
    "no_support": "left out: nothing on the ballots for it",
    "below_least": "left out: less than the least that an option needs",
    "not_above_least": "left out: not more than what an option needs more than",
    "below_quorum": "left out: below the quorum over the default option",
    "below_ratio": "left out: not above the default option by its ratio",
}
OUTCOMES = {
    "elected": "elected",
    "funded": "funded",
    "default": "the option that means none of the others",
    "tied": "tied, and nothing decided",
    "not_elected": "not elected",
    "not_funded": "not funded",
    "capped": "passed over: its group has all the seats it may have",
    "eliminated": "eliminated in round {round}",
    "unaffordable": "not funded: it costs more than was left",
    "stopped": "not funded: the count ended where more was asked than was left",
    **_LEFT_OUT,
}
"""What can become of an option; where a step of the count did it, the word is that of the step."""


@dataclass(frozen=True, slots=True)
class Became:
    """What became of an option, and in which round where it was eliminated."""

    option: str
    outcome: str
    round: int | None = None

    @property
    def in_words(self) -> str:
        """The same, to be read out."""
        return OUTCOMES[self.outcome].format(round=self.round)


def became(
    explanation: ChoiceExplanation, options: Iterable[str], default: str | None = None
) -> list[Became]:
    """Tell of each option what became of it; nothing where too few took part to decide anything.

    `default` is the option that means none of the others, where the method has one.
    """
    if explanation.verdict is Verdict.INQUORATE:
        return []
    found = {each.option: each for each in _of_the_steps(explanation)}
    money = explanation.kind == "allocation"
    undecided = {option for tie in explanation.tied for option in tie.undecided}
    found |= {} if default is None else {default: Became(default, "default")}
    found |= {option: Became(option, "tied") for option in undecided}
    done, missed = ("funded", "not_funded") if money else ("elected", "not_elected")
    found |= {option: Became(option, done) for option in explanation.chosen}
    return [found.get(option, Became(option, missed)) for option in options]


def _of_the_steps(explanation: ChoiceExplanation) -> Iterator[Became]:
    """Tell what the steps did to options; of several the last one counts."""
    rounds = 0
    for step in explanation.steps:
        rounds += step.did == "counted"
        for option in step.options if step.did in OUTCOMES else ():
            yield Became(option, step.did, rounds if step.did == "eliminated" else None)
