"""Decisions live as their lifecycle says, whatever the board and its office do, in whichever order."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from hypothesis import strategies as st
from hypothesis.stateful import rule

from accord.aggregates.decision import Decision
from accord.aggregates.decision.memory import Stage
from accord.aggregates.matters import Matter
from accord.errors import NotFound
from accord.events import Event, Recorded, Stream
from accord.projections.decisions import at_stage, decisions, derived
from accord.rules import Position
from tests.application.office import POSTS, found
from tests.lives.board import MAY, SEATS, founded
from tests.lives.counting import counted_again, stands_once, verdicts_stand
from tests.lives.likely import about, is_alive, likely
from tests.lives.motions import MOTION, MOTIONS, SAYINGS, Saying, tabled
from tests.lives.observed import ZONE
from tests.lives.walk import Walk, by_lot, walk_through


def shown(conn: sa.Connection, id: UUID, at: datetime) -> str:
    """The stage that the read model shows, alone and in a list of those at that stage."""
    stage = derived(decisions.read(conn, id), at)["stage"]
    assert decisions.page(conn, None, 1, decisions.table.c.id == id, at_stage(Stage(stage), at))
    return str(stage)


MOSTLY_NOT = st.sampled_from((False, False, False, True))
BY_ANOTHER = {
    "adopt_motion_amendment": Matter.MOTION_AMENDMENT,
    "reject_motion_amendment": Matter.MOTION_AMENDMENT,
    "release_hold": Matter.RELEASE,
    "supersede_decision": Matter.REPLACEMENT,
    "reopen_decision": Matter.RECONSIDERATION,
    "rescind_decision": Matter.RESCISSION,
    "ratify_emergency_decision": Matter.RATIFICATION,
}
"""What is done on the authority of another decision, and on which matter that one is."""
OTHERS = UUID("5e7a0000-0000-7000-8000-00000000e000")
"""Where the ids of motions about others begin."""


class BoardWalk(Walk):
    """A walk among the decisions of the board."""

    chapters = (found, founded, tabled)
    kind = Decision
    shown = shown

    def begins(self) -> datetime:
        return MAY

    @rule(time=st.sampled_from(({"minutes": 5}, {"hours": 26}, {"days": 6}, {"days": 31})))
    def time_passes(self, time: dict[str, int]) -> None:
        self.wait(**time)

    def _is_tabled(self, id: UUID) -> bool:
        state = self._find(id)
        return state is not None and state.stage(self.office.now, ZONE) is Stage.TABLED

    def _vote(self, id: UUID, position: Position, asked: int) -> None:
        for seat in SEATS[1:3]:
            self.give("second_motion", id, by=POSTS[seat][0], seat=seat)
        if not self.give("open_voting", id, closes=self.office.now + timedelta(days=7)):
            return
        state = self._find(id)
        cast = "cast_sealed_ballot" if state and state.sealed.secret else "cast_ballot"
        for seat in SEATS[:asked]:
            self.give(cast, id, by=POSTS[seat][0], seat=seat, position=position)
        if self.give("close_voting", id):
            self.give("certify_result", id)

    def _find(self, id: UUID) -> Decision | None:
        try:
            return self.office.record.read(Decision, id)
        except NotFound:
            return None

    def _stands(self, state: Stream, history: list[Recorded[Event]]) -> None:
        super()._stands(state, history)
        assert isinstance(state, Decision)
        stands_once(state, history)
        counted_again(state, history)
        verdicts_stand(history)


class DecisionWalk(BoardWalk):
    """Motions before the board, at any stage, by whomever."""

    @rule(data=st.data(), name=st.sampled_from(sorted(SAYINGS)), id=st.sampled_from(MOTIONS))
    def say_anything(self, data: Any, name: str, id: UUID) -> None:
        self._say(data, name, id)

    @rule(data=st.data(), id=st.sampled_from(MOTIONS), times=st.integers(1, 5))
    def say_what_is_likely(self, data: Any, id: UUID, times: int) -> None:
        for _ in range(times):
            self._say(data, data.draw(st.sampled_from(self._likely(id))), id)

    @rule(data=st.data(), times=st.integers(1, 5))
    def say_what_is_likely_of_a_result(self, data: Any, times: int) -> None:
        decided = [id for id in MOTIONS if (at := self._find(id)) and is_alive(at)]
        id = data.draw(st.sampled_from(decided or MOTIONS))
        for _ in range(times):
            self._say(data, data.draw(st.sampled_from(self._likely(id))), id)

    @rule(data=st.data(), lost=MOSTLY_NOT, asked=st.sampled_from((4, 4, 4, 2, 0)))
    def vote_on_one(self, data: Any, lost: bool, asked: int) -> None:
        """Open the vote and hear as many seats as are asked; close and certify once it can be closed."""
        open_ones = [id for id in MOTIONS if self._is_tabled(id)]
        if open_ones:
            self._vote(data.draw(st.sampled_from(open_ones)), _POSITION[lost], asked)

    @rule(data=st.data(), id=st.sampled_from(MOTIONS), lost=MOSTLY_NOT)
    def decide_about_it(self, data: Any, id: UUID, lost: bool) -> None:
        """Put a motion about a decision to the vote, and do what it says."""
        state = self._find(id)
        if state is None or not (open_ways := about(state, self.office.now)):
            return
        command = data.draw(st.sampled_from(open_ways))
        other = UUID(int=OTHERS.int + self.accepted)
        say = Saying(data.draw, self.office.now, tuple(state.discussion.proposed))
        said = MOTION | {"matter": BY_ANOTHER[command], "about": id}
        mover = data.draw(st.sampled_from(SEATS))
        if self.give("table_motion", other, mover=mover, asserted_by=POSTS[mover][0], **said):
            self._vote(other, _POSITION[lost], 4)
            self.give(command, id, **(SAYINGS[command](say) | {"decision": other}))

    def _say(self, data: Any, name: str, id: UUID) -> None:
        state = self._find(id)
        numbers = state and (*state.discussion.proposed, *state.aftermath.challenges)
        self.give(name, id, **SAYINGS[name](Saying(data.draw, self.office.now, numbers or ())))

    def _likely(self, id: UUID) -> list[str]:
        state = self._find(id)
        if state is None:
            return ["table_motion", "take_emergency_decision"]
        return likely(state, self.office.now)


_POSITION = {False: Position.FOR, True: Position.AGAINST}


@by_lot
def test_a_decision_lives_as_its_lifecycle_says():
    walk_through(DecisionWalk, walks=24, steps=25)
    assert len(DecisionWalk.done) >= 20
    assert DecisionWalk.done.total() > 300
