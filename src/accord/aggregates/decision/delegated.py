"""Whose ballot a silent seat takes at the close, where it follows another one by a standing delegation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from accord.aggregates.decision import events as e
from accord.aggregates.decision import representing_events as r
from accord.aggregates.decision.memory import Decision
from accord.aggregates.decision.standing import CASTABLE
from accord.aggregates.pieces import pieces
from accord.rules import Position


@dataclass(frozen=True, slots=True)
class Following:
    """Which seat follows which at the close; over how many steps, and how many one seat may carry."""

    follows: Mapping[str, str] = field(default_factory=dict)
    depth: int = 0
    most: int = 0


def delegated(decision: Decision, following: Following) -> tuple[r.BallotsDelegated, ...]:
    """Return the ballots of the seats that gave none and follow one that did.

    Where a seat would carry too many, it carries the nearest: those with the fewest steps, in the order of the roll.
    """
    found = (_path(decision, seat, following) for seat in decision.roll.values())
    paths = sorted((path for path in found if path), key=len)
    carried, ballots = Counter[str](), list[r.DelegatedBallot]()
    for path in paths:
        carried[path[-1]] += 1
        if carried[path[-1]] <= following.most:
            ballots.append(_ballot(decision, path))
    return tuple(r.BallotsDelegated(ballots=piece) for piece in pieces(ballots))


def _path(decision: Decision, seat: e.RollSeat, following: Following) -> list[str] | None:
    """Return the seats from one that gave no ballot to the one that it follows in the end."""
    path = [seat.seat]
    while _waits(decision, path[-1]) and len(path) <= following.depth:
        to = following.follows.get(path[-1])
        if to is None or to in path:
            return None
        path.append(to)
    return path if len(path) > 1 and _voted_itself(decision, path[-1]) is not None else None


def _waits(decision: Decision, key: str) -> bool:
    """Return whether a seat that takes part has not answered, nor given a proxy, nor is in a pair."""
    seat = decision.roll.get(key)
    if seat is None or decision.is_paired(key):
        return False
    return decision.is_silent(seat) and decision.representation.is_free(key)


def _voted_itself(decision: Decision, key: str) -> Position | None:
    """Return the ballot that a seat cast for itself, or its alternate; one that another cast is not passed on."""
    seat, position = decision.roll.get(key), decision.ballots.get(key)
    if seat is None or position not in CASTABLE or not decision.is_entitled(seat):
        return None
    return None if decision.representation.answers_for(key) else position


def _ballot(decision: Decision, path: Iterable[str]) -> r.DelegatedBallot:
    seat, *via, to = path
    return r.DelegatedBallot(seat=seat, to=to, position=decision.ballots[to], via=tuple(via))
