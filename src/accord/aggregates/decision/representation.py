"""What a decision remembers of who answers for whom."""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import dataclass, field

from accord.aggregates.decision import events as e
from accord.aggregates.decision import representing_events as r
from accord.aggregates.decision.discussing_events import BallotReplaced
from accord.events import Event
from accord.rules import Position


@dataclass(frozen=True, slots=True)
class Proxy:
    """To which seat a proxy was given, and how it was instructed; None where it is free."""

    to: str
    instructed: Position | None = None


@dataclass
class Representation:
    """The proxies and pairs of a decision, and which ballots another than the holder gave.

    `pairs` has each pair under both of its seats, `offers` those that nobody agreed to yet; `followed` has the
    seats that a delegated ballot came over, the one that gave it last.
    """

    proxies: dict[str, Proxy] = field(default_factory=dict)
    pairs: dict[str, str] = field(default_factory=dict)
    offers: dict[str, str] = field(default_factory=dict)
    answered: dict[str, e.Answered] = field(default_factory=dict)
    followed: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def carried_by(self, seat: str) -> list[str]:
        """Return the seats whose proxies a seat carries."""
        return [giver for giver, proxy in self.proxies.items() if proxy.to == seat]

    def answers_for(self, seat: str) -> bool:
        """Return whether another seat answered for a seat; its alternate sits in it."""
        return self.answered.get(seat) in (e.Answered.PROXY, e.Answered.DELEGATED)

    def came_over(self, seat: str) -> tuple[str, ...]:
        """Return the seats over which the ballot of a seat came: whose proxy or delegation bore it."""
        match self.answered.get(seat):
            case e.Answered.PROXY if seat in self.proxies:
                return (self.proxies[seat].to,)
            case e.Answered.DELEGATED:
                return self.followed.get(seat, ())
        return ()

    def is_free(self, seat: str) -> bool:
        """Return whether a seat has given no proxy, so that it follows its delegation where it has one."""
        return seat not in self.proxies

    def forget_the_voting(self) -> None:
        """Stand where no vote was open yet: a proxy holds for each voting on the motion."""
        self.answered.clear()
        self.followed.clear()

    def follow(self, event: Event, ballots: MutableMapping[str, Position]) -> None:
        """Follow the record; `ballots` are those that the seats have."""
        match event:
            case e.BallotCast() | e.BallotRecorded() | BallotReplaced():
                self.answered.pop(event.seat, None)
                if isinstance(event, e.BallotCast) and event.alternate:
                    self.answered[event.seat] = e.Answered.ALTERNATE
            case r.ProxyGiven():
                self.proxies[event.seat] = Proxy(event.to, event.instructed)
            case r.ProxyRevoked():
                self.proxies.pop(event.seat, None)
                if self.answered.get(event.seat) is e.Answered.PROXY:
                    self.answered.pop(event.seat)
                    ballots.pop(event.seat, None)
            case r.PairOffered() | r.SeatsPaired() | r.PairDissolved():
                self._follow_pair(event)
            case r.BallotsDelegated():
                for each in event.ballots:
                    ballots[each.seat] = each.position
                    self.answered[each.seat] = e.Answered.DELEGATED
                    self.followed[each.seat] = (*each.via, each.to)
            case r.ProxyBallotCast():
                ballots[event.seat] = event.position
                self.answered[event.seat] = e.Answered.PROXY

    def _follow_pair(self, event: r.PairOffered | r.SeatsPaired | r.PairDissolved) -> None:
        if isinstance(event, r.PairOffered):
            self.offers[event.seat] = event.other
            return
        pair = {event.seat: event.other, event.other: event.seat}
        if isinstance(event, r.SeatsPaired):
            self.pairs |= pair
            for seat in pair:
                self.offers.pop(seat, None)
        elif self.pairs.get(event.seat) == event.other:
            for seat in pair:
                self.pairs.pop(seat)
        else:
            self.offers.pop(event.seat, None)
