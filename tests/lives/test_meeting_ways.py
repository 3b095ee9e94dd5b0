"""Ways of meetings that take more than one stream or a late record, told on a real record."""

from __future__ import annotations

from datetime import timedelta

from accord.aggregates.meeting import Meeting
from tests import partnership as p
from tests.lives.test_meeting_life import MEETINGS, MeetingWalk


class Ways(MeetingWalk):
    """A meeting, as a story tells it."""

    tells = True


def test_a_meeting_that_the_office_records_after_it_was_convened_and_took_place_is_held():
    walk = Ways()
    now = walk.office.now
    said = {"agreement": p.AGREEMENT, "body": "board", "place": "Town hall", "urgent": True}
    said |= {"reason": "The river rises.", "starts": now - timedelta(hours=50)}
    said["occurred_on"] = said["starts"].date()
    assert walk.give("convene_meeting", MEETINGS[0], **said)
    assert walk.stage(walk.office.record.read(Meeting, MEETINGS[0])) == "held"
    walk.teardown()
