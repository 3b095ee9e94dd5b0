"""What can happen so that a party knows: a notice reached it, or it said that it has read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from accord.events import Event


class ServedBy(StrEnum):
    """By which means a notice was brought to a party."""

    HAND = "hand"
    POST = "post"
    COURIER = "courier"
    EMAIL = "email"
    PLATFORM = "platform"


@dataclass(frozen=True, kw_only=True)
class NoticeServed(Event, type="agreement.notice_served/1"):
    """A notice was served on a party on a day, by these means; what proves it is among the evidence."""

    notice: int
    party: UUID
    served_on: date
    means: ServedBy


@dataclass(frozen=True, kw_only=True)
class NoticeAcknowledged(Event, type="agreement.notice_acknowledged/1"):
    """A party said, through the post that signs for it, that it has this notice."""

    notice: int
    party: UUID
    signatory: UUID
    post: str
    acknowledged_on: date


@dataclass(frozen=True, kw_only=True)
class TextAcknowledged(Event, type="agreement.text_acknowledged/1"):
    """A party said, through the post that signs for it, that it has read the text of a day."""

    party: UUID
    signatory: UUID
    post: str
    text_hash: str
    text_of: date
    acknowledged_on: date
