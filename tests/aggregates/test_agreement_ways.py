"""An agreement goes from stage to stage by each act and each day that leads there."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

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
    renews,
)
from tests.partnership import ADA, CITY, CLEO, CLUB, TRUST
from tests.story import given, happened, standing

from accord.aggregates.agreement import (
    Agreement,
    Term,
    amend_provisions,
    declare_void,
    give_notice,
    resume,
    sign,
    start_close_out,
    supersede,
    suspend,
    terminate,
    undo_supersession,
    withdraw_party,
)
from accord.aggregates.agreement import events as e
from accord.aggregates.agreement.events import Ground
from accord.aggregates.agreement.memory import Dated
from accord.aggregates.agreement.terms import NoticeKind, RenewalKind
from accord.aggregates.matters import Matter

MAY_2, MAY_3, MAY_11 = (date(2026, 5, day) for day in (2, 3, 11))
JUNE = date(2026, 6, 1)
AUGUST = date(2026, 8, 2)
NOTICED = datetime(2026, 8, 2, 9, tzinfo=UTC)
"""When notice given on 4 May has run."""
SOON = datetime(2026, 5, 25, 9, tzinfo=UTC)
AUTUMN = datetime(2026, 9, 25, 9, tzinfo=UTC)
BY_COURT = {"authority": "instrument:District Court 7/2026", "reason": "No power to enter."}
SUSPENDED = e.AgreementSuspended(effective_from=TODAY, suspension=1)
RUNNING = {"in force": [], "suspended": [SUSPENDED]}
ENDED = e.TerminatedByConsent(effective_from=MAY_2)
WOUND_UP = [ENDED, e.CloseOutStarted(effective_from=date(2026, 5, 3))]
CONCLUDED = {
    "before its first day": p.in_force(from_=JUNE),
    "in force": p.in_force(),
    "suspended": p.in_force(SUSPENDED),
    "expired": p.in_force(until=MAY_2),
    "terminated": p.in_force(ENDED),
    "wound up": p.in_force(WOUND_UP),
    "closed": p.in_force(WOUND_UP, happened(e.CloseOutCompleted(effective_from=TODAY), at=p.NOW)),
    "superseded": p.in_force(e.AgreementSuperseded(effective_from=MAY_2, by=CLUB)),
}


@pytest.mark.parametrize("how", CONCLUDED)
def test_what_was_concluded_becomes_void_at_once_or_on_a_day_to_come(how):
    agreement = given(Agreement, CONCLUDED[how])

    agreement.when(declare_void, ab_initio=True, **BY_COURT).then_goes("void")
    later = agreement.when(declare_void, ab_initio=False, effective_from=MAY_11, **BY_COURT)
    later.then_goes("void", until=SOON)


# --- What runs, comes to an end ----------------------------------------------------------------

BREACH = noticed(NoticeKind.BREACH, against=TRUST)
TERMINATION = noticed(NoticeKind.TERMINATION)
FREE = [*NOTICES, e.ProvisionStruck(provision=e.Provision.PROCEDURE, key="termination")]
BY_DECISION = {"decision": carried(Matter.TERMINATION)}
ENDING: dict[str, tuple[Any, dict[str, Any]]] = {
    "by decision": ([], {"ground": Ground.MUTUAL, **BY_DECISION}),
    "by consent": ([assents(Matter.TERMINATION, from_=AUGUST)], {"ground": Ground.MUTUAL}),
    "for cause": ([BREACH], {"ground": Ground.CAUSE, "notice": 1, **BY_DECISION}),
    "on notice": ([TERMINATION], {"ground": Ground.CONVENIENCE, "notice": 1}),
}


@pytest.mark.parametrize("now", RUNNING)
@pytest.mark.parametrize("how", ENDING)
def test_what_runs_is_terminated_on_the_day_of_the_act(how, now):
    history, said = ENDING[how]
    told = given(Agreement, living(*RUNNING[now], *history, terms=FREE)).when(
        terminate, effective_from=AUGUST, at=NOTICED, **said
    )

    told.then_goes("terminated")


@pytest.mark.parametrize("now", RUNNING)
def test_what_runs_is_terminated_from_a_day_to_come(now):
    told = given(Agreement, living(*RUNNING[now])).when(
        terminate, ground=Ground.MUTUAL, effective_from=MAY_11, **BY_DECISION
    )

    told.then_goes("terminated", until=SOON)


@pytest.mark.parametrize("now", RUNNING)
def test_what_runs_is_wound_up_once_too_few_parties_are_left(now):
    left = given(Agreement, living(*RUNNING[now], noticed()))
    said: dict[str, Any] = {"party": CITY, "notice": 1, "role": MAYOR, "by": ADA}

    left.when(withdraw_party, at=NOTICED, **said).then_goes("closing")
    left.when(withdraw_party, **said).then_goes("closing", until=AUTUMN)


def successor(from_: date) -> Agreement:
    return standing(Agreement, p.in_force(from_=from_), id=CLUB)


@pytest.mark.parametrize("now", RUNNING)
def test_what_runs_is_superseded_at_once_or_on_a_day_to_come(now):
    running = given(Agreement, living(*RUNNING[now], terms=procedure(Matter.SUPERSESSION)))
    decision = carried(Matter.SUPERSESSION, about=CLUB)

    at_once = running.when(supersede, successor=successor(TODAY), decision=decision)
    at_once.then_goes("superseded")
    later = running.when(supersede, successor=successor(MAY_11), decision=decision)
    later.then_goes("superseded", until=SOON)


@pytest.mark.parametrize("now", RUNNING)
def test_what_runs_expires_on_the_last_day_of_its_term(now):
    told = given(Agreement, living(*RUNNING[now], until=date(2026, 8, 20))).when(
        give_notice,
        party=CITY,
        kind=NoticeKind.WITHDRAWAL,
        role=MAYOR,
        by=ADA,
        statement="We leave.",
    )

    told.then_goes("expired", until=AUTUMN)


@pytest.mark.parametrize("now", RUNNING)
def test_what_would_be_renewed_expires_by_a_notice_on_that_very_day(now):
    terms = (renews(RenewalKind.EVERGREEN, months=6),)
    told = given(Agreement, living(*RUNNING[now], terms=terms, until=TODAY)).when(
        give_notice,
        party=CITY,
        kind=NoticeKind.NON_RENEWAL,
        role=MAYOR,
        by=ADA,
        statement="No longer.",
    )

    told.then_goes("expired")


def test_an_amendment_lets_the_term_end_on_its_first_day():
    def amended(agreement: Agreement) -> Any:
        change = Dated(TODAY, "term", value=Term(starts_on=p.STARTS, ends_on=TODAY))
        return amend_provisions(p.AMENDMENT, [change])

    given(Agreement, living()).when(amended).then_goes("expired")


GONE_ON: dict[str, list[Any]] = {
    "in_force": living(),
    "suspended": living(*RUNNING["suspended"]),
    "expired": living(until=MAY_3),
    "terminated": living(e.TerminatedByConsent(effective_from=MAY_3)),
    "closing": living(e.CloseOutStarted(effective_from=MAY_3, parties=1)),
}


@pytest.mark.parametrize("stage", GONE_ON)
def test_what_was_superseded_by_what_is_void_has_gone_on_as_it_would_have(stage):
    superseded = e.AgreementSuperseded(effective_from=MAY_2, by=CLUB)
    void = standing(Agreement, p.in_force(e.AgreementDeclaredVoid(ab_initio=True)), id=CLUB)
    told = given(Agreement, GONE_ON[stage], superseded).when(undo_supersession, void=void)

    told.then_goes(stage)


# --- And what came first stays so --------------------------------------------------------------


def test_what_was_terminated_is_not_superseded_afterwards():
    planned = e.AgreementSuperseded(effective_from=AUGUST, by=CLUB)
    told = given(Agreement, living(planned)).when(terminate, ground=Ground.MUTUAL, **BY_DECISION)

    told.then_goes("terminated", until=AUTUMN)


def test_what_has_expired_is_not_terminated_afterwards():
    terms = (*NOTICES, renews(RenewalKind.EVERGREEN, months=6))
    planned = e.TerminatedOnNotice(effective_from=AUGUST, notice=1, party=CITY)
    history = living(noticed(NoticeKind.TERMINATION), planned, terms=terms, until=TODAY)
    told = given(Agreement, history).when(
        give_notice,
        party=TRUST,
        kind=NoticeKind.NON_RENEWAL,
        role=WARDEN,
        by=CLEO,
        statement="No longer.",
    )

    told.then_goes("expired", until=AUTUMN)


def test_what_is_superseded_is_not_wound_up_afterwards():
    planned = e.AgreementSuperseded(effective_from=MAY_11, by=CLUB)
    told = given(Agreement, living(planned, noticed())).when(
        terminate, ground=Ground.MUTUAL, effective_from=MAY_11, **BY_DECISION
    )

    told.then_goes("superseded", until=SOON)


# --- Suspension, and the close-out -------------------------------------------------------------

RULED = procedure(Matter.SUSPENSION, Matter.RESUMPTION)


def test_what_is_suspended_is_resumed_at_once():
    told = given(Agreement, living(SUSPENDED, terms=RULED)).when(
        resume, suspension=1, decision=carried(Matter.RESUMPTION)
    )

    told.then_goes("in_force")


def test_what_is_suspended_for_a_time_is_in_force_afterwards():
    told = given(Agreement, living(terms=RULED)).when(
        suspend,
        decision=carried(Matter.SUSPENSION),
        effective_from=MAY_11,
        effective_to=date(2026, 5, 18),
    )

    told.then_goes("suspended", "in_force", until=SOON)


@pytest.mark.parametrize("how", ["expired", "terminated"])
def test_what_has_ended_is_wound_up_from_a_day_to_come(how):
    told = given(Agreement, CONCLUDED[how]).when(start_close_out, effective_from=MAY_11)

    told.then_goes("closing", until=SOON)


def test_what_is_signed_after_its_term_was_in_force_for_that_term():
    told = given(Agreement, p.opened(term=Term(starts_on=p.STARTS, ends_on=MAY_2)), p.CITY_SIGNED)

    told.when(
        sign,
        party=TRUST,
        signatory=CLEO,
        role=WARDEN,
        text_hash=p.TEXT_HASH,
        capacity="Warden",
        retroactive=True,
        reason="We worked by it all the while.",
    ).then_goes("concluded", "expired")
