"""An agreement runs until its term ends or it is terminated; meanwhile it can take in amendments."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from tests import partnership as p
from tests.partnership import AMENDMENT, CLUB, DECISION, ENDS, STARTS
from tests.story import NOW, given, happened

from accord.aggregates.agreement import Agreement, Stage, incorporate, terminate
from accord.aggregates.agreement import events as e
from accord.aggregates.effect import RetroactiveUnflagged
from accord.aggregates.matters import Matter
from accord.errors import NotFound, OutOfOrder, Refused
from accord.rules import Verdict

TODAY, TOMORROW = date(2026, 5, 4), date(2026, 5, 5)
CARRIED = p.decision(*p.certified(Verdict.CARRIED, matter=Matter.TERMINATION))
HASH = "0" * 64


def terminating(*history, decision=CARRIED, **said):
    return given(Agreement, *history).when(
        terminate, ground=e.Ground.MUTUAL, decision=decision, **said
    )


def terminated(from_=TOMORROW):
    return e.AgreementTerminated(effective_from=from_, ground=e.Ground.MUTUAL, decision=DECISION)


def incorporating(*history, effective_from=TODAY, **said):
    return given(Agreement, *history).when(
        incorporate,
        amendment=AMENDMENT,
        effective_from=effective_from,
        modifications_hash=HASH,
        **said,
    )


def incorporated(from_=TODAY, seq=1, amendment=AMENDMENT):
    return e.AmendmentIncorporated(
        effective_from=from_, amendment=amendment, adoption_seq=seq, modifications_hash=HASH
    )


# --- The term --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        (date(2026, 3, 31), Stage.CONCLUDED),
        (date(2026, 4, 1), Stage.IN_FORCE),
        (date(2029, 3, 31), Stage.IN_FORCE),
        (date(2029, 4, 1), Stage.EXPIRED),
    ],
)
def test_an_agreement_is_in_force_from_its_first_day_up_to_but_without_its_last(day, stage):
    assert p.agreement().stage(day) is stage


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        (date(2026, 12, 31), Stage.IN_FORCE),
        (date(2027, 1, 1), Stage.TERMINATED),
        (ENDS, Stage.TERMINATED),
    ],
)
def test_a_terminated_agreement_ends_on_the_day_of_its_termination(day, stage):
    assert p.agreement(p.in_force(terminated(date(2027, 1, 1)))).stage(day) is stage


# --- Termination -----------------------------------------------------------------------------


def test_a_carried_decision_terminates_the_agreement_from_tomorrow():
    told = terminating(p.in_force())

    told.then(terminated(TOMORROW))
    assert told.state.stage(TODAY) is Stage.IN_FORCE
    assert told.state.stage(TOMORROW) is Stage.TERMINATED


def test_today_is_no_longer_a_day_of_the_agreement_where_that_is_said():
    terminating(p.in_force(), effective_from=TODAY).then(terminated(TODAY))


def test_an_agreement_is_terminated_after_its_decision_was_certified():
    *voted, certificate = p.certified(Verdict.CARRIED, matter=Matter.TERMINATION)
    certified = datetime(2026, 5, 1, 9, tzinfo=UTC)
    carried = p.decision(*voted, happened(certificate, at=certified))
    past = {"decision": carried, "retroactive": True, "reason": "Found in the minutes."}
    terminating(p.in_force(), occurred_at=certified, **past).then(terminated(date(2026, 5, 2)))
    earlier = certified - timedelta(microseconds=1)
    terminating(p.in_force(), occurred_at=earlier, **past).then_refused(
        OutOfOrder, "before the decision was certified, which was not before 2026-05-01T09:00"
    )


def test_an_agreement_may_be_terminated_from_a_later_day():
    terminating(p.in_force(), effective_from=date(2027, 1, 1)).then(terminated(date(2027, 1, 1)))


def test_termination_from_an_earlier_day_must_be_said_to_be_retroactive():
    earlier = date(2026, 5, 1)
    terminating(p.in_force(), effective_from=earlier).then_refused(RetroactiveUnflagged)
    terminating(p.in_force(), effective_from=earlier, retroactive=True, reason="As ordered.").then(
        terminated(earlier)
    )


@pytest.mark.parametrize("day", [date(2026, 4, 2), ENDS])
def test_the_day_before_its_termination_is_a_day_of_the_agreement(day):
    terminating(p.in_force(), effective_from=day, retroactive=True, reason="x").then(
        terminated(day)
    )


@pytest.mark.parametrize("day", [date(2026, 3, 31), STARTS, date(2029, 4, 2)])
def test_an_agreement_is_not_terminated_where_it_did_not_run_the_day_before(day):
    terminating(p.in_force(), effective_from=day, retroactive=True, reason="x").then_refused(
        Refused, f"cannot hold from {day}", "in force from 2026-04-01 up to but without 2029-04-01"
    )


@pytest.mark.parametrize(
    "decision",
    [
        p.decision(p.tabled(matter=Matter.TERMINATION)),
        p.decision(*p.certified(Verdict.LOST, matter=Matter.TERMINATION)),
        p.decision(*p.certified(Verdict.CARRIED)),
    ],
    ids=["not certified", "lost", "about something else"],
)
def test_only_a_carried_decision_to_terminate_terminates(decision):
    terminating(p.in_force(), decision=decision).then_refused(
        Refused, "certified, carried decision of this agreement on the matter “termination”"
    )


def test_a_decision_under_another_agreement_terminates_nothing():
    given(Agreement, p.in_force(), id=CLUB).when(
        terminate, ground=e.Ground.CAUSE, decision=CARRIED
    ).then_refused(Refused, "decision of this agreement on the matter “termination”")


def test_an_agreement_is_terminated_once():
    terminating(p.in_force(terminated(date(2027, 1, 1)))).then_refused(
        OutOfOrder, "its termination on 2027-01-01 is already recorded"
    )


@pytest.mark.parametrize(
    ("history", "stage"),
    [
        (p.opened(), "open for signature"),
        (p.in_force(from_=date(2026, 5, 5)), "concluded"),
        (p.in_force(until=TODAY), "expired"),
        (p.in_force(terminated(TODAY)), "terminated"),
    ],
)
def test_only_an_agreement_in_force_is_terminated(history, stage):
    terminating(history).then_refused(OutOfOrder, "cannot be terminated", f"it is {stage}")


def test_what_was_never_agreed_is_not_terminated():
    terminating().then_refused(NotFound, "there is no agreement")


def test_the_day_begins_in_helsinki_before_it_begins_in_london():
    eve = datetime(2026, 3, 31, 21, 30, tzinfo=UTC)
    terminating(p.in_force(), at=eve).then(terminated(date(2026, 4, 2)))
    terminating(p.in_force(zone="Europe/London", from_=date(2026, 4, 2)), at=eve).then_refused(
        OutOfOrder, "on 2026-03-31"
    )


def test_the_day_on_which_the_clocks_go_forward_is_one_day():
    """In Helsinki 29 March 2026 has 23 hours: from 22:00 UTC the evening before to 21:00 UTC."""
    history = p.in_force(from_=date(2026, 3, 29), until=date(2026, 3, 30))
    for hour, expected in ((21, "concluded"), (22, None)):
        told = terminating(history, at=datetime(2026, 3, 28, hour, 59, tzinfo=UTC))
        _comes_out(told, expected)
    for hour, expected in ((20, None), (21, "expired")):
        told = terminating(history, at=datetime(2026, 3, 29, hour, 59, tzinfo=UTC))
        _comes_out(told, expected)


def _comes_out(told, stage):
    if stage is None:
        told.then(terminated(date(2026, 3, 30)))
    else:
        told.then_refused(OutOfOrder, f"it is {stage}")


# --- Incorporation ---------------------------------------------------------------------------


def test_an_amendment_is_incorporated_in_the_order_of_adoption():
    incorporating(p.in_force()).then(incorporated())
    incorporating(p.in_force(incorporated(amendment=CLUB))).then(incorporated(seq=2))


def test_an_amendment_is_incorporated_once():
    incorporating(p.in_force(incorporated())).then_refused(
        OutOfOrder, f"amendment {AMENDMENT} already belongs to the agreement"
    )


@pytest.mark.parametrize("day", [STARTS, date(2029, 3, 31)])
def test_an_amendment_may_hold_from_any_day_of_the_term(day):
    incorporating(p.in_force(), effective_from=day).then(incorporated(day))


@pytest.mark.parametrize("day", [date(2026, 3, 31), ENDS])
def test_an_amendment_holds_from_no_day_outside_the_term(day):
    incorporating(p.in_force(), effective_from=day).then_refused(
        Refused, f"cannot hold from {day}", "from 2026-04-01 up to but without 2029-04-01"
    )


def test_an_amendment_holds_from_no_day_after_the_termination():
    history = p.in_force(terminated(date(2027, 1, 1)))
    incorporating(history, effective_from=date(2027, 1, 1)).then_refused(
        Refused, "up to but without 2027-01-01"
    )


def test_only_an_agreement_in_force_takes_in_amendments():
    incorporating(p.in_force(until=NOW.date())).then_refused(OutOfOrder, "it is expired")
