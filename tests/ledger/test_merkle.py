"""The tree is that of RFC 6962: against its definition, and against vectors of others."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger import recursive
from tests.ledger.vectors import merkle, unpacked

from accord.ledger.merkle import (
    EMPTY,
    Frontier,
    NotProven,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    root_at,
    root_of,
)
from accord.ledger.proving import root_from_inclusion, verify_consistency, verify_inclusion

MOST = 200
ENTRIES = [f"entry {n}".encode() for n in range(MOST)]
LEAVES = [leaf_hash(entry) for entry in ENTRIES]


@cache
def node(level: int, index: int) -> bytes:
    return recursive.mth(ENTRIES[index << level : (index + 1) << level])


@cache
def defined(size: int) -> bytes:
    return recursive.mth(ENTRIES[:size])


def test_a_tree_without_entries_has_a_root():
    assert root_of([]) == EMPTY == root_at(node, 0) == recursive.mth([])


def test_the_root_of_every_size_is_as_defined():
    tree = Frontier()
    for size, leaf in enumerate(LEAVES, 1):
        tree.append(leaf)
        assert tree.root() == defined(size) == root_at(node, size)
        assert Frontier.from_bytes(size, tree.to_bytes()).root() == tree.root()


def test_every_inclusion_proof_is_as_defined_and_holds():
    for size in range(1, MOST + 1):
        for index in range(size):
            proof = inclusion_proof(node, index, size)
            assert root_from_inclusion(LEAVES[index], index, size, proof) == defined(size)
            if size % 9 == 0 or size < 40:
                assert proof == recursive.path(index, ENTRIES[:size])


def test_every_consistency_proof_is_as_defined_and_holds():
    for new in range(1, MOST + 1):
        for old in range(1, new + 1):
            proof = consistency_proof(node, old, new)
            verify_consistency(old, new, proof, defined(old), defined(new))
            if new % 9 == 0 or new < 40:
                assert proof == recursive.proof(old, ENTRIES[:new])


@given(st.lists(st.binary(max_size=40), max_size=70))
def test_a_frontier_has_the_root_of_its_entries(entries):
    assert root_of(map(leaf_hash, entries)) == recursive.mth(entries)


@given(
    st.integers(1, MOST).flatmap(lambda n: st.tuples(st.integers(0, n - 1), st.just(n))), st.data()
)
def test_an_inclusion_proof_in_which_a_bit_is_turned_does_not_hold(place, data):
    index, size = place
    proof = inclusion_proof(node, index, size)
    parts = [LEAVES[index], *proof, defined(size)]
    which = data.draw(st.integers(0, len(parts) - 1))
    parts[which] = turned(parts[which], data)

    with pytest.raises(NotProven):
        verify_inclusion(parts[0], index, size, parts[1:-1], parts[-1])


@given(
    st.integers(2, MOST).flatmap(lambda n: st.tuples(st.integers(1, n - 1), st.just(n))), st.data()
)
def test_a_consistency_proof_in_which_a_bit_is_turned_does_not_hold(sizes, data):
    old, new = sizes
    parts = [*consistency_proof(node, old, new), defined(old), defined(new)]
    which = data.draw(st.integers(0, len(parts) - 1))
    parts[which] = turned(parts[which], data)

    with pytest.raises(NotProven):
        verify_consistency(old, new, parts[:-2], *parts[-2:])


def turned(value: bytes, data: st.DataObject) -> bytes:
    bit = data.draw(st.integers(0, 8 * len(value) - 1))
    return (int.from_bytes(value) ^ (1 << bit)).to_bytes(len(value))


@pytest.mark.parametrize("vector", merkle("inclusion"))
def test_inclusion_as_others_prove_it(vector):
    proof = [unpacked(step) for step in vector["proof"] or []]
    given_ = (unpacked(vector["leafHash"]), vector["leafIdx"], vector["treeSize"])

    held = holds(verify_inclusion, *given_, proof, unpacked(vector["root"]))

    assert held is not vector["wantErr"]


@pytest.mark.parametrize("vector", merkle("consistency"))
def test_consistency_as_others_prove_it(vector):
    proof = [unpacked(step) for step in vector["proof"] or []]
    roots = (unpacked(vector["root1"]), unpacked(vector["root2"]))

    held = holds(verify_consistency, vector["size1"], vector["size2"], proof, *roots)

    assert held is not vector["wantErr"]


def holds(verify, *proof) -> bool:
    try:
        verify(*proof)
    except NotProven:
        return False
    return True


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0)])
def test_what_is_not_in_a_tree_is_not_proven(index, size):
    with pytest.raises(ValueError, match=f"no entry {index} in a tree of {size}"):
        inclusion_proof(node, index, size)


@pytest.mark.parametrize(("old", "new"), [(0, 3), (4, 3), (-1, 2)])
def test_no_tree_has_grown_from_a_larger_one_or_from_nothing(old, new):
    with pytest.raises(ValueError, match=f"no tree of {new} entries has grown from one of {old}"):
        consistency_proof(node, old, new)


@pytest.mark.parametrize(("size", "nodes"), [(3, [EMPTY]), (1, [b"short"]), (0, [EMPTY])])
def test_a_frontier_of_another_size_is_refused(size, nodes):
    with pytest.raises(ValueError, match=f"not the subtrees of a tree of {size}"):
        Frontier(size, nodes)


def test_two_trees_of_one_size_are_one_tree():
    root = defined(7)

    verify_consistency(7, 7, [], root, root)
    for proof, other in (([root], root), ([], defined(6))):
        with pytest.raises(NotProven, match="one tree"):
            verify_consistency(7, 7, proof, root, other)
