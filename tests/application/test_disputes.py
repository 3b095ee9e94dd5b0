"""A dispute stands in the schedule of its agreement, so that streams alone tell whether that can be closed."""

from __future__ import annotations

from tests import partnership as p
from tests.application.commands import NEW
from tests.examples.disputes import dispute_examples
from tests.story import circumstances

from accord.aggregates.dispute import Dispute
from accord.aggregates.obligation import DisputeEntered, Schedule, schedule_id

SCHEDULE = schedule_id(p.AGREEMENT)


def raised_long_ago(office):
    """Before the schedules knew of disputes, one was raised."""
    raised = next(iter(dispute_examples()))
    with office.record.unit() as unit, unit.command():
        unit.append(Dispute(NEW), circumstances(), raised)


def test_a_dispute_is_entered_once_when_it_is_raised(office):
    office.do("agree_to_settle", p.DISPUTE, by=p.ADA, party=p.CITY, settlement_hash="ab" * 32)

    assert office.record.read(Schedule, SCHEDULE).disputes == [p.DISPUTE]


def test_one_that_was_raised_before_that_is_entered_by_the_next_act_in_it(office):
    raised_long_ago(office)
    assert NEW not in office.record.read(Schedule, SCHEDULE).disputes

    office.do("agree_to_settle", NEW, by=p.ADA, party=p.CITY, settlement_hash="ab" * 32)

    assert office.last()[0].event == DisputeEntered(agreement=p.AGREEMENT, dispute=NEW)
    assert NEW in office.record.read(Schedule, SCHEDULE).disputes


def test_one_that_ends_with_that_act_need_not_be(office):
    raised_long_ago(office)

    office.do("withdraw_dispute", NEW, by=p.ADA, party=p.CITY)

    assert NEW not in office.record.read(Schedule, SCHEDULE).disputes
