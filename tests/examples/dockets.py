"""An example of every event of the docket of a body."""

from __future__ import annotations

from collections.abc import Iterator

from accord.aggregates import docket as k
from accord.events import Event
from tests import partnership as p
from tests.story import NOW


def docket_examples() -> Iterator[Event]:
    yield k.VotingEntered(
        agreement=p.AGREEMENT,
        body="board",
        decision=p.DECISION,
        cls="ordinary",
        voting=1,
        opened=NOW,
        closed=p.CLOSES,
    )
    missed = k.MissedSeat(seat="trust-2", holder=p.DAN, party=p.TRUST)
    yield k.SeatsMissed(decision=p.DECISION, voting=1, seats=(missed,))
    yield k.SeatsExcused(decision=p.DECISION, voting=1, seats=("city-2",))
