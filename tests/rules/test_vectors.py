"""Every conformance vector gives its verdict, and its rule and explanation survive the record."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from accord import canonical
from accord.rules import Counted, Explanation, Measure, Position, Rule, evaluate, in_words

_FILE = Path(__file__).parents[3] / "shared" / "vectors" / "decision-rules.json"
_KNOWN: dict[str, Any] = (
    json.loads(_FILE.read_text()) if _FILE.exists() else {"rules": [], "vectors": []}
)
_RULES = {
    data["id"]: {key: value for key, value in data.items() if key != "source_seen"}
    for data in _KNOWN["rules"]
}

pytestmark = pytest.mark.skipif(
    not _FILE.exists(), reason="the conformance vectors are not beside this checkout"
)


def _seats(coded: dict[str, Any]) -> list[Counted]:
    measures = tuple(
        Measure.parse(name, str(value))
        for name, value in coded.items()
        if name not in {"position", "n", "cls"}
    )
    return [Counted(Position(coded["position"]), coded.get("cls", ""), measures)] * coded["n"]


def test_all_vectors_are_there() -> None:
    assert (len(_RULES), len(_KNOWN["vectors"])) == (38, 93)


@pytest.mark.parametrize("rule_id", _RULES)
def test_a_rule_of_the_vectors_survives_the_record(rule_id: str) -> None:
    rule = Rule.from_data(_RULES[rule_id])
    again = Rule.from_data(canonical.decode(canonical.encode(rule.to_data())))
    assert again == rule
    assert again.hash == rule.hash


@pytest.mark.parametrize("vector", _KNOWN["vectors"], ids=lambda v: f"{v['rule']}-{v['why']}")
def test_a_vector_gives_its_verdict_and_explains_it(vector: dict[str, Any]) -> None:
    seats = [seat for coded in vector["seats"] for seat in _seats(coded)]
    given = vector["context"].get("casting_vote")
    rule = Rule.from_data(_RULES[vector["rule"]])
    outcome = evaluate(rule, seats, None if given is None else Position(given))
    assert outcome.verdict == vector["expected"], vector["why"]
    explanation = outcome.explanation
    assert explanation.verdict is outcome.verdict
    assert (
        Explanation.from_data(canonical.decode(canonical.encode(explanation.to_data())))
        == explanation
    )
    assert in_words(explanation).lower().startswith(vector["expected"])
