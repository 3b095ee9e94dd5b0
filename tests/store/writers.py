"""What other processes do to a register while a test looks on."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from multiprocessing.synchronize import Event as Signal
from uuid import UUID

from tests.store.facts import HERE, Note, Noted

from accord import clock
from accord.errors import Stale, Unavailable
from accord.events import Stream
from accord.store.record import Clock, Record
from accord.store.unit import Unit

SHARED = UUID("018f0000-0000-7000-8000-00000000000b")


class Midway(Exception):  # noqa: N818 - says when
    """The process gives up a command that has already written something."""


@dataclass(frozen=True)
class Done:
    """What became of one writer's commands; instants of one clock of the machine, in nanoseconds."""

    commits: list[tuple[int, int, int]]  # before it was opened, position of its last entry, after
    failed: int = 0
    stale: int = 0
    refused: int = 0


@contextmanager
def opened(url: str, skew: timedelta = timedelta()) -> Iterator[Record]:
    record = Record(url, outside=Clock(now=lambda: clock.now() + skew))
    try:
        yield record
    finally:
        record.close()


def note(unit: Unit, state: Stream, text: str, count: int) -> None:
    unit.append(state, HERE, *(Noted(text=text, nth=n, of=count) for n in range(1, count + 1)))


def new_note(unit: Unit, text: str, count: int = 1) -> None:
    note(unit, unit.find(Note, clock.new_id()), text, count)


def write(url: str, writer: int, commands: int, skew: timedelta = timedelta()) -> Done:
    """Write commands of one to four entries; of five, one fails midway and one acts on old knowledge."""
    commits, ends = [], {Midway: 0, Stale: 0, Unavailable: 0}
    with opened(url, skew) as record:
        for nth in range(commands):
            before = time.monotonic_ns()
            try:
                position = _one(record, f"{writer}/{nth}", writer + nth)
            except (Midway, Stale, Unavailable) as why:
                ends[type(why)] += 1
            else:
                commits.append((before, position, time.monotonic_ns()))
    return Done(commits, *ends.values())


def _one(record: Record, text: str, lot: int) -> int:
    known = record.read(Note, SHARED) if lot % 5 == 4 else None
    time.sleep(20 / 1000 if known else 0)  # meanwhile somebody else acts
    with record.unit() as unit, unit.command():
        note(unit, known or unit.find(Note, clock.new_id()), text, 1 + lot % 4)
        if lot % 5 == 3:
            unit.flush()
            raise Midway
        unit.flush()
        return unit.position


def write_until_killed(url: str, writer: int) -> None:
    """Write several commands of three entries in each transaction, without end."""
    with opened(url) as record:
        while True:
            with record.unit() as unit:
                for _ in range(3):
                    with unit.command():
                        new_note(unit, f"{writer}", 3)


def stop_before_commit(url: str, written: Signal) -> None:
    """Write, tell that it is written, and wait to be killed with the transaction open."""
    with opened(url) as record, record.unit() as unit, unit.command():
        new_note(unit, "never committed", 3)
        unit.flush()
        written.set()
        time.sleep(60)


def write_one(url: str, text: str) -> None:
    with opened(url) as record, record.unit() as unit, unit.command():
        new_note(unit, text)
