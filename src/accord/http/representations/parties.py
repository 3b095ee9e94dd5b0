"""What comes back for a party of the register: its names and its identifiers."""

from __future__ import annotations

from marshmallow import Schema, fields

from accord.aggregates.party import PartyKind, SuccessionKind
from accord.http.fields import FIRST_WITHOUT
from accord.http.representations.common import Corrected, Representation


class IdentifierOut(Schema):
    """The name of a party in another register."""

    number = fields.Integer(required=True, metadata={"description": "in the order of adding"})
    scheme = fields.String(required=True)
    value = fields.String(allow_none=True)
    until = fields.Date(
        metadata={
            "description": "up to but without this day: the first on which it is in use no longer"
        }
    )


class FormerName(Schema):
    """A name that a party bore up to but without a day."""

    name = fields.String(required=True, allow_none=True)
    until = fields.Date(required=True, metadata=FIRST_WITHOUT)


class MemberOut(Schema):
    """One person's time in the party, half-open."""

    membership = fields.Integer(required=True)
    person = fields.UUID(required=True)
    effective_from = fields.Date(required=True)
    effective_to = fields.Date(metadata=FIRST_WITHOUT)


class NoticesAddressOut(Schema):
    """Where notices reach the party."""

    address = fields.String(metadata={"description": "left out where it is withheld or erased"})
    email = fields.String()
    effective_from = fields.Date(required=True)


class SuccessionOut(Schema):
    """Who stands in the party's place."""

    kind = fields.Enum(SuccessionKind, by_value=True, required=True)
    successors = fields.List(fields.UUID(), required=True)
    effective_from = fields.Date(required=True)


class DivisionOut(Schema):
    """Who split off from the party, which lives on."""

    successors = fields.List(fields.UUID(), required=True)
    effective_from = fields.Date(required=True)


class PredecessorOut(Schema):
    """In whose place the party stands."""

    kind = fields.Enum(SuccessionKind, by_value=True, required=True)
    predecessor = fields.UUID(required=True)
    effective_from = fields.Date(required=True)


class Party(Corrected, Representation):
    """A party of the register."""

    kind = fields.Enum(PartyKind, by_value=True, required=True)
    name = fields.String(required=True, allow_none=True)
    former_names = fields.List(fields.Nested(FormerName), required=True)
    identifiers = fields.List(fields.Nested(IdentifierOut), required=True)
    zone = fields.String(
        required=True, metadata={"description": "in which its days are counted: the register's"}
    )
    members = fields.List(
        fields.Nested(MemberOut),
        required=True,
        metadata={"description": "persons who belong to it, where it names them at all"},
    )
    status = fields.String(required=True, metadata={"enum": ["active", "deactivated", "succeeded"]})
    notices_address = fields.Nested(NoticesAddressOut)
    succession = fields.Nested(SuccessionOut)
    divisions = fields.List(fields.Nested(DivisionOut))
    predecessors = fields.List(fields.Nested(PredecessorOut), required=True)
    registered_at = fields.AwareDateTime(required=True)
