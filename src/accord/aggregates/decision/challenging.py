"""Challenging a result, and what is ruled on the challenge."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from accord.aggregates.agreement.memory import Agreement
from accord.aggregates.agreement.terms import StandingOrders
from accord.aggregates.decision import events as e
from accord.aggregates.decision.aftermath import After
from accord.aggregates.decision.holders import holds_the_seat
from accord.aggregates.decision.memory import Decision
from accord.aggregates.effect import follows
from accord.aggregates.role import Role
from accord.errors import NotEntitled, NotFound, OutOfOrder, Refused
from accord.events import Act, Disclosed, Event


def challenge_result(
    decision: Decision,
    act: Act,
    *,
    agreement: Agreement,
    statement: str,
    seat: str | None = None,
    party: UUID | None = None,
    role: Role | None = None,
) -> e.ResultChallenged:
    """Hold that a result is not right, for a seat of the roll or for a party, within the days for it.

    A challenge alone changes nothing: what is certified holds until a challenge is upheld.
    """
    day = _standing(decision, act, agreement, "a result is challenged once voting is closed")
    _in_time(decision, agreement, day)
    if (seat is None) == (party is None):
        raise Refused("a result is challenged by a seat or by a party: name one", field="seat")
    if seat is not None and role is not None:
        holds_the_seat(role, act, decision.seat(seat).seat, day, "challenge a result for it")
    if party is not None and party not in agreement.parties_on(day):
        raise NotEntitled(f"{party} is no party of this agreement on {day}", party=str(party))
    return e.ResultChallenged(
        number=decision.aftermath.challenged + 1,
        seat=seat,
        party=party,
        statement=Disclosed(statement),
    )


def _in_time(decision: Decision, agreement: Agreement, day: date) -> None:
    orders = agreement.terms_on(day).orders(decision.body)
    if not orders.challenge_days:
        raise Refused(
            f"the standing orders of body {decision.body} know no challenge to a result{under(orders)}",
            field="seat",
        )
    last = last_day(decision, agreement, orders)
    if day > last:
        raise OutOfOrder(
            f"a result is challenged within {orders.challenge_days} days of its certification"
            f"{under(orders)}; the last day was {last}",
            last_day=last.isoformat(),
        )


def _standing(decision: Decision, act: Act, agreement: Agreement, why: str) -> date:
    """Return the day of an act that comes after a result; raise `OutOfOrder` where there is none."""
    decision.exists()
    if decision.aftermath.result is None:
        found = decision.stage(act.moment, agreement.zone).replace("_", " ")
        raise OutOfOrder(f"{why}: this decision has no result, it is {found}", stage=found)
    if decision.aftermath.ended is After.ANNULLED:
        raise OutOfOrder(f"{why}: that of this decision is annulled", stage=After.ANNULLED)
    follows(act, decision.since, "the last act of this decision")
    return act.day(agreement.zone)


def last_day(decision: Decision, agreement: Agreement, orders: StandingOrders) -> date:
    """Return the last day on which a result can be challenged, or a decision in effect held."""
    known = decision.aftermath.result_on(agreement.zone)
    if known is None:
        raise OutOfOrder("there is no result yet")
    return known + timedelta(days=orders.challenge_days)


def under(orders: StandingOrders) -> str:
    """Name the clause of the standing orders, where they have one."""
    return f" (clause {orders.clause})" if orders.clause else ""


def rule_on_challenge(
    decision: Decision, act: Act, *, agreement: Agreement, number: int, ruling: e.ChallengeRuling
) -> tuple[Event, ...]:
    """Rule on a challenge; where it is upheld, the result never held."""
    _standing(decision, act, agreement, "a challenge is ruled on while there is a result")
    if number not in decision.aftermath.challenges:
        raise NotFound(f"this decision has no challenge {number}", number=number)
    found = decision.aftermath.challenges[number]
    if found is not None:
        raise OutOfOrder(f"challenge {number} is already ruled on: {found}", number=number)
    ruled = e.ChallengeRuled(number=number, ruling=ruling)
    if ruling is e.ChallengeRuling.UPHELD:
        return (ruled, e.ResultAnnulled(challenge=number))
    return (ruled,)
