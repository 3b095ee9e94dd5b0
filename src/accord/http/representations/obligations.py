"""What comes back for an obligation: who owes what when, and what became of it."""

from __future__ import annotations

from marshmallow import Schema, fields

from accord.aggregates.obligation import Kind, Status
from accord.http.representations.common import Corrected, Representation


class ObligationStep(Schema):
    """What was recorded of an obligation, and since which day it is so."""

    status = fields.Enum(Status, by_value=True, required=True)
    since = fields.Date(required=True)
    amount = fields.String(metadata={"description": "what was done so far, in all"})
    decision = fields.UUID(metadata={"description": "the decision that waived it"})
    evidence = fields.List(
        fields.String(), metadata={"description": "SHA-256 of documents that show it"}
    )


class Obligation(Corrected, Representation):
    """What one party owes on a day."""

    agreement = fields.UUID(required=True)
    party = fields.UUID(
        required=True, metadata={"description": "who owes it, or stands in its place on the day"}
    )
    undertaken_by = fields.UUID(
        metadata={"description": "of whom it was recorded, where another stands in its place"}
    )
    title = fields.String(required=True)
    kind = fields.Enum(Kind, by_value=True, required=True)
    due_on = fields.Date(required=True)
    first_due_on = fields.Date(metadata={"description": "before it was moved to another day"})
    zone = fields.String(required=True)
    clause = fields.String(metadata={"description": "the clause under which it is owed"})
    contribution = fields.String(metadata={"description": "the contribution that it is part of"})
    amount = fields.String(metadata={"description": "how much is owed"})
    unit = fields.String(metadata={"description": "of the amount, as EUR or hours"})
    beneficiary = fields.UUID(metadata={"description": "to whom; not said: to all others"})
    promised_to = fields.UUID(
        metadata={"description": "to whom as recorded, where another stands in its place"}
    )
    decision = fields.UUID(metadata={"description": "the decision that laid it down"})
    course = fields.List(fields.Nested(ObligationStep), required=True)
    status = fields.Enum(
        Status, by_value=True, required=True, metadata={"description": "on the day asked for"}
    )
    overdue = fields.Boolean(
        required=True, metadata={"description": "that it is owed still, after its due day"}
    )
