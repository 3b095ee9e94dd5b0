"""Who has an interest in a motion says so and stays out of it where the chair rules so, until that is lifted."""

from __future__ import annotations

from accord.aggregates.agreement.terms import Body
from accord.aggregates.decision import events as e
from accord.aggregates.decision.memory import Decision, Stage
from accord.aggregates.decision.seats import must_hold
from accord.aggregates.role.memory import Role
from accord.errors import NotEntitled, OutOfOrder, Refused
from accord.events import Act, Disclosed


def declare_interest(
    decision: Decision, act: Act, *, body: Body, seat: str, role: Role, zone: str, statement: str
) -> e.InterestDeclared:
    """Declare an interest, which only the holder of the seat can; while the vote is open for a reason alone."""
    stages = (Stage.TABLED, Stage.VOTING)
    decision.next_act(act, stages, "an interest is declared before voting closes")
    late = decision.stage(act.moment) is Stage.VOTING
    if late and decision.seat(seat).holder != act.speaker:
        raise NotEntitled(f"only the holder of seat {seat} can declare its interest", seat=seat)
    if not late:
        must_hold(body, seat, role, act, zone=zone, to="declare its interest")
    if seat in decision.interests:
        raise OutOfOrder(f"seat {seat} has already declared an interest", seat=seat)
    if late:
        _may_be_late(decision, act, seat)
    return e.InterestDeclared(seat=seat, statement=Disclosed(statement))


def _may_be_late(decision: Decision, act: Act, seat: str) -> None:
    """Raise a kind of `Refused` where a seat has voted already, or does not say why it speaks only now."""
    if not decision.is_silent(decision.seat(seat)):
        raise OutOfOrder(
            f"the ballot of seat {seat} is already given, and its interest does not take it back; whoever holds "
            "that against the result challenges it",
            seat=seat,
        )
    if not act.reason:
        raise Refused(
            "the vote is open, and an interest is declared before: give the reason why it is declared only now",
            field="reason",
        )


def rule_on_interest(
    decision: Decision, act: Act, *, seat: str, ruling: e.Ruling
) -> e.InterestRuled:
    """Rule on a declared interest before voting closes; `recuse` takes the seat off the count."""
    stages = (Stage.TABLED, Stage.VOTING, Stage.AWAITING_CLOSURE)
    decision.next_act(act, stages, "an interest is ruled on before voting closes")
    _is_declared(decision, seat)
    if decision.interests[seat] is not None:
        raise OutOfOrder(f"the interest of seat {seat} is already ruled on", seat=seat)
    return e.InterestRuled(seat=seat, ruling=ruling)


def lift_interest(decision: Decision, act: Act, *, seat: str) -> e.InterestLifted:
    """Lift an interest that has fallen away, for a reason and before voting opens: the seat takes part again."""
    decision.next_act(act, (Stage.TABLED,), "an interest is lifted before voting opens")
    _is_declared(decision, seat)
    if not act.reason:
        raise Refused(
            f"give the reason why the interest of seat {seat} has fallen away: the motion reads otherwise, or "
            "somebody else holds the seat",
            field="reason",
        )
    return e.InterestLifted(seat=seat)


def _is_declared(decision: Decision, seat: str) -> None:
    if seat not in decision.interests:
        raise OutOfOrder(f"seat {seat} has declared no interest in this motion", seat=seat)


def interests_ruled(decision: Decision, when: str) -> None:
    """Raise `OutOfOrder` while the chair has an interest to rule on; `when` says before what."""
    for seat, ruling in decision.interests.items():
        if ruling is None:
            raise OutOfOrder(f"the interest of seat {seat} must be ruled on {when}", seat=seat)
