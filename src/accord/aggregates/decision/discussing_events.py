"""What can happen to a motion before the vote, and to a voting while it runs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from accord.events import Disclosed, Event
from accord.rules import Position


class Attendance(StrEnum):
    """Whether the holder of a seat is at the sitting; it says nothing of the ballot."""

    PRESENT = "present"
    REMOTE = "remote"
    EXCUSED = "excused"
    ABSENT = "absent"


@dataclass(frozen=True, kw_only=True, slots=True)
class SeatAttendance:
    """How a seat attended the sitting at which the vote was taken."""

    seat: str
    attendance: Attendance


@dataclass(frozen=True, kw_only=True)
class MotionNoticed(Event, type="decision.motion_noticed/1"):
    """Notice was given that the motion will be put to the vote from a day on; a new notice takes its place."""

    meeting: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class MotionNoticeLapsed(Event, type="decision.motion_notice_lapsed/1"):
    """The motion is off the agenda of that meeting, or the meeting is called off: its notice stands no more."""

    meeting: UUID


@dataclass(frozen=True, kw_only=True)
class MotionSeconded(Event, type="decision.motion_seconded/1"):
    """The holder of a seat seconded the motion."""

    seat: str


@dataclass(frozen=True, kw_only=True)
class MotionSupported(Event, type="decision.motion_supported/1"):
    """The holder of a seat stands behind the motion as a sponsor, without seconding it."""

    seat: str


@dataclass(frozen=True, kw_only=True)
class SupportWithdrawn(Event, type="decision.support_withdrawn/1"):
    """A seat no longer seconds or supports the motion."""

    seat: str


@dataclass(frozen=True, kw_only=True)
class MotionAmendmentProposed(Event, type="decision.motion_amendment_proposed/1"):
    """The holder of a seat proposed that the motion should read so; proposals are numbered from 1."""

    number: int
    seat: str
    text: str
    title: str | None = None


@dataclass(frozen=True, kw_only=True)
class MotionAmendmentObjected(Event, type="decision.motion_amendment_objected/1"):
    """A seat that seconds or supports the motion objected to its being amended without a vote."""

    number: int
    seat: str


@dataclass(frozen=True, kw_only=True)
class MotionAmended(Event, type="decision.motion_amended/1"):
    """The motion reads so from now on: its mover accepted it, or the cited decision was carried.

    A material amendment begins the days of discussion anew; who seconded the motion still does. From
    `lapses` on, where such an amendment says so, it can be put to the vote no more.
    """

    number: int
    title: str
    text: str
    material: bool
    decision: UUID | None = None
    lapses: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class MotionAmendmentRejected(Event, type="decision.motion_amendment_rejected/1"):
    """A proposed amendment of the motion came to nothing: lost in the cited decision, or ruled out."""

    number: int
    decision: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class MotionAmendmentWithdrawn(Event, type="decision.motion_amendment_withdrawn/1"):
    """The seat that had proposed an amendment of the motion withdrew it."""

    number: int


@dataclass(frozen=True, kw_only=True)
class MotionReferred(Event, type="decision.motion_referred/1"):
    """The motion was sent to another body for its report; it waits until that body reports back."""

    body: str
    cls: str


@dataclass(frozen=True, kw_only=True)
class MotionReportedOn(Event, type="decision.motion_reported_on/1"):
    """The body to which the motion was referred reported back, and the motion is on the table again."""

    recommendation: Disclosed[str] | None = None


@dataclass(frozen=True, kw_only=True)
class DecisionDeferred(Event, type="decision.deferred/1"):
    """The motion was put off up to but without a day, which begins at `resumes`; without one, for good."""

    resumes: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class MotionTakenUp(Event, type="decision.motion_taken_up/1"):
    """A motion that had been put off was taken up before its day."""


@dataclass(frozen=True, kw_only=True)
class MotionWithdrawn(Event, type="decision.motion_withdrawn/1"):
    """The mover withdrew the motion before it was put to the vote."""


@dataclass(frozen=True, kw_only=True)
class MotionTakenOver(Event, type="decision.motion_taken_over/1"):
    """The holder of another seat took over a withdrawn motion, and is its mover now."""

    seat: str


@dataclass(frozen=True, kw_only=True)
class MotionLapsed(Event, type="decision.motion_lapsed/1"):
    """The motion can no longer be put to the vote, and it was never put to it."""


@dataclass(frozen=True, kw_only=True)
class AttendanceRecorded(Event, type="decision.attendance_recorded/1"):
    """So these seats attended the sitting; at most 200 in one entry, and the last word on a seat counts."""

    seats: tuple[SeatAttendance, ...]


@dataclass(frozen=True, kw_only=True)
class BallotReplaced(Event, type="decision.ballot_replaced/1"):
    """The holder of a seat gave another ballot in place of the one it had given."""

    seat: str
    position: Position
    was: Position


@dataclass(frozen=True, kw_only=True)
class VotingExtended(Event, type="decision.voting_extended/1"):
    """Voting runs up to but without a later instant than was said before, also because of a `late_quorum`."""

    closes: datetime
    was: datetime
    late_quorum: bool = False


@dataclass(frozen=True, kw_only=True)
class MeetingDemanded(Event, type="decision.meeting_demanded/1"):
    """The holder of a seat demanded a meeting: the vote by correspondence ended without a result."""

    seat: str
