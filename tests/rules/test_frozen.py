"""What a released rule made of a roll it makes of it for ever: verdict, reasons, words, and what it refuses."""

from __future__ import annotations

import json

import pytest
from tests.rules.freeze import cases, lines, outcome

from accord.rules import Explanation
from accord.rules.catalogue import entries, shelf
from accord.rules.choices import ChoiceExplanation

FROZEN = lines()
BATCH = 100


@pytest.mark.parametrize("start", range(0, len(FROZEN), BATCH))
def test_what_was_counted_is_counted_so_again(start: int) -> None:
    for line in FROZEN[start : start + BATCH]:
        assert outcome(line["asked"]) == line["came"], line["asked"]


def test_every_case_is_frozen() -> None:
    """`python -m tests.rules.freeze` adds what is new."""
    there = {json.dumps(line["asked"], sort_keys=True) for line in FROZEN}
    missing = [asked for asked in cases() if json.dumps(asked, sort_keys=True) not in there]
    assert not missing, missing[:3]


@pytest.mark.parametrize("start", range(0, len(FROZEN), BATCH))
def test_reasons_that_were_recorded_are_read_back(start: int) -> None:
    for line in FROZEN[start : start + BATCH]:
        if (data := line["came"].get("explanation")) is not None:
            kind = ChoiceExplanation if "ballots" in line["asked"] else Explanation
            assert kind.from_data(data).to_data() == data, line["asked"]


def test_the_catalogue_is_read_from_its_files() -> None:
    before = entries()
    shelf._shelf.cache_clear()
    assert entries() == before
