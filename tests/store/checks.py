"""What must hold of every record, whoever wrote it and however they ended."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from uuid import UUID

import sqlalchemy as sa
from tests.store.facts import Noted

from accord import canonical
from accord.events import Event, Recorded
from accord.ledger.merkle import leaf_hash, root_at, root_of, split
from accord.ledger.tiles import WIDTH, tile_root, tiles_of
from accord.store.record import Record
from accord.store.schema import event, head, leaf, tile
from accord.store.tree import nodes, standing

Log = list[tuple[int, Recorded[Event]]]


def read_all(record: Record) -> Log:
    log: Log = []
    while page := record.since(log[-1][0] if log else 0):
        log += page
    return log


def assert_sound(record: Record) -> Log:
    """Every entry decodes; positions, versions and instants are in order; no command is there by half."""
    log = read_all(record)
    assert [position for position, _ in log] == list(range(1, len(log) + 1))
    assert_head_is_last(record, log)
    assert_streams_have_no_gaps(log)
    assert_commands_are_whole(log)
    assert_tree_is_that_of_the_log(record)
    return log


def assert_head_is_last(record: Record, log: Log) -> None:
    with record.engine.connect() as conn:
        position, recorded_at = conn.execute(sa.select(head.c.position, head.c.recorded_at)).one()
        last = conn.scalar(sa.select(sa.func.max(event.c.position)))
    assert position == len(log) == (last or 0)
    if log:
        assert recorded_at == canonical.instant(log[-1][1].recorded_at)


def assert_tree_is_that_of_the_log(record: Record) -> None:
    """A leaf for each entry, hashed from its bytes; every full tile, and no other; one root."""
    with record.engine.connect() as conn:
        states = conn.scalars(sa.select(event.c.state).order_by(event.c.position)).all()
        leaves = conn.execute(sa.select(leaf).order_by(leaf.c.idx)).all()
        tiles = {(row.level, row.n): row for row in conn.execute(sa.select(tile))}
        tree, node = standing(conn), nodes(conn, len(states))
        hashes = [leaf_hash(state) for state in states]
        assert [tuple(row) for row in leaves] == list(enumerate(hashes))
        assert tree.size == len(states)
        assert tree.root() == root_of(hashes) == root_at(node, len(states))
    full = [(t.level, t.number) for t in tiles_of(len(states)) if t.width == WIDTH]
    assert sorted(tiles) == sorted(full)
    for level, number in full:
        assert tiles[level, number].root == tile_root(tiles[level, number].hashes)
        below = (
            hashes
            if level == 0
            else [tiles[level - 1, n].root for n in range(number * WIDTH, (number + 1) * WIDTH)]
        )
        start = number * WIDTH if level == 0 else 0
        assert split(tiles[level, number].hashes) == below[start : start + WIDTH]


def assert_streams_have_no_gaps(log: Log) -> None:
    versions = defaultdict(list)
    for _, entry in log:
        versions[entry.agg].append(entry.ver)
    assert all(seen == list(range(1, len(seen) + 1)) for seen in versions.values())


def assert_commands_are_whole(log: Log) -> None:
    for facts in commands_of(log):
        events = [fact.event for fact in facts]
        assert all(isinstance(noted, Noted) for noted in events)
        assert [noted.nth for noted in events] == list(range(1, events[0].of + 1))


def commands_of(log: Log) -> list[list[Recorded[Event]]]:
    """The entries of each command, which stand together and have one instant, later than all before."""
    seen: dict[UUID, list[Recorded[Event]]] = {}
    latest = None
    for cmd, entries in groupby((entry for _, entry in log), key=lambda entry: entry.cmd):
        facts = list(entries)
        assert cmd not in seen, "the entries of a command stand together"
        assert len({fact.recorded_at for fact in facts}) == 1
        assert latest is None or facts[0].recorded_at > latest, "time never runs backwards"
        seen[cmd] = facts
        latest = facts[0].recorded_at
    return list(seen.values())
