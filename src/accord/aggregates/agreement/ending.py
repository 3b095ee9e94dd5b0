"""Ending an agreement before its term."""

from __future__ import annotations

from datetime import date, timedelta

from accord.aggregates import authority
from accord.aggregates.agreement.events import AgreementTerminated, Ground
from accord.aggregates.agreement.memory import Agreement, Stage
from accord.aggregates.decision import Decision
from accord.aggregates.effect import effective
from accord.aggregates.matters import Matter
from accord.errors import OutOfOrder
from accord.events import Act


def terminate(
    agreement: Agreement,
    act: Act,
    *,
    ground: Ground,
    decision: Decision,
    effective_from: date | None = None,
) -> AgreementTerminated:
    """End the agreement, by a certified, carried decision to terminate it.

    `effective_from` is the first day without it; by default the day after the act.
    """
    agreement.must_be(act.day(agreement.zone), Stage.IN_FORCE, "it cannot be terminated")
    if agreement.terminated_from is not None:
        raise OutOfOrder(f"its termination on {agreement.terminated_from} is already recorded")
    authority.carried(agreement, decision, Matter.TERMINATION, "termination", act=act)
    next_day = act.day(agreement.zone) + timedelta(days=1)
    from_ = effective(act, effective_from or next_day, agreement.zone)
    agreement.must_run_on(from_ - timedelta(days=1), said=from_)
    return AgreementTerminated(effective_from=from_, ground=ground, decision=decision.id)
