"""Roles, told: which posts there are, and who holds them."""

from __future__ import annotations

from accord.aggregates.role import (
    PostCreated,
    RoleAccepted,
    RoleAssigned,
    RoleResigned,
    RoleRevoked,
)
from accord.projections.telling.words import Names, days, last_day, person, tells


@tells(PostCreated)
def post_created(event: PostCreated, names: Names) -> str:
    """A post can be filled."""
    kept = f"; it is kept for {names(event.party)}" if event.party else ""
    return f"The post {event.title} ({event.post}) was created{kept}."


@tells(RoleAssigned)
def assigned(event: RoleAssigned, names: Names) -> str:
    """Somebody was appointed."""
    end = "" if event.effective_to else ", until further notice"
    return (
        f"{person(event.holder).capitalize()} of {names(event.party)} was appointed to the post "
        f"{days(event.effective_from, event.effective_to, 'at once')}{end} "
        f"(assignment {event.assignment})."
    )


@tells(RoleAccepted)
def accepted(event: RoleAccepted, _names: Names) -> str:
    """The appointed person accepted."""
    return f"The appointed person accepted the post (assignment {event.assignment})."


def _last_day(event: RoleResigned | RoleRevoked) -> str:
    if event.effective_to is None:
        return f"(assignment {event.assignment})"
    return f"and holds it no longer after {last_day(event.effective_to)} (assignment {event.assignment})"


@tells(RoleResigned)
def resigned(event: RoleResigned, _names: Names) -> str:
    """The holder gave up the post."""
    return f"The holder resigned from the post {_last_day(event)}."


@tells(RoleRevoked)
def revoked(event: RoleRevoked, _names: Names) -> str:
    """The holder was removed."""
    return f"The holder was removed from the post {_last_day(event)}."
