"""A motion is put off to a day, referred to another body, or lapses without a vote."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from tests import partnership as p
from tests.aggregates.test_decision_notice import MOVED, OPEN, noticed, opened, opening
from tests.partnership import BOARD, MAJORITY
from tests.story import NOW, given

from accord.aggregates.agreement import Body, ClassRule, Seat
from accord.aggregates.decision import (
    Decision,
    defer_motion,
    lapse_motion,
    refer_motion,
    report_back,
    take_up_motion,
)
from accord.aggregates.decision import discussing_events as d
from accord.aggregates.decision.memory import Stage
from accord.aggregates.matters import Matter
from accord.errors import NotFound, OutOfOrder, Refused
from accord.events import Disclosed

JUNE = date(2026, 6, 1)
BEGINS = datetime(2026, 5, 31, 21, tzinfo=UTC)
"""Midnight in Helsinki."""
DEFERRED, FOR_GOOD = d.DecisionDeferred(resumes=BEGINS, effective_to=JUNE), d.DecisionDeferred()
REFERRED = d.MotionReferred(body="forum", cls="advice")
WITHDRAWN, LAPSED = d.MotionWithdrawn(), d.MotionLapsed()
FORUM = Body(
    id="forum",
    name="Forum",
    seats=(Seat(post="angler", title="Angler"),),
    rules=(ClassRule(cls="advice", rule=MAJORITY),),
)
TICK = timedelta(microseconds=1)


def two_bodies():
    return p.agreement(*p.in_force(bodies=(BOARD, FORUM)))


def deferring(*history, **more):
    return given(Decision, *history).when(defer_motion, agreement=p.agreement(), **more)


def taking_up(*history, **more):
    return given(Decision, *history).when(take_up_motion, **more)


def referring(*history, body="forum", cls="advice", **more):
    return given(Decision, *history).when(
        refer_motion, agreement=two_bodies(), body=body, cls=cls, **more
    )


def reporting(*history, **more):
    return given(Decision, *history).when(report_back, **more)


def lapsing(*history, agreement=None, **more):
    return given(Decision, *history).when(
        lapse_motion, agreement=agreement or p.agreement(), **more
    )


# --- Deferred --------------------------------------------------------------------------------


def test_a_motion_is_deferred_until_a_day_begins_where_the_agreement_is():
    told = deferring(MOVED, until=JUNE)
    told.then(DEFERRED)
    assert told.state.stage(BEGINS - TICK) is Stage.DEFERRED
    assert told.state.stage(BEGINS) is Stage.TABLED


def test_a_deferred_motion_is_put_to_the_vote_once_its_day_has_come():
    opening(MOVED, DEFERRED).then_refused(OutOfOrder, "must be tabled, and it is deferred")
    opened(opening(MOVED, DEFERRED, at=BEGINS))


def test_a_motion_deferred_for_good_waits_until_it_is_taken_up():
    told = deferring(MOVED)
    told.then(FOR_GOOD)
    assert told.state.stage(NOW + timedelta(days=3650)) is Stage.DEFERRED


def test_a_motion_is_deferred_to_a_day_to_come():
    for day in (date(2026, 5, 3), date(2026, 5, 4)):
        deferring(MOVED, until=day).then_refused(Refused, f"{day} is not after 2026-05-04")


def test_a_deferred_motion_is_taken_up_before_its_day():
    told = taking_up(MOVED, DEFERRED)
    told.then(d.MotionTakenUp())
    assert told.state.stage(NOW) is Stage.TABLED
    taking_up(MOVED).then_refused(OutOfOrder, "must be deferred, and it is tabled")
    taking_up(MOVED, DEFERRED, at=BEGINS).then_refused(OutOfOrder, "it is tabled")


def test_a_motion_can_be_deferred_again():
    history = [MOVED, DEFERRED, d.MotionTakenUp()]
    deferring(*history).then(FOR_GOOD)
    assert p.decision(*history, FOR_GOOD).stage(BEGINS) is Stage.DEFERRED


# --- Referred --------------------------------------------------------------------------------


def test_a_motion_is_referred_to_another_body_and_comes_back_with_its_report():
    referring(MOVED).then(REFERRED)
    assert p.decision(MOVED, REFERRED).stage(NOW) is Stage.REFERRED
    told = reporting(MOVED, REFERRED, recommendation="Wait for the drought to end.")
    told.then(d.MotionReportedOn(recommendation=Disclosed("Wait for the drought to end.")))
    assert told.state.stage(NOW) is Stage.TABLED


def test_a_report_may_recommend_nothing():
    reporting(MOVED, REFERRED).then(d.MotionReportedOn())
    reporting(MOVED).then_refused(OutOfOrder, "must be referred, and it is tabled")


def test_a_motion_is_referred_to_another_body_that_decides_such_motions():
    referring(MOVED, body="board", cls="ordinary").then_refused(
        Refused, "before body board already"
    )
    referring(MOVED, body="council").then_refused(NotFound, "no body council")
    referring(MOVED, cls="war").then_refused(Refused, "forum has no rule for motions of class war")


# --- Lapsed ----------------------------------------------------------------------------------


def test_what_is_still_decided_when_the_agreement_has_ended_does_not_lapse():
    ended = p.agreement(*p.in_force(until=date(2026, 5, 4)))
    moved = p.tabled("change", matter=Matter.WAIVER, about=p.OBLIGATION)
    lapsing(moved, agreement=ended).then_refused(OutOfOrder, "can still be put to the vote")


@pytest.mark.parametrize("aside", [[], [DEFERRED], [REFERRED]])
def test_a_motion_lapses_when_its_agreement_ends(aside):
    ended = p.agreement(*p.in_force(until=date(2026, 5, 4)))
    told = lapsing(MOVED, *aside, agreement=ended)
    told.then(LAPSED)
    assert told.state.stage(NOW) is Stage.LAPSED


@pytest.mark.parametrize(
    "bodies", [(FORUM,), (replace(BOARD, rules=BOARD.rules[1:]),)], ids=["no body", "no rule"]
)
def test_a_motion_lapses_when_its_body_no_longer_decides_it(bodies):
    changed = p.agreement(*p.in_force(bodies=bodies, procedures=()))
    lapsing(MOVED, agreement=changed).then(LAPSED)


def test_a_motion_lapses_when_its_notice_ends():
    ends = noticed(opens_on=date(2026, 5, 4), until=date(2026, 5, 6))
    lapsing(MOVED, ends, at=NOW + timedelta(days=2)).then(LAPSED)
    lapsing(MOVED, ends, at=NOW + timedelta(days=1)).then_refused(OutOfOrder, "can still be put")


def test_a_motion_that_can_be_put_to_the_vote_does_not_lapse():
    for history in ([MOVED], [MOVED, DEFERRED], [MOVED, noticed()]):
        lapsing(*history).then_refused(OutOfOrder, "can still be put to the vote on 2026-05-04")


@OPEN
def test_what_is_put_to_the_vote_is_neither_put_off_nor_does_it_lapse(history, stage):
    for ask in (deferring, referring, taking_up, reporting, lapsing):
        ask(*history).then_refused(OutOfOrder, f"it is {stage}")


@pytest.mark.parametrize("end", [WITHDRAWN, LAPSED])
def test_what_has_ended_is_not_put_off(end):
    for ask in (deferring, referring, taking_up, reporting, lapsing, opening):
        ask(MOVED, end).then_refused(OutOfOrder, "it is ")
