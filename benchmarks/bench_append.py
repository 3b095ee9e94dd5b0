"""What a command costs: events appended through the record, against the same bytes inserted raw and durable."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from time import perf_counter_ns
from typing import Any
from uuid import UUID

import psycopg
from sqlalchemy.engine import make_url
from tests.postgres import database, postgres
from tests.store.facts import HERE, Note, Noted

from accord import clock
from accord.events import Recorded
from accord.store.engine import make_engine
from accord.store.migrate import migrate
from accord.store.record import Record

ROUNDS, COMMANDS = 11, 100
FACT = Noted(
    text="The partners have heard the report and ask the secretary to send it to all. " * 3
)
TABLE = (
    "CREATE TABLE raw (position {serial}, originator_id {uuid}, originator_version bigint, topic text,"
    " state {bytes}, UNIQUE (originator_id, originator_version))"
)
INSERT = (
    "INSERT INTO raw (originator_id, originator_version, topic, state) VALUES ({0}, {0}, {0}, {0})"
)
Rows = list[tuple[Any, ...]]


def through_the_record(record: Record, events: int) -> None:
    with record.unit() as unit, unit.command():
        unit.append(unit.find(Note, clock.new_id()), HERE, *[FACT] * events)


def rows(record: Record, events: int, id_: Callable[[UUID], Any]) -> Rows:
    """Return the rows that the record would write, encoded beforehand."""
    first = Recorded(clock.new_id(), 1, clock.now(), clock.new_id(), HERE, FACT)
    stored = [record.mapper.to_stored_event(replace(first, ver=1 + nth)) for nth in range(events)]
    return [
        (id_(row.originator_id), row.originator_version, row.topic, row.state) for row in stored
    ]


@contextmanager
def raw_sqlite(url: str) -> Iterator[Callable[[Rows], None]]:
    with closing(sqlite3.connect(f"{make_url(url).database}.raw", isolation_level=None)) as conn:
        for pragma in ("journal_mode=WAL", "synchronous=FULL"):
            conn.execute(f"PRAGMA {pragma}")
        conn.execute(TABLE.format(serial="integer PRIMARY KEY", uuid="text", bytes="blob"))

        def insert(those: Rows) -> None:
            conn.execute("BEGIN")
            conn.executemany(INSERT.format("?"), those)
            conn.execute("COMMIT")

        yield insert


@contextmanager
def raw_postgresql(url: str) -> Iterator[Callable[[Rows], None]]:
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as conn:
        conn.execute(TABLE.format(serial="bigserial PRIMARY KEY", uuid="uuid", bytes="bytea"))

        def insert(those: Rows) -> None:
            if len(those) == 1:
                conn.execute(INSERT.format("%s"), those[0])
                return
            with conn.transaction(), conn.cursor() as cursor:
                cursor.executemany(INSERT.format("%s"), those)

        yield insert


def timed(command: Callable[..., None], arguments: list[tuple[Any, ...]]) -> int:
    began = perf_counter_ns()
    for those in arguments:
        command(*those)
    return perf_counter_ns() - began


def compare(
    url: str, insert: Callable[[Rows], None], events: int, id_: Callable[[UUID], Any]
) -> str:
    """Both in turn, round after round, so that a busy machine slows both."""
    ours, raw = [], []
    with closing(Record(url)) as record:
        for _ in range(ROUNDS):
            prepared = [rows(record, events, id_) for _ in range(COMMANDS)]
            raw.append(timed(insert, [(those,) for those in prepared]))
            ours.append(timed(through_the_record, [(record, events)] * COMMANDS))
    hundredths = median([100 * our // their for our, their in zip(ours, raw, strict=True)])
    micro = [median(times) // COMMANDS // 1000 for times in (ours, raw)]
    return f"{micro[0]:6} us, raw {micro[1]:6} us, ratio {hundredths // 100}.{hundredths % 100:02}"


def median(numbers: list[int]) -> int:
    return sorted(numbers)[len(numbers) // 2]


@contextmanager
def databases() -> Iterator[list[tuple[str, str, Any, Callable[[UUID], Any]]]]:
    with (
        tempfile.TemporaryDirectory() as folder,
        postgres(durable=True) as server,
        database(server) as postgresql,
    ):
        yield [
            ("SQLite", f"sqlite:///{folder}/register.db", raw_sqlite, str),
            ("PostgreSQL", postgresql, raw_postgresql, lambda id_: id_),
        ]


def main() -> None:
    with databases() as kinds:
        for name, url, raw, id_ in kinds:
            engine = make_engine(url)
            migrate(engine)
            engine.dispose()
            with raw(url) as insert:
                for events in (1, 5):
                    print(
                        f"{name:10} {events} event(s) a command: {compare(url, insert, events, id_)}",
                        flush=True,
                    )


if __name__ == "__main__":
    main()
