"""The count of a choice: who took part, what the method finds, and the verdict with its reasons."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction

from accord.errors import Refused
from accord.rules.choices.allocation import count_allocation
from accord.rules.choices.ballots import Ballot, Marked, read_ballot_form
from accord.rules.choices.electorate import Electorate
from accord.rules.choices.explanation import ChoiceExplanation
from accord.rules.choices.findings import Found
from accord.rules.choices.fitting import fitting
from accord.rules.choices.method import ChoiceMethod
from accord.rules.choices.options import Option
from accord.rules.choices.schulze import count_schulze
from accord.rules.choices.sums import count_sums
from accord.rules.choices.ties import Tie, TieBreak
from accord.rules.choices.transfer import count_irv, count_stv
from accord.rules.explanation import Verdict


@dataclass(frozen=True, slots=True)
class Chosen:
    """A verdict with who or what is chosen, which ties are open, and the reasons.

    `chosen` is in the order of election or funding. Of a `tied` choice it holds those that are
    chosen however the ties in `tied` are decided.
    """

    verdict: Verdict
    chosen: tuple[str, ...]
    tied: tuple[Tie, ...]
    explanation: ChoiceExplanation


def read_ballot(
    method: ChoiceMethod, options: Collection[Option], data: object, path: str
) -> Ballot:
    """Read a ballot for the method; an empty list is a blank one.

    Raise `Malformed` naming the place on the ballot, as a JSON pointer, and what would be right.
    """
    return read_ballot_form(method.form, options, data, path)


def count(
    method: ChoiceMethod,
    options: Sequence[Option],
    ballots: Sequence[Marked],
    roll: Fraction,
    *,
    casting_vote: Sequence[str] = (),
    lot: Sequence[str] = (),
) -> Chosen:
    """Count the ballots by the method; neither their order nor that of the options matters.

    `roll` is what all who may vote weigh. `casting_vote` names options, the preferred one first,
    `lot` the options in the order drawn; both are ignored unless they may break a tie. Raise
    `Refused` where they name what is no option, or the method does not fit the options.
    """
    method.fits(options)
    breaks = TieBreak(
        ways=method.ties,
        declared=method.declared_order,
        casting_vote=_known(casting_vote, options, "casting vote"),
        lot=_known(lot, options, "lot"),
    )
    electorate = Electorate.of(ballots)
    found = _found(method, options, electorate, breaks, roll)
    explanation = fitting(_explained(method, electorate, found, roll))
    tied = explanation.tied if explanation.verdict is Verdict.TIED else ()
    return Chosen(explanation.verdict, explanation.chosen, tied, explanation)


def _explained(
    method: ChoiceMethod, electorate: Electorate, found: Found, roll: Fraction
) -> ChoiceExplanation:
    took_part = electorate.cast + electorate.blank
    there = method.turnout is None or method.turnout.met(took_part, roll)
    verdict = _verdict(found, there=there)
    return ChoiceExplanation(
        verdict=verdict,
        kind=method.kind,
        measure=method.measure,
        chosen=() if verdict is Verdict.INQUORATE else found.chosen,
        seats=method.seats,
        cast=electorate.cast,
        blank=electorate.blank,
        roll=roll,
        turnout=None if method.turnout is None else method.turnout.needed(roll),
        ties=found.ties,
        steps=found.steps,
        pairs=found.pairs,
    )


def _found(
    method: ChoiceMethod,
    options: Collection[Option],
    electorate: Electorate,
    breaks: TieBreak,
    roll: Fraction,
) -> Found:
    if method.kind == "schulze":
        return count_schulze(method, options, electorate, breaks, roll)
    by_kind = {"irv": count_irv, "stv": count_stv, "allocation": count_allocation}
    return by_kind.get(method.kind, count_sums)(method, options, electorate, breaks)


def _verdict(found: Found, *, there: bool) -> Verdict:
    if not there or found.inquorate:
        return Verdict.INQUORATE
    if any(tie.undecided for tie in found.ties):
        return Verdict.TIED
    return Verdict.CARRIED if found.chosen else Verdict.LOST


def _known(named: Sequence[str], options: Collection[Option], what: str) -> tuple[str, ...]:
    """Return the options that a casting vote or a lot names; refuse what is no option."""
    known = {option.id for option in options}
    for option in named:
        if option not in known:
            raise Refused(f'the {what} names "{option}", which is not an option', option=option)
    if len(set(named)) < len(named):
        raise Refused(f"the {what} names an option twice", option=named[0])
    return tuple(named)
