"""What can happen while a draft is negotiated: it is shared, asked to be changed, left, abandoned."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from accord.events import Disclosed, Event


class ChangeAnswer(StrEnum):
    """What becomes of a request to change the draft."""

    TAKEN_UP = "taken_up"
    DECLINED = "declined"


@dataclass(frozen=True, kw_only=True)
class DraftShared(Event, type="agreement.draft_shared/1"):
    """The draft, as it stands, was sent to these parties that it names."""

    recipients: tuple[UUID, ...]


@dataclass(frozen=True, kw_only=True)
class ChangeRequested(Event, type="agreement.change_requested/1"):
    """A party asked for another wording, of these clauses where it names some."""

    number: int
    party: UUID
    clauses: tuple[str, ...] = ()
    request: Disclosed[str]


@dataclass(frozen=True, kw_only=True)
class ChangeAnswered(Event, type="agreement.change_answered/1"):
    """A request to change the draft was answered without a revision of the clauses it names."""

    number: int
    answer: ChangeAnswer


@dataclass(frozen=True, kw_only=True)
class NegotiationLeft(Event, type="agreement.negotiation_left/1"):
    """A party left the negotiation; the draft names it no longer."""

    party: UUID


@dataclass(frozen=True, kw_only=True)
class AgreementAbandoned(Event, type="agreement.abandoned/1"):
    """The agreement was given up before it was concluded."""
