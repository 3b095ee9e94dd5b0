"""A decision as it would stand if some ballots were given."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy, deepcopy

from accord.aggregates.decision import events as e
from accord.aggregates.decision import representing_events as r
from accord.aggregates.decision.discussing_events import BallotReplaced
from accord.aggregates.decision.memory import Decision

Given = (
    e.BallotCast
    | e.BallotRecorded
    | BallotReplaced
    | r.ProxyBallotCast
    | r.BallotsDelegated
    | r.SeatsPaired
)


def supposing(decision: Decision, given: Iterable[Given]) -> Decision:
    """Return the decision with these ballots; it is itself left as it is."""
    then = copy(decision)
    then.ballots, then.representation = {**decision.ballots}, deepcopy(decision.representation)
    for each in given:
        if isinstance(each, e.BallotCast | e.BallotRecorded | BallotReplaced):
            then.ballots[each.seat] = each.position
        then.representation.follow(each, then.ballots)
    return then
