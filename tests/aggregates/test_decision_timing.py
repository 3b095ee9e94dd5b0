"""How long a motion waits for its vote, how long a vote is open, how long what is carried waits and lasts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from tests import partnership as p
from tests.aftermath import CERTIFIED, JUNE, RESERVED, TODAY, decided
from tests.aggregates.test_decision_motion_amended import AMENDED, PROPOSED
from tests.aggregates.test_decision_notice import MOVED, by_seat, opened, opening, withdrawing
from tests.aggregates.test_decision_put_off import FORUM, referring
from tests.aggregates.test_decision_sitting import extending
from tests.aggregates.test_decision_undoing import asking, moving
from tests.story import NOW, given, happened

from accord.aggregates.agreement.terms import StandingOrders
from accord.aggregates.decision import Decision, defer_motion, table_motion, take_over_motion
from accord.aggregates.decision import discussing_events as d
from accord.aggregates.decision import events as e
from accord.aggregates.decision.challenging import rule_on_challenge
from accord.aggregates.decision.consenting import take_effect
from accord.aggregates.decision.implementing import record_implementation
from accord.aggregates.decision.memory import Stage
from accord.aggregates.decision.reconsidering import rescind
from accord.aggregates.decision.revising import accept_friendly_amendment
from accord.aggregates.matters import Matter
from accord.errors import OutOfOrder, Refused
from accord.events import Disclosed
from accord.rules import Verdict

MIDNIGHT = datetime(2026, 5, 14, 21, tzinfo=UTC)
"""When 15 May begins in Helsinki: eleven days after now."""
TABLED = happened(replace(p.tabled(), lapses=MIDNIGHT), by=p.ADA, at=NOW)
TICK = timedelta(microseconds=1)
LATEST = {"discussion_most_days": 10}


def ordered(*bodies, **orders):
    """The agreement in force; clause 2 has the standing orders of its board."""
    said = StandingOrders(body="board", clause="members", **orders)
    blocks = {"standing_orders": (said,), "reserved_matters": (RESERVED,)}
    return p.agreement(*p.in_force(**blocks, **({"bodies": bodies} if bodies else {})))


def tabling(**orders):
    return given(Decision).when(
        table_motion,
        by=p.ADA,
        agreement=ordered(**orders),
        body="board",
        cls="ordinary",
        title=p.tabled().title,
        text=p.tabled().text,
    )


# --- A motion lapses where it is not put to the vote in time ---------------------------------


def test_a_motion_is_put_to_the_vote_in_time_or_lapses_by_itself():
    tabling().then(p.tabled())
    told = tabling(**LATEST)
    told.then(replace(p.tabled(), lapses=MIDNIGHT))
    assert told.state.stage(MIDNIGHT - TICK) is Stage.TABLED
    assert told.state.stage(MIDNIGHT) is Stage.LAPSED


def test_on_its_last_day_it_is_put_to_the_vote_and_then_lapses_no_more():
    told = opening(TABLED, at=MIDNIGHT - TICK)
    opened(told)
    assert told.state.stage(MIDNIGHT) is Stage.VOTING
    opening(TABLED, at=MIDNIGHT).then_refused(OutOfOrder, "must be tabled, and it is lapsed")


@pytest.mark.parametrize("material", [True, False])
def test_the_time_begins_anew_with_a_material_change_alone(material):
    later = NOW + timedelta(days=5)
    told = given(Decision, TABLED, happened(PROPOSED, at=NOW)).when(
        accept_friendly_amendment,
        by=p.ADA,
        agreement=ordered(**LATEST),
        mover=None,
        number=1,
        material=material,
        at=later,
    )
    lapses = MIDNIGHT + timedelta(days=5)
    told.then(replace(AMENDED, material=material, lapses=lapses if material else None))
    assert told.state.discussion.lapses == (lapses if material else MIDNIGHT)


def test_a_change_under_orders_that_ask_for_no_end_takes_it_away():
    told = given(Decision, TABLED, happened(PROPOSED, at=NOW)).when(
        accept_friendly_amendment, by=p.ADA, agreement=ordered(), mover=None, number=1
    )
    told.then(AMENDED)
    assert told.state.stage(MIDNIGHT) is Stage.TABLED


def test_a_motion_is_deferred_within_its_time_only():
    deferring = given(Decision, TABLED)
    for until in (None, date(2026, 5, 14)):
        told = deferring.when(defer_motion, agreement=ordered(**LATEST), until=until)
        assert told.refused is None
        told.then(*told.events)
        assert told.state.stage(MIDNIGHT) is Stage.LAPSED
    deferring.when(defer_motion, agreement=ordered(**LATEST), until=date(2026, 5, 15)).then_refused(
        Refused, "(clause members) the motion lapses", "not deferred to 2026-05-15"
    )


def test_what_is_referred_or_withdrawn_lapses_too():
    for told in (referring(TABLED, body=FORUM.id), withdrawing(TABLED)):
        told.then(*told.events)
        assert told.state.stage(MIDNIGHT) is Stage.LAPSED
    by_seat(take_over_motion, TABLED, d.MotionWithdrawn(), at=MIDNIGHT).then_refused(
        OutOfOrder, "it is lapsed"
    )


# --- How long a vote is open -----------------------------------------------------------------

THREE_TO_SEVEN = {"voting_days": 3, "voting_most_days": 7}


@pytest.mark.parametrize(
    ("open_for", "words"),
    [
        (timedelta(days=3) - TICK, "ask that a vote be open for 3 days at least"),
        (timedelta(days=3), ""),
        (timedelta(days=7), ""),
        (timedelta(days=7) + TICK, "let a vote be open for 7 days at most"),
    ],
)
def test_a_vote_is_opened_for_as_long_as_the_orders_say(open_for, words):
    told = opening(MOVED, agreement=ordered(**THREE_TO_SEVEN), closes=NOW + open_for)
    if not words:
        opened(told)
        return
    told.then_refused(Refused, words, "(clause members)")
    assert told.refused.facts["field"] == "closes"


@pytest.mark.parametrize(
    ("opens", "closes"),
    [
        (datetime(2027, 3, 25, 10, tzinfo=UTC), datetime(2027, 4, 1, 9, tzinfo=UTC)),
        (datetime(2027, 10, 28, 9, tzinfo=UTC), datetime(2027, 11, 4, 10, tzinfo=UTC)),
    ],
)
def test_a_week_over_the_change_of_the_clocks_ends_at_the_hour_at_which_it_began(opens, closes):
    """At noon in Helsinki until noon there: an hour less in spring, and an hour more in autumn."""
    week = ordered(voting_days=7, voting_most_days=7)
    until = {"at": opens, "agreement": week}
    opened(opening(MOVED, **until, closes=closes))
    for beside, words in ((closes - TICK, "7 days at least"), (closes + TICK, "7 days at most")):
        opening(MOVED, **until, closes=beside).then_refused(Refused, words)


def test_a_vote_is_extended_within_the_most_days_from_its_opening():
    history = p.voting()
    opens = next(entry.opens for entry in history if isinstance(entry, e.VotingOpened))
    latest = opens + timedelta(days=14)
    orders = ordered(voting_most_days=14)
    extending(*history, agreement=orders, closes=latest).then(
        d.VotingExtended(closes=latest, was=p.CLOSES)
    )
    extending(*history, agreement=orders, closes=latest + TICK).then_refused(
        Refused, "for 14 days at most"
    )


# --- From when what is carried holds ---------------------------------------------------------


def taking_effect(cls="ordinary", verdict=Verdict.CARRIED, from_=None, **orders):
    *voted, certificate = p.certified(verdict, cls=cls)
    told = given(Decision, voted).when(
        take_effect, agreement=ordered(**orders), certified=certificate, effective_from=from_
    )
    return certificate, told


def test_what_is_carried_cools_off_before_it_takes_effect():
    certificate, told = taking_effect(cooling_off_days=10)
    told.then(replace(certificate, effective_from=date(2026, 5, 14)))
    assert told.state.stage(MIDNIGHT - timedelta(days=1) - TICK, p.ZONE) is Stage.CERTIFIED
    assert told.state.stage(MIDNIGHT - timedelta(days=1), p.ZONE) is Stage.EFFECTIVE


def test_it_takes_effect_later_where_that_is_said_but_no_sooner():
    certificate, told = taking_effect(cooling_off_days=10, from_=JUNE)
    told.then(replace(certificate, effective_from=JUNE))
    _, told = taking_effect(cooling_off_days=10, from_=date(2026, 5, 13))
    told.then_refused(Refused, "10 days pass", "on 2026-05-14 or later, and not on 2026-05-13")
    assert told.refused.facts == {"field": "effective_from", "clause": "members"}


def test_what_is_lost_neither_cools_off_nor_expires():
    certificate, told = taking_effect(
        verdict=Verdict.LOST, cooling_off_days=10, expires_after_days=20
    )
    told.then(certificate)


def test_a_reserved_matter_waits_for_both_the_consents_and_its_day():
    certificate, told = taking_effect("spending", cooling_off_days=10)
    told.then(replace(certificate, effective_from=date(2026, 5, 14), consents=(p.CITY, p.TRUST)))


# --- Until when ------------------------------------------------------------------------------

EXPIRES = date(2026, 5, 12)
"""Certified on 1 May, it can be implemented within ten days."""
NINTH = datetime(2026, 5, 11, 12, tzinfo=UTC)
DONE = e.ImplementationRecorded(complete=True)


def expiring(*later, consents=(), from_=None):
    *voted, certificate = decided(consents=consents, from_=from_)
    certificate = replace(certificate, event=replace(certificate.event, expires_on=EXPIRES))
    return [*voted, certificate, *later]


@pytest.mark.parametrize("cls", ["ordinary", "spending"])
def test_what_is_carried_expires_where_it_is_not_implemented_in_time(cls):
    certificate, told = taking_effect(cls, expires_after_days=7)
    both = (p.CITY, p.TRUST) if cls == "spending" else ()
    told.then(replace(certificate, expires_on=date(2026, 5, 12), consents=both))
    last = NINTH.replace(hour=20)
    assert told.state.stage(last, p.ZONE) is not Stage.EXPIRED
    assert told.state.stage(last + timedelta(hours=1), p.ZONE) is Stage.EXPIRED


def test_it_cannot_expire_before_it_takes_effect():
    certificate, told = taking_effect(from_=date(2026, 5, 11), expires_after_days=7)
    expires = date(2026, 5, 12)
    told.then(replace(certificate, effective_from=date(2026, 5, 11), expires_on=expires))
    _, told = taking_effect(from_=expires, expires_after_days=7)
    told.then_refused(Refused, "expires, here on 2026-05-12", "take effect on 2026-05-12 only")


def implementing(*history, at, complete=True):
    return given(Decision, *history).when(
        record_implementation,
        agreement=ordered(),
        complete=complete,
        statement="Done.",
        at=at,
    )


def test_what_is_implemented_in_time_stays():
    told = implementing(expiring(), at=NINTH)
    assert told.refused is None
    told.then(*told.events)
    assert told.state.stage(NINTH + timedelta(days=90), p.ZONE) is Stage.IMPLEMENTED

    in_part = implementing(expiring(), at=NINTH, complete=False)
    in_part.then(*in_part.events)
    assert in_part.state.stage(NINTH + timedelta(days=90), p.ZONE) is Stage.EXPIRED
    implementing(expiring(), at=NINTH + timedelta(days=1)).then_refused(
        OutOfOrder, "must be effective, and it is expired"
    )


def test_what_is_held_expires_too():
    told = given(Decision, expiring()).when(lambda _: e.DecisionHeld(sponsors=2))
    told.then(e.DecisionHeld(sponsors=2))
    assert told.state.stage(NINTH + timedelta(days=1), p.ZONE) is Stage.EXPIRED


def test_the_result_of_what_expired_can_still_be_annulled():
    raised = e.ResultChallenged(number=1, seat="trust-1", statement=Disclosed("I was not heard."))
    challenged = happened(raised, at=CERTIFIED)
    told = given(Decision, expiring(challenged)).when(
        rule_on_challenge,
        agreement=ordered(challenge_days=7),
        number=1,
        ruling=e.ChallengeRuling.UPHELD,
        at=NINTH + timedelta(days=1),
    )
    assert told.refused is None
    told.then(*told.events)
    assert told.state.stage(NINTH, p.ZONE) is Stage.ANNULLED


@pytest.mark.parametrize(("day", "ends"), [(date(2026, 5, 11), True), (EXPIRES, False)])
def test_what_expires_is_rescinded_before_it_does(day, ends):
    by = p.decision(
        *decided(matter=Matter.RESCISSION, about=p.DECISION),
    )
    told = asking(rescind, *expiring(), by=by, effective_from=day)
    if ends:
        told.then(e.DecisionRescinded(decision=by.id, effective_from=day))
    else:
        told.then_refused(Refused, "it expires on 2026-05-12 unless it is implemented")


# --- How long a decision can be reconsidered -------------------------------------------------


@pytest.mark.parametrize(("within", "moved"), [(0, True), (3, True), (2, False)])
def test_a_motion_to_reconsider_is_tabled_in_time(within, moved):
    told = moving(
        Matter.RECONSIDERATION, decided(), agreement=ordered(reconsider_within_days=within)
    )
    if moved:
        told.then(p.tabled(matter=Matter.RECONSIDERATION, about=p.DECISION, mover="trust-1"))
        return
    told.then_refused(OutOfOrder, "within 2 days of the certification", "was 2026-05-03")
    assert told.refused.facts == {"last_day": "2026-05-03", "clause": "members"}
    assert date(2026, 5, 4) == TODAY
