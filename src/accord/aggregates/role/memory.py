"""What a role remembers: who holds the post when, who sits in it, and the stage on a given day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID, uuid5

from accord.aggregates.role import events as e
from accord.aggregates.role.assignment import OF_AN_ASSIGNMENT, Assignment
from accord.aggregates.role.delegation import Delegation
from accord.aggregates.role.spans import Span, cut
from accord.errors import NotFound
from accord.events import Event, Recorded, Stream


class Stage(StrEnum):
    """Where a post stands on a day."""

    VACANT = "vacant"
    PENDING = "pending"
    HELD = "held"
    SUSPENDED = "suspended"
    ACTING = "acting"
    ABOLISHED = "abolished"


@dataclass(frozen=True, slots=True)
class Seating:
    """Who sits in a post on a day, for which party."""

    holder: UUID
    party: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Acting(Span):
    """Who acts in the post while it is vacant or its holder suspended."""

    number: int
    holder: UUID
    party: UUID


@dataclass
class Role(Stream):
    """One post and its successive assignments."""

    NAME: ClassVar[str] = "role"

    agreement: UUID | None = None
    post: str = ""
    party: UUID | None = None
    assignments: dict[int, Assignment] = field(default_factory=dict)
    actings: dict[int, Acting] = field(default_factory=dict)
    abolitions: list[Span] = field(default_factory=list)
    delegations: dict[int, Delegation] = field(default_factory=dict)
    settled: list[tuple[date, tuple[UUID, ...]]] = field(default_factory=list)
    changed_at: datetime | None = None

    def stage(self, day: date) -> Stage:
        """Return where the post stands on a day."""
        if self.abolished_on(day):
            return Stage.ABOLISHED
        if self.acting_on(day) is not None:
            return Stage.ACTING
        held = self.holding_on(day)
        if held is not None:
            return Stage.SUSPENDED if held.suspended_on(day) else Stage.HELD
        pending = any(not a.ended and a.covers(day) for a in self.assignments.values())
        return Stage.PENDING if pending else Stage.VACANT

    def holding_on(self, day: date) -> Assignment | None:
        """Return the accepted assignment that covers a day, None while the post is vacant."""
        held = (a for a in self.assignments.values() if a.accepted and a.covers(day))
        return next(held, None)

    def acting_on(self, day: date) -> Acting | None:
        """Return who acts in the post on a day."""
        return next((acting for acting in self.actings.values() if acting.covers(day)), None)

    def abolished_on(self, day: date) -> bool:
        """Return whether nobody can hold the post on a day."""
        return any(span.covers(day) for span in self.abolitions)

    def seated_on(self, day: date) -> Seating | None:
        """Return who sits in the post on a day: who acts, else the holder, else a suspended holder's alternate."""
        if self.abolished_on(day):
            return None
        acting = self.acting_on(day)
        if acting is not None:
            return Seating(acting.holder, acting.party)
        held = self.holding_on(day)
        if held is None:
            return None
        if not held.suspended_on(day):
            return Seating(held.holder, held.party)
        alternate = held.alternate_on(day)
        return Seating(alternate.person, held.party) if alternate else None

    def settled_by(self, day: date) -> set[UUID]:
        """Return the missed votes that no longer count on a day, the right to vote being restored after them."""
        return {vote for from_, votes in self.settled if from_ <= day for vote in votes}

    def assignment(self, number: int) -> Assignment:
        """Return an assignment of the post; raise `NotFound` where there is none of that number."""
        self.exists()
        if number not in self.assignments:
            raise NotFound(f"post {self.post} has no assignment {number}", assignment=number)
        return self.assignments[number]

    def terms_of_office(self, day: date) -> Iterator[Assignment]:
        """Return the assignments that count as terms in the post, as seen on a day, in order."""
        counted = (a for a in self.assignments.values() if a.counts(day))
        yield from sorted(counted, key=lambda a: a.from_)

    def follow(self, event: Event, recorded: Recorded[Event]) -> None:
        """Follow the record."""
        self.changed_at = recorded.recorded_at
        match event:
            case e.PostCreated():
                self.agreement, self.post, self.party = event.agreement, event.post, event.party
            case e.RoleAssigned(effective_from=date() as from_):
                self.assignments[event.assignment] = Assignment(
                    event.assignment,
                    event.holder,
                    event.party,
                    from_,
                    event.effective_to,
                    recorded.earliest,
                    authority=recorded.env.authority,
                )
            case _ if isinstance(event, OF_AN_ASSIGNMENT):
                before = self.assignments[event.assignment]
                self.assignments[event.assignment] = before.follow(event)
            case e.VoteDelegated(effective_from=date() as from_):
                self.delegations[event.delegation] = Delegation(
                    from_,
                    event.effective_to,
                    to=event.to,
                    classes=event.classes,
                    holder=event.holder,
                    given=recorded.earliest,
                )
            case e.DelegationRevoked():
                given = self.delegations[event.delegation]
                self.delegations[event.delegation] = replace(given, revoked=recorded.earliest)
            case _:
                self._follow_post(event)

    def _follow_post(self, event: Event) -> None:
        match event:
            case e.ActingAppointed(effective_from=date() as from_):
                self.actings[event.acting] = Acting(
                    from_,
                    event.effective_to,
                    number=event.acting,
                    holder=event.holder,
                    party=event.party,
                )
            case e.ActingEnded():
                before = self.actings[event.acting]
                self.actings[event.acting] = replace(before, until=event.effective_to)
            case e.PostAbolished(effective_from=date() as from_):
                self.abolitions.append(Span(from_))
            case e.VotingRightRestored(effective_from=date() as from_):
                self.settled.append((from_, event.votes))
            case e.PostReinstated(effective_from=date() as until):
                self.abolitions[-1] = cut(self.abolitions[-1], until)
                self.party = event.party


def role_id(agreement: UUID, post: str) -> UUID:
    """Return the stream of a post: derived, so that opening a vote finds its roles without a read model."""
    return uuid5(agreement, post)
