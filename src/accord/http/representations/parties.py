"""What comes back for a party of the register: its names and its identifiers."""

from __future__ import annotations

from marshmallow import Schema, fields

from accord.aggregates.party import PartyKind
from accord.http.representations.common import Representation


class IdentifierOut(Schema):
    """The name of a party in another register."""

    scheme = fields.String(required=True)
    value = fields.String(allow_none=True)


class FormerName(Schema):
    """A name that a party bore until a day."""

    name = fields.String(required=True, allow_none=True)
    until = fields.Date(required=True)


class Party(Representation):
    """A party of the register."""

    kind = fields.Enum(PartyKind, by_value=True, required=True)
    name = fields.String(required=True, allow_none=True)
    former_names = fields.List(fields.Nested(FormerName), required=True)
    identifiers = fields.List(fields.Nested(IdentifierOut), required=True)
    registered_at = fields.AwareDateTime(required=True)
