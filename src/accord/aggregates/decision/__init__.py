"""A decision: a motion put to a body, the frozen roll, the ballots, and the verdict that follows."""

from accord.aggregates.decision.memory import Decision, Seated
from accord.aggregates.decision.motion import declare_interest, rule_on_interest, table_motion
from accord.aggregates.decision.verdict import certify, give_casting_vote
from accord.aggregates.decision.voting import (
    Answer,
    cast_ballot,
    close_voting,
    open_voting,
    record_ballots,
)

__all__ = [
    "Answer",
    "Decision",
    "Seated",
    "cast_ballot",
    "certify",
    "close_voting",
    "declare_interest",
    "give_casting_vote",
    "open_voting",
    "record_ballots",
    "rule_on_interest",
    "table_motion",
]
