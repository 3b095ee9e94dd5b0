"""Whatever becomes of a register and its backups, no two checkpoints were ever shown that contradict each other."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.publishing.conftest import KEY, act, introduce

from accord.errors import Halted
from accord.ledger.checkpoint import Checkpoint, open_checkpoint
from accord.ledger.merkle import leaf_hash, root_of
from accord.publishing import LogKeys
from accord.publishing.folder import Folder
from accord.wiring import House, build


class PowerFails(Exception):  # noqa: N818 - says what happens
    """The machine stops here."""


class Course:
    """A register on SQLite, its backups, and what anybody ever got to see of it."""

    def __init__(self, folder: Path, sqlite_template: Path) -> None:
        self.folder, self.file = folder, folder / "register.db"
        self.backups: list[Path] = []
        self.shown: dict[int, tuple[Checkpoint, list[bytes]]] = {}
        shutil.copy(sqlite_template, self.file)
        Folder(folder / "log").add(KEY)
        self.house = self.built()
        introduce(self.house, KEY)

    def built(self) -> House:
        return build(f"sqlite:///{self.file}", log=LogKeys(self.folder / "log"))

    def leaves(self) -> list[bytes]:
        return [leaf_hash(row.state) for row in self.house.record.entries(0, 10_000)]

    def happens(self) -> None:
        """Something is recorded, but not where it stands still."""
        before = self.house.record.last_position()
        with suppress(Halted):
            act(self.house, 2)
        grown = self.house.record.last_position() > before
        assert grown is not bool(self.house.record.halted)

    def signs(self) -> None:
        """Somebody sees a checkpoint, and holds it against all that anybody saw before."""
        try:
            signed = self.house.log.current()
        except Halted:
            return
        seen = open_checkpoint(signed.note.encode(), KEY.name, [KEY.verifier])
        leaves = self.leaves()
        assert root_of(leaves[: seen.size]) == seen.root
        for other, theirs in self.shown.values():
            common = min(other.size, seen.size)
            assert theirs[:common] == leaves[:common], "two histories were shown"
        self.shown[seen.size] = seen, leaves[: seen.size]

    def fails_before_it_commits(self) -> None:
        self._fails("accord.publishing.keep")

    def fails_before_it_shows(self) -> None:
        self._fails(Folder, "keep")

    def _fails(self, *place: object) -> None:
        def stops(*_: object) -> None:
            raise PowerFails

        with pytest.MonkeyPatch.context() as patched, suppress(PowerFails, Halted):
            patched.setattr(*place, stops)
            self.house.log.publish()
        self.restarts()

    def restarts(self) -> None:
        """It starts where all that was shown is there, and stands still everywhere else."""
        self.house.close()
        self.house = self.built()
        newest = Folder(self.folder / "log").newest()
        if newest is not None:
            leaves = self.leaves()
            whole = len(leaves) >= newest.size and root_of(leaves[: newest.size]) == newest.root
            assert whole is not bool(self.house.record.halted)

    def backs_up(self) -> None:
        self.house.close()
        self.backups.append(self.folder / f"backup-{len(self.backups)}.db")
        shutil.copy(self.file, self.backups[-1])
        self.house = self.built()

    def puts_back_beneath(self) -> None:
        """The oldest backup is put beneath the running register, which does not notice at once."""
        if self.backups:
            self.house.engine.dispose()
            for part in ("-wal", "-shm"):
                Path(f"{self.file}{part}").unlink(missing_ok=True)
            shutil.copy(self.backups[0], self.file)

    def puts_back(self) -> None:
        """The oldest backup is put back while the register is stopped."""
        self.puts_back_beneath()
        self.restarts()


STEPS = (
    Course.happens, Course.happens, Course.signs, Course.signs, Course.fails_before_it_commits,
    Course.fails_before_it_shows, Course.restarts, Course.backs_up, Course.puts_back_beneath,
    Course.puts_back,
)  # fmt: skip
LOST = [Course.backs_up, Course.happens, Course.signs, Course.puts_back]
WENT_ON = [
    Course.backs_up,
    Course.happens,
    Course.signs,
    Course.puts_back_beneath,
    *[Course.happens] * 3,
    Course.signs,
]
STORED_AND_NOT_SHOWN = [
    Course.backs_up,
    Course.happens,
    Course.fails_before_it_shows,
    Course.signs,
    Course.puts_back,
    Course.happens,
    Course.signs,
]
HALTED: Counter[bool] = Counter()


@settings(max_examples=30)
@example(steps=LOST)
@example(steps=WENT_ON)
@example(steps=STORED_AND_NOT_SHOWN)
@example(steps=[Course.signs, Course.backs_up, Course.puts_back, Course.signs])
@given(steps=st.lists(st.sampled_from(STEPS), min_size=6, max_size=16))
def _any_course(sqlite_template: Path, steps: list) -> None:
    with tempfile.TemporaryDirectory(dir=sqlite_template.parent) as folder:
        course = Course(Path(folder), sqlite_template)
        try:
            for step in steps:
                step(course)
            HALTED[bool(course.house.record.halted)] += 1
        finally:
            course.house.close()


def test_no_two_histories_are_shown_whatever_happens(sqlite_template):
    _any_course(sqlite_template)

    assert set(HALTED) == {True, False}, "some of them came to where a register stands still"
