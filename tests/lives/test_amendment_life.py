"""Amendments live as their lifecycle says, whatever is drafted, decided and signed in whichever order."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from hypothesis import strategies as st
from hypothesis.stateful import rule

from accord.aggregates.agreement import Agreement
from accord.aggregates.agreement.errata import Erratum
from accord.aggregates.agreement.events import AmendmentAnnulled
from accord.aggregates.amendment import Amendment
from accord.aggregates.decision import Decision
from accord.aggregates.matters import Matter
from accord.errors import NotFound
from accord.events import Event, Recorded, Stream
from accord.projections.amendments import amendments, stage_on
from accord.projections.text import text_of
from accord.rules import Position
from accord.text import Part
from tests import partnership as p
from tests.application.office import POSTS, found
from tests.docs import by_hand
from tests.lives.board import MAY, SEATS, founded
from tests.lives.changing import AMENDMENTS, SAYINGS, begun, its_motion, lived, stage_with
from tests.lives.motions import MOTION, Saying
from tests.lives.observed import Seen
from tests.lives.walk import Walk, by_lot, walk_through
from tests.story import CLERK

TIMES = (*({"minutes": 5}, {"hours": 26}, {"days": 6}, {"days": 31}) * 3, {"days": 1100})
"""The agreement ends after three years."""
OTHERS = UUID("5e7a0000-0000-7000-8000-00000000f000")
LIKELY = {
    "": ["draft_amendment"],
    "drafted": ["put_to_decision", "put_to_decision", "put_to_decision", "rebase_amendment"],
    "under_decision": ["adopt_amendment", "open_amendment_for_signature"],
    "open_for_signature": ["sign_amendment", "sign_amendment", "sign_amendment"],
    "adopted": ["annul_amendment", "annul_amendment", "draft_amendment"],
    "in_force": ["annul_amendment", "annul_amendment", "draft_amendment"],
}
AFTER = ("adopt_amendment", "open_amendment_for_signature", "sign_amendment", "sign_amendment")


def shown(conn: sa.Connection, id: UUID, at: datetime) -> str:
    """The stage that the read model shows."""
    return stage_on(amendments.read(conn, id), at)


class AmendmentWalk(Walk):
    """Changes of the river agreement, and the votes and signatures on them."""

    chapters = (found, founded, begun)
    kind = Amendment
    shown = shown

    def begins(self) -> datetime:
        return MAY

    def give(self, command: str, *args: Any, by: UUID = CLERK, **said: Any) -> bool:
        done = super().give(command, *args, by=by, **said)
        if done:
            for id in AMENDMENTS:
                if id in self.entries:
                    self._look(id)
            self._reads_as_recorded()
        return done

    @rule(data=st.data(), name=st.sampled_from(sorted(SAYINGS)), id=st.sampled_from(AMENDMENTS))
    def say_anything(self, data: Any, name: str, id: UUID) -> None:
        self._say(data, name, id)

    @rule(data=st.data(), id=st.sampled_from(AMENDMENTS), times=st.integers(2, 5))
    def say_what_is_likely(self, data: Any, id: UUID, times: int) -> None:
        for _ in range(times):
            names = LIKELY.get(self.stage(self._find(Amendment, id)), list(SAYINGS))
            self._say(data, data.draw(st.sampled_from(names)), id)

    @rule(
        id=st.sampled_from(AMENDMENTS),
        asked=st.sampled_from((4, 4, 4, 4, 2)),
        position=st.sampled_from((Position.FOR, Position.FOR, Position.FOR, Position.AGAINST)),
    )
    def vote_on_it(self, id: UUID, asked: int, position: Position) -> None:
        if self._find(Amendment, id).decision is not None:
            self._vote(its_motion(id), asked, position)

    @rule(
        data=st.data(), id=st.sampled_from(AMENDMENTS), lost=st.sampled_from((False, False, True))
    )
    def hurry(self, data: Any, id: UUID, lost: bool) -> None:
        """Draft it, put it to the vote, and have it adopted or signed."""
        self._say(data, "draft_amendment", id)
        if self._find(Amendment, id).decision is None and self.give(
            "put_to_decision", id, decision=its_motion(id)
        ):
            self._vote(its_motion(id), 4, Position.AGAINST if lost else Position.FOR)
            for name in data.draw(st.lists(st.sampled_from(AFTER), max_size=4)):
                self._say(data, name, id)

    @rule(id=st.sampled_from(AMENDMENTS), again=st.booleans())
    def reconsider_it(self, id: UUID, again: bool) -> None:
        """Have the motion before the board again, as the side that prevailed wants it."""
        motion, other = its_motion(id), UUID(int=OTHERS.int + self.accepted)
        said = MOTION | {"matter": Matter.RECONSIDERATION, "about": motion, "mover": "city-1"}
        said["cls"] = self._find(Decision, motion).cls or "ordinary"
        if self.give("table_motion", other, asserted_by=p.ADA, **said):
            self._vote(other, 4, Position.FOR)
            self.give("reopen_decision", motion, decision=other)
            if again:
                self._vote(motion, 4, Position.AGAINST)

    @rule(
        data=st.data(),
        clause=st.sampled_from(("purpose", "members", "money", "fish")),
        part=st.sampled_from((Part.TEXT, Part.TEXT, Part.HEADING)),
        silent=st.booleans(),
    )
    def find_a_slip(self, data: Any, clause: str, part: Part, silent: bool) -> None:
        """Name a word of a wording of a clause as a slip, and have it corrected as nobody objects or all assent."""
        words = {word for text in self._wordings(clause, part) for word in text.split()}
        said = {
            "clause": clause,
            "part": part,
            "was": data.draw(st.sampled_from(sorted(words or {"nothing"}))),
            "now": data.draw(st.sampled_from(("so", "so it was agreed", ""))),
            "objections_until": (self.office.now + timedelta(days=8)).date(),
            "text_of": data.draw(st.sampled_from((None, self.office.now.date()))),
            "reason": "The minutes say so.",
        }
        if not self.give("propose_erratum", p.AGREEMENT, **said):
            return
        number = len(self._find(Agreement, p.AGREEMENT).errata.named)
        if silent:
            self.wait(days=9)
        else:
            for party, by in ((p.CITY, p.ADA), (p.TRUST, p.CLEO)):
                self.give("assent_to_erratum", p.AGREEMENT, by=by, erratum=number, party=party)
        self.give("correct_text", p.AGREEMENT, erratum=number)

    def _wordings(self, clause: str, part: Part) -> list[str]:
        """Every wording that a part of a clause has, or that an amendment of it once said."""
        agreement = self._find(Agreement, p.AGREEMENT)
        found = [each for each in agreement.terms.clauses if each.id == clause]
        changes = [c for i in agreement.incorporated for c in self._changes(i.amendment)]
        said = [each[part] for each in changes if each["id"] == clause and part in each]
        return [*(getattr(each, part) for each in found), *said]

    @rule(time=st.sampled_from(TIMES))
    def time_passes(self, time: dict[str, int]) -> None:
        self.wait(**time)

    def _say(self, data: Any, name: str, id: UUID) -> None:
        said = SAYINGS[name](Saying(data.draw, self.office.now))
        if name == "put_to_decision":
            said["decision"] = its_motion(id)
        if name == "sign_amendment":
            right = self._find(Amendment, id).hash
            said["modifications_hash"] = data.draw(st.sampled_from((right, right, "0" * 64)))
        self.give(name, id, **said)

    def _vote(self, id: UUID, asked: int, position: Position) -> None:
        for seat in SEATS[1:3]:
            self.give("second_motion", id, by=POSTS[seat][0], seat=seat)
        if not self.give("open_voting", id, closes=self.office.now + timedelta(days=7)):
            return
        for seat in SEATS[:asked]:
            self.give("cast_ballot", id, by=POSTS[seat][0], seat=seat, position=position)
        self.wait(days=7)
        if self.give("close_voting", id):
            self.give("certify_result", id)

    def _find(self, kind: type[Any], id: UUID) -> Any:
        try:
            return self.office.record.read(kind, id)
        except NotFound:
            return kind(id)

    def steps(self, state: Stream, history: list[Recorded[Event]], given: int) -> Iterable[Seen]:
        return lived(state.id, self.entries.get(its_motion(state.id), []), history)

    def stage(self, state: Stream) -> str:
        assert isinstance(state, Amendment)
        return stage_with(state, self._find(Decision, its_motion(state.id)), self.office.now)

    def _reads_as_recorded(self) -> None:
        """The text as the read model consolidates it is the one that follows from the streams, worked out by hand."""
        agreement = self._find(Agreement, p.AGREEMENT)
        gone = [each.event for each in self.entries[p.AGREEMENT]]
        without = {each.amendment: each for each in gone if isinstance(each, AmendmentAnnulled)}
        places = {each.amendment: each.seq for each in agreement.incorporated}
        slips = [(places.get(each.amendment, 0), slip(each)) for each in agreement.errata.corrected]
        adopted = [each.to_data() for each in agreement.as_adopted]
        with self.office.record.engine.connect() as conn:
            for days in (0, 1, 45, 500):
                day = (self.office.now + timedelta(days=days)).date()
                changes = [
                    (each.effective_from.isoformat(), each.seq, self._changes(each.amendment))
                    for each in agreement.incorporated
                    if not _annulled(without.get(each.amendment), day)
                ]
                found = [each.to_data() for each in text_of(conn, p.AGREEMENT, day).clauses]
                assert found == by_hand.text_on(adopted, changes, day.isoformat(), slips)

    def _changes(self, id: UUID) -> list[dict[str, Any]]:
        return [each.to_data() for each in self._find(Amendment, id).modifications]


def _annulled(event: AmendmentAnnulled | None, day: date) -> bool:
    """Whether an amendment is without effect on a day, by what the agreement took back."""
    if event is None:
        return False
    return event.ab_initio or (event.effective_from or day) <= day


def slip(erratum: Erratum) -> dict[str, Any]:
    return {name: getattr(erratum, name) for name in ("clause", "part", "was", "now")}


@by_lot
def test_an_amendment_lives_as_its_lifecycle_says():
    walk_through(AmendmentWalk, walks=16, steps=30)
    assert len(AmendmentWalk.done) >= 11
    assert AmendmentWalk.done["correct_text"]
    assert AmendmentWalk.done["annul_amendment"]
    assert AmendmentWalk.done.total() > 200
