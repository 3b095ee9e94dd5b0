"""What comes back for an amendment: what it does to text and terms, and how far it has come."""

from __future__ import annotations

from marshmallow import Schema, fields

from accord.aggregates.amendment.memory import Stage
from accord.http.moments import Answer
from accord.http.representations.common import Corrected, Representation
from accord.http.representations.errata import CorrectedWordsOut
from accord.http.representations.impacts import ImpactShort


class ModificationOut(Schema):
    """What an amendment does to one clause."""

    op = fields.String(
        required=True, metadata={"enum": ["substitute", "insert", "repeal", "renumber", "move"]}
    )
    clause = fields.String(required=True)
    num = fields.String()
    heading = fields.String()
    text = fields.String()
    after = fields.String()
    before = fields.String()
    first = fields.Boolean(metadata={"description": "moved to the beginning"})


class ProvisionChangeOut(Schema):
    """What an amendment does to one provision: it is said (anew), or struck."""

    op = fields.String(required=True, metadata={"enum": ["provide", "strike"]})
    provision = fields.String(
        required=True,
        metadata={
            "description": "its kind; of a body its name, its seats and its rules come apart"
        },
    )
    value = fields.Dict(metadata={"description": "what is said, as in the agreement"})
    key = fields.String(metadata={"description": "what names the provision that is struck"})


class AmendmentSignature(Schema):
    """One party's signature on an amendment."""

    party = fields.UUID(required=True)
    signatory = fields.UUID(required=True)
    post = fields.String(required=True)
    capacity = fields.String(required=True)
    signed_on = fields.Date(required=True)


class ConflictOut(Schema):
    """Another amendment that touches the same clause, or else the same provision."""

    amendment = fields.UUID(required=True)
    clause = fields.String()
    provision = fields.String()
    key = fields.String()


class NamedConflictOut(ConflictOut):
    """Another amendment that touches the same, with its title and where it stands."""

    title = fields.String(required=True)
    stage = fields.Enum(Stage, by_value=True, required=True)


class Conflicts(Answer):
    """What stands in the way of an amendment."""

    amendment = fields.UUID(required=True)
    items = fields.List(fields.Nested(NamedConflictOut), required=True)


class AnnulmentOut(Schema):
    """From when an amendment is without effect, on what ground, by whose authority."""

    ab_initio = fields.Boolean(required=True)
    effective_from = fields.Date(metadata={"description": "left out where it never had effect"})
    decision = fields.UUID(metadata={"description": "on which it was adopted, and which fell"})
    authority = fields.String(required=True)
    reason = fields.String(metadata={"description": "left out where it is withheld or erased"})
    annulled_at = fields.AwareDateTime(required=True)
    annulled_by = fields.UUID(required=True)


class Amendment(Corrected, Representation):
    """A proposed change to an agreement."""

    agreement = fields.UUID(required=True)
    title = fields.String(required=True)
    base = fields.Integer(
        metadata={"description": "amendments incorporated when it was drafted, or drafted again"}
    )
    minor = fields.Boolean(
        required=True,
        metadata={"description": "drafted for the procedure of minor amendments"},
    )
    requested_from = fields.Date(
        metadata={"description": "from when it is to hold, as said when it was drafted or opened"}
    )
    replaces = fields.UUID(metadata={"description": "the amendment in whose place it came"})
    superseded_by = fields.UUID(metadata={"description": "the amendment that came in its place"})
    zone = fields.String(required=True)
    drafted_on = fields.Date(
        required=True, metadata={"description": "or drafted again; from here notice is counted"}
    )
    modifications = fields.List(
        fields.Nested(ModificationOut),
        required=True,
        metadata={"description": "as they were drafted and signed"},
    )
    errata = fields.List(
        fields.Nested(CorrectedWordsOut),
        metadata={"description": "what errata have put right in its words since it was adopted"},
    )
    provisions = fields.List(fields.Nested(ProvisionChangeOut), required=True)
    stage = fields.Enum(Stage, by_value=True, required=True)
    conflicts = fields.List(
        fields.Nested(ConflictOut),
        required=True,
        metadata={
            "description": "other amendments, pending or taking effect later, that touch the same"
        },
    )
    decision = fields.UUID()
    deadline = fields.Date(metadata={"description": "the last day for signatures"})
    signatures = fields.List(fields.Nested(AmendmentSignature), required=True)
    declined_by = fields.UUID(metadata={"description": "the party that does not sign"})
    effective_from = fields.Date()
    adoption_seq = fields.Integer(metadata={"description": "never used again, also once annulled"})
    annulment = fields.Nested(AnnulmentOut)
    impacts = fields.List(
        fields.Nested(ImpactShort),
        metadata={
            "description": "what later facts say of its ground; left out where there is none"
        },
    )
    modifications_hash = fields.String(
        metadata={"description": "of all that it changes; what parties sign, where they do"}
    )
