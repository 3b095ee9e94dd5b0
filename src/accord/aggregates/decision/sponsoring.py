"""Who stands behind a motion: seconders, supporters, and whoever takes it over when its mover lets go."""

from __future__ import annotations

from accord.aggregates.agreement.memory import Agreement
from accord.aggregates.agreement.terms import Body
from accord.aggregates.decision import discussing_events as d
from accord.aggregates.decision.memory import Decision, Stage
from accord.aggregates.decision.seats import must_be_mover, must_hold, must_not_be_mover
from accord.aggregates.role import Role
from accord.errors import OutOfOrder
from accord.events import Act

UNDECIDED = (Stage.TABLED, Stage.DEFERRED, Stage.REFERRED)
"""Where a motion can still come to the vote."""


def second_motion(
    decision: Decision, act: Act, *, body: Body, seat: str, role: Role, zone: str
) -> d.MotionSeconded:
    """Second the motion, for a seat other than its mover's; who supported it may do so too.

    A second is that of a person: whoever comes into the seat afterwards can second it anew.
    """
    decision.next_act(act, (Stage.TABLED,), "a motion is seconded before voting opens")
    must_hold(body, seat, role, act, zone=zone, to="second for it")
    must_not_be_mover(decision, act, seat, "nobody seconds a motion of their own")
    if decision.discussion.seconders.get(seat) == act.speaker:
        raise OutOfOrder(f"seat {seat} has already seconded the motion", seat=seat)
    return d.MotionSeconded(seat=seat)


def support_motion(
    decision: Decision, act: Act, *, body: Body, seat: str, role: Role, zone: str
) -> d.MotionSupported:
    """Stand behind the motion as a sponsor, for a seat other than its mover's."""
    decision.next_act(act, (Stage.TABLED,), "a motion is supported before voting opens")
    must_hold(body, seat, role, act, zone=zone, to="support for it")
    must_not_be_mover(decision, act, seat, "nobody supports a motion of their own")
    if decision.discussion.stands_behind(seat, act.speaker):
        raise OutOfOrder(f"seat {seat} already stands behind the motion", seat=seat)
    return d.MotionSupported(seat=seat)


def withdraw_support(
    decision: Decision, act: Act, *, body: Body, seat: str, role: Role, zone: str
) -> d.SupportWithdrawn:
    """Second or support the motion no longer."""
    decision.next_act(act, UNDECIDED, "support is withdrawn before voting opens")
    must_hold(body, seat, role, act, zone=zone, to="withdraw its support")
    if seat not in decision.discussion.sponsors():
        raise OutOfOrder(f"seat {seat} neither seconds nor supports the motion", seat=seat)
    return d.SupportWithdrawn(seat=seat)


def withdraw_motion(
    decision: Decision, act: Act, *, agreement: Agreement, mover: Role | None
) -> d.MotionWithdrawn:
    """Withdraw the motion before voting opens; only its mover can. `mover` is the role of the moving seat."""
    fall_with_its_amendment(decision, act)
    must_be_mover(decision, act, mover, agreement.zone, "withdraw it")
    return d.MotionWithdrawn()


def fall_with_its_amendment(decision: Decision, act: Act) -> d.MotionWithdrawn:
    """Withdraw the motion before voting opens, whoever moved it, since what it would adopt is withdrawn."""
    decision.next_act(act, UNDECIDED, "a motion is withdrawn before voting opens")
    return d.MotionWithdrawn()


def take_over_motion(
    decision: Decision, act: Act, *, body: Body, seat: str, role: Role, zone: str
) -> d.MotionTakenOver:
    """Move a withdrawn motion anew, for a seat other than the one that let it go."""
    decision.next_act(act, (Stage.WITHDRAWN,), "a motion is taken over once it is withdrawn")
    must_hold(body, seat, role, act, zone=zone, to="take the motion over for it")
    must_not_be_mover(decision, act, seat, "nobody takes over a motion of their own")
    return d.MotionTakenOver(seat=seat)
