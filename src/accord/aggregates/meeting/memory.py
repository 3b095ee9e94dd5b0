"""What a meeting remembers, and the stage that follows from it at an instant."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID
from zoneinfo import ZoneInfo

from accord.aggregates.effect import follows
from accord.aggregates.meeting import events as e
from accord.errors import OutOfOrder
from accord.events import Act, Event, Recorded, Stream

_NEVER = datetime.min.replace(tzinfo=UTC)


class Stage(StrEnum):
    """Where a meeting stands at an instant."""

    CONVENED = "convened"
    HELD = "held"
    MINUTED = "minuted"
    CLOSED = "closed"
    CALLED_OFF = "called_off"


@dataclass(frozen=True, slots=True)
class Presence:
    """How a seat took part, and who was there in its holder's stead."""

    status: e.Attendance
    represented_by: UUID | None = None


@dataclass
class Meeting(Stream):
    """A meeting as far as later acts need to know it."""

    NAME: ClassVar[str] = "meeting"

    agreement: UUID | None = None
    body: str = ""
    starts: datetime = _NEVER
    agenda: tuple[UUID, ...] = ()
    attendance: dict[str, Presence] = field(default_factory=dict)
    minutes: str | None = None
    minuted: datetime = _NEVER
    reached: Stage = Stage.CONVENED
    since: datetime | None = None

    def day(self, zone: str) -> date:
        """Return the day of the meeting, in the zone of the agreement."""
        return self.starts.astimezone(ZoneInfo(zone)).date()

    def stage(self, at: datetime) -> Stage:
        """Return where the meeting stands at an instant: without another word it is held at its time."""
        if self.reached is Stage.CONVENED and at >= self.starts:
            return Stage.HELD
        return self.reached

    def next_act(self, act: Act, stages: tuple[Stage, ...], why: str) -> Stage:
        """Return the stage; raise `OutOfOrder` unless it is one of `stages`, and the act comes after the last."""
        self.exists()
        found = self.stage(act.moment)
        if found not in stages:
            needed = " or ".join(stage.replace("_", " ") for stage in stages)
            raise OutOfOrder(
                f"{why}: the meeting must be {needed}, and it is {found.replace('_', ' ')}",
                stage=found,
                needed=list(stages),
            )
        follows(act, self.since, "the last act of this meeting")
        return found

    def follow(self, event: Event, recorded: Recorded[Event]) -> None:
        """Follow the record."""
        self.since = max(self.since or recorded.earliest, recorded.earliest)
        match event:
            case e.MeetingConvened():
                self.agreement, self.body = event.agreement, event.body
                self.starts, self.agenda = event.starts, event.agenda
            case e.AgendaRevised():
                self.agenda = event.agenda
            case e.MeetingCalledOff():
                self.reached = Stage.CALLED_OFF
            case e.AttendanceRecorded():
                self.attendance[event.seat] = Presence(event.status, event.represented_by)
            case e.MinutesRecorded():
                self.reached, self.minutes = Stage.MINUTED, event.sha256
                self.minuted = recorded.earliest
            case e.MinutesAdopted():
                self.reached = Stage.CLOSED
