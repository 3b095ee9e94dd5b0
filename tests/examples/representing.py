"""An example of every event by which one seat answers for another."""

from __future__ import annotations

from collections.abc import Iterator

from accord.aggregates.decision import representing_events as r
from accord.aggregates.decision.declaring_events import DeclarationMade
from accord.events import Disclosed, Event
from accord.rules import Position
from tests import partnership as p


def representing_examples() -> Iterator[Event]:
    yield r.ProxyGiven(seat="city-1", to="city-2", instructed=Position.FOR)
    yield r.ProxyRevoked(seat="city-1", to="city-2", was=Position.FOR)
    yield r.ProxyBallotCast(seat="city-1", by="city-2", position=Position.FOR)
    yield DeclarationMade(
        seat="city-1", statement=Disclosed("Let the others decide."), not_bound=p.CITY
    )
    yield r.PairOffered(seat="city-1", other="trust-1")
    yield r.SeatsPaired(seat="trust-1", other="city-1")
    yield r.PairDissolved(seat="city-1", other="trust-1", by_ballot=True)
    ballot = r.DelegatedBallot(
        seat="trust-1", to="city-2", position=Position.AGAINST, via=("trust-2",)
    )
    yield r.BallotsDelegated(ballots=(ballot,))
