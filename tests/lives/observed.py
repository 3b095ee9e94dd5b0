"""What was seen of lives: the stage before an event, the event, and the stage after it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

from accord.aggregates.agreement import Agreement
from accord.aggregates.amendment import Amendment
from accord.aggregates.decision import Decision
from accord.aggregates.lifecycle import BEGINNING
from accord.aggregates.role import Role
from accord.events import Event, Recorded, Stream
from tests import partnership as p

Seen = tuple[str, str, str, str]
"""Which kind of thing, its stage before, the event type (empty: time passed), its stage after."""

SEEN: set[Seen] = set()
"""Everything that the stories of this run have shown."""


def stage_of(state: Stream, at: datetime) -> str:
    """At which stage a thing stands at an instant; a story's agreement counts its days in one zone."""
    if state.version == 0:
        return BEGINNING
    day = at.astimezone(ZoneInfo(p.ZONE)).date()
    match state:
        case Decision():
            return str(state.stage(at))
        case Agreement() | Role() | Amendment():
            return str(state.stage(day))
    return BEGINNING


def walked(kind: type[Stream], id: UUID, history: Iterable[Recorded[Event]]) -> Iterator[Seen]:
    """The steps of one life, in order."""
    state, before = kind(id), BEGINNING
    for recorded in history:
        at = recorded.env.occurred_at or recorded.recorded_at
        now = stage_of(state, at)
        if now != before:
            yield kind.NAME, before, "", now
        state.apply(recorded)
        after = stage_of(state, at)
        if after != now:
            yield kind.NAME, now, recorded.event.TYPE, after
        before = after


def write_down() -> None:
    """Keep what was seen in the file that ACCORD_SEEN names, for whoever writes the tables."""
    if target := os.environ.get("ACCORD_SEEN"):
        Path(target).write_text(json.dumps(sorted(SEEN), indent=0), encoding="utf-8")
