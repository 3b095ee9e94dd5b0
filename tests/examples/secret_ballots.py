"""An example of every event of a vote by secret ballot."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from accord.aggregates.decision import sealed_events as s
from accord.events import Event
from accord.rules import Measure, Position
from tests import partnership as p


def secret_ballot_examples() -> Iterator[Event]:
    _, opened = p.frozen(p.ROLL, p.MAJORITY, secret=True, smallest_secret=3)
    yield opened
    yield s.VoterMarked(seat="city-1")
    yield s.VoterMarked(seat="trust-1", on_paper=True)
    yield s.PaperBallotsSealed(ballots=3)
    weight = (Measure("weight", Decimal("2.5")),)
    yield s.SealedBallotsOpened(
        ballots=(
            s.SealedCount(cls="funder", measures=weight, position=Position.FOR, ballots=3),
            s.SealedCount(cls="provider", position=Position.AGAINST, ballots=4),
        )
    )
    yield s.SealedChoicesOpened(
        ballots=(
            s.SealedChoice(option="ferry", measures=weight, ballots=3),
            s.SealedChoice(ballots=1),
        )
    )
    yield s.SecretVoteVoided(ballots=2)
