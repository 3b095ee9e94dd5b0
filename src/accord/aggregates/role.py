"""A role: one post that an agreement constitutes, and who holds it when."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID, uuid5

from accord.aggregates.effect import effective, follows
from accord.errors import NotEntitled, NotFound, OutOfOrder, Refused
from accord.events import Act, Event, Recorded, Stream

# --- What can happen -------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class PostCreated(Event, type="role.post_created/1"):
    """A post of an agreement can be filled from now on."""

    agreement: UUID
    post: str
    title: str
    party: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class RoleAssigned(Event, type="role.assigned/1"):
    """A person was appointed to the post from and until these days, by the cited authority."""

    assignment: int
    holder: UUID
    party: UUID


@dataclass(frozen=True, kw_only=True)
class RoleAccepted(Event, type="role.accepted/1"):
    """The appointed person accepted."""

    assignment: int


@dataclass(frozen=True, kw_only=True)
class RoleResigned(Event, type="role.resigned/1"):
    """The holder gave up the post: the last day is the one before `effective_to`."""

    assignment: int


@dataclass(frozen=True, kw_only=True)
class RoleRevoked(Event, type="role.revoked/1"):
    """The holder was removed: the last day is the one before `effective_to`."""

    assignment: int


# --- What a role remembers -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Assignment:
    """One person's time in the post, half-open; without `until` it goes on."""

    number: int
    holder: UUID
    party: UUID
    from_: date
    until: date | None
    since: datetime
    accepted: bool = False
    ended: bool = False

    def covers(self, day: date) -> bool:
        """Return whether the day lies within this time."""
        return self.from_ <= day and (self.until is None or day < self.until)

    def overlaps(self, from_: date, until: date | None) -> bool:
        """Return whether two half-open times share a day."""
        begins_before = until is None or self.from_ < until
        ends_after = self.until is None or from_ < self.until
        empty = self.until is not None and self.until <= self.from_
        return begins_before and ends_after and not empty


@dataclass
class Role(Stream):
    """One post and its successive assignments."""

    NAME: ClassVar[str] = "role"

    agreement: UUID | None = None
    post: str = ""
    party: UUID | None = None
    assignments: dict[int, Assignment] = field(default_factory=dict)

    def holding_on(self, day: date) -> Assignment | None:
        """Return the accepted assignment that covers a day, None while the post is vacant."""
        held = (a for a in self.assignments.values() if a.accepted and a.covers(day))
        return next(held, None)

    def follow(self, event: Event, recorded: Recorded[Event]) -> None:
        """Follow the record."""
        match event:
            case PostCreated():
                self.agreement, self.post, self.party = event.agreement, event.post, event.party
            case RoleAssigned(effective_from=date() as from_):
                self.assignments[event.assignment] = Assignment(
                    event.assignment,
                    event.holder,
                    event.party,
                    from_,
                    event.effective_to,
                    recorded.earliest,
                )
            case RoleAccepted():
                self._change(event.assignment, accepted=True)
            case RoleResigned() | RoleRevoked():
                self._change(event.assignment, until=event.effective_to, ended=True)

    def _change(self, number: int, **changes: object) -> None:
        self.assignments[number] = replace(self.assignments[number], **changes)  # type: ignore[arg-type]


def role_id(agreement: UUID, post: str) -> UUID:
    """Return the stream of a post: derived, so that opening a vote finds its roles without a read model."""
    return uuid5(agreement, post)


# --- What may be done, and when it is refused ------------------------------------------------


def create_post(
    role: Role, *, agreement: UUID, post: str, title: str, party: UUID | None
) -> PostCreated:
    """Let a post of the agreement be filled; refused where that was done before."""
    if role.version:
        raise OutOfOrder(f"post {post} of this agreement is already created", id=str(role.id))
    return PostCreated(agreement=agreement, post=post, title=title, party=party)


def assign_role(
    role: Role,
    act: Act,
    *,
    zone: str,
    holder: UUID,
    party: UUID,
    from_: date | None,
    until: date | None,
    kept_for: UUID | None = None,
) -> RoleAssigned:
    """Appoint a person of a party to the post, for days on which nobody else holds it.

    `kept_for` is the party for which the post is then kept, where that is another than at first.
    """
    role.exists()
    starts = effective(act, from_, zone)
    if until is not None and until <= starts:
        raise Refused(
            f"the assignment would end on {until}, not after it begins on {starts}",
            field="effective_to",
        )
    kept = kept_for or role.party
    if kept is not None and party != kept:
        raise NotEntitled(f"post {role.post} is kept for party {kept}", party=str(kept))
    for other in role.assignments.values():
        if other.overlaps(starts, until):
            raise OutOfOrder(
                f"post {role.post} is held by {other.holder} from {other.from_} until "
                f"{other.until or 'further notice'}; no two holders may overlap",
                assignment=other.number,
            )
    number = len(role.assignments) + 1
    return RoleAssigned(
        assignment=number, holder=holder, party=party, effective_from=starts, effective_to=until
    )


def accept_role(role: Role, act: Act, *, assignment: int) -> RoleAccepted:
    """Accept an appointment; only the appointed person can."""
    found = _theirs(role, act, assignment)
    if found.accepted:
        raise OutOfOrder(f"assignment {assignment} is already accepted")
    if found.ended:
        raise OutOfOrder(f"assignment {assignment} was ended before it was accepted")
    follows(act, found.since, "the appointment")
    return RoleAccepted(assignment=assignment)


def resign(role: Role, act: Act, *, zone: str, assignment: int, until: date | None) -> RoleResigned:
    """Give up the post; `until` is the first day without it, by default the day of the act."""
    found = _theirs(role, act, assignment)
    return RoleResigned(assignment=assignment, effective_to=_end(found, act, until, zone))


def revoke(role: Role, act: Act, *, zone: str, assignment: int, until: date | None) -> RoleRevoked:
    """Remove the holder; `until` is the first day without the post, by default the day of the act."""
    found = _existing(role, assignment)
    return RoleRevoked(assignment=assignment, effective_to=_end(found, act, until, zone))


def _existing(role: Role, number: int) -> Assignment:
    role.exists()
    if number not in role.assignments:
        raise NotFound(f"post {role.post} has no assignment {number}", assignment=number)
    return role.assignments[number]


def _theirs(role: Role, act: Act, number: int) -> Assignment:
    found = _existing(role, number)
    if found.holder != act.speaker:
        raise NotEntitled(
            f"assignment {number} is that of {found.holder}, and only they can speak for it",
            holder=str(found.holder),
        )
    return found


def _end(found: Assignment, act: Act, until: date | None, zone: str) -> date:
    ends = effective(act, until, zone)
    if found.until is not None and found.until <= ends:
        raise OutOfOrder(f"assignment {found.number} ends on {found.until} already")
    return max(ends, found.from_)
