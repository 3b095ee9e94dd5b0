"""What can happen where one seat answers for another: proxies, ballots that were delegated, and pairs."""

from __future__ import annotations

from dataclasses import dataclass

from accord.events import Event
from accord.rules import Position


@dataclass(frozen=True, kw_only=True, slots=True)
class DelegatedBallot:
    """The ballot of a seat that gave none and follows the seat `to`, over the seats `via` where there are any."""

    seat: str
    to: str
    position: Position
    via: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class BallotsDelegated(Event, type="decision.ballots_delegated/1"):
    """At the close these seats stand where the seats stand that they follow; at most 200 in one entry."""

    ballots: tuple[DelegatedBallot, ...]


@dataclass(frozen=True, kw_only=True)
class ProxyGiven(Event, type="decision.proxy_given/1"):
    """For this decision alone, the seat `to` may cast the ballot of `seat`: as `instructed`, or as it sees fit."""

    seat: str
    to: str
    instructed: Position | None = None


@dataclass(frozen=True, kw_only=True)
class ProxyRevoked(Event, type="decision.proxy_revoked/1"):
    """The proxy holds no longer; the ballot that was cast by it, if any, is taken back: it was `was`."""

    seat: str
    to: str
    was: Position | None = None


@dataclass(frozen=True, kw_only=True)
class ProxyBallotCast(Event, type="decision.proxy_ballot_cast/1"):
    """The holder of the seat `by` cast the ballot of `seat`, by its proxy."""

    seat: str
    by: str
    position: Position


@dataclass(frozen=True, kw_only=True)
class PairOffered(Event, type="decision.pair_offered/1"):
    """The seat offered another one that in this decision both of them abstain."""

    seat: str
    other: str


@dataclass(frozen=True, kw_only=True)
class SeatsPaired(Event, type="decision.seats_paired/1"):
    """The seat agreed with the other one, which had offered it: both abstain, as long as neither gives a ballot."""

    seat: str
    other: str


@dataclass(frozen=True, kw_only=True)
class PairDissolved(Event, type="decision.pair_dissolved/1"):
    """The seat holds to the pair, or to its offer, no longer: said so, or gave a ballot (`by_ballot`)."""

    seat: str
    other: str
    by_ballot: bool = False
