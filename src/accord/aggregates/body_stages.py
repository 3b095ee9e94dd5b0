"""A stage before a further body, as an agreement lays it down and a certificate records it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class StagePower(StrEnum):
    """What a body does at its stage: without its approval nothing goes on, or it may stop what does."""

    APPROVE = "approve"
    VETO = "veto"


@dataclass(frozen=True, kw_only=True, slots=True)
class BodyStage:
    """A stage before a body, which decides by its rule for a class, in so many days at least and at most.

    What a body must approve lapses once `most_days` are over; what it may veto has then passed.
    """

    body: str
    cls: str
    power: StagePower = StagePower.APPROVE
    least_days: int = 0
    most_days: int = 0
