"""The commands on a motion before the vote, and on a voting while it runs."""

from __future__ import annotations

from datetime import date

from tests import partnership as p
from tests.application.commands.common import needs
from tests.application.commands.decisions import LATER
from tests.application.office import AMENDING

from accord.aggregates.decision.discussing_events import Attendance, SeatAttendance
from accord.aggregates.register import Capability
from accord.rules import Position

ATTENDED = [SeatAttendance(seat="city-1", attendance=Attendance.PRESENT)]

COMMANDS = {
    "notice_motion": needs(Capability.PRESIDE, AMENDING, opens_on=date(2026, 5, 18)),
    "second_motion": needs(Capability.HOLD_OFFICE, AMENDING, seat="trust-1"),
    "support_motion": needs(Capability.HOLD_OFFICE, AMENDING, seat="trust-1"),
    "withdraw_support": needs(Capability.HOLD_OFFICE, AMENDING, seat="trust-1"),
    "take_over_motion": needs(Capability.HOLD_OFFICE, AMENDING, seat="trust-1"),
    "propose_motion_amendment": needs(
        Capability.HOLD_OFFICE, AMENDING, seat="trust-1", text="That it be so."
    ),
    "object_to_amendment": needs(Capability.HOLD_OFFICE, AMENDING, number=1, seat="trust-1"),
    "withdraw_motion_amendment": needs(Capability.HOLD_OFFICE, AMENDING, number=1),
    "accept_friendly_amendment": needs(Capability.TABLE_MOTIONS, AMENDING, number=1),
    "adopt_motion_amendment": needs(Capability.PRESIDE, AMENDING, number=1, decision=p.DECISION),
    "reject_motion_amendment": needs(Capability.PRESIDE, AMENDING, number=1),
    "defer_motion": needs(Capability.PRESIDE, AMENDING),
    "take_up_motion": needs(Capability.PRESIDE, AMENDING),
    "refer_motion": needs(Capability.PRESIDE, AMENDING, body="forum", cls="advice"),
    "report_back": needs(Capability.PRESIDE, AMENDING),
    "withdraw_motion": needs(Capability.TABLE_MOTIONS, AMENDING),
    "lapse_motion": needs(Capability.CERTIFY, AMENDING),
    "record_presence": needs(Capability.PRESIDE, p.DECISION, seats=ATTENDED),
    "replace_ballot": needs(Capability.VOTE, p.DECISION, seat="city-1", position=Position.AGAINST),
    "demand_meeting": needs(Capability.HOLD_OFFICE, p.DECISION, seat="trust-1"),
    "extend_voting": needs(Capability.PRESIDE, p.DECISION, closes=LATER),
}
BEGINNINGS: set[str] = set()
"""What begins a stream."""
