"""A walk through a life: commands in any order, at any pace; what each leaves behind is looked at.

Whatever is accepted must follow the lifecycle as the house draws it, replay to the same state, also with
all disclosures removed, and be shown at the same stage by the read model. Whatever is refused must leave
nothing behind. At the end of a walk the read models built anew from the record are those that followed it.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from accord.aggregates.lives import LIVES
from accord.errors import Refused
from accord.events import Event, Recorded, Stream
from accord.projections import ensure, follow, rebuild
from accord.projections.views import metadata
from accord.store.migrate import migrate
from accord.store.record import Clock, Record
from accord.store.unit import fold
from tests.application.office import Office
from tests.lives.observed import SEEN, Seen, stage_of, walked
from tests.postgres import place
from tests.story import CLERK, through_the_record

by_lot = pytest.mark.no_cover
"""What is drawn by lot looks for what nobody thought of; coverage says what was thought of, and doubles its time."""
Shown = Callable[[sa.Connection, UUID, datetime], str]
"""At which stage a read model shows a thing at an instant."""
FARTHER = int(os.environ.get("ACCORD_WALKS", "1"))
"""How many times as many walks as usual: those are always the same, more are drawn from a seed of their own."""


class Living(Office):
    """An office with its read models."""

    def __init__(self, url: str, now: datetime) -> None:
        self.now = now
        self.record = Record(url, follow, Clock(now=lambda: self.now))
        migrate(self.record.engine)
        ensure(self.record)


@cache
def template(*chapters: Callable[[Office], None]) -> Path:
    """The file of an office that has lived through these chapters."""
    folder = Path(tempfile.mkdtemp(prefix="accord-lives-"))
    office = Living(f"sqlite:///{folder / 'lived.db'}", chapters_begin())
    for chapter in chapters:
        chapter(office)
    office.record.close()
    return folder / "lived.db"


def chapters_begin() -> datetime:
    from tests.application.office import SPRING

    return SPRING


class Walk(RuleBasedStateMachine):
    """A machine that lives through a life; each lifecycle says with which commands."""

    chapters: tuple[Callable[[Office], None], ...] = ()
    kind: type[Stream]
    shown: Shown
    tells = False
    """Whether what it shows is a story: what lots alone may show, no story tells."""
    walks: ClassVar[int]
    done: ClassVar[Counter[str]]
    missed: ClassVar[Counter[str]]
    """How many walks there were of this kind, and which commands were accepted on them and refused."""

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.walks, cls.done, cls.missed = 0, Counter(), Counter()

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="accord-walk-", dir=place()))
        shutil.copy(template(*self.chapters), self.folder / "walk.db")
        self.office = Living(f"sqlite:///{self.folder / 'walk.db'}", chapters_begin())
        self.office.now = self.begins()
        self.accepted = 0
        self.refused = 0
        self.position = 0
        self.looked: dict[UUID, int] = {}
        self.entries: dict[UUID, list[Recorded[Event]]] = {}
        self._catch_up()

    def begins(self) -> datetime:
        """When the walk begins."""
        raise NotImplementedError

    def wait(self, **time: int) -> None:
        self.office.now += timedelta(**time)

    def give(self, command: str, *args: Any, by: UUID = CLERK, **said: Any) -> bool:
        """Give a command; return whether it was accepted."""
        before = self.office.record.last_position()
        try:
            self.office.do(command, *args, by=by, **said)
        except Refused:
            assert self.office.record.last_position() == before, f"{command} left something behind"
            self.refused += 1
            self.missed[command] += 1
            return False
        self.accepted += 1
        self.done[command] += 1
        for stream in self._catch_up():
            self._look(stream)
        return True

    def _catch_up(self) -> set[UUID]:
        """Learn what is new in the record; return in which streams."""
        touched = set()
        while page := self.office.record.since(self.position):
            for self.position, at in page:
                self.entries.setdefault(at.agg, []).append(at)
                touched.add(at.agg)
        return touched

    def _look(self, stream: UUID) -> None:
        history = self.entries[stream]
        kind = _kind_of(history[0].event)
        if kind is None:
            return
        once = fold(kind, stream, history)
        assert once == fold(kind, stream, through_the_record(history))
        with self.office.record.unit() as unit:
            assert once == unit.read(kind, stream), "what is remembered is not what is recorded"
        if kind is self.kind:
            self._stands(once, history)

    def _stands(self, state: Stream, history: list[Recorded[Event]]) -> None:
        given = self.looked.get(state.id, 0)
        self._is_drawn(self.steps(state, history, given))
        self.looked[state.id] = state.version
        with self.office.record.engine.connect() as conn:
            shown = type(self).shown(conn, state.id, self.office.now)
        assert shown == self.stage(state)

    def steps(self, state: Stream, history: list[Recorded[Event]], given: int) -> Iterable[Seen]:
        """The steps of this life since the version that was looked at last."""
        return walked(self.kind, state.id, history, given)

    def stage(self, state: Stream) -> str:
        """Where it stands now."""
        return stage_of(state, self.office.now)

    def _is_drawn(self, steps: Iterable[Seen]) -> None:
        seen = set(steps)
        if self.tells:
            SEEN.update(seen)
        (life,) = [life for life in LIVES if life.name == self.kind.NAME]
        known = {(s.before, s.by.TYPE if s.by else "", s.after) for s in life.steps}
        strange = {step[1:] for step in seen} - known
        assert not strange, f"no way of the lifecycle: {sorted(strange)}"

    def teardown(self) -> None:
        """Hold the read models against those built anew, and throw the register away."""
        type(self).walks += 1
        followed = self._everything()
        rebuild(self.office.record)
        assert self._everything() == followed
        self.office.record.close()
        shutil.rmtree(self.folder)

    def _everything(self) -> dict[str, list[Any]]:
        with self.office.record.engine.connect() as conn:
            return {
                table.name: sorted(map(repr, conn.execute(sa.select(table)).all()))
                for table in metadata.sorted_tables
            }


def walk_through(machine: type[Walk], walks: int, steps: int, *, all_done: bool = True) -> None:
    """Walk so often and so far, always the same ways; `ACCORD_WALKS` times as often, others (`make walks`).

    On so many walks every command is accepted once, unless they are too short for it (`all_done`).
    """
    drawn = seed(int(os.environ.get("ACCORD_SEED", "1")))(machine) if FARTHER > 1 else machine
    run_state_machine_as_test(
        drawn,
        settings=settings(
            max_examples=walks * FARTHER,
            stateful_step_count=steps,
            derandomize=FARTHER == 1,
            database=None,
            deadline=None,
            phases=(Phase.explicit, Phase.generate),
            suppress_health_check=list(HealthCheck),
        ),
    )
    print(
        f"{machine.__name__}: {machine.walks} walks, {machine.done.total()} commands accepted and "
        f"{machine.missed.total()} refused"
    )
    never = sorted({*machine.missed} - {*machine.done})
    assert FARTHER == 1 or not all_done or not never, (
        f"on so many walks these were never accepted: {never}"
    )


def _kind_of(event: Event) -> type[Stream] | None:
    from accord.aggregates.agreement import Agreement
    from accord.aggregates.amendment import Amendment
    from accord.aggregates.decision import Decision
    from accord.aggregates.dispute import Dispute
    from accord.aggregates.impact import Impact
    from accord.aggregates.meeting import Meeting
    from accord.aggregates.obligation import Obligation
    from accord.aggregates.role import Role

    kinds = {
        kind.NAME: kind
        for kind in (Agreement, Role, Decision, Amendment, Obligation, Dispute, Meeting, Impact)
    }
    return kinds.get(event.TYPE.partition(".")[0])
