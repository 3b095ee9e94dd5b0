"""An example of every event of a motion before the vote, and of a voting while it runs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from accord.aggregates.decision import discussing_events as d
from accord.events import Disclosed, Event
from accord.rules import Position
from tests import partnership as p

MEETING = UUID("0a9ee000-0000-7000-8000-0000000000a1")
VOTE = UUID("0a9ee000-0000-7000-8000-0000000000a2")
"""The decision on an amendment of the motion."""


def discussion_examples() -> Iterator[Event]:
    yield d.MotionNoticed(
        meeting=MEETING, effective_from=date(2026, 5, 18), effective_to=date(2026, 9, 1)
    )
    yield d.MotionNoticeLapsed(meeting=MEETING)
    yield d.MotionSeconded(seat="trust-1")
    yield d.MotionSupported(seat="trust-2")
    yield d.SupportWithdrawn(seat="trust-2")
    yield from _amended()
    yield d.MotionReferred(body="forum", cls="advice")
    yield d.MotionReportedOn(recommendation=Disclosed("Ask Eve before the weir is touched."))
    yield d.DecisionDeferred(
        resumes=datetime(2026, 5, 31, 21, tzinfo=UTC), effective_to=date(2026, 6, 1)
    )
    yield d.MotionTakenUp()
    yield d.MotionWithdrawn()
    yield d.MotionTakenOver(seat="trust-1")
    yield d.MotionLapsed()
    yield from _sitting()


def _amended() -> Iterator[Event]:
    text = "That the weir be cleaned in July."
    yield d.MotionAmendmentProposed(
        number=1, seat="trust-1", text=text, title="Clean the weir in July"
    )
    yield d.MotionAmendmentObjected(number=1, seat="trust-2")
    yield d.MotionAmended(
        number=1, title="Clean the weir in July", text=text, material=True, decision=VOTE
    )
    yield d.MotionAmendmentRejected(number=2, decision=VOTE)
    yield d.MotionAmendmentWithdrawn(number=3)


def _sitting() -> Iterator[Event]:
    yield d.AttendanceRecorded(
        seats=(
            d.SeatAttendance(seat="city-1", attendance=d.Attendance.PRESENT),
            d.SeatAttendance(seat="trust-1", attendance=d.Attendance.REMOTE),
        )
    )
    yield d.BallotReplaced(seat="city-1", position=Position.AGAINST, was=Position.FOR)
    yield d.MeetingDemanded(seat="trust-1")
    yield d.VotingExtended(closes=p.CLOSES + timedelta(days=2), was=p.CLOSES)
