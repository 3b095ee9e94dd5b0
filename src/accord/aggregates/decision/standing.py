"""How a vote stands while it is open: which seats can still answer, and whether that can change the verdict."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from accord import canonical
from accord.aggregates.agreement.memory import Agreement
from accord.aggregates.decision.memory import Decision, Stage
from accord.aggregates.decision.noticing import orders_of
from accord.errors import OutOfOrder
from accord.rules import Position, Rule
from accord.rules.certainty import OpenSeat, Standing, possible_verdicts, standing
from accord.rules.words import listed

CASTABLE = (Position.FOR, Position.AGAINST, Position.ABSTAIN)
RECORDABLE = (*CASTABLE, Position.NOT_VOTING, Position.INVALID, Position.ABSENT)


def standing_of(decision: Decision, at: datetime, *, agreement: Agreement) -> Standing:
    """Say how the vote stands at an instant; raise `OutOfOrder` where none is being taken."""
    decision.must_be(
        at, (Stage.VOTING, Stage.AWAITING_CLOSURE), "there is no vote that stands open"
    )
    if decision.rule is None:
        raise OutOfOrder("no rule is pinned before voting opens")
    return standing(decision.rule, open_seats(decision, at, agreement))


def open_seats(decision: Decision, at: datetime, agreement: Agreement) -> list[OpenSeat]:
    """Return the roll, each seat with the positions that it can still take while voting is open.

    A seat that has answered can change its ballot where the standing orders let ballots be replaced.
    """
    counted = list(decision.counted())
    if decision.stage(at) is not Stage.VOTING:
        return [OpenSeat(seat) for seat in counted]
    orders = orders_of(decision, agreement, at.astimezone(ZoneInfo(agreement.zone)).date())
    again = frozenset(CASTABLE if orders.replaceable_ballots else ())
    may = {
        Position.RECUSED: frozenset[Position](),
        Position.VACANT: frozenset[Position](),
        Position.ABSENT: frozenset(RECORDABLE),
    }
    return [OpenSeat(seat, may.get(seat.position, again)) for seat in counted]


def still_open(decision: Decision, rule: Rule, seats: list[OpenSeat]) -> None:
    """Raise `OutOfOrder` while a seat has not answered and the verdict is not certain."""
    waiting = [s.counted.seat for s in seats if s.counted.position is Position.ABSENT]
    if not waiting:
        return
    verdicts = possible_verdicts(rule, seats)
    if len(verdicts) > 1:
        until = canonical.instant(decision.closes) if decision.closes else "it is closed"
        raise OutOfOrder(
            f"voting is open until {until}, and {len(waiting)} of {len(seats)} seats can still answer: "
            f"the motion can still be {listed(list(verdicts), 'or')}",
            waiting=waiting[:20],
            possible=list(verdicts),
        )
