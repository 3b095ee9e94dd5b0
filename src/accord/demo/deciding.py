"""How the demonstration's board decides: motions, interests, ballots, and verdicts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from accord.aggregates.decision import Answer
from accord.aggregates.decision.events import Ruling
from accord.demo.meeting import convene, minute
from accord.demo.motions import Motion
from accord.demo.secretariat import AGREEMENT, Secretariat
from accord.rules import Position


def table(office: Secretariat, motion: Motion) -> UUID:
    """Table a motion on the Monday of its week; return the decision."""
    office.stage.go(motion.week, 0, 9)
    id_ = office.unit.record.outside.new_id()
    with office.acting(motion.mover) as accord:
        accord.table_motion(
            id_,
            agreement=AGREEMENT,
            body="board",
            cls=motion.cls,
            title=motion.title,
            text=motion.text,
            background=motion.background,
        )
    return id_


def decide(office: Secretariat, motion: Motion) -> None:
    """Take a motion from its tabling to its certified verdict."""
    id_ = table(office, motion)
    if motion.at_a_meeting:
        meeting = convene(office, id_, motion.week)
    if motion.interest:
        office.stage.go(motion.week, 1, 14)
        _recuse(office, id_, *motion.interest)
    if motion.at_a_meeting:
        vote_at_a_meeting(office, id_, motion.week, motion.ballots)
    else:
        vote_by_post(office, id_, motion.week, motion.ballots)
    conclude(office, id_, motion.casting_vote)
    if motion.at_a_meeting:
        minute(office, meeting, id_, motion.ballots)


def _recuse(office: Secretariat, id_: UUID, seat: str, statement: str) -> None:
    with office.acting(office.seated[seat]) as accord:
        accord.declare_interest(id_, seat=seat, statement=statement)
    with office.acting("chair") as accord:
        accord.rule_on_interest(id_, seat=seat, ruling=Ruling.RECUSE)


def vote_by_post(
    office: Secretariat, id_: UUID, week: int, ballots: Mapping[str, Position]
) -> None:
    """Hold voting open from Thursday to the next Thursday; each holder casts the ballot of the seat."""
    closes = office.stage.moment(week + 1, 3, 12)
    office.stage.go(week, 3, 10)
    _open(office, id_, closes)
    for seat, position in ballots.items():
        office.stage.wait(hours=24)
        with office.acting(office.seated[seat]) as accord:
            accord.cast_ballot(id_, seat=seat, position=position)
    office.stage.go(week + 1, 3, 12)


def vote_at_a_meeting(
    office: Secretariat, id_: UUID, week: int, ballots: Mapping[str, Position]
) -> None:
    """Vote by a show of hands; the secretary records for every seat what was seen."""
    seen = [Answer(s, ballots.get(s, Position.ABSENT)) for s in office.seated]
    office.stage.go(week, 3, 18)
    _open(office, id_, office.stage.moment(week, 3, 20))
    with office.acting("secretary") as accord:
        accord.record_ballots(id_, answers=seen)
    office.stage.go(week, 3, 20)


def _open(office: Secretariat, id_: UUID, closes: datetime) -> None:
    with office.acting("chair") as accord:
        accord.open_voting(id_, closes=closes)


def conclude(office: Secretariat, id_: UUID, casting_vote: Position | None = None) -> None:
    """Close the vote, settle a tie where there is one, and certify the result."""
    with office.acting("chair") as accord:
        accord.close_voting(id_)
    if casting_vote is not None:
        with office.acting("chair") as accord:
            accord.give_casting_vote(id_, position=casting_vote)
    with office.acting("secretary") as accord:
        accord.certify_result(id_)
