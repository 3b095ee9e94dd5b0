"""What comes back for a role: a post, and who held it from when to when."""

from __future__ import annotations

from marshmallow import Schema, fields

from accord.http.representations.common import Representation


class AssignmentOut(Schema):
    """One person's time in a post, half-open."""

    assignment = fields.Integer(required=True)
    holder = fields.UUID(required=True)
    party = fields.UUID(required=True)
    effective_from = fields.Date(required=True)
    effective_to = fields.Date()
    authority = fields.String(required=True)
    accepted = fields.Boolean(required=True)
    ended_by = fields.String()


class Role(Representation):
    """A post and its holders."""

    agreement = fields.UUID(required=True)
    post = fields.String(required=True)
    title = fields.String(required=True)
    party = fields.UUID()
    zone = fields.String(required=True)
    assignments = fields.List(fields.Nested(AssignmentOut), required=True)
    status = fields.String(required=True, metadata={"enum": ["held", "vacant"]})
    holder = fields.UUID()
    holder_party = fields.UUID()
