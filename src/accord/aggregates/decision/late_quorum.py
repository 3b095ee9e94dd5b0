"""A quorum that is reached in the last hours of a vote: the others get as many hours to answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from accord.aggregates.decision import discussing_events as d
from accord.aggregates.decision import events as e
from accord.aggregates.decision import representing_events as r
from accord.aggregates.decision.memory import Decision
from accord.aggregates.decision.supposing import supposing
from accord.events import Act, Event

_Ballot = e.BallotCast | e.BallotRecorded | d.BallotReplaced | r.ProxyBallotCast | r.SeatsPaired


def late_quorum(
    decision: Decision, act: Act, *, given: Sequence[Event]
) -> tuple[d.VotingExtended, ...]:
    """Extend the vote where it is with these ballots that there is a quorum, so late that the orders ask for it.

    That happens once in a vote. A body that chooses among options has no such quorum.
    """
    hours = timedelta(hours=decision.late_quorum_hours)
    if not hours or decision.closes is None or decision.quorum_came_late:
        return ()
    closes = act.moment + hours
    found = [g for g in given if isinstance(g, _Ballot)]
    if closes <= decision.closes or _is_quorate(decision, []) or not _is_quorate(decision, found):
        return ()
    return (d.VotingExtended(closes=closes, was=decision.closes, late_quorum=True),)


def _is_quorate(decision: Decision, given: Sequence[_Ballot]) -> bool:
    """Return whether there is a quorum once these seats have answered so; where none is asked for, there is one."""
    rule = decision.rule
    if rule is None or rule.choice is not None or rule.quorum is None:
        return True
    then = supposing(decision, given)
    quorum = then.outcome(rule).explanation.quorum
    return quorum is None or quorum.holds
