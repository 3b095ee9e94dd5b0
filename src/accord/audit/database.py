"""Verification of a live database: the checks of a bundle, and that every other table says what the entries say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from itertools import zip_longest
from typing import Any

import sqlalchemy as sa

from accord import projections
from accord.audit.findings import Check, Report
from accord.audit.growing import Growing, Said
from accord.audit.performing import replay
from accord.audit.reading import Batches, Opened, Reading
from accord.audit.trust import Signatures, parsed
from accord.audit.verifying import LATER, Brought
from accord.ledger.checkpoint import Checkpoint
from accord.ledger.note import Note, NotSigned
from accord.ledger.tiles import WIDTH, tile_root
from accord.projections.views import metadata as read_models
from accord.store.disclosures import Disclosure
from accord.store.entry import FORMAT
from accord.store.guards import granted, guarded_tables, guards_of, strangers
from accord.store.record import Record
from accord.store.schema import checkpoint, disclosure, event, head, leaf, of_the_same_entry, tile
from accord.store.scratch import Scratch, scratch, streams

_PAGE = 500
_EVENTS = sa.select(event).order_by(event.c.position)
_LEAVES = sa.select(leaf.c.leaf_hash).order_by(leaf.c.idx)
_TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
_ODD = "SELECT count(*) FROM {table} WHERE originator_id GLOB '*[^0-9a-f]*'"
_OPENED = (
    sa.select(event.c.position, disclosure.c.digest, disclosure.c.name, disclosure.c.text)
    .join_from(disclosure, event, of_the_same_entry)
    .order_by(event.c.position, disclosure.c.digest)
)


def verify_database(url: str, brought: Brought) -> Report:
    """Check the register in a database, as it stands; nothing is written there."""
    report = Report("database")
    report.unchecked |= LATER
    with (
        closing(Record(url)) as record,
        _at_one_moment(record.engine) as conn,
        scratch(projections.follow) as copy,
    ):
        try:
            _Database(report, record, conn, brought).check(copy)
        except (TypeError, ValueError, AttributeError, KeyError, sa.exc.SQLAlchemyError) as error:
            report.fail(Check.DATABASE, "database", f"what stands there cannot be read: {error}")
    return report


def _at_one_moment(engine: sa.Engine) -> sa.Connection:
    """Return a connection that sees what was committed when it first looked, whatever is recorded meanwhile."""
    conn = engine.connect().execution_options(yield_per=_PAGE)
    if engine.dialect.name == "postgresql":
        conn = conn.execution_options(isolation_level="REPEATABLE READ")
    return conn


class _Database:
    """The checks of one database."""

    def __init__(
        self, report: Report, record: Record, conn: sa.Connection, brought: Brought
    ) -> None:
        self.report, self.record, self.conn, self.brought = report, record, conn, brought
        self.sqlite = conn.dialect.name == "sqlite"
        self.size: int = conn.scalar(sa.select(head.c.position)) or 0
        self.signed = list(self._checkpoints())
        report.size = self.signed[-1][0].size if self.signed else 0

    def check(self, copy: Scratch) -> None:
        """Run them."""
        growing = Growing(self.report, self._said())
        reading = Reading(self.report, whole=True)
        if self.brought.replay:
            reading.each = copy.add
        reading.read(self._entries(growing), self._opened())
        growing.ended()
        self._tree(growing)
        self._signatures(reading)
        self._all_disclosures_are_of_entries()
        self._guards(copy)
        self._again(copy)

    def _again(self, copy: Scratch) -> None:
        if self.report.wrong:
            why = "these are not the entries that were recorded"
            self.report.unchecked[Check.REPLAY] = why
        elif not self.brought.replay:
            self.report.unchecked[Check.REPLAY] = "you said --no-replay"
        else:
            copy.flush()
            replay(self.report, streams(copy.record))
            self._read_models(copy)

    # --- Entries and their tree ----------------------------------------------------------------

    def _entries(self, growing: Growing) -> Batches:
        expected = 0
        with closing(self.conn.scalars(_LEAVES)) as leaves:
            for rows in self.conn.execute(_EVENTS).partitions(WIDTH):
                for row in rows:
                    self._row(row, expected)
                    expected = row.position
                self._tiles(growing.grow([row.state for row in rows]))
                for row, leaf_ in zip(rows, growing.leaves, strict=True):
                    self._same(f"leaf {row.position - 1}", next(leaves, None), leaf_)
                self.brought.progress(len(rows), self.size)
                yield [row.position - 1 for row in rows], [row.state for row in rows]
        if expected != self.size:
            sentence = f"the last entry has position {expected}, and the head says {self.size}"
            self.report.fail(Check.DATABASE, "event_head", sentence)

    def _row(self, row: Any, before: int) -> None:  # noqa: ANN401 - a row of the store
        """Compare what stands beside an entry with its first and its last bytes, where canonical JSON has it."""
        if row.position != before + 1:
            sentence = f"position {row.position} follows position {before}"
            self.report.fail(Check.ORDER, f"entry {row.position - 1}", sentence)
        begins = f'{{"agg":"{row.originator_id}",'.encode()
        ends = f'"type":"{row.topic}","v":"{FORMAT}","ver":{row.originator_version}}}'.encode()
        if not (row.state.startswith(begins) and row.state.endswith(ends)):
            sentence = "its columns say another stream, version or type than its entry"
            self.report.fail(Check.DATABASE, f"event {row.position}", sentence)

    def _tiles(self, full: Iterator[tuple[Any, bytes]]) -> None:
        for found, hashes in full:
            where = sa.and_(tile.c.level == found.level, tile.c.n == found.number)
            row = self.conn.execute(sa.select(tile.c.hashes, tile.c.root).where(where)).first()
            wanted = (hashes, tile_root(hashes))
            self._same(f"tile {found.level}/{found.number}", row and tuple(row), wanted)

    def _tree(self, growing: Growing) -> None:
        row = self.conn.execute(sa.select(head.c.frontier, head.c.recorded_at)).one()
        self._same("event_head.frontier", row.frontier, growing.tree.to_bytes())
        last = sa.select(event.c.state).order_by(event.c.position.desc()).limit(1)
        state = self.conn.scalar(last)
        if state is not None and f'"recorded_at":"{row.recorded_at}"'.encode() not in state:
            sentence = "it is not the instant of the newest entry"
            self.report.fail(Check.DATABASE, "event_head.recorded_at", sentence)
        for table, wanted in ((leaf, growing.tree.size), (tile, growing.full_tiles)):
            number = self.conn.scalar(sa.select(sa.func.count()).select_from(table))
            if number != wanted:
                sentence = f"it has {number} rows; the tree has {wanted}"
                self.report.fail(Check.DATABASE, table.name, sentence)

    def _same(self, where: str, stored: object, wanted: object) -> None:
        self.report.saw(Check.DATABASE)
        if stored != wanted:
            self.report.fail(Check.DATABASE, where, "this is not what the entries make")

    # --- Checkpoints ---------------------------------------------------------------------------

    def _checkpoints(self) -> Iterator[tuple[Checkpoint, Note]]:
        for row in self.conn.execute(sa.select(checkpoint).order_by(checkpoint.c.size)):
            where = f"checkpoint {row.size}"
            try:
                state, note = parsed(row.note.encode())
            except NotSigned as error:
                self.report.fail(Check.CHECKPOINT, where, str(error))
                continue
            if (state.size, state.root) != (row.size, bytes(row.root)):
                self.report.fail(Check.DATABASE, where, "the row says something else than its note")
            yield state, note

    def _said(self) -> Mapping[int, list[Said]]:
        said: dict[int, list[Said]] = {}
        newest = self.signed[-1][0].size if self.signed else 0
        for state, _ in self.signed:
            check = Check.TREE if state.size == newest else Check.GROWTH
            one = Said(state.root, check, f"checkpoint {state.size}")
            said.setdefault(state.size, []).append(one)
        for state in self.brought.known:
            one = Said(state.root, Check.GROWTH, f"your checkpoint of {state.size} entries")
            said.setdefault(state.size, []).append(one)
        return said

    def _signatures(self, reading: Reading) -> None:
        self.report.origin = reading.keys.register.origin
        if not self.signed:
            sentence = "nobody signs this register; `accord keys init-log` makes a key"
            self.report.lack(Check.CHECKPOINT, "checkpoint", sentence)
            return
        Signatures(self.report, reading.keys, set(self.brought.keys)).check(self.signed)
        for state, _ in self.signed:
            if state.origin != self.report.origin:
                sentence = f"it is one of {state.origin}, and this is {self.report.origin}"
                self.report.fail(Check.CHECKPOINT, f"checkpoint {state.size}", sentence)
        if self.report.size < self.size:
            later = self.size - self.report.size
            sentence = f"the newest {later} entries are not signed yet"
            self.report.lack(Check.TREE, f"checkpoint {self.report.size}", sentence)

    # --- What stands beside the entries --------------------------------------------------------

    def _opened(self) -> Opened:
        for at, digest, name, text in self.conn.execute(_OPENED):
            yield at - 1, Disclosure(digest, name, text)

    def _all_disclosures_are_of_entries(self) -> None:
        unknown = (
            sa.select(disclosure.c.digest)
            .join_from(disclosure, event, of_the_same_entry, isouter=True)
            .where(event.c.position.is_(None))
        )
        for digest in self.conn.scalars(unknown):
            sentence = f"no entry here has the digest {digest}"
            self.report.fail(Check.DISCLOSURES, "disclosure", sentence)

    def _guards(self, copy: Scratch) -> None:
        """See whether the triggers stand that refuse a change: where they are gone, somebody took them away."""
        for table in guarded_tables():
            if not guards_of(self.conn, table):
                sentence = "nothing in the database refuses a change of it: its triggers are gone"
                self.report.lack(Check.DATABASE, table, sentence)
        if self.sqlite:
            self._as_accord_makes_it(copy)
        else:
            self._as_accord_makes_them()

    def _as_accord_makes_them(self) -> None:
        """See what PostgreSQL lets anybody do: triggers and rules of any make, and who may change what is final."""
        for odd in strangers(self.conn):
            self.report.fail(Check.DATABASE, odd, "accord makes no such thing")
        for table in guarded_tables():
            if who := granted(self.conn, table):
                sentence = f"others than its owner may change it: {', '.join(who)}; REVOKE that"
                self.report.lack(Check.DATABASE, table, sentence)

    def _as_accord_makes_it(self, copy: Scratch) -> None:
        """Compare what SQLite lets anybody do: triggers of any make, and ids that no question finds."""
        with copy.record.engine.connect() as fresh:
            made = {tuple(row) for row in fresh.exec_driver_sql(_TRIGGERS)}
        for row in self.conn.exec_driver_sql(_TRIGGERS):
            if tuple(row) not in made:
                sentence = "accord makes no such trigger"
                self.report.fail(Check.DATABASE, f"trigger {row.name}", sentence)
        for table in (event.name, disclosure.name):
            if self.conn.exec_driver_sql(_ODD.format(table=table)).scalar():
                sentence = "the ids of its streams are not written as accord writes them"
                self.report.fail(Check.DATABASE, table, sentence)

    def _read_models(self, copy: Scratch) -> None:
        """Build them again from the entries, and compare row by row."""
        projections.ensure(copy.record)
        with copy.record.engine.connect().execution_options(yield_per=_PAGE) as again:
            for table in read_models.sorted_tables:
                if table.name == "read_models":
                    continue
                for stored, wanted in zip_longest(
                    *(_rows(c, table, raw=self.sqlite) for c in (self.conn, again))
                ):
                    self.report.saw(Check.DATABASE)
                    if stored != wanted:
                        key = _key(table, stored or wanted)
                        sentence = (
                            "it is not what the entries make; `accord rebuild` builds it again"
                        )
                        self.report.fail(Check.DATABASE, f"{table.name} {key}", sentence)


def _rows(conn: sa.Connection, table: sa.Table, *, raw: bool) -> Iterator[tuple[Any, ...]]:
    columns: list[Any] = list(table.c)
    if raw:  # what is compared must be what is looked for
        columns = [sa.type_coerce(column, sa.types.NullType()) for column in columns]
    query = sa.select(*columns).order_by(*table.primary_key.columns)
    for row in conn.execute(query):
        yield tuple(bytes(value) if isinstance(value, memoryview) else value for value in row)


def _key(table: sa.Table, row: Any) -> str:  # noqa: ANN401 - a row of any table
    columns = list(table.c)
    return "/".join(str(row[columns.index(column)]) for column in table.primary_key.columns)
