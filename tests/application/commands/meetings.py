"""The commands on meetings, from the notice to the minutes."""

from __future__ import annotations

from tests import partnership as p
from tests.application.commands.common import NEW, needs
from tests.examples.meetings import MINUTES, STARTS

from accord.aggregates.meeting import Attendance
from accord.aggregates.register import Capability

COMMANDS = {
    "convene_meeting": needs(
        Capability.PRESIDE,
        NEW,
        agreement=p.AGREEMENT,
        body="board",
        starts=STARTS,
        place="Town hall",
        agenda=(p.DECISION,),
    ),
    "revise_agenda": needs(Capability.PRESIDE, p.MEETING, agenda=()),
    "call_off_meeting": needs(Capability.PRESIDE, p.MEETING, reason="The chair fell ill."),
    "record_attendance": needs(
        Capability.PRESIDE, p.MEETING, seat="city-1", status=Attendance.EXCUSED
    ),
    "record_minutes": needs(Capability.PRESIDE, p.MEETING, sha256=MINUTES, title="Minutes"),
    "adopt_minutes": needs(Capability.PRESIDE, p.MEETING),
}
BEGINNINGS = {"convene_meeting"}
"""What begins a stream."""
