"""A rule has a test to carry or a choice: exactly one of the two, with what belongs to it."""

from __future__ import annotations

from typing import Any

import pytest
from tests.rules.said import share

from accord.errors import Malformed
from accord.rules import Rule

METHOD: dict[str, Any] = {"id": "a", "name": "A", "kind": "approval", "seats": 2}
GOOD: dict[str, Any] = {"id": "r", "name": "R", "choice": METHOD}


def test_a_rule_with_a_choice_is_read_as_it_is_written():
    rule = Rule.from_data(GOOD)
    assert Rule.from_data(rule.to_data()) == rule
    assert "tie" not in rule.to_data()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"pass": share()}, "/pass"),
        ({"quorum": share()}, "/quorum"),
        ({"second_call": share()}, "/second_call"),
        ({"veto": share()}, "/veto"),
        ({"tie": "lost"}, "/tie"),
        ({"silence": "for"}, "/silence"),
        ({"objections": "raised"}, "/objections"),
        ({"choice": None}, "/choice/kind"),
        ({"choice": METHOD | {"seats": 0}}, "/choice/seats"),
    ],
)
def test_what_does_not_go_with_a_choice_is_refused(wrong, field):
    with pytest.raises(Malformed) as refused:
        Rule.from_data(GOOD | wrong)
    assert refused.value.facts["field"] == field
    assert field in refused.value.reason
