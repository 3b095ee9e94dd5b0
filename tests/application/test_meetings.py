"""Who presides convenes the body and has its minutes kept; a meeting stands under its agreement."""

from __future__ import annotations

from datetime import timedelta

from tests import partnership as p
from tests.application.commands import COMMANDS, NEW
from tests.application.office import AMENDING, decide
from tests.story import NOW

from accord.aggregates.meeting import Attendance, Meeting, Stage
from accord.errors import NotEntitled, NotFound, Refused

NOTICE = COMMANDS["convene_meeting"].said
MINUTES = {"sha256": "ab" * 32, "title": "Minutes"}


def test_the_chair_convenes_the_body_and_nobody_else_of_it(office):
    refused = office.refusal("convene_meeting", NEW, by=p.BEN, **NOTICE)
    assert type(refused) is NotEntitled
    assert refused.facts == {"post": "city-1"}

    office.do("convene_meeting", NEW, by=p.ADA, **NOTICE)
    assert office.record.read(Meeting, NEW).agenda == (p.DECISION,)


def test_on_the_agenda_are_decisions_that_there_are(office):
    refused = office.refusal("convene_meeting", NEW, **NOTICE | {"agenda": (NEW,)})

    assert type(refused) is NotFound
    assert "there is no decision" in refused.reason


def test_a_meeting_goes_from_its_notice_to_minutes_that_stand(office):
    office.now = NOW + timedelta(days=7)
    office.do("open_voting", AMENDING, by=p.ADA, closes=p.CLOSES + timedelta(days=3))
    decide(office, AMENDING)
    office.now = NOW + timedelta(days=8)
    office.do("record_attendance", p.MEETING, by=p.ADA, seat="city-2", status=Attendance.REMOTE)
    office.do("record_minutes", p.MEETING, by=p.ADA, decisions=(AMENDING,), **MINUTES)
    office.do("adopt_minutes", p.MEETING, by=p.ADA, decision=AMENDING)

    (adopted,) = office.last()
    assert adopted.env.authority == f"decision:{AMENDING}"
    found = office.record.read(Meeting, p.MEETING)
    assert found.attendance["city-2"].status is Attendance.REMOTE
    assert found.stage(office.now) is Stage.CLOSED


def test_minutes_do_not_stand_by_a_motion_that_is_not_decided(office):
    office.now = NOW + timedelta(days=8)
    office.do("record_minutes", p.MEETING, **MINUTES)

    refused = office.refusal("adopt_minutes", p.MEETING, decision=p.DECISION)
    assert type(refused) is Refused
    assert refused.facts == {"field": "decision"}
