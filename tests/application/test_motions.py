"""A motion is about something that there is, and that its carrying can change."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from tests import partnership as p
from tests.application.commands import NEW
from tests.application.office import OWED, POSTS, Office, conclude

from accord.aggregates.agreement import Procedure
from accord.aggregates.matters import Matter
from accord.aggregates.obligation import Obligation, Status
from accord.errors import NotFound, OutOfOrder, Refused
from accord.rules import Position

MATTERS = (Matter.WAIVER, Matter.SUPERSESSION)
MOTION = {
    "agreement": p.AGREEMENT,
    "body": "board",
    "cls": "ordinary",
    "title": "On",
    "text": "That it be.",
}


@pytest.fixture
def board(new_office: Office) -> Office:
    """An office of which the board decides on waivers and supersession; the city owes a report."""
    rules = tuple(Procedure(matter=m, body="board", cls="ordinary") for m in MATTERS)
    conclude(new_office, replace(p.TERMS, procedures=rules))
    new_office.now = datetime(2026, 5, 4, 9, tzinfo=UTC)
    new_office.do("schedule_obligation", p.OBLIGATION, agreement=p.AGREEMENT, **OWED)
    return new_office


def refusal(board: Office, matter: Matter, about: object) -> Refused:
    return board.refusal("table_motion", NEW, matter=matter, about=about, **MOTION)


@pytest.mark.parametrize("matter", MATTERS)
def test_a_motion_is_about_what_is_in_the_register(board, matter):
    assert f"a motion on {matter} says which" in refusal(board, matter, None).reason
    assert type(refusal(board, matter, p.CITY)) is NotFound


def test_nobody_moves_to_waive_what_is_kept_already(board):
    board.do("record_met", p.OBLIGATION, evidence=("ab" * 32,))
    found = refusal(board, Matter.WAIVER, p.OBLIGATION)
    assert type(found) is OutOfOrder
    assert "this obligation is met already" in found.reason


def test_no_agreement_is_moved_to_take_its_own_place(board):
    found = refusal(board, Matter.SUPERSESSION, p.AGREEMENT)
    assert found.facts["field"] == "about"
    board.do("draft_agreement", NEW, terms=p.TERMS)
    board.do("table_motion", p.DECISION, matter=Matter.SUPERSESSION, about=NEW, **MOTION)


def test_once_it_has_ended_the_board_still_waives_what_is_owed(board):
    board.now = datetime(2029, 5, 4, 9, tzinfo=UTC)
    board.do("table_motion", p.DECISION, matter=Matter.WAIVER, about=p.OBLIGATION, **MOTION)
    board.do("open_voting", p.DECISION, closes=datetime(2029, 5, 9, 9, tzinfo=UTC))
    for seat in ("city-1", "city-2", "trust-1", "trust-2"):
        by = POSTS[seat][0]
        board.do("cast_ballot", p.DECISION, by=by, seat=seat, position=Position.FOR)
    board.do("close_voting", p.DECISION)
    board.do("certify_result", p.DECISION)
    board.do("waive", p.OBLIGATION, decision=p.DECISION)
    assert board.record.read(Obligation, p.OBLIGATION).status is Status.WAIVED


def test_once_it_has_ended_a_meeting_is_convened_to_wind_it_up(board):
    board.now = datetime(2029, 5, 4, 9, tzinfo=UTC)
    hall = {"body": "board", "starts": datetime(2029, 5, 9, 9, tzinfo=UTC), "place": "Hall"}
    board.do("convene_meeting", NEW, agreement=p.AGREEMENT, **hall)
    assert date(2029, 5, 4) > p.ENDS
