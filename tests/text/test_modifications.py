"""Clauses are substituted, inserted and repealed; a modification that does not fit is refused."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from unicodedata import normalize

import pytest
from hypothesis import given as whatever
from hypothesis import strategies as some

from accord import canonical
from accord.text import (
    Clause,
    Insert,
    Move,
    Renumber,
    Repeal,
    Substitute,
    TextConflict,
    consolidate,
    modifications_hash,
    text_hash,
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
        (Renumber("b", num="9"), (A, replace(B, num="9"), C)),
        (Renumber("b", heading="Nine"), (A, replace(B, heading="Nine"), C)),
        (Renumber("b", "", ""), (A, replace(B, num=""), C)),
        (Move("a"), (B, C, A)),
        (Move("c", first=True), (C, A, B)),
        (Move("c", after="a"), (A, C, B)),
        (Move("a", after="c"), (B, C, A)),
        (Move("c", before="a"), (C, A, B)),
        (Move("b", before="c"), (A, B, C)),
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
        (Renumber("n", num="9"), "n", "clause n cannot be renumbered: the text has no clause"),
        (Move("n"), "n", "clause n cannot be moved: the text has no clause of that id"),
        (Move("a", after="x"), "x", "clause x cannot be the place for a clause that moves"),
        (Move("a", before="a"), "a", "clause a cannot be the place for a clause that moves"),
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


PLACES = some.sampled_from("abcdef")
WHERE = some.one_of(
    some.just({}),
    some.just({"first": True}),
    some.builds(lambda id_: {"after": id_}, PLACES),
    some.builds(lambda id_: {"before": id_}, PLACES),
)
MOVES = some.builds(lambda id_, where: Move(id_, **where), PLACES, WHERE)
RENUMBERINGS = some.builds(Renumber, PLACES, some.none() | some.text(), some.none() | some.text())


def fitting(text, changes):
    """Those changes that fit, one after another, and the text after them."""
    found = []
    for change in changes:
        try:
            text = consolidate(text, [change])
        except TextConflict:
            continue
        found.append(change)
    return found, text


@whatever(TEXTS, some.lists(MOVES))
def test_moving_keeps_every_clause_as_it_was(text, moves):
    _, moved = fitting(text, moves)

    assert sorted(moved, key=lambda clause: clause.id) == sorted(text, key=lambda clause: clause.id)


@whatever(TEXTS, some.lists(RENUMBERINGS))
def test_renumbering_keeps_ids_and_texts_and_their_order(text, changes):
    _, renumbered = fitting(text, changes)

    assert [(c.id, c.text) for c in renumbered] == [(c.id, c.text) for c in text]


@whatever(TEXTS, some.lists(MOVES | RENUMBERINGS | some.builds(Repeal, PLACES)))
def test_the_same_changes_always_make_the_same_text(text, changes):
    fit, after = fitting(text, changes)

    assert consolidate(text, fit) == after
    assert consolidate(consolidate(text, fit[:1]), fit[1:]) == after


@whatever(TEXTS.filter(bool), some.text().map(partial(normalize, "NFC")), some.data())
def test_another_number_is_another_text_to_sign(text, num, data):
    clause = data.draw(some.sampled_from(text))
    after = consolidate(text, [Renumber(clause.id, num=num)])

    assert (text_hash(after) == text_hash(text)) == (num == clause.num)


def test_a_clause_that_moved_can_be_renumbered_and_is_found_by_its_id():
    changes = [Move("a"), Renumber("a", num="Z"), Insert(NEW, before="a")]

    assert consolidate(TEXT, changes) == (B, C, NEW, replace(A, num="Z"))


def test_renumbering_moving_and_provisions_are_hashed_as_they_are_said():
    plain = [
        {"op": "renumber", "id": "a", "num": "", "heading": "Aim"},
        {"op": "renumber", "id": "b"},
        {"op": "move", "id": "a", "after": "b"},
        {"op": "move", "id": "a", "first": True},
        {"op": "move", "id": "a"},
        {"op": "strike", "provision": "term", "key": ""},
    ]
    changes = [
        Renumber("a", "", "Aim"),
        Renumber("b"),
        Move("a", after="b"),
        Move("a", first=True),
        Move("a"),
    ]

    assert modifications_hash(changes, plain[5:]) == canonical.sha256(plain)


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
