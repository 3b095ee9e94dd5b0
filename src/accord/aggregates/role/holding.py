"""Holding a post: its holder is suspended from it, and exercises it again."""

from __future__ import annotations

from datetime import date

from accord.aggregates.calendar import up_to
from accord.aggregates.effect import effective
from accord.aggregates.role import events as e
from accord.aggregates.role.appointing import no_longer_acting
from accord.aggregates.role.assignment import suspension_at
from accord.aggregates.role.memory import Role
from accord.aggregates.role.spans import Span
from accord.errors import OutOfOrder, Refused
from accord.events import Act, Event


def suspend_role(
    role: Role, act: Act, *, zone: str, assignment: int, from_: date | None, until: date | None
) -> e.RoleSuspended:
    """Let the holder keep the post but not exercise it, until a day or until resumed."""
    found = role.assignment(assignment)
    day = effective(act, from_, zone)
    if not found.accepted or not found.covers(day):
        raise OutOfOrder(
            f"assignment {assignment} is held from {found.from_} "
            f"{up_to(found.until)} by who accepted it; on {day} there is nobody to suspend"
        )
    if until is not None and until <= day:
        raise Refused(
            f"the suspension would end on {until}, not after it begins on {day}",
            field="effective_to",
        )
    if until is not None and found.until is not None and until > found.until:
        raise Refused(
            f"the suspension would end on {until}, and assignment {assignment} ends on {found.until} "
            "already; leave the end out, or name that day",
            field="effective_to",
        )
    for other in found.suspensions:
        if other.overlaps(day, until):
            raise OutOfOrder(
                f"assignment {assignment} is suspended already from {other.from_} "
                f"{up_to(other.until)}"
            )
    return e.RoleSuspended(assignment=assignment, effective_from=day, effective_to=until)


def resume_role(
    role: Role, act: Act, *, zone: str, assignment: int, from_: date | None
) -> tuple[Event, ...]:
    """Let a suspended holder exercise the post again; who acts in it acts no longer from then on."""
    found = role.assignment(assignment)
    day = effective(act, from_, zone)
    suspension = suspension_at(found, day)
    if suspension is None or not found.overlaps(day, None):
        raise OutOfOrder(f"assignment {assignment} is not suspended on {day} or later")
    day = max(day, suspension.from_)
    again = Span(day, _earlier(suspension.until, found.until))
    return (
        e.RoleResumed(assignment=assignment, effective_from=day),
        *no_longer_acting(role, again.from_, again.until),
    )


def _earlier(one: date | None, other: date | None) -> date | None:
    return min((day for day in (one, other) if day is not None), default=None)
