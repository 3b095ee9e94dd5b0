"""The page says at which stages a body decides which matter, as the table in the code does."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from accord.aggregates.agreement import Stage
from accord.aggregates.decision.sessions import SESSIONS

PAGE = Path(__file__).resolve().parents[2] / "docs" / "explanation" / "who-is-bound-when.md"


def words(stages: Iterable[Stage]) -> str:
    return ", ".join(stage.replace("_", " ") for stage in stages) or "none"


def test_the_page_has_the_table_of_the_code():
    stages = list(Stage)
    matters = sorted(SESSIONS, key=lambda matter: [stages.index(s) for s in SESSIONS[matter]])
    rows = {
        frozenset(matter.words for matter in group): words(at)
        for at, group in groupby(matters, key=SESSIONS.__getitem__)
    }

    text = PAGE.read_text(encoding="utf-8").partition("### Which matter a body decides")[2]
    table = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    told = {frozenset(matters.split(", ")): at for matters, at in table[1 : len(rows) + 1]}
    assert told == rows
