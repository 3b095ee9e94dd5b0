"""Decisions in which seats answer for each other live as their lifecycle says, and count as the record says."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import rule

from accord.aggregates.agreement.terms import StagePower
from accord.aggregates.decision import PaperCount
from accord.aggregates.decision.stages import MATTERS
from accord.aggregates.role import role_id
from accord.rules import Position
from tests import partnership as p
from tests.application.office import POSTS, found
from tests.lives.board import POSITION, SEATS
from tests.lives.motions import MOTION, Saying, tabled
from tests.lives.represented import IN_A_VOTE, lenient, of_the_post
from tests.lives.test_decision_life import OTHERS, BoardWalk
from tests.lives.walk import by_lot, walk_through

CLASSES = ("ordinary", "spending", "spending", "secret")
IN_TURN = st.sampled_from((("approve", "veto"), ("approve", "veto"), ("veto", "approve")))
"""Which power the forum uses at each stage; the first stage is one to approve."""


NEWER = (
    *("give_proxy", "cast_proxy_ballot", "revoke_proxy", "pair_seats", "dissolve_pair"),
    "declare_abstention",
    *("delegate_vote", "revoke_delegation"),
    *("cast_sealed_ballot", "record_voters", "demand_meeting", "order_recount", "certify_recount"),
    *("pass_stage", "veto_stage", "restore_voting_right"),
)
"""What this walk is for: each is accepted somewhere on it."""


class RepresentedWalk(BoardWalk):
    """The same board by orders that let seats answer for each other."""

    chapters = (found, lenient, tabled)

    @rule(data=st.data(), seat=st.sampled_from(SEATS))
    def say_of_a_seat(self, data: Any, seat: str) -> None:
        said = of_the_post(seat, Saying(data.draw, self.office.now))
        name = data.draw(st.sampled_from(sorted(said)))
        self.give(name, role_id(p.AGREEMENT, seat), **said[name])

    @rule(data=st.data(), cls=st.sampled_from(CLASSES), letters=st.booleans())
    def vote_for_each_other(self, data: Any, cls: str, letters: bool) -> None:
        """A motion is put to the vote, and each seat votes, lets another one do it, pairs, or is silent."""
        id = UUID(int=OTHERS.int + self.accepted)
        if not self.give("table_motion", id, **MOTION | {"cls": cls}):
            return
        self.give("delegate_vote", role_id(p.AGREEMENT, "trust-2"), by=p.DAN, to="city-1")
        closes = self.office.now + timedelta(days=data.draw(st.sampled_from((1, 7, 7))))
        if not self.give("open_voting", id, by=p.ADA, closes=closes, by_correspondence=letters):
            return
        for seat in SEATS:
            self._answer(data, id, seat)
        self._something_more(data, id)
        self.wait(days=data.draw(st.sampled_from((0, 7))))
        if self.give("close_voting", id) and self.give("certify_result", id):
            self._counted_once_more(data, id)

    @rule(data=st.data(), asked=st.sampled_from((0, 1, 3)))
    def vote_and_miss_it(self, data: Any, asked: int) -> None:
        """Two votes of which the last seats miss both: they lose their right to vote."""
        for _ in range(2):
            id = UUID(int=OTHERS.int + self.accepted)
            if self.give("table_motion", id, **MOTION):
                self._vote(id, data.draw(POSITION), asked)
                self.wait(days=7)
                self.give("close_voting", id)
        for seat in data.draw(st.sampled_from((SEATS, SEATS, SEATS[2:]))):
            self.give("restore_voting_right", role_id(p.AGREEMENT, seat), by=p.ADA)

    @rule(data=st.data(), powers=IN_TURN)
    def go_through_the_forum(self, data: Any, powers: tuple[str, ...]) -> None:
        """What the board carries the forum approves or vetoes at its stage, or loses the motion."""
        id = UUID(int=OTHERS.int + self.accepted)
        if not self.give("table_motion", id, **MOTION | {"cls": "staged"}):
            return
        self._vote(id, Position.FOR, 4)
        for power in powers:
            self._before_the_forum(id, power, data.draw(POSITION))
            self.wait(days=data.draw(st.sampled_from((0, 3, 12))))

    def _before_the_forum(self, id: UUID, power: str, position: Position) -> None:
        by = UUID(int=OTHERS.int + self.accepted)
        said = MOTION | {
            "body": "forum",
            "cls": "advice",
            "matter": MATTERS[StagePower(power)],
            "about": id,
        }
        if self.give("table_motion", by, **said):
            closes = self.office.now + timedelta(days=1)
            self.give("open_voting", by, by=p.CLEO, closes=closes)
            self.give("cast_ballot", by, by=p.CLEO, seat="elder", position=position)
            self.give("close_voting", by, by=p.CLEO)
            self.give("certify_result", by)
            self.give("pass_stage" if power == "approve" else "veto_stage", id, decision=by)

    def _answer(self, data: Any, id: UUID, seat: str) -> None:
        state, holder, position = self._find(id), POSTS[seat][0], data.draw(POSITION)
        if state is not None and state.sealed.secret:
            if data.draw(st.booleans()):
                self.give("cast_sealed_ballot", id, by=holder, seat=seat, position=position)
            elif self.give("record_voters", id, seats=[seat]):
                found = (PaperCount(position=position, ballots=1),)
                self.give("record_secret_count", id, by=p.ADA, counts=found)
            return
        other = data.draw(st.sampled_from([each for each in SEATS if each != seat]))
        match data.draw(
            st.sampled_from(("own", "own", "aside", "alternate", "proxy", "pair", "silent"))
        ):
            case "own":
                self.give("cast_ballot", id, by=holder, seat=seat, position=position)
            case "aside":
                self.give("cast_ballot", id, by=holder, seat=seat, position=Position.ABSTAIN)
                self.give("declare_abstention", id, by=holder, seat=seat, statement="Go on.")
            case "alternate":
                self.give("cast_ballot", id, by=p.EVE, seat=seat, position=position)
            case "proxy":
                self.give("give_proxy", id, by=holder, seat=seat, to=other)
                self.give("cast_proxy_ballot", id, by=POSTS[other][0], seat=seat, position=position)
            case "pair":
                self.give("pair_seats", id, by=holder, seat=seat, other=other)
                self.give("pair_seats", id, by=POSTS[other][0], seat=other, other=seat)

    def _something_more(self, data: Any, id: UUID) -> None:
        """What was given is taken back, a meeting demanded, or something said that has no place here."""
        state = self._find(id)
        known = state and [*state.representation.proxies, *state.representation.pairs]
        if known and (seat := data.draw(st.sampled_from((None, *known)))):
            holder = POSTS[seat][0]
            self.give("revoke_proxy", id, by=holder, seat=seat)
            self.give("dissolve_pair", id, by=holder, seat=seat)
        if data.draw(st.booleans()):
            post = role_id(p.AGREEMENT, "trust-2")
            any(self.give("revoke_delegation", post, by=p.DAN, delegation=n) for n in (3, 2, 1))
        if state and state.by_correspondence and data.draw(st.booleans()):
            seat = data.draw(st.sampled_from(SEATS))
            self.give("demand_meeting", id, by=POSTS[seat][0], seat=seat)
        for name in data.draw(st.lists(st.sampled_from(sorted(IN_A_VOTE)), max_size=3)):
            self.give(name, id, **IN_A_VOTE[name](Saying(data.draw, self.office.now)))

    def _counted_once_more(self, data: Any, id: UUID) -> None:
        said = IN_A_VOTE["order_recount"](Saying(data.draw, self.office.now))
        if self.give("order_recount", id, **said):
            self.give("certify_recount", id)


@by_lot
def test_a_decision_in_which_seats_answer_for_each_other_lives_as_its_lifecycle_says():
    walk_through(RepresentedWalk, walks=8, steps=25)
    never = {*NEWER} - {*RepresentedWalk.done}
    assert not never, sorted(never)
