"""What comes back of who answers for whom in a decision."""

from __future__ import annotations

from marshmallow import Schema, fields

from accord.rules import Position


class ProxyOut(Schema):
    """To which seat a seat gave its proxy for this decision, and how it is instructed."""

    seat = fields.String(required=True)
    to = fields.String(required=True)
    instructed = fields.Enum(Position, by_value=True)
    given_at = fields.AwareDateTime(required=True)
    revoked_at = fields.AwareDateTime()


class PairOut(Schema):
    """Two seats that agreed, or one that offered, to abstain both in this decision."""

    seat = fields.String(required=True, metadata={"description": "the seat that offered it"})
    other = fields.String(required=True)
    offered_at = fields.AwareDateTime(required=True)
    agreed_at = fields.AwareDateTime()
    dissolved_at = fields.AwareDateTime()
    broken_by = fields.String(metadata={"description": "the seat whose ballot broke it"})


class DeclarationOut(Schema):
    """A seat that abstains by declaration, and what it declared."""

    seat = fields.String(required=True)
    party = fields.UUID()
    statement = fields.String()
    made_at = fields.AwareDateTime(required=True)
