"""Roles, told: which posts there are, and who holds them."""

from __future__ import annotations

from accord.aggregates import role as r
from accord.events import Event
from accord.projections.telling.words import Names, days, last_day, number, person, tells


@tells(r.PostCreated)
def post_created(event: r.PostCreated, names: Names) -> str:
    """A post can be filled."""
    kept = f"; it is kept for {names(event.party)}" if event.party else ""
    return f"The post {event.title} ({event.post}) was created{kept}."


@tells(r.RoleAssigned)
def assigned(event: r.RoleAssigned, names: Names) -> str:
    """Somebody was appointed."""
    end = "" if event.effective_to else ", until further notice"
    return (
        f"{person(event.holder).capitalize()} of {names(event.party)} was appointed to the post "
        f"{days(event.effective_from, event.effective_to, 'at once')}{end} "
        f"(assignment {event.assignment})."
    )


@tells(r.RoleAccepted)
def accepted(event: r.RoleAccepted, _names: Names) -> str:
    """The appointed person accepted."""
    from_ = f" from {event.effective_from} on" if event.effective_from else ""
    return f"The appointed person accepted the post{from_} (assignment {event.assignment})."


@tells(r.RoleDeclined)
def declined(event: r.RoleDeclined, _names: Names) -> str:
    """The appointed person declined."""
    return f"The appointed person declined the post (assignment {event.assignment})."


@tells(r.TermExtended)
def extended(event: r.TermExtended, _names: Names) -> str:
    """The holder keeps the post for longer."""
    return (
        f"The term of the holder was extended: it now runs "
        f"{days(None, event.effective_to, 'on')} (assignment {event.assignment})."
    )


def _no_longer(event: Event, which: str) -> str:
    if event.effective_to is None:
        return f"({which})"
    return f"and holds it no longer after {last_day(event.effective_to)} ({which})"


@tells(r.RoleResigned)
def resigned(event: r.RoleResigned, _names: Names) -> str:
    """The holder gave up the post."""
    return (
        f"The holder resigned from the post {_no_longer(event, f'assignment {event.assignment}')}."
    )


@tells(r.RoleRevoked)
def revoked(event: r.RoleRevoked, _names: Names) -> str:
    """The holder was removed."""
    return f"The holder was removed from the post {_no_longer(event, f'assignment {event.assignment}')}."


@tells(r.RoleVacated)
def vacated(event: r.RoleVacated, _names: Names) -> str:
    """The post fell vacant."""
    return f"The post fell vacant {_ends(event)}without an act of its holder (assignment {event.assignment})."


@tells(r.RoleLapsed)
def lapsed(event: r.RoleLapsed, _names: Names) -> str:
    """The holder lost the post by not taking part."""
    by = f" under clause {event.clause}" if event.clause else ""
    return (
        f"The holder took no part in {number(len(event.decisions), 'decision')} and lost the post{by} "
        f"{_no_longer(event, f'assignment {event.assignment}')}."
    )


@tells(r.MandateEnded)
def mandate_ended(event: r.MandateEnded, _names: Names) -> str:
    """The mandate ended with the post."""
    return f"The mandate ended with the post {_ends(event)}(assignment {event.assignment})."


def _ends(event: Event) -> str:
    return f"after {last_day(event.effective_to)} " if event.effective_to else ""
