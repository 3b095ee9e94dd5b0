"""What can happen to a role."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from accord.events import Event


@dataclass(frozen=True, kw_only=True)
class PostCreated(Event, type="role.post_created/1"):
    """A post of an agreement can be filled from now on."""

    agreement: UUID
    post: str
    title: str
    party: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class RoleAssigned(Event, type="role.assigned/1"):
    """A person was appointed to the post for these days, by the cited authority."""

    assignment: int
    holder: UUID
    party: UUID


@dataclass(frozen=True, kw_only=True)
class RoleAccepted(Event, type="role.accepted/1"):
    """The appointed person accepted; with `effective_from` the mandate holds from that day only."""

    assignment: int


@dataclass(frozen=True, kw_only=True)
class RoleDeclined(Event, type="role.declined/1"):
    """The appointed person declined, so that the appointment never took effect."""

    assignment: int


@dataclass(frozen=True, kw_only=True)
class AlternateNamed(Event, type="role.alternate_named/1"):
    """A person of the same party stands ready to sit for the holder while the holder is suspended."""

    assignment: int
    alternate: int
    person: UUID


@dataclass(frozen=True, kw_only=True)
class AlternateReleased(Event, type="role.alternate_released/1"):
    """The alternate no longer stands ready: the last day is the one before `effective_to`."""

    assignment: int
    alternate: int


@dataclass(frozen=True, kw_only=True)
class ActingAppointed(Event, type="role.acting_appointed/1"):
    """A person acts in a post that is vacant or whose holder is suspended, for these days."""

    acting: int
    holder: UUID
    party: UUID


@dataclass(frozen=True, kw_only=True)
class ActingEnded(Event, type="role.acting_ended/1"):
    """The acting holder acts no longer: the last day is the one before `effective_to`."""

    acting: int


@dataclass(frozen=True, kw_only=True)
class RoleSuspended(Event, type="role.suspended/1"):
    """The holder keeps the post, and does not exercise it for these days."""

    assignment: int


@dataclass(frozen=True, kw_only=True)
class RoleResumed(Event, type="role.resumed/1"):
    """The holder exercises the post again from `effective_from` on."""

    assignment: int


@dataclass(frozen=True, kw_only=True)
class TermExtended(Event, type="role.term_extended/1"):
    """The holder keeps the post for longer: the last day is now the one before `effective_to`."""

    assignment: int


@dataclass(frozen=True, kw_only=True)
class RoleResigned(Event, type="role.resigned/1"):
    """The holder gave up the post: the last day is the one before `effective_to`."""

    assignment: int


@dataclass(frozen=True, kw_only=True)
class RoleRevoked(Event, type="role.revoked/1"):
    """The holder was removed: the last day is the one before `effective_to`."""

    assignment: int


@dataclass(frozen=True, kw_only=True)
class RoleVacated(Event, type="role.vacated/1"):
    """The post fell vacant without an act of its holder, who died, or is no longer what the post asks for."""

    assignment: int


@dataclass(frozen=True, kw_only=True)
class RoleLapsed(Event, type="role.lapsed/1"):
    """The holder lost the post by not taking part in these decisions, one after the other."""

    assignment: int
    decisions: tuple[UUID, ...]
    clause: str = ""


@dataclass(frozen=True, kw_only=True)
class VotingRightRestored(Event, type="role.voting_right_restored/1"):
    """The seat has its vote again from `effective_from` on: these missed votes no longer count.

    Where the right is restored by attendance, `meeting` is the one that the seat attended.
    """

    votes: tuple[UUID, ...]
    meeting: UUID | None = None
    clause: str = ""


@dataclass(frozen=True, kw_only=True)
class VoteDelegated(Event, type="role.vote_delegated/1"):
    """Where its holder does not vote, the seat follows the seat `to`, for these days.

    That is so in motions of these classes, without any in all; and as long as this holder sits in it.
    """

    delegation: int
    holder: UUID
    to: str
    classes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DelegationRevoked(Event, type="role.delegation_revoked/1"):
    """From this instant on the seat no longer follows the other, also in votes that are open."""

    delegation: int


@dataclass(frozen=True, kw_only=True)
class PostAbolished(Event, type="role.post_abolished/1"):
    """From `effective_from` on nobody can hold the post."""


@dataclass(frozen=True, kw_only=True)
class MandateEnded(Event, type="role.mandate_ended/1"):
    """The post being abolished, the mandate of its holder ended with it."""

    assignment: int


@dataclass(frozen=True, kw_only=True)
class PostReinstated(Event, type="role.post_reinstated/1"):
    """The agreement constitutes the abolished post again: it can be filled from `effective_from` on."""

    title: str
    party: UUID | None = None
