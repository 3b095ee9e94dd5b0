"""What the tree costs: commands recorded with it, against the same without; and what proofs and a whole check cost.

`python -m benchmarks tree 1000000` does it in a register of a million entries.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from time import perf_counter_ns
from unittest.mock import patch

import sqlalchemy as sa
from benchmarks.bench_append import databases, median, through_the_record, timed
from benchmarks.large import large

from accord.ledger.merkle import Frontier, inclusion_proof, leaf_hash
from accord.store import recorder
from accord.store.engine import make_engine
from accord.store.migrate import migrate
from accord.store.record import Record
from accord.store.schema import head
from accord.store.tree import nodes_for

ROUNDS, COMMANDS = 15, 60
ENTRIES, ENTRY = 300_000, 520


@contextmanager
def without_the_tree() -> Iterator[None]:
    """Record as if there were no tree: the position alone is read, and nothing is hashed or kept."""
    position = sa.select(head.c.position)
    alone = lambda conn: Bare(conn.scalar(position))  # noqa: E731
    with patch.object(recorder, "standing", alone), patch.object(recorder, "grow", _nothing):
        yield


@dataclass
class Bare:
    """A head without a tree."""

    size: int

    def to_bytes(self) -> bytes:
        """Remember nothing."""
        return b""


def _nothing(_conn: sa.Connection, tree: Bare, entries: list[bytes]) -> None:
    tree.size += len(entries)


def upkeep(url: str, bare_url: str, events: int) -> str:
    """Both in turn, round after round, so that a busy machine slows both."""
    ours, bare = [], []
    with closing(Record(url)) as record, closing(Record(bare_url)) as other:
        for _ in range(ROUNDS):
            with without_the_tree():
                bare.append(timed(through_the_record, [(other, events)] * COMMANDS))
            ours.append(timed(through_the_record, [(record, events)] * COMMANDS))
    share = median([1000 * (our - less) // our for our, less in zip(ours, bare, strict=True)])
    micro = [median(times) // COMMANDS // 1000 for times in (ours, bare)]
    return f"{micro[0]:6} us, without {micro[1]:6} us, the tree is {share // 10}.{abs(share) % 10} % of a save"


def migrated(url: str) -> str:
    engine = make_engine(url)
    migrate(engine)
    engine.dispose()
    return url


def proofs(url: str, filled: int) -> str:
    """Read a proof with nothing remembered, from all over the tree."""
    engine = make_engine(url)
    with engine.connect() as conn:
        places = range(0, filled, max(1, filled // 200))
        spent = [timed(_cold, [(conn, place, filled)]) for place in places]
    engine.dispose()
    return f"{median(spent) // 1000} us (slowest {max(spent) // 1000} us) in a tree of {filled}"


def _cold(conn: sa.Connection, place: int, size: int) -> None:
    inclusion_proof(nodes_for(conn, place, size), place, size)


def fill(url: str, commands: int, each: int) -> int:
    with closing(Record(url)) as record:
        for _ in range(commands):
            through_the_record(record, each)
        return record.last_position()


def bytes_for_each(file: Path, entries: int) -> int:
    with closing(sqlite3.connect(file)) as conn:
        query = "SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'tlog_%'"
        return int(conn.execute(query).fetchone()[0]) // entries


def rebuilding() -> str:
    """Compute the root over entries, against hashing each once, and against that and the nodes alone."""
    entries = [os.urandom(ENTRY) for _ in range(ENTRIES)]
    raw = _spent(lambda: [sha256(entry).digest() for entry in entries])
    node = b"\x01" + bytes(64)
    least = _spent(lambda: [(sha256(b"\x00" + e).digest(), sha256(node).digest()) for e in entries])
    ours = _spent(lambda: _root(entries))
    return f"{100 * raw // ours} % of raw, {100 * least // ours} % of leaf and node alone"


def _root(entries: list[bytes]) -> bytes:
    tree = Frontier()
    for entry in entries:
        tree.append(leaf_hash(entry))
    return tree.root()


def _spent(work: Callable[[], object]) -> int:
    began = perf_counter_ns()
    work()
    return perf_counter_ns() - began


def main(*sizes: int) -> None:
    """Print what a small register shows on both databases, or SQLite with so many entries."""
    for size in sizes:
        _in_a_large_one(size)
    if not sizes:
        _in_small_ones()
    print(f"rebuilding the root of {ENTRIES} entries: {rebuilding()}", flush=True)


def _in_a_large_one(size: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        large(Path(folder), size)
        file, other = Path(folder) / "r.db", Path(folder) / "bare.db"
        shutil.copyfile(file, other)
        urls = f"sqlite:///{file}", f"sqlite:///{other}"
        print(f"SQLite     {bytes_for_each(file, size)} bytes of tree for each entry", flush=True)
        print(f"SQLite     a proof, cold: {proofs(urls[0], size)}", flush=True)
        for events in (1, 5):
            line = upkeep(*urls, events)
            print(
                f"SQLite     {size} entries, {events} event(s) a command: {line}",
                flush=True,
            )


def _in_small_ones() -> None:
    with databases() as kinds, databases() as others:
        for (name, url, _, _), (_, bare_url, _, _) in zip(kinds, others, strict=True):
            migrated(url), migrated(bare_url)
            for events in (1, 5):
                print(
                    f"{name:10} {events} event(s) a command: {upkeep(url, bare_url, events)}",
                    flush=True,
                )
            size = fill(url, 300, 250)
            print(f"{name:10} a proof, cold: {proofs(url, size)}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "register.db"
        size = fill(migrated(f"sqlite:///{file}"), 300, 250)
        print(f"SQLite     {bytes_for_each(file, size)} bytes of tree for each entry", flush=True)


if __name__ == "__main__":
    main()
