"""A clerical error in the record is corrected beside it; what a rule or a guard reads never is."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest
from tests import partnership as p
from tests.examples.disputes import dispute_examples
from tests.examples.meetings import STARTS
from tests.story import an_act, given, happened

from accord.aggregates.correcting import CORRECTABLE, INSTEAD, RecordCorrected, correct
from accord.aggregates.dispute import Dispute
from accord.aggregates.meeting import Meeting
from accord.aggregates.meeting import events as m
from accord.aggregates.obligation import Kind, Obligation
from accord.aggregates.obligation import events as o
from accord.errors import NotFound, OutOfOrder, Refused
from accord.events import EVENT_TYPES

SCHEDULED = o.ObligationScheduled(
    agreement=p.AGREEMENT, party=p.CITY, title="Raport", due_on=STARTS.date(), kind=Kind.REPORT
)
CORRECTION = RecordCorrected(
    version=1,
    corrected="obligation.scheduled/1",
    field="title",
    was="Raport",
    now="Report",
    party=p.CITY,
)


def correcting(*history: Any, **said: Any):
    entries = given(Obligation, *history).history
    asked = {"version": 1, "field": "title", "now": "Report", "reason": "A slip."} | said
    reason = asked.pop("reason")
    return given(Obligation, *history).when(
        lambda _, act: correct(entries, act, **asked), reason=reason
    )


def test_what_an_entry_should_have_said_is_recorded_beside_it():
    told = correcting(SCHEDULED)

    told.then(CORRECTION)


def test_a_correction_changes_nothing_that_is_remembered_but_how_far_the_record_has_come():
    before, after = (
        given(Obligation, SCHEDULED).state,
        given(Obligation, SCHEDULED, CORRECTION).state,
    )
    assert (before.version, after.version) == (1, 2)
    before.version = 2
    assert before == after


def test_a_correction_does_not_keep_out_what_is_recorded_late():
    convened = m.MeetingConvened(agreement=p.AGREEMENT, body="board", starts=STARTS, place="Rom")
    correction = RecordCorrected(
        version=1, corrected="meeting.convened/1", field="place", was="Rom", now="Room 2"
    )
    meeting = given(Meeting, convened, happened(correction, days=60)).state
    assert meeting.since == given(Meeting, convened).state.since


@pytest.mark.parametrize(
    ("said", "kind", "words"),
    [
        ({"version": 2}, NotFound, "there is no entry 2 here; the last one is 1"),
        ({"field": "due_on"}, Refused, "only title can be corrected in it; move the obligation"),
        ({"field": "party"}, Refused, "is not corrected as a clerical error"),
        ({"field": "follow"}, Refused, "is not corrected as a clerical error"),
        ({"now": " "}, Refused, "say what should stand there"),
        ({"reason": None}, Refused, "give the reason"),
        ({"now": "Raport"}, OutOfOrder, "already says “Raport”"),
    ],
)
def test_what_is_refused(said, kind, words):
    correcting(SCHEDULED, **said).then_refused(kind, words)


def test_a_correction_is_not_repeated_but_can_be_corrected_once_more():
    correcting(SCHEDULED, CORRECTION, now="Report").then_refused(
        OutOfOrder, "already says “Report”"
    )
    told = correcting(SCHEDULED, CORRECTION, now="Raport")
    assert [(event.was, event.now) for event in told.events] == [("Report", "Raport")]
    correcting(SCHEDULED, CORRECTION, version=2, field="now", now="Bericht").then_refused(
        Refused, "correct the entry itself once more"
    )


def test_where_nothing_was_said_something_can_be_added():
    raised, court = (
        next(e for e in dispute_examples() if type_ == e.TYPE)
        for type_ in ("dispute.raised/1", "dispute.brought_to_court/1")
    )
    history = given(Dispute, raised, court).history
    event = correct(history, an_act(reason="Known."), version=2, field="reference", now="8/2026")
    assert (event.was, event.now) == (getattr(court, "reference", None) or None, "8/2026")


def test_all_that_can_be_corrected_is_plain_text_in_the_clear():
    for type_, names in CORRECTABLE.items():
        kinds = {each.name: str(each.type) for each in fields(EVENT_TYPES[type_])}
        assert {kinds[name] for name in names} <= {"str", "str | None"}
        assert type_.partition(".")[0] in INSTEAD
