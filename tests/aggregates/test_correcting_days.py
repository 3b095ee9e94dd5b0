"""A day is corrected where nothing remembers it, to a day on which the act was possible; elsewhere it is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from tests import partnership as p
from tests.examples import EVENTS
from tests.story import OFFICE, given, happened, recorded

from accord.aggregates.agreement import Agreement
from accord.aggregates.amendment import Amendment
from accord.aggregates.correctable import DAYS, instead
from accord.aggregates.correcting import RecordCorrected, correct
from accord.aggregates.correcting_days import could_be_then
from accord.aggregates.decision import Decision
from accord.aggregates.dispute import Dispute
from accord.aggregates.meeting import Meeting
from accord.aggregates.obligation import Kind, Obligation
from accord.aggregates.obligation import events as o
from accord.aggregates.party import Party, PartyKind, PartyRegistered
from accord.aggregates.role import Role
from accord.errors import OutOfOrder, Refused
from accord.events import EVENT_TYPES
from accord.store.unit import fold

KINDS = {
    kind.NAME: kind
    for kind in (Agreement, Amendment, Decision, Dispute, Meeting, Obligation, Party, Role)
}
SCHEDULED = o.ObligationScheduled(
    agreement=p.AGREEMENT,
    party=p.CITY,
    title="Report",
    due_on=date(2026, 3, 1),
    kind=Kind.REPORT,
)
MET = o.ObligationMet(met_on=date(2026, 2, 3))
HISTORY = (SCHEDULED, happened(MET, days=3))
CITY = PartyRegistered(kind=PartyKind.PUBLIC_AGENCY, legal_name="City of Northmere")


def correcting(*history: Any, kind=Obligation, version=2, field="met_on", now="2026-02-04", **said):
    entries = given(kind, *history).history
    return given(kind, *history).when(
        lambda _, act: correct(entries, act, version=version, field=field, now=now, **said),
        reason="A slip.",
    )


def test_the_day_on_which_an_obligation_was_met_is_corrected():
    correcting(*HISTORY, was="2026-02-03").then(
        RecordCorrected(
            version=2,
            corrected="obligation.met/1",
            field="met_on",
            was="2026-02-03",
            now="2026-02-04",
        )
    )
    correcting(*HISTORY, now="2026-02-03").then_refused(OutOfOrder, "already says “2026-02-03”")
    correcting(*HISTORY, was="2026-02-01").then_refused(OutOfOrder, "says “2026-02-03”, and not")
    correcting(*HISTORY, now="yesterday").then_refused(Refused, "is no day; write it as 2026-05-04")


def test_the_day_of_an_entry_is_corrected_and_added_but_not_beside_an_instant():
    late = happened(CITY, occurred_on=date(2026, 1, 5))
    told = correcting(late, kind=Party, version=1, field="occurred_on", now="2026-01-15")
    assert [(each.was, each.now) for each in told.events] == [("2026-01-05", "2026-01-15")]
    told = correcting(CITY, kind=Party, version=1, field="occurred_on", now="2026-01-15")
    assert [each.was for each in told.events] == [None]
    instant = happened(CITY, occurred_at=datetime(2026, 1, 5, 9, tzinfo=UTC))
    correcting(instant, kind=Party, version=1, field="occurred_on").then_refused(
        Refused, "says at which instant it occurred"
    )


def test_an_act_was_possible_on_the_day_that_is_said_now():
    found = given(Obligation, *HISTORY)
    entry, agreement = found.history[1], given(Agreement).state
    agreement.effective_from = date(2026, 2, 1)

    def then(day: date) -> None:
        could_be_then(found.state, entry, day, zone=p.ZONE, agreement=agreement)

    then(date(2026, 2, 1))
    then(date(2026, 2, 5))
    with pytest.raises(Refused, match="recorded on 2026-02-05, and what happens on 2026-02-06"):
        then(date(2026, 2, 6))
    with pytest.raises(Refused, match="nothing is owed under the agreement before"):
        then(date(2026, 1, 31))


def _example(type_: str, **changes: Any):
    event = next(each for each in EVENTS if type_ == each.TYPE)
    return replace(event, **changes)


@pytest.mark.parametrize(("type_", "field"), [(t, f) for t, names in DAYS.items() for f in names])
def test_nothing_remembers_a_day_that_can_be_corrected(type_, field):
    kind = KINDS[type_.partition(".")[0]]

    def remembered(day: date):
        in_event = hasattr(_example(type_), field)
        event = _example(type_, **({field: day} if in_event else {}))
        entry = happened(event, **({} if in_event else {field: day}))
        return fold(kind, OFFICE, recorded(OFFICE, [entry]))

    assert remembered(date(2026, 1, 5)) == remembered(date(2026, 1, 25))


@pytest.mark.parametrize("type_", sorted(EVENT_TYPES))
def test_where_the_day_of_an_act_is_read_the_refusal_says_what_reads_it(type_):
    kind = type_.partition(".")[0]
    if kind in KINDS and "occurred_on" not in DAYS.get(type_, ()):
        assert "read from it" in (words := instead(type_, "occurred_on")) or "counted" in words


def test_where_a_rule_or_a_guard_reads_the_day_it_is_not_corrected():
    correcting(*HISTORY, field="occurred_on").then_refused(
        Refused,
        "only met_on and reason can be corrected in it; whether it was due, and who could waive it",
    )
