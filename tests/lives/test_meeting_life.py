"""Meetings live as their lifecycle says, whoever convenes them, with which agenda, and whenever."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from hypothesis import strategies as st
from hypothesis.stateful import rule

from accord.aggregates.meeting import Attendance, Meeting, Stage
from accord.projections.meetings import at_stage, derived, meetings
from tests import partnership as p
from tests.application.office import found
from tests.lives.board import MAY, SEAT, UNKNOWN, founded, mostly
from tests.lives.motions import MOTIONS, Said, Saying, tabled
from tests.lives.walk import Walk, by_lot, walk_through
from tests.story import CLERK

MEETINGS = tuple(UUID(f"5e7a0000-0000-7000-8000-00000000a{number:03x}") for number in range(3))
MINUTES = st.sampled_from(("9f" * 32, "9f" * 32, "a1" * 32, "no hash"))


def _motions(say: Saying) -> list[UUID]:
    found: list[UUID] = say.draw(
        st.lists(st.sampled_from((*MOTIONS[:3], *MOTIONS[:3], UNKNOWN)), max_size=2)
    )
    return found


def convened(say: Saying) -> Said:
    """The notice of a meeting; now and then the office records it later, by its day."""
    said = say.chair(
        agreement=say.draw(mostly(p.AGREEMENT, p.AGREEMENT, UNKNOWN)),
        body=say.draw(mostly("board", "forum", "nobody")),
        starts=say.instant(),
        place=say.draw(mostly("Town hall", " ")),
        agenda=_motions(say),
        urgent=say.draw(st.booleans()),
        reason=say.reason(),
    )
    if say.draw(mostly(False, True)):
        said |= {"by": CLERK, "occurred_on": (say.now - timedelta(days=2)).date()}
    return said


SAYINGS: dict[str, Callable[[Saying], Said]] = {
    "convene_meeting": convened,
    "revise_agenda": lambda say: say.chair(
        agenda=_motions(say), urgent=say.draw(st.booleans()), reason=say.reason()
    ),
    "call_off_meeting": lambda say: say.chair(reason=say.reason()),
    "record_attendance": lambda say: say.chair(
        seat=say.draw(SEAT),
        status=say.draw(st.sampled_from(Attendance)),
        represented_by=say.draw(mostly(None, p.EVE, p.ADA)),
    ),
    "record_minutes": lambda say: say.chair(
        sha256=say.draw(MINUTES), title="Minutes", decisions=_motions(say)
    ),
    "adopt_minutes": lambda say: say.chair(
        decision=say.draw(st.sampled_from((None, None, MOTIONS[2], MOTIONS[0], UNKNOWN)))
    ),
}
LATER = [name for name in sorted(SAYINGS) if name != "convene_meeting"]


def shown(conn: sa.Connection, id: UUID, at: datetime) -> str:
    """The stage that the read model shows, alone and in the list of those at that stage."""
    stage = derived(meetings.read(conn, id), at)["stage"]
    assert meetings.page(conn, None, 1, meetings.table.c.id == id, at_stage(Stage(stage), at))
    return str(stage)


class MeetingWalk(Walk):
    """The board is called together, or is not."""

    chapters = (found, founded, tabled)
    kind = Meeting
    shown = shown

    def begins(self) -> datetime:
        return MAY

    @rule(data=st.data(), name=st.sampled_from(sorted(SAYINGS)), id=st.sampled_from(MEETINGS))
    def say_anything(self, data: Any, name: str, id: UUID) -> None:
        self.say_anything_of(data, name, id)

    def say_anything_of(self, data: Any, name: str, id: UUID) -> None:
        self.give(name, id, **SAYINGS[name](Saying(data.draw, self.office.now)))

    @rule(data=st.data(), id=st.sampled_from(MEETINGS))
    def meet(self, data: Any, id: UUID) -> None:
        """Convene one, wait for it, and go on from there."""
        plainly = {
            "by": p.ADA,
            "agreement": p.AGREEMENT,
            "body": "board",
            "starts": self.office.now + timedelta(days=8),
            "place": "Town hall",
            "agenda": [],
        }
        said = plainly if data.draw(st.booleans()) else convened(Saying(data.draw, self.office.now))
        self.give("convene_meeting", id, **said)
        self.wait(days=data.draw(st.sampled_from((0, 1, 8))))
        for name in data.draw(st.lists(st.sampled_from(LATER), min_size=2, max_size=6)):
            self.say_anything_of(data, name, id)

    @rule(id=st.sampled_from(MEETINGS), days=st.sampled_from((8, 8, 0)))
    def minute(self, id: UUID, days: int) -> None:
        """Record the minutes of one, once it can have been held, and adopt them."""
        self.wait(days=days)
        self.give("record_minutes", id, by=p.ADA, sha256="9f" * 32, title="Minutes", decisions=[])
        self.give("adopt_minutes", id, by=p.ADA, decision=None)

    @rule(time=st.sampled_from(({"minutes": 5}, {"hours": 26}, {"days": 8}, {"days": 31})))
    def time_passes(self, time: dict[str, int]) -> None:
        self.wait(**time)


@by_lot
def test_a_meeting_lives_as_its_lifecycle_says():
    walk_through(MeetingWalk, walks=40, steps=30)
    assert set(MeetingWalk.done) == set(SAYINGS)
    assert MeetingWalk.done.total() > 100
