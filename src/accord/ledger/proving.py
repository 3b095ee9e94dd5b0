"""Whether a proof holds, checked exactly as RFC 9162, 2.1.3.2 and 2.1.4.2, say."""

from __future__ import annotations

from collections.abc import Sequence

from accord.ledger.merkle import HASH, NotProven, node_hash


def root_from_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes]) -> bytes:
    """Return the root of the tree in which, after this proof, the leaf stands; raise `NotProven`."""
    if not 0 <= index < size:
        raise NotProven(f"a tree of {size} entries has no entry {index}")
    _only_hashes(leaf, *proof)
    place, last, root = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            raise NotProven("the proof is too long")
        if place & 1 or place == last:
            root = node_hash(sibling, root)
            place, last = _up(place, last)
        else:
            root = node_hash(root, sibling)
        place, last = place >> 1, last >> 1
    if last:
        raise NotProven("the proof is too short")
    return root


def verify_inclusion(
    leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes
) -> None:
    """Raise `NotProven` unless the leaf stands at `index` of the tree with this root."""
    if root_from_inclusion(leaf, index, size, proof) != root:
        raise NotProven("this proof leads to another root")


def verify_consistency(
    old: int, new: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes
) -> None:
    """Raise `NotProven` unless the tree of size `new` begins with the tree of size `old`, unchanged."""
    if not 0 < old <= new:
        raise NotProven(f"a tree of {new} entries has not grown from one of {old}")
    if old == new:
        if proof or old_root != new_root:
            raise NotProven("two trees of one size are one tree, and that needs no proof")
        return
    _only_hashes(old_root, new_root, *proof)
    if not proof:
        raise NotProven("the proof is empty")
    whole = old & (old - 1) == 0
    if _roots([old_root, *proof] if whole else proof, old, new) != (old_root, new_root):
        raise NotProven("this proof leads to other roots")


def _roots(path: Sequence[bytes], old: int, new: int) -> tuple[bytes, bytes]:
    place, last = old - 1, new - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    then = now = path[0]
    for sibling in path[1:]:
        if last == 0:
            raise NotProven("the proof is too long")
        if place & 1 or place == last:
            then, now = node_hash(sibling, then), node_hash(sibling, now)
            place, last = _up(place, last)
        else:
            now = node_hash(now, sibling)
        place, last = place >> 1, last >> 1
    if last:
        raise NotProven("the proof is too short")
    return then, now


def _up(place: int, last: int) -> tuple[int, int]:
    """Climb from the last of its level past the levels where it has no neighbour."""
    while place and not place & 1:
        place, last = place >> 1, last >> 1
    return place, last


def _only_hashes(*those: bytes) -> None:
    if any(len(one) != HASH for one in those):
        raise NotProven(f"a hash has {HASH} bytes")
