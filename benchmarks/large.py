"""Registers of any size, made quickly: a decision of a hundred seats, as it was recorded, told again and again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa
from benchmarks.bench_decision import decide, seated
from eventsourcing.persistence import StoredEvent
from tests.http.office import office

from accord import canonical
from accord.ledger.note import Signer
from accord.publishing import LogKeys
from accord.publishing.folder import Folder
from accord.store.disclosures import Disclosure
from accord.store.record import Record
from accord.store.schema import disclosure, event, head
from accord.wiring import build

KEY = Signer.from_seed("accord.example", bytes(range(32)))
A_PAGE = 5000
BACKGROUND = "What the secretary wrote about why this is put to the board. " * 3
Row = tuple[StoredEvent, list[dict[str, object]], str]


def large(folder: Path, size: int) -> str:
    """Make a register of so many entries and sign it; return the address of its database."""
    url = f"sqlite:///{folder}/r.db"
    Folder(folder / "log").add(KEY)
    with closing(build(url, log=LogKeys(folder / "log"))) as house:
        with house.command(house.record.outside.new_id()) as accord:
            accord.introduce_log_key(vkey=str(KEY.verifier))
        clerk = office(house)
        decide(clerk, seated(house, clerk), background=BACKGROUND)
        told_again(house.record, size)
        house.log.current()
    return url


def told_again(record: Record, size: int) -> None:
    """Fill a register up to a size with decisions like the last one that it has."""
    again = _Again(record).rows()
    while (missing := size - record.last_position()) > 0:
        rows = list(islice(again, min(A_PAGE, missing)))
        with record.recorder.write.begin() as conn:
            record.recorder.insert_events([row for row, _, _ in rows], conn=conn)
            opened = [one for _, found, _ in rows for one in found]
            if opened:
                conn.execute(sa.insert(disclosure), opened)
            conn.execute(sa.update(head).values(recorded_at=rows[-1][2]))


class _Again:
    """The entries of one decision, cut where what differs from one to the next stands."""

    def __init__(self, record: Record) -> None:
        self._new_id, self._new_salt = record.outside.new_id, record.outside.new_salt
        with record.engine.connect() as conn:
            found = sa.select(event).where(event.c.topic.like("decision.%"))
            rows = conn.execute(found.order_by(event.c.position)).all()
            self._at = datetime.fromisoformat(conn.scalar(sa.select(head.c.recorded_at)) or "")
        self._stream = str(rows[-1].originator_id)
        self._entries = [
            (row.topic, row.originator_version, row.state)
            for row in rows
            if str(row.originator_id) == self._stream
        ]

    def rows(self) -> Iterator[Row]:
        """Give entry after entry, without an end."""
        cut = [(topic, ver, *self._cut(state)) for topic, ver, state in self._entries]
        while True:
            stream, ids = self._new_id(), dict[str, str]()
            for topic, ver, pieces, command, hidden in cut:
                if command not in ids:
                    ids[command] = str(self._new_id())
                    self._at += timedelta(microseconds=137)
                opened = Disclosure.of("background", BACKGROUND, self._new_salt())
                at = canonical.instant(self._at)
                said = {b"S": str(stream), b"C": ids[command], b"A": at, b"D": opened.digest}
                new = {mark: word.encode() for mark, word in said.items()}
                state = b"".join([new.get(piece, piece) for piece in pieces])
                yield StoredEvent(stream, ver, topic, state), _row(opened, stream, ver)[:hidden], at

    def _cut(self, state: bytes) -> tuple[list[bytes], str, int]:
        read = json.loads(state)
        digests = read["data"].get("_sd", [])
        marks = {self._stream: b"S", read["cmd"]["id"]: b"C", read["recorded_at"]: b"A"}
        marks |= dict.fromkeys(digests, b"D")
        words = re.compile(b"(" + b"|".join(re.escape(word.encode()) for word in marks) + b")")
        pieces = [marks.get(piece.decode(), piece) for piece in words.split(state)]
        return pieces, read["cmd"]["id"], len(digests)


def _row(opened: Disclosure, stream: UUID, version: int) -> list[dict[str, object]]:
    of = {"originator_id": stream, "originator_version": version}
    return [{"digest": opened.digest, "name": opened.name, "text": opened.text, **of}]
