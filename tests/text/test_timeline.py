"""The text on a day is the adopted one with every amendment in force by then, in order."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given as whatever
from hypothesis import strategies as some

from accord.text import Clause, Incorporated, Insert, Repeal, Substitute, consolidate, text_on

A = Clause(id="a", text="a\n")
MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)
DAY = timedelta(days=1)


def says(text):
    return Substitute(Clause(id="a", text=text))


def entry(day, seq, *modifications):
    return Incorporated(day, seq, modifications)


def read(amendments, day):
    return "".join(clause.text for clause in text_on([A], amendments, day))


@pytest.mark.parametrize(
    ("day", "text"), [(JUNE - DAY, "a\n"), (JUNE, "june"), (JUNE + DAY, "june")]
)
def test_an_amendment_is_in_the_text_from_its_day_on(day, text):
    assert read([entry(JUNE, 1, says("june"))], day) == text


def test_the_day_of_effect_comes_before_the_order_of_adoption():
    amendments = [entry(JUNE, 1, says("first adopted")), entry(MAY, 2, says("first in force"))]

    assert read(amendments, MAY) == "first in force"
    assert read(amendments, JUNE) == "first adopted"


def test_on_one_day_the_order_of_adoption_decides():
    amendments = [entry(JUNE, 2, says("second")), entry(JUNE, 1, says("first"))]

    assert read(amendments, JUNE) == "second"


def test_on_one_day_a_later_amendment_may_build_on_an_earlier_one():
    new = Clause(id="n", text="n\n")
    amendments = [entry(JUNE, 2, Repeal("a")), entry(JUNE, 1, Insert(new, after="a"))]

    assert text_on([A], amendments, JUNE) == (new,)


DAYS = some.dates(MAY, MAY + 5 * DAY)
TIMELINES = some.lists(DAYS).map(
    lambda days: [
        entry(day, seq, Insert(Clause(id=f"n{seq}", text=str(seq)), after="a"))
        for seq, day in enumerate(days, 1)
    ]
)


@whatever(TIMELINES, DAYS, some.randoms())
def test_the_text_on_a_day_is_the_fold_of_the_amendments_in_force(amendments, day, chance):
    due = [x for x in amendments if x.effective_from <= day]
    folded = (A,)
    for each in sorted(due, key=lambda x: (x.effective_from, x.seq)):
        folded = consolidate(folded, each.modifications)
    shuffled = chance.sample(amendments, len(amendments))

    assert text_on([A], shuffled, day) == folded
    assert len(folded) == 1 + len(due)
