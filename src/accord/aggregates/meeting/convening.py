"""Calling a body together, in time and on an agenda; and calling it off."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from accord.aggregates.agreement import Agreement
from accord.aggregates.agreement.stages import RUNNING, WINDING_UP
from accord.aggregates.decision import Decision
from accord.aggregates.decision.motion import body_of
from accord.aggregates.meeting.events import AgendaRevised, MeetingCalledOff, MeetingConvened
from accord.aggregates.meeting.memory import Meeting, Stage
from accord.errors import OutOfOrder, Refused
from accord.events import Act

_WHILE = (*RUNNING, *WINDING_UP)


def convene(
    meeting: Meeting,
    act: Act,
    *,
    agreement: Agreement,
    body: str,
    starts: datetime,
    place: str,
    agenda: Sequence[Decision] = (),
    urgent: bool = False,
) -> MeetingConvened:
    """Call a body together; between the notice and the meeting lie the days of its standing orders.

    Shorter notice is given only where it is said to be urgent, and why.
    """
    if meeting.version:
        raise OutOfOrder(f"meeting {meeting.id} is already convened")
    day = act.day(agreement.zone)
    agreement.must_be(day, _WHILE, "no meeting can be convened")
    body_of(agreement, body, day)
    if not place.strip():
        raise Refused("a meeting has a place: an address, or how to dial in", field="place")
    _in_time(agreement, act, body, starts, urgent=urgent)
    items = of_the_body(motions=agenda, agreement=agreement.id, body=body, field="agenda")
    return MeetingConvened(
        agreement=agreement.id,
        body=body,
        starts=starts,
        place=place,
        agenda=items,
        urgent=urgent,
    )


def revise_agenda(
    meeting: Meeting,
    act: Act,
    *,
    agreement: Agreement,
    agenda: Sequence[Decision],
    urgent: bool = False,
) -> AgendaRevised:
    """Put other motions on the agenda, or the same in another order; what is new needs notice too."""
    meeting.next_act(act, (Stage.CONVENED,), "the agenda cannot be revised")
    items = of_the_body(motions=agenda, agreement=agreement.id, body=meeting.body, field="agenda")
    if items == meeting.agenda:
        raise OutOfOrder("that is the agenda already; there is nothing to revise")
    if set(items) - set(meeting.agenda):
        _in_time(agreement, act, meeting.body, meeting.starts, urgent=urgent, field="agenda")
    return AgendaRevised(agenda=items, urgent=urgent)


def call_off(meeting: Meeting, act: Act) -> MeetingCalledOff:
    """Call a meeting off before it starts, for a reason."""
    meeting.next_act(act, (Stage.CONVENED,), "a meeting is called off before it starts")
    if not act.reason:
        raise Refused("a meeting is called off for a reason; give the reason", field="reason")
    return MeetingCalledOff()


def of_the_body(
    *, motions: Sequence[Decision], agreement: UUID, body: str, field: str
) -> tuple[UUID, ...]:
    """Return which decisions these are; raise `Refused` unless each is one of the body, named once."""
    ids = tuple(found.id for found in motions)
    for index, found in enumerate(motions):
        if (found.agreement, found.body) != (agreement, body):
            raise Refused(
                f"decision {found.id} is not before body {body} of this agreement; "
                "name motions that are",
                field=f"{field}/{index}",
            )
        if found.id in ids[:index]:
            raise Refused(
                f"decision {found.id} stands twice in this list", field=f"{field}/{index}"
            )
    return ids


def _in_time(
    agreement: Agreement,
    act: Act,
    body: str,
    starts: datetime,
    *,
    urgent: bool,
    field: str = "starts",
) -> None:
    """Raise `Refused` unless it is said before the meeting, and early enough or urgently."""
    day = act.day(agreement.zone)
    held_on = starts.astimezone(ZoneInfo(agreement.zone)).date()
    now = act.env.occurred_on is None
    if held_on < day or (now and starts <= act.moment):
        raise Refused("a meeting is convened before it starts; say a later time", field=field)
    orders = agreement.terms_on(day).orders(body)
    if urgent and not act.reason:
        raise Refused("say why it is urgent", field="reason")
    if held_on - day < timedelta(days=orders.notice_days) and not urgent:
        raise Refused(_too_late(day, held_on, orders.notice_days, orders.clause), field=field)


def _too_late(day: date, held_on: date, days: int, clause: str) -> str:
    where = f" (clause {clause})" if clause else ""
    return (
        f"the standing orders{where} ask for {days} days between the notice and the meeting; notice "
        f"given on {day} is for a meeting on {day + timedelta(days=days)} or later, not on {held_on}, "
        "unless it is urgent and you say why"
    )
