"""What comes back for a role: a post, and who held it from when to when."""

from __future__ import annotations

from marshmallow import Schema, fields

from accord.aggregates.role import Stage
from accord.http.fields import FIRST_WITHOUT
from accord.http.representations.common import Corrected, Representation

ENDS = (
    "declined",
    "resigned",
    "revoked",
    "vacated",
    "lapsed",
    "abolished",
    "expired",
    "not_accepted",
)
"""What an assignment ends by."""


class SuspensionOut(Schema):
    """A time in which the holder does not exercise the post, half-open."""

    effective_from = fields.Date(required=True)
    effective_to = fields.Date(metadata=FIRST_WITHOUT)
    authority = fields.String(required=True)
    reason = fields.String()
    entry = fields.Integer(
        required=True, metadata={"description": "the version of the entry that says so"}
    )


class DelegationOut(Schema):
    """Which seat this one follows where its holder does not vote."""

    delegation = fields.Integer(required=True)
    holder = fields.UUID(required=True)
    to = fields.String(required=True)
    classes = fields.List(fields.String())
    effective_from = fields.Date()
    effective_to = fields.Date(metadata=FIRST_WITHOUT)
    revoked_at = fields.AwareDateTime()


class AlternateOut(Schema):
    """Who stands ready to sit for a suspended holder, half-open."""

    alternate = fields.Integer(required=True)
    person = fields.UUID(required=True)
    effective_from = fields.Date(required=True)
    effective_to = fields.Date(metadata=FIRST_WITHOUT)


class ActingOut(Schema):
    """Who acts in the post while it is vacant or its holder suspended, half-open."""

    acting = fields.Integer(required=True)
    holder = fields.UUID(required=True)
    party = fields.UUID(required=True)
    effective_from = fields.Date(required=True)
    effective_to = fields.Date(required=True, metadata=FIRST_WITHOUT)
    authority = fields.String(required=True)


class AbolitionOut(Schema):
    """A time in which nobody can hold the post, half-open."""

    effective_from = fields.Date(required=True)
    effective_to = fields.Date(metadata=FIRST_WITHOUT)
    authority = fields.String(required=True)


class RestorationOut(Schema):
    """From when on the seat had its vote again, and which missed votes count no more."""

    effective_from = fields.Date(required=True)
    votes = fields.List(fields.UUID(), required=True)
    meeting = fields.UUID()
    clause = fields.String()
    authority = fields.String(required=True)
    reason = fields.String()
    entry = fields.Integer(
        required=True, metadata={"description": "the version of the entry that says so"}
    )


class AssignmentOut(Schema):
    """One person's time in a post, half-open."""

    assignment = fields.Integer(required=True)
    holder = fields.UUID(required=True)
    party = fields.UUID(required=True)
    effective_from = fields.Date(required=True)
    effective_to = fields.Date(metadata=FIRST_WITHOUT)
    assigned_on = fields.Date(
        required=True, metadata={"description": "the day on which the appointment was made"}
    )
    authority = fields.String(required=True)
    accepted = fields.Boolean(required=True)
    ended_by = fields.String(
        metadata={
            "enum": [*ENDS],
            "description": "how it ended or is to end; `expired` and `not_accepted` are known on their day",
        }
    )
    suspensions = fields.List(fields.Nested(SuspensionOut))
    alternates = fields.List(fields.Nested(AlternateOut))
    lapsed_after = fields.List(
        fields.UUID(), metadata={"description": "the decisions in which the holder took no part"}
    )


class Role(Corrected, Representation):
    """A post and its holders."""

    agreement = fields.UUID(required=True)
    post = fields.String(required=True)
    title = fields.String(required=True)
    party = fields.UUID(
        metadata={"description": "whose people alone can hold it, by the terms of the day"}
    )
    zone = fields.String(required=True)
    assignments = fields.List(fields.Nested(AssignmentOut), required=True)
    actings = fields.List(fields.Nested(ActingOut))
    delegations = fields.List(fields.Nested(DelegationOut))
    abolitions = fields.List(fields.Nested(AbolitionOut))
    voting_right_restored = fields.List(fields.Nested(RestorationOut))
    status = fields.String(required=True, metadata={"enum": [stage.value for stage in Stage]})
    holder = fields.UUID(
        metadata={"description": "who holds the post on the day, suspended or not"}
    )
    holder_party = fields.UUID(
        metadata={
            "description": "for which party, or for which one that stands in its place on the day; the "
            "assignments name the party as recorded"
        }
    )
    seated = fields.UUID(
        metadata={
            "description": "who sits in it on the day: who acts, else the holder, else the alternate of a "
            "suspended holder; nobody in a post that is kept for another party by now"
        }
    )
    seated_party = fields.UUID()
