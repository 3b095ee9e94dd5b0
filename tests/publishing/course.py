"""What may become of a register, of its backups and of the machine; everything is looked at after each step."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tests.ledger.keys import signer
from tests.ledger.recursive import mth
from tests.publishing.conftest import KEY, rotate
from tests.publishing.power import DATABASE, LOG, WAL, Failing, copy_disk, power_fails, tear
from tests.publishing.twice import BEGINNINGS, EDGE, Twice, begun, record

from accord.errors import Halted
from accord.ledger.checkpoint import open_checkpoint
from accord.publishing.folder import Folder

either = st.integers(0, 1)
some = st.lists(st.sampled_from((1, 2, 3, EDGE)), min_size=1, max_size=3)


class Course(Twice, RuleBasedStateMachine):
    """Two processes of one register; whatever becomes of it, no two histories are ever shown."""

    def __init__(self) -> None:
        RuleBasedStateMachine.__init__(self)
        Twice.__init__(self)
        self.backups: list[Path] = []

    @initialize(size=st.sampled_from(BEGINNINGS))
    def begins(self, size: int = 2) -> None:
        self.disk = self.new_place()
        copy_disk(begun(size), self.disk)
        self.starts()
        self.entries = self.stored()

    # --- What is recorded and signed ---------------------------------------------------------

    @rule(by=either, commands=some, given_up=st.integers(0, 2))
    def records(self, by: int = 0, commands: Sequence[int] = (2,), given_up: int = 0) -> None:
        """Something is recorded, whole or not at all, but not where it stands still."""
        house = self.houses[by]
        with suppress(Halted):
            record(house, [*[-given_up] * bool(given_up), *commands])
        self.grew([] if house.record.halted else commands)

    @rule(by=either)
    def signs(self, by: int = 0) -> None:
        """Somebody sees a checkpoint, and holds it against all that anybody saw before."""
        house = self.houses[by]
        stood_still, whole = bool(house.record.halted), self.is_whole()
        try:
            signed = house.log.current()
        except Halted:
            assert stood_still or not whole, "it halted without need"
            return
        seen = open_checkpoint(signed.note.encode(), KEY.name, self.keys())
        assert (seen.size, seen.root) == (len(self.entries), mth(self.entries))
        for other, theirs in self.shown.values():
            common = min(other.size, seen.size)
            assert theirs[:common] == self.entries[:common], "two histories were shown"
        self.shown[seen.size] = seen, self.entries[: seen.size]
        self.proves(house, seen)

    @rule(by=either)
    def rotates(self, by: int = 0) -> None:
        """Another key signs from here on, and the checkpoint that both sign is shown."""
        key = signer(KEY.name, len(list((self.disk / LOG).glob("*.key"))) + 1)
        Folder(self.disk / LOG).add(key)
        with suppress(Halted):
            rotate(self.houses[by], key)
        self.entries = self.stored()
        self.signs(by)

    @rule(by=either, commands=some, times=st.integers(1, 3))
    def goes_on(self, by: int, commands: Sequence[int], times: int) -> None:
        """As on any day: the one process records, and the other shows what was signed."""
        for _ in range(times):
            self.records(by, commands)
            self.signs(1 - by)

    # --- What goes wrong ---------------------------------------------------------------------

    def failing(self, to: Path, moment: int) -> Failing:
        return Failing(self.disk, to, moment)

    @rule()
    def restarts(self) -> None:
        self.starts()

    @rule(by=either, commands=some, moment=st.integers(0, 60))
    def power_fails_while_it_records(self, by: int, commands: Sequence[int], moment: int) -> None:
        self.fails_recording(by, commands, moment)

    def fails_recording(self, by: int, commands: Sequence[int], moment: int) -> str:
        """Of a unit that did not come to its end, nothing is left. Return where the power failed, if it did."""
        to = self.new_place()
        with power_fails(self.houses[by], self.failing(to, moment)) as failing, suppress(Halted):
            record(self.houses[by], commands)
        if self.goes_on_from(to, failing.where):
            assert self.stored() == self.entries
        elif not self.houses[by].record.halted:
            self.grew(commands)
        return failing.where

    @rule(by=either, commands=some, share=st.integers(0, 100))
    def power_fails_while_it_commits(self, by: int, commands: Sequence[int], share: int) -> None:
        """All of a unit is there, or nothing of it."""
        earlier, to = self.new_place(), self.new_place()
        copy_disk(self.disk, earlier)
        with suppress(Halted):
            record(self.houses[by], commands)
        whole = self.stored()
        copy_disk(self.disk, to)
        tear(to, earlier, share)
        self.goes_on_from(to, "in a commit")
        if share == 100 or self.stored() != self.entries:
            assert self.stored() == whole
        if len(self.stored()) > len(self.entries):
            self.grew(commands)

    @rule(by=either, moment=st.integers(0, 16), share=st.none() | st.integers(0, 100))
    def power_fails_while_it_signs(self, by: int, moment: int, share: int | None) -> None:
        self.fails_signing(by, moment, share)

    def fails_signing(self, by: int, moment: int, share: int | None = None) -> str:
        """The entries are those they were. Return where the power failed, if it did.

        Of what was committed last, `share` hundredths came to the disk, where nothing was kept outside yet.
        """
        earlier, to = self.new_place(), self.new_place()
        copy_disk(self.disk, earlier)
        with power_fails(self.houses[by], self.failing(to, moment)) as failing, suppress(Halted):
            self.houses[by].log.publish()
        if failing.where == "before it is kept outside" and share is not None:
            tear(to, earlier, share)
        self.goes_on_from(to, failing.where)
        return failing.where

    def goes_on_from(self, disk: Path, where: str) -> bool:
        """Start both again with what is left, if the power failed."""
        self.failed[where or "nowhere"] += 1
        if where:
            self.stops()
            self.disk = disk
            self.starts()
        return bool(where)

    @rule()
    def backs_up(self) -> None:
        self.backups.append(self.folder / f"backup-{len(self.backups)}.db")
        with closing(sqlite3.connect(self.disk / DATABASE)) as conn:
            conn.execute("VACUUM INTO ?", (str(self.backups[-1]),))

    @rule(which=st.integers(0, 2))
    def puts_back_beneath(self, which: int = 0) -> None:
        """A backup is put beneath the running processes, which do not notice at once."""
        if self.backups:
            self.put_back = True
            for house in self.houses:
                house.engine.dispose()
            for part in (WAL, f"{DATABASE}-shm"):
                (self.disk / part).unlink(missing_ok=True)
            shutil.copy(self.backups[which % len(self.backups)], self.disk / DATABASE)
            self.entries = self.stored()

    @rule(which=st.integers(0, 2))
    def puts_back(self, which: int = 0) -> None:
        """A backup is put back while the register is stopped."""
        self.puts_back_beneath(which)
        self.starts()

    @rule(by=either, stopped=st.booleans(), times=st.integers(0, 3))
    def loses(self, by: int = 0, times: int = 0, *, stopped: bool = True) -> None:
        """What was shown after the first backup is lost; perhaps it goes on from there, another way."""
        if not self.backups:
            self.backs_up()
        self.goes_on(by, [1], 1)
        (self.puts_back if stopped else self.puts_back_beneath)()
        for _ in range(times):
            self.records(by, [1])
        self.signs(by)

    @invariant()
    def holds(self) -> None:
        if self.houses:
            self.everything_holds()

    def teardown(self) -> None:
        """An auditor who kept all that was shown comes to the verdict that is right."""
        try:
            if self.houses:
                self.stops()
                self.is_judged(self.audited())
        finally:
            shutil.rmtree(self.folder)


C = TypeVar("C", bound=Course)


@contextmanager
def course_of(kind: type[C]) -> Iterator[C]:
    """A course whose steps a test names; everything is checked in the end."""
    found = kind()
    try:
        found.begins()
        yield found
        found.everything_holds()
    finally:
        found.teardown()
