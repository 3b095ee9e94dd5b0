"""Ending: the holder resigns, is removed or loses the post; the post is abolished or constituted again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from accord.aggregates.effect import effective
from accord.aggregates.role import events as e
from accord.aggregates.role.appointing import no_longer_acting, theirs
from accord.aggregates.role.assignment import Assignment
from accord.aggregates.role.limits import not_over
from accord.aggregates.role.memory import Role
from accord.aggregates.role.tenure import clause
from accord.errors import NotFound, OutOfOrder, Refused
from accord.events import Act, Event
from accord.rules import Position

if TYPE_CHECKING:
    from accord.aggregates.agreement.memory import Agreement
    from accord.aggregates.decision.memory import Decision


def resign(
    role: Role, act: Act, *, zone: str, assignment: int, until: date | None
) -> e.RoleResigned:
    """Give up the post; `until` is the first day without it, by default the day of the act."""
    found = theirs(role, act, assignment)
    return e.RoleResigned(assignment=assignment, effective_to=_end(found, act, until, zone))


def revoke(
    role: Role, act: Act, *, zone: str, assignment: int, until: date | None
) -> e.RoleRevoked:
    """Remove the holder; `until` is the first day without the post, by default the day of the act."""
    found = role.assignment(assignment)
    return e.RoleRevoked(assignment=assignment, effective_to=_end(found, act, until, zone))


def _end(found: Assignment, act: Act, until: date | None, zone: str) -> date:
    ends = effective(act, until, zone)
    if found.until is not None and found.until <= ends:
        raise OutOfOrder(f"assignment {found.number} ends on {found.until} already")
    return max(ends, found.from_)


# --- Not taking part -------------------------------------------------------------------------


def record_lapse(
    role: Role,
    act: Act,
    *,
    agreement: Agreement,
    assignment: int,
    decisions: Sequence[Decision],
    until: date | None,
) -> e.RoleLapsed:
    """Record that the holder lost the post by missing as many votes in succession as the terms say.

    The votes are cited; whoever records the lapse answers for it that none came between them.
    """
    found = role.assignment(assignment)
    day = _end(found, act, until, agreement.zone)
    if not found.accepted:
        raise OutOfOrder(f"assignment {assignment} was not accepted; there is no post to lose")
    tenure = agreement.terms_on(day).tenure(role.post)
    if tenure.lapse_after is None:
        why = f"the terms in force on {day} do not let post {role.post} lapse{clause(tenure)}"
        raise Refused(why, field="assignment", clause=tenure.clause)
    missed = {decision.id: decision for decision in decisions}
    for index, decision in enumerate(decisions):
        _absent(role, found, agreement, decision, f"decisions/{index}")
    if len(missed) < tenure.lapse_after:
        raise Refused(
            f"post {role.post} lapses after {tenure.lapse_after} votes missed in "
            f"succession{clause(tenure)}, and {len(missed)} are cited",
            field="decisions",
            clause=tenure.clause,
            needed=tenure.lapse_after,
        )
    in_order = sorted(missed.values(), key=lambda d: (d.opens or act.at, d.id))
    _after_the_last(in_order[-1], day, agreement.zone)
    return e.RoleLapsed(
        assignment=assignment,
        decisions=tuple(decision.id for decision in in_order),
        clause=tenure.clause,
        effective_to=day,
    )


def _absent(
    role: Role, found: Assignment, agreement: Agreement, decision: Decision, field: str
) -> None:
    seat = decision.roll.get(role.post)
    if decision.agreement != agreement.id or seat is None or seat.holder != found.holder:
        why = f"person {found.holder} was not on its roll for seat {role.post}"
        raise _not_missed(decision, why, field)
    if not decision.closed:
        raise _not_missed(decision, "its voting is not closed", field)
    position = decision.position(seat)
    if position is None:
        raise _not_missed(decision, f"seat {role.post} voted, by secret ballot", field)
    if position is not Position.ABSENT:
        words = position.replace("_", " ")
        raise _not_missed(decision, f"seat {role.post} stood {words} when voting closed", field)
    if decision.closed_early:
        why = "voting was closed before its time, when it could still answer"
        raise _not_missed(decision, why, field)


def _after_the_last(missed: Decision, day: date, zone: str) -> None:
    opened = missed.opens.astimezone(ZoneInfo(zone)).date() if missed.opens else day
    if day < opened:
        raise Refused(
            f"the post would lapse from {day}, before the last of the missed votes was opened on {opened}",
            field="effective_to",
        )


def _not_missed(decision: Decision, why: str, field: str) -> Refused:
    return Refused(
        f"decision {decision.id} is no vote that the holder missed: {why}",
        field=field,
        decision=str(decision.id),
    )


# --- The post itself -------------------------------------------------------------------------


def abolish_post(
    role: Role, act: Act, *, agreement: Agreement, from_: date | None, cited: bool
) -> tuple[Event, ...]:
    """Let nobody hold the post from a day on.

    Where the terms no longer constitute it on that day, mandates end with it. A post that they do
    constitute is abolished by the authority that is `cited`, for days on which nobody holds it.
    """
    role.exists()
    day = effective(act, from_, agreement.zone)
    if any(span.overlaps(day, None) for span in role.abolitions):
        raise OutOfOrder(f"post {role.post} is abolished already from {role.abolitions[-1].from_}")
    ended = tuple(_mandates_from(role, day))
    if agreement.terms_on(day).post(role.post) is not None:
        _vacated(role, day, ended, cited=cited)
    return (
        e.PostAbolished(effective_from=day),
        *(e.MandateEnded(assignment=a.number, effective_to=max(day, a.from_)) for a in ended),
        *no_longer_acting(role, day, None),
    )


def _mandates_from(role: Role, day: date) -> Iterator[Assignment]:
    return (a for a in role.assignments.values() if a.overlaps(day, None))


def _vacated(role: Role, day: date, ended: Sequence[Assignment], *, cited: bool) -> None:
    if not cited:
        raise Refused(
            f"the agreement constitutes post {role.post} on {day}; cite the authority by which it is "
            "abolished all the same",
            field="authority",
        )
    if ended:
        raise OutOfOrder(
            f"the agreement constitutes post {role.post} on {day}, and assignment {ended[0].number} holds "
            "it then; end that first",
            assignment=ended[0].number,
        )


def reinstate_post(
    role: Role, act: Act, *, agreement: Agreement, from_: date | None
) -> e.PostReinstated:
    """Let an abolished post be filled again from a day on, where the terms constitute it then."""
    role.exists()
    day = effective(act, from_, agreement.zone)
    if not role.abolitions or not role.abolitions[-1].overlaps(day, None):
        raise OutOfOrder(f"post {role.post} is not abolished on {day}")
    day = max(day, role.abolitions[-1].from_)
    not_over(agreement, day)
    post = agreement.terms_on(day).post(role.post)
    if post is None:
        raise NotFound(f"the agreement constitutes no post {role.post} on {day}", post=role.post)
    return e.PostReinstated(title=post.title, party=post.party, effective_from=day)
