"""What can happen to a meeting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from accord.events import Event


class Attendance(StrEnum):
    """How the holder of a seat took part in a meeting."""

    PRESENT = "present"
    REMOTE = "remote"
    EXCUSED = "excused"
    ABSENT = "absent"


@dataclass(frozen=True, kw_only=True)
class MeetingConvened(Event, type="meeting.convened/1"):
    """A body is to meet at this instant and place, on these motions in their order.

    `urgent` says that it is convened at shorter notice than the standing orders ask for, for the reason
    given.
    """

    agreement: UUID
    body: str
    starts: datetime
    place: str
    agenda: tuple[UUID, ...] = ()
    urgent: bool = False


@dataclass(frozen=True, kw_only=True)
class AgendaRevised(Event, type="meeting.agenda_revised/1"):
    """The meeting is on these motions instead, in this order; `urgent` as for the notice itself."""

    agenda: tuple[UUID, ...] = ()
    urgent: bool = False


@dataclass(frozen=True, kw_only=True)
class MeetingCalledOff(Event, type="meeting.called_off/1"):
    """The meeting does not take place."""


@dataclass(frozen=True, kw_only=True)
class AttendanceRecorded(Event, type="meeting.attendance_recorded/1"):
    """How the holder of a seat took part, or who was there in their stead; the last word counts."""

    seat: str
    holder: UUID
    status: Attendance
    represented_by: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class MinutesRecorded(Event, type="meeting.minutes_recorded/1"):
    """There are minutes: the document of this hash, and the decisions that were taken in the meeting."""

    sha256: str
    title: str
    decisions: tuple[UUID, ...] = ()


@dataclass(frozen=True, kw_only=True)
class MinutesAdopted(Event, type="meeting.minutes_adopted/1"):
    """The minutes stand: by this decision of the body, or without one by who presides."""

    sha256: str
    decision: UUID | None = None
