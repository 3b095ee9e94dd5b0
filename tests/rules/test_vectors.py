"""Every conformance vector gives its verdict, and its rule and explanation survive the record."""

from __future__ import annotations

from typing import Any

import pytest
from tests.vectors import KNOWN, NEEDS_VECTORS, RULES, name_of

from accord import canonical
from accord.rules import Counted, Explanation, Measure, Position, Rule, evaluate, in_words

pytestmark = NEEDS_VECTORS


def _seats(coded: dict[str, Any]) -> list[Counted]:
    measures = tuple(
        Measure.parse(name, str(value))
        for name, value in coded.items()
        if name not in {"position", "n", "cls"}
    )
    return [Counted(Position(coded["position"]), coded.get("cls", ""), measures)] * coded["n"]


def test_all_vectors_are_there() -> None:
    assert (len(RULES), len(KNOWN["vectors"])) == (38, 93)


@pytest.mark.parametrize("rule_id", RULES)
def test_a_rule_of_the_vectors_survives_the_record(rule_id: str) -> None:
    rule = Rule.from_data(RULES[rule_id])
    again = Rule.from_data(canonical.decode(canonical.encode(rule.to_data())))
    assert again == rule
    assert again.hash == rule.hash


@pytest.mark.parametrize("vector", KNOWN["vectors"], ids=name_of)
def test_a_vector_gives_its_verdict_and_explains_it(vector: dict[str, Any]) -> None:
    seats = [seat for coded in vector["seats"] for seat in _seats(coded)]
    given = vector["context"].get("casting_vote")
    rule = Rule.from_data(RULES[vector["rule"]])
    outcome = evaluate(rule, seats, None if given is None else Position(given))
    assert outcome.verdict == vector["expected"], vector["why"]
    explanation = outcome.explanation
    assert explanation.verdict is outcome.verdict
    assert (
        Explanation.from_data(canonical.decode(canonical.encode(explanation.to_data())))
        == explanation
    )
    assert in_words(explanation).lower().startswith(vector["expected"])
