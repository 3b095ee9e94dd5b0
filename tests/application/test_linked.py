"""What one thing has to do with another: meetings with motions, obligations with decisions and the close-out."""

from __future__ import annotations

from datetime import date, timedelta

from tests import partnership as p
from tests.application.commands import COMMANDS, NEW
from tests.application.office import AMENDING, OWED
from tests.story import NOW

from accord.aggregates.agreement import Agreement
from accord.aggregates.agreement.stages import Stage
from accord.aggregates.decision import Decision
from accord.errors import NotFound, OutOfOrder

MEETING = COMMANDS["convene_meeting"].said | {"starts": p.CLOSES, "agenda": (AMENDING,)}
DAY = p.CLOSES.date()


def test_to_convene_a_meeting_is_to_give_notice_of_the_motions_on_its_agenda(office):
    office.do("convene_meeting", NEW, by=p.ADA, **MEETING)

    notice = office.record.read(Decision, AMENDING).discussion.notice
    assert notice.opens_on == DAY
    refused = office.refusal("open_voting", AMENDING, by=p.ADA, closes=p.CLOSES)
    assert DAY.isoformat() in refused.reason


def test_notice_that_was_given_for_an_earlier_day_still_holds_on_the_day_of_the_meeting(office):
    office.do("notice_motion", AMENDING, by=p.ADA, opens_on=NOW.date())

    office.do("convene_meeting", NEW, by=p.ADA, **MEETING)

    assert office.record.read(Decision, AMENDING).discussion.notice.opens_on == NOW.date()


def test_an_urgent_meeting_gives_no_notice_of_its_motions(office):
    office.do("convene_meeting", NEW, by=p.ADA, urgent=True, reason="Flood.", **MEETING)

    assert office.record.read(Decision, AMENDING).discussion.notice is None


def test_of_a_motion_that_is_being_voted_on_no_notice_is_given(office):
    office.do("convene_meeting", NEW, by=p.ADA, **MEETING | {"agenda": (p.DECISION,)})

    assert office.record.read(Decision, p.DECISION).discussion.notice is None


def test_a_motion_put_on_the_agenda_later_is_noticed_then(office):
    office.do("convene_meeting", NEW, by=p.ADA, **MEETING | {"agenda": ()})

    office.do("revise_agenda", NEW, by=p.ADA, agenda=(AMENDING,))

    assert office.record.read(Decision, AMENDING).discussion.notice.opens_on == DAY


def test_an_implementation_names_obligations_that_there_are(carried):
    refused = carried.refusal(
        "record_implementation", p.DECISION, complete=True, obligations=(NEW,)
    )

    assert type(refused) is NotFound


def test_an_implementation_names_obligations_under_its_own_agreement(carried):
    carried.do("record_implementation", p.DECISION, complete=False, obligations=(p.OBLIGATION,))

    last = carried.last()[0].event
    assert last.obligations == (p.OBLIGATION,)


def test_an_agreement_is_not_closed_while_something_is_owed(office):
    office.now = NOW + timedelta(days=3 * 366)
    assert office.record.read(Agreement, p.AGREEMENT).stage(date(2029, 5, 1)) is Stage.EXPIRED
    office.do("start_close_out", p.AGREEMENT)

    refused = office.refusal("complete_close_out", p.AGREEMENT)
    assert type(refused) is OutOfOrder
    assert str(p.OBLIGATION) in str(refused.facts)

    office.do("record_met", p.OBLIGATION, evidence=("ab" * 32,))
    refused = office.refusal("complete_close_out", p.AGREEMENT)
    assert "1 dispute is not over" in refused.reason
    assert refused.facts["disputes"] == [str(p.DISPUTE)]

    office.do("withdraw_dispute", p.DISPUTE, by=p.ADA, party=p.CITY)
    office.do("complete_close_out", p.AGREEMENT)
    assert office.record.read(Agreement, p.AGREEMENT).stage(date(2029, 5, 8)) is Stage.CLOSED


def test_a_decision_is_complete_once_what_is_owed_by_it_is_settled(carried):
    owed = {**OWED, "due_on": date(2026, 9, 1), "decision": p.DECISION, "clause": ""}
    carried.do("schedule_obligation", NEW, agreement=p.AGREEMENT, **owed)
    part = {"complete": False, "obligations": (p.OBLIGATION,)}
    carried.do("record_implementation", p.DECISION, **part)
    refused = carried.refusal("record_implementation", p.DECISION, complete=True)
    assert refused.facts == {"open": [str(p.OBLIGATION), str(NEW)]}
    carried.do("record_met", p.OBLIGATION, evidence=("ab" * 32,))
    refused = carried.refusal("record_implementation", p.DECISION, complete=True)
    assert refused.facts == {"open": [str(NEW)]}
    although = {"although_open": True, "reason": "It is owed each year."}
    carried.do("record_implementation", p.DECISION, complete=True, **although)
    assert carried.last()[0].event.still_open == (NEW,)


def test_what_is_owed_by_nothing_decided_does_not_keep_a_decision_open(carried):
    carried.do("record_implementation", p.DECISION, complete=True)
    assert carried.last()[0].event.still_open == ()
