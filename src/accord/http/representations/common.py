"""What every representation has, and what parties and seats have in common: the measures they weigh by."""

from __future__ import annotations

from marshmallow import Schema, fields

from accord.http.moments import Answer


class Representation(Answer):
    """What every representation has."""

    id = fields.UUID(required=True)
    version = fields.Integer(required=True)
    updated_at = fields.AwareDateTime(required=True)
    position = fields.Integer(metadata={"description": "of the last event of the command answered"})
    links = fields.Dict(keys=fields.String(), values=fields.String(), required=True)


class MeasureOut(Schema):
    """What a seat or party weighs in one respect."""

    name = fields.String(required=True)
    value = fields.String(required=True)
