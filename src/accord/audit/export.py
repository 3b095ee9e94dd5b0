"""Writes a bundle: the log or a part of it, with what proves it, for an auditor who has no access to the register."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from typing import IO, Any

import sqlalchemy as sa

from accord.aggregates.register import REGISTER, Register
from accord.audit.bundle import (
    CHECKPOINT,
    CHECKPOINTS,
    CONSISTENCY,
    DISCLOSURES,
    ENTRIES,
    EVENTS,
    PROOFS,
    REPORT,
    Scope,
)
from accord.audit.disclosed import line
from accord.audit.packing import Writer
from accord.audit.readable import Readable
from accord.audit.scope import positions
from accord.ledger.merkle import HASH, consistency_proof, inclusion_proof
from accord.ledger.note import to_base64
from accord.ledger.proof import Proof
from accord.ledger.tiles import bundle, path_of, tiles_of
from accord.store.checkpoints import Signed, sizes, these
from accord.store.disclosures import Disclosure
from accord.store.record import Record
from accord.store.schema import disclosure, event, of_the_same_entry
from accord.store.tree import entries_of, hashes_of, nodes

Progress = Callable[[int], None]
Each = Callable[[int, Sequence[bytes]], None]
"""Hears of entries that were written, and of the index of the first."""
_MANY = 500
_CHANGES_OF_KEYS = sa.select(event.c.position).where(event.c.topic.like("register.log_key_%"))


def export(
    record: Record,
    signed: Signed,
    scope: Scope,
    out: IO[bytes],
    *,
    disclosures: bool = True,
    readable: bool = False,
    progress: Progress = lambda _done: None,
) -> int:
    """Write what the scope holds of the log that `signed` describes; return how many entries it has.

    The same record, checkpoint and scope make the same bytes, on any machine. Raise `NotFound` where there
    is no such agreement or decision. Without `disclosures`, texts that could be erased stay at home. What is
    there for people to read comes with each part, and with the whole log where it is to be `readable`.
    """
    with record.engine.connect() as conn, closing(Readable(scope)) as people:
        held = None if scope.whole else positions(conn, scope, signed.size)
        earlier = list(_earlier(conn, signed))
        writer, for_people = Writer(out), readable or held is not None
        each = partial(_heard, people if for_people else None, progress)
        _checkpoints(signed, earlier, writer)
        if held is None:
            _whole(conn, signed, writer, each)
        else:
            _part(conn, signed, held, writer, each)
            _growth(conn, signed, earlier, writer)
        if disclosures:
            writer.add_pieces(DISCLOSURES, _disclosed(conn, signed.size, held))
        origin = record.read(Register, REGISTER).origin
        if for_people:
            writer.add_pieces(EVENTS, people.table())
            writer.add_pieces(REPORT, [people.page(origin, signed)])
    writer.finish(origin, signed.size, scope, disclosures=disclosures)
    return signed.size if held is None else len(held)


def _heard(
    people: Readable | None, progress: Progress, first: int, entries: Sequence[bytes]
) -> None:
    if people is not None:
        people.add(first, entries)
    progress(len(entries))


def _checkpoints(signed: Signed, earlier: Sequence[Signed], writer: Writer) -> None:
    writer.add(CHECKPOINT, signed.note.encode())
    for checkpoint in earlier:
        writer.add(f"{CHECKPOINTS}{checkpoint.size}", checkpoint.note.encode())


def _earlier(conn: sa.Connection, signed: Signed) -> Iterator[Signed]:
    """Give the last checkpoint of each day, and the first after each change of keys, in order of size."""
    known = sizes(conn, signed.size)
    wanted = set({created_at[:10]: size for size, created_at in known}.values())
    for change in conn.scalars(_CHANGES_OF_KEYS):
        wanted.update(next(([size] for size, _ in known if size >= change), []))
    yield from these(conn, sorted(wanted - {signed.size}))


def _whole(conn: sa.Connection, signed: Signed, writer: Writer, each: Each) -> None:
    for tile in tiles_of(signed.size):
        hashes = hashes_of(conn, tile.level, tile.number, signed.size)
        writer.add(path_of(tile), hashes[: tile.width * HASH])
        if tile.level == 0:
            entries = entries_of(conn, tile)
            writer.add(path_of(tile, entries=True), bundle(entries))
            each(tile.start, entries)


def _part(
    conn: sa.Connection, signed: Signed, held: Sequence[int], writer: Writer, each: Each
) -> None:
    node = nodes(conn, signed.size)
    for at, state in _states(conn, held):
        index = at - 1
        path = tuple(inclusion_proof(node, index, signed.size))
        writer.add(f"{ENTRIES}{index}.json", state)
        writer.add(f"{PROOFS}{index}.tlog-proof", str(Proof(index, path, signed.note)).encode())
        each(index, [state])


def _states(conn: sa.Connection, held: Sequence[int]) -> Iterator[tuple[int, bytes]]:
    columns = sa.select(event.c.position, event.c.state).order_by(event.c.position)
    for start in range(0, len(held), _MANY):
        rows = conn.execute(columns.where(event.c.position.in_(held[start : start + _MANY])))
        yield from ((row.position, row.state) for row in rows)


def _growth(conn: sa.Connection, signed: Signed, earlier: Sequence[Signed], writer: Writer) -> None:
    for checkpoint in earlier:
        steps = consistency_proof(nodes(conn, signed.size), checkpoint.size, signed.size)
        name = f"{CONSISTENCY}{checkpoint.size}-{signed.size}"
        writer.add(name, "".join(f"{to_base64(step)}\n" for step in steps).encode())


def _disclosed(conn: sa.Connection, size: int, held: Sequence[int] | None) -> Iterator[bytes]:
    """Give a line for each disclosure; the names of who may act never leave with a part of the log."""
    columns = (event.c.position, disclosure.c.digest, disclosure.c.name, disclosure.c.text)
    query = sa.select(*columns).join_from(disclosure, event, of_the_same_entry)
    query = query.where(event.c.position <= size).order_by(event.c.position, disclosure.c.digest)
    wanted: Any = None if held is None else set(held)
    if wanted is not None:
        query = query.where(disclosure.c.originator_id != REGISTER)
    for at, digest, name, text in conn.execute(query.execution_options(yield_per=_MANY)):
        if wanted is None or at in wanted:
            yield line(at - 1, Disclosure(digest, name, text))
