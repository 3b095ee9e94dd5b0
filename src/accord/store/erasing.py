"""Erasing disclosed texts for good: their rows, the answers that showed them, and what the database leaves behind."""

from __future__ import annotations

import json
import secrets
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from accord.aggregates.correcting import DisclosureCorrected
from accord.store.disclosures import Disclosure
from accord.store.schema import disclosure, event, idempotency, of_the_same_entry

_FIRST = sa.select(event.c.state).where(
    event.c.originator_id == sa.bindparam("stream"), event.c.originator_version == 1
)
_MANY = 500


@dataclass(frozen=True, slots=True)
class Where:
    """Which texts: those of a stream, of one entry of it, or of one field; or those that open given digests."""

    stream: UUID | None = None
    version: int | None = None
    field: str | None = None
    digests: tuple[str, ...] = ()

    def conditions(self) -> Iterator[sa.ColumnElement[bool]]:
        """Return what a row must be like."""
        if self.stream is not None:
            yield disclosure.c.originator_id == self.stream
        if self.version is not None:
            yield disclosure.c.originator_version == self.version
        if self.field is not None:
            yield disclosure.c.name == self.field
        if self.digests:
            yield disclosure.c.digest.in_(self.digests)


@dataclass(frozen=True, slots=True)
class Found:
    """A text that is to be erased, and the entry that it belongs to."""

    stream: UUID
    version: int
    entry: dict[str, Any]
    disclosure: Disclosure

    @property
    def recorded_at(self) -> str:
        """When the entry was recorded."""
        return str(self.entry["recorded_at"])

    @property
    def data(self) -> dict[str, Any]:
        """What the entry says in the clear."""
        return dict(self.entry["data"])


def found(conn: sa.Connection, where: Where) -> list[Found]:
    """Return the texts that are still there, each with what it was corrected to as a clerical error."""
    texts = _those(conn, *where.conditions())
    meant = {(each.stream, each.version, each.disclosure.name) for each in texts}
    streams = disclosure.c.originator_id.in_({each.stream for each in texts})
    for each in _those(conn, streams, event.c.topic == DisclosureCorrected.TYPE):
        corrects = (each.stream, each.data.get("version"), each.data.get("field"))
        if each.disclosure.name == "now" and corrects in meant and each not in texts:
            texts.append(each)
    return texts


def _those(conn: sa.Connection, *conditions: sa.ColumnElement[bool]) -> list[Found]:
    columns = (disclosure.c.originator_id, disclosure.c.originator_version, event.c.state)
    rows = conn.execute(
        sa.select(*columns, disclosure.c.digest, disclosure.c.name, disclosure.c.text)
        .join_from(disclosure, event, of_the_same_entry)
        .where(*conditions)
        .order_by(event.c.position, disclosure.c.digest)
    )
    return [
        Found(row[0], row[1], json.loads(row[2]), Disclosure(row[3], row[4], row[5]))
        for row in rows
    ]


def concerned(conn: sa.Connection, texts: Collection[Found]) -> frozenset[UUID]:
    """Return the streams of these texts, and the agreements to which those belong."""
    streams = {text.stream for text in texts}
    named = (
        json.loads(state)["data"].get("agreement")
        for stream in streams
        if (state := conn.scalar(_FIRST, {"stream": stream})) is not None
    )
    return frozenset(streams | {UUID(id_) for id_ in named if isinstance(id_, str)})


def erase(conn: sa.Connection, texts: Sequence[Found]) -> None:
    """Delete the texts, and make useless the kept answers that may show them or be guessed from."""
    if conn.dialect.name == "sqlite":
        conn.exec_driver_sql("PRAGMA secure_delete = ON")
    digests = [text.disclosure.digest for text in texts]
    for start in range(0, len(digests), _MANY):
        chosen = disclosure.c.digest.in_(digests[start : start + _MANY])
        conn.execute(sa.delete(disclosure).where(chosen))
    _forget_answers(conn, texts)


def _forget_answers(conn: sa.Connection, texts: Sequence[Found]) -> None:
    """Let a request that is repeated find its key used, and neither its answer nor its fingerprint."""
    instants = {text.recorded_at for text in texts}
    shown = {_in_json(text.disclosure.value) for text in texts}
    for row in conn.execute(sa.select(idempotency)).all():
        if row.recorded_at in instants or any(one in row.answer for one in shown):
            gone = {"fingerprint": secrets.token_hex(32), "answer": b"{}"}
            same = (idempotency.c.principal == row.principal, idempotency.c.key == row.key)
            conn.execute(sa.update(idempotency).where(*same).values(gone))


def _in_json(value: Any) -> bytes:  # noqa: ANN401 - any disclosed value
    return json.dumps(value, ensure_ascii=False).strip('"').encode()


def scrub(engine: sa.Engine) -> None:
    """Let the database give up what deleted rows leave behind in its files; replicas and backups are not reached."""
    if engine.dialect.name == "sqlite":
        with closing(
            engine.raw_connection()
        ) as raw:  # a connection of the library would begin a transaction
            raw.cursor().execute("VACUUM")
            raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as conn:
        conn.exec_driver_sql("VACUUM (FULL) disclosure, idempotency")
