"""A motion is amended before the vote: with its mover's consent, or by a vote of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from tests import partnership as p
from tests.aggregates.test_decision_notice import (
    MOVED,
    OPEN,
    by_seat,
    opened,
    opening,
    ordered,
    role_of,
)
from tests.partnership import ADA, AGREEMENT, AMENDMENT, BEN, CLEO, DAN
from tests.story import NOW, given, happened, standing

from accord.aggregates.decision import Decision
from accord.aggregates.decision import discussing_events as d
from accord.aggregates.decision.revising import (
    accept_friendly_amendment,
    adopt_motion_amendment,
    object_to_amendment,
    propose_motion_amendment,
    reject_motion_amendment,
    withdraw_motion_amendment,
)
from accord.aggregates.matters import Matter
from accord.errors import NotEntitled, NotFound, OutOfOrder, Refused
from accord.rules import Verdict

TEXT = "That the weir be cleaned in July."
OTHER = UUID("0a9ee000-0000-7000-8000-0000000000a2")
PROPOSED = d.MotionAmendmentProposed(number=1, seat="trust-1", text=TEXT)
AGAIN = replace(PROPOSED, number=2, seat="trust-2", title="Clean it later")
SECONDED = d.MotionSeconded(seat="city-2")
OBJECTED = d.MotionAmendmentObjected(number=1, seat="city-2")
AMENDED = d.MotionAmended(number=1, title="Clean the weir", text=TEXT, material=True)
WITHDRAWN = d.MotionAmendmentWithdrawn(number=1)
REJECTED = d.MotionAmendmentRejected(number=1)


def proposing(*history, **more):
    return by_seat(propose_motion_amendment, *history, text=TEXT, **more)


def objecting(*history, seat="city-2", number=1, **more):
    return by_seat(object_to_amendment, *history, seat=seat, number=number, **more)


def accepting(*history, by=ADA, mover=None, number=1, **more):
    return given(Decision, *history).when(
        accept_friendly_amendment,
        by=by,
        agreement=p.agreement(),
        mover=mover,
        number=number,
        **more,
    )


def vote(verdict=Verdict.CARRIED, id=OTHER, **motion):
    """A decision of its own on an amendment of the motion."""
    usual = {"matter": Matter.MOTION_AMENDMENT, "about": p.DECISION}
    return standing(Decision, *p.certified(verdict, **(usual | motion)), id=id)


def adopting(*history, vote=None, number=1, **more):
    return given(Decision, *history).when(
        adopt_motion_amendment,
        agreement=p.agreement(),
        number=number,
        vote=vote or _carried(),
        **more,
    )


def _carried():
    return vote()


def rejecting(*history, vote=None, number=1, **more):
    return given(Decision, *history).when(
        reject_motion_amendment, agreement=p.agreement(), number=number, vote=vote, **more
    )


# --- Proposed --------------------------------------------------------------------------------


def test_a_seat_proposes_how_the_motion_should_read_and_each_proposal_has_a_number():
    proposing(MOVED).then(PROPOSED)
    proposing(MOVED, PROPOSED, seat="trust-2", title="Clean it later").then(AGAIN)
    proposing(MOVED, PROPOSED, WITHDRAWN, seat="trust-2", title="Clean it later").then(AGAIN)


def test_an_amendment_is_proposed_by_the_holder_of_a_seat():
    proposing(MOVED, by=DAN).then_refused(
        NotEntitled, "only the holder of seat trust-1 can propose"
    )


def test_what_an_amendment_of_the_agreement_says_is_not_changed_by_its_motion():
    moved = p.tabled("change", matter=Matter.AMENDMENT, amendment=AMENDMENT)
    proposing(moved).then_refused(OutOfOrder, "draft another amendment instead")


@OPEN
def test_a_motion_is_amended_before_the_vote(history, stage):
    for ask in (proposing, objecting, accepting, adopting, rejecting):
        ask(*history).then_refused(OutOfOrder, "while it is on the table", f"it is {stage}")


def test_while_a_proposed_amendment_is_open_voting_does_not_begin():
    told = opening(MOVED, PROPOSED, AGAIN)
    told.then_refused(OutOfOrder, "amendments of the motion are open (1, 2)")
    assert told.refused.facts["open"] == [1, 2]
    for settled in (AMENDED, REJECTED, WITHDRAWN):
        opened(opening(MOVED, PROPOSED, settled))


def test_the_seat_that_proposed_it_withdraws_an_amendment():
    def withdrawing(*history, by=CLEO, number=1):
        return given(Decision, *history).when(
            withdraw_motion_amendment,
            by=by,
            number=number,
            body=p.BOARD,
            role=role_of("trust-1"),
            zone=p.ZONE,
        )

    withdrawing(MOVED, PROPOSED).then(WITHDRAWN)
    withdrawing(MOVED, PROPOSED, by=DAN).then_refused(NotEntitled, "seat trust-1 can withdraw")
    withdrawing(MOVED, PROPOSED, WITHDRAWN).then_refused(NotFound, "no amendment 1", "are: none")
    withdrawing(MOVED, PROPOSED, number=2).then_refused(NotFound, "no amendment 2", "open are: 1")


# --- With the mover's consent ----------------------------------------------------------------


def test_the_mover_accepts_a_friendly_amendment():
    accepting(MOVED, PROPOSED).then(AMENDED)
    accepting(MOVED, PROPOSED, AGAIN, number=2, material=False).then(
        d.MotionAmended(number=2, title="Clean it later", text=TEXT, material=False)
    )


def test_nobody_but_the_mover_accepts_it():
    accepting(MOVED, PROPOSED, by=BEN).then_refused(NotEntitled, "only the mover of the motion")


def test_an_amendment_is_settled_once():
    for settled in (AMENDED, REJECTED, WITHDRAWN):
        for ask in (accepting, adopting, rejecting):
            ask(MOVED, PROPOSED, settled).then_refused(NotFound, "no amendment 1", "open are: none")


def test_where_a_sponsor_objects_an_amendment_is_not_friendly():
    objecting(MOVED, SECONDED, PROPOSED).then(OBJECTED)
    accepting(MOVED, SECONDED, PROPOSED, OBJECTED).then_refused(
        OutOfOrder, "city-2 objected to amendment 1: it needs a vote of its own"
    )


def test_those_object_who_stand_behind_the_motion_and_each_once():
    objecting(MOVED, PROPOSED).then_refused(NotEntitled, "city-2 neither seconds nor supports")
    objecting(MOVED, SECONDED, PROPOSED, by=DAN).then_refused(NotEntitled, "only the holder")
    objecting(MOVED, SECONDED, PROPOSED, OBJECTED).then_refused(OutOfOrder, "already objects")
    objecting(MOVED, SECONDED, PROPOSED, number=3).then_refused(NotFound, "no amendment 3")


@pytest.mark.parametrize("material", [True, False])
def test_a_material_amendment_begins_the_discussion_anew_and_keeps_the_seconders(material):
    orders = ordered(discussion_days=3, seconders=1)
    amended = happened(replace(AMENDED, material=material), at=NOW, by=ADA)
    history = [MOVED, happened(SECONDED, by=BEN), PROPOSED, amended]
    if material:
        opening(*history, agreement=orders, at=NOW + timedelta(days=2)).then_refused(
            OutOfOrder, "last materially changed: voting opens from 2026-05-07 on"
        )
        opened(opening(*history, agreement=orders, at=NOW + timedelta(days=3)))
    else:
        opened(opening(*history, agreement=orders))


# --- By a vote of its own --------------------------------------------------------------------


def test_a_carried_decision_about_the_motion_amends_it():
    adopting(MOVED, SECONDED, PROPOSED, OBJECTED).then(replace(AMENDED, decision=OTHER))


@pytest.mark.parametrize(
    "other",
    [
        vote(Verdict.LOST),
        vote(about=None),
        vote(about=AGREEMENT),
        vote(matter=Matter.GENERAL),
        standing(Decision, p.tabled(about=p.DECISION), id=OTHER),
    ],
    ids=["lost", "about nothing", "about something else", "on another matter", "not decided"],
)
def test_a_motion_is_not_amended_by_any_other_decision(other):
    adopting(MOVED, PROPOSED, vote=other).then_refused(
        Refused, "needs a certified, carried decision"
    )


def test_one_decision_disposes_of_one_amendment():
    done = replace(AMENDED, decision=OTHER)
    adopting(MOVED, PROPOSED, AGAIN, done, number=2).then_refused(
        OutOfOrder, "amendment 2 of the motion", "needs a decision of its own"
    )
    lost = replace(REJECTED, decision=OTHER)
    rejecting(MOVED, PROPOSED, AGAIN, lost, vote=vote(Verdict.LOST), number=2).then_refused(
        OutOfOrder, "the rejection of amendment 2", "needs a decision of its own"
    )


# --- Rejected --------------------------------------------------------------------------------


def test_an_amendment_that_was_lost_is_rejected():
    rejecting(MOVED, PROPOSED, vote=vote(Verdict.LOST)).then(replace(REJECTED, decision=OTHER))
    rejecting(MOVED, PROPOSED, vote=vote()).then_refused(
        Refused, "needs a decision that was certified and not carried"
    )
    for motion in ({"about": None}, {"matter": Matter.GENERAL}):
        rejecting(MOVED, PROPOSED, vote=vote(Verdict.LOST, **motion)).then_refused(
            Refused, "needs a certified decision", "“motion amendment” about"
        )


def test_the_chair_rules_an_amendment_out_of_order_for_a_reason():
    rejecting(MOVED, PROPOSED, reason="It is about another river.").then(REJECTED)
    rejecting(MOVED, PROPOSED).then_refused(
        Refused, "ruled out of order by the chair with a reason"
    )
