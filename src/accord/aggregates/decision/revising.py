"""Amending a motion before the vote: in friendship with its mover, or by a vote of its own."""

from __future__ import annotations

from accord.aggregates.agreement.memory import Agreement
from accord.aggregates.agreement.terms import Body
from accord.aggregates.authority import carried, certified_on, not_spent
from accord.aggregates.decision import discussing_events as d
from accord.aggregates.decision.memory import Decision, Stage
from accord.aggregates.decision.seats import must_be_mover, must_hold
from accord.aggregates.decision.timing import lapses_at
from accord.aggregates.matters import Matter
from accord.aggregates.role import Role
from accord.errors import NotEntitled, OutOfOrder, Refused
from accord.events import Act
from accord.rules import Verdict

_WHY = "a motion is amended while it is on the table"


def propose_motion_amendment(
    decision: Decision,
    act: Act,
    *,
    body: Body,
    seat: str,
    role: Role,
    zone: str,
    text: str,
    title: str | None = None,
) -> d.MotionAmendmentProposed:
    """Propose, for a seat, how the motion should read; refused where another instrument has its text."""
    decision.next_act(act, (Stage.TABLED,), _WHY)
    must_hold(body, seat, role, act, zone=zone, to="propose an amendment for it")
    if decision.amendment is not None:
        raise OutOfOrder(
            "this motion puts an amendment of the agreement to the vote, as that was drafted; draft "
            "another amendment instead",
            amendment=str(decision.amendment),
        )
    number = decision.discussion.numbered + 1
    return d.MotionAmendmentProposed(number=number, seat=seat, text=text, title=title)


def object_to_amendment(
    decision: Decision, act: Act, *, number: int, body: Body, seat: str, role: Role, zone: str
) -> d.MotionAmendmentObjected:
    """Have a proposed amendment voted on: a seat that seconds or supports the motion as it reads can."""
    decision.next_act(act, (Stage.TABLED,), _WHY)
    found = decision.discussion.proposal(number)
    must_hold(body, seat, role, act, zone=zone, to="object for it")
    if seat not in decision.discussion.sponsors():
        raise NotEntitled(
            f"seat {seat} neither seconds nor supports the motion; only those that do can object",
            seat=seat,
        )
    if seat in found.objecting:
        raise OutOfOrder(f"seat {seat} already objects to amendment {number}", seat=seat)
    return d.MotionAmendmentObjected(number=number, seat=seat)


def accept_friendly_amendment(
    decision: Decision,
    act: Act,
    *,
    agreement: Agreement,
    mover: Role | None,
    number: int,
    material: bool = True,
) -> d.MotionAmended:
    """Let the motion read as proposed: its mover can, while nobody who stands behind it objects."""
    decision.next_act(act, (Stage.TABLED,), _WHY)
    found = decision.discussion.proposal(number)
    must_be_mover(decision, act, mover, agreement.zone, "accept a friendly amendment")
    if found.objecting:
        raise OutOfOrder(
            f"{', '.join(found.objecting)} objected to amendment {number}: it needs a vote of its own",
            objecting=list(found.objecting),
        )
    return _amended(decision, act, agreement, number, material=material)


def adopt_motion_amendment(
    decision: Decision,
    act: Act,
    *,
    agreement: Agreement,
    number: int,
    vote: Decision,
    material: bool = True,
) -> d.MotionAmended:
    """Let the motion read as proposed, on a carried decision of the same body about this motion."""
    decision.next_act(act, (Stage.TABLED,), _WHY)
    decision.discussion.proposal(number)
    why = f"amendment {number} of the motion, without its mover's consent,"
    carried(agreement, vote, Matter.MOTION_AMENDMENT, why, about=decision.id, act=act)
    not_spent(decision, vote, why)
    return _amended(decision, act, agreement, number, material=material, vote=vote)


def reject_motion_amendment(
    decision: Decision,
    act: Act,
    *,
    agreement: Agreement,
    number: int,
    vote: Decision | None = None,
) -> d.MotionAmendmentRejected:
    """Dispose of a proposed amendment: lost in a decision about this motion, or ruled out of order."""
    decision.next_act(act, (Stage.TABLED,), _WHY)
    decision.discussion.proposal(number)
    if vote is None and not act.reason:
        raise Refused(
            "an amendment is rejected by a certified decision about this motion, or ruled out of order "
            "by the chair with a reason",
            field="reason",
        )
    if vote is not None:
        _lost(agreement, decision, vote, f"the rejection of amendment {number} of the motion", act)
    return d.MotionAmendmentRejected(number=number, decision=vote.id if vote else None)


def withdraw_motion_amendment(
    decision: Decision, act: Act, *, number: int, body: Body, role: Role, zone: str
) -> d.MotionAmendmentWithdrawn:
    """Withdraw a proposed amendment; the holder of the seat that proposed it can."""
    stages = (Stage.TABLED, Stage.DEFERRED, Stage.REFERRED)
    decision.next_act(act, stages, _WHY)
    found = decision.discussion.proposal(number)
    must_hold(body, found.seat, role, act, zone=zone, to=f"withdraw amendment {number}")
    return d.MotionAmendmentWithdrawn(number=number)


def _lost(agreement: Agreement, decision: Decision, vote: Decision, why: str, act: Act) -> None:
    if vote.verdict is Verdict.CARRIED:
        raise Refused(
            f"{why} needs a decision that was certified and not carried, and decision {vote.id} is "
            "carried",
            field="decision",
        )
    certified_on(agreement, vote, Matter.MOTION_AMENDMENT, why, about=decision.id, act=act)
    not_spent(decision, vote, why)


def _amended(
    decision: Decision,
    act: Act,
    agreement: Agreement,
    number: int,
    *,
    material: bool,
    vote: Decision | None = None,
) -> d.MotionAmended:
    found, day = decision.discussion.proposal(number), act.day(agreement.zone)
    orders = agreement.terms_on(day).orders(decision.body)
    return d.MotionAmended(
        number=number,
        title=found.title or decision.discussion.title,
        text=found.text,
        material=material,
        decision=vote.id if vote else None,
        lapses=lapses_at(orders, day, agreement.zone) if material else None,
    )
