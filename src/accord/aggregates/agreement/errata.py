"""What an agreement remembers of errata: what each says, who has answered, and what was corrected when."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from accord.aggregates.agreement.events import errata as e
from accord.events import Event, Recorded
from accord.text import Part


class Status(StrEnum):
    """What has become of an erratum."""

    OPEN = "open"
    CORRECTED = "corrected"
    OBJECTED = "objected"
    WITHDRAWN = "withdrawn"


@dataclass
class Erratum:
    """A slip of words that was named, by whom, and which parties have assented to its correction."""

    number: int
    clause: str
    part: Part
    was: str
    now: str
    amendment: UUID | None
    objections_until: date
    proposer: UUID
    since: datetime
    status: Status = Status.OPEN
    assents: dict[UUID, datetime] = field(default_factory=dict)
    corrected_at: datetime | None = None


@dataclass
class Errata:
    """The errata of an agreement, and those that have corrected its text, in order."""

    named: dict[int, Erratum] = field(default_factory=dict)
    corrected: list[Erratum] = field(default_factory=list)

    def follow(self, event: Event, recorded: Recorded[Event]) -> None:
        """Follow the record."""
        match event:
            case e.ErratumProposed():
                self.named[event.erratum] = _proposed(event, recorded)
            case e.ErratumAssented():
                self.named[event.erratum].assents[event.party] = recorded.earliest
            case e.ErratumObjected():
                self.named[event.erratum].status = Status.OBJECTED
            case e.ErratumWithdrawn():
                self.named[event.erratum].status = Status.WITHDRAWN
            case e.TextCorrected():
                found = self.named[event.erratum]
                found.status, found.corrected_at = Status.CORRECTED, recorded.earliest
                self.corrected.append(found)


def _proposed(event: e.ErratumProposed, recorded: Recorded[Any]) -> Erratum:
    return Erratum(
        number=event.erratum,
        clause=event.clause,
        part=event.part,
        was=event.was,
        now=event.now,
        amendment=event.amendment,
        objections_until=event.objections_until,
        proposer=recorded.env.on_behalf_of,
        since=recorded.earliest,
    )
