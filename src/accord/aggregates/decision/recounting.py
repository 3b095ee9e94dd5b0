"""Counting a certified result again: ordered for a reason, and certified beside what was certified before."""

from __future__ import annotations

from accord.aggregates.decision import choosing_events as c
from accord.aggregates.decision import events as e
from accord.aggregates.decision.aftermath import After
from accord.aggregates.decision.memory import Decision
from accord.aggregates.effect import follows
from accord.errors import OutOfOrder, Refused
from accord.events import Act, Event
from accord.rules import EVALUATOR, Rule, Verdict


def order_recount(
    decision: Decision, act: Act, *, ground: e.RecountGround, cited: bool
) -> e.RecountOrdered:
    """Have the ballots of a certified result counted again, by the authority that is `cited` and for a reason."""
    _counted(decision, act, "a recount is ordered")
    if decision.aftermath.recounting is not None:
        raise OutOfOrder(
            f"recount {decision.aftermath.recounting} is ordered already, and not certified yet",
            number=decision.aftermath.recounting,
        )
    if not cited:
        raise Refused("a recount cites the authority that orders it", field="authority")
    if not act.reason:
        raise Refused("a recount says why the ballots are counted again", field="reason")
    return e.RecountOrdered(number=decision.aftermath.recounted + 1, ground=ground)


def certify_recount(decision: Decision, act: Act) -> tuple[Event, ...]:
    """Count again by the pinned rule on the frozen roll; another result annuls the one that was certified."""
    rule = _counted(decision, act, "a recount is certified")
    number, was = decision.aftermath.recounting, decision.verdict
    if number is None or was is None:
        raise OutOfOrder("no recount is ordered that is not certified yet")
    counted = _among_options if rule.choice is not None else _for_and_against
    event, same = counted(decision, rule, number, was)
    return (event,) if same else (event, e.ResultAnnulled(challenge=0))


def _for_and_against(
    decision: Decision, rule: Rule, number: int, was: Verdict
) -> tuple[Event, bool]:
    outcome = decision.outcome(rule)
    event = e.RecountCertified(
        number=number,
        verdict=outcome.verdict,
        explanation=outcome.explanation,
        evaluator=EVALUATOR,
        was=was,
    )
    return event, outcome.verdict is was


def _among_options(
    decision: Decision, _rule: Rule, number: int, was: Verdict
) -> tuple[Event, bool]:
    """Count the ballots among options again, with the casting vote and the lots that were given."""
    found = decision.chosen()
    event = c.ChoiceRecountCertified(
        number=number,
        verdict=found.verdict,
        chosen=found.chosen,
        explanation=found.explanation,
        evaluator=EVALUATOR,
        was=was,
        was_chosen=decision.choices.certified,
    )
    return event, event.same


def _counted(decision: Decision, act: Act, why: str) -> Rule:
    """Return the rule of a certified result; raise `OutOfOrder` where there is none to count again."""
    decision.exists()
    if decision.verdict is None or decision.rule is None:
        found = decision.stage(act.moment).replace("_", " ")
        raise OutOfOrder(f"{why} once a result is certified, and the decision is {found}")
    if decision.aftermath.ended is After.ANNULLED:
        raise OutOfOrder(f"{why} while the result stands, and that of this decision is annulled")
    follows(act, decision.since, "the last act of this decision")
    return decision.rule
