"""What every representation has, and what parties and seats have in common: the measures they weigh by."""

from __future__ import annotations

from marshmallow import Schema, fields

from accord.http.moments import Answer


class CorrectionOut(Schema):
    """A clerical error that was corrected: what the entry says, and what it should have said."""

    position = fields.Integer(required=True, metadata={"description": "of the correction"})
    entry = fields.Integer(
        required=True, metadata={"description": "the version of what it corrects"}
    )
    type = fields.String(required=True)
    field = fields.String(required=True)
    was = fields.String(
        metadata={"description": "left out where nothing was said, or it is erased"}
    )
    now = fields.String(metadata={"description": "left out where it is withheld or erased"})
    reason = fields.String(metadata={"description": "left out where it is withheld or erased"})
    corrected_at = fields.AwareDateTime(required=True)
    corrected_by = fields.UUID(required=True)
    authority = fields.String(required=True)


class Corrected(Schema):
    """What is shown of a thing in whose entries clerical errors can be corrected."""

    corrections = fields.List(
        fields.Nested(CorrectionOut),
        metadata={"description": "of clerical errors in the record; left out where there is none"},
    )


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
