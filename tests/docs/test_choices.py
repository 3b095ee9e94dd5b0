"""The page on choices: its methods are those that accord reads, and its example comes out so."""

from __future__ import annotations

import json
import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from accord.rules.choices import (
    OUTCOMES,
    ChoiceExplanation,
    ChoiceMethod,
    Marked,
    Option,
    count,
    read_ballot,
    read_options,
)
from accord.rules.choices.allocation import MOST_RAISES
from accord.rules.choices.explanation import VERDICTS
from accord.rules.choices.findings import STEPS
from accord.rules.choices.grammar import KINDS, MOST_BY_TRANSFER, QUOTAS, SPENDING, UNRANKED
from accord.rules.choices.read_findings import ABOUT
from accord.rules.choices.ties import COSTS, ROUNDS

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "rules.md").read_text("utf-8")
PART = PAGE.partition("\n## Choosing among options\n")[2].partition("\n## Trying a rule\n")[0]
BLOCKS: list[Any] = [
    json.loads(block)
    for block in re.findall(r"^```json\n(.*?)^```", PART, re.MULTILINE | re.DOTALL)
]
METHODS = [block for block in BLOCKS if "kind" in block and "verdict" not in block]
(EXPLAINED,) = [block for block in BLOCKS if "verdict" in block]
(BALLOTS,) = [block for block in BLOCKS if "ranking" in block]
(OPTIONS,) = [block for block in BLOCKS if isinstance(block, list)]


def method(kind: str, **more: Any) -> ChoiceMethod:
    return ChoiceMethod.from_data({"id": "m", "name": "M", "kind": kind} | more)


@pytest.mark.parametrize("data", METHODS, ids=lambda data: data["id"])
def test_a_method_of_the_page_is_a_method_written_as_the_record_writes_it(data: Any) -> None:
    assert ChoiceMethod.from_data(data).to_data() == data


def test_the_ballots_and_options_of_the_page_are_such() -> None:
    options = read_options(OPTIONS, "")
    forms = {
        "ranking": method("schulze"),
        "approval": method("approval"),
        "points": method("dots", total=5),
    }

    assert [option.to_data() for option in options] == OPTIONS
    assert all(read_ballot(forms[form], options, data, "") for form, data in BALLOTS.items())


def test_the_page_names_what_the_code_knows() -> None:
    keys = {key for required, optional in KINDS.values() for key in (*required, *optional)}
    words = (
        *OUTCOMES,
        *KINDS,
        *ROUNDS,
        *COSTS,
        *STEPS,
        *ABOUT,
        *QUOTAS,
        *UNRANKED,
        *SPENDING,
        *keys,
    )

    for word in (*words, *VERDICTS):
        assert f"`{word}`" in PART, word
    prose = " ".join(PART.split())
    assert f"at most {MOST_BY_TRANSFER} there" in prose
    assert f"raises {MOST_RAISES} times at most" in prose


def test_the_page_gives_each_key_the_kinds_that_have_it() -> None:
    told = {
        key: set(re.findall(r"`(\w+)`", kinds))
        for keys, kinds in re.findall(r"^\| (`[^|]+) \| (`[^|]+) \|", PART, re.MULTILINE)
        for key in re.findall(r"`(\w+)`", keys)
        if set(re.findall(r"`(\w+)`", kinds)) <= set(KINDS)
    }

    for key in ("default", "least", "most", "min", "total", "quorum", "unranked", "spending"):
        having = {kind for kind, (must, may) in KINDS.items() if key in must or key in may}
        assert told[key] == having, key


def test_the_example_comes_out_as_the_page_says() -> None:
    options = [Option(name) for name in ("ada", "ben", "cid")]
    lines = [(5, [["ada"], ["ben"]]), (4, [["ben"]]), (2, [["cid"], ["ben"]])]
    marked = [
        Marked(read_ballot(method("irv"), options, said, "")) for n, said in lines for _ in range(n)
    ]

    found = count(method("irv"), options, marked, Fraction(12))

    assert found.explanation.to_data() == EXPLAINED
    assert ChoiceExplanation.from_data(EXPLAINED) == found.explanation
