"""Putting a motion before a body that is competent for it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from accord.aggregates.agreement.memory import Agreement
from accord.aggregates.agreement.terms import Body, Procedure
from accord.aggregates.decision import events as e
from accord.aggregates.decision.memory import Decision
from accord.aggregates.decision.moving import ABOUT_DECISIONS, OF_STAGES, can_be_moved, may_concern
from accord.aggregates.decision.seats import must_hold
from accord.aggregates.decision.sessions import in_session
from accord.aggregates.decision.stages import before_its_body
from accord.aggregates.decision.timing import lapses_at
from accord.aggregates.matters import Matter
from accord.aggregates.role.memory import Role
from accord.errors import NotFound, OutOfOrder, Refused
from accord.events import Act, Disclosed


def table_motion(
    decision: Decision,
    act: Act,
    *,
    agreement: Agreement,
    body: str,
    cls: str,
    title: str,
    text: str,
    matter: Matter = Matter.GENERAL,
    amendment: UUID | None = None,
    background: str | None = None,
    about: UUID | None = None,
    mover: str | None = None,
    role: Role | None = None,
    original: Decision | None = None,
) -> e.MotionTabled:
    """Put a motion before a body that is competent for its class, at a stage at which it decides the matter.

    The procedure for its matter, or else the body of the `original`, sets where; `role` is the mover's post.
    """
    must_be_new(decision)
    day = act.day(agreement.zone)
    _can_come_up(agreement, day, matter, about)
    can_be_moved(original, act, matter, agreement=agreement, mover=mover, role=role)
    _decides(agreement, act, matter, original, body=body, cls=cls)
    _moved_for(mover, role, act, agreement, body)
    return e.MotionTabled(
        agreement=agreement.id,
        body=body,
        cls=cls,
        title=title,
        text=text,
        matter=matter,
        amendment=amendment,
        background=Disclosed(background) if background else None,
        about=about,
        mover=mover,
        lapses=lapses_at(agreement.terms_on(day).orders(body), day, agreement.zone),
    )


def _can_come_up(agreement: Agreement, day: date, matter: Matter, about: UUID | None) -> None:
    in_session(agreement, day, matter, "no motion can be tabled")
    may_concern(agreement, matter, about, day)


def must_be_new(decision: Decision) -> None:
    """Raise `OutOfOrder` where the decision already has its motion."""
    if decision.version:
        raise OutOfOrder(f"decision {decision.id} already has its motion")


def _moved_for(
    mover: str | None, role: Role | None, act: Act, agreement: Agreement, body: str
) -> None:
    if mover is not None and role is not None:
        found = body_of(agreement, body, act.day(agreement.zone))
        must_hold(found, mover, role, act, zone=agreement.zone, to="move for it")


def competent(agreement: Agreement, body: str, cls: str, day: date) -> None:
    """Raise `Refused` unless a body of the agreement decides motions of a class on a day."""
    found = body_of(agreement, body, day)
    if found.rule_for(cls) is None:
        classes = ", ".join(entry.cls for entry in found.rules)
        raise Refused(
            f"body {body} has no rule for motions of class {cls}; it decides: {classes}",
            field="class",
        )


def body_of(agreement: Agreement, body: str, day: date) -> Body:
    """Return a body of the agreement on a day; raise `NotFound` where it then has none of that id."""
    terms = agreement.terms_on(day)
    found = terms.body(body)
    if found is None:
        bodies = ", ".join(other.id for other in terms.bodies) or "none"
        raise NotFound(f"the agreement constitutes no body {body}; it has: {bodies}", field="body")
    return found


def _decides(
    agreement: Agreement,
    act: Act,
    matter: Matter,
    original: Decision | None,
    *,
    body: str,
    cls: str,
) -> None:
    day = act.day(agreement.zone)
    competent(agreement, body, cls, day)
    if matter is Matter.GENERAL:
        return
    if matter in OF_STAGES and original is not None:
        before_its_body(original, act, agreement, matter, (body, cls))
        return
    procedure = agreement.terms_on(day).procedure_for(matter)
    if procedure is None and original is not None and matter in ABOUT_DECISIONS:
        procedure = Procedure(matter=matter, body=original.body, cls=original.cls)
    if procedure is None:
        raise Refused(
            f"the agreement lays down no procedure for the matter “{matter.words}”",
            field="matter",
        )
    if (procedure.body, procedure.cls) != (body, cls):
        raise Refused(
            f"the agreement has the matter “{matter.words}” decided by body {procedure.body} in class "
            f"{procedure.cls}",
            field="matter",
        )
