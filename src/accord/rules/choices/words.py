"""A choice told in one plain paragraph that an officer can read out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from accord.rules.choices.explanation import ChoiceExplanation
from accord.rules.choices.findings import Defeat, Step, Values
from accord.rules.choices.ties import Tie
from accord.rules.exact import exact
from accord.rules.explanation import Verdict
from accord.rules.roll import COUNT
from accord.rules.words import listed

_OUTCOMES = {
    Verdict.LOST: "Lost: nothing is chosen.",
    Verdict.INQUORATE: "Inquorate: too few took part, so nothing was decided.",
    Verdict.TIED: "Tied.",
}

MOST_TOLD = 10
"""Options whose numbers are told in one list, those with most; all stand in the explanation."""

_LONGEST_TOLD = 12
"""Characters of a number that is read out; of a longer one, only between which whole ones it is."""


def choice_in_words(explanation: ChoiceExplanation, names: Mapping[str, str] | None = None) -> str:
    """Tell the verdict, the ballots, the steps that led to it and the ties; short if many.

    `names` tells what to call options; one that it does not name is called by its id.
    """
    teller = _Teller(explanation, names or {})
    told = [teller.outcome(), teller.took_part(), *teller.steps(), *teller.ties(), teller.vacant()]
    return " ".join(sentence for sentence in told if sentence)


@dataclass(frozen=True, slots=True)
class _Teller:
    explanation: ChoiceExplanation
    names: Mapping[str, str]

    def outcome(self) -> str:
        found = self.explanation
        done = "funded" if found.kind == "allocation" else "elected"
        chosen = self._are(found.chosen, done) if found.chosen else ""
        if found.verdict is Verdict.CARRIED:
            return f"Carried: {chosen}."
        return _OUTCOMES[found.verdict] + (f" In any case {chosen}." if chosen else "")

    def took_part(self) -> str:
        found = self.explanation
        sums = [self._weighed(found.cast) + " chose something"]
        if found.blank:
            sums.append(f"{_number(found.blank)} blank")
        told = f"{' and '.join(sums)}, of {_number(found.roll)} on the roll"
        if found.turnout is None:
            return f"{told}."
        return f"{told}; at least {_number(found.turnout)} had to take part."

    def steps(self) -> list[str]:
        if self.explanation.verdict is Verdict.INQUORATE:
            return [self._below(each) for each in self._did("below_quorum")]
        tellers: Mapping[str, Callable[[], list[str]]] = {
            "schulze": self._pairs,
            "irv": self._rounds,
            "stv": self._rounds,
            "allocation": self._money,
        }
        return tellers.get(self.explanation.kind, self._sums)()

    def ties(self) -> list[str]:
        decided = self.explanation.verdict is not Verdict.INQUORATE
        return [self._tie(tie) for tie in self.explanation.ties if decided]

    def vacant(self) -> str:
        found = self.explanation
        if found.verdict is not Verdict.CARRIED or not found.vacant:
            return ""
        return (
            f"{found.vacant} of {found.seats} seats {'is' if found.vacant == 1 else 'are'} vacant."
        )

    def _sums(self) -> list[str]:
        return [*self._counted(), *self._left_out(), *self._capped()]

    def _counted(self) -> list[str]:
        return [f"{self._values(step.values)}." for step in self._did("counted")]

    def _left_out(self) -> list[str]:
        return [self._below(step) for step in self.explanation.steps if step.did in _LEFT_OUT]

    def _below(self, step: Step) -> str:
        numbers = _number(step.numerator), _number(step.needed)
        why = _LEFT_OUT[step.did].format(*numbers)
        return f"{self._called(step.options)} is left out: {why}."

    def _capped(self) -> list[str]:
        out = [option for step in self._did("capped") for option in step.options]
        if not out:
            return []
        was = "was" if len(out) == 1 else "were"
        return [f"{self._called(out)} {was} passed over: the group has all the seats it may have."]

    def _pairs(self) -> list[str]:
        rounds = self._did("schwartz")
        ranked = [self._called(step.options, " = ") for step in self._did("ranked")]
        order = [f"The order is {', '.join(ranked)}."] if ranked else []
        return [*self._left_out(), *order, *self._circle(rounds), *self._capped()]

    def _circle(self, rounds: Sequence[Step]) -> list[str]:
        if not rounds:
            return []
        dropped = [self._defeat(each) for step in rounds for each in step.defeats]
        left = self._called(rounds[-1].options)
        if len(rounds) == 1 and not dropped:
            return [f"No other option defeats {left}."]
        first = self._called(rounds[0].options)
        without = listed(dropped) if dropped else "the weakest of these defeats"
        return [f"{first} defeat each other; without {without}, {left} is left."]

    def _rounds(self) -> list[str]:
        counted = self._did("counted")
        if not counted:
            return []
        first, last = counted[0], counted[-1]
        over = "more than" if self.explanation.kind == "irv" else "a quota of"
        told = [
            f"Round 1: {self._values(first.values)}; {over} {_number(first.needed)} was needed."
        ]
        out = [self._called(step.options, " with ") for step in self._did("eliminated")]
        told += [f"Eliminated in turn: {', '.join(out)}."] if out else []
        if last is not first and last.values:
            needed = _number(last.needed)
            told.append(
                f"Round {len(counted)}: {self._values(last.values)}; {over} {needed} was needed."
            )
        return [*told, *self._capped()]

    def _money(self) -> list[str]:
        bought = [
            f"{self._called(step.options)} for {_number(step.numerator)}"
            for step in self._did("funded")
        ]
        dear = [o for did in ("unaffordable", "stopped") for s in self._did(did) for o in s.options]
        raised = [
            f"What a ballot may spend was raised to {_number(s.numerator)}."
            for s in self._did("raised")
        ]
        told = [f"Funded: {', '.join(bought)}."] if bought else []
        left = [each for each in dear if each not in self.explanation.chosen]
        told += (
            [f"Not funded, for want of money: {self._called(sorted(set(left)))}."] if left else []
        )
        return [*self._counted(), *self._left_out(), *raised, *told]

    def _tie(self, tie: Tie) -> str:
        last = tie.place + tie.places - 1
        seats = f"seats {tie.place} to {last}" if tie.places > 1 else f"seat {tie.place}"
        what = {"seat": seats, "elimination": f"elimination in round {tie.place}"}
        equal = (
            f"{self._called(tie.options)} were equal for {what.get(tie.about, 'the money left')}"
        )
        if tie.undecided:
            return f"{equal}, and nothing decides between {self._called(tie.undecided)}."
        return f"{equal}; they were put in the order {self._called([o for t in tie.order for o in t], ', ')}."

    def _values(self, values: Values) -> str:
        most_first = sorted(values, key=lambda each: -each[1])
        told = [f"{self._name(option)} {_number(n)}" for option, n in most_first[:MOST_TOLD]]
        others = len(most_first) - len(told)
        return ", ".join([*told, *([f"{others} others not more"] if others else [])])

    def _defeat(self, each: Defeat) -> str:
        numbers = f"{_number(each.votes)} to {_number(each.against)}"
        return f"the defeat of {self._name(each.over)} by {self._name(each.option)} ({numbers})"

    def _weighed(self, number: Fraction) -> str:
        if self.explanation.measure != COUNT:
            return f"Ballots of {_number(number)} {self.explanation.measure}"
        return f"{_number(number)} {'ballot' if number == 1 else 'ballots'}"

    def _are(self, options: Sequence[str], done: str) -> str:
        return f"{self._called(options)} {'is' if len(options) == 1 else 'are'} {done}"

    def _called(self, options: Iterable[str], between: str = "") -> str:
        named = [self._name(option) for option in options]
        return between.join(named) if between else listed(named)

    def _name(self, option: str) -> str:
        return self.names.get(option, option)

    def _did(self, did: str) -> list[Step]:
        return [step for step in self.explanation.steps if step.did == did]


_LEFT_OUT = {
    "below_default": "it has {0}, not more than {1}, which the default option has",
    "no_support": "it has {0}",
    "below_least": "it has {0}, and {1} was needed",
    "not_above_least": "it has {0}, and more than {1} was needed",
    "below_quorum": "{0} prefer it to the default option, and the quorum is {1}",
    "below_ratio": "{0} prefer it to the default option, and {1} was needed, and more than against",
}


def _number(value: Fraction | None) -> str:
    """Tell a number exactly, or, where nobody could read it out, above which whole one it is."""
    number = value or Fraction()
    short = number.denominator == 1 or len(exact(number)) <= _LONGEST_TOLD
    return exact(number) if short else f"over {floor(number)}"
