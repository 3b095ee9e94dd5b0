"""What would have come of a certified vote, had the seats concerned been counted by the mandates as known now."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from copy import copy, deepcopy
from dataclasses import replace
from fractions import Fraction

from accord.aggregates.decision.events import RollSeat
from accord.aggregates.decision.memory import Decision
from accord.aggregates.impact.events import Counterfactual, SeatConcerned
from accord.rules import Counting, Rule, Verdict
from accord.rules.exact import exact
from accord.rules.findings import Finding


def counterfactual(decision: Decision, seats: Sequence[SeatConcerned]) -> Counterfactual:
    """Return the verdict as certified and as it would be; a seat that voted in secret is past telling."""
    rule, certified = decision.rule, decision.verdict
    if rule is None or certified is None:
        raise ValueError("there is nothing to count before a result is certified")
    if any(seat.seat in decision.sealed.voted for seat in seats):
        return Counterfactual(certified=certified)
    then = on_the_mandates(decision, seats)
    if rule.choice is not None:
        return _chosen(decision, then, certified)
    return _counted(decision, then, rule, certified)


def on_the_mandates(decision: Decision, seats: Sequence[SeatConcerned]) -> Decision:
    """Return the decision with its roll by the mandates, without the ballots given without one.

    A seat for which nobody had a mandate is vacant; one whose mandate another person had gave no ballot. It is
    itself left as it is.
    """
    on_roll = {seat.seat: seat for seat in seats if seat.seat in decision.roll}
    others = [key for key, seat in on_roll.items() if not seat.as_it_seemed]
    fallen, then = set(_fallen(decision, others)), copy(decision)
    then.roll = decision.roll | {
        key: _on_the_terms(decision.roll[key], seat) for key, seat in on_roll.items()
    }
    then.ballots = {seat: at for seat, at in decision.ballots.items() if seat not in fallen}
    then.choices, then.representation = (
        deepcopy(decision.choices),
        deepcopy(decision.representation),
    )
    for seat in fallen:
        then.choices.given.pop(seat, None)
        then.representation.answered.pop(seat, None)
    if any(seat.casting_vote for seat in seats):
        then.casting_vote, then.choices.casting = None, ()
    return then


def _on_the_terms(seat: RollSeat, known: SeatConcerned) -> RollSeat:
    """Return a seat of the roll with its mandate, and as it counts, by what is known now."""
    now = replace(seat, holder=known.mandate, party=known.mandate_party)
    counts = known.counts
    return replace(now, cls=counts.cls, measures=counts.measures) if counts else now


def _fallen(decision: Decision, seats: Collection[str]) -> Iterator[str]:
    """Yield the seats whose ballot was given without a mandate: their own, or that of a seat it came over."""
    yield from seats
    for key in decision.roll:
        if any(over in seats for over in decision.representation.came_over(key)):
            yield key


def _counted(decision: Decision, then: Decision, rule: Rule, certified: Verdict) -> Counterfactual:
    as_known = then.outcome(rule)
    return Counterfactual(
        certified=certified,
        verdict=as_known.verdict,
        margin=_margin(decision.outcome(rule).explanation.pass_),
        margin_without=_margin(as_known.explanation.pass_),
        would_change=as_known.verdict is not certified,
    )


def _chosen(decision: Decision, then: Decision, certified: Verdict) -> Counterfactual:
    was, would_be = decision.chosen(), then.chosen()
    same = (was.verdict, was.chosen) == (would_be.verdict, would_be.chosen)
    return Counterfactual(certified=certified, verdict=would_be.verdict, would_change=not same)


def _margin(finding: Finding) -> str:
    return exact(turns_on(finding))


def turns_on(finding: Finding) -> Fraction:
    """Return the margin on which a test turns: of several parts, the one with which just enough of them hold."""
    if isinstance(finding, Counting):
        return finding.margin
    margins = sorted((turns_on(part) for part in finding.parts), reverse=True)
    if not margins:
        return Fraction()
    return margins[min(finding.needed, len(margins)) - 1]
