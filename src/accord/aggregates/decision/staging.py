"""The passage of a carried decision through further bodies: those that must approve, and those that may veto."""

from __future__ import annotations

from datetime import timedelta

from accord.aggregates.agreement.memory import Agreement
from accord.aggregates.agreement.terms import StagePower
from accord.aggregates.authority import carried, not_spent
from accord.aggregates.decision import staging_events as s
from accord.aggregates.decision.memory import Decision
from accord.aggregates.decision.passage import AtStage
from accord.aggregates.decision.stages import at_its_stage
from accord.aggregates.matters import Matter
from accord.errors import OutOfOrder, Refused
from accord.events import Act


def pass_stage(
    decision: Decision, act: Act, *, agreement: Agreement, by: Decision
) -> s.StagePassed:
    """Let a decision pass the stage at which it is, as the carried decision of its body about it has it."""
    at = at_its_stage(decision, act, agreement, StagePower.APPROVE)
    _of_its_body(at, by)
    why = "the approval of a stage"
    carried(agreement, by, Matter.STAGE_APPROVAL, why, about=decision.id, act=act)
    not_spent(decision, by, why)
    day, first = act.day(agreement.zone), at.since + timedelta(days=at.stage.least_days)
    if day < first:
        raise OutOfOrder(
            f"stage {at.number}, before body {at.stage.body}, lasts at least {at.stage.least_days} days: it is "
            f"passed from {first} on, and this is {day}",
            first=first.isoformat(),
        )
    return s.StagePassed(stage=at.number, body=at.stage.body, decision=by.id, effective_from=day)


def veto_stage(
    decision: Decision, act: Act, *, agreement: Agreement, by: Decision
) -> s.StageVetoed:
    """Veto a decision at the stage at which it is, as the carried decision of its body about it has it."""
    at = at_its_stage(decision, act, agreement, StagePower.VETO)
    _of_its_body(at, by)
    why = "the veto of a stage"
    carried(agreement, by, Matter.STAGE_VETO, why, about=decision.id, act=act)
    not_spent(decision, by, why)
    return s.StageVetoed(stage=at.number, body=at.stage.body, decision=by.id)


def _of_its_body(at: AtStage, by: Decision) -> None:
    if (by.body, by.cls) != (at.stage.body, at.stage.cls):
        raise Refused(
            f"stage {at.number} is before body {at.stage.body}, in class {at.stage.cls}, and decision {by.id} "
            f"is one of body {by.body}, in class {by.cls}",
            field="decision",
        )
