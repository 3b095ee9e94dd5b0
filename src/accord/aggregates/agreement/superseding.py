"""Ends that are no termination: another agreement takes its place, or it is void."""

from __future__ import annotations

from datetime import date, timedelta

from accord.aggregates.agreement.events import (
    AgreementDeclaredVoid,
    AgreementSucceeded,
    AgreementSuperseded,
)
from accord.aggregates.agreement.memory import Agreement, Stage
from accord.aggregates.agreement.stages import RUNNING
from accord.aggregates.agreement.standing import must_bind_on, rests_on
from accord.aggregates.decision import Decision
from accord.aggregates.effect import effective
from accord.aggregates.matters import Matter
from accord.errors import OutOfOrder, Refused
from accord.events import Act


def supersede(
    agreement: Agreement, act: Act, *, successor: Agreement, decision: Decision | None = None
) -> tuple[AgreementSuperseded, AgreementSucceeded]:
    """Let another agreement take its place, from the day on which that one is in force.

    The first event is for this agreement, the second for its successor.
    """
    agreement.must_be(act.day(agreement.zone), RUNNING, "it cannot be superseded")
    if agreement.life.course.superseded_from is not None:
        raise OutOfOrder(
            f"its supersession on {agreement.life.course.superseded_from} is already recorded"
        )
    from_ = effective(act, _in_force_from(agreement, successor), agreement.zone)
    must_bind_on(agreement, from_ - timedelta(days=1), said=from_)
    rests = rests_on(
        agreement,
        act,
        decision,
        Matter.SUPERSESSION,
        "a supersession",
        about=successor.id,
        effective_from=from_,
    )
    superseded = AgreementSuperseded(effective_from=from_, by=successor.id, decision=rests)
    return superseded, AgreementSucceeded(effective_from=from_, predecessor=agreement.id)


def _in_force_from(agreement: Agreement, successor: Agreement) -> date:
    """Return from when the successor is in force; by the calendar of one zone, as both count in it."""
    if successor.id == agreement.id:
        raise Refused("an agreement does not take its own place", field="successor")
    from_ = successor.effective_from
    if from_ is None or successor.stage(from_) is not Stage.IN_FORCE:
        raise Refused(
            "the agreement that takes its place must be in force from the same day; conclude it first",
            field="successor",
        )
    if successor.zone != agreement.zone:
        raise Refused(
            f"the days of this agreement begin in {agreement.zone}, those of the other in "
            f"{successor.zone}: they are not in force from the same instant",
            field="successor",
        )
    return from_


def declare_void(
    agreement: Agreement,
    act: Act,
    *,
    ab_initio: bool,
    decision: Decision | None = None,
    effective_from: date | None = None,
) -> AgreementDeclaredVoid:
    """Declare a concluded agreement void, from its conclusion or from a day on; nothing is taken away.

    It rests on a carried decision, or on an authority outside, as an order of a court.
    """
    agreement.exists()
    if agreement.concluded_on is None:
        raise OutOfOrder("only what was concluded is void; this agreement never was")
    if agreement.life.course.void_from is not None:
        raise OutOfOrder(f"it is void from {agreement.life.course.void_from} already")
    _for_a_reason(agreement, act, decision)
    rests = decision.id if decision is not None else None
    if ab_initio:
        if effective_from is not None:
            raise Refused(
                "what is void ab initio is so from its conclusion, and from no other day",
                field="effective_from",
            )
        return AgreementDeclaredVoid(ab_initio=True, decision=rests)
    from_ = effective(act, effective_from, agreement.zone)
    if from_ < agreement.concluded_on:
        raise Refused(
            f"it was concluded on {agreement.concluded_on}, and cannot be void before, from {from_}",
            field="effective_from",
        )
    return AgreementDeclaredVoid(effective_from=from_, ab_initio=False, decision=rests)


def _for_a_reason(agreement: Agreement, act: Act, decision: Decision | None) -> None:
    if not act.reason:
        raise Refused("say why the agreement is void", field="reason")
    if decision is not None:
        rests_on(agreement, act, decision, Matter.VOIDANCE, "a declaration that it is void")
    elif not act.env.authority.startswith("instrument:"):
        raise Refused(
            "an agreement is void by a decision, or by an authority outside: cite it as "
            "instrument:<the order of the court>",
            field="authority",
        )
