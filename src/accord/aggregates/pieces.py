"""Long lists go into the record in pieces, each well within the size of one entry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from accord import canonical

MOST_ITEMS = 200
MOST_BYTES = 48_000
T = TypeVar("T")


def pieces(items: Sequence[T]) -> Iterator[tuple[T, ...]]:
    """Return the items in order, in tuples of at most 200 and at most 48,000 canonical bytes."""
    piece: list[T] = []
    size = 0
    for item in items:
        length = len(canonical.encode(canonical.plain(item))) + 1
        if piece and (len(piece) == MOST_ITEMS or size + length > MOST_BYTES):
            yield tuple(piece)
            piece, size = [], 0
        piece.append(item)
        size += length
    if piece:
        yield tuple(piece)
