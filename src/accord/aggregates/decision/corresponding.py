"""Deciding by correspondence, without a meeting: where the standing orders allow it, and nobody demands one."""

from __future__ import annotations

from accord.aggregates.agreement.memory import Agreement
from accord.aggregates.agreement.terms import StandingOrders
from accord.aggregates.decision import discussing_events as d
from accord.aggregates.decision.memory import Decision, Stage
from accord.aggregates.decision.noticing import orders_of
from accord.aggregates.decision.timing import cited
from accord.errors import NotEntitled, OutOfOrder, Refused
from accord.events import Act


def may_correspond(decision: Decision, orders: StandingOrders, *, wanted: bool) -> None:
    """Raise a kind of `Refused` unless the motion can be decided by correspondence, where that is wanted."""
    if not wanted:
        return
    if not orders.written_procedure:
        raise Refused(
            f"{cited(orders)} let no motion be decided by correspondence: put it to the vote at a meeting",
            field="by_correspondence",
            clause=orders.clause,
        )
    if (seat := decision.discussion.meeting_for) is not None:
        raise OutOfOrder(
            f"seat {seat} demanded a meeting on this motion: it is put to the vote there, and not by "
            "correspondence",
            seat=seat,
        )


def demand_meeting(
    decision: Decision, act: Act, *, agreement: Agreement, seat: str
) -> d.MeetingDemanded:
    """Demand, for a seat, a meeting on a motion that is being decided by correspondence: that vote ends.

    Nothing comes of its ballots; the motion is on the table again, for a meeting.
    """
    decision.next_act(act, (Stage.VOTING,), "a meeting is demanded while the vote is open")
    if not decision.by_correspondence:
        raise OutOfOrder("the motion is not being decided by correspondence: no meeting is missing")
    orders = orders_of(decision, agreement, act.day(agreement.zone))
    if not orders.meeting_on_demand:
        raise OutOfOrder(
            f"{cited(orders)} let no seat demand a meeting on what is decided by correspondence",
            clause=orders.clause,
        )
    if decision.seat(seat).holder != act.speaker:
        raise NotEntitled(f"only the holder of seat {seat} can demand a meeting for it", seat=seat)
    if decision.is_recused(seat):
        raise NotEntitled(f"seat {seat} is recused from this decision", seat=seat)
    return d.MeetingDemanded(seat=seat)
