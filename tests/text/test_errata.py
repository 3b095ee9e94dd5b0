"""A slip of words is put right in the wording that has it, and reads so on every day of that wording."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given as whatever
from hypothesis import strategies as some
from tests.docs import by_hand

from accord.text import (
    Clause,
    Correction,
    Incorporated,
    Insert,
    Move,
    Part,
    Renumber,
    Repeal,
    Substitute,
    TextConflict,
    Wording,
    corrected_changes,
    corrected_text,
    excerpt,
    in_force,
    text_on,
    wordings,
)

A = Clause(id="a", num="1", heading="Aim", text="To recieve all.\n")
B = Clause(id="b", text="Nothing else.\n")
MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)
DAY = timedelta(days=1)
SLIP = Correction("a", Part.TEXT, "recieve", "receive")
RIGHT = replace(A, text="To receive all.\n")
AGAIN = replace(A, text="To recieve some.\n")


def test_the_adopted_text_is_put_right():
    assert corrected_text([A, B], [SLIP]) == (RIGHT, B)
    heading = Correction("a", Part.HEADING, "Aim", "Aims")
    assert corrected_text([A, B], [heading])[0].heading == "Aims"


def test_errata_are_put_right_one_after_another():
    again = Correction("a", Part.TEXT, "receive all", "receive everybody")
    assert corrected_text([A], [SLIP, again])[0].text == "To receive everybody.\n"


def test_what_an_amendment_says_is_put_right_in_it_alone():
    of_second = replace(SLIP, seq=2)
    assert corrected_text([A], [of_second]) == (A,)
    assert corrected_changes([Substitute(AGAIN)], [of_second], 1) == (Substitute(AGAIN),)
    (change,) = corrected_changes([Substitute(AGAIN)], [of_second], 2)
    assert change.clause.text == "To receive some.\n"


def test_of_one_amendment_the_last_saying_counts():
    renumbered = Renumber("a", heading="Aimm")
    changes = [Substitute(replace(A, heading="Aimm")), renumbered, Move("a", first=True)]
    found = corrected_changes(changes, [Correction("a", Part.HEADING, "mm", "m", 1)], 1)
    assert found == (changes[0], Renumber("a", heading="Aim"), changes[2])


def test_a_number_alone_says_no_heading():
    changes = [Insert(A), Renumber("a", num="2")]
    (first, second) = corrected_changes(
        changes, [Correction("a", Part.HEADING, "Aim", "Aims", 1)], 1
    )
    assert (first.clause.heading, second) == ("Aims", changes[1])


def test_a_clause_has_its_wordings_one_after_another():
    amendments = [
        Incorporated(JUNE, 1, (Substitute(AGAIN),)),
        Incorporated(MAY, 2, (Renumber("a", heading="Aims"),)),
    ]
    assert wordings([A], amendments, "a", Part.TEXT) == (
        Wording(0, None, A.text),
        Wording(1, JUNE, AGAIN.text),
    )
    headings = [each.words for each in wordings([A], amendments, "a", Part.HEADING)]
    assert headings == ["Aim", "Aims", "Aim"]
    assert wordings([A], amendments, "c", Part.TEXT) == ()


@pytest.mark.parametrize(
    ("day", "seq"), [(MAY - DAY, 0), (MAY, 0), (JUNE - DAY, 0), (JUNE, 1), (JUNE + DAY, 1)]
)
def test_one_of_them_is_in_force_on_a_day(day, seq):
    amendments = [Incorporated(JUNE, 1, (Substitute(AGAIN),))]
    assert in_force([A], amendments, "a", Part.TEXT, day).seq == seq


def test_a_clause_that_was_repealed_has_none():
    amendments = [Incorporated(JUNE, 1, (Repeal("a"),)), Incorporated(JUNE, 2, (Insert(AGAIN),))]
    assert in_force([A, B], amendments[:1], "a", Part.TEXT, JUNE) is None
    assert in_force([A, B], amendments, "a", Part.TEXT, JUNE).seq == 2


def test_what_was_annulled_words_nothing_on_the_days_without_it():
    from_june = Incorporated(JUNE, 1, (Substitute(AGAIN),), until=JUNE + DAY)
    assert in_force([A], [from_june], "a", Part.TEXT, JUNE).seq == 1
    assert in_force([A], [from_june], "a", Part.TEXT, JUNE + DAY).seq == 0
    never = replace(from_june, until=JUNE)
    assert [each.seq for each in wordings([A], [never], "a", Part.TEXT)] == [0]


def test_words_are_quoted_on_one_line_and_long_ones_by_their_ends():
    assert excerpt("To\n  keep") == "“To keep”"
    assert excerpt("") == "nothing"
    assert excerpt("abcdefgh", 4) == "“ab … gh”"


# --- Two ways --------------------------------------------------------------------------------

IDS = ("a", "b", "c")
WORDS = some.sampled_from(["x one", "x two x", "three x"])
CHANGES = some.one_of(
    some.builds(
        lambda id_, heading, text: Substitute(Clause(id=id_, heading=heading, text=text)),
        some.sampled_from(IDS),
        WORDS,
        WORDS,
    ),
    some.builds(
        lambda id_, heading, text: Insert(Clause(id=id_, heading=heading, text=text)),
        some.sampled_from(IDS),
        WORDS,
        WORDS,
    ),
    some.builds(Repeal, some.sampled_from(IDS)),
    some.builds(Renumber, some.sampled_from(IDS), some.none(), some.none() | WORDS),
    some.builds(lambda id_: Move(id_, first=True), some.sampled_from(IDS)),
)
DAYS = [MAY + n * DAY for n in range(6)]
ADOPTED = (Clause(id="a", heading="x A", text="x of a"), Clause(id="b", heading="x B", text="b x"))


@some.composite
def timelines(draw):
    """Amendments, each of which fits the text of every day from its effect on."""
    found = []
    for seq in range(1, draw(some.integers(1, 5)) + 1):
        entry = Incorporated(
            draw(some.sampled_from(DAYS)), seq, tuple(draw(some.lists(CHANGES, max_size=3)))
        )
        try:
            for day in DAYS:
                text_on(ADOPTED, [*found, entry], day)
        except TextConflict:
            continue
        found.append(entry)
    return found


@some.composite
def lives(draw):
    """A timeline, and errata in its wordings; each finds its words there as those before have left them."""
    amendments, errata = draw(timelines()), []
    for number in range(draw(some.integers(0, 4))):
        clauses, done = put_right(amendments, errata)
        clause, part = draw(some.sampled_from(IDS)), draw(some.sampled_from(list(Part)))
        known = wordings(clauses, done, clause, part)
        if known:
            wording = draw(some.sampled_from(known))
            if wording.words.count("x") == 1:
                now = draw(some.sampled_from(["", f"y{number}", f"x{number}"]))
                errata.append(Correction(clause, part, "x", now, wording.seq))
    return amendments, errata


def put_right(amendments, errata):
    done = [
        replace(each, modifications=corrected_changes(each.modifications, errata, each.seq))
        for each in amendments
    ]
    return corrected_text(ADOPTED, errata), done


@whatever(lives())
def test_the_text_is_put_right_in_two_ways_that_agree(life):
    amendments, errata = life
    clauses, done = put_right(amendments, errata)
    plain = [
        (each.effective_from.isoformat(), each.seq, [c.to_data() for c in each.modifications])
        for each in amendments
    ]
    slips = [
        (e.seq, {"clause": e.clause, "part": e.part, "was": e.was, "now": e.now}) for e in errata
    ]

    for day in (MAY - DAY, *DAYS):
        found = [each.to_data() for each in text_on(clauses, done, day)]
        asked = [each.to_data() for each in ADOPTED]
        assert by_hand.text_on(asked, plain, day.isoformat(), slips) == found


@whatever(lives())
def test_an_erratum_reads_so_on_every_day_of_its_wording_and_on_no_other(life):
    amendments, errata = life
    if not errata:
        return
    last = errata[-1]
    before, after = put_right(amendments, errata[:-1]), put_right(amendments, errata)
    for day in (MAY - DAY, *DAYS):
        wording = in_force(*before, last.clause, last.part, day)
        was, now = (text_on(*each, day) for each in (before, after))
        changed = [(b.id, n) for b, n in zip(was, now, strict=True) if b != n]
        if wording is None or wording.seq != last.seq:
            assert changed == []
        else:
            ((id_, clause),) = changed
            assert (id_, getattr(clause, last.part)) == (last.clause, last.in_words(wording.words))
