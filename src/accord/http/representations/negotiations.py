"""What comes back of a negotiation: who read the draft, what was asked, who assented, ratified, acceded."""

from __future__ import annotations

from marshmallow import Schema, fields

from accord.aggregates.matters import Matter
from accord.http.representations.common import MeasureOut


class Shared(Schema):
    """When a draft was last shared, and with whom."""

    at = fields.AwareDateTime(required=True)
    recipients = fields.List(fields.UUID(), required=True)


class ChangeRequest(Schema):
    """A request to change the draft, and what became of it."""

    number = fields.Integer(required=True)
    party = fields.UUID(required=True)
    clauses = fields.List(
        fields.String(), metadata={"description": "which clauses; left out where it names none"}
    )
    unrevised = fields.List(
        fields.String(), metadata={"description": "those of them that were not revised since"}
    )
    request = fields.String(metadata={"description": "left out where it was erased"})
    status = fields.String(
        required=True,
        metadata={
            "description": "`open`, `revised` (each clause that it names), `taken_up`, `declined`, or "
            "`left` where the party left the negotiation"
        },
    )


class Assent(Schema):
    """A party's assent to a matter, on which nothing rests yet."""

    party = fields.UUID(required=True)
    signatory = fields.UUID(required=True)
    post = fields.String(required=True)
    matter = fields.Enum(Matter, by_value=True, required=True)
    about = fields.UUID(metadata={"description": "whom or what the matter concerns"})
    clauses = fields.List(fields.String())
    effective_from = fields.Date(metadata={"description": "from when it is to hold"})
    effective_to = fields.Date(
        metadata={"description": "up to but without which day it is to hold"}
    )
    modifications_hash = fields.String(
        metadata={"description": "of all that the amendment changed when the party assented"}
    )


class Declined(Schema):
    """A party that declined to sign, and has not signed since."""

    party = fields.UUID(required=True)
    signatory = fields.UUID(required=True)
    post = fields.String(required=True)


class Ratification(Schema):
    """A party's ratification."""

    party = fields.UUID(required=True)
    deposited_on = fields.Date(required=True)
    instrument = fields.String(metadata={"description": "the SHA-256 of the instrument"})


class AccessionOf(Schema):
    """A party that acceded."""

    party = fields.UUID(required=True)
    class_ = fields.String(data_key="class")
    measures = fields.List(fields.Nested(MeasureOut))
    post = fields.String(required=True)
    title = fields.String(required=True)
    signatory = fields.UUID(required=True)
    capacity = fields.String(required=True)
    text_hash = fields.String(required=True)
    decision = fields.UUID(metadata={"description": "left out where each party assented"})
    signed_on = fields.Date()
    effective_from = fields.Date(required=True)
