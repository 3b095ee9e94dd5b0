"""One hash that stands for all entries in their order, and the proofs that rest on it (RFC 6962, SHA-256)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256

HASH = 32
"""How many bytes a hash has."""
EMPTY = sha256(b"").digest()
"""The root of a tree without entries."""

Node = Callable[[int, int], bytes]
"""Gives the hash of the whole subtree of 2^level entries that begins at entry index * 2^level."""


class NotProven(ValueError):  # noqa: N818 - says what it means for the reader of a proof
    """What was handed over does not prove what it claims."""


def leaf_hash(entry: bytes) -> bytes:
    """Return the hash of an entry as a leaf of the tree."""
    return sha256(b"\x00" + entry).digest()


def leaf_hashes(entries: Iterable[bytes]) -> list[bytes]:
    """Return the hashes of many entries."""
    return [sha256(b"\x00" + entry).digest() for entry in entries]


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of two neighbouring subtrees."""
    return sha256(b"\x01" + left + right).digest()


class Frontier:
    """All that a growing tree has to remember: the roots of its whole subtrees, the largest first."""

    __slots__ = ("nodes", "size")

    def __init__(self, size: int = 0, nodes: Iterable[bytes] = ()) -> None:
        self.size, self.nodes = size, list(nodes)
        if len(self.nodes) != size.bit_count() or any(len(node) != HASH for node in self.nodes):
            raise ValueError(f"these are not the subtrees of a tree of {size} entries")

    @classmethod
    def from_bytes(cls, size: int, packed: bytes) -> Frontier:
        """Return the frontier whose hashes stand one after another in `packed`."""
        return cls(size, split(packed))

    def to_bytes(self) -> bytes:
        """Return the hashes, one after another."""
        return b"".join(self.nodes)

    def append(self, leaf: bytes) -> None:
        """Let the tree grow by one leaf."""
        self.append_whole(0, leaf)

    def append_whole(self, level: int, node: bytes) -> None:
        """Let the tree grow by a whole subtree of 2^level leaves; its size must be a multiple of that."""
        size = self.size >> level
        while size & 1:
            node = node_hash(self.nodes.pop(), node)
            size >>= 1
        self.nodes.append(node)
        self.size += 1 << level

    def root(self) -> bytes:
        """Return the hash that stands for all entries."""
        return joined(self.nodes) if self.nodes else EMPTY


def split(packed: bytes) -> list[bytes]:
    """Return the hashes that stand one after another."""
    return [packed[at : at + HASH] for at in range(0, len(packed), HASH)]


def joined(nodes: Sequence[bytes]) -> bytes:
    """Return the root over neighbouring subtrees, the largest first."""
    *others, root = nodes
    for left in reversed(others):
        root = node_hash(left, root)
    return root


def root_of(leaves: Iterable[bytes]) -> bytes:
    """Return the root of the tree of these leaves."""
    tree = Frontier()
    for leaf in leaves:
        tree.append(leaf)
    return tree.root()


def range_hash(node: Node, start: int, end: int) -> bytes:
    """Return the hash of the entries from `start` to before `end`, where a tree has them as one subtree."""
    parts = []
    while start < end:
        level = (end - start).bit_length() - 1
        if start:
            level = min(level, (start & -start).bit_length() - 1)
        parts.append(node(level, start >> level))
        start += 1 << level
    return joined(parts)


def root_at(node: Node, size: int) -> bytes:
    """Return the root that the tree had when it held `size` entries."""
    return range_hash(node, 0, size) if size else EMPTY


def inclusion_proof(node: Node, index: int, size: int) -> list[bytes]:
    """Return the proof that the entry at `index` is in the tree of this size."""
    if not 0 <= index < size:
        raise ValueError(f"there is no entry {index} in a tree of {size}")
    path, start, end = [], 0, size
    while end - start > 1:
        middle = start + (1 << ((end - start - 1).bit_length() - 1))
        if index < middle:
            path.append(range_hash(node, middle, end))
            end = middle
        else:
            path.append(range_hash(node, start, middle))
            start = middle
    return path[::-1]


def consistency_proof(node: Node, old: int, new: int) -> list[bytes]:
    """Return the proof that the tree of size `new` begins with that of size `old`, unchanged."""
    if not 0 < old <= new:
        raise ValueError(f"no tree of {new} entries has grown from one of {old}")
    path, start, end = [], 0, new
    while old != end:
        middle = start + (1 << ((end - start - 1).bit_length() - 1))
        if old <= middle:
            path.append(range_hash(node, middle, end))
            end = middle
        else:
            path.append(range_hash(node, start, middle))
            start = middle
    if start:
        path.append(range_hash(node, start, end))
    return path[::-1]
