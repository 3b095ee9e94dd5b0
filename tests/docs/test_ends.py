"""An end has one word: “up to and including” the last that belongs, “up to but without” the first that does not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from accord.http import create_app
from accord.wiring import build

SAID = ("up to and including", "up to but without", "on the table again", "by default until")
HALF_OPEN = {"effective_to", "ends_on", "until", "closes"}
# What is waited for, or said of an event, has no end that could be taken in two ways.
WAITS = {"or wait until {from_}", "would act until {until}"}


def properties(node: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(node, dict):
        if isinstance(found := node.get("properties"), dict):
            yield from found.items()
        if node.get("in") == "query":
            yield node["name"], node
        for each in node.values():
            yield from properties(each)
    elif isinstance(node, list):
        for each in node:
            yield from properties(each)


@pytest.mark.parametrize("folder", ["aggregates", "projections", "application", "http"])
def test_no_sentence_names_an_end_that_could_be_taken_in_two_ways(folder):
    bare = re.compile(r"\w+ \w+ (?:until|up to) \{\w+\}?")
    found = [
        said
        for file in Path("src/accord", folder).rglob("*.py")
        for said in bare.findall(file.read_text("utf-8"))
        if said not in WAITS
    ]
    counts = [said for said in found if "number" not in said and "limit" not in said]
    assert not counts


def test_every_end_that_the_api_takes_or_gives_says_whether_it_belongs(tmp_path):
    house = build(f"sqlite:///{tmp_path}/own.db")
    document = create_app(house).test_client().get("/openapi.json").json
    house.close()
    ends = [(name, said) for name, said in properties(document) if name in HALF_OPEN]
    assert len(ends) > 30
    silent = {name for name, said in ends if not any(w in str(said) for w in SAID)}
    assert not silent, [said for name, said in ends if not any(w in str(said) for w in SAID)]
