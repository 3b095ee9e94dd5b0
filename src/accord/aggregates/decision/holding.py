"""Holding a decision: enough seats ask that it wait, until they withdraw or another decision releases it."""

from __future__ import annotations

from accord.aggregates.agreement.memory import Agreement
from accord.aggregates.authority import carried, not_spent
from accord.aggregates.decision import events as e
from accord.aggregates.decision.challenging import last_day, under
from accord.aggregates.decision.holders import holds_the_seat
from accord.aggregates.decision.memory import Decision, Stage
from accord.aggregates.decision.motion import body_of
from accord.aggregates.matters import Matter
from accord.aggregates.role import Role
from accord.errors import NotFound, OutOfOrder, Refused
from accord.events import Act, Event
from accord.rules import Verdict

_CAN_WAIT = (Stage.CERTIFIED, Stage.IN_STAGES, Stage.AWAITING_CONSENT, Stage.EFFECTIVE)


def place_hold(
    decision: Decision, act: Act, *, agreement: Agreement, seat: str, role: Role
) -> tuple[Event, ...]:
    """Ask for a seat that a carried decision wait; the last seat that the standing orders need holds it.

    That is possible until the decision is effective, and within the days for a challenge.
    """
    day, why = act.day(agreement.zone), "a hold is placed on a carried decision"
    decision.stands_at(act, agreement.zone, _CAN_WAIT, why)
    if decision.verdict is not Verdict.CARRIED:
        raise OutOfOrder(f"{why}, and this one is {decision.verdict or 'not voted on'}")
    orders = agreement.terms_on(day).orders(decision.body)
    if not orders.hold_sponsors:
        raise Refused(
            f"the standing orders of body {decision.body} know no hold{under(orders)}", field="seat"
        )
    last = last_day(decision, agreement, orders)
    if decision.stage(act.moment, agreement.zone) is Stage.EFFECTIVE and day > last:
        raise OutOfOrder(
            f"a decision in effect is held within {orders.challenge_days} days of its certification"
            f"{under(orders)}; the last day was {last}",
            last_day=last.isoformat(),
        )
    _may_sponsor(decision, agreement, act, seat, role)
    placed = e.HoldPlaced(seat=seat)
    if len(decision.aftermath.placed()) + 1 < orders.hold_sponsors:
        return (placed,)
    return (placed, e.DecisionHeld(sponsors=orders.hold_sponsors))


def _may_sponsor(decision: Decision, agreement: Agreement, act: Act, seat: str, role: Role) -> None:
    day = act.day(agreement.zone)
    body = body_of(agreement, decision.body, day)
    if all(entry.post != seat for entry in body.seats):
        raise NotFound(f"body {body.id} has no seat {seat}", seat=seat)
    holds_the_seat(role, act, seat, day, "ask for it that a decision be held")
    if seat in decision.aftermath.sponsors:
        raise OutOfOrder(f"seat {seat} has already asked once that it be held", seat=seat)
    if decision.aftermath.released:
        raise OutOfOrder("the decision was held and released; it is not held again")


def withdraw_hold(
    decision: Decision, act: Act, *, agreement: Agreement, seat: str, role: Role
) -> tuple[Event, ...]:
    """No longer ask for a seat that the decision wait; once too few still ask, it is released."""
    stages = (*_CAN_WAIT, Stage.HELD)
    decision.stands_at(act, agreement.zone, stages, "no hold can be withdrawn")
    asking = decision.aftermath.placed()
    if seat not in asking:
        raise OutOfOrder(f"seat {seat} does not ask that this decision be held", seat=seat)
    day = act.day(agreement.zone)
    holds_the_seat(role, act, seat, day, "withdraw its hold")
    withdrawn = e.HoldWithdrawn(seat=seat)
    if decision.aftermath.held and len(asking) - 1 < decision.aftermath.holding:
        return (withdrawn, e.DecisionReleased())
    return (withdrawn,)


def release_hold(
    decision: Decision, act: Act, *, agreement: Agreement, by: Decision
) -> e.DecisionReleased:
    """Release a held decision, as another decision about it, certified carried, has it."""
    stages = (Stage.HELD,)
    decision.stands_at(act, agreement.zone, stages, "only what is held is released")
    carried(agreement, by, Matter.RELEASE, "a release", about=decision.id, act=act)
    not_spent(decision, by, "a release")
    return e.DecisionReleased(decision=by.id)
