"""A notice is taken back after the party recorded that it leaves, or that the agreement ends, until that day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests import partnership as p
from tests.living import (
    MAYOR,
    NOTICES,
    TODAY,
    WARDEN,
    assents,
    carried,
    living,
    noticed,
    procedure,
    says,
)
from tests.partnership import ADA, CITY, CLEO, CLUB, TRUST
from tests.story import given

from accord.aggregates.agreement import Agreement, PartyTerms, Stage, withdraw_notice
from accord.aggregates.agreement import events as e
from accord.aggregates.agreement.terms import Ending, NoticeKind
from accord.aggregates.matters import Matter
from accord.errors import NotEntitled, OutOfOrder, Refused

DAY, LATER = date(2026, 8, 2), date(2026, 9, 1)
THIRD = says(party=PartyTerms(party=CLUB))
LEFT = e.PartyWithdrew(effective_from=DAY, party=CITY, notice=1, signatory=ADA)
CLOSING = e.CloseOutStarted(effective_from=DAY, parties=1)
TAKEN_BACK = e.NoticeWithdrawn(notice=1, signatory=ADA, post="mayor")
ON = {"month": 8, "day": 1}
LEAVING = noticed()


def taking_back(*later, terms=NOTICES, notice=LEAVING, **said):
    usual = {"notice": 1, "role": MAYOR, "by": ADA}
    return given(Agreement, living(notice, *later, terms=terms)).when(
        withdraw_notice, **(usual | said)
    )


def test_who_was_to_leave_stays_in_the_terms_and_signs_as_before():
    told = taking_back(LEFT, terms=(*NOTICES, THIRD), at=p.NOW.replace(**ON))

    told.then(TAKEN_BACK)
    assert told.state.parties_on(DAY) == (CITY, TRUST, CLUB)
    assert told.state.terms_on(DAY).signatory_of(CITY) is not None


def test_with_it_there_are_enough_and_nothing_is_wound_up():
    told = taking_back(LEFT, CLOSING)

    told.then(TAKEN_BACK, e.CloseOutAverted())
    assert told.state.stage(DAY) is Stage.IN_FORCE


def test_where_others_leave_later_the_close_out_begins_then():
    later = noticed(from_=LATER, party=TRUST, number=2)
    trust = e.PartyWithdrew(effective_from=LATER, party=TRUST, notice=2, signatory=CLEO)
    terms = (*NOTICES, THIRD)
    both = [LEFT, later, trust]
    two = taking_back(*both, replace(CLOSING, effective_from=LATER), terms=terms)
    two.then(TAKEN_BACK, e.CloseOutAverted())

    three = (*terms, says(ending=Ending(minimum_parties=3)))
    told = taking_back(*both, replace(CLOSING, parties=2), terms=three)
    told.then(TAKEN_BACK, e.CloseOutStarted(effective_from=LATER, parties=2))
    assert [told.state.stage(day) for day in (DAY, LATER)] == [Stage.IN_FORCE, Stage.CLOSING]


def test_a_close_out_that_begins_all_the_same_stays():
    later = noticed(from_=DAY, party=TRUST, number=2)
    trust = e.PartyWithdrew(effective_from=DAY, party=TRUST, notice=2, signatory=CLEO)
    taking_back(LEFT, CLOSING, later, trust).then(TAKEN_BACK)


def test_from_its_day_on_who_left_has_left():
    terms = (*NOTICES, THIRD)
    for at in (p.NOW.replace(month=8, day=2), p.NOW.replace(month=8, day=20)):
        taking_back(LEFT, terms=terms, at=at, occurred_on=date(2026, 8, 1)).then_refused(
            OutOfOrder, "notice 1 has had its effect since 2026-08-02", "can no longer be withdrawn"
        )


def test_who_leaves_later_than_it_could_takes_it_back_until_then():
    late = replace(LEFT, effective_from=LATER)
    told = taking_back(late, terms=(*NOTICES, THIRD), at=p.NOW.replace(month=8, day=31))
    told.then(TAKEN_BACK)
    assert CITY in told.state.parties_on(LATER)


def test_a_successor_stays_in_the_place_that_was_to_be_left():
    taken = e.PlaceSucceeded(predecessor=CITY, successor=CLUB, effective_from=TODAY)
    told = taking_back(LEFT, CLOSING, taken)
    told.then(TAKEN_BACK, e.CloseOutAverted())
    assert told.state.parties_on(DAY) == (CLUB, TRUST)


ENDS = noticed(NoticeKind.TERMINATION)


def test_an_agreement_that_was_to_end_on_a_notice_alone_goes_on():
    ended = e.TerminatedOnNotice(effective_from=DAY, notice=1, party=CITY)
    told = taking_back(ended, notice=ENDS)
    told.then(TAKEN_BACK)
    assert told.state.stage(DAY) is Stage.IN_FORCE
    assert told.state.terminated_from is None


def test_what_others_assented_to_as_well_stays():
    breach = noticed(NoticeKind.BREACH, against=TRUST)
    ended = e.TerminatedByConsent(effective_from=DAY, ground=e.Ground.CAUSE, notice=1)
    taking_back(ended, notice=breach).then_refused(OutOfOrder, "has already been acted on")


def test_what_has_ended_meanwhile_stays_ended():
    ended = e.TerminatedByConsent(effective_from=TODAY)
    taking_back(LEFT, ended, terms=(*NOTICES, THIRD)).then_refused(
        OutOfOrder, "what rests on notice 1 stays", "it is terminated"
    )


# --- A notice that is firm -------------------------------------------------------------------

FIRM = (says(notice_period=replace(NOTICES[0].notice_period, firm=True)), THIRD)
RULED = (*FIRM, *procedure(Matter.RETRACTION))
GRANTED = replace(TAKEN_BACK, leave_of=CITY)


def allowed(*parties, from_=DAY):
    return assents(Matter.RETRACTION, *parties, about=CITY, from_=from_)


@pytest.mark.parametrize("left", [[], [LEFT]])
def test_a_firm_notice_is_taken_back_with_the_assent_of_the_others(left):
    taking_back(*left, terms=FIRM).then_refused(
        OutOfOrder, "to take back a notice that is firm (clause money) needs the assent", str(TRUST)
    )
    taking_back(*left, allowed(TRUST, CLUB, from_=LATER), terms=FIRM).then_refused(
        OutOfOrder, "assents that were given differ in effective_from"
    )
    told = taking_back(*left, allowed(TRUST, CLUB), terms=FIRM)
    told.then(GRANTED)
    assert told.state.assents == {}


def test_where_a_body_gives_leave_its_decision_is_cited():
    taking_back(terms=RULED).then_refused(Refused, "needs a decision", "“retraction”", "board")
    decision = carried(Matter.RETRACTION, about=CITY)
    taking_back(terms=RULED, decision=decision).then(replace(GRANTED, decision=p.DECISION))
    other = carried(Matter.RETRACTION, about=TRUST)
    taking_back(terms=RULED, decision=other).then_refused(Refused, f"about {CITY}")


def test_what_is_not_firm_rests_on_no_decision():
    decision = carried(Matter.RETRACTION, about=CITY)
    taking_back(decision=decision).then_refused(Refused, "a party takes its notice back by itself")


def test_only_its_party_takes_it_back():
    taking_back(LEFT, CLOSING, by=CLEO, role=WARDEN).then_refused(
        NotEntitled, "does not hold the post warden"
    )
