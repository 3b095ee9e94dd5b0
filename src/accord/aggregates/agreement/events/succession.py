"""What can happen to the place of a party in an agreement."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from accord.events import Event


@dataclass(frozen=True, kw_only=True)
class PlaceSucceeded(Event, type="agreement.party_succeeded/1"):
    """From `effective_from` the successor stands in the predecessor's place.

    Class, weights, signatory, posts and seats stay as they were; where the successor is a party in its
    own right already, it keeps its own class, weights and signatory. What was signed stays signed by
    the predecessor.
    """

    predecessor: UUID
    successor: UUID
