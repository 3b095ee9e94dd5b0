"""The power fails: what lies on the disk at that moment is all that a register has left."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
import sqlalchemy as sa

from accord.publishing.folder import CHECKPOINT, Folder
from accord.wiring import House

DATABASE, LOG = "register.db", "log"
WAL = f"{DATABASE}-wal"
"""Where SQLite writes first what is committed."""


class PowerFails(Exception):  # noqa: N818 - says what happens
    """The machine stops here."""


def copy_disk(disk: Path, to: Path) -> None:
    """Take what lies there at this moment: the database, what was written ahead, and the folder of the log."""
    to.mkdir()
    for name in (DATABASE, WAL):
        with suppress(FileNotFoundError):
            shutil.copy(disk / name, to / name)
    shutil.copytree(disk / LOG, to / LOG)


def written_ahead(disk: Path) -> int:
    file = disk / WAL
    return file.stat().st_size if file.exists() else 0


def tear(disk: Path, before: Path, share: int) -> None:
    """Of what was written ahead since the disk was as `before`, only so many hundredths came to it."""
    shutil.copy(before / DATABASE, disk / DATABASE)
    file, since = disk / WAL, written_ahead(before)
    if file.exists():
        with file.open("r+b") as wal:
            wal.truncate(since + max(0, written_ahead(disk) - since) * share // 100)


class Failing:
    """Counts the moments of what a register does, and lets the power fail at one of them."""

    ends_in: tuple[type[Exception], ...] = (PowerFails,)
    """What whoever is at work then hears."""

    def __init__(self, disk: Path, to: Path, moment: int) -> None:
        self.disk, self.to, self.left = disk, to, moment
        self.where = ""

    def moment(self, where: str) -> None:
        self.left -= 1
        if self.left < 0 and not self.where:
            self.where = where
            self.fail()

    def fail(self) -> None:
        """Take what lies on the disk, and stop."""
        copy_disk(self.disk, self.to)
        raise PowerFails

    def keep(self, folder: Folder, note: str) -> None:
        """Keep a checkpoint in the folder; it may fail before, with half of it written, and after."""
        self.moment("before it is kept outside")
        (folder.path / f"{CHECKPOINT}.new").write_text(note[: len(note) // 2])
        self.moment("with half of it outside")
        _KEEP(folder, note)
        self.moment("before it is shown")


_KEEP = Folder.keep


@contextmanager
def power_fails(house: House, failing: Failing) -> Iterator[Failing]:
    """Let the power fail at a moment: before a statement, before a commit, or around what is kept outside."""

    def statement(*_: object) -> None:
        failing.moment("before a statement")

    def commit(*_: object) -> None:
        failing.moment("before a commit")

    def keep(folder: Folder, note: str) -> None:
        failing.keep(folder, note)

    engine = house.record.recorder.write
    sa.event.listen(engine, "before_cursor_execute", statement)
    sa.event.listen(engine, "commit", commit)
    try:
        with pytest.MonkeyPatch.context() as patched, suppress(*failing.ends_in):
            patched.setattr(Folder, "keep", keep)
            yield failing
    finally:
        sa.event.remove(engine, "before_cursor_execute", statement)
        sa.event.remove(engine, "commit", commit)
