"""A vote by secret ballot on a real record: mark and ballot commit together, the close opens the box and destroys it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa
from tests import choices
from tests import partnership as p
from tests.application.office import POSTS, Office, conclude, found
from tests.application.voters import SEATS, opened, stop_before_commit, vote_until_killed
from tests.store.processes import PATIENCE, PROCESSES, process
from tests.story import CLERK, NOW

from accord.aggregates.agreement.terms import ClassRule, StandingOrders
from accord.aggregates.decision import Decision, PaperCount
from accord.aggregates.decision import sealed_events as s
from accord.aggregates.decision.memory import Stage
from accord.aggregates.register import Capability
from accord.errors import NotEntitled, OutOfOrder
from accord.rules import Position, Verdict
from accord.store import ballot_box
from accord.store.disclosures import Damaged
from accord.store.schema import ballot_box as table

SECRET = StandingOrders(body="board", secret_classes=("spending",), clause="members")
MOTION = {"body": "board", "cls": "spending", "title": "Clean the weir", "text": "That it be."}
FOR, AGAINST = Position.FOR, Position.AGAINST


@pytest.fixture
def board(database_url: str) -> Iterator[Office]:
    """An office where voting by secret ballot is open on a motion."""
    office = Office(database_url)
    found(office)
    conclude(office, replace(p.TERMS, standing_orders=(SECRET,)))
    office.now = NOW
    office.do("table_motion", p.DECISION, agreement=p.AGREEMENT, **MOTION)
    office.do("open_voting", p.DECISION, by=p.ADA, closes=p.CLOSES)
    yield office
    office.record.close()


def seal(office: Office, **positions: str) -> None:
    for name, position in positions.items():
        seat = name.replace("_", "-")
        said = {"seat": seat, "position": Position(position)}
        office.do("cast_sealed_ballot", p.DECISION, by=POSTS[seat][0], **said)


def box(office: Office) -> dict[Any, int]:
    with office.record.engine.connect() as conn:
        return {k: n for k, n in ballot_box.contents(conn, p.DECISION, 1).items() if n}


def of_the_decision(office: Office) -> list[Any]:
    """The opening and the close, without what the docket has of them."""
    return [at for at in office.last(3) if at.agg == p.DECISION]


def rows(office: Office) -> int:
    with office.record.engine.connect() as conn:
        return int(conn.scalar(sa.select(sa.func.count()).select_from(table)) or 0)


def test_a_ballot_lies_in_the_box_and_its_seat_stands_on_the_record(board):
    seal(board, city_1="for")
    (mark,) = board.last()
    assert mark.event == s.VoterMarked(seat="city-1")
    assert (mark.env.recorded_by, mark.env.on_behalf_of) == (p.ADA, p.CITY)
    assert box(board) == {(0, FOR): 1}


def test_the_close_opens_the_box_in_a_command_of_its_own_and_destroys_it(board):
    seal(board, city_1="for", city_2="for", trust_1="against", trust_2="for")
    marks = board.last(4)
    board.do("close_voting", p.DECISION, by=p.ADA)
    opened_, closed = of_the_decision(board)
    assert {c.position: c.ballots for c in opened_.event.ballots} == {FOR: 3, AGAINST: 1}
    assert opened_.cmd == closed.cmd
    assert opened_.cmd not in {mark.cmd for mark in marks}
    assert opened_.recorded_at > max(mark.recorded_at for mark in marks)
    assert opened_.env.correlation_id is None
    assert rows(board) == 0
    assert board.do("certify_result", p.DECISION).verdict is Verdict.CARRIED


def test_a_refused_ballot_leaves_nothing_in_the_box(board):
    seal(board, city_1="for")
    again = {"by": p.ADA, "seat": "city-1", "position": AGAINST}
    assert isinstance(board.refusal("cast_sealed_ballot", p.DECISION, **again), OutOfOrder)
    assert box(board) == {(0, FOR): 1}


def test_a_box_that_was_tampered_with_is_not_counted_and_nothing_is_written(board):
    seal(board, city_1="for", city_2="for", trust_1="for")
    board.now = p.CLOSES
    with board.record.recorder.write.begin() as conn:
        ballot_box.put(conn, p.DECISION, 1, {(0, AGAINST): 2})
    refused = board.refusal("close_voting", p.DECISION, by=p.ADA)
    assert "5 ballots of seats like city-1 lie in the box, and 3" in refused.reason
    assert box(board) == {(0, FOR): 3, (0, AGAINST): 2}


def test_no_ballot_is_taken_where_the_box_is_gone(board):
    with board.record.recorder.write.begin() as conn:
        ballot_box.destroy(conn, p.DECISION, 1)
    before = board.record.last_position()
    with pytest.raises(Damaged, match="the ballot box of voting 1"):
        seal(board, city_1="for")
    assert board.record.last_position() == before


def test_a_void_vote_destroys_the_box_unopened_and_the_next_has_its_own(board):
    seal(board, city_1="for", city_2="for")
    board.now = p.CLOSES
    state = board.do("close_voting", p.DECISION, by=p.ADA)
    assert board.last()[0].event == s.SecretVoteVoided(ballots=2)
    assert (state.stage(board.now), rows(board)) == (Stage.TABLED, 0)
    closes = p.CLOSES.replace(day=20)
    board.do("open_voting", p.DECISION, by=p.ADA, closes=closes)
    seal(board, city_1="against", city_2="against", trust_1="against", trust_2="against")
    with board.record.engine.connect() as conn:
        found_ = ballot_box.contents(conn, p.DECISION, 2)
    assert found_[0, AGAINST] == 4
    board.do("close_voting", p.DECISION, by=p.ADA)
    assert board.do("certify_result", p.DECISION).verdict is Verdict.LOST


def test_who_demands_a_meeting_ends_a_secret_vote_by_correspondence_and_its_box(new_office):
    orders = replace(SECRET, written_procedure=True, meeting_on_demand=True, late_quorum_hours=2)
    conclude(new_office, replace(p.TERMS, standing_orders=(orders,)))
    new_office.now = NOW
    new_office.do("table_motion", p.DECISION, agreement=p.AGREEMENT, **MOTION)
    by_post = {"closes": p.CLOSES, "by_correspondence": True}
    opened_ = new_office.do("open_voting", p.DECISION, by=p.ADA, **by_post)
    assert opened_.late_quorum_hours == 0  # a longer vote would tell how those stand who have voted
    seal(new_office, city_1="for", city_2="against", trust_1="for")
    assert rows(new_office) > 0
    new_office.do("demand_meeting", p.DECISION, by=p.DAN, seat="trust-2")
    assert rows(new_office) == 0
    assert new_office.record.read(Decision, p.DECISION).stage(NOW) is Stage.TABLED


def test_a_body_elects_in_secret(new_office):
    works = ClassRule(cls="works", rule=choices.rule(kind="plurality", id="one"))
    board = replace(p.BOARD, rules=(*p.BOARD.rules, works))
    orders = replace(SECRET, secret_classes=("works",))
    conclude(new_office, replace(p.TERMS, bodies=(board,), standing_orders=(orders,)))
    new_office.now = NOW
    motion = MOTION | {"cls": "works", "options": choices.OPTIONS}
    new_office.do("table_motion", p.DECISION, agreement=p.AGREEMENT, **motion)
    new_office.do("open_voting", p.DECISION, by=p.ADA, closes=p.CLOSES)
    for seat, choice in (("city-1", ["weir"]), ("city-2", ["ferry"]), ("trust-1", ["weir"])):
        said = {"by": POSTS[seat][0], "seat": seat, "choice": choice}
        new_office.do("cast_sealed_ballot", p.DECISION, **said)
    new_office.do("cast_sealed_ballot", p.DECISION, by=p.DAN, seat="trust-2", choice=[])
    assert box(new_office) == {(0, "o0"): 2, (0, "o1"): 1, (0, "abstain"): 1}
    new_office.do("close_voting", p.DECISION, by=p.ADA)
    assert rows(new_office) == 0
    (opened_,) = (at for at in new_office.last(3) if type(at.event) is s.SealedChoicesOpened)
    assert [(each.option, each.ballots) for each in opened_.event.ballots] == [
        ("weir", 2),
        ("ferry", 1),
        ("", 1),
    ]
    new_office.do("certify_result", p.DECISION)
    assert new_office.last()[0].event.chosen == ("weir",)


def test_paper_and_sealed_ballots_are_counted_together(board):
    seal(board, city_1="for")
    board.do("record_voters", p.DECISION, seats=["city-2", "trust-1", "trust-2"])
    marks = board.last(3)
    assert [mark.env.on_behalf_of for mark in marks] == [p.CITY, p.TRUST, p.TRUST]
    counts = [PaperCount(AGAINST, 2), PaperCount(Position.INVALID, 1)]
    board.do("record_secret_count", p.DECISION, by=p.ADA, counts=counts)
    (counted,) = board.last()
    assert counted.cmd not in {mark.cmd for mark in marks}
    board.do("close_voting", p.DECISION, by=p.ADA)
    opened_, _ = of_the_decision(board)
    found_ = {c.position: c.ballots for c in opened_.event.ballots}
    assert found_ == {FOR: 1, AGAINST: 2, Position.INVALID: 1}


def test_who_voted_on_paper_is_recorded_by_the_office_or_by_the_party_of_the_seat(board):
    refused = board.refusal("record_voters", p.DECISION, by=p.ADA, seats=["city-1"])
    assert (type(refused), refused.facts) == (
        NotEntitled,
        {"needed": Capability.RECORD_FOR_OTHERS},
    )
    enrol = {"principal": p.EVE, "party": p.TRUST, "capabilities": (Capability.RECORD_FOR_OTHERS,)}
    board.do("enrol_principal", by=CLERK, **enrol)
    both = ["trust-1", "city-1"]
    refused = board.refusal("record_voters", p.DECISION, by=p.EVE, seats=both)
    assert "or the register's office can do this" in refused.reason
    board.do("record_voters", p.DECISION, by=p.EVE, seats=["trust-1"])


# --- Killed ----------------------------------------------------------------------------------


def assert_as_many(office: Office) -> int:
    """Just as many ballots in the box as seats marked in the log."""
    marks = office.record.read(Decision, p.DECISION).sealed.voted
    assert sum(box(office).values()) == len(marks)
    return len(marks)


def test_voters_killed_at_any_moment_leave_no_mark_without_a_ballot_and_no_ballot_without_a_mark(
    database_url: str,
) -> None:
    office = opened(database_url)
    for kill in range(6):
        first = assert_as_many(office)
        with process(vote_until_killed, database_url, first) as voter:
            _wait_for_votes(office, first + 3)
            time.sleep(kill * 3 / 1000)
            voter.kill()
            voter.join(PATIENCE)
    assert 0 < assert_as_many(office) < len(SEATS)
    office.record.close()


def test_a_ballot_that_was_written_but_not_committed_is_gone_after_a_kill(
    database_url: str,
) -> None:
    office = opened(database_url)
    written = PROCESSES.Event()
    with process(stop_before_commit, database_url, written):
        assert written.wait(PATIENCE)
    assert assert_as_many(office) == 0
    office.record.close()


def _wait_for_votes(office: Office, count: int) -> None:
    deadline = time.monotonic_ns() + PATIENCE * 10**9
    while len(office.record.read(Decision, p.DECISION).sealed.voted) < count:
        assert time.monotonic_ns() < deadline, "the voter does not vote"
        time.sleep(1 / 1000)
