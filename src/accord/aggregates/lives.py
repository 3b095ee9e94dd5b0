"""The lifecycles of everything that accord keeps."""

from __future__ import annotations

from accord.aggregates.amendment.lifecycle import LIFE as AMENDMENT
from accord.aggregates.decision.lifecycle import LIFE as DECISION
from accord.aggregates.lifecycle import Lifecycle
from accord.aggregates.meeting.lifecycle import LIFE as MEETING

LIVES: tuple[Lifecycle, ...] = (AMENDMENT, DECISION, MEETING)
