"""What comes back for a decision: the motion, its roll, its tally and its verdict."""

from __future__ import annotations

from marshmallow import Schema, fields

from accord.aggregates.agreement.terms import StagePower
from accord.aggregates.decision.events import Ruling, VotingCause
from accord.aggregates.decision.memory import Stage as DecisionStage
from accord.aggregates.decision.objections import Status as ObjectionStatus
from accord.aggregates.matters import Matter
from accord.http.fields import CLOSING
from accord.http.representations.common import Corrected, Representation
from accord.http.representations.discussed import (
    DeferralOut,
    MotionAmendmentOut,
    NoticeOut,
    ReferralOut,
)
from accord.http.representations.impacts import ImpactShort
from accord.http.representations.representing import DeclarationOut, PairOut, ProxyOut
from accord.http.representations.votings import (
    ChallengeOut,
    LeftOffOut,
    OptionOut,
    OutcomeOut,
    PositionCountOut,
    RecountOut,
    SealedChoiceOut,
    SealedCountOut,
    VotingOut,
)
from accord.rules import Position, Verdict


class InterestOut(Schema):
    """A declared interest."""

    seat = fields.String(required=True)
    statement = fields.String()
    ruling = fields.Enum(Ruling, by_value=True)
    lifted_at = fields.AwareDateTime(
        metadata={"description": "when it had fallen away; it counts no more"}
    )


class ConsentOut(Schema):
    """A party whose own consent is needed; `consented` once it was given or refused, `lapsed` once it left."""

    party = fields.UUID(required=True)
    weight = fields.String(metadata={"description": "what it weighs, where a share is needed"})
    consented = fields.Boolean()
    lapsed = fields.Boolean()
    signatory = fields.UUID()
    post = fields.String()


class ConsentsNeededOut(Schema):
    """How many of those asked must consent, or which share of what they weigh; where neither is said, all."""

    at_least = fields.Integer()
    share = fields.String()
    days_after = fields.Integer(
        metadata={"description": "between the consent that is enough and the effect"}
    )


class StageOut(Schema):
    """A stage of its passage: before which body, and when it was passed, or what became of it."""

    body = fields.String(required=True)
    class_ = fields.String(data_key="class", required=True)
    power = fields.Enum(StagePower, by_value=True, required=True)
    least_days = fields.Integer()
    most_days = fields.Integer()
    begins_on = fields.Date(metadata={"description": "from when it runs, where that is known"})
    over_on = fields.Date(
        metadata={"description": "when it has passed without a veto, or lapses without approval"}
    )
    passed_on = fields.Date()
    passed_by = fields.UUID(metadata={"description": "the decision by which the body approved"})
    vetoed_by = fields.UUID(metadata={"description": "the decision by which the body vetoed it"})


class HoldOut(Schema):
    """A seat that asked that the decision wait."""

    seat = fields.String(required=True)
    withdrawn = fields.Boolean()


class ImplementationOut(Schema):
    """What was done on the decision: a part, or (`complete`) the rest of it."""

    complete = fields.Boolean(required=True)
    completed_on = fields.Date()
    statement = fields.String()
    obligations = fields.List(fields.UUID())
    still_open = fields.List(
        fields.UUID(), metadata={"description": "obligations of the decision that were open then"}
    )
    evidence = fields.List(fields.String())
    entry = fields.Integer(
        required=True, metadata={"description": "the version of the entry that says so"}
    )


class ReconsiderationOut(Schema):
    """By which decision a motion was put to its body again, and what it had come to."""

    decision = fields.UUID(required=True)
    verdict = fields.Enum(Verdict, by_value=True)
    in_words = fields.String()
    certified_at = fields.AwareDateTime()


class ObjectionOut(Schema):
    """An objection of a seat, and what became of it."""

    number = fields.Integer(required=True)
    seat = fields.String(required=True)
    statement = fields.String()
    status = fields.Enum(ObjectionStatus, by_value=True, required=True)
    ruled_because = fields.String()
    amendment = fields.Integer()
    decision = fields.UUID()


class Decision(Corrected, Representation):
    """A motion and what became of it."""

    agreement = fields.UUID(required=True)
    body = fields.String(required=True)
    zone = fields.String(
        required=True, metadata={"description": "of its agreement: its days are counted there"}
    )
    class_ = fields.String(data_key="class", required=True)
    title = fields.String(required=True)
    text = fields.String(required=True)
    matter = fields.Enum(Matter, by_value=True, required=True)
    amendment = fields.UUID()
    options = fields.List(
        fields.Nested(OptionOut), metadata={"description": "what the body chooses among"}
    )
    background = fields.String()
    about = fields.UUID()
    stage = fields.Enum(DecisionStage, by_value=True, required=True)
    tabled_at = fields.AwareDateTime(required=True)
    mover = fields.String(metadata={"description": "the seat for which it was moved"})
    lapses = fields.AwareDateTime(
        metadata={
            "description": "from when it can be put to the vote no more, where there is an end"
        }
    )
    notice = fields.Nested(
        NoticeOut, metadata={"description": "by which it can be put to the vote first"}
    )
    notices = fields.List(
        fields.Nested(NoticeOut), metadata={"description": "each that stands, one by meeting"}
    )
    seconders = fields.List(fields.String(), metadata={"description": "by seat"})
    supporters = fields.List(fields.String(), metadata={"description": "by seat"})
    motion_amendments = fields.List(fields.Nested(MotionAmendmentOut))
    referral = fields.Nested(ReferralOut)
    deferral = fields.Nested(DeferralOut)
    interests = fields.List(fields.Nested(InterestOut), required=True)
    proxies = fields.List(fields.Nested(ProxyOut))
    pairs = fields.List(fields.Nested(PairOut))
    objections = fields.List(
        fields.Nested(ObjectionOut),
        metadata={"description": "under a rule by which seats object instead of voting against"},
    )
    voting = fields.Integer(
        metadata={"description": "which voting on the motion the following is about, from 1"}
    )
    cause = fields.Enum(
        VotingCause, by_value=True, metadata={"description": "why it is voted on again"}
    )
    votings = fields.List(
        fields.Nested(VotingOut), metadata={"description": "the earlier votings on the motion"}
    )
    late_quorum_hours = fields.Integer(
        metadata={
            "description": "for how many hours it is open from when there is a quorum, at least"
        }
    )
    by_correspondence = fields.Boolean(
        metadata={"description": "that it is decided without a meeting"}
    )
    meeting_demanded_for = fields.String(
        metadata={"description": "the seat that demanded a meeting, instead of correspondence"}
    )
    ballots_given = fields.Integer(required=True)
    opens = fields.AwareDateTime()
    closes = fields.AwareDateTime(metadata=CLOSING)
    roll = fields.Dict()
    left_off = fields.List(
        fields.Nested(LeftOffOut), metadata={"description": "seats of the body not on the roll"}
    )
    not_bound = fields.List(
        fields.UUID(), metadata={"description": "parties that opted out, or abstain by declaration"}
    )
    declarations = fields.List(fields.Nested(DeclarationOut))
    rule = fields.Dict()
    rule_hash = fields.String()
    chair = fields.Dict()
    secret = fields.Boolean(metadata={"description": "that the vote is by secret ballot"})
    smallest_secret = fields.Integer(
        metadata={
            "description": "of how many people, at least, a secret ballot is counted together"
        }
    )
    sealed_choices = fields.List(
        fields.Nested(SealedChoiceOut),
        metadata={"description": "what was chosen in the sealed box when it was opened"},
    )
    sealed_ballots = fields.List(
        fields.Nested(SealedCountOut),
        metadata={"description": "what was in the sealed box when it was opened"},
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
    outcomes = fields.List(
        fields.Nested(OutcomeOut),
        metadata={"description": "what became of each option, in the order in which they were put"},
    )
    verdict = fields.Enum(Verdict, by_value=True)
    explanation = fields.Dict()
    in_words = fields.String(
        metadata={"description": "the verdict and its reasons, to be read out"}
    )
    certified_at = fields.AwareDateTime()
    effective_from = fields.Date(
        metadata={"description": "from when it holds, where that is not its certification"}
    )
    effective_to = fields.Date(
        metadata={
            "description": "up to but without this day: the first on which it no longer holds, where there is one"
        }
    )
    expires_on = fields.Date(
        metadata={"description": "up to but without this day it holds, unless it is implemented"}
    )
    consents = fields.List(
        fields.Nested(ConsentOut),
        metadata={"description": "of a reserved matter: whose consent it needs to be effective"},
    )
    consents_needed = fields.Nested(ConsentsNeededOut)
    stages = fields.List(
        fields.Nested(StageOut),
        metadata={"description": "the bodies through which it passes before it is effective"},
    )
    staged_from = fields.Date()
    challenges = fields.List(fields.Nested(ChallengeOut))
    recounts = fields.List(fields.Nested(RecountOut))
    impacts = fields.List(
        fields.Nested(ImpactShort),
        metadata={"description": "what later facts changed for its basis; the verdict stays"},
    )
    holds = fields.List(fields.Nested(HoldOut))
    held = fields.Boolean(metadata={"description": "that enough seats ask that it wait"})
    released_by = fields.UUID(metadata={"description": "the decision that released it"})
    implementations = fields.List(fields.Nested(ImplementationOut))
    reconsiderations = fields.List(
        fields.Nested(ReconsiderationOut),
        metadata={"description": "what it came to before its motion was put to the body again"},
    )
    rescinded_by = fields.UUID(metadata={"description": "the decision that rescinded it"})
    superseded_by = fields.UUID(metadata={"description": "the decision that stands in its place"})
    emergency = fields.Boolean(
        metadata={"description": "that the one who presides decided in the place of the body"}
    )
    ratified_by = fields.UUID(metadata={"description": "the decision that ratified it"})
    ratification_refused_by = fields.UUID(
        metadata={"description": "the decision that did not ratify it"}
    )
