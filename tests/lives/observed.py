"""What was seen of lives: the stage before an event, the event, and the stage after it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

from accord.aggregates.lifecycle import BEGINNING
from accord.events import Event, Recorded, Stream

Seen = tuple[str, str, str, str]
"""Which kind of thing, its stage before, the event type (empty: time passed), its stage after."""

ZONE = "Europe/Helsinki"
"""Where the agreements of stories count their days."""
AHEAD = timedelta(days=500)
"""How far is looked ahead at what time alone will change."""
SEEN: set[Seen] = set()
"""Everything that the stories of this process have shown."""


def stage_of(state: Stream, at: datetime) -> str:
    """At which stage a thing stands at an instant; a story's agreement counts its days in one zone."""
    stage = getattr(state, "stage", None)
    if state.version == 0:
        return BEGINNING
    if stage is None:
        return str(getattr(state, "status", BEGINNING))
    if state.NAME == "decision":
        return str(stage(at, ZONE))
    return str(stage(at if state.NAME == "meeting" else at.astimezone(ZoneInfo(ZONE)).date()))


def walked(
    kind: type[Stream], id: UUID, history: Sequence[Recorded[Event]], given: int = 0
) -> Iterator[Seen]:
    """The steps of one life, in order, and what time alone does next; up to `given` they are taken for granted.

    An act that is recorded late leads from the stage of its own day; what time did since is seen anew.
    """
    state, last = kind(id), None
    for recorded in history:
        at = _happened(recorded)
        if last is not None and recorded.ver > given:
            yield from by_time(state, last, at)
        before = stage_of(state, at)
        state.apply(recorded)
        after = stage_of(state, at)
        if after != before and recorded.ver > given:
            yield kind.NAME, before, recorded.event.TYPE, after
        last = at
    if last is not None and state.version > given:
        yield from by_time(state, last, last + AHEAD)


def _happened(recorded: Recorded[Event]) -> datetime:
    env = recorded.env
    if env.occurred_at or env.occurred_on is None:
        return env.occurred_at or recorded.recorded_at
    return min(datetime.combine(env.occurred_on, time(12), UTC), recorded.recorded_at)


def by_time(state: Stream, since: datetime, until: datetime) -> Iterator[Seen]:
    """What time alone has changed, day by day."""
    before = stage_of(state, since)
    if before == stage_of(state, until) == BEGINNING:
        return
    while since < until:
        # Not every day has 24 hours, but each has a noon.
        since = min(datetime.combine(since + timedelta(days=1), time(12), UTC), until)
        if (after := stage_of(state, since)) != before:
            yield state.NAME, before, "", after
            before = after


def write_down() -> None:
    """Keep what was seen in the folder that ACCORD_SEEN names, each process of a run in a file of its own."""
    if (target := os.environ.get("ACCORD_SEEN")) and SEEN:
        Path(target).mkdir(exist_ok=True)
        file = Path(target) / f"{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}.json"
        file.write_text(json.dumps(sorted(SEEN), indent=0), encoding="utf-8")


def written_down(folder: Path) -> set[Seen]:
    """What all processes of a run have seen."""
    pages = [json.loads(file.read_text(encoding="utf-8")) for file in folder.glob("*.json")]
    return {(kind, before, by, after) for page in pages for kind, before, by, after in page}
