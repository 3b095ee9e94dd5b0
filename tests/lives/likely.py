"""What is likely to be said of a decision as it stands; walks that say only what is wrong get nowhere."""

from __future__ import annotations

from datetime import datetime

from accord.aggregates.decision import Decision
from accord.aggregates.decision.memory import Stage
from accord.rules import Verdict
from tests.lives.motions import VOTING
from tests.lives.observed import ZONE

_FRESH = (
    *("notice_motion", "second_motion", "support_motion", "declare_interest", "withdraw_motion"),
    *("propose_motion_amendment", "defer_motion", "refer_motion", "open_voting", "open_voting"),
)
_PROPOSED = (
    *("object_to_amendment", "withdraw_motion_amendment", "accept_friendly_amendment"),
    *("support_motion", "reject_motion_amendment", "accept_friendly_amendment"),
)
_AT: dict[Stage, tuple[str, ...]] = {
    Stage.DEFERRED: ("take_up_motion", "withdraw_motion", "withdraw_support", "lapse_motion"),
    Stage.REFERRED: ("report_back", "withdraw_motion", "withdraw_support", "lapse_motion"),
    Stage.WITHDRAWN: ("take_over_motion",),
    Stage.VOTING: (
        *VOTING,
        "declare_interest",
        "rule_on_interest",
        "cast_ballot",
        "record_ballots",
        "replace_ballot",
    ),
    Stage.AWAITING_CLOSURE: ("rule_on_interest", "close_voting", "record_presence"),
    Stage.CLOSED: (
        *("give_casting_vote", "give_casting_vote", "give_casting_vote", "certify_result"),
        *("open_voting", "challenge_result"),
    ),
    Stage.CERTIFIED: ("open_voting", "challenge_result", "place_hold"),
    Stage.AWAITING_CONSENT: ("consent", "consent", "consent", "refuse_consent", "place_hold"),
    Stage.HELD: ("withdraw_hold", "consent", "refuse_consent", "challenge_result"),
    Stage.EFFECTIVE: ("place_hold", "record_implementation", "challenge_result"),
}


def likely(state: Decision, at: datetime) -> list[str]:
    """The commands that have a chance on this decision now."""
    stage = state.stage(at, ZONE)
    found = [*_AT.get(stage, ())]
    if stage is Stage.TABLED:
        found += _before_the_vote(state, at)
    if state.aftermath.begun and state.verdict is Verdict.CARRIED:
        found += ["place_hold", "withdraw_hold"] * bool(state.aftermath.sponsors)
    if None in state.aftermath.challenges.values():
        found += ["rule_on_challenge"] * 2
    return found or ["challenge_result", "record_implementation"]


def _before_the_vote(state: Decision, at: datetime) -> tuple[str, ...]:
    notice = state.discussion.notice
    if notice is not None and notice.until is not None and notice.until <= at.date():
        return ("lapse_motion", "notice_motion", "open_voting")
    if state.discussion.proposed:
        return _PROPOSED
    if None in state.interests.values():
        return ("rule_on_interest", "rule_on_interest", "lift_interest")
    sponsored = ("withdraw_support",) if state.discussion.sponsors() else ()
    return (*_FRESH, *sponsored, *["lift_interest"] * bool(state.interests))


def about(state: Decision, at: datetime) -> list[str]:
    """What another decision can do to this one now."""
    stage, ended = state.stage(at, ZONE), state.aftermath.ended
    found = ["adopt_motion_amendment", "reject_motion_amendment"] * bool(state.discussion.proposed)
    if stage is not Stage.TABLED:
        found = ["release_hold"] * 4 * (stage is Stage.HELD)
    if state.aftermath.begun and ended is None and stage is not Stage.LAPSED:
        found += ["supersede_decision", "rescind_decision", "reopen_decision"]
        found += ["ratify_emergency_decision"] * 4 * state.aftermath.emergency
    return found


def is_alive(state: Decision) -> bool:
    """Whether there is a result that can still come to something."""
    return state.aftermath.begun and state.aftermath.ended is None
