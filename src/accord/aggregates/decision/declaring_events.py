"""What can happen where a seat abstains by declaration, so that its party is not bound."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from accord.events import Disclosed, Event


@dataclass(frozen=True, kw_only=True)
class DeclarationMade(Event, type="decision.declaration_made/1"):
    """The holder of a seat that abstained declared formally that it does, and said why.

    A party is `not_bound` by the decision once each of its seats that takes part has declared so. Another
    ballot of the seat takes the declaration back.
    """

    seat: str
    statement: Disclosed[str]
    not_bound: UUID | None = None
