"""What a dispute remembers: who is at odds, before which stage, until when, and who agreed to settle it how."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from accord.aggregates.dispute import events as e
from accord.errors import OutOfOrder
from accord.events import Event, Recorded, Stream


class Status(StrEnum):
    """How far a dispute has come."""

    OPEN = "open"
    IN_COURT = "in_court"
    SETTLED = "settled"
    WITHDRAWN = "withdrawn"
    DECIDED = "decided"


PENDING = (Status.OPEN, Status.IN_COURT)
"""Where it is not over."""


@dataclass
class Dispute(Stream):
    """A dispute as far as later acts need to know it."""

    NAME: ClassVar[str] = "dispute"

    agreement: UUID | None = None
    party: UUID | None = None
    against: tuple[UUID, ...] = ()
    raised_on: date = date.min
    came_on: date = date.min
    before: str = ""
    forum: str = ""
    due_on: date = date.max
    since: datetime | None = None
    agreed: dict[UUID, str] = field(default_factory=dict)
    status: Status = Status.OPEN

    @property
    def parties(self) -> tuple[UUID, ...]:
        """Who is at odds: who raised it, then the others."""
        return (*([self.party] if self.party else []), *self.against)

    def must_be_pending(self) -> None:
        """Raise `OutOfOrder` where the dispute is over."""
        self.exists()
        if self.status not in PENDING:
            raise OutOfOrder(f"this dispute is {self.status} already", stage=self.status)

    def follow(self, event: Event, recorded: Recorded[Event]) -> None:
        """Follow the record."""
        if not isinstance(event, e.SettlementAgreed):
            self.since = max(self.since or recorded.earliest, recorded.earliest)
        match event:
            case e.DisputeRaised() | e.RaisedWithoutStages():
                self.agreement, self.party = event.agreement, event.party
                self.against, self.raised_on = event.against, event.raised_on
                self.came_on = event.raised_on
                if isinstance(event, e.DisputeRaised):
                    self._comes_before(event, event.raised_on)
            case e.DisputeReferred():
                self._comes_before(event, event.referred_on)
            case e.SettlementAgreed():
                self.agreed[event.party] = event.settlement_hash
            case e.DisputeBroughtToCourt():
                self.status, self.came_on = Status.IN_COURT, event.brought_on
            case e.DisputeSettled():
                self.status = Status.SETTLED
            case e.DisputeWithdrawn():
                self.status = Status.WITHDRAWN
            case e.DisputeDecided():
                self.status = Status.DECIDED

    def _comes_before(self, event: e.DisputeRaised | e.DisputeReferred, day: date) -> None:
        self.before, self.forum, self.due_on = event.stage, event.forum, event.due_on
        self.came_on = day
