"""Ends that are no termination: another agreement takes its place, or it is void."""

from __future__ import annotations

from datetime import date, timedelta

from accord.aggregates.agreement.events import (
    AgreementDeclaredVoid,
    AgreementSucceeded,
    AgreementSuperseded,
    SupersessionUndone,
)
from accord.aggregates.agreement.memory import Agreement, Stage
from accord.aggregates.agreement.stages import RUNNING, WINDING_UP
from accord.aggregates.agreement.standing import from_outside, must_bind_on, rests_on
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


def can_be_superseded_by(agreement: Agreement, act: Act, successor: Agreement) -> None:
    """Raise `Refused` unless a motion can be moved that another agreement take its place: one that can still live."""
    if successor.id == agreement.id:
        raise Refused("an agreement does not take its own place; name another one", field="about")
    stage = successor.stage(act.day(successor.zone))
    if stage.over or stage in WINDING_UP:
        raise Refused(
            f"agreement {successor.id} is {stage.replace('_', ' ')}: it takes nobody's place; name one that is "
            "in force, or on its way to be",
            field="about",
        )


def undo_supersession(agreement: Agreement, *, void: Agreement) -> tuple[SupersessionUndone, ...]:
    """Return that an agreement goes on, where the one that took its place is void from the beginning."""
    theirs = agreement.life.superseded_by == void.id
    return (SupersessionUndone(by=void.id),) if theirs else ()


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

    It rests on an authority outside, as an order of a court, or else on a carried decision; without a
    procedure, on the assent of every party. Who assents without a day assents to that it be void ab initio.
    """
    agreement.exists()
    concluded_on = agreement.concluded_on
    if concluded_on is None:
        raise OutOfOrder("only what was concluded is void; this agreement never was")
    if agreement.life.course.void_from is not None:
        raise OutOfOrder(f"it is void from {agreement.life.course.void_from} already")
    if not act.reason:
        raise Refused("say why the agreement is void", field="reason")
    _not_before(concluded_on, act.day(agreement.zone), "declared", "occurred_on")
    from_ = _void_from(agreement, act, ab_initio=ab_initio, effective_from=effective_from)
    _not_before(concluded_on, from_ or concluded_on, "void", "effective_from")
    if decision is None and from_outside(act):
        return AgreementDeclaredVoid(effective_from=from_, ab_initio=ab_initio)
    rests = rests_on(agreement, act, decision, Matter.VOIDANCE, _WHY, effective_from=from_)
    return AgreementDeclaredVoid(
        effective_from=from_, ab_initio=ab_initio, decision=rests, assented=rests is None
    )


_WHY = (
    "where no authority outside is cited as instrument:<the order of the court>, a declaration that it "
    "is void"
)


def _void_from(
    agreement: Agreement, act: Act, *, ab_initio: bool, effective_from: date | None
) -> date | None:
    if not ab_initio:
        return effective(act, effective_from, agreement.zone)
    if effective_from is not None:
        raise Refused(
            "what is void ab initio is so from its conclusion, and from no other day",
            field="effective_from",
        )
    return None


def _not_before(concluded_on: date, day: date, what: str, field: str) -> None:
    if day < concluded_on:
        raise Refused(
            f"it was concluded on {concluded_on}, and cannot be {what} before, on {day}",
            field=field,
        )
