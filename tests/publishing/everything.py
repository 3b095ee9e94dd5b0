"""Everything that a register keeps, held against what must be in it, and against the tree as its definition says it."""

from __future__ import annotations

import json

import sqlalchemy as sa
from tests.ledger import recursive
from tests.publishing.conftest import KEY
from tests.publishing.machine import STREAMS, History, Machine
from tests.store.checks import assert_tree_is_that_of_the_log
from tests.store.facts import HERE, Note

from accord.errors import NotFound
from accord.ledger.checkpoint import open_checkpoint
from accord.ledger.merkle import consistency_proof, inclusion_proof, leaf_hash
from accord.ledger.proving import verify_consistency, verify_inclusion
from accord.publishing.folder import CHECKPOINT
from accord.store.answers import kept_answer
from accord.store.record import Record
from accord.store.schema import checkpoint, disclosure, event, head, idempotency
from accord.store.tree import nodes, standing


def check_everything(machine: Machine, history: History) -> None:
    """What others see while somebody works is what was committed last, all of it and nothing else."""
    record = machine.record
    with record.engine.connect() as conn:
        the_entries_are_those_of(conn, history)
        what_commits_with_them_is_there(conn, history)
        what_was_signed_is_of_them(conn, history)
        the_newest_is_proven(conn, history)
    assert_tree_is_that_of_the_log(record)
    streams_are_as_recorded(record, history)
    what_is_outside_is_one_history(machine)


def the_entries_are_those_of(conn: sa.Connection, history: History) -> None:
    rows = conn.execute(sa.select(event).order_by(event.c.position)).all()
    assert tuple(row.state for row in rows) == history.entries
    assert [row.position for row in rows] == list(range(1, len(rows) + 1))
    last = conn.execute(sa.select(head)).one()
    read = [json.loads(entry) for entry in history.entries]
    assert (last.position, last.recorded_at) == (len(rows), read[-1]["recorded_at"])
    told = [(str(row.originator_id), row.originator_version, row.topic) for row in rows]
    assert told == [(one["agg"], one["ver"], one["type"]) for one in read]
    instants = [(one["recorded_at"], one["cmd"]["id"]) for one in read]
    assert instants == sorted(instants), (
        "time runs on, and the entries of a command share an instant"
    )
    assert (
        len({at for at, _ in instants}) == len(set(instants)) == len({cmd for _, cmd in instants})
    )


def what_commits_with_them_is_there(conn: sa.Connection, history: History) -> None:
    sealed = [one for entry in history.entries for one in json.loads(entry)["data"].get("_sd", ())]
    assert sorted(conn.scalars(sa.select(disclosure.c.digest))) == sorted(sealed)
    assert conn.scalar(sa.select(sa.func.count()).select_from(idempotency)) == len(history.acts)
    for act in history.acts:
        assert kept_answer(conn, HERE.recorded_by, act.answer) is not None


def what_was_signed_is_of_them(conn: sa.Connection, history: History) -> None:
    """Each checkpoint that is kept can be opened, and each later one is proven to go on from it."""
    size, node = len(history.entries), nodes(conn, len(history.entries))
    root, entries = history.root(size), list(history.entries)
    assert standing(conn).root() == root
    for row in conn.execute(sa.select(checkpoint)):
        kept = open_checkpoint(row.note.encode(), KEY.name, [KEY.verifier])
        assert (kept.size, kept.root) == (row.size, row.root)
        assert history.begins_with(kept)
        proof = consistency_proof(node, kept.size, size)
        assert proof == recursive.proof(kept.size, entries)
        verify_consistency(kept.size, size, proof, kept.root, root)


def the_newest_is_proven(conn: sa.Connection, history: History) -> None:
    size, entries = len(history.entries), list(history.entries)
    for index in (0, size - 1):
        proof = inclusion_proof(nodes(conn, size), index, size)
        assert proof == recursive.path(index, entries)
        verify_inclusion(leaf_hash(entries[index]), index, size, proof, history.root(size))


def streams_are_as_recorded(record: Record, history: History) -> None:
    for stream in STREAMS:
        try:
            note = record.read(Note, stream)
        except NotFound:
            assert not history.version(stream)
        else:
            assert (note.version, note.said) == (history.version(stream), history.said(stream))


def what_is_outside_is_one_history(machine: Machine) -> None:
    """What lies in the folder can be opened whenever the power failed; it never shrinks, and no size has two roots."""
    newest = machine.outside.newest()
    if newest is None:
        assert not machine.seen_outside
        return
    note = (machine.outside.path / CHECKPOINT).read_bytes()
    assert open_checkpoint(note, KEY.name, [KEY.verifier]) == newest
    assert newest.size >= max(machine.seen_outside, default=0)
    assert machine.seen_outside.setdefault(newest.size, newest.root) == newest.root


def signed_in(record: Record) -> list[int]:
    """The sizes of the checkpoints that the database keeps."""
    with record.engine.connect() as conn:
        return list(conn.scalars(sa.select(checkpoint.c.size)))
