"""Whatever happens later, the register says of a moment what it said then; and so does a replay up to it."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

import pytest

from accord.audit.replay import replay
from accord.store import answers
from accord.store.record import Clock
from accord.wiring import House, build
from tests.http.asking import questions, told
from tests.http.office import Office, client_of
from tests.lives.test_agreement_life import AgreementWalk
from tests.lives.test_amendment_life import AmendmentWalk
from tests.lives.test_decision_life import DecisionWalk
from tests.lives.test_meeting_life import MeetingWalk
from tests.lives.test_obligation_life import ObligationWalk
from tests.lives.test_represented_life import RepresentedWalk
from tests.lives.test_role_life import RoleWalk
from tests.lives.walk import Walk, by_lot, walk_through
from tests.story import CLERK

WALKS, STEPS = 2, 12
LOOKED_AFTER = (2, 8, 32, 128, 512)
"""After how many commands that were accepted all is asked."""
Seen = tuple[int, datetime, dict[str, Any]]
"""How far the record had come, when, and what every question was answered."""


class Remembering(Walk):
    """A walk on which every question is asked now and then, and all of them again at its end."""

    seen: list[Seen]
    house: House
    reader: Office
    looked: ClassVar[int]
    """How often all was asked, on all walks."""

    def give(self, command: str, *args: Any, by: UUID = CLERK, **said: Any) -> bool:
        done = super().give(command, *args, by=by, **said)
        if done and self.accepted in LOOKED_AFTER:
            self._look_around()
        return done

    def _look_around(self) -> None:
        if not hasattr(self, "house"):
            url = f"sqlite:///{self.folder / 'walk.db'}"
            self.house = build(url, outside=Clock(now=lambda: self.office.now))
            with self.house.record.unit() as unit:
                key = answers.create_key(unit.conn, CLERK, "test")
            self.reader, self.seen = Office(client_of(self.house), key, CLERK), []
        client_of(self.house)
        type(self).looked += 1
        self.seen.append((self.position, self.office.now, _asked(self.reader)))

    def teardown(self) -> None:
        """Ask again of each moment, the register and a replay."""
        if hasattr(self, "house"):
            client_of(self.house)
            for position, at, said in self.seen:
                for question, answer in said.items():
                    again = self.reader.get(f"{question}&known={position}&at={_written(at)}")
                    assert (question, told(again)) == (question, answer)
            position, at, said = self.seen[len(self.seen) // 2]
            assert self._replayed(position, at) == said
            self.house.close()
        super().teardown()

    def _replayed(self, position: int, at: datetime) -> dict[str, Any]:
        url = f"sqlite:///{self.folder / 'replay.db'}"
        key = replay(self.house.record, position, url)
        with closing(build(url, self.house.record.outside)) as house:
            return _asked(Office(client_of(house), key, CLERK), f"&at={_written(at)}")


def _asked(reader: Office, at: str = "") -> dict[str, Any]:
    return {question: told(reader.get(question + at)) for question in questions(reader)}


def _written(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%S.%fZ}"


@by_lot
@pytest.mark.parametrize(
    "walk",
    [
        AgreementWalk,
        AmendmentWalk,
        DecisionWalk,
        MeetingWalk,
        ObligationWalk,
        RepresentedWalk,
        RoleWalk,
    ],
)
def test_what_the_register_said_of_a_moment_it_says_for_ever(walk: type[Walk]) -> None:
    remembering = type(f"Remembering{walk.__name__}", (Remembering, walk), {"looked": 0})
    walk_through(remembering, WALKS, STEPS, all_done=False)
    assert remembering.looked
