"""A ballot paper is recorded so that it says of itself which form it has, and is read back the same, strictly."""

from __future__ import annotations

import pytest

from accord.errors import Malformed
from accord.rules.choices import Paper


@pytest.mark.parametrize(
    ("data", "ballot"),
    [
        ([], ()),
        (["ash", "elm"], ("ash", "elm")),
        ([["elm"], ["ash", "oak"]], (("elm",), ("ash", "oak"))),
        (
            [{"option": "ash", "points": 0}, {"option": "elm", "points": 7}],
            (("ash", 0), ("elm", 7)),
        ),
    ],
)
def test_a_paper_is_read_as_it_was_written(data, ballot):
    paper = Paper.from_data(data)
    assert paper.ballot == ballot
    assert paper.to_data() == data


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ("ash", ""),
        ({"ash": 1}, ""),
        (["ash", ""], "/1"),
        (["ash", 7], "/1"),
        ([["ash"], ["elm", 7]], "/1/1"),
        ([["ash", None]], "/0/1"),
        ([{"option": "ash"}], "/0/points"),
        ([{"points": 1}], "/0/option"),
        ([{"option": "ash", "points": 1, "more": 1}], "/0/more"),
        ([{"option": "ash", "points": 1}, {"option": "", "points": 1}], "/1/option"),
        ([{"option": "ash", "points": -1}], "/0/points"),
        ([{"option": "ash", "points": True}], "/0/points"),
        ([{"option": "ash", "points": 1.0}], "/0/points"),
    ],
)
def test_what_could_stand_on_no_paper_is_refused(data, field):
    with pytest.raises(Malformed) as refused:
        Paper.from_data(data)
    assert refused.value.facts == {"field": field}
