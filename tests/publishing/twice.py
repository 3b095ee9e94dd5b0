"""Two processes of one register on one disk, and what must hold of it whatever became of it."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections import Counter
from collections.abc import Sequence
from contextlib import closing, suppress
from functools import cache
from itertools import count
from pathlib import Path
from typing import ClassVar

import sqlalchemy as sa
from tests.ledger.recursive import mth
from tests.postgres import place
from tests.publishing.conftest import KEY, introduce
from tests.publishing.power import DATABASE, LOG
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
from accord.ledger.checkpoint import Checkpoint
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


class GivenUp(Exception):  # noqa: N818 - says what happens
    """Whoever gave the command gives it up."""


@cache
def begun(size: int) -> Path:
    """The disk of a register whose log one key signs, with so many entries."""
    folder = tempfile.mkdtemp(prefix="accord-begun-", dir=place())
    atexit.register(shutil.rmtree, folder)
    disk = Path(folder) / "disk"
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
                    unit.flush()
                    raise GivenUp


class Twice:
    """A register that two processes have opened, and what anybody ever got to see of it."""

    ended: ClassVar[Counter[str]] = Counter()
    """What an auditor came to."""
    failed: ClassVar[Counter[str]] = Counter()
    """Where the power failed."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="accord-course-", dir=place()))
        self.names = map(str, count())
        self.houses: list[House] = []
        self.shown: dict[int, tuple[Checkpoint, list[bytes]]] = {}
        self.outside = 0
        self.put_back = False

    @property
    def url(self) -> str:
        return f"sqlite:///{self.disk / DATABASE}"

    def new_place(self) -> Path:
        return self.folder / next(self.names)

    def starts(self) -> None:
        """Both start where all that was signed is there, and stand still everywhere else."""
        self.stops()
        self.houses = [self.opens(), self.opens()]
        for house in self.houses:
            assert bool(house.record.halted) is not self.is_whole()

    def opens(self) -> House:
        return opened(self.disk)

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

    def grew(self, commands: Sequence[int]) -> None:
        """These commands, and nothing else, were recorded."""
        now, before = self.stored(), len(self.entries)
        assert now[:before] == self.entries
        assert len(now) - before == written(commands, before)
        self.entries = now

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

    # --- What always holds -------------------------------------------------------------------

    def everything_holds(self) -> None:
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
        if known and not self.put_back:
            assert known in self.signed_sizes(), "it was kept outside before it was committed"
        assert known >= max(self.outside, *self.shown, 0)
        self.outside = known

    def signed_sizes(self) -> list[int]:
        with self.houses[0].engine.connect() as conn:
            return list(conn.scalars(sa.select(checkpoint.c.size)))

    def audited(self) -> Report:
        known = tuple(seen for seen, _ in self.shown.values())
        return verify_database(self.url, Brought((str(KEY.verifier),), known))

    def is_judged(self, report: Report) -> None:
        """It fails, by the check of growth, just where something that was shown is not there any longer."""
        lost = [size for size, (_, entries) in self.shown.items() if self.entries[:size] != entries]
        found = {wrong.check for wrong in report.wrong}
        assert (Check.GROWTH in found) is bool(lost)
        assert (report.outcome is Outcome.FAILED) is bool(lost)
        self.ended[report.outcome.name] += 1


def written(commands: Sequence[int], before: int) -> int:
    """How many entries these commands make, after so many."""
    at = before
    for entries in commands:
        at += entries or WIDTH - at % WIDTH
    return at - before
