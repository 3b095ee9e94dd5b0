"""What comes back for a meeting: when and on what a body met, who took part, and the minutes."""

from __future__ import annotations

from marshmallow import Schema, fields

from accord.aggregates.meeting import Attendance
from accord.aggregates.meeting import Stage as MeetingStage
from accord.http.representations.common import Corrected, Representation


class AttendanceOut(Schema):
    """How the holder of a seat took part."""

    seat = fields.String(required=True)
    holder = fields.UUID(required=True)
    status = fields.Enum(Attendance, by_value=True, required=True)
    represented_by = fields.UUID(metadata={"description": "who was there in the holder's stead"})


class MinutesOut(Schema):
    """The minutes, and whether they stand."""

    sha256 = fields.String(required=True)
    title = fields.String(required=True)
    decisions = fields.List(
        fields.UUID(), required=True, metadata={"description": "taken in the meeting"}
    )
    adopted_by = fields.UUID(metadata={"description": "the decision that adopted them, if one did"})
    adopted_at = fields.AwareDateTime()


class Meeting(Corrected, Representation):
    """A meeting of a body."""

    agreement = fields.UUID(required=True)
    body = fields.String(required=True)
    starts = fields.AwareDateTime(required=True)
    place = fields.String(required=True)
    urgent = fields.Boolean(
        required=True, metadata={"description": "that notice of it was shorter, for a reason"}
    )
    zone = fields.String(required=True)
    agenda = fields.List(
        fields.UUID(), required=True, metadata={"description": "decisions, in their order"}
    )
    attendance = fields.List(fields.Nested(AttendanceOut), required=True)
    stage = fields.Enum(MeetingStage, by_value=True, required=True)
    minutes = fields.Nested(MinutesOut)
    convened_at = fields.AwareDateTime(required=True)
