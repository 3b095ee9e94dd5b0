"""Whatever is corrected, in whichever life: no verdict, text, roll or stage changes, and what was known stays known."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from tests.http.cases import meetings
from tests.http.cases.corrections import signed
from tests.http.cases.disputes import STAGES, raised
from tests.http.stages import Partnership
from tests.lives.walk import by_lot
from tests.projections.test_rebuild import long_story

from accord.aggregates.correctable import CORRECTABLE, NEVER_ADDED, days, disclosed
from accord.application import Said
from accord.audit.findings import Report
from accord.audit.performing import KINDS as STREAMS
from accord.audit.performing import Performance
from accord.errors import Refused
from accord.events import Event, Recorded
from accord.projections import rebuild
from accord.projections.views import metadata
from accord.store.scratch import streams

LIVES = {
    "a whole life": ("opened", long_story),
    "an amendment signed": ("amendment carried", signed),
    "a meeting": ("tabled", meetings.minuted),
    "a dispute": ("obliged", raised(*STAGES)),
}
KINDS = {type_.partition(".")[0]: STREAMS[type_.partition(".")[0]] for type_ in CORRECTABLE} | {
    "role": STREAMS["role"]
}
_MARK = re.compile(r"(?<=[“ ])Corrected \d{3}")
_NEVER_THE_SAME = ("version", "updated_at", "corrections")
_DAYS = ("since", "completed_on")


def answers(conn: sa.Connection, meant: dict[str, str | None], until: int) -> dict[str, list[str]]:
    """Every row of every read model, with what was corrected as it was before, without the versions."""
    return {
        table.name: sorted(
            json.dumps(said, sort_keys=True, default=str)
            for row in conn.execute(sa.select(table)).mappings()
            if table.name != "history" or row["position"] <= until
            for said in [_before({name: _plain(cell) for name, cell in row.items()}, meant)]
        )
        for table in metadata.sorted_tables
        if table.name != "read_models"
    }


def _plain(cell: Any) -> Any:
    return json.loads(cell) if isinstance(cell, bytes) else cell


def _before(said: Any, meant: dict[str, str | None]) -> Any:
    if isinstance(said, dict):
        left = {k: v for k, v in said.items() if k not in (*_NEVER_THE_SAME, *_DAYS)}
        found = {name: _before(value, meant) for name, value in left.items()}
        # Where nothing was said, nothing was shown.
        return {k: v for k, v in found.items() if v is not None or left[k] is None}
    if isinstance(said, list):
        return [_before(each, meant) for each in said]
    while isinstance(said, str) and said in meant:
        said = meant[said]
    if isinstance(said, str):
        said = _MARK.sub(lambda found: str(_before(found[0], meant)), said)
    return said


def shown(p: Partnership, meant: dict[str, str | None], until: int) -> dict[str, list[str]]:
    with p.house.engine.connect() as conn:
        return answers(conn, meant, until)


def states(p: Partnership) -> dict[UUID, Any]:
    """Every stream as it is remembered, but for how far its record has come."""
    report, found = Report("states"), {}
    for stream in streams(p.house.record):
        state = Performance(report).perform(stream)
        assert state is not None
        state.version = 0
        found[state.id] = state
    assert not report.wrong
    return found


def meant_by(p: Partnership) -> dict[str, str | None]:
    """What each text that was corrected said before, in the words of the read models."""
    found: dict[str, str | None] = {}
    with p.house.engine.connect() as conn:
        for table in (t for t in metadata.sorted_tables if "document" in t.c):
            for document in conn.scalars(sa.select(table.c.document)):
                for each in json.loads(document).get("corrections", ()):
                    if not each["field"].endswith("_on"):  # of days see _DAYS
                        found[each["now"]] = each.get("was")
    return found


def fields_of(entry: Recorded[Event]) -> list[str]:
    """Every field of an entry that can be corrected, and one that never is."""
    event = entry.event
    able = CORRECTABLE.get(event.TYPE, frozenset()) | days(event)
    said = {name for name in disclosed(event) if getattr(event, name) is not None}
    never = {name for name in NEVER_ADDED if getattr(event, name, None) is None}
    return [*sorted(able - never | said), "effective_from"]


def another(entry: Recorded[Event], field: str, number: int) -> str:
    """What a field should have said, which no other field says."""
    if field in days(entry.event):
        return (entry.recorded_at.date() - timedelta(days=number % 3)).isoformat()
    return f"c{number:03}@example.org" if field == "email" else f"Corrected {number:03}"


def correct(p: Partnership, entry: Recorded[Event], field: str, now: str) -> bool:
    """Correct it where that can be; say whether it was."""
    kind = KINDS[entry.event.TYPE.partition(".")[0]]
    try:
        with p.house.command(p.secretary.principal, Said(reason="A slip.")) as accord:
            accord.correct_record(kind, entry.agg, version=entry.ver, field=field, now=now)
    except Refused:
        return False
    return True


@by_lot
@pytest.mark.parametrize("life", LIVES)
def test_a_correction_changes_nothing_but_what_it_corrects(at, life):
    p = at(*LIVES[life])
    until, remembered, before = p.position, states(p), shown(p, {}, p.position)
    able = [
        (entry, field)
        for stream in streams(p.house.record)
        for entry in stream
        if entry.event.TYPE.partition(".")[0] in KINDS
        for field in fields_of(entry)
        if field != "effective_from" or entry.ver == 1
    ]
    done = [correct(p, *each, another(*each, number)) for number, each in enumerate(able + able)]

    for (entry, field), was_done in zip(able + able, done, strict=True):
        # Of a day, another one may not be possible.
        assert was_done == (field != "effective_from") or field in days(entry.event)
    assert states(p) == remembered
    assert shown(p, meant_by(p), until) == before
    with p.house.past.reading(until) as conn:
        assert answers(conn, {}, until) == before
    after = shown(p, {}, p.position)
    rebuild(p.house.record)
    assert shown(p, {}, p.position) == after
