"""The lifecycles are those that the stories show: no way is missing in them, and none is only drawn."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from accord.aggregates.lifecycle import BEGINNING, Lifecycle
from accord.aggregates.lives import LIVES
from tests.lives.observed import Seen, written_down

ROOT = Path(__file__).resolve().parents[2]
STORIES = [
    *("-q", "-p", "no:randomly", "-p", "no:cacheprovider", "tests/aggregates"),
    *(f"tests/lives/test_{name}_ways.py" for name in ("decision", "amendment", "meeting")),
]
"""What goes over several streams is told on a real record."""
ENDS = {
    "agreement": {"abandoned", "void"},
    "amendment": {"annulled", "lapsed", "superseded", "withdrawn"},
    "decision": {"annulled"},
    "dispute": {"settled", "withdrawn", "decided"},
    "impact": set(),
    "meeting": {"called_off", "closed"},
    "obligation": {"met", "waived"},
    "role": set(),
}
"""Where a life ends; of an agreement every other end can still be wound up, or declared void."""

of_each_life = pytest.mark.parametrize("life", LIVES, ids=lambda life: life.name)


@pytest.fixture(scope="session")
def seen(tmp_path_factory: pytest.TempPathFactory) -> set[Seen]:
    """Every step that the stories show: as a run before wrote it down, or told in a process of their own."""
    if (known := os.environ.get("ACCORD_SEEN")) and (steps := written_down(Path(known))):
        return steps
    folder = tmp_path_factory.mktemp("lives")
    told = subprocess.run(
        [sys.executable, "-m", "pytest", *STORIES],
        cwd=ROOT,
        env=os.environ | {"ACCORD_SEEN": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stdout[-2000:]
    return written_down(folder)


def _drawn(life: Lifecycle) -> set[Seen]:
    return {(life.name, s.before, s.by.TYPE if s.by else "", s.after) for s in life.steps}


@of_each_life
def test_every_way_that_the_stories_show_is_drawn(life, seen):
    shown = {step for step in seen if step[0] == life.name}

    assert sorted(shown - _drawn(life)) == []


@of_each_life
def test_every_way_that_is_drawn_is_shown_by_a_story(life, seen):
    assert sorted(_drawn(life) - seen) == []


@of_each_life
def test_every_stage_can_be_reached(life):
    reached = {BEGINNING}
    while new := {s.after for s in life.steps if s.before in reached} - reached:
        reached |= new

    assert life.stages == reached - {BEGINNING}


@of_each_life
def test_every_stage_can_be_left_or_is_an_end(life):
    assert life.ends == ENDS[life.name]


def test_everything_with_stages_has_a_lifecycle(seen):
    assert {kind for kind, *_ in seen} == {life.name for life in LIVES}
