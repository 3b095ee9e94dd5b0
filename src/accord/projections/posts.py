"""Who stands in for a holder, who is suspended, and which posts are abolished?"""

from __future__ import annotations

from accord import canonical
from accord.aggregates.role import (
    ActingAppointed,
    ActingEnded,
    AlternateNamed,
    AlternateReleased,
    DelegationRevoked,
    PostAbolished,
    PostReinstated,
    RoleResumed,
    RoleSuspended,
    VoteDelegated,
    VotingRightRestored,
)
from accord.events import Recorded
from accord.projections.documents import opened, said
from accord.projections.roles import assignment_of, changed, follow_mandate, mandated
from accord.projections.views import Document, Views, on


@on(AlternateNamed)
def alternate_named(views: Views, _position: int, at: Recorded[AlternateNamed]) -> None:
    """Somebody stands ready."""
    event = at.event
    entry = said(
        alternate=event.alternate,
        person=event.person,
        effective_from=event.effective_from,
        effective_to=event.effective_to,
    )
    assignment_of(views, at).setdefault("alternates", []).append(entry)


@on(AlternateReleased)
def alternate_released(views: Views, _position: int, at: Recorded[AlternateReleased]) -> None:
    """Somebody stands ready no longer."""
    entry = assignment_of(views, at)["alternates"][at.event.alternate - 1]
    entry["effective_to"] = canonical.plain(at.event.effective_to)


@on(VoteDelegated)
def vote_delegated(views: Views, _position: int, at: Recorded[VoteDelegated]) -> None:
    """The seat follows another one."""
    event = at.event
    entry = said(
        delegation=event.delegation,
        holder=event.holder,
        to=event.to,
        classes=list(event.classes) or None,
        effective_from=event.effective_from,
        effective_to=event.effective_to,
    )
    changed(views, at).setdefault("delegations", []).append(entry)


@on(DelegationRevoked)
def delegation_revoked(views: Views, _position: int, at: Recorded[DelegationRevoked]) -> None:
    """It follows it no longer."""
    entry = changed(views, at)["delegations"][at.event.delegation - 1]
    entry["revoked_at"] = canonical.instant(at.env.occurred_at or at.recorded_at)


@on(ActingAppointed)
def acting_appointed(views: Views, _position: int, at: Recorded[ActingAppointed]) -> None:
    """Somebody acts in the post."""
    event = at.event
    entry = said(
        acting=event.acting,
        holder=event.holder,
        party=event.party,
        effective_from=event.effective_from,
        effective_to=event.effective_to,
        authority=at.env.authority,
    )
    changed(views, at).setdefault("actings", []).append(entry)
    mandated(views, at, "acting", event.acting, entry)


@on(ActingEnded)
def acting_ended(views: Views, _position: int, at: Recorded[ActingEnded]) -> None:
    """Somebody acts no longer."""
    entry: Document = changed(views, at)["actings"][at.event.acting - 1]
    entry["effective_to"] = canonical.plain(at.event.effective_to)
    follow_mandate(views, at, "acting", entry)


@on(RoleSuspended)
def suspended(views: Views, _position: int, at: Recorded[RoleSuspended]) -> None:
    """The holder is suspended."""
    event = at.event
    entry = said(
        effective_from=event.effective_from,
        effective_to=event.effective_to,
        authority=at.env.authority,
        reason=opened(event.reason),
        entry=at.ver,
    )
    assignment_of(views, at).setdefault("suspensions", []).append(entry)


@on(RoleResumed)
def resumed(views: Views, _position: int, at: Recorded[RoleResumed]) -> None:
    """The holder exercises the post again: the suspension is as long as it was."""
    day = canonical.plain(at.event.effective_from)
    found = assignment_of(views, at)
    later = [s for s in found["suspensions"] if "effective_to" not in s or day < s["effective_to"]]
    entry = min(later, key=lambda span: span["effective_from"])
    if day <= entry["effective_from"]:
        found["suspensions"].remove(entry)
    entry["effective_to"] = day


@on(VotingRightRestored)
def voting_right_restored(views: Views, _position: int, at: Recorded[VotingRightRestored]) -> None:
    """The seat has its vote again."""
    event = at.event
    entry = said(
        effective_from=event.effective_from,
        votes=event.votes,
        meeting=event.meeting,
        clause=event.clause or None,
        authority=at.env.authority,
        reason=opened(event.reason),
        entry=at.ver,
    )
    changed(views, at).setdefault("voting_right_restored", []).append(entry)


@on(PostAbolished)
def abolished(views: Views, _position: int, at: Recorded[PostAbolished]) -> None:
    """Nobody can hold the post."""
    entry = said(effective_from=at.event.effective_from, authority=at.env.authority)
    changed(views, at).setdefault("abolitions", []).append(entry)


@on(PostReinstated)
def reinstated(views: Views, _position: int, at: Recorded[PostReinstated]) -> None:
    """The post can be filled again, under the title that it has now."""
    event, document = at.event, changed(views, at)
    document.pop("party", None)
    document |= said(title=event.title, party=event.party)
    document["abolitions"][-1]["effective_to"] = canonical.plain(event.effective_from)
