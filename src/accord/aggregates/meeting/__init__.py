"""A meeting: a body called together, who took part, and the minutes of it."""

from accord.aggregates.meeting.convening import call_off, convene, revise_agenda
from accord.aggregates.meeting.events import Attendance
from accord.aggregates.meeting.memory import Meeting, Presence, Stage
from accord.aggregates.meeting.minutes import adopt_minutes, record_attendance, record_minutes

__all__ = [
    "Attendance",
    "Meeting",
    "Presence",
    "Stage",
    "adopt_minutes",
    "call_off",
    "convene",
    "record_attendance",
    "record_minutes",
    "revise_agenda",
]
