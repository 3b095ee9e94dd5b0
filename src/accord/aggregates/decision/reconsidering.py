"""A decision about a decision: to reconsider it, to rescind it, or to put another in its place."""

from __future__ import annotations

from datetime import date

from accord.aggregates.agreement.memory import Agreement
from accord.aggregates.authority import carried, not_spent
from accord.aggregates.decision import events as e
from accord.aggregates.decision.dating import holds_from
from accord.aggregates.decision.memory import Decision, Stage
from accord.aggregates.decision.moving import IN_PLACE, UNDONE, can_be_reconsidered
from accord.aggregates.matters import Matter
from accord.errors import OutOfOrder, Refused
from accord.events import Act
from accord.rules import Verdict


def reopen(
    decision: Decision, act: Act, *, agreement: Agreement, by: Decision
) -> e.DecisionReconsidered:
    """Put a motion before its body again, as a carried motion to reconsider it has it."""
    _still(decision, act, agreement, UNDONE, "it cannot be reconsidered")
    can_be_reconsidered(decision, agreement)
    why = "a reconsideration"
    not_spent(decision, by, why)
    carried(agreement, by, Matter.RECONSIDERATION, why, about=decision.id, act=act)
    return e.DecisionReconsidered(decision=by.id)


def rescind(
    decision: Decision,
    act: Act,
    *,
    agreement: Agreement,
    by: Decision,
    effective_from: date | None = None,
) -> e.DecisionRescinded:
    """End a decision from a day on, as a carried motion to rescind it has it; what it did stands."""
    _still(decision, act, agreement, UNDONE, "it cannot be rescinded")
    carried(agreement, by, Matter.RESCISSION, "a rescission", about=decision.id, act=act)
    from_ = _ends_from(decision, act, agreement, effective_from)
    return e.DecisionRescinded(decision=by.id, effective_from=from_)


def supersede(
    decision: Decision,
    act: Act,
    *,
    agreement: Agreement,
    by: Decision,
    effective_from: date | None = None,
) -> e.DecisionSuperseded:
    """Put another carried decision, one about this, in its place from a day on."""
    _still(decision, act, agreement, IN_PLACE, "it cannot be superseded")
    carried(agreement, by, Matter.REPLACEMENT, "what supersedes it", about=decision.id, act=act)
    from_ = _ends_from(decision, act, agreement, effective_from)
    return e.DecisionSuperseded(decision=by.id, effective_from=from_)


def _still(
    decision: Decision, act: Act, agreement: Agreement, stages: tuple[Stage, ...], why: str
) -> None:
    decision.stands_at(act, agreement.zone, stages, why)
    if decision.aftermath.ended is not None:
        raise OutOfOrder(
            f"{why}: it is {decision.aftermath.ended} from {decision.aftermath.ends_on} already"
        )


def _ends_from(
    decision: Decision, act: Act, agreement: Agreement, effective_from: date | None
) -> date:
    if decision.verdict is not Verdict.CARRIED and not decision.aftermath.emergency:
        raise OutOfOrder(f"nothing was decided that could end: the motion is {decision.verdict}")
    from_ = holds_from(act, agreement, effective_from)
    known = decision.aftermath.result_on(agreement.zone)
    if known is not None and from_ < known:
        raise Refused(
            f"it cannot end on {from_}: it was decided on {known}; what is to count as never decided "
            "is annulled upon a challenge",
            field="effective_from",
        )
    lapses_on = decision.aftermath.lapses_on
    if lapses_on is not None and from_ >= lapses_on:
        raise Refused(f"it lapses on {lapses_on}, before {from_}", field="effective_from")
    not_passed = decision.aftermath.passage.lapses_on()
    if not_passed is not None and from_ >= not_passed:
        raise Refused(
            f"it lapses on {not_passed} unless it is approved by then: from {from_} on there is nothing to end",
            field="effective_from",
        )
    expires_on = decision.aftermath.expires_on
    if expires_on is not None and from_ >= expires_on and not decision.aftermath.implemented:
        raise Refused(
            f"it expires on {expires_on} unless it is implemented by then: from {from_} on there is nothing "
            "to end",
            field="effective_from",
        )
    return from_
