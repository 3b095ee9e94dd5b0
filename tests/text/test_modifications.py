"""Clauses are substituted, inserted and repealed; a modification that does not fit is refused."""

from __future__ import annotations

import pytest
from hypothesis import given as whatever
from hypothesis import strategies as some

from accord import canonical
from accord.text import (
    Clause,
    Insert,
    Repeal,
    Substitute,
    TextConflict,
    consolidate,
    modifications_hash,
)

A, B, C = (Clause(id=id_, num=id_.upper(), text=f"{id_}\n") for id_ in "abc")
TEXT = (A, B, C)
NEW = Clause(id="n", text="new\n")
OTHER_B = Clause(id="b", text="other\n")


def clauses_of(ids):
    return tuple(Clause(id=id_, text=id_) for id_ in ids)


TEXTS = some.lists(some.sampled_from("abcdef"), unique=True).map(clauses_of)


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (Substitute(OTHER_B), (A, OTHER_B, C)),
        (Insert(NEW), (A, B, C, NEW)),
        (Insert(NEW, after="a"), (A, NEW, B, C)),
        (Insert(NEW, after="c"), (A, B, C, NEW)),
        (Insert(NEW, before="a"), (NEW, A, B, C)),
        (Insert(NEW, before="c"), (A, B, NEW, C)),
        (Repeal("b"), (A, C)),
    ],
)
def test_a_modification_changes_its_clause_and_no_other(change, text):
    assert consolidate(TEXT, [change]) == text
    assert TEXT == (A, B, C)


@pytest.mark.parametrize(
    ("change", "clause", "words"),
    [
        (Substitute(NEW), "n", "clause n cannot be substituted: the text has no clause of that id"),
        (Repeal("n"), "n", "clause n cannot be repealed: the text has no clause of that id"),
        (Insert(OTHER_B), "b", "the text already has a clause of that id"),
        (Insert(NEW, after="x"), "x", "clause x cannot be the place for an insertion"),
        (Insert(NEW, before="x"), "x", "clause x cannot be the place for an insertion"),
    ],
)
def test_a_modification_that_does_not_fit_is_refused(change, clause, words):
    with pytest.raises(TextConflict, match=words) as refused:
        consolidate(TEXT, [change])

    assert refused.value.facts == {"clause": clause}


def test_modifications_follow_one_another():
    changes = [Repeal("b"), Insert(OTHER_B, after="c"), Insert(NEW, after="b"), Repeal("a")]

    assert consolidate(TEXT, changes) == (C, OTHER_B, NEW)


@whatever(TEXTS, some.data())
def test_what_is_inserted_and_repealed_again_leaves_the_text_as_it_was(text, data):
    place = some.sampled_from([None, *(clause.id for clause in text)])
    how = data.draw(some.sampled_from(["after", "before"]))
    insert = Insert(NEW, **{how: data.draw(place)})

    assert consolidate(text, [insert, Repeal("n")]) == text


@whatever(TEXTS.filter(bool), some.data())
def test_what_is_substituted_twice_says_what_the_last_one_says(text, data):
    id_ = data.draw(some.sampled_from([clause.id for clause in text]))
    first, last = (Clause(id=id_, text=said) for said in ("first", "last"))

    both = consolidate(text, [Substitute(first), Substitute(last)])
    assert both == consolidate(text, [Substitute(last)])
    assert [clause.id for clause in both] == [clause.id for clause in text]


def test_the_hash_of_modifications_is_that_of_their_canonical_bytes():
    plain = [
        {"op": "substitute", "id": "b", "num": "", "heading": "", "text": "other\n"},
        {"op": "insert", "id": "n", "num": "", "heading": "", "text": "new\n", "after": "b"},
        {"op": "insert", "id": "m", "num": "", "heading": "", "text": "", "before": "a"},
        {"op": "repeal", "id": "c"},
    ]
    changes = [
        Substitute(OTHER_B),
        Insert(NEW, after="b"),
        Insert(Clause(id="m", text=""), before="a"),
        Repeal("c"),
    ]

    assert modifications_hash(changes) == canonical.sha256(plain)
    assert modifications_hash(changes[::-1]) != modifications_hash(changes)
