"""What can happen to the docket of a body."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accord.events import Event


@dataclass(frozen=True, kw_only=True, slots=True)
class MissedSeat:
    """A seat that was entitled and gave no ballot, with its holder and party on the roll."""

    seat: str
    holder: UUID
    party: UUID


@dataclass(frozen=True, kw_only=True)
class VotingEntered(Event, type="docket.voting_closed/1"):
    """A voting of the body was closed: on which decision, the how manieth on it, and when it was open."""

    agreement: UUID
    body: str
    decision: UUID
    cls: str
    voting: int
    opened: datetime
    closed: datetime


@dataclass(frozen=True, kw_only=True)
class SeatsMissed(Event, type="docket.seats_missed/1"):
    """These seats were on the roll, entitled, and gave no ballot; at most 200 in one entry."""

    decision: UUID
    voting: int
    seats: tuple[MissedSeat, ...]


@dataclass(frozen=True, kw_only=True)
class SeatsExcused(Event, type="docket.seats_excused/1"):
    """These seats neither took part nor missed it: recused, vacant, left off the roll, or closed out early."""

    decision: UUID
    voting: int
    seats: tuple[str, ...]
