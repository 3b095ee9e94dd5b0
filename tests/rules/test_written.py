"""Rules and rolls are taken as conformance vectors write them, and nothing else is passed over."""

from __future__ import annotations

import pytest
from tests.vectors import KNOWN, NEEDS_VECTORS

from accord.rules import Rule
from accord.rules.trying import roll_as_written, rule_as_written, tried

SEATS = [{"position": "for", "n": 2}]
RULE = {"id": "r", "name": "R", "pass": {}}


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        (RULE | {"source_seen": "partly"}, RULE),
        (RULE | {"source": "partly"}, RULE | {"source": "partly"}),
        (RULE, RULE),
        ({"catalogue": "consent"}, {"catalogue": "consent"}),
        ("consent", "consent"),
        ([RULE], [RULE]),
        (None, None),
    ],
)
def test_a_rule_loses_what_vectors_note_of_it(written, rule):
    assert rule_as_written(written) == rule


@pytest.mark.parametrize(
    ("written", "roll"),
    [
        ({"seats": SEATS, "rule": "r", "expected": "lost", "why": "no"}, {"seats": SEATS}),
        ({"seats": SEATS, "context": {}}, {"seats": SEATS, "context": {}}),
        ({"seats": SEATS, "verdict": "lost"}, {"seats": SEATS, "verdict": "lost"}),
        (SEATS, {"seats": SEATS}),
        ([], {"seats": []}),
        ("seats", "seats"),
        (7, 7),
    ],
)
def test_a_roll_loses_what_vectors_say_besides_and_a_list_is_that_of_its_seats(written, roll):
    assert roll_as_written(written) == roll


@NEEDS_VECTORS
def test_every_vector_gives_its_verdict_as_it_stands():
    rules = {rule["id"]: Rule.from_data(rule_as_written(rule)) for rule in KNOWN["rules"]}
    for vector in KNOWN["vectors"]:
        found = tried(rules[vector["rule"]], roll_as_written(vector))
        assert found.verdict == vector["expected"], vector["why"]
