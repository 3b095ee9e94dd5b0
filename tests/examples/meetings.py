"""An example of every event of a meeting, from its notice to the adoption of its minutes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from accord.aggregates.meeting import Attendance
from accord.aggregates.meeting import events as m
from accord.events import Disclosed, Event
from tests import partnership as p

STARTS = datetime(2026, 6, 1, 15, tzinfo=UTC)
MINUTES = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


def meeting_examples() -> Iterator[Event]:
    yield m.MeetingConvened(
        agreement=p.AGREEMENT,
        body="board",
        starts=STARTS,
        place="Town hall, room 2",
        agenda=(p.DECISION,),
        urgent=True,
        reason=Disclosed("The weir is about to break."),
    )
    yield m.AgendaRevised(agenda=())
    yield m.MeetingCalledOff(reason=Disclosed("The chair fell ill."))
    yield m.AttendanceRecorded(
        seat="city-1", holder=p.ADA, status=Attendance.EXCUSED, represented_by=p.EVE
    )
    yield m.MinutesRecorded(sha256=MINUTES, title="Minutes of 1 June 2026", decisions=(p.DECISION,))
    yield m.MinutesAdopted(sha256=MINUTES, decision=p.DECISION)
