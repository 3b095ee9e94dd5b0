"""Notice of a motion, and what the standing orders ask for before it is put to the vote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from accord.aggregates.agreement.memory import Agreement
from accord.aggregates.agreement.terms import StandingOrders
from accord.aggregates.decision import discussing_events as d
from accord.aggregates.decision.discussion import Notice
from accord.aggregates.decision.memory import BEFORE_THE_VOTE, Decision, Seated, Stage
from accord.aggregates.decision.timing import cited, in_days
from accord.errors import OutOfOrder, Refused
from accord.events import Act

if TYPE_CHECKING:  # a meeting knows decisions, and is loaded after them
    from accord.aggregates.meeting.memory import Meeting


def orders_of(decision: Decision, agreement: Agreement, day: date) -> StandingOrders:
    """Return the standing orders, on a day, of the body that decides."""
    return agreement.terms_on(day).orders(decision.body)


def notice_motion(
    decision: Decision,
    act: Act,
    *,
    agreement: Agreement,
    opens_on: date,
    until: date | None = None,
    meeting: UUID | None = None,
) -> d.MotionNoticed:
    """Give notice that the motion will be put to the vote from a day on; a new one takes its place.

    The notice that a meeting gives stands beside those of other meetings, as long as it is on the agenda.
    """
    decision.next_act(act, (Stage.TABLED, Stage.DEFERRED), "no notice can be given")
    day = act.day(agreement.zone)
    orders = orders_of(decision, agreement, day)
    earliest = _plus(day, orders.notice_days)
    if opens_on < earliest:
        raise Refused(
            f"{cited(orders)} ask for {in_days(orders.notice_days)} of notice: given on {day}, the "
            f"motion can be put to the vote from {earliest} on, and not on {opens_on}",
            field="opens_on",
            clause=orders.clause,
        )
    if until is not None and until <= opens_on:
        raise Refused(f"the notice would end on {until}, not after {opens_on}", field="until")
    given = ((n.opens_on, n.until, n.meeting) for n in decision.discussion.notices)
    if (opens_on, until, meeting) in given:
        raise OutOfOrder(f"notice that the vote opens from {opens_on} on is already given")
    return d.MotionNoticed(meeting=meeting, effective_from=opens_on, effective_to=until)


def of_the_same_body(decision: Decision, meeting: Meeting) -> None:
    """Raise `Refused` where a meeting of another body would give notice of the motion."""
    if (meeting.agreement, meeting.body) != (decision.agreement, decision.body):
        raise Refused(
            f"meeting {meeting.id} is one of body {meeting.body}, and the motion is before body {decision.body}",
            field="meeting",
        )


def wants_notice(decision: Decision, act: Act, day: date, *, on_agenda: bool) -> bool:
    """Return whether a meeting on a day is still to give notice of a motion, that stood `on_agenda` or is new there.

    What is new has the notice of no other meeting, which lapses with that one.
    """
    if decision.stage(act.moment) not in (Stage.TABLED, Stage.DEFERRED):
        return False
    notices = decision.discussion.notices
    return not any(n.covers(day) and (on_agenda or n.meeting is None) for n in notices)


def lapse_notice(decision: Decision, act: Act, *, meeting: UUID) -> d.MotionNoticeLapsed | None:
    """Let the notice lapse that a meeting gave of a motion, where it stands and no vote was opened on it yet."""
    waits = decision.stage(act.moment) in BEFORE_THE_VOTE
    stands = any(notice.meeting == meeting for notice in decision.discussion.notices)
    return d.MotionNoticeLapsed(meeting=meeting) if waits and stands else None


def _plus(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max


def must_be_ready(
    decision: Decision, act: Act, agreement: Agreement, seated: Mapping[str, Seated]
) -> None:
    """Raise `OutOfOrder` unless the motion can be put to the vote as the standing orders ask.

    `seated` has who sits in the seats of the body on the day.
    """
    day = act.day(agreement.zone)
    orders = orders_of(decision, agreement, day)
    if decision.discussion.proposed:
        numbers = list(decision.discussion.proposed)
        raise OutOfOrder(
            f"amendments of the motion are open ({', '.join(map(str, numbers))}): adopt, reject or "
            "withdraw each before voting opens",
            open=numbers,
        )
    _noticed(decision.discussion.notices, day, orders, agreement.zone)
    _discussed(decision, day, orders, agreement.zone)
    _seconded(decision, orders, seated)


def _noticed(notices: Sequence[Notice], day: date, orders: StandingOrders, zone: str) -> None:
    """Raise `OutOfOrder` unless one of the notices that stand lets the vote be opened on a day."""
    if not notices and orders.notice_days:
        raise OutOfOrder(
            f"{cited(orders)} ask for {in_days(orders.notice_days)} of notice before the vote, and "
            "none is given that stands",
            clause=orders.clause,
        )
    opens = {n: max(n.opens_on, _plus(n.given.day(zone), orders.notice_days)) for n in notices}
    if not notices or any(n.covers(day) and opens[n] <= day for n in notices):
        return
    first = min(opens, key=opens.__getitem__)
    if day < opens[first]:
        raise OutOfOrder(
            f"by the notice given and {cited(orders)} voting opens from {opens[first]} on, and this is {day}",
            clause=orders.clause,
        )
    raise OutOfOrder(f"the notice given ended on {first.until}; a new one is needed")


def _discussed(decision: Decision, day: date, orders: StandingOrders, zone: str) -> None:
    began = decision.discussion.began
    if began is None or not orders.discussion_days:
        return
    from_ = _plus(began.day(zone), orders.discussion_days)
    if day < from_:
        raise OutOfOrder(
            f"{cited(orders)} ask for {in_days(orders.discussion_days)} of discussion since the motion "
            f"was tabled or last materially changed: voting opens from {from_} on, and this is {day}",
            clause=orders.clause,
        )


def _seconded(decision: Decision, orders: StandingOrders, seated: Mapping[str, Seated]) -> None:
    """Raise `OutOfOrder` unless enough of those who seconded sit in their seats as the vote is opened.

    To second is to say in person that the matter deserves a vote, and to answer for that until it is taken: as
    in Debian, where a resolution has the sponsors that are members still. (In Robert's Rules the second is
    spent once the question is stated, and the question is stated here as the vote is opened.) Who comes into
    the seat has said nothing yet, and can second anew.
    """
    said = decision.discussion.seconders
    there = [seat for seat, who in said.items() if seat in seated and seated[seat].holder == who]
    if len(there) < orders.seconders:
        gone = [seat for seat in said if seat not in there]
        raise OutOfOrder(
            f"{cited(orders)} ask that {orders.seconders} second the motion, and {len(there)} did"
            + (
                f" who sit there still; who seconded for {', '.join(gone)} does so no more"
                if gone
                else ""
            ),
            clause=orders.clause,
            seconders=there,
        )
