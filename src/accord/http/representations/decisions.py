"""What comes back for a decision: the motion, its roll, its tally and its verdict."""

from __future__ import annotations

from marshmallow import Schema, fields

from accord.aggregates.decision.events import Ruling
from accord.aggregates.decision.memory import Stage as DecisionStage
from accord.aggregates.matters import Matter
from accord.http.representations.common import Representation
from accord.rules import Position, Verdict


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
    about = fields.UUID()
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
