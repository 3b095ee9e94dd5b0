"""The tree grows with the log: in the same transaction, whatever the commands are, and however large it is."""

from __future__ import annotations

from uuid import UUID

import pytest
import sqlalchemy as sa
from eventsourcing.persistence import StoredEvent
from tests.store.checks import assert_sound, assert_tree_is_that_of_the_log
from tests.store.writers import Midway, new_note

from accord.ledger.merkle import NotProven, inclusion_proof, leaf_hash, root_at, root_of
from accord.ledger.proving import verify_inclusion
from accord.ledger.tiles import WIDTH, Tile
from accord.store.disclosures import Damaged
from accord.store.engine import writing
from accord.store.record import Record
from accord.store.tree import entries_of, hashes_of, nodes, nodes_for, standing


def test_a_tree_grows_over_the_edges_of_its_tiles(record: Record) -> None:
    for entries in (1, 254, 1, 1, 255, 2, 600, WIDTH):
        with record.unit() as unit, unit.command():
            new_note(unit, "edge", entries)
        assert_tree_is_that_of_the_log(record)
    assert_sound(record)


def test_what_is_refused_leaves_no_leaf(record: Record) -> None:
    with record.unit() as unit:
        with unit.command():
            new_note(unit, "kept", 255)
        with pytest.raises(Midway), unit.command():
            new_note(unit, "given up", 3)
            unit.flush()
            raise Midway
        with unit.command():
            new_note(unit, "kept as well", 1)
    assert len(assert_sound(record)) == WIDTH


def test_a_tree_of_many_entries_has_tiles_above_tiles(sqlite_url: str) -> None:
    record, size = Record(sqlite_url), WIDTH * WIDTH + WIDTH + 3
    for first in range(0, size, 5_000):
        some = range(first, min(size, first + 5_000))
        record.recorder.insert_events([StoredEvent(UUID(int=n), 1, "raw", b"%d" % n) for n in some])
    assert_tree_is_that_of_the_log(record)
    with record.engine.connect() as conn:
        node, root = nodes(conn, size), standing(conn).root()
        assert len(hashes_of(conn, 1, 0, size)) == len(hashes_of(conn, 0, 255, size)) == 32 * WIDTH
        assert [len(hashes_of(conn, *at, size)) // 32 for at in ((0, 257), (1, 1), (2, 0))] == [
            3,
            1,
            1,
        ]
        for index in (0, 1, 65_535, 65_536, 65_790, size - 1):
            proof = inclusion_proof(node, index, size)
            verify_inclusion(leaf_hash(b"%d" % index), index, size, proof, root)
            for then in (size, size - 4, 65_792, 65_791, 65_536, 65_535, 257, 256, 1):
                if index < then:
                    same = inclusion_proof(nodes_for(conn, index, then), index, then)
                    assert same == inclusion_proof(nodes(conn, then), index, then)
    record.close()


def test_a_tree_is_read_as_it_was_when_it_was_smaller(record: Record) -> None:
    with record.unit() as unit, unit.command():
        new_note(unit, "grown", 2 * WIDTH + 5)
    leaves = [leaf_hash(row.state) for row in record.entries(0, 1_000)]
    with record.engine.connect() as conn:
        for size in (1, 3, 255, 256, 257, 511, 512, 517):
            assert root_at(nodes(conn, size), size) == root_of(leaves[:size])
            for index in range(0, size, 50):
                proof = inclusion_proof(nodes_for(conn, index, size), index, size)
                assert proof == inclusion_proof(nodes(conn, size), index, size)
            assert len(hashes_of(conn, 0, 0, size)) == 32 * min(size, WIDTH)
            assert len(hashes_of(conn, 1, 0, size)) == 32 * (size // WIDTH)
        assert hashes_of(conn, 0, 9, 517) == hashes_of(conn, 3, 0, 517) == b""


def test_entries_are_given_as_they_are_stored(record: Record) -> None:
    with record.unit() as unit, unit.command():
        new_note(unit, "an entry", WIDTH + 2)
    stored = [row.state for row in record.entries(0, 1000)]
    with record.engine.connect() as conn:
        assert entries_of(conn, Tile(0, 0)) == stored[:WIDTH]
        assert entries_of(conn, Tile(0, 1, 2)) == stored[WIDTH:]


def test_a_tree_that_lost_its_head_is_not_written_to(record: Record) -> None:
    with record.unit() as unit, unit.command():
        new_note(unit, "before")
    with writing(record.engine).begin() as conn:
        conn.exec_driver_sql("UPDATE event_head SET position = 3")
    with pytest.raises(Damaged, match="head of the record"), record.unit() as unit, unit.command():
        new_note(unit, "after")


def test_a_leaf_that_was_taken_away_is_missed(record: Record) -> None:
    with record.unit() as unit, unit.command():
        new_note(unit, "three", 3)
    with writing(record.engine).begin() as conn:
        _without_guards(conn)
        conn.exec_driver_sql("DELETE FROM tlog_leaf WHERE idx = 2")
    with record.engine.connect() as conn, pytest.raises(NotProven, match="lacks hashes"):
        inclusion_proof(nodes(conn, 3), 0, 3)


def _without_guards(conn: sa.Connection) -> None:
    """As somebody does who may do everything."""
    if conn.dialect.name == "sqlite":
        conn.exec_driver_sql("DROP TRIGGER tlog_leaf_DELETE_refused")
    else:
        conn.exec_driver_sql("DROP TRIGGER tlog_leaf_refused ON tlog_leaf")
