"""What comes back for an amendment: what it does to each clause, and how far it has come."""

from __future__ import annotations

from marshmallow import Schema, fields

from accord.http.representations.common import Representation


class ModificationOut(Schema):
    """What an amendment does to one clause."""

    op = fields.String(required=True, metadata={"enum": ["substitute", "insert", "repeal"]})
    clause = fields.String(required=True)
    num = fields.String()
    heading = fields.String()
    text = fields.String()
    after = fields.String()
    before = fields.String()


class Amendment(Representation):
    """A proposed change to the text of an agreement."""

    agreement = fields.UUID(required=True)
    title = fields.String(required=True)
    base = fields.Integer(metadata={"description": "amendments incorporated when it was drafted"})
    zone = fields.String(required=True)
    modifications = fields.List(fields.Nested(ModificationOut), required=True)
    stage = fields.String(
        required=True,
        metadata={"enum": ["drafted", "under_decision", "rejected", "adopted", "in_force"]},
    )
    decision = fields.UUID()
    effective_from = fields.Date()
    adoption_seq = fields.Integer()
    modifications_hash = fields.String()
