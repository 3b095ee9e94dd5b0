"""A rule is sent whole, or by the name that the catalogue has for it; a wrong name is refused with those near it."""

from __future__ import annotations

import pytest

from accord.errors import Malformed
from accord.rules.catalogue import find, rule_from


def test_a_rule_is_taken_by_its_name():
    assert rule_from({"catalogue": "two_thirds_cast"}) == find("two_thirds_cast").rule


def test_a_rule_is_taken_by_its_name_and_version():
    sent = {"catalogue": "two_thirds_cast", "version": 1}
    assert rule_from(sent) == find("two_thirds_cast", 1).rule


def test_a_rule_is_taken_whole():
    rule = find("two_thirds_cast").rule
    assert rule_from(rule.to_data()) == rule


@pytest.mark.parametrize(
    ("sent", "field", "reason"),
    [
        (
            {"catalogue": "two_third_cast"},
            "/catalogue",
            "the catalogue has no rule called two_third_cast; near it: two_thirds_cast",
        ),
        (
            {"catalogue": "two_thirds_cast", "version": 9},
            "/version",
            "the catalogue has no version 9 of two_thirds_cast; there are: 1; /v1/rules lists them",
        ),
        ({"catalogue": 7}, "/catalogue", "/catalogue must be"),
        ({"catalogue": "two_thirds_cast", "version": "1"}, "/version", "/version must be a whole"),
        ({"catalogue": "two_thirds_cast", "pass": {}}, "/pass", "known are: catalogue, version"),
        ("two_thirds_cast", "", "must be an object"),
    ],
)
def test_a_wrong_name_is_refused(sent, field, reason):
    with pytest.raises(Malformed) as refused:
        rule_from(sent)
    assert refused.value.facts == {"field": field}
    assert reason in refused.value.reason
