"""What comes back for a voting: who is left off its roll, what was chosen among, and what was counted."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from accord.aggregates.decision.events import ChallengeRuling, LeftOff, RecountGround, VotingCause
from accord.http.fields import CLOSING, MeasureIn
from accord.http.representations.representing import DeclarationOut
from accord.rules import Position, Verdict
from accord.rules.choices import OUTCOMES


class ChallengeOut(Schema):
    """A challenge to the result, and what was ruled on it."""

    number = fields.Integer(required=True)
    seat = fields.String()
    party = fields.UUID()
    statement = fields.String()
    ruling = fields.Enum(ChallengeRuling, by_value=True)


class RecountOut(Schema):
    """A recount of the result: why, and (once certified) what it came to beside what `was` certified."""

    number = fields.Integer(required=True)
    ground = fields.Enum(RecountGround, by_value=True, required=True)
    authority = fields.String(required=True)
    reason = fields.String()
    ordered_at = fields.AwareDateTime(required=True)
    entry = fields.Integer(
        required=True, metadata={"description": "the version of the entry that says so"}
    )
    verdict = fields.Enum(Verdict, by_value=True)
    was = fields.Enum(Verdict, by_value=True)
    chosen = fields.List(
        fields.String(), metadata={"description": "among options, in the order of election"}
    )
    was_chosen = fields.List(fields.String(), metadata={"description": "as certified before"})
    evaluator = fields.String(metadata={"description": "which counted"})
    explanation = fields.Dict()
    in_words = fields.String()
    certified_at = fields.AwareDateTime()


class PositionCountOut(Schema):
    """How many seats stood at a position."""

    position = fields.Enum(Position, by_value=True, required=True)
    seats = fields.Integer(required=True)


class SealedCountOut(Schema):
    """How many ballots for a position were in the sealed box, of seats that the rule cannot tell apart."""

    class_ = fields.String(data_key="class")
    measures = fields.List(fields.Nested(MeasureIn))
    position = fields.Enum(Position, by_value=True, required=True)
    ballots = fields.Integer(required=True)


class SealedChoiceOut(Schema):
    """How many ballots for an option were in the sealed box, of seats that the rule cannot tell apart."""

    option = fields.String(metadata={"description": "absent: blank ballots"})
    measures = fields.List(fields.Nested(MeasureIn))
    ballots = fields.Integer(required=True)


class OptionOut(Schema):
    """What can be chosen."""

    id = fields.String(required=True)
    title = fields.String(required=True)
    group = fields.String()
    cost = fields.String()
    nominated_by = fields.String(
        metadata={"description": "the seat, where it was not put with the motion"}
    )
    seconded_by = fields.List(
        fields.String(), metadata={"description": "the seats that seconded its nomination"}
    )
    withdrawn = fields.Boolean(metadata={"description": "that it cannot be chosen any more"})
    lapsed = fields.Boolean(
        metadata={"description": "that too few had seconded it when voting opened"}
    )


class OutcomeOut(Schema):
    """What became of an option."""

    option = fields.String(required=True)
    outcome = fields.String(required=True, validate=validate.OneOf(list(OUTCOMES)))
    round = fields.Integer(metadata={"description": "in which it was eliminated"})
    in_words = fields.String(required=True)


class LeftOffOut(Schema):
    """A seat of the body that is not on the roll of a vote, and why: it does not count in any base."""

    seat = fields.String(required=True)
    party = fields.UUID()
    reason = fields.Enum(LeftOff, by_value=True, required=True)
    votes = fields.List(
        fields.UUID(),
        metadata={"description": "the missed votes by which its right to vote lapsed"},
    )
    opt_out = fields.String(metadata={"description": "the key of the opt-out of its party"})
    clause = fields.String(metadata={"description": "that lays down why"})


class VotingOut(Schema):
    """An earlier voting on the motion, which decided nothing."""

    voting = fields.Integer(required=True)
    cause = fields.Enum(VotingCause, by_value=True)
    late_quorum_hours = fields.Integer()
    by_correspondence = fields.Boolean()
    ballots_given = fields.Integer(required=True)
    opens = fields.AwareDateTime(required=True)
    closes = fields.AwareDateTime(required=True, metadata=CLOSING)
    roll = fields.Dict(required=True)
    left_off = fields.List(fields.Nested(LeftOffOut))
    not_bound = fields.List(fields.UUID())
    declarations = fields.List(fields.Nested(DeclarationOut))
    rule = fields.Dict(required=True)
    rule_hash = fields.String(required=True)
    chair = fields.Dict()
    secret = fields.Boolean()
    smallest_secret = fields.Integer()
    sealed_ballots = fields.List(fields.Nested(SealedCountOut))
    sealed_choices = fields.List(fields.Nested(SealedChoiceOut))
    voided = fields.Boolean(
        metadata={
            "description": "that the box of a secret vote was destroyed unopened: too few were alike"
        }
    )
    closed_at = fields.AwareDateTime()
    tally = fields.List(fields.Nested(PositionCountOut))
    tied = fields.Boolean()
    casting_vote = fields.Enum(Position, by_value=True)
    chose = fields.Integer(metadata={"description": "how many seats chose among the options"})
    casting_choice = fields.List(fields.String())
    lot = fields.List(fields.String())
    chosen = fields.List(
        fields.String(), metadata={"description": "the options chosen, in the order of election"}
    )
    outcomes = fields.List(fields.Nested(OutcomeOut))
    verdict = fields.Enum(Verdict, by_value=True)
    explanation = fields.Dict()
    in_words = fields.String()
    certified_at = fields.AwareDateTime()
    challenges = fields.List(fields.Nested(ChallengeOut))
    recounts = fields.List(fields.Nested(RecountOut))
