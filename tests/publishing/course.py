"""The course of a register on SQLite: work, failing power, signing and backups, in any order."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from contextlib import ExitStack, suppress
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)
from tests.postgres import place
from tests.publishing.conftest import KEY
from tests.publishing.everything import check_everything, signed_in
from tests.publishing.machine import STREAMS, Act, GivesUp, History, Machine
from tests.store.facts import Note

from accord.errors import Halted, Unavailable
from accord.ledger.checkpoint import Checkpoint, open_checkpoint
from accord.ledger.tiles import WIDTH
from accord.store.unit import MAX_AHEAD, Unit

FROM = (2, WIDTH - 2)
PLACES = ("before", "halfway", "after")
REACHED: Counter[str] = Counter()
"""How often the courses of a run came to what they are walked for."""
ACTS = st.builds(
    Act,
    stream=st.sampled_from(STREAMS),
    words=st.lists(st.sampled_from(("aye", "no", "later")), min_size=1, max_size=3).map(tuple),
    name=st.sampled_from(("", "Ada")),
)
idle = precondition(lambda self: self.unit is None)
ready = precondition(lambda self: self.unit is None and not self.machine.record.halted)
at_work = precondition(lambda self: self.unit is not None)


class Course(RuleBasedStateMachine):
    """A register, what must be in it, and what anybody was ever shown of it."""

    templates: dict[int, Path]

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="accord-course-", dir=place()))
        self.work = ExitStack()
        self.unit: Unit | None = None
        self.pending: list[tuple[Act, datetime]] = []
        self.backups: list[tuple[Path, History]] = []
        self.shown: dict[int, Checkpoint] = {}

    @initialize(entries=st.sampled_from(FROM))
    def opens(self, entries: int) -> None:
        self.machine = Machine(self.folder, self.templates[entries])
        rows = self.machine.record.entries(0, WIDTH)
        self.history = History(tuple(row.state for row in rows))
        assert len(rows) == entries
        self.backs_up()

    # --- Append and commit ---

    @rule(act=ACTS)
    def acts(self, act: Act) -> None:
        """A command in the unit of work that is open, or in a new one."""
        if self.machine.record.halted:
            with pytest.raises(Halted), self.machine.record.unit():
                pass
            return
        if self.unit is None:
            self.unit = self.work.enter_context(self.machine.unit())
        if self._too_early():
            REACHED["refused for the clock"] += 1
            with pytest.raises(Unavailable), self.unit.command():
                pass
            return
        act = act.anew()
        with self.unit.command():
            act.on(self.unit)
        self.pending.append((act, self.unit.at))

    @ready
    @rule(acts=st.lists(ACTS, min_size=1, max_size=3))
    def works(self, acts: list[Act]) -> None:
        """Several commands that share a commit."""
        for act in acts:
            self.acts(act)
        if self.unit is not None:
            self.commits()

    @at_work
    @rule(act=ACTS, written=st.booleans())
    def fails_midway(self, act: Act, written: bool) -> None:
        """A command that is broken off, whether or not it has written something; those beside it stay."""
        if not self._too_early():
            with pytest.raises(GivesUp), self.unit.command():
                act.anew().on(self.unit)
                if written:
                    self.unit.flush()
                raise GivesUp

    @at_work
    @rule()
    def commits(self) -> None:
        self.work.close()
        self._committed()

    @at_work
    @rule()
    def gives_up(self) -> None:
        with suppress(GivesUp):
            self.work.__exit__(GivesUp, GivesUp(), None)
        self._nothing_happened()

    @invariant()
    def an_open_unit_sees_what_it_will_commit(self) -> None:
        if self.unit is None:
            return
        after = self.history.then([act for act, _ in self.pending], [])
        for stream in STREAMS:
            note = self.unit.find(Note, stream)
            assert (note.version, note.said) == (after.version(stream), after.said(stream))

    # --- Crash ---

    @rule()
    def crashes(self) -> None:
        """The power fails, whatever is open."""
        REACHED["a crash in a unit"] += bool(self.pending)
        image = self.machine.image()
        with suppress(GivesUp):
            self.work.__exit__(GivesUp, GivesUp(), None)
        self._nothing_happened()
        self.machine.restart(image)
        self._started()

    @ready
    @rule(
        acts=st.lists(ACTS, max_size=3),
        at=st.integers(0, 40) | st.sampled_from(PLACES),
        asked=st.booleans(),
    )
    def is_cut_off(self, acts: list[Act], at: int | str, asked: bool) -> None:
        """The power fails before a statement or the commit, in commands or in signing; or when a checkpoint is put outside."""
        if acts and self._too_early():
            return
        was = self.machine.outside.newest()
        with suppress(Halted):
            if isinstance(at, str):
                self.machine.cut_off_outside(at)
            elif acts:
                assert self.machine.cut_off(partial(self._together, acts), at)
            else:
                assert self.machine.cut_off(self.machine.log.publish, at)
            working = acts and not isinstance(at, str)
            REACHED["cut off in a commit" if working else "cut off in signing"] += 1
            self._started()
        if (now := self.machine.outside.newest()) != was:
            assert now.size in signed_in(self.machine.record), "what is outside was committed first"
        if asked:
            self.signs()

    # --- Publish ---

    @idle
    @rule()
    def signs(self) -> None:
        """Somebody is shown a checkpoint, and holds it against all that anybody was shown before."""
        whole, was_halted = self._whole(self.history), self.machine.record.halted
        try:
            signed = self.machine.log.current()
        except Halted:
            assert was_halted or not whole
            assert self.machine.record.halted
            return
        assert whole
        assert not was_halted
        seen = open_checkpoint(signed.note.encode(), KEY.name, [KEY.verifier])
        assert seen == self.machine.outside.newest()
        assert seen.size == len(self.history.entries)
        self.shown[seen.size] = seen
        assert all(self.history.begins_with(one) for one in self.shown.values()), "two histories"

    # --- Restore ---

    @idle
    @rule()
    def backs_up(self) -> None:
        self.backups.append((self.machine.image(), self.history))

    @idle
    @rule(nth=st.integers(0, 9), beneath=st.booleans())
    def puts_back(self, nth: int, beneath: bool) -> None:
        """A backup takes the place of the database, which is kept: beneath the running register, or before it starts."""
        was_halted = bool(self.machine.record.halted)
        # Who stands still looks for what is whole again.
        good = [kept for kept in self.backups if self._whole(kept[1])] if was_halted else []
        choice = good or self.backups
        image, history = choice[nth % len(choice)]
        self.machine.record.engine.dispose()
        self.backups.append((self.machine.image(), self.history))
        self.machine.put(image)
        REACHED["put back beneath"] += beneath
        self.history = history
        if not beneath:
            self.machine.restart()
            self._started()
            REACHED["goes on after it was halted"] += was_halted and not self.machine.record.halted

    @precondition(lambda self: not self.machine.record.halted)
    @rule(seconds=st.sampled_from((1, 3600, -1, -400, -400)))
    def waits(self, seconds: int) -> None:
        """Time goes by, or the clock is set back."""
        self.machine.now += timedelta(seconds=seconds)

    @invariant()
    def everything_is_as_it_must_be(self) -> None:
        check_everything(self.machine, self.history)

    # --- What follows from a step ---

    def _together(self, acts: list[Act]) -> None:
        with self.machine.unit() as unit:
            for act in acts:
                with unit.command():
                    act.anew().on(unit)

    def _too_early(self) -> bool:
        return self._latest() - self.machine.now > MAX_AHEAD

    def _latest(self) -> datetime:
        return self.pending[-1][1] if self.pending else self.history.latest

    def _committed(self) -> None:
        """What is new in the record is what was said, and becomes what must be in it."""
        rows = self.machine.record.since(len(self.history.entries))
        acts = [act for act, _ in self.pending]
        told = [(recorded.agg, recorded.event) for _, recorded in rows]
        assert told == [(act.stream, event) for act in acts for event in act.events]
        states = self.machine.record.entries(len(self.history.entries), WIDTH)
        before, after = len(self.history.entries), len(self.history.entries) + len(states)
        REACHED["a tile is full"] += before < WIDTH <= after
        self.history = self.history.then(acts, [row.state for row in states])
        self._nothing_happened()

    def _nothing_happened(self) -> None:
        self.work, self.unit, self.pending = ExitStack(), None, []

    def _started(self) -> None:
        """It stands still where not all that was signed is there, and only there."""
        halted = bool(self.machine.record.halted)
        assert halted is not self._whole(self.history)
        REACHED["halted"] += halted

    def _whole(self, history: History) -> bool:
        newest = self.machine.outside.newest()
        return newest is None or history.begins_with(newest)

    def teardown(self) -> None:
        with suppress(GivesUp):
            self.work.__exit__(GivesUp, GivesUp(), None)
        if hasattr(self, "machine"):
            self.machine.record.close()
        shutil.rmtree(self.folder)
