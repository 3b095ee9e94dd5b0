"""An example of every event of an impact item."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from accord.aggregates.impact import events as e
from accord.aggregates.role import role_id
from accord.events import Event
from accord.rules import Verdict
from tests import partnership as p

SEAT = e.SeatConcerned(seat="trust-2", holder=p.DAN, party=p.TRUST)
CAUSE = role_id(p.AGREEMENT, "trust-2")


def impact_examples() -> Iterator[Event]:
    yield e.ImpactOpened(
        agreement=p.AGREEMENT,
        kind=e.ImpactKind.DECISION,
        subject=p.DECISION,
        concerns_on=date(2026, 5, 4),
        cause=CAUSE,
        cause_version=4,
        seats=(SEAT,),
        voting=1,
        count=e.Counterfactual(
            certified=Verdict.CARRIED,
            verdict=Verdict.CARRIED,
            margin="2",
            margin_without="1",
            would_change=False,
        ),
    )
    yield e.ImpactReassessed(
        cause=CAUSE,
        cause_version=5,
        seats=(
            SEAT,
            e.SeatConcerned(
                seat="city-1",
                holder=p.ADA,
                party=p.CITY,
                mandate=p.BEN,
                mandate_party=p.CITY,
                casting_vote=True,
            ),
        ),
        count=e.Counterfactual(certified=Verdict.CARRIED),
    )
    yield e.ImpactFellAway(cause=CAUSE, cause_version=6)
    yield e.ImpactSettled(outcome=e.Outcome.REOPENED, decision=p.DECISION)
