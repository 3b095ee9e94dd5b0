"""What is wrong in a part of a rule is named from the whole on, once, and told in the same words."""

from __future__ import annotations

import pytest

from accord.errors import Malformed
from accord.rules.reading import within


@pytest.mark.parametrize(
    ("reason", "facts", "told", "field"),
    [
        ("/a must be a text", {"field": "/a"}, "/choice/a must be a text", "/choice/a"),
        ("/a is not /a", {"field": "/a"}, "/choice/a is not /a", "/choice/a"),
        ("it has too many bytes", {"field": ""}, "/choice: it has too many bytes", "/choice"),
        ("it has too many bytes", {}, "/choice: it has too many bytes", "/choice"),
    ],
)
def test_a_refusal_names_its_field_from_the_whole_on(reason, facts, told, field):
    found = within(Malformed(reason, near=["x"], **facts), "/choice")
    assert (found.reason, found.facts) == (told, {"near": ["x"], "field": field})
