"""What was seen of lives: the stage before an event, the event, and the stage after it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

from accord.aggregates.lifecycle import BEGINNING
from accord.events import Event, Recorded, Stream

Seen = tuple[str, str, str, str]
"""Which kind of thing, its stage before, the event type (empty: time passed), its stage after."""

ZONE = "Europe/Helsinki"
"""Where the agreements of stories count their days."""
SEEN: set[Seen] = set()
"""Everything that the stories of this run have shown."""


def stage_of(state: Stream, at: datetime) -> str:
    """At which stage a thing stands at an instant; a story's agreement counts its days in one zone."""
    stage = getattr(state, "stage", None)
    if state.version == 0 or stage is None:
        return BEGINNING
    if state.NAME == "decision":
        return str(stage(at, ZONE))
    return str(stage(at if state.NAME == "meeting" else at.astimezone(ZoneInfo(ZONE)).date()))


def walked(
    kind: type[Stream], id: UUID, history: Sequence[Recorded[Event]], given: int = 0
) -> Iterator[Seen]:
    """The steps of one life, in order; those up to the version `given` are taken for granted."""
    state, last = kind(id), None
    for recorded in history:
        at = recorded.env.occurred_at or recorded.recorded_at
        if last is not None and recorded.ver > given:
            yield from _by_time(state, last, at)
        before = stage_of(state, at)
        state.apply(recorded)
        after = stage_of(state, at)
        if after != before and recorded.ver > given:
            yield kind.NAME, before, recorded.event.TYPE, after
        last = at


def _by_time(state: Stream, since: datetime, until: datetime) -> Iterator[Seen]:
    """What time alone has changed, day by day."""
    before = stage_of(state, since)
    while before != stage_of(state, until) and since < until:
        since = min(since + timedelta(days=1), until)
        if (after := stage_of(state, since)) != before:
            yield state.NAME, before, "", after
            before = after


def write_down() -> None:
    """Keep what was seen in the file that ACCORD_SEEN names, for whoever writes the tables."""
    if target := os.environ.get("ACCORD_SEEN"):
        Path(target).write_text(json.dumps(sorted(SEEN), indent=0), encoding="utf-8")
