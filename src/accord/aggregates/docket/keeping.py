"""Keeping the docket: every voting that is closed goes in, with the seats that missed it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from accord.aggregates.docket import events as e
from accord.aggregates.pieces import pieces
from accord.errors import OutOfOrder
from accord.events import Act, Event

if TYPE_CHECKING:
    from accord.aggregates.decision.events import RollSeat
    from accord.aggregates.decision.memory import Decision


def entered(decision: Decision, act: Act) -> tuple[Event, ...]:
    """Enter a voting that was just closed, and who missed it or had no part in it."""
    if decision.agreement is None or decision.opens is None or not decision.closed:
        raise OutOfOrder("a voting goes into the docket of its body once it is closed")
    return (
        e.VotingEntered(
            agreement=decision.agreement,
            body=decision.body,
            decision=decision.id,
            cls=decision.cls,
            voting=decision.voting,
            opened=decision.opens,
            closed=act.moment,
        ),
        *_missed(decision),
        *_excused(decision),
    )


def _misses(decision: Decision, seat: RollSeat) -> bool:
    """Return whether a seat missed the vote: in one closed before its time it could still have voted."""
    return decision.gave_none(seat) and not decision.closed_early


def _excuses(decision: Decision, seat: RollSeat) -> bool:
    """Return whether a seat of the roll neither took part in the vote nor missed it."""
    return not decision.is_entitled(seat) or (decision.gave_none(seat) and decision.closed_early)


def _missed(decision: Decision) -> Iterator[Event]:
    seats = [
        e.MissedSeat(seat=seat.seat, holder=seat.holder, party=seat.party)
        for seat in decision.roll.values()
        if _misses(decision, seat) and seat.holder is not None and seat.party is not None
    ]
    for piece in pieces(seats):
        yield e.SeatsMissed(decision=decision.id, voting=decision.voting, seats=piece)


def _excused(decision: Decision) -> Iterator[Event]:
    seats = [seat.seat for seat in decision.roll.values() if _excuses(decision, seat)]
    seats += decision.left_off
    for piece in pieces(seats):
        yield e.SeatsExcused(decision=decision.id, voting=decision.voting, seats=piece)
