"""The right to vote of a seat is restored, on request or once the seat attended a meeting again."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from accord import canonical
from accord.aggregates.docket.memory import Docket
from accord.aggregates.effect import effective
from accord.aggregates.role import events as e
from accord.aggregates.role.memory import Role
from accord.errors import OutOfOrder, Refused
from accord.events import Act

if TYPE_CHECKING:
    from accord.aggregates.agreement.memory import Agreement
    from accord.aggregates.agreement.terms import Body, StandingOrders
    from accord.aggregates.meeting.memory import Meeting

_THERE = ("present", "remote")


def restore_voting_right(
    role: Role,
    act: Act,
    *,
    agreement: Agreement,
    docket: Docket,
    meeting: Meeting | None = None,
    from_: date | None = None,
) -> e.VotingRightRestored:
    """Give a seat its vote back from a day on; the votes that it missed until now no longer count.

    `docket` is that of the body in which it is a seat, `meeting` the one that it attended, where the
    standing orders ask for that.
    """
    role.exists()
    day = act.day(agreement.zone)
    terms = agreement.terms_on(day)
    body = body_with(role, terms.body_with(role.post), day)
    orders = terms.orders(body.id)
    votes = _lost(role, act, docket, orders, day, kept_for=_kept_for(body, role.post))
    if orders.voting_right_by_attendance:
        last = docket.votes[votes[-1]].opened
        _attended(meeting, agreement, body, role.post, last)
    elif meeting is not None:
        raise Refused(
            f"the standing orders of body {body.id}{_under(orders)} restore the right to vote on request: no "
            "meeting is cited",
            field="meeting",
        )
    return e.VotingRightRestored(
        votes=tuple(votes),
        meeting=meeting.id if meeting else None,
        clause=orders.clause,
        effective_from=effective(act, from_, agreement.zone),
    )


def body_with(role: Role, body: Body | None, day: date) -> Body:
    """Return the body in which a post is a seat; raise `Refused` where it is none."""
    if body is None:
        raise Refused(f"post {role.post} is no seat of a body on {day}: it has no right to vote")
    return body


def _kept_for(body: Body, post: str) -> UUID | None:
    return next(seat.party for seat in body.seats if seat.post == post)


def _lost(
    role: Role,
    act: Act,
    docket: Docket,
    orders: StandingOrders,
    day: date,
    *,
    kept_for: UUID | None,
) -> list[UUID]:
    seated = role.seated_on(day)
    row = docket.missed_in_succession(
        role.post,
        seated.party if seated else kept_for,
        before=act.moment,
        settled=role.settled_by(date.max),
    )
    needed = orders.voting_right_lapses_after
    if not needed:
        raise OutOfOrder(
            f"the standing orders of body {orders.body}{_under(orders)} let no seat lose its right to vote"
        )
    if len(row) < needed:
        raise OutOfOrder(
            f"seat {role.post} has its right to vote, or it is restored already: under the standing orders of "
            f"body {orders.body}{_under(orders)} it is lost after {needed} votes missed in succession, and "
            f"{len(row)} were",
            seat=role.post,
            missed=len(row),
        )
    return row


def _attended(
    meeting: Meeting | None, agreement: Agreement, body: Body, seat: str, last: datetime
) -> None:
    """Raise `Refused` unless the seat attended a meeting of the body since the last vote that it missed."""
    if meeting is None:
        raise Refused(
            f"the right to vote in body {body.id} is restored by attendance: name the meeting that seat {seat} "
            "attended",
            field="meeting",
        )
    if (meeting.agreement, meeting.body) != (agreement.id, body.id):
        raise Refused(f"{meeting.id} is no meeting of body {body.id}", field="meeting")
    presence = meeting.attendance.get(seat)
    if presence is None or presence.status not in _THERE:
        stands = presence.status if presence else "not recorded"
        raise Refused(
            f"seat {seat} did not attend that meeting: its attendance is {stands}", field="meeting"
        )
    if meeting.starts <= last:
        raise Refused(
            f"the meeting was at {canonical.instant(meeting.starts)}, before the last vote that "
            f"seat {seat} missed was opened; a later one restores the right",
            field="meeting",
        )


def _under(orders: StandingOrders) -> str:
    return f" (clause {orders.clause})" if orders.clause else ""
