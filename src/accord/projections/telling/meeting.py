"""Meetings, told: when a body meets, who took part, and what its minutes are."""

from __future__ import annotations

from accord.aggregates.meeting import Attendance
from accord.aggregates.meeting import events as e
from accord.projections.telling.words import (
    Names,
    at_instant,
    number,
    person,
    short_hash,
    tells,
    titled,
)


@tells(e.MeetingConvened)
def convened(event: e.MeetingConvened, _names: Names) -> str:
    """A body is to meet."""
    urgently = ", urgently and at shorter notice" if event.urgent else ""
    return (
        f"The body {event.body} was convened for {at_instant(event.starts)} ({event.place}), with "
        f"{number(len(event.agenda), 'motion')} on the agenda{urgently}."
    )


@tells(e.AgendaRevised)
def agenda_revised(event: e.AgendaRevised, _names: Names) -> str:
    """The agenda is another one."""
    urgently = ", urgently" if event.urgent else ""
    there = number(len(event.agenda), "motion")
    return f"The agenda of the meeting was revised{urgently}; it has {there}."


@tells(e.MeetingCalledOff)
def called_off(_event: e.MeetingCalledOff, _names: Names) -> str:
    """The meeting does not take place."""
    return "The meeting was called off."


_TOOK_PART = {
    Attendance.PRESENT: "was present",
    Attendance.REMOTE: "took part remotely",
    Attendance.EXCUSED: "was excused",
    Attendance.ABSENT: "was absent",
}


@tells(e.AttendanceRecorded)
def attendance_recorded(event: e.AttendanceRecorded, _names: Names) -> str:
    """Somebody took part, or did not."""
    by = f" and represented by {person(event.represented_by)}" if event.represented_by else ""
    who = person(event.holder).capitalize()
    return f"{who}, holding the seat {event.seat}, {_TOOK_PART[event.status]}{by}."


@tells(e.MinutesRecorded)
def minutes_recorded(event: e.MinutesRecorded, _names: Names) -> str:
    """There are minutes."""
    taken = number(len(event.decisions), "decision")
    return (
        f"The minutes “{event.title}” were recorded, with the hash {short_hash(event.sha256)}, and "
        f"{taken} as taken in the meeting."
    )


@tells(e.MinutesAdopted)
def minutes_adopted(event: e.MinutesAdopted, names: Names) -> str:
    """The minutes stand."""
    by = f"decision {titled(event.decision, names)}" if event.decision else "who presides"
    return f"The minutes with the hash {short_hash(event.sha256)} were adopted by {by}."
