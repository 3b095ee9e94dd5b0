"""A register on SQLite whose power fails: at any statement, before a commit, or while a checkpoint is put outside."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa
from tests.ledger.recursive import mth
from tests.publishing.conftest import KEY
from tests.store.facts import HERE, Named, Note, Noted
from tests.store.samples import NOON

from accord import clock
from accord.events import Disclosed, Event
from accord.ledger.checkpoint import Checkpoint
from accord.publishing import LogKeys, Publisher
from accord.publishing.folder import Folder
from accord.store.answers import Kept, keep_answer
from accord.store.record import Clock, Record
from accord.store.unit import Unit

STREAMS = tuple(UUID(f"018f0000-0000-7000-8000-0000000000c{nth}") for nth in range(3))


class PowerFails(Exception):  # noqa: N818 - says what happens
    """The machine stops here."""


class GivesUp(Exception):  # noqa: N818 - says what happens
    """Somebody breaks off what has already written something."""


@dataclass(frozen=True)
class Act:
    """One command: words written on a stream, some of them about a person, and the answer kept for it."""

    stream: UUID
    words: tuple[str, ...]
    name: str
    answer: str = ""

    def anew(self) -> Act:
        return replace(self, answer=str(clock.new_id()))

    def on(self, unit: Unit) -> None:
        note = unit.find(Note, self.stream)
        unit.append(note, HERE, *self.events)
        keep_answer(unit.conn, HERE.recorded_by, self.answer, Kept("", b"done"), unit.at)

    @property
    def events(self) -> list[Event]:
        named = [Named(name=Disclosed(self.name))] if self.name else []
        return [*(Noted(text=word) for word in self.words), *named]


@dataclass(frozen=True)
class History:
    """What a database must hold: nothing more, nothing less, and byte for byte."""

    entries: tuple[bytes, ...]
    acts: tuple[Act, ...] = ()

    def then(self, acts: list[Act], entries: list[bytes]) -> History:
        return History(self.entries + tuple(entries), self.acts + tuple(acts))

    def said(self, stream: UUID) -> list[str]:
        return [word for act in self.acts if act.stream == stream for word in act.words]

    def version(self, stream: UUID) -> int:
        return sum(len(act.events) for act in self.acts if act.stream == stream)

    def root(self, size: int) -> bytes:
        return mth(list(self.entries[:size]))

    @property
    def latest(self) -> datetime:
        return datetime.fromisoformat(json.loads(self.entries[-1])["recorded_at"])

    def begins_with(self, signed: Checkpoint) -> bool:
        return len(self.entries) >= signed.size and self.root(signed.size) == signed.root


class Machine:
    """The file of a register, the folder of its log outside it, and the process that has both open."""

    def __init__(self, folder: Path, template: Path) -> None:
        self.folder, self.file = folder, folder / "register.db"
        self.outside = Folder(folder / "log")
        self.outside.add(KEY)
        self.now = NOON + timedelta(days=1)
        self.images = count()
        self.seen_outside: dict[int, bytes] = {}
        shutil.copy(template, self.file)
        self.start()

    def start(self) -> None:
        self.record = Record(f"sqlite:///{self.file}", outside=Clock(now=self._now))
        self.log = Publisher(self.record, LogKeys(self.outside.path))
        self.log.guard()

    def _now(self) -> datetime:
        return self.now

    @contextmanager
    def unit(self) -> Iterator[Unit]:
        """A unit of work with so little room that what is not committed comes to lie on the disk as well."""
        with self.record.unit() as unit:
            unit.conn.exec_driver_sql("PRAGMA cache_size=1")
            yield unit

    def image(self) -> Path:
        """What a disk has of the database at this moment: its file, and what was written beside it."""
        target = self.folder / f"image-{next(self.images)}"
        shutil.copy(self.file, target)
        if (beside := Path(f"{self.file}-wal")).exists():
            shutil.copy(beside, f"{target}-wal")
        return target

    def put(self, image: Path) -> None:
        """Lay an image in the place of the database."""
        for part in ("-wal", "-shm"):
            Path(f"{self.file}{part}").unlink(missing_ok=True)
            if Path(f"{image}{part}").exists():
                shutil.copy(f"{image}{part}", f"{self.file}{part}")
        shutil.copy(image, self.file)

    def restart(self, image: Path | None = None) -> None:
        """Stop, and start again: with what the disk had at a moment, where the power failed."""
        self.record.close()
        if image is not None:
            self.put(image)
        self.start()

    def cut_off(self, doing: Callable[[], object], at: int) -> bool:
        """Let the power fail before a statement, or before the commit if that comes first; say whether it did."""
        images: list[Path] = []
        with self._failing(at, images), suppress(PowerFails):
            doing()
        self.restart(images[0] if images else self.image())
        return bool(images)

    @contextmanager
    def _failing(self, at: int, images: list[Path]) -> Iterator[None]:
        left = count(at, -1)

        def before_a_statement(*_: object) -> None:
            if next(left) <= 0:
                before_a_commit()

        def before_a_commit(*_: object) -> None:
            images.append(self.image())
            raise PowerFails

        heard = (("before_cursor_execute", before_a_statement), ("commit", before_a_commit))
        for event in heard if at >= 0 else ():
            sa.event.listen(self.record.engine, *event)
        try:
            yield
        finally:
            for event in heard if at >= 0 else ():
                sa.event.remove(self.record.engine, *event)

    def cut_off_outside(self, place: str) -> None:
        """Let the power fail when a checkpoint is committed: before it is put outside, halfway, or after it."""
        keep = Folder.keep

        def stops(folder: Folder, note: str) -> None:
            if place != "before":
                keep(folder, note)
            raise PowerFails

        def half_on_the_disk(file: int) -> None:
            os.ftruncate(file, os.fstat(file).st_size // 2)
            raise PowerFails

        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(Folder, "keep", stops)
            if place == "halfway":
                patched.setattr(os, "fsync", half_on_the_disk)
            self.cut_off(self.log.publish, at=-1)
