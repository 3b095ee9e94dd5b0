"""Posts, told: who stands in for a holder, who is suspended, and what becomes of the post itself."""

from __future__ import annotations

from accord.aggregates import role as r
from accord.events import Event
from accord.projections.telling.words import Names, days, last_day, listed, number, person, tells


def _after(event: Event) -> str:
    return f"after {last_day(event.effective_to)} " if event.effective_to else ""


@tells(r.AlternateNamed)
def alternate_named(event: r.AlternateNamed, _names: Names) -> str:
    """Somebody stands ready."""
    return (
        f"{person(event.person).capitalize()} was named alternate of the holder "
        f"{days(event.effective_from, event.effective_to)} "
        f"(alternate {event.alternate} of assignment {event.assignment})."
    )


@tells(r.AlternateReleased)
def alternate_released(event: r.AlternateReleased, _names: Names) -> str:
    """Somebody stands ready no longer."""
    return (
        f"The alternate of the holder was released and stands ready no longer {_after(event)}"
        f"(alternate {event.alternate} of assignment {event.assignment})."
    )


@tells(r.VoteDelegated)
def vote_delegated(event: r.VoteDelegated, _names: Names) -> str:
    """The seat follows another one."""
    what = f"motions of class {listed(list(event.classes))}" if event.classes else "all motions"
    return (
        f"Where its holder does not vote, the seat follows seat {event.to} in {what} "
        f"{days(event.effective_from, event.effective_to)} (delegation {event.delegation})."
    )


@tells(r.DelegationRevoked)
def delegation_revoked(event: r.DelegationRevoked, _names: Names) -> str:
    """It follows it no longer."""
    return f"Delegation {event.delegation} of the seat was revoked."


@tells(r.ActingAppointed)
def acting_appointed(event: r.ActingAppointed, names: Names) -> str:
    """Somebody acts in the post."""
    return (
        f"{person(event.holder).capitalize()} of {names(event.party)} was appointed to act in the post "
        f"{days(event.effective_from, event.effective_to)} (acting holder {event.acting})."
    )


@tells(r.ActingEnded)
def acting_ended(event: r.ActingEnded, _names: Names) -> str:
    """Somebody acts no longer."""
    return f"The acting holder acts no longer {_after(event)}(acting holder {event.acting})."


@tells(r.RoleSuspended)
def suspended(event: r.RoleSuspended, _names: Names) -> str:
    """The holder is suspended."""
    end = "" if event.effective_to else ", until further notice"
    return (
        f"The holder was suspended from the post {days(event.effective_from, event.effective_to)}{end} "
        f"(assignment {event.assignment})."
    )


@tells(r.RoleResumed)
def resumed(event: r.RoleResumed, _names: Names) -> str:
    """The holder exercises the post again."""
    return (
        f"The suspended holder exercises the post again {days(event.effective_from, None)} "
        f"(assignment {event.assignment})."
    )


@tells(r.VotingRightRestored)
def voting_right_restored(event: r.VotingRightRestored, _names: Names) -> str:
    """The seat has its vote again."""
    by = ", the seat having attended a meeting" if event.meeting else ""
    under = f" under clause {event.clause}" if event.clause else ""
    return (
        f"The right to vote of the seat was restored {days(event.effective_from, None)}{under}{by}; "
        f"{number(len(event.votes), 'missed vote')} no longer count."
    )


@tells(r.PostAbolished)
def abolished(event: r.PostAbolished, _names: Names) -> str:
    """Nobody can hold the post."""
    return f"The post is abolished {days(event.effective_from, None)}."


@tells(r.PostReinstated)
def reinstated(event: r.PostReinstated, names: Names) -> str:
    """The post can be filled again."""
    kept = f"; it is kept for {names(event.party)}" if event.party else ""
    return (
        f"The abolished post can be filled again {days(event.effective_from, None)}, as {event.title}"
        f"{kept}."
    )
