"""Constructive abstention: a seat that abstains declares it, and the decision does not bind its party."""

from __future__ import annotations

from accord.aggregates.agreement.memory import Agreement
from accord.aggregates.decision import declaring_events as r
from accord.aggregates.decision.memory import Decision, Stage
from accord.aggregates.decision.noticing import orders_of
from accord.aggregates.decision.sitting import at_an_instant
from accord.aggregates.decision.timing import cited
from accord.errors import NotEntitled, OutOfOrder, Refused
from accord.events import Act, Disclosed
from accord.rules import Position


def declare_abstention(
    decision: Decision, act: Act, *, agreement: Agreement, seat: str, statement: str
) -> r.DeclarationMade:
    """Declare for a seat that it abstains and lets the others decide, without being bound itself."""
    at_an_instant(act)
    decision.next_act(
        act, (Stage.VOTING,), "a seat declares that it abstains while the vote is open"
    )
    orders = orders_of(decision, agreement, act.day(agreement.zone))
    if not orders.declarations:
        raise Refused(
            f"{cited(orders)} know no abstention by declaration: who abstains is bound like the others",
            field="seat",
        )
    holder = decision.seat(seat).holder
    if holder is None or holder != act.speaker:
        raise NotEntitled(f"only the holder of seat {seat} can declare for it", seat=seat)
    _abstains_itself(decision, seat)
    return r.DeclarationMade(
        seat=seat,
        statement=Disclosed(statement),
        not_bound=decision.declarations.unbound_with(decision, seat),
    )


def _abstains_itself(decision: Decision, seat: str) -> None:
    if seat in decision.declarations.seats:
        raise OutOfOrder(f"seat {seat} has declared that it abstains already", seat=seat)
    answered = decision.representation.answers_for(seat)
    if answered or decision.ballots.get(seat) is not Position.ABSTAIN:
        raise OutOfOrder(
            f"seat {seat} declares that it abstains once it has abstained itself: cast its ballot first",
            seat=seat,
        )
