"""A party leaves once its notice has run, or is expelled by the others; too few left, it is wound up."""

from __future__ import annotations

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

from accord.aggregates.agreement import Agreement, PartyTerms, Stage, expel_party, withdraw_party
from accord.aggregates.agreement import events as e
from accord.aggregates.agreement.terms import Ending, NoticeKind
from accord.aggregates.matters import Matter
from accord.errors import NotEntitled, NotFound, OutOfOrder, Refused

DAY = date(2026, 8, 2)
THIRD = says(party=PartyTerms(party=CLUB))
THREE = (*NOTICES, THIRD)
LEFT = e.PartyWithdrew(effective_from=DAY, party=CITY, notice=1, signatory=ADA)


def leaving(*later, terms=THREE, **said):
    usual = {"party": CITY, "notice": 1, "role": MAYOR, "by": ADA}
    return given(Agreement, living(noticed(), *later, terms=terms)).when(
        withdraw_party, **(usual | said)
    )


def expelling(*history, **said):
    return given(Agreement, *history).when(expel_party, **({"party": CITY} | said))


# --- Withdrawal ------------------------------------------------------------------------------


def test_a_party_leaves_from_the_day_of_its_notice():
    told = leaving()

    told.then(LEFT)
    assert told.state.parties_on(date(2026, 8, 1)) == (CITY, TRUST, CLUB)
    assert told.state.parties_on(DAY) == (TRUST, CLUB)
    assert told.state.terms_on(DAY).signatory_of(CITY) is None


def test_a_party_leaves_once_the_day_has_come_or_later():
    late = p.NOW.replace(month=9, day=1)
    leaving(at=late).then(
        e.PartyWithdrew(effective_from=date(2026, 9, 1), party=CITY, notice=1, signatory=ADA)
    )
    leaving(effective_from=date(2027, 1, 1)).then(
        e.PartyWithdrew(effective_from=date(2027, 1, 1), party=CITY, notice=1, signatory=ADA)
    )


def test_a_party_does_not_leave_before_the_day_of_its_notice():
    leaving(effective_from=date(2026, 8, 1)).then_refused(
        Refused, "has its effect from 2026-08-02", "cannot leave before"
    )


def test_too_few_parties_left_the_agreement_is_wound_up():
    told = leaving(terms=NOTICES)

    told.then(LEFT, e.CloseOutStarted(effective_from=DAY, parties=1))
    assert told.state.stage(date(2026, 8, 1)) is Stage.IN_FORCE
    assert told.state.stage(DAY) is Stage.CLOSING


def test_too_few_are_left_from_the_day_of_the_last_to_leave_whoever_said_so_first():
    november, december = date(2026, 11, 1), date(2026, 12, 1)
    first = e.PartyWithdrew(effective_from=december, party=CITY, notice=1, signatory=ADA)
    told = leaving(
        noticed(party=TRUST, number=2),
        first,
        party=TRUST,
        notice=2,
        role=WARDEN,
        by=CLEO,
        effective_from=november,
    )

    told.then(
        e.PartyWithdrew(effective_from=november, party=TRUST, notice=2, signatory=CLEO),
        e.CloseOutStarted(effective_from=december, parties=1),
    )
    assert told.state.stage(date(2026, 11, 30)) is Stage.IN_FORCE
    assert told.state.stage(december) is Stage.CLOSING


def test_a_close_out_begins_earlier_where_too_few_are_left_before():
    begun = e.CloseOutStarted(effective_from=date(2027, 1, 1), parties=1)
    told = leaving(begun, terms=NOTICES)
    told.then(LEFT, e.CloseOutStarted(effective_from=DAY, parties=1))


def test_how_many_are_too_few_the_agreement_says():
    three = says(ending=Ending(minimum_parties=3))
    leaving(terms=(*THREE, three)).then(LEFT, e.CloseOutStarted(effective_from=DAY, parties=2))
    one = says(ending=Ending(minimum_parties=1))
    leaving(terms=(*NOTICES, one)).then(LEFT)


def test_a_party_leaves_once():
    leaving(LEFT).then_refused(OutOfOrder, "notice 1 has already been acted on")
    second = noticed(NoticeKind.WITHDRAWAL, date(2026, 9, 1), number=2)
    leaving(LEFT, second, notice=2).then_refused(NotEntitled, "is no party of this agreement")


@pytest.mark.parametrize(
    ("said", "kind", "words"),
    [
        ({"notice": 2}, NotFound, "no notice 2"),
        ({"party": TRUST, "role": WARDEN, "by": CLEO}, NotEntitled, f"was given by party {CITY}"),
        ({"by": CLEO}, NotEntitled, "does not hold the post mayor"),
        ({"effective_from": p.ENDS}, Refused, "cannot hold from 2029-04-01"),
    ],
)
def test_a_party_leaves_on_its_own_notice_by_who_signs_for_it(said, kind, words):
    leaving(**said).then_refused(kind, words)


def test_a_party_leaves_on_notice_of_its_withdrawal_alone():
    other = noticed(NoticeKind.TERMINATION, number=2)
    leaving(other, notice=2).then_refused(Refused, "one of termination, and not of withdrawal")


# --- Expulsion -------------------------------------------------------------------------------

WITH_PROCEDURE = living(terms=(THIRD, *procedure(Matter.EXPULSION)))


def expelled(decision=None, day=TODAY):
    return e.PartyExpelled(effective_from=day, party=CITY, decision=decision)


def test_a_party_is_expelled_by_a_decision_about_it():
    decision = carried(Matter.EXPULSION, about=CITY)
    told = expelling(WITH_PROCEDURE, decision=decision)

    told.then(expelled(p.DECISION))
    assert told.state.parties_on(TODAY) == (TRUST, CLUB)


@pytest.mark.parametrize(
    "decision",
    [carried(Matter.EXPULSION), carried(Matter.EXPULSION, TRUST), carried(Matter.TERMINATION)],
    ids=["about nobody", "about another party", "on another matter"],
)
def test_a_decision_on_another_matter_expels_nobody(decision):
    expelling(WITH_PROCEDURE, decision=decision).then_refused(
        Refused, f"on the matter “expulsion” about {CITY}"
    )


def test_where_the_agreement_has_a_procedure_assent_is_not_enough():
    history = [WITH_PROCEDURE, assents(Matter.EXPULSION, TRUST, CLUB, about=CITY, from_=TODAY)]
    expelling(history).then_refused(Refused, "decided by the body board, in class change")


def test_without_a_procedure_all_others_assent():
    history = living(terms=(THIRD,))
    expelling(history).then_refused(OutOfOrder, "2 have not given it")
    one = assents(Matter.EXPULSION, TRUST, about=CITY, from_=TODAY)
    expelling(history, one).then_refused(OutOfOrder, f"1 have not given it: {CLUB}")
    others = assents(Matter.EXPULSION, TRUST, CLUB, about=CITY, from_=TODAY)
    expelling(history, others).then(expelled())


def test_too_few_left_after_an_expulsion_the_agreement_is_wound_up():
    history = living(assents(Matter.EXPULSION, TRUST, about=CITY, from_=TODAY))
    expelling(history).then(expelled(), e.CloseOutStarted(effective_from=TODAY, parties=1))


def test_who_is_no_party_is_not_expelled():
    expelling(living(), party=CLUB).then_refused(NotEntitled, "is no party of this agreement")
    expelling(p.opened()).then_refused(OutOfOrder, "no party can be expelled")
