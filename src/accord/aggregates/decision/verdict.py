"""What the ballots amount to: the casting vote, and the certified verdict with its reasons."""

from __future__ import annotations

from accord.aggregates.decision import events as e
from accord.aggregates.decision.memory import Decision, Stage
from accord.errors import NotEntitled, OutOfOrder, Refused
from accord.events import Act
from accord.rules import Position


def give_casting_vote(decision: Decision, act: Act, *, position: Position) -> e.CastingVoteGiven:
    """Decide an equal division; only the one who presided at the opening can, once, on a tie."""
    decision.next_act(act, (Stage.CLOSED,), "no casting vote can be given")
    if decision.rule is None or decision.rule.tie != "casting_vote":
        raise OutOfOrder("the rule of this decision knows no casting vote")
    if not decision.tied:
        raise OutOfOrder("there is no tie; a casting vote is given on a tie only")
    if decision.casting_vote is not None:
        raise OutOfOrder(f"the casting vote is already given: {decision.casting_vote}")
    must_preside(decision, act)
    if position not in (Position.FOR, Position.AGAINST):
        raise Refused("a casting vote is for or against", field="position")
    return e.CastingVoteGiven(position=position)


def must_preside(decision: Decision, act: Act) -> None:
    """Raise `NotEntitled` unless the one who presided when voting opened acts, and is not recused."""
    if decision.chair_holder is None or decision.chair_holder != act.speaker:
        raise NotEntitled("only the one who presided when voting opened has the casting vote")
    if decision.chair is not None and decision.is_recused(decision.chair):
        raise NotEntitled(f"seat {decision.chair}, which presides, is recused from this decision")


def certify(
    decision: Decision, act: Act, *, without_casting_vote: bool = False
) -> e.DecisionCertified:
    """Count again, by the pinned rule on the frozen roll, and state the verdict with its reasons.

    A tie that the chair can still decide is certified only when it is said that this is meant.
    """
    decision.next_act(act, (Stage.CLOSED,), "the result cannot be certified")
    if decision.rule is None:
        raise OutOfOrder("no rule is pinned before voting opens")
    if _awaits_the_chair(decision) and not without_casting_vote:
        raise OutOfOrder(
            "the seats are equally divided and the chair can still give the casting vote; where the "
            "chair declines, certify with without_casting_vote: true",
            chair=decision.chair,
        )
    outcome = decision.outcome(decision.rule)
    return e.DecisionCertified(
        verdict=outcome.verdict,
        explanation=outcome.explanation,
        rule_id=decision.rule.id,
        rule_version=decision.rule.version,
        rule_hash=decision.rule.hash,
    )


def _awaits_the_chair(decision: Decision) -> bool:
    can_be_given = (
        decision.rule is not None and decision.rule.tie == "casting_vote" and decision.tied
    )
    presides = decision.chair is not None and decision.chair_holder is not None
    recused = decision.chair is not None and decision.is_recused(decision.chair)
    return can_be_given and presides and not recused and decision.casting_vote is None
