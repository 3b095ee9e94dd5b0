"""A register on SQLite, its backups, and what anybody ever got to see of it; everything is checked after each step."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Sequence
from contextlib import closing, suppress
from functools import cache
from itertools import count
from pathlib import Path
from typing import ClassVar

import sqlalchemy as sa
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tests.ledger.keys import signer
from tests.ledger.recursive import mth
from tests.postgres import place
from tests.publishing.conftest import KEY, introduce, rotate
from tests.publishing.power import DATABASE, LOG, WAL, copy_disk, power_fails, tear
from tests.store.checks import (
    assert_head_is_last,
    assert_streams_have_no_gaps,
    assert_tree_is_that_of_the_log,
    commands_of,
    read_all,
)

from accord.aggregates.register import REGISTER, Capability, Register
from accord.audit.database import verify_database
from accord.audit.findings import Check, Outcome, Report
from accord.audit.verifying import Brought
from accord.errors import Halted
from accord.ledger.checkpoint import Checkpoint, open_checkpoint
from accord.ledger.merkle import consistency_proof, inclusion_proof, leaf_hash
from accord.ledger.note import Verifier
from accord.ledger.proving import verify_consistency, verify_inclusion
from accord.ledger.tiles import WIDTH
from accord.publishing import LogKeys
from accord.publishing.folder import Folder
from accord.store.schema import checkpoint
from accord.store.tree import nodes
from accord.wiring import House, build

EDGE = 0
"""As many entries as fill the tile of leaves that is growing."""
BEGINNINGS = (2, WIDTH - 3)
"""How many entries there are when a course begins: few, or nearly as many as fill a tile."""
either = st.integers(0, 1)
some = st.lists(st.sampled_from((1, 2, 3, EDGE)), min_size=1, max_size=3)


class GivenUp(Exception):  # noqa: N818 - says what happens
    """Whoever gave the command gives it up."""


@cache
def begun(size: int) -> Path:
    """The disk of a register whose log one key signs, with so many entries."""
    disk = Path(tempfile.mkdtemp(prefix="accord-begun-", dir=place())) / "disk"
    disk.mkdir()
    Folder(disk / LOG).add(KEY)
    with closing(opened(disk)) as house:
        introduce(house, KEY)
        if size > 2:
            record(house, [size - 2])
    return disk


def opened(disk: Path) -> House:
    return build(f"sqlite:///{disk / DATABASE}", log=LogKeys(disk / LOG))


def record(house: House, commands: Sequence[int]) -> None:
    """Record commands of so many entries in one unit of work; a negative one is given up before its end."""
    with house.record.unit() as unit:
        for entries in commands:
            edge = WIDTH - unit.position % WIDTH
            with suppress(GivenUp), unit.command():
                desk = house.desk(unit, house.record.outside.new_id())
                for _ in range(abs(entries) or edge):
                    id_ = house.record.outside.new_id()
                    desk.enrol_principal(principal=id_, party=None, capabilities=(Capability.VOTE,))
                if entries < 0:
                    raise GivenUp


class Course(RuleBasedStateMachine):
    """Two processes of one register; whatever becomes of it, no two histories are ever shown."""

    ended: ClassVar[Counter[str]] = Counter()
    failed: ClassVar[Counter[str]] = Counter()
    """Where the power failed."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="accord-course-", dir=place()))
        self.names = map(str, count())
        self.houses: list[House] = []
        self.backups: list[Path] = []
        self.shown: dict[int, tuple[Checkpoint, list[bytes]]] = {}
        self.outside = 0

    @initialize(size=st.sampled_from(BEGINNINGS))
    def begins(self, size: int = 2) -> None:
        self.disk = self.new_place()
        copy_disk(begun(size), self.disk)
        self.starts()
        self.entries = self.stored()

    def new_place(self) -> Path:
        return self.folder / next(self.names)

    def starts(self) -> None:
        """Both start where all that was signed is there, and stand still everywhere else."""
        self.stops()
        self.houses = [opened(self.disk), opened(self.disk)]
        for house in self.houses:
            assert bool(house.record.halted) is not self.is_whole()

    def stops(self) -> None:
        for house in self.houses:
            house.close()

    def stored(self) -> list[bytes]:
        return [row.state for row in self.houses[0].record.entries(0, 10_000)]

    def is_whole(self) -> bool:
        """Whether the record begins with what was signed, as the folder outside the database knows it."""
        signed = Folder(self.disk / LOG).newest()
        if signed is None:
            return True
        entries = self.stored()
        return len(entries) >= signed.size and mth(entries[: signed.size]) == signed.root

    def keys(self) -> list[Verifier]:
        vkeys = self.houses[0].record.read(Register, REGISTER).log_keys
        return [Verifier.parse(vkey) for vkey in vkeys]

    # --- What is recorded and signed ---------------------------------------------------------

    @rule(by=either, commands=some, given_up=st.integers(0, 2))
    def records(self, by: int = 0, commands: Sequence[int] = (2,), given_up: int = 0) -> None:
        """Something is recorded, whole or not at all, but not where it stands still."""
        house = self.houses[by]
        with suppress(Halted):
            record(house, [*commands, *[-given_up] * bool(given_up)])
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

    def proves(self, house: House, seen: Checkpoint) -> None:
        """Whoever kept a checkpoint gets a proof that this one goes on from it; the newest entry has its receipt."""
        with house.engine.connect() as conn:
            node, size = nodes(conn, seen.size), seen.size
            for old, _ in self.shown.values():
                if old.size <= size:
                    steps = consistency_proof(node, old.size, size)
                    verify_consistency(old.size, size, steps, old.root, seen.root)
            proof = inclusion_proof(node, size - 1, size)
        verify_inclusion(leaf_hash(self.entries[-1]), size - 1, size, proof, seen.root)

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

    @rule()
    def restarts(self) -> None:
        self.starts()

    @rule(by=either, commands=some, moment=st.integers(0, 60))
    def power_fails_while_it_records(self, by: int, commands: Sequence[int], moment: int) -> None:
        self.fails_recording(by, commands, moment)

    def fails_recording(self, by: int, commands: Sequence[int], moment: int) -> str:
        """Of a unit that did not come to its end, nothing is left. Return where the power failed, if it did."""
        to = self.new_place()
        with power_fails(self.houses[by], self.disk, to, moment) as failing, suppress(Halted):
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
        with power_fails(self.houses[by], self.disk, to, moment) as failing, suppress(Halted):
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

    def grew(self, commands: Sequence[int]) -> None:
        now, before = self.stored(), len(self.entries)
        assert now[:before] == self.entries
        assert len(now) - before == written(commands, before)
        self.entries = now

    @rule()
    def backs_up(self) -> None:
        self.backups.append(self.folder / f"backup-{len(self.backups)}.db")
        with closing(sqlite3.connect(self.disk / DATABASE)) as conn:
            conn.execute("VACUUM INTO ?", (str(self.backups[-1]),))

    @rule(which=st.integers(0, 2))
    def puts_back_beneath(self, which: int = 0) -> None:
        """A backup is put beneath the running processes, which do not notice at once."""
        if self.backups:
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

    # --- What always holds -------------------------------------------------------------------

    @invariant()
    def everything_holds(self) -> None:
        if not self.houses:
            return
        log = read_all(self.houses[0].record)
        assert self.stored() == self.entries
        assert [position for position, _ in log] == list(range(1, len(log) + 1))
        assert_head_is_last(self.houses[0].record, log)
        assert_streams_have_no_gaps(log)
        assert commands_of(log)
        assert_tree_is_that_of_the_log(self.houses[0].record)
        self.checkpoints_hold()

    def checkpoints_hold(self) -> None:
        """Each that is stored is of these entries; what was shown is known outside, which never goes back."""
        with self.houses[0].engine.connect() as conn:
            for row in conn.execute(sa.select(checkpoint)):
                assert row.root == mth(self.entries[: row.size])
                assert row.note.startswith(Checkpoint(KEY.name, row.size, row.root).body)
        newest = Folder(self.disk / LOG).newest()
        known = newest.size if newest else 0
        assert known >= max(self.outside, *self.shown, 0)
        self.outside = known

    def teardown(self) -> None:
        """An auditor who kept all that was shown comes to the verdict that is right."""
        if self.houses:
            self.stops()
            self.is_judged(self.audited())
        shutil.rmtree(self.folder)

    def audited(self) -> Report:
        known = tuple(seen for seen, _ in self.shown.values())
        return verify_database(
            f"sqlite:///{self.disk / DATABASE}", Brought((str(KEY.verifier),), known)
        )

    def is_judged(self, report: Report) -> None:
        kept = all(
            self.entries[: seen.size] == entries for seen, entries in self.shown.values()
        ) and all(size <= len(self.entries) for size in self.shown)
        if not kept:
            assert report.outcome is Outcome.FAILED
            assert Check.GROWTH in {found.check for found in report.wrong}
        else:
            assert report.wrong == []
        self.ended[report.outcome.name] += 1


def written(commands: Sequence[int], before: int) -> int:
    """How many entries these commands make, after so many."""
    at = before
    for entries in commands:
        at += entries or WIDTH - at % WIDTH
    return at - before
