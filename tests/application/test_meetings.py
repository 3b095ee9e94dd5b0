"""Who presides convenes the body and has its minutes kept; a meeting stands under its agreement."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from tests import partnership as p
from tests.application.commands import COMMANDS, NEW
from tests.application.office import AMENDING, decide
from tests.story import NOW

from accord.aggregates.decision import Decision
from accord.aggregates.decision.discussing_events import MotionNoticeLapsed
from accord.aggregates.decision.noticing import of_the_same_body
from accord.aggregates.meeting import Attendance, Meeting, Stage
from accord.errors import NotEntitled, NotFound, Refused

ADOPTING = UUID("0b119000-0000-7000-8000-0000000000b1")
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
    refused = office.refusal("adopt_minutes", p.MEETING, by=p.ADA, decision=AMENDING)
    assert "is not about this meeting" in refused.reason
    said = COMMANDS["table_motion"].said | {"cls": "ordinary", "about": p.MEETING}
    office.do("table_motion", ADOPTING, **said)
    office.do("open_voting", ADOPTING, by=p.ADA, closes=office.now + timedelta(days=3))
    decide(office, ADOPTING)
    office.do("adopt_minutes", p.MEETING, by=p.ADA, decision=ADOPTING)

    (adopted,) = office.last()
    assert adopted.env.authority == f"decision:{ADOPTING}"
    found = office.record.read(Meeting, p.MEETING)
    assert found.attendance["city-2"].status is Attendance.REMOTE
    assert found.stage(office.now) is Stage.CLOSED


def test_minutes_do_not_stand_by_a_motion_that_is_not_decided(office):
    office.now = NOW + timedelta(days=8)
    office.do("record_minutes", p.MEETING, **MINUTES)

    refused = office.refusal("adopt_minutes", p.MEETING, decision=p.DECISION)
    assert type(refused) is Refused
    assert refused.facts == {"field": "decision"}


# --- The notice that a meeting gives of its motions ------------------------------------------

AGENDA = {**NOTICE, "starts": NOW + timedelta(days=10)}
OTHER = UUID("0b119000-0000-7000-8000-0000000000b2")


def noticed(office, motion=AMENDING):
    return [n.meeting for n in office.record.read(Decision, motion).discussion.notices]


def test_a_motion_that_is_taken_off_the_agenda_has_no_notice_any_more(office):
    office.do("convene_meeting", NEW, by=p.ADA, **AGENDA | {"agenda": (AMENDING,)})
    assert noticed(office) == [NEW]
    office.do("revise_agenda", NEW, by=p.ADA, agenda=(p.DECISION,))
    assert noticed(office) == []
    assert [entry.event.TYPE for entry in office.last(2)] == [
        "meeting.agenda_revised/1",
        "decision.motion_notice_lapsed/1",
    ]
    office.do("revise_agenda", NEW, by=p.ADA, agenda=(AMENDING,))
    assert noticed(office) == [NEW]


def test_a_meeting_that_is_called_off_gives_no_notice_and_another_one_still_does(office):
    for meeting in (NEW, OTHER):
        office.do("convene_meeting", meeting, by=p.ADA, **AGENDA | {"agenda": (AMENDING,)})
    assert noticed(office) == [NEW, OTHER]
    office.do("call_off_meeting", NEW, by=p.ADA, reason="Storm.")
    assert noticed(office) == [OTHER]
    lapsed = office.last()[0]
    assert lapsed.event == MotionNoticeLapsed(meeting=NEW)


def test_notice_that_was_given_without_a_meeting_stands_when_it_is_called_off(office):
    office.do("notice_motion", AMENDING, by=p.ADA, opens_on=NOW.date() + timedelta(days=1))
    office.do("convene_meeting", NEW, by=p.ADA, **AGENDA | {"agenda": (AMENDING,)})
    office.do("call_off_meeting", NEW, by=p.ADA, reason="Storm.")
    assert noticed(office) == [None]


def test_what_is_voted_on_already_keeps_its_notice(office):
    office.do("convene_meeting", NEW, by=p.ADA, **AGENDA | {"agenda": (AMENDING,)})
    office.now = NOW + timedelta(days=9)
    office.do("notice_motion", AMENDING, by=p.ADA, opens_on=office.now.date())
    office.do("open_voting", AMENDING, by=p.ADA, closes=office.now + timedelta(days=3))
    office.do("call_off_meeting", NEW, by=p.ADA, reason="Storm.")
    assert office.last()[0].event.TYPE == "meeting.called_off/1"


def test_a_meeting_that_gives_notice_by_itself_is_one_that_is_known_and_of_the_same_body(office):
    soon = {"by": p.ADA, "opens_on": NOW.date() + timedelta(days=1)}
    unknown = office.refusal("notice_motion", AMENDING, **soon, meeting=NEW)
    assert type(unknown) is Refused
    assert unknown.facts == {"field": "meeting"}
    assert "convene it first" in unknown.reason
    office.do("notice_motion", AMENDING, **soon, meeting=p.MEETING)
    assert noticed(office) == [p.MEETING]


def test_a_meeting_of_another_body_gives_no_notice():
    motion, meeting = Decision(AMENDING), Meeting(p.MEETING)
    motion.agreement = meeting.agreement = p.AGREEMENT
    motion.body, meeting.body = "board", "forum"
    with pytest.raises(Refused, match="is one of body forum, and the motion is before body board"):
        of_the_same_body(motion, meeting)
