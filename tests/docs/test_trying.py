"""The page says how a roll is written down to try a rule on it: its rolls are read, and its bounds are those of the code."""

from __future__ import annotations

import json
import re
from typing import Any

from tests.docs.pages import ROOT

from accord.http.evaluation import MOST_OPTIONS as AT_ONCE
from accord.http.evaluation import MOST_RAISED
from accord.rules import Rule, Verdict
from accord.rules.trying import MOST_BALLOTS, MOST_OPTIONS, MOST_SEATS, tried

PAGE = (ROOT / "docs" / "reference" / "rules.md").read_text("utf-8")
PART = PAGE.partition("\n## Trying a rule\n")[2]
ROLL, BALLOTS = (
    json.loads(block)
    for block in re.findall(r"^```json\n(.*?)^```", PART, re.MULTILINE | re.DOTALL)
)


def rule(**how: Any) -> Rule:
    return Rule.from_data({"id": "r", "name": "R"} | how)


def test_the_rolls_of_the_page_can_be_read() -> None:
    cast = {"test": "share", "of": ["for"], "base": "cast", "op": ">", "at": "1/2"}
    approval = {"id": "m", "name": "M", "kind": "approval", "ties": ["casting_vote"]}

    assert tried(rule(**{"pass": cast}), ROLL).verdict is Verdict.CARRIED
    assert tried(rule(choice=approval), BALLOTS).to_data()["verdict"] == "carried"


def test_the_page_says_the_bounds_of_the_code() -> None:
    prose = " ".join(PART.split())

    assert f"`seats`, at most {MOST_SEATS:,}, and" in prose
    assert f"| `options` | at most {MOST_OPTIONS} |" in prose
    assert f"| at most {MOST_BALLOTS:,}." in prose
    assert f"at most {AT_ONCE} options are counted, and for `add1` at most {MOST_RAISED:,}" in prose
