"""Replay: the register as it was known then, built again from its entries in a database of its own."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing

from accord import projections
from accord.store import answers
from accord.store.record import Record
from accord.store.replica import copy_until, finish


def replay(
    record: Record, position: int, url: str, progress: Callable[[int], None] = lambda _done: None
) -> str:
    """Build the register up to a position into an empty SQLite database; return a key that reads it.

    Nothing can be recorded there any more. Raise `Refused` where the database is not empty.
    """
    copy_until(record, position, url, progress)
    with closing(Record(url, projections.follow)) as copy:
        projections.ensure(copy)
        with copy.recorder.write.begin() as conn:
            key = answers.create_key(conn, copy.outside.new_id(), "reads a replay")
        finish(copy)
    return key
