"""What comes back: the representations, as the OpenAPI document shows them.

Read models keep these documents as JSON; the schemas describe them and are never run on the way out.
"""

from __future__ import annotations

from marshmallow import Schema, fields

from accord.aggregates.agreement.memory import Stage as AgreementStage
from accord.aggregates.decision.events import Ruling
from accord.aggregates.decision.memory import Stage as DecisionStage
from accord.aggregates.matters import Matter
from accord.aggregates.party import PartyKind
from accord.rules import Position, Verdict


class Representation(Schema):
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


class PartyTermsOut(Schema):
    """A party of an agreement."""

    party = fields.UUID(required=True)
    class_ = fields.String(data_key="class")
    measures = fields.List(fields.Nested(MeasureOut))


class ClauseName(Schema):
    """A clause by its names."""

    id = fields.String(required=True)
    num = fields.String(required=True)
    heading = fields.String(required=True)


class SeatOut(Schema):
    """A seat of a body."""

    post = fields.String(required=True)
    title = fields.String(required=True)
    party = fields.UUID()
    class_ = fields.String(data_key="class")
    measures = fields.List(fields.Nested(MeasureOut))


class ClassRuleOut(Schema):
    """How a body decides a class of motions."""

    class_ = fields.String(data_key="class", required=True)
    rule = fields.Dict(required=True)
    rule_hash = fields.String(required=True)


class BodyOut(Schema):
    """A body of an agreement."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    chair = fields.String()
    seats = fields.List(fields.Nested(SeatOut), required=True)
    rules = fields.List(fields.Nested(ClassRuleOut), required=True)


class PostOut(Schema):
    """A post without a seat."""

    post = fields.String(required=True)
    title = fields.String(required=True)
    party = fields.UUID()


class SignatoryOut(Schema):
    """Who signs for a party."""

    party = fields.UUID(required=True)
    post = fields.String(required=True)


class ProcedureOut(Schema):
    """How a matter is decided."""

    matter = fields.Enum(Matter, by_value=True, required=True)
    body = fields.String(required=True)
    class_ = fields.String(data_key="class", required=True)


class TermOut(Schema):
    """From when to when the agreement is to run."""

    starts_on = fields.Date()
    ends_on = fields.Date()


class Signature(Schema):
    """One party's signature."""

    party = fields.UUID(required=True)
    signatory = fields.UUID(required=True)
    post = fields.String(required=True)
    capacity = fields.String(required=True)
    signed_on = fields.Date(required=True)
    counterpart = fields.String()


class IncorporatedAmendment(Schema):
    """An amendment that belongs to the agreement."""

    amendment = fields.UUID(required=True)
    adoption_seq = fields.Integer(required=True)
    effective_from = fields.Date(required=True)
    modifications_hash = fields.String(required=True)


class Agreement(Representation):
    """An agreement as it stands."""

    title = fields.String(required=True)
    zone = fields.String(required=True)
    stage = fields.Enum(AgreementStage, by_value=True, required=True)
    parties = fields.List(fields.Nested(PartyTermsOut), required=True)
    clauses = fields.List(fields.Nested(ClauseName), required=True)
    bodies = fields.List(fields.Nested(BodyOut), required=True)
    posts = fields.List(fields.Nested(PostOut), required=True)
    signatories = fields.List(fields.Nested(SignatoryOut), required=True)
    procedures = fields.List(fields.Nested(ProcedureOut), required=True)
    signatures = fields.List(fields.Nested(Signature), required=True)
    amendments = fields.List(fields.Nested(IncorporatedAmendment), required=True)
    term = fields.Nested(TermOut)
    text_hash = fields.String(metadata={"description": "what parties sign"})
    terms_hash = fields.String()
    deadline = fields.Date()
    concluded_on = fields.Date()
    effective_from = fields.Date()
    effective_to = fields.Date()
    terminated_from = fields.Date()
    termination = fields.Dict()


class AssignmentOut(Schema):
    """One person's time in a post, half-open."""

    assignment = fields.Integer(required=True)
    holder = fields.UUID(required=True)
    party = fields.UUID(required=True)
    effective_from = fields.Date(required=True)
    effective_to = fields.Date()
    authority = fields.String(required=True)
    accepted = fields.Boolean(required=True)
    ended_by = fields.String()


class Role(Representation):
    """A post and its holders."""

    agreement = fields.UUID(required=True)
    post = fields.String(required=True)
    title = fields.String(required=True)
    party = fields.UUID()
    zone = fields.String(required=True)
    assignments = fields.List(fields.Nested(AssignmentOut), required=True)
    status = fields.String(required=True, metadata={"enum": ["held", "vacant"]})
    holder = fields.UUID()
    holder_party = fields.UUID()


class InterestOut(Schema):
    """A declared interest."""

    seat = fields.String(required=True)
    statement = fields.String()
    ruling = fields.Enum(Ruling, by_value=True)


class PositionCountOut(Schema):
    """How many seats stood at a position."""

    position = fields.Enum(Position, by_value=True, required=True)
    seats = fields.Integer(required=True)


class Decision(Representation):
    """A motion and what became of it."""

    agreement = fields.UUID(required=True)
    body = fields.String(required=True)
    class_ = fields.String(data_key="class", required=True)
    title = fields.String(required=True)
    text = fields.String(required=True)
    matter = fields.Enum(Matter, by_value=True, required=True)
    amendment = fields.UUID()
    background = fields.String()
    stage = fields.Enum(DecisionStage, by_value=True, required=True)
    tabled_at = fields.AwareDateTime(required=True)
    interests = fields.List(fields.Nested(InterestOut), required=True)
    ballots_given = fields.Integer(required=True)
    opens = fields.AwareDateTime()
    closes = fields.AwareDateTime()
    roll = fields.Dict()
    rule = fields.Dict()
    rule_hash = fields.String()
    chair = fields.Dict()
    closed_at = fields.AwareDateTime()
    tally = fields.List(fields.Nested(PositionCountOut))
    tied = fields.Boolean()
    casting_vote = fields.Enum(Position, by_value=True)
    verdict = fields.Enum(Verdict, by_value=True)
    explanation = fields.Dict()
    in_words = fields.String(
        metadata={"description": "the verdict and its reasons, to be read out"}
    )
    certified_at = fields.AwareDateTime()


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
