"""What an impact item remembers: what it is about, which seats are concerned, and whether it is settled."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar
from uuid import UUID, uuid5

from accord.aggregates.impact import events as e
from accord.events import Event, Recorded, Stream


class Status(StrEnum):
    """How far an item has come."""

    OPEN = "open"
    SETTLED = "settled"
    FELL_AWAY = "fell_away"


@dataclass
class Impact(Stream):
    """An impact item as far as later acts need to know it."""

    NAME: ClassVar[str] = "impact"

    agreement: UUID | None = None
    kind: e.ImpactKind | None = None
    subject: UUID | None = None
    seats: tuple[e.SeatConcerned, ...] = ()
    count: e.Counterfactual | None = None
    status: Status | None = None

    def follow(self, event: Event, recorded: Recorded[Event]) -> None:  # noqa: ARG002 - as every aggregate
        """Follow the record."""
        match event:
            case e.ImpactOpened():
                self.agreement, self.kind, self.subject = event.agreement, event.kind, event.subject
                self.seats, self.count, self.status = event.seats, event.count, Status.OPEN
            case e.ImpactReassessed():
                self.seats, self.count = event.seats, event.count
            case e.ImpactFellAway():
                self.seats, self.count, self.status = (), None, Status.FELL_AWAY
            case e.ImpactSettled():
                self.status = Status.SETTLED


def impact_id(subject: UUID, about: str) -> UUID:
    """Return the stream of an item: derived, so that a later fact finds it without a read model.

    `about` tells the items of one subject apart: the number of a voting, say.
    """
    return uuid5(subject, f"impact/{about}")
