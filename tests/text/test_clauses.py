"""A text is its clauses in order; its hash is what parties sign, its rendering is verbatim."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given as whatever
from hypothesis import strategies as some

from accord.errors import Unrecordable
from accord.text import CLAUSE_ID, Clause, plain_text, text_hash

PURPOSE = Clause(id="purpose", num="1", heading="Purpose", text="The parties care.\n")
BARE = Clause(id="money", text="Costs are “shared”.")


def test_the_hash_is_that_of_the_canonical_bytes():
    written = (
        '{"clauses":['
        '{"heading":"Purpose","id":"purpose","num":"1","text":"The parties care.\\n"},'
        '{"heading":"","id":"money","num":"","text":"Costs are “shared”."}'
        '],"v":"accord-text/1"}'
    )

    assert text_hash([PURPOSE, BARE]) == sha256(written.encode()).hexdigest()


def test_the_hash_is_the_same_for_ever():
    known = "5d99e3cdf70f3c2c51ce135e7367a7a559bf807fae3aa1e22d2a81ec27442c2c"

    assert text_hash([PURPOSE, BARE]) == known


@pytest.mark.parametrize(
    "other",
    [
        [BARE, PURPOSE],
        [PURPOSE],
        [replace(PURPOSE, id="aim"), BARE],
        [replace(PURPOSE, num="2"), BARE],
        [replace(PURPOSE, heading="Aim"), BARE],
        [replace(PURPOSE, text="The parties care. \n"), BARE],
    ],
)
def test_another_text_has_another_hash(other):
    assert text_hash(other) != text_hash([PURPOSE, BARE])


def test_a_text_that_is_not_composed_is_refused_and_never_normalised():
    with pytest.raises(Unrecordable, match="clauses/0/text is not in Unicode normal form C"):
        text_hash([Clause(id="a", text="e\u0301")])


@whatever(some.lists(some.text()))
def test_a_document_split_into_its_sections_comes_back_byte_for_byte(sections):
    clauses = [Clause(id=str(n), heading="x", text=text) for n, text in enumerate(sections)]

    assert plain_text(clauses) == "".join(sections)


@pytest.mark.parametrize("id_", ["a", "1", "2.4-b_c", "a" * 64])
def test_a_clause_has_a_plain_name(id_):
    assert CLAUSE_ID.fullmatch(id_)


@pytest.mark.parametrize("id_", ["", "A", "a b", "-a", ".a", "é", "a" * 65, "a\n"])
def test_a_clause_has_no_other_name(id_):
    assert not CLAUSE_ID.fullmatch(id_)
