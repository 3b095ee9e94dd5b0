"""The agreement, clauses or a party are suspended for a time; meanwhile only how to go on is decided."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from tests import partnership as p
from tests.living import TODAY, assents, carried, living, procedure
from tests.partnership import CITY, CLUB, TRUST
from tests.story import given

from accord.aggregates.agreement import Agreement, Stage, resume, suspend
from accord.aggregates.agreement import events as e
from accord.aggregates.decision import Decision, open_voting
from accord.aggregates.matters import Matter
from accord.errors import NotEntitled, NotFound, OutOfOrder, Refused

UNTIL = date(2026, 6, 1)
EARLIER = UUID("dec15100-0000-7000-8000-000000000001")
RULED = living(terms=procedure(Matter.SUSPENSION, Matter.RESUMPTION))


def suspending(*history, decision=None, **said):
    carrying = decision or carried(Matter.SUSPENSION, about=said.get("party"))
    return given(Agreement, *(history or RULED)).when(suspend, decision=carrying, **said)


def suspended(from_=TODAY, until=None, number=1, **what):
    return e.AgreementSuspended(
        effective_from=from_,
        effective_to=until,
        suspension=number,
        **({"decision": p.DECISION} | what),
    )


def earlier(*days, **what):
    return suspended(*days, **({"decision": EARLIER} | what))


def resuming(*later, **said):
    usual = {"suspension": 1, "decision": carried(Matter.RESUMPTION, said.pop("about", None))}
    return given(Agreement, RULED, *later).when(resume, **(usual | said))


def test_the_whole_agreement_is_suspended_until_it_is_resumed():
    told = suspending()

    told.then(suspended())
    assert told.state.stage(TODAY - timedelta(days=1)) is Stage.IN_FORCE
    assert told.state.stage(date(2028, 1, 1)) is Stage.SUSPENDED
    assert told.state.stage(p.ENDS) is Stage.EXPIRED


def test_a_suspension_may_have_an_end_of_its_own():
    told = suspending(effective_to=UNTIL)

    told.then(suspended(until=UNTIL))
    assert told.state.stage(UNTIL) is Stage.IN_FORCE


def test_clauses_or_a_party_are_suspended_while_the_agreement_is_in_force():
    told = suspending(clauses=("money",))
    told.then(suspended(clauses=("money",)))
    assert told.state.stage(TODAY) is Stage.IN_FORCE

    told = suspending(party=CITY)
    told.then(suspended(party=CITY))
    assert told.state.stage(TODAY) is Stage.IN_FORCE
    assert told.state.acting_on(TODAY) == (TRUST,)


def test_without_a_procedure_all_assent_but_the_party_concerned():
    by_all = {"decision": None, "party": CITY}
    asked = given(Agreement, living(assents(Matter.SUSPENSION, TRUST, about=CITY, from_=TODAY)))
    asked.when(suspend, **by_all).then(suspended(party=CITY, decision=None))
    given(Agreement, living()).when(suspend).then_refused(OutOfOrder, "2 have not given it")


def test_who_assents_to_the_suspension_of_a_clause_for_a_time_assents_to_nothing_more():
    just_this = {"clauses": ("money",), "effective_to": date(2026, 6, 1)}
    agreed = given(Agreement, living(assents(Matter.SUSPENSION, from_=TODAY, **just_this)))

    agreed.when(suspend, decision=None, **just_this).then(
        suspended(decision=None, clauses=("money",), until=date(2026, 6, 1))
    )
    for more in ({}, {"clauses": ("money",)}, {"effective_to": date(2026, 6, 1)}):
        agreed.when(suspend, decision=None, **more).then_refused(OutOfOrder, "to just this")


@pytest.mark.parametrize(
    ("said", "kind", "words"),
    [
        ({"effective_to": TODAY}, Refused, "would end on 2026-05-04, not after it begins"),
        ({"clauses": ("nothing",)}, NotFound, "no clause nothing"),
        ({"clauses": ("money", "money")}, Refused, "each once"),
        ({"clauses": ("money",), "party": CITY}, Refused, "either clauses or a party"),
        ({"party": CLUB}, NotEntitled, "is no party of this agreement"),
        ({"effective_from": p.ENDS}, Refused, "cannot hold from 2029-04-01"),
        ({"decision": carried(Matter.RESUMPTION)}, Refused, "on the matter “suspension”"),
    ],
)
def test_what_cannot_be_suspended(said, kind, words):
    suspending(**said).then_refused(kind, words)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({}, {}),
        ({"clauses": ("money", "purpose")}, {"clauses": ("purpose", "money")}),
        ({"party": CITY}, {"party": CITY}),
    ],
)
def test_nothing_is_suspended_twice_on_one_day(first, second):
    history = [RULED, earlier(until=UNTIL, **first)]
    last, next_ = UNTIL - timedelta(days=1), UNTIL
    suspending(history, **second, effective_from=last).then_refused(
        OutOfOrder, "no two may overlap"
    )
    suspending(history, **second, effective_from=next_).then(suspended(next_, number=2, **second))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"clauses": ("money",)}, {"clauses": ("purpose",)}),
        ({"party": TRUST}, {"party": CITY}),
        ({"party": TRUST}, {}),
        ({"clauses": ("money",)}, {}),
        ({}, {"clauses": ("money",)}),
        ({"clauses": ("money", "purpose")}, {"clauses": ("money",)}),
    ],
)
def test_different_things_are_suspended_at_once(first, second):
    suspending([RULED, earlier(**first)], **second).then(suspended(number=2, **second))


def test_one_decision_suspends_once():
    once = [RULED, suspended(until=UNTIL)]
    suspending(once, effective_from=UNTIL).then_refused(
        OutOfOrder, "a suspension needs a decision of its own", "is decided again"
    )


def test_only_what_is_in_force_is_suspended():
    suspending(p.opened()).then_refused(OutOfOrder, "nothing can be suspended")


# --- Resumption ------------------------------------------------------------------------------


def test_what_was_suspended_holds_again_from_its_resumption():
    later = date(2026, 5, 10)
    told = resuming(earlier(), effective_from=later)

    told.then(e.AgreementResumed(effective_from=later, suspension=1, decision=p.DECISION))
    assert told.state.stage(date(2026, 5, 9)) is Stage.SUSPENDED
    assert told.state.stage(later) is Stage.IN_FORCE


def test_a_party_is_resumed_by_a_decision_about_it():
    told = resuming(earlier(party=CITY), about=CITY)
    told.then(e.AgreementResumed(effective_from=TODAY, suspension=1, decision=p.DECISION))
    assert told.state.acting_on(TODAY) == (CITY, TRUST)
    resuming(earlier(party=CITY)).then_refused(Refused, f"“resumption” about {CITY}")


def test_there_is_nothing_to_resume_before_or_after_a_suspension():
    resuming(earlier(), suspension=2).then_refused(NotFound, "no suspension 2")
    resuming(earlier(until=UNTIL), effective_from=UNTIL).then_refused(OutOfOrder, "ends on 2026")
    resuming(earlier(from_=UNTIL)).then_refused(Refused, "begins on 2026-06-01")


# --- Motions while suspended -----------------------------------------------------------------


@pytest.mark.parametrize("matter", [Matter.GENERAL, Matter.RESUMPTION])
def test_while_all_is_suspended_only_how_to_go_on_is_voted_on(matter):
    instrument = p.agreement([RULED, suspended()])
    told = given(Decision, p.tabled("change", matter=matter)).when(
        open_voting, agreement=instrument, seated=p.SEATED, closes=p.CLOSES
    )
    if matter is Matter.GENERAL:
        told.then_refused(OutOfOrder, "voting cannot be opened", "it is suspended")
    else:
        assert told.refused is None


def test_the_seats_of_a_suspended_party_are_not_on_the_roll():
    instrument = p.agreement([RULED, suspended(party=CITY)])
    told = given(Decision, p.tabled()).when(
        open_voting, agreement=instrument, seated=p.SEATED, closes=p.CLOSES
    )
    assert [seat.seat for seat in told.events[0].seats] == ["trust-1", "trust-2"]
