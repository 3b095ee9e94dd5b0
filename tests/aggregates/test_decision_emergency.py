"""Who presides decides in an emergency; the body ratifies it in time, or it lapses."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from tests import partnership as p
from tests.aftermath import BY, ORDERS, TODAY, by, decided, governed, held
from tests.story import NOW, given, happened, standing

from accord.aggregates.agreement.terms import StandingOrders
from accord.aggregates.decision import Decision, table_motion
from accord.aggregates.decision import events as d
from accord.aggregates.decision.emergency import ratify, take_emergency_decision
from accord.aggregates.decision.memory import Stage
from accord.aggregates.decision.reconsidering import rescind
from accord.aggregates.matters import Matter
from accord.errors import NotEntitled, NotFound, OutOfOrder, Refused
from accord.rules import Verdict

FLOOD = {"body": "board", "cls": "ordinary", "title": "Open the weir", "text": "That it be open."}
LAPSES = date(2026, 5, 19)
TAKEN = d.EmergencyDecisionTaken(agreement=p.AGREEMENT, post="city-1", effective_to=LAPSES, **FLOOD)
FRIDAY = happened(TAKEN, at=datetime(2026, 5, 1, 8, tzinfo=UTC))
RATIFIED, NOT = d.EmergencyRatified(decision=BY), d.RatificationRefused(decision=BY)


def taking(*history, by=p.ADA, agreement=None, chair=None, reason="The river rises.", **said):
    return given(Decision, *history).when(
        take_emergency_decision,
        by=by,
        agreement=agreement or governed(),
        chair=chair or held("city-1"),
        reason=reason,
        **(FLOOD | said),
    )


def ratifying(*history, by, **said):
    return given(Decision, *history).when(
        lambda decision, act, by: ratify(decision, act, agreement=governed(), by=by), by=by, **said
    )


def test_who_presides_decides_at_once_until_the_days_for_ratification_are_over():
    told = taking()

    assert told.events == (TAKEN,)
    assert told.state.stage(NOW, p.ZONE) is Stage.EFFECTIVE
    last = datetime(2026, 5, 18, 20, 59, tzinfo=UTC)
    assert told.state.stage(last, p.ZONE) is Stage.EFFECTIVE
    assert told.state.stage(last + timedelta(minutes=1), p.ZONE) is Stage.LAPSED


def test_where_the_orders_ask_for_no_ratification_it_does_not_lapse():
    orders = replace(ORDERS, ratify_within_days=0)
    told = taking(agreement=governed(orders))
    assert told.events == (replace(TAKEN, effective_to=None),)


def test_the_emergency_is_named():
    taking(reason=None).then_refused(Refused, "what the emergency is")


def test_nobody_else_decides_in_an_emergency():
    for said in ({"by": p.BEN}, {"chair": p.role("city-1")}):
        taking(**said).then_refused(NotEntitled, "only the holder of post city-1")


def test_standing_orders_let_the_chair_decide_or_nobody():
    bare = governed(StandingOrders(body="board", clause="members"))
    taking(agreement=bare).then_refused(Refused, "(clause members)", "let nobody decide")


def test_what_is_reserved_to_the_parties_is_so_in_an_emergency_too():
    taking(cls="spending").then_refused(Refused, "reserved to the parties (clause money)")


def test_it_is_decided_for_a_competent_body_under_an_agreement_in_force():
    taking(cls="war").then_refused(Refused, "no rule for motions of class war")
    taking(body="council").then_refused(NotFound, "no body council")
    taking(agreement=p.agreement(*p.opened())).then_refused(OutOfOrder, "nothing can be decided")


def test_a_decision_is_taken_once():
    taking(TAKEN).then_refused(OutOfOrder, "already has its motion")


def test_the_body_is_asked_to_ratify_it_where_it_would_have_decided_it():
    motion = FLOOD | {"matter": Matter.RATIFICATION, "about": p.DECISION}
    told = given(Decision, id=BY).when(
        table_motion, agreement=governed(), original=p.decision(FRIDAY), **motion
    )
    told.then(d.MotionTabled(agreement=p.AGREEMENT, **motion))


def test_what_the_body_ratifies_no_longer_lapses():
    told = ratifying(FRIDAY, by=by(Matter.RATIFICATION))

    told.then(RATIFIED)
    assert told.state.stage(datetime(2027, 1, 1, tzinfo=UTC)) is Stage.EFFECTIVE


def test_what_the_body_does_not_ratify_lapses_at_once():
    told = ratifying(FRIDAY, by=by(Matter.RATIFICATION, Verdict.LOST))

    told.then(NOT)
    assert told.state.stage(NOW) is Stage.LAPSED


@pytest.mark.parametrize("verdict", [Verdict.INQUORATE, Verdict.TIED])
def test_where_the_body_has_not_decided_yet_it_has_not_refused(verdict):
    *voted, certificate = decided(matter=Matter.RATIFICATION, about=p.DECISION)
    undecided = replace(certificate, event=replace(certificate.event, verdict=verdict))
    ratifying(FRIDAY, by=standing(Decision, voted, undecided, id=BY)).then_refused(
        Refused, "a ratification needs a certified"
    )


def test_what_has_lapsed_is_not_ratified():
    late = datetime(2026, 5, 18, 21, tzinfo=UTC)
    ratifying(FRIDAY, by=by(Matter.RATIFICATION), at=late).then_refused(OutOfOrder, "it is lapsed")


@pytest.mark.parametrize(
    ("history", "words"),
    [
        ([FRIDAY, RATIFIED], "already ratified"),
        ([FRIDAY, NOT], "it is lapsed"),
        (decided(), "only an emergency decision is ratified"),
        (
            [FRIDAY, d.DecisionRescinded(decision=BY, effective_from=date(2026, 5, 10))],
            "is rescinded from 2026-05-10",
        ),
    ],
)
def test_an_emergency_decision_is_ratified_once_while_it_holds(history, words):
    ratifying(*history, by=by(Matter.RATIFICATION)).then_refused(OutOfOrder, words)


@pytest.mark.parametrize(
    "other",
    [
        by(Matter.GENERAL),
        by(Matter.RATIFICATION, about=BY),
        p.decision(p.tabled(matter=Matter.RATIFICATION, about=p.DECISION)),
        by(Matter.RATIFICATION, Verdict.LOST, d.ResultAnnulled(challenge=1)),
    ],
)
def test_only_what_the_body_decided_on_it_counts(other):
    ratifying(FRIDAY, by=other).then_refused(Refused, "a ratification needs a certified")


def test_an_emergency_decision_is_rescinded_before_it_lapses():
    def ask(day):
        return given(Decision, FRIDAY).when(
            lambda decision, act: rescind(
                decision,
                act,
                agreement=governed(),
                by=by(Matter.RESCISSION),
                effective_from=day,
            )
        )

    ask(None).then(d.DecisionRescinded(decision=BY, effective_from=TODAY))
    ask(LAPSES).then_refused(Refused, "it lapses on 2026-05-19")
