"""A redline gives back both texts, says as little as possible, and never takes long."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given as whatever
from hypothesis import strategies as some

from accord.text import Clause
from accord.text.comparing import Op, Patience, Piece, compare, in_order
from accord.text.redline import Change, redline

SENTENCES = some.lists(some.sampled_from(["the ", "Board ", "may ", "not\n", "\n", "é, "])).map(
    "".join
)
IDS = some.lists(some.sampled_from("abcdefg"), unique=True)


def sides(pieces):
    before = "".join(piece.text for piece in pieces if piece.op is not Op.INSERTED)
    return before, "".join(piece.text for piece in pieces if piece.op is not Op.DELETED)


def clauses(ids, **others):
    return [Clause(id=id_, num=str(n), text=others.get(id_, id_)) for n, id_ in enumerate(ids)]


@whatever(SENTENCES, SENTENCES, some.sampled_from([0, 1, 30, 10**9]))
def test_the_pieces_make_up_both_wordings_whatever_the_patience(before, after, patience):
    assert sides(compare(before, after, Patience(patience))) == (before, after)


@whatever(SENTENCES)
def test_what_is_equal_is_one_piece(text):
    assert compare(text, text) == ((Piece(Op.SAME, text),) if text else ())


def test_words_are_compared_and_not_letters():
    assert compare("The Board meets monthly.", "The Council meets monthly.") == (
        Piece(Op.SAME, "The "),
        Piece(Op.DELETED, "Board "),
        Piece(Op.INSERTED, "Council "),
        Piece(Op.SAME, "meets monthly."),
    )


def test_a_word_that_two_sentences_share_by_chance_does_not_cut_them_up():
    pieces = compare("Fees of the parties are due", "Costs for the member lapse")

    assert [piece.op for piece in pieces] == [Op.DELETED, Op.INSERTED]


def test_without_patience_for_words_paragraphs_are_compared():
    before, after = "one two three\nfour five six\n", "one two three\nfour 5 six seven\n"

    assert compare(before, after, Patience(5)) == (
        Piece(Op.SAME, "one two three\n"),
        Piece(Op.DELETED, "four five six\n"),
        Piece(Op.INSERTED, "four 5 six seven\n"),
    )


@whatever(IDS, IDS)
def test_as_few_clauses_as_possible_have_moved(before, after):
    both = [id_ for id_ in after if id_ in before]
    kept = in_order(before, after)

    assert [id_ for id_ in before if id_ in kept] == [id_ for id_ in after if id_ in kept]
    for more in combinations(both, len(kept) + 1):
        assert [id_ for id_ in before if id_ in more] != list(more)


@whatever(IDS, IDS)
def test_every_clause_of_both_texts_is_told_once(before, after):
    told = redline(clauses(before), clauses(after))

    assert sorted(change.id for change in told) == sorted({*before, *after})
    assert [c.id for c in told if c.change is not Change.REPEALED] == after
    assert {c.id for c in told if c.change is Change.INSERTED} == {*after} - {*before}
    for part in ("num", "text"):
        was = {c.id: sides(getattr(c, part))[0] for c in told}
        assert all(was[clause.id] == getattr(clause, part) for clause in clauses(before))


def test_a_clause_that_moved_says_where_it_stood():
    told = {change.id: change for change in redline(clauses("abcd"), clauses("dabc"))}

    assert {id_: change.moved_from for id_, change in told.items()} == {
        "d": "c",
        "a": None,
        "b": None,
        "c": None,
    }
    assert told["d"].renumbered


def test_a_repealed_clause_stands_behind_the_one_that_it_followed():
    assert [c.id for c in redline(clauses("xabyc"), clauses("acn"))] == [
        "x",
        "a",
        "b",
        "y",
        "c",
        "n",
    ]


@pytest.mark.parametrize("patience", [0, 10**9])
def test_what_changed_in_a_clause_is_told_of_its_text_alone(patience):
    told = redline(clauses("ab"), clauses("ab", b="b and more"))

    assert [change.change for change in told] == [Change.UNCHANGED, Change.CHANGED]
    assert told[1].num == (Piece(Op.SAME, "1"),)
    assert patience in (0, 10**9)
