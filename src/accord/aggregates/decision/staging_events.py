"""What can happen to a carried decision on its passage through further bodies."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from accord.events import Event


@dataclass(frozen=True, kw_only=True)
class StagePassed(Event, type="decision.stage_passed/1"):
    """By the decision named the body approved: from `effective_from` on the next stage runs, if there is one."""

    stage: int
    body: str
    decision: UUID


@dataclass(frozen=True, kw_only=True)
class StageVetoed(Event, type="decision.stage_vetoed/1"):
    """By the decision named the body objected in time: the decision of this stream is vetoed."""

    stage: int
    body: str
    decision: UUID
