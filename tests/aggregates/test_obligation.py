"""A party owes something on a day: it is scheduled, met with evidence, or not met, or waived."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from tests import partnership as p
from tests.aftermath import decided
from tests.examples.provisions import HASH, PROVISIONS
from tests.story import given, standing

from accord.aggregates.agreement import Procedure
from accord.aggregates.agreement import events as a
from accord.aggregates.agreement.terms import Ending, Ground
from accord.aggregates.decision.events import DecisionHeld
from accord.aggregates.matters import Matter
from accord.aggregates.obligation import (
    Kind,
    Obligation,
    Schedule,
    contribution_id,
    contribution_on,
    record_met,
    record_not_met,
    record_partially_met,
    reschedule,
    schedule_id,
    schedule_obligation,
    unsettled,
    waive,
)
from accord.aggregates.obligation import events as o
from accord.aggregates.obligation.memory import ObligationEntered
from accord.errors import NotFound, OutOfOrder, Refused
from accord.events import Disclosed
from accord.rules import Verdict

DUE = date(2026, 5, 1)
CLAUSES = frozenset({"purpose", "members", "money"})
SAID: dict[str, Any] = {
    "party": p.CITY,
    "title": "Report",
    "due_on": DUE,
    "kind": Kind.REPORT,
    "clause": "money",
}
SCHEDULED = o.ObligationScheduled(agreement=p.AGREEMENT, **SAID)
OWED = replace(SCHEDULED, amount=Decimal(100), unit="EUR")
MET = o.ObligationMet(met_on=DUE)
WAIVED = o.ObligationWaived()
CONTRIBUTING = p.in_force(contributions=(PROVISIONS["contribution"],))


def asked(**changes: Any) -> dict[str, Any]:
    return {"agreement": p.agreement(*CONTRIBUTING), "clauses": CLAUSES, **SAID, **changes}


# --- Scheduling ------------------------------------------------------------------------------


def test_what_a_party_owes_is_scheduled():
    given(Obligation).when(schedule_obligation, **asked()).then(SCHEDULED)


def test_an_obligation_rests_on_a_contribution_of_the_terms():
    told = given(Obligation).when(
        schedule_obligation,
        **asked(clause="", contribution="grant", beneficiary=p.TRUST, due_on=date(2026, 6, 1)),
    )

    assert told.events[0].contribution == "grant"


def test_an_obligation_rests_on_a_carried_decision():
    carried = p.decision(*p.certified(Verdict.CARRIED))

    told = given(Obligation).when(schedule_obligation, **asked(clause="", decision=carried))

    assert told.events[0].decision == p.DECISION


def test_a_party_undertakes_what_rests_on_nothing():
    told = given(Obligation).when(schedule_obligation, on_behalf_of=p.CITY, **asked(clause=""))

    told.then(replace(SCHEDULED, clause=""))


def test_what_a_party_owed_is_entered_after_the_end():
    ended = a.AgreementTerminated(
        effective_from=date(2026, 5, 2), ground=Ground.MUTUAL, decision=p.DECISION
    )

    told = given(Obligation).when(
        schedule_obligation, **asked(agreement=p.agreement(*p.in_force(ended)))
    )

    told.then(SCHEDULED)


NOT_SCHEDULED = {
    "before the agreement is in force": (
        OutOfOrder,
        {"agreement": p.agreement(*p.opened())},
        "nothing is owed under it yet",
    ),
    "for a day before it is in force": (
        Refused,
        {"due_on": date(2026, 3, 31)},
        "nothing is owed under the agreement before it is in force, from 2026-04-01",
    ),
    "of who is no party": (Refused, {"party": p.CLUB}, "no party of this agreement"),
    "to who is no party": (Refused, {"beneficiary": p.CLUB}, "no party of this agreement"),
    "to itself": (Refused, {"beneficiary": p.CITY}, "nobody owes anything to itself"),
    "of nothing": (Refused, {"amount": Decimal(0), "unit": "EUR"}, "more than nothing"),
    "of a number without a unit": (Refused, {"amount": Decimal(5)}, "has a unit"),
    "by a clause that is not there": (Refused, {"clause": "fees"}, "no clause fees"),
    "by a contribution that is not there": (
        NotFound,
        {"contribution": "dues"},
        "no contribution dues",
    ),
    "on no day of the contribution": (
        Refused,
        {"contribution": "grant", "clause": ""},
        "contribution grant is due on 2026-06-01",
    ),
    "of more than the contribution": (
        Refused,
        {"contribution": "grant", "clause": "", "due_on": date(2026, 6, 1)}
        | {"amount": Decimal(1000000), "unit": "EUR"},
        "and not of 1000000 EUR",
    ),
    "by the contribution of another": (
        Refused,
        {"contribution": "grant", "party": p.TRUST},
        "is that of party",
    ),
    "by nothing": (Refused, {"clause": ""}, "rests on something"),
    "by a decision that was lost": (
        Refused,
        {"decision": p.decision(*p.certified(Verdict.LOST))},
        "certified, carried decision",
    ),
    "by a decision of another agreement": (
        Refused,
        {"decision": replace(p.decision(*p.certified(Verdict.CARRIED)), agreement=p.CLUB)},
        "decision of this agreement",
    ),
    "by a decision that is held": (
        Refused,
        {"decision": p.decision(*p.certified(Verdict.CARRIED), DecisionHeld(sponsors=2))},
        "is held",
    ),
    "by a decision that is effective later": (
        Refused,
        {"decision": p.decision(*decided(from_=date(2026, 6, 1)))},
        "effective from 2026-06-01 only",
    ),
}


@pytest.mark.parametrize("which", NOT_SCHEDULED)
def test_nothing_is_scheduled(which):
    kind, changes, words = NOT_SCHEDULED[which]

    given(Obligation).when(schedule_obligation, **asked(**changes)).then_refused(kind, words)


def test_no_obligation_is_scheduled_twice():
    told = given(Obligation, SCHEDULED).when(schedule_obligation, **asked())

    told.then_refused(OutOfOrder, "already scheduled")


def test_who_has_left_owes_only_what_fell_due_before_or_survives():
    left = a.PartyExpelled(effective_from=date(2026, 4, 20), party=p.CITY)
    lasting = a.ProvisionDrafted(ending=Ending(surviving=("money",)))
    bare, surviving = p.in_force(left), p.in_force(lasting, left)
    scheduling = given(Obligation).when
    for day in (date(2026, 4, 19), DUE):
        told = scheduling(
            schedule_obligation, **asked(agreement=p.agreement(*surviving), due_on=day)
        )
        told.then(replace(SCHEDULED, due_on=day))
    told = scheduling(
        schedule_obligation, **asked(agreement=p.agreement(*bare), due_on=date(2026, 4, 19))
    )
    told.then(replace(SCHEDULED, due_on=date(2026, 4, 19)))
    scheduling(schedule_obligation, **asked(agreement=p.agreement(*bare))).then_refused(
        Refused, "no party on 2026-05-01", "and the agreement names none"
    )
    other = asked(agreement=p.agreement(*surviving), clause="purpose")
    scheduling(schedule_obligation, **other).then_refused(Refused, "survives the end: money")


def test_each_day_of_a_contribution_has_an_obligation_of_its_own():
    found = contribution_on(p.agreement(*CONTRIBUTING), DUE, "grant")

    ids = {contribution_id(p.AGREEMENT, "grant", day) for day in found.due_on}
    assert len(ids) == len(found.due_on) == 2
    assert schedule_id(p.AGREEMENT) not in ids


def test_the_schedule_of_an_agreement_names_its_obligations():
    entered = ObligationEntered(agreement=p.AGREEMENT, obligation=p.OBLIGATION)

    assert standing(Schedule, entered).obligations == [p.OBLIGATION]


# --- Met, in part or not at all --------------------------------------------------------------


def test_an_obligation_is_met_with_evidence():
    told = given(Obligation, SCHEDULED).when(
        record_met, agreement=p.agreement(), met_on=DUE, evidence=(HASH,)
    )

    told.then(MET)
    assert not told.state.overdue(date(2027, 1, 1))


def test_an_obligation_is_met_on_the_day_of_the_act_unless_said():
    told = given(Obligation, SCHEDULED).when(record_met, agreement=p.agreement(), evidence=(HASH,))

    told.then(o.ObligationMet(met_on=date(2026, 5, 4)))


def test_without_evidence_nothing_was_met():
    told = given(Obligation, SCHEDULED).when(record_met, agreement=p.agreement())

    told.then_refused(Refused, "shown by evidence")


def test_nothing_is_met_in_the_future():
    told = given(Obligation, SCHEDULED).when(
        record_met, agreement=p.agreement(), met_on=date(2026, 5, 5), evidence=(HASH,)
    )

    told.then_refused(Refused, "yet to come")


def test_a_part_is_met_and_then_more_of_it():
    part = given(Obligation, OWED).when(
        record_partially_met,
        agreement=p.agreement(),
        amount=Decimal(40),
        statement="The first half.",
    )

    assert part.state.done == Decimal(40)
    assert part.state.overdue(date(2026, 5, 4))
    again = given(Obligation, OWED, part.events).when(
        record_partially_met, agreement=p.agreement(), amount=Decimal(70), statement="Some more."
    )
    assert again.state.done == Decimal(70)


@pytest.mark.parametrize("amount", [0, 30, 40, 100, 101])
def test_what_is_met_in_part_is_more_than_before_and_less_than_all(amount):
    before = o.ObligationPartiallyMet(amount=Decimal(40), statement=Disclosed("Half."))

    told = given(Obligation, OWED, before).when(
        record_partially_met, agreement=p.agreement(), amount=Decimal(amount), statement="More."
    )

    told.then_refused(Refused, "less than the 100 that are owed")


def test_what_has_no_amount_is_met_in_part_in_words():
    when = given(Obligation, SCHEDULED).when

    assert (
        when(record_partially_met, agreement=p.agreement(), statement="A draft.").state.done is None
    )
    refused = when(record_partially_met, agreement=p.agreement(), statement="x", amount=Decimal(1))
    refused.then_refused(Refused, "has no amount")


def test_an_obligation_is_not_met_for_a_reason():
    told = given(Obligation, SCHEDULED).when(
        record_not_met, agreement=p.agreement(), reason="It was late."
    )

    told.then(o.ObligationNotMet())
    assert unsettled([told.state]) == [told.state]


def test_that_it_was_not_met_is_said_with_a_reason_after_its_day_and_once():
    when = given(Obligation, SCHEDULED).when

    when(record_not_met, agreement=p.agreement()).then_refused(Refused, "say why")
    early = datetime(2026, 5, 1, 9, tzinfo=UTC)
    told = when(record_not_met, agreement=p.agreement(), reason="Late.", at=early)
    told.then_refused(OutOfOrder, "until that day has passed")
    twice = given(Obligation, SCHEDULED, o.ObligationNotMet()).when
    twice(record_not_met, agreement=p.agreement(), reason="Late.").then_refused(
        OutOfOrder, "already recorded"
    )


def test_what_was_not_met_can_still_be_met():
    told = given(Obligation, SCHEDULED, o.ObligationNotMet()).when(
        record_met, agreement=p.agreement(), evidence=(HASH,)
    )

    assert unsettled([told.state]) == []


ACTS = {
    "met": lambda when: when(record_met, agreement=p.agreement(), evidence=(HASH,)),
    "met in part": lambda when: when(
        record_partially_met, agreement=p.agreement(), statement="Some."
    ),
    "not met": lambda when: when(record_not_met, agreement=p.agreement(), reason="Late."),
    "waived": lambda when: when(waive, agreement=p.agreement()),
    "moved": lambda when: when(reschedule, agreement=p.agreement(), due_on=date(2027, 1, 1)),
}


@pytest.mark.parametrize("end", [MET, WAIVED], ids=["met", "waived"])
@pytest.mark.parametrize("act", ACTS)
def test_nothing_happens_to_what_is_settled(act, end):
    told = ACTS[act](given(Obligation, SCHEDULED, end).when)

    told.then_refused(OutOfOrder, "already")


@pytest.mark.parametrize("act", ACTS)
def test_nothing_happens_to_what_was_never_scheduled(act):
    ACTS[act](given(Obligation).when).then_refused(NotFound, "there is no obligation")


# --- Waived, moved ---------------------------------------------------------------------------


def deciding_on_waivers(*later: Any) -> Any:
    procedures = (
        *p.TERMS.procedures,
        Procedure(matter=Matter.WAIVER, body="board", cls="ordinary"),
    )
    return p.agreement(*p.in_force(*later, procedures=procedures))


def test_a_waiver_is_decided_on():
    decision = p.decision(*p.certified(Verdict.CARRIED, matter=Matter.WAIVER, about=p.OBLIGATION))

    told = given(Obligation, SCHEDULED).when(
        waive, agreement=deciding_on_waivers(), decision=decision
    )

    told.then(o.ObligationWaived(decision=p.DECISION))


def test_a_decision_on_another_obligation_waives_nothing():
    decision = p.decision(*p.certified(Verdict.CARRIED, matter=Matter.WAIVER, about=p.CLUB))

    told = given(Obligation, SCHEDULED).when(waive, agreement=p.agreement(), decision=decision)

    told.then_refused(Refused, "on the matter “waiver” about")


def test_where_a_body_decides_on_waivers_no_assent_takes_its_place():
    told = given(Obligation, SCHEDULED).when(waive, agreement=deciding_on_waivers())

    told.then_refused(Refused, "body board decides on waivers")


@pytest.mark.parametrize(
    "end",
    [
        a.TerminatedByConsent(effective_from=DUE),
        a.CloseOutStarted(effective_from=DUE, parties=1),
    ],
)
def test_once_the_agreement_has_ended_all_others_waive_what_a_body_would_have_decided_on(end):
    waiving = given(Obligation, SCHEDULED).when
    waiving(waive, agreement=deciding_on_waivers(end, assent(p.TRUST))).then(WAIVED)
    waiving(waive, agreement=deciding_on_waivers(end)).then_refused(
        OutOfOrder, f"1 have not given it: {p.TRUST}"
    )


def test_who_owes_something_does_not_waive_it_as_the_last_party_left():
    left = a.PartyExpelled(effective_from=DUE, party=p.TRUST)
    end = a.CloseOutStarted(effective_from=DUE, parties=1)
    given(Obligation, SCHEDULED).when(
        waive, agreement=p.agreement(*p.in_force(left, end))
    ).then_refused(OutOfOrder, "needs the assent of another party", "none left")


def assent(party: Any) -> Any:
    return a.AssentGiven(
        party=party, signatory=p.ADA, post="mayor", matter=Matter.WAIVER, about=p.OBLIGATION
    )


def test_an_obligation_is_waived_with_the_assent_of_all_others():
    instrument = p.agreement(*p.in_force(assent(p.TRUST)))

    given(Obligation, SCHEDULED).when(waive, agreement=instrument).then(WAIVED)


def test_who_owes_it_waives_nothing():
    instrument = p.agreement(*p.in_force(assent(p.CITY)))

    told = given(Obligation, SCHEDULED).when(waive, agreement=instrument)

    told.then_refused(OutOfOrder, "a waiver needs the assent of each party", str(p.TRUST))


def test_a_due_day_is_moved():
    told = given(Obligation, SCHEDULED).when(
        reschedule, agreement=p.agreement(), due_on=date(2026, 9, 1)
    )

    told.then(o.ObligationRescheduled(due_on=date(2026, 9, 1)))
    assert not told.state.overdue(date(2026, 9, 1))
    assert told.state.overdue(date(2026, 9, 2))


def test_a_due_day_is_not_moved_to_itself():
    told = given(Obligation, SCHEDULED).when(reschedule, agreement=p.agreement(), due_on=DUE)

    told.then_refused(OutOfOrder, "due on 2026-05-01 already")


# --- The days of an agreement ----------------------------------------------------------------

MARCH = date(2026, 3, 31)
BEFORE_IT_BINDS = {
    "met": (record_met, {"met_on": MARCH, "evidence": (HASH,)}, "would be met on 2026-03-31"),
    "met in part": (
        record_partially_met,
        {"statement": "Some.", "occurred_on": MARCH},
        "would be met in part on 2026-03-31",
    ),
    "moved there": (reschedule, {"due_on": MARCH}, "would be due on 2026-03-31"),
    "moved then": (
        reschedule,
        {"due_on": date(2026, 6, 1), "occurred_on": MARCH},
        "would be moved on 2026-03-31",
    ),
    "waived": (waive, {"occurred_on": MARCH}, "would be waived on 2026-03-31"),
}


@pytest.mark.parametrize("which", BEFORE_IT_BINDS)
def test_nothing_becomes_of_it_before_the_agreement_is_in_force(which):
    command, said, words = BEFORE_IT_BINDS[which]
    told = given(Obligation, SCHEDULED).when(command, agreement=p.agreement(), **said)
    told.then_refused(Refused, words, "in force, from 2026-04-01")


def test_an_agreement_that_binds_from_before_its_conclusion_is_owed_under_from_then_on():
    february = date(2026, 2, 1)
    since = {"agreement": p.agreement(*p.in_force(from_=february))}
    given(Obligation).when(schedule_obligation, **asked(due_on=february, **since)).then(
        replace(SCHEDULED, due_on=february)
    )
    met = {"met_on": february, "evidence": (HASH,), **since}
    given(Obligation, SCHEDULED).when(record_met, **met).then(o.ObligationMet(met_on=february))
