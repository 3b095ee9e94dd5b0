"""The page on the rules: its language is the one that accord reads, its program counts as accord does."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis.strategies import booleans
from tests.rules.test_properties import rolls, rules, votes

from accord import canonical
from accord.aggregates.decision.sealed_events import SealedCount
from accord.aggregates.decision.sealing import SEALABLE
from accord.rules import (
    BASES,
    Counted,
    Explanation,
    Measure,
    Position,
    Rule,
    alike,
    evaluate,
    parse_test,
)
from accord.rules.explanation import TIES, Verdict
from accord.rules.findings import COMPARATORS, COMPOSITIONS, DEEPEST
from accord.rules.linting import CODES
from accord.rules.reading import LARGEST

ROOT = Path(__file__).parents[2]
WHOLE = (ROOT / "docs" / "reference" / "rules.md").read_text("utf-8")
PAGE = WHOLE.partition("\n## Choosing among options\n")[0]
BLOCKS = [
    json.loads(block)
    for block in re.findall(r"^```json\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
]
RULES = [block for block in BLOCKS if "pass" in block and "verdict" not in block]
(ROLL,) = [block for block in BLOCKS if isinstance(block, list)]
(EXPLAINED,) = [block for block in BLOCKS if "verdict" in block]
TESTS = [block for block in BLOCKS if block not in (*RULES, ROLL, EXPLAINED)]
VECTORS = ROOT.parent / "shared" / "vectors" / "decision-rules.json"


def program() -> dict[str, Any]:
    (source,) = re.findall(r"^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    found: dict[str, Any] = {}
    exec(compile(source, "rules.md", "exec"), found)  # noqa: S102 - the page is ours
    return found


judge = program()["judge"]


def counted(seat: dict[str, Any]) -> Counted:
    measures = (Measure.parse(each["name"], each["value"]) for each in seat.get("measures", ()))
    position = Position(seat["position"])
    return Counted(position, seat.get("cls", ""), tuple(measures), seat.get("seat", ""))


def told(seat: Counted) -> dict[str, Any]:
    plain: dict[str, Any] = canonical.plain(seat)
    return plain


@pytest.mark.parametrize("data", RULES, ids=lambda data: data["id"])
def test_a_rule_of_the_page_is_a_rule(data):
    rule = Rule.from_data(data)

    assert Rule.from_data(rule.to_data()) == rule
    assert data.keys() <= rule.to_data().keys()


@pytest.mark.parametrize("data", TESTS, ids=lambda data: "-".join(map(str, data))[:40])
def test_a_test_of_the_page_is_a_test(data):
    again = parse_test(data, "").to_data()

    assert parse_test(again, "") == parse_test(data, "")


def test_the_page_shows_every_kind_of_test_and_composition():
    shown = {data["test"] for data in TESTS if isinstance(data.get("test"), str)}
    put_together = {key for data in TESTS for key in data} | {
        key for data in TESTS if "all" in data for key in data["all"][1]
    }

    assert shown == {"share", "number", "more_than", "sqrt_quorum", "fewest_holding"}
    assert put_together >= set(COMPOSITIONS)


def test_the_page_names_what_the_code_knows():
    told_bases = dict(re.findall(r"^\| `(\w+)` \| (`for`.*) \|$", PAGE, re.MULTILINE))
    exact = {base: frozenset(re.findall(r"`(\w+)`", said)) for base, said in told_bases.items()}

    assert exact == {base: BASES[base] for base in exact}
    assert set(BASES) - set(exact) == {"in_office", "fixed"}
    assert program()["BASES"].keys() == BASES.keys()
    assert {base: set(held) for base, held in program()["BASES"].items()} == BASES
    for word in (*BASES, *Position, *Verdict, *TIES, *COMPARATORS, *COMPOSITIONS):
        assert f"`{word}`" in PAGE
    assert f"{LARGEST:,} bytes" in PAGE
    assert DEEPEST == 8
    assert "at most eight deep" in PAGE


def test_the_example_comes_out_as_the_page_says():
    seats = [counted(seat) for seat in ROLL]

    outcome = evaluate(Rule.from_data(RULES[1]), seats, Position.FOR)

    assert outcome.explanation.to_data() == EXPLAINED
    assert Explanation.from_data(EXPLAINED) == outcome.explanation


def test_the_program_counts_the_example_as_the_page_says():
    assert judge(RULES[1], ROLL, "for") == EXPLAINED


@given(rules, rolls, votes, booleans(), booleans())
def test_the_program_counts_every_rule_on_every_roll_as_accord_does(
    rule, roll, vote, second, called
):
    outcome = evaluate(rule, roll, vote, second=second, second_call=called)

    again = judge(rule.to_data(), [told(seat) for seat in roll], vote, second, called)
    assert again == outcome.explanation.to_data()


@pytest.mark.skipif(
    not VECTORS.exists(), reason="the conformance vectors are not beside this checkout"
)
def test_the_program_gives_every_vector_its_verdict():
    known = json.loads(VECTORS.read_text("utf-8"))
    by_id = {rule["id"]: rule for rule in known["rules"]}
    for vector in known["vectors"]:
        roll = [seat for coded in vector["seats"] for seat in [_seat(coded)] * coded["n"]]
        explained = judge(by_id[vector["rule"]], roll, vector["context"].get("casting_vote"))
        assert explained["verdict"] == vector["expected"], vector["why"]


def _seat(coded: dict[str, Any]) -> dict[str, Any]:
    weights = {key: coded[key] for key in coded.keys() - {"position", "n", "cls"}}
    measures = [{"name": name, "value": str(value)} for name, value in weights.items()]
    return {"position": coded["position"], "cls": coded.get("cls", ""), "measures": measures}


def test_every_code_of_a_remark_is_explained_and_no_other():
    page = (ROOT / "docs" / "how-to" / "check-the-rules.md").read_text("utf-8")
    rows = re.findall(r"^\| (`.+?`) \| (\w+) \|", page, re.MULTILINE)
    told = {code: grave for codes, grave in rows for code in re.findall(r"`(\w+)`", codes)}

    assert told == CODES


@given(rules, rolls, votes)
def test_the_program_counts_a_secret_vote_as_accord_does(rule, roll, vote):
    named = ((str(number), seat) for number, seat in enumerate(roll))
    seats = [replace(seat, seat=name, represented=False, declared=False) for name, seat in named]
    voted = [seat for seat in seats if seat.position in SEALABLE]
    ballots = [
        canonical.plain(SealedCount(cls=like.cls, measures=like.measures, position=p, ballots=n))
        for like, group in alike(rule, voted).items()
        for p, n in Counter(seat.position for seat in group).items()
    ]

    standing = program()["unsealed"](list(map(told, seats)), {v.seat for v in voted}, ballots)

    explained = evaluate(rule, seats, vote).explanation.to_data()
    assert judge(rule.to_data(), standing, vote) == explained
