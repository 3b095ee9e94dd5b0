"""The checkpoints that were signed, kept with the record: the newest is the least that it will ever be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from accord.ledger.checkpoint import Checkpoint
from accord.ledger.merkle import NotProven, root_at
from accord.store.schema import checkpoint, head
from accord.store.tree import nodes, standing

_ALL = sa.select(checkpoint.c.size, checkpoint.c.root, checkpoint.c.note)
_NEWEST = _ALL.order_by(checkpoint.c.size.desc()).limit(1)
_KEEP = sa.insert(checkpoint)
_POSITION = sa.select(head.c.position)


@dataclass(frozen=True, slots=True)
class Signed:
    """A checkpoint as it was signed: `note` is what is shown."""

    size: int
    root: bytes
    note: str


def newest(conn: sa.Connection) -> Signed | None:
    """Return the newest checkpoint, None where none was signed."""
    row = conn.execute(_NEWEST).first()
    return Signed(*row) if row else None


def keep(conn: sa.Connection, state: Checkpoint, note: str, at: str) -> None:
    """Keep a checkpoint that was signed, for good; the transaction that it belongs to holds the head."""
    row = {"size": state.size, "root": state.root, "note": note, "created_at": at}
    conn.execute(_KEEP, row)


def is_of(conn: sa.Connection, size: int, root: bytes) -> bool:
    """Whether the record begins with exactly the entries that were signed."""
    try:
        return standing(conn).size >= size and root_at(nodes(conn, size), size) == root
    except NotProven:
        return False


def size_of(conn: sa.Connection) -> int:
    """Return how many entries the record has."""
    size: int = conn.execute(_POSITION).scalar_one()
    return size


def sizes(conn: sa.Connection, up_to: int) -> list[tuple[int, str]]:
    """Return the size of each checkpoint up to one, in order, and when it was signed."""
    columns = sa.select(checkpoint.c.size, checkpoint.c.created_at).order_by(checkpoint.c.size)
    return [
        (row.size, row.created_at)
        for row in conn.execute(columns.where(checkpoint.c.size <= up_to))
    ]


def these(conn: sa.Connection, wanted: Sequence[int]) -> Iterator[Signed]:
    """Give the checkpoints of these sizes, in order."""
    for size in wanted:
        yield Signed(*conn.execute(_ALL.where(checkpoint.c.size == size)).one())
