"""What comes back for an erratum: which words, what the parties said, and whether the text was corrected."""

from __future__ import annotations

from marshmallow import Schema, fields

from accord.aggregates.agreement.errata import Status
from accord.text import Part


def _said(description: str) -> dict[str, str]:
    return {"description": description}


class ErratumAnswerOut(Schema):
    """What a party said of an erratum."""

    party = fields.UUID(required=True)
    signatory = fields.UUID(required=True)
    post = fields.String(required=True)
    at = fields.String(required=True, metadata=_said("a day, or an instant"))
    reason = fields.String()


class ErratumOut(Schema):
    """A slip of words that was named, and what became of it."""

    erratum = fields.Integer(required=True, metadata=_said("its number in this agreement"))
    status = fields.Enum(Status, by_value=True, required=True)
    clause = fields.String(required=True)
    part = fields.Enum(Part, by_value=True, required=True)
    was = fields.String(required=True)
    now = fields.String(required=True)
    amendment = fields.UUID(
        metadata=_said("the one that words it so; left out of the text as it was adopted")
    )
    objections_until = fields.Date(required=True, metadata=_said("the last day for objections"))
    uncontested = fields.Boolean(
        metadata=_said("that nobody can object any more: the text can be corrected")
    )
    reason = fields.String(metadata=_said("left out where it is withheld or erased"))
    proposed_at = fields.AwareDateTime(required=True)
    proposed_by = fields.UUID(required=True)
    on_behalf_of = fields.UUID(required=True, metadata=_said("the party for which it was proposed"))
    authority = fields.String(required=True)
    position = fields.Integer(required=True, metadata=_said("of the entry that names it"))
    assents = fields.List(fields.Nested(ErratumAnswerOut))
    objection = fields.Nested(ErratumAnswerOut)
    withdrawn_because = fields.String()
    corrected_on = fields.Date()
    corrected_at = fields.AwareDateTime(metadata=_said("when that was recorded"))
    corrected_by = fields.UUID()
    corrected_position = fields.Integer(metadata=_said("of the entry that corrects it"))
    corrected_hash = fields.String(
        metadata=_said("of the adopted text, or of the amendment, as it reads now")
    )
    by = fields.String(metadata={"enum": ["assent", "silence"]})


class CorrectedWordsOut(Schema):
    """Words that an erratum has put right, shown where they stand."""

    erratum = fields.Integer(required=True)
    clause = fields.String(required=True)
    part = fields.Enum(Part, by_value=True, required=True)
    was = fields.String(required=True)
    now = fields.String(required=True)
    amendment = fields.UUID()
    reason = fields.String()
    by = fields.String(required=True, metadata={"enum": ["assent", "silence"]})
    corrected_on = fields.Date(required=True)
    corrected_at = fields.AwareDateTime(required=True, metadata=_said("when that was recorded"))
    corrected_by = fields.UUID(required=True)
