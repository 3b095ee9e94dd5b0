"""The verdict of a rule on a roll: quorum, then veto, then the test itself, then the tie."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from accord.rules.algebra import Test
from accord.rules.explanation import Explanation, Verdict
from accord.rules.findings import Finding
from accord.rules.positions import Position
from accord.rules.roll import Counted
from accord.rules.rule import Rule
from accord.rules.tally import Tally

__all__ = ["Outcome", "Verdict", "evaluate"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A verdict with its reasons.

    `tied` tells that the seats were equally divided, so that the motion stands or falls with the
    tie rule; it stays true when a casting vote has decided. Only then may one be given.
    """

    verdict: Verdict
    explanation: Explanation
    tied: bool


def evaluate(
    rule: Rule,
    seats: Sequence[Counted],
    casting_vote: Position | None = None,
    *,
    second: bool = False,
    second_call: bool = False,
) -> Outcome:
    """Judge the roll by the rule; a casting vote is ignored unless it may decide a tie.

    `second` says that a second vote was called because the seats were equally divided: where they are so
    again, a rule that asks for one has the motion lost, or it could be voted on without end. `second_call` says
    that the motion was called again because too few had taken part, by the quorum for that.

    Raise `Refused` where a seat lacks a measure the rule counts, or the class it asks for.
    """
    tally = Tally.of(seats)
    asked = rule.called_again.quorum if second_call else rule.quorum
    quorum, veto = _found(asked, attending(rule, seats, tally)), _found(rule.veto, tally)
    passing = rule.to_carry.evaluate(tally)
    verdict = _before_the_tie(quorum, veto, passing)
    tied = verdict is Verdict.TIED
    given = casting_vote if tied and rule.tie == "casting_vote" else None
    verdict = _of_a_tie(rule.tie, given, second=second) if tied else verdict
    counts = _counts(seats)
    found = (verdict, counts, quorum, veto, passing, rule.tie, tied, given)
    represented = sum(seat.represented for seat in seats)
    explanation = Explanation(
        *found,
        objections=bool(rule.objections),
        represented=represented,
        represented_as=rule.represented if represented else "",
    )
    return Outcome(verdict, explanation, tied)


def attending(rule: Rule, seats: Sequence[Counted], tally: Tally) -> Tally:
    """Return the sums that the quorum sees: a seat that another answered for is absent, unless the rule says else."""
    if rule.represented == "present" or not any(seat.represented for seat in seats):
        return tally
    return Tally.of(
        [replace(seat, position=Position.ABSENT) if seat.represented else seat for seat in seats]
    )


def _found(test: Test | None, tally: Tally) -> Finding | None:
    return None if test is None else test.evaluate(tally)


def _before_the_tie(quorum: Finding | None, veto: Finding | None, passing: Finding) -> Verdict:
    if quorum is not None and not quorum.holds:
        return Verdict.INQUORATE
    if veto is not None and veto.holds:
        return Verdict.VETOED
    if passing.holds:
        return Verdict.CARRIED
    return Verdict.TIED if passing.could_hold else Verdict.LOST


def _of_a_tie(tie: str, given: Position | None, *, second: bool) -> Verdict:
    if tie == "second_vote" and not second:
        return Verdict.TIED
    return Verdict.CARRIED if given is Position.FOR else Verdict.LOST


def _counts(seats: Sequence[Counted]) -> tuple[tuple[Position, int], ...]:
    found = Counter(seat.position for seat in seats)
    return tuple((position, found[position]) for position in Position)
