"""At which stage a carried decision is on its passage, and before which body."""

from __future__ import annotations

from accord.aggregates.agreement.memory import Agreement
from accord.aggregates.agreement.terms import StagePower
from accord.aggregates.decision.memory import Decision, Stage
from accord.aggregates.decision.passage import AtStage
from accord.aggregates.matters import Matter
from accord.errors import OutOfOrder, Refused
from accord.events import Act

ON_ITS_WAY = (Stage.IN_STAGES, Stage.HELD)
MATTERS = {
    StagePower.APPROVE: Matter.STAGE_APPROVAL,
    StagePower.VETO: Matter.STAGE_VETO,
}


def at_its_stage(decision: Decision, act: Act, agreement: Agreement, power: StagePower) -> AtStage:
    """Return the stage at which it is, where its body has this power; raise `OutOfOrder` at another one."""
    why = "a stage is passed or vetoed while the decision is on its way"
    decision.stands_at(act, agreement.zone, ON_ITS_WAY, why)
    at = decision.aftermath.passage.at(act.day(agreement.zone))
    if at is None:
        raise OutOfOrder(f"{why}: this one has no stage before it")
    if at.stage.power is not power:
        does = "can veto, and need not approve" if power is StagePower.APPROVE else "must approve"
        raise OutOfOrder(
            f"at stage {at.number} body {at.stage.body} {does}", stage=at.number, body=at.stage.body
        )
    return at


def before_its_body(
    original: Decision, act: Act, agreement: Agreement, matter: Matter, where: tuple[str, str]
) -> None:
    """Raise a kind of `Refused` unless a body decides in a class on the stage at which the original is."""
    power = next(power for power, each in MATTERS.items() if each is matter)
    at = at_its_stage(original, act, agreement, power)
    if where != (at.stage.body, at.stage.cls):
        raise Refused(
            f"decision {original.id} is at stage {at.number}, before body {at.stage.body} in class {at.stage.cls}",
            field="body",
        )
