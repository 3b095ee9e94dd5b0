"""What the ballots amount to: the casting vote, and the certified verdict with its reasons."""

from __future__ import annotations

from accord.aggregates.decision import events as e
from accord.aggregates.decision.memory import Decision, Stage
from accord.errors import NotEntitled, OutOfOrder, Refused
from accord.events import Act
from accord.rules import Position, evaluate


def give_casting_vote(decision: Decision, act: Act, *, position: Position) -> e.CastingVoteGiven:
    """Decide an equal division; only the one who presided at the opening can, once, on a tie."""
    decision.must_be(act.moment, (Stage.CLOSED,), "no casting vote can be given")
    if decision.rule is None or decision.rule.tie != "casting_vote":
        raise OutOfOrder("the rule of this decision knows no casting vote")
    if not decision.tied:
        raise OutOfOrder("there is no tie; a casting vote is given on a tie only")
    if decision.casting_vote is not None:
        raise OutOfOrder(f"the casting vote is already given: {decision.casting_vote}")
    if decision.chair_holder is None or decision.chair_holder != act.speaker:
        raise NotEntitled("only the one who presided when voting opened has the casting vote")
    if decision.chair is not None and decision.is_recused(decision.chair):
        raise NotEntitled(f"seat {decision.chair}, which presides, is recused from this decision")
    if position not in (Position.FOR, Position.AGAINST):
        raise Refused("a casting vote is for or against", field="position")
    return e.CastingVoteGiven(position=position)


def certify(decision: Decision, act: Act) -> e.DecisionCertified:
    """Count again, by the pinned rule on the frozen roll, and state the verdict with its reasons."""
    decision.must_be(act.moment, (Stage.CLOSED,), "the result cannot be certified")
    if decision.rule is None:
        raise OutOfOrder("no rule is pinned before voting opens")
    outcome = evaluate(decision.rule, list(decision.counted()), decision.casting_vote)
    return e.DecisionCertified(
        verdict=outcome.verdict,
        explanation=outcome.explanation,
        rule_id=decision.rule.id,
        rule_version=decision.rule.version,
        rule_hash=decision.rule.hash,
    )
