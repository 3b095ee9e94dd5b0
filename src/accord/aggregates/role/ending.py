"""Ending: the holder resigns, is removed or is no more; the post is abolished or constituted again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from accord.aggregates.effect import effective
from accord.aggregates.role import events as e
from accord.aggregates.role.appointing import no_longer_acting, theirs
from accord.aggregates.role.assignment import Assignment
from accord.aggregates.role.limits import not_over
from accord.aggregates.role.memory import Role
from accord.errors import NotFound, OutOfOrder, Refused
from accord.events import Act, Event

if TYPE_CHECKING:
    from accord.aggregates.agreement.memory import Agreement


def resign(
    role: Role, act: Act, *, zone: str, assignment: int, until: date | None
) -> e.RoleResigned:
    """Give up the post; `until` is the first day without it, by default the day of the act."""
    found = theirs(role, act, assignment)
    return e.RoleResigned(assignment=assignment, effective_to=last_end(found, act, until, zone))


def revoke(
    role: Role, act: Act, *, zone: str, assignment: int, until: date | None
) -> e.RoleRevoked:
    """Remove the holder; `until` is the first day without the post, by default the day of the act."""
    found = role.assignment(assignment)
    return e.RoleRevoked(assignment=assignment, effective_to=last_end(found, act, until, zone))


def vacate(
    role: Role, act: Act, *, zone: str, assignment: int, until: date | None
) -> e.RoleVacated:
    """Record, for a reason, that the post fell vacant; `until` is the first day without its holder."""
    found = role.assignment(assignment)
    if not act.reason:
        raise Refused(
            "say why the post fell vacant: its holder died, or is no longer what the post asks for",
            field="reason",
        )
    return e.RoleVacated(assignment=assignment, effective_to=last_end(found, act, until, zone))


def last_end(found: Assignment, act: Act, until: date | None, zone: str) -> date:
    """Return the first day without the post; raise `OutOfOrder` where the assignment ends by then already."""
    ends = effective(act, until, zone)
    if found.until is not None and found.until <= ends:
        raise OutOfOrder(f"assignment {found.number} ends on {found.until} already")
    return max(ends, found.from_)


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
