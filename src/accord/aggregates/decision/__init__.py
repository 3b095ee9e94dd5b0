"""A decision: a motion put to a body, the frozen roll, the ballots, and the verdict that follows."""

from accord.aggregates.decision.memory import Decision, Seated
from accord.aggregates.decision.motion import table_motion
from accord.aggregates.decision.noticing import notice_motion
from accord.aggregates.decision.postponing import (
    defer_motion,
    lapse_motion,
    refer_motion,
    report_back,
    take_up_motion,
)
from accord.aggregates.decision.recusing import (
    declare_interest,
    lift_interest,
    rule_on_interest,
)
from accord.aggregates.decision.sealing import (
    PaperCount,
    record_voters,
    seal_ballot,
    seal_paper_ballots,
)
from accord.aggregates.decision.sitting import extend_voting, record_presence, replace_ballot
from accord.aggregates.decision.sponsoring import (
    second_motion,
    support_motion,
    take_over_motion,
    withdraw_motion,
    withdraw_support,
)
from accord.aggregates.decision.tallying import close_voting
from accord.aggregates.decision.verdict import certify, give_casting_vote
from accord.aggregates.decision.voting import (
    Answer,
    cast_ballot,
    open_voting,
    record_ballots,
)

__all__ = [
    "Answer",
    "Decision",
    "PaperCount",
    "Seated",
    "cast_ballot",
    "certify",
    "close_voting",
    "declare_interest",
    "defer_motion",
    "extend_voting",
    "give_casting_vote",
    "lapse_motion",
    "lift_interest",
    "notice_motion",
    "open_voting",
    "record_ballots",
    "record_presence",
    "record_voters",
    "refer_motion",
    "replace_ballot",
    "report_back",
    "rule_on_interest",
    "seal_ballot",
    "seal_paper_ballots",
    "second_motion",
    "support_motion",
    "table_motion",
    "take_over_motion",
    "take_up_motion",
    "withdraw_motion",
    "withdraw_support",
]
