"""What can happen to a dispute: it is raised, goes from stage to stage, and is settled, withdrawn or decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from accord.events import Disclosed, Event


@dataclass(frozen=True, kw_only=True)
class DisputeRaised(Event, type="dispute.raised/1"):
    """A party raised a dispute with others about an agreement, or some clauses of it.

    It comes before the first stage that the agreement lays down: `forum` has until `due_on` to settle it.
    """

    agreement: UUID
    party: UUID
    against: tuple[UUID, ...]
    title: str
    clauses: tuple[str, ...] = ()
    statement: Disclosed[str]
    signatory: UUID
    raised_on: date
    stage: str
    forum: str
    due_on: date
    clause: str = ""


@dataclass(frozen=True, kw_only=True)
class RaisedWithoutStages(Event, type="dispute.raised_without_stages/1"):
    """A party raised a dispute about an agreement that lays down no stages for it: it is before nobody yet."""

    agreement: UUID
    party: UUID
    against: tuple[UUID, ...]
    title: str
    clauses: tuple[str, ...] = ()
    statement: Disclosed[str]
    signatory: UUID
    raised_on: date


@dataclass(frozen=True, kw_only=True)
class DisputeReferred(Event, type="dispute.referred/1"):
    """The dispute was not settled at a stage, and comes before the next one, which has until `due_on`."""

    party: UUID
    referred_on: date
    stage: str
    forum: str
    due_on: date
    clause: str = ""


@dataclass(frozen=True, kw_only=True)
class DisputeBroughtToCourt(Event, type="dispute.brought_to_court/1"):
    """No stage is left, and a party brought the dispute before a court."""

    party: UUID
    brought_on: date
    court: str
    reference: str = ""


@dataclass(frozen=True, kw_only=True)
class SettlementAgreed(Event, type="dispute.settlement_agreed/1"):
    """A party to the dispute agreed to the terms of a settlement, which a document with this hash says."""

    party: UUID
    signatory: UUID
    settlement_hash: str
    agreed_on: date


@dataclass(frozen=True, kw_only=True)
class DisputeSettled(Event, type="dispute.settled/1"):
    """Every party to the dispute agreed to the same terms."""

    settlement_hash: str
    settled_on: date


@dataclass(frozen=True, kw_only=True)
class DisputeWithdrawn(Event, type="dispute.withdrawn/1"):
    """The party that raised the dispute no longer pursues it."""

    party: UUID
    withdrawn_on: date


@dataclass(frozen=True, kw_only=True)
class DisputeDecided(Event, type="dispute.decided/1"):
    """A court, or whoever decides at its stage, has decided the dispute by a ruling with this hash."""

    ruling: str
    decided_on: date
