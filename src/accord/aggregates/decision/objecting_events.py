"""What can happen to an objection, under a rule by which seats object instead of voting against."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from accord.events import Disclosed, Event


class ObjectionRuling(StrEnum):
    """What the chair rules on an objection: it is to be dealt with, or it is none under the rule."""

    ADMITTED = "admitted"
    RULED_OUT = "ruled_out"


class ObjectionOutcome(StrEnum):
    """How an objection was settled: it was met, or maintained, or a decision overruled it."""

    INTEGRATED = "integrated"
    SUSTAINED = "sustained"
    OVERRULED = "overruled"


@dataclass(frozen=True, kw_only=True)
class ObjectionRaised(Event, type="decision.objection_raised/1"):
    """The holder of a seat objected to the motion, with reasons; objections are numbered from 1."""

    number: int
    seat: str
    statement: Disclosed[str]


@dataclass(frozen=True, kw_only=True)
class ObjectionRuled(Event, type="decision.objection_ruled/1"):
    """The chair ruled on an objection."""

    number: int
    ruling: ObjectionRuling


@dataclass(frozen=True, kw_only=True)
class ObjectionWithdrawn(Event, type="decision.objection_withdrawn/1"):
    """The holder of the seat that had objected withdrew the objection."""

    number: int


@dataclass(frozen=True, kw_only=True)
class ObjectionSettled(Event, type="decision.objection_settled/1"):
    """An objection came to this: met by that amendment of the motion, sustained, or overruled by that decision."""

    number: int
    outcome: ObjectionOutcome
    amendment: int | None = None
    decision: UUID | None = None
