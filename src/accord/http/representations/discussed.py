"""What comes back for a motion that is discussed: its notice, how seats would amend it, where it was sent."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from accord.http.fields import FIRST_WITHOUT


class NoticeOut(Schema):
    """From and until when the motion is to be put to the vote."""

    given_at = fields.AwareDateTime(required=True)
    opens_on = fields.Date(required=True)
    until = fields.Date(metadata=FIRST_WITHOUT)
    meeting = fields.UUID()


class MotionAmendmentOut(Schema):
    """How a seat would have the motion read, and what became of that."""

    number = fields.Integer(required=True)
    seat = fields.String(required=True)
    title = fields.String()
    text = fields.String(required=True)
    status = fields.String(
        required=True, validate=validate.OneOf(["open", "adopted", "rejected", "withdrawn"])
    )
    objecting = fields.List(fields.String(), required=True)
    material = fields.Boolean()
    decision = fields.UUID()


class ReferralOut(Schema):
    """Which body was to report on the motion, and what it recommends."""

    body = fields.String(required=True)
    class_ = fields.String(data_key="class", required=True)
    reported_at = fields.AwareDateTime()
    recommendation = fields.String()


class DeferralOut(Schema):
    """To which day the motion was last put off; without one, until it was taken up."""

    until = fields.Date(metadata={"description": "the day on which it is on the table again"})
    resumes = fields.AwareDateTime()
