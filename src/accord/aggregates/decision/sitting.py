"""The sitting at which a vote is taken: who attends, later ballots, more time, and another vote."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from accord import canonical
from accord.aggregates.agreement.memory import Agreement
from accord.aggregates.decision import discussing_events as d
from accord.aggregates.decision import events as e
from accord.aggregates.decision.memory import Decision, Stage
from accord.aggregates.decision.noticing import orders_of
from accord.aggregates.decision.objections import no_vote_against
from accord.aggregates.decision.timing import cited, lasts_as_ordered
from accord.aggregates.pieces import pieces
from accord.errors import NotEntitled, OutOfOrder, Refused
from accord.events import Act
from accord.rules import Position, Verdict


def at_an_instant(act: Act) -> None:
    """Raise `Refused` where of an act in a voting only the day is said."""
    # The roll of a past day must not meet the ballots of today.
    if act.env.occurred_on is not None:
        raise Refused(
            "voting runs from one instant to another: say at which instant this occurred, not only "
            "on which day",
            field="occurred_on",
        )


def each_once(seats: Sequence[str], field: str, of: str = "/seat") -> None:
    """Raise `Refused` where a seat stands in a list more than once; `of` is where an entry says which."""
    for index, seat in enumerate(seats):
        if seat in seats[:index]:
            raise Refused(
                f"seat {seat} stands {seats.count(seat)} times in this list",
                field=f"{field}/{index}{of}",
                seat=seat,
            )


def record_presence(
    decision: Decision, act: Act, *, seats: Sequence[d.SeatAttendance]
) -> tuple[d.AttendanceRecorded, ...]:
    """Record who is at the sitting, before the vote is closed; the ballots alone are counted."""
    stages = (Stage.VOTING, Stage.AWAITING_CLOSURE)
    decision.must_be(act.moment, stages, "attendance is recorded while the vote is taken")
    if not seats:
        raise Refused("there is nothing to record: no seat was named", field="seats")
    each_once([entry.seat for entry in seats], "seats")
    for index, entry in enumerate(seats):
        holder = decision.seat(entry.seat).holder
        if holder is None and entry.attendance is not d.Attendance.ABSENT:
            raise Refused(
                f"seat {entry.seat} was vacant when the roll was frozen; nobody attends for it",
                field=f"seats/{index}/attendance",
                seat=entry.seat,
            )
    return tuple(d.AttendanceRecorded(seats=piece) for piece in pieces(seats))


def replace_ballot(
    decision: Decision, act: Act, *, agreement: Agreement, seat: str, position: Position
) -> d.BallotReplaced:
    """Give another ballot for a seat while voting is open, where the standing orders let ballots be replaced."""
    at_an_instant(act)
    decision.next_act(act, (Stage.VOTING,), "no ballot can be replaced")
    if decision.sealed.secret:
        raise OutOfOrder("a secret ballot that is given stands: nobody can find it in the box")
    orders = orders_of(decision, agreement, act.day(agreement.zone))
    if not orders.replaceable_ballots:
        raise OutOfOrder(
            f"a ballot that is given stands: {cited(orders)} do not let it be replaced",
            clause=orders.clause,
        )
    if decision.seat(seat).holder != act.speaker:
        raise NotEntitled(f"only the holder of seat {seat} can replace its ballot", seat=seat)
    if decision.rule is not None and decision.rule.choice is not None:
        raise OutOfOrder("a choice among options stands: it is not replaced", seat=seat)
    if seat not in decision.ballots:
        raise OutOfOrder(f"seat {seat} has given no ballot to replace", seat=seat)
    if position not in (Position.FOR, Position.AGAINST, Position.ABSTAIN):
        raise Refused("a ballot is cast for, against or abstain", field="position")
    no_vote_against(decision.rule, position, "position")
    was = decision.ballots[seat]
    if was is position:
        raise OutOfOrder(f"the ballot of seat {seat} is {position} already", seat=seat)
    return d.BallotReplaced(seat=seat, position=position, was=was)


def extend_voting(
    decision: Decision, act: Act, *, agreement: Agreement, closes: datetime
) -> d.VotingExtended:
    """Let voting run longer, for a reason, while it is open; no longer than the standing orders let it."""
    at_an_instant(act)
    decision.next_act(act, (Stage.VOTING,), "voting cannot be extended")
    if not act.reason:
        raise Refused("say for which reason voting is extended", field="reason")
    was = decision.closes
    if was is None or closes <= was:
        raise Refused(
            f"voting runs up to but without {canonical.instant(was or closes)}; it is extended to a later "
            f"instant, and {canonical.instant(closes)} is not",
            field="closes",
        )
    orders = orders_of(decision, agreement, act.day(agreement.zone))
    lasts_as_ordered(orders, decision.opens or was, closes, agreement.zone)
    return d.VotingExtended(closes=closes, was=was)


def another_voting(decision: Decision, act: Act, agreement: Agreement) -> e.VotingCause | None:
    """Return why the motion is voted on again: nobody won, or too few took part; None for the first time.

    Raise `OutOfOrder` where it was voted on again for just that reason: no standing orders call without end.
    """
    cause = _cause(decision)
    if cause not in decision.causes:
        return cause
    orders = cited(orders_of(decision, agreement, act.day(agreement.zone)))
    raise OutOfOrder(
        f"{_ONCE[cause]} under {orders}; put the motion anew, as another one", cause=str(cause)
    )


_ONCE = {
    e.VotingCause.SECOND_VOTE: "the seats were equally divided again, and there is one second vote",
    e.VotingCause.SECOND_CALL: "too few took part again, and a motion is called a second time once",
}


_AGAIN = {
    Verdict.INQUORATE: e.VotingCause.SECOND_CALL,
    Verdict.TIED: e.VotingCause.SECOND_VOTE,
}
"""Why a body chooses again among the same options."""


def _cause(decision: Decision) -> e.VotingCause | None:
    if not decision.closed or decision.rule is None:
        return None
    if decision.rule.choice is not None:
        return _AGAIN.get(decision.chosen().verdict)
    outcome = decision.outcome(decision.rule)
    if outcome.verdict is Verdict.INQUORATE:
        return e.VotingCause.SECOND_CALL
    undecided = decision.verdict is None and decision.rule.tie == "casting_vote"
    left_open = undecided and decision.casting_vote is None
    if outcome.tied and (left_open or decision.rule.tie == "second_vote"):
        return e.VotingCause.SECOND_VOTE
    return None
