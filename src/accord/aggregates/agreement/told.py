"""What an agreement remembers of who was told what: notices served and acknowledged, texts acknowledged."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from accord.aggregates.agreement.events.telling import (
    NoticeAcknowledged,
    NoticeServed,
    ServedBy,
    TextAcknowledged,
)
from accord.events import Event


@dataclass
class Told:
    """Who was told what, as far as a later refusal needs to know it."""

    served: set[tuple[int, UUID, date, ServedBy]] = field(default_factory=set)
    acknowledged: dict[tuple[int, UUID], date] = field(default_factory=dict)
    read: dict[tuple[UUID, str], date] = field(default_factory=dict)

    def follow(self, event: Event) -> None:
        """Follow the record."""
        match event:
            case NoticeServed():
                self.served.add((event.notice, event.party, event.served_on, event.means))
            case NoticeAcknowledged():
                self.acknowledged[event.notice, event.party] = event.acknowledged_on
            case TextAcknowledged():
                self.read[event.party, event.text_hash] = event.acknowledged_on
