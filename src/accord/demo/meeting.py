"""How the demonstration's board meets: it is convened, its seats attend, and its minutes stand."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from uuid import UUID

from accord.aggregates.meeting import Attendance
from accord.demo.secretariat import AGREEMENT, Secretariat
from accord.rules import Position

PLACE = "Northmere Town Hall, the old library"
PLACE_AS_WRITTEN = "Northmere Town Hall, the old libary"
"""With a slip of the pen, which is corrected beside the record."""


def convene(office: Secretariat, motion: UUID, week: int) -> UUID:
    """Convene the board for Thursday evening, with a motion on the agenda; return the meeting."""
    id_ = office.meetings["board"] = office.unit.record.outside.new_id()
    with office.acting("chair") as accord:
        accord.convene_meeting(
            id_,
            agreement=AGREEMENT,
            body="board",
            starts=office.stage.moment(week, 3, 18),
            place=PLACE_AS_WRITTEN,
            agenda=(motion,),
        )
    return id_


def minute(
    office: Secretariat, meeting: UUID, motion: UUID, ballots: Mapping[str, Position]
) -> None:
    """Record who was there and the minutes; on the next day the Chair lets them stand."""
    for seat in office.seated:
        status = Attendance.PRESENT if seat in ballots else Attendance.EXCUSED
        with office.acting("chair") as accord:
            accord.record_attendance(meeting, seat=seat, status=status)
    with office.acting("chair") as accord:
        accord.record_minutes(
            meeting,
            sha256=sha256(b"Minutes of the winter meeting").hexdigest(),
            title="Minutes of the winter meeting",
            decisions=(motion,),
        )
    office.stage.wait(hours=14)
    with office.acting("chair") as accord:
        accord.adopt_minutes(meeting)
