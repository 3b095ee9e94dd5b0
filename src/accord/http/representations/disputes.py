"""What comes back for a dispute: who is at odds, before which stage until when, and how it ended."""

from __future__ import annotations

from marshmallow import Schema, fields

from accord.aggregates.dispute import Status
from accord.http.representations.common import Corrected, Representation


def _said(description: str) -> dict[str, str]:
    return {"description": description}


class DisputeStep(Schema):
    """What was recorded of a dispute, and since which day it is so."""

    status = fields.Enum(Status, by_value=True, required=True)
    since = fields.Date(required=True)
    stage = fields.String(metadata=_said("the stage before which it came"))
    forum = fields.String(metadata=_said("who was to settle it there"))
    due_on = fields.Date(metadata=_said("the last day of that stage"))
    clause = fields.String()
    court = fields.String()
    reference = fields.String(metadata=_said("of the case in court"))
    settlement_hash = fields.String(metadata=_said("SHA-256 of the terms on which it was settled"))
    ruling = fields.String(metadata=_said("SHA-256 of the ruling that decided it"))
    authority = fields.String(metadata=_said("the ruling, as it was cited"))


class AgreedTo(Schema):
    """To which terms of a settlement a party agreed."""

    party = fields.UUID(required=True)
    signatory = fields.UUID(required=True)
    settlement_hash = fields.String(required=True)
    agreed_on = fields.Date(required=True)


class Dispute(Corrected, Representation):
    """What parties of an agreement are at odds about."""

    agreement = fields.UUID(required=True)
    party = fields.UUID(
        required=True, metadata=_said("who raised it, or stands in its place on the day")
    )
    against = fields.List(fields.UUID(), required=True)
    raised_by = fields.UUID(metadata=_said("as recorded, where others stand in a place by now"))
    raised_against = fields.List(fields.UUID())
    title = fields.String(required=True)
    statement = fields.String(metadata=_said("left out where it is withheld or erased"))
    clauses = fields.List(fields.String(), required=True)
    signatory = fields.UUID(required=True, metadata=_said("who signed for who raised it"))
    raised_on = fields.Date(required=True)
    zone = fields.String(required=True)
    status = fields.Enum(
        Status, by_value=True, required=True, metadata=_said("on the day asked for")
    )
    stage = fields.String(metadata=_said("before which it is, while it is open"))
    forum = fields.String()
    due_on = fields.Date(metadata=_said("the last day of the stage"))
    clause = fields.String(metadata=_said("which lays the stage down"))
    overdue = fields.Boolean(
        required=True, metadata=_said("that the days of its stage are over, and it can be referred")
    )
    agreed = fields.List(fields.Nested(AgreedTo), required=True)
    course = fields.List(fields.Nested(DisputeStep), required=True)
