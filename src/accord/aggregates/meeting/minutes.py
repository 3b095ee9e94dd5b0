"""Who took part in a meeting, what its minutes are, and that they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from uuid import UUID
from zoneinfo import ZoneInfo

from accord import canonical
from accord.aggregates.agreement import Agreement
from accord.aggregates.authority import in_effect
from accord.aggregates.decision import Decision
from accord.aggregates.decision.motion import body_of
from accord.aggregates.meeting.convening import of_the_body
from accord.aggregates.meeting.events import (
    Attendance,
    AttendanceRecorded,
    MinutesAdopted,
    MinutesRecorded,
)
from accord.aggregates.meeting.memory import Meeting, Presence, Stage
from accord.aggregates.role import Role
from accord.errors import NotFound, OutOfOrder, Refused
from accord.events import Act
from accord.rules import Verdict

_SHA256 = re.compile(r"[0-9a-f]{64}")
_THERE = (Attendance.PRESENT, Attendance.REMOTE)
_UNTIL_ADOPTED = (Stage.HELD, Stage.MINUTED)


def record_attendance(
    meeting: Meeting,
    act: Act,
    *,
    agreement: Agreement,
    seat: str,
    role: Role,
    status: Attendance,
    represented_by: UUID | None = None,
) -> AttendanceRecorded:
    """Record how the holder of a seat took part; an excuse also before the meeting, until it is minuted for good.

    Recorded again it is corrected, as long as the minutes are not adopted.
    """
    stages = (Stage.CONVENED, *_UNTIL_ADOPTED)
    found = meeting.next_act(act, stages, "attendance cannot be recorded")
    if found is Stage.CONVENED and status is not Attendance.EXCUSED:
        raise OutOfOrder("before the meeting starts, one can only be excused", field="status")
    day = meeting.day(agreement.zone)
    if all(entry.post != seat for entry in body_of(agreement, meeting.body, day).seats):
        raise NotFound(f"body {meeting.body} has no seat {seat}", field="seat")
    seated = role.seated_on(day)
    if seated is None:
        raise Refused(
            f"seat {seat} is vacant on {day}, or its holder suspended without an alternate; there is "
            "nobody who could take part",
            field="seat",
        )
    _check_representation(status, seated.holder, represented_by)
    if meeting.attendance.get(seat) == Presence(status, represented_by):
        raise OutOfOrder(f"that is recorded of seat {seat} already")
    return AttendanceRecorded(
        seat=seat, holder=seated.holder, status=status, represented_by=represented_by
    )


def _check_representation(status: Attendance, holder: UUID, other: UUID | None) -> None:
    if other is None:
        return
    if status in _THERE:
        raise Refused(
            "who takes part is not represented; say excused or absent of a holder whose alternate or "
            "proxy was there",
            field="represented_by",
        )
    if other == holder:
        raise Refused("nobody represents themselves", field="represented_by")


def record_minutes(
    meeting: Meeting,
    act: Act,
    *,
    sha256: str,
    title: str,
    zone: str,
    decisions: Sequence[Decision] = (),
) -> MinutesRecorded:
    """Record the minutes of a meeting that was held, by their hash; anew until they are adopted.

    They name motions that stood on the agenda, and others on which a vote was taken that day.
    """
    meeting.next_act(act, _UNTIL_ADOPTED, "minutes are recorded once the meeting is held")
    if not _SHA256.fullmatch(sha256):
        raise Refused("this is no SHA-256 in lower-case hex", field="sha256")
    if not title.strip():
        raise Refused("minutes need a title", field="title")
    if sha256 == meeting.minutes:
        raise OutOfOrder("these are the minutes that are recorded already")
    if meeting.agreement is None:
        raise NotFound(f"there is no meeting {meeting.id} in this register")
    taken = of_the_body(
        motions=decisions, agreement=meeting.agreement, body=meeting.body, field="decisions"
    )
    for index, decision in enumerate(decisions):
        _taken_in(meeting, decision, zone, f"decisions/{index}")
    return MinutesRecorded(sha256=sha256, title=title, decisions=taken)


def _taken_in(meeting: Meeting, decision: Decision, zone: str, field: str) -> None:
    """Raise `Refused` unless a motion stood on the agenda, or was voted on on the day of the meeting."""
    day = meeting.day(zone)
    opened = decision.opens.astimezone(ZoneInfo(zone)).date() if decision.opens else None
    if decision.id in meeting.agenda or day in (opened, decision.aftermath.result_on(zone)):
        return
    raise Refused(
        f"decision {decision.id} neither stood on the agenda nor was voted on on {day}, the day of the meeting",
        field=field,
    )


def adopt_minutes(
    meeting: Meeting, act: Act, *, agreement: Agreement, decision: Decision | None
) -> MinutesAdopted:
    """Let the minutes stand: by a carried decision of the body about the meeting, or without one by who presides.

    What a body adopts it has read: the vote was opened after these minutes were recorded.
    """
    meeting.next_act(act, (Stage.MINUTED,), "there are no minutes to adopt")
    if decision is not None:
        _adopts(meeting, decision)
        in_effect(decision, "the adoption of minutes", act=act, zone=agreement.zone)
    id_ = None if decision is None else decision.id
    return MinutesAdopted(sha256=meeting.minutes or "", decision=id_)


def _adopts(meeting: Meeting, decision: Decision) -> None:
    """Raise `Refused` unless a decision can be one that adopts the minutes as they are recorded now."""
    own = (decision.agreement, decision.body) == (meeting.agreement, meeting.body)
    if not own or decision.verdict is not Verdict.CARRIED:
        raise Refused(
            f"minutes are adopted by a certified, carried decision of body {meeting.body}, or "
            "without a decision by who presides",
            field="decision",
        )
    if decision.about != meeting.id:
        raise Refused(
            f"decision {decision.id} is not about this meeting; a motion to adopt its minutes says that it is about "
            f"meeting {meeting.id}",
            field="decision",
        )
    if decision.opens is None or decision.opens < meeting.minuted:
        raise Refused(
            f"decision {decision.id} was voted on before these minutes were recorded, on "
            f"{canonical.instant(meeting.minuted)}; the body adopts what it has before it, by a later vote",
            field="decision",
        )
