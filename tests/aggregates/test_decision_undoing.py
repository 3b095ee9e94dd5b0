"""A decision about a decision reconsiders it, rescinds it, or takes its place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests import partnership as p
from tests.aftermath import BY, JUNE, TODAY, by, decided, governed, held
from tests.story import NOW, given

from accord.aggregates.agreement import events as a
from accord.aggregates.agreement.terms import Procedure
from accord.aggregates.decision import Decision, table_motion
from accord.aggregates.decision import events as d
from accord.aggregates.decision import sealed_events as s
from accord.aggregates.decision.memory import Stage
from accord.aggregates.decision.reconsidering import reopen, rescind, supersede
from accord.aggregates.effect import RetroactiveUnflagged
from accord.aggregates.matters import Matter
from accord.errors import NotEntitled, NotFound, OutOfOrder, Refused
from accord.rules import Position, Verdict

PART = d.ImplementationRecorded(complete=False)
DONE = d.ImplementationRecorded(complete=True)
RECONSIDERED = d.DecisionReconsidered(decision=BY)
LATER = JUNE.replace(day=2)
ENDING = pytest.mark.parametrize(
    ("command", "event", "matter", "stage"),
    [
        (rescind, d.DecisionRescinded, Matter.RESCISSION, Stage.RESCINDED),
        (supersede, d.DecisionSuperseded, Matter.REPLACEMENT, Stage.SUPERSEDED),
    ],
)


def moving(matter, original, *, seat="trust-1", by=p.CLEO, agreement=None, cls="ordinary"):
    return given(Decision, id=BY).when(
        table_motion,
        by=by,
        agreement=agreement or governed(),
        body="board",
        cls=cls,
        title="Clean the weir",
        text="That the weir be cleaned in June.",
        matter=matter,
        about=p.DECISION,
        original=p.decision(*original),
        mover=seat,
        role=held(seat) if seat else None,
    )


def asking(command, *history, by, act_by=p.ADA, **said):
    def ask(decision, act, **more):
        return command(decision, act, agreement=governed(), by=by, **more)

    more = {key: said.pop(key) for key in ("effective_from",) if key in said}
    told = given(Decision, *history)
    return told.when(_with(ask, more), by=act_by, **said)


def _with(ask, more):
    return lambda decision, act: ask(decision, act, **more)


# --- Who moves to reconsider -----------------------------------------------------------------


@pytest.mark.parametrize("verdict", [Verdict.CARRIED, Verdict.LOST])
def test_a_seat_of_the_side_that_prevailed_moves_to_reconsider(verdict):
    moving(Matter.RECONSIDERATION, decided(verdict)).then(
        p.tabled(matter=Matter.RECONSIDERATION, about=p.DECISION, mover="trust-1")
    )


def test_a_seat_that_did_not_prevail_does_not():
    split = p.ballots(city_1="for", city_2="for", trust_1="against")
    _, *_, closed, certificate = decided()
    history = [p.tabled(), *p.frozen(), *split, closed, certificate]
    for seat, who, found in (("trust-1", p.CLEO, "against"), ("trust-2", p.DAN, "absent")):
        moving(Matter.RECONSIDERATION, history, seat=seat, by=who).then_refused(
            NotEntitled, f"the side that prevailed (for); seat {seat} was {found}"
        )


def test_after_a_secret_ballot_a_seat_that_voted_moves_and_need_not_tell_what_it_cast():
    votes = [s.VoterMarked(seat=seat) for seat in ("city-1", "city-2", "trust-1")]
    ballots = (s.SealedCount(position=Position.FOR, ballots=3),)
    _, *_, closed, certificate = decided()
    opened = [*p.frozen(secret=True, smallest_secret=3), *votes]
    history = [p.tabled(), *opened, s.SealedBallotsOpened(ballots=ballots), closed, certificate]
    moving(Matter.RECONSIDERATION, history).then(
        p.tabled(matter=Matter.RECONSIDERATION, about=p.DECISION, mover="trust-1")
    )
    moving(Matter.RECONSIDERATION, history, seat="trust-2", by=p.DAN).then_refused(
        NotEntitled, "seat trust-2 was absent"
    )


def test_a_motion_to_reconsider_is_moved_by_the_holder_of_the_seat_it_names():
    moving(Matter.RECONSIDERATION, decided(), by=p.BEN).then_refused(NotEntitled, "holder of seat")
    moving(Matter.RECONSIDERATION, decided(), seat=None).then_refused(Refused, "names the seat")
    moving(Matter.RECONSIDERATION, decided(), seat="mayor", by=p.ADA).then_refused(
        NotFound, "not on the roll"
    )


@pytest.mark.parametrize(
    ("history", "words"),
    [
        (
            p.voting(),
            "no reconsideration can be moved",
        ),
        ([*decided(), DONE], "it is implemented"),
        ([*decided(), PART], "it can be rescinded, not reconsidered"),
    ],
)
def test_what_is_not_decided_or_already_done_is_not_reconsidered(history, words):
    moving(Matter.RECONSIDERATION, history).then_refused(OutOfOrder, words)


def test_what_was_decided_in_an_emergency_is_ratified_and_not_reconsidered():
    taken = d.EmergencyDecisionTaken(
        agreement=p.AGREEMENT, post="city-1", body="board", cls="ordinary", title="T", text="T."
    )
    moving(Matter.RECONSIDERATION, [taken]).then_refused(
        OutOfOrder, "what a body has not voted on cannot be reconsidered"
    )


def test_a_motion_is_about_a_decision_under_its_own_agreement():
    elsewhere = replace(p.tabled(), agreement=p.AMENDMENT)
    moving(Matter.RESCISSION, [elsewhere]).then_refused(Refused, "is not under this agreement")


@pytest.mark.parametrize(
    ("matter", "history", "words"),
    [
        (Matter.RELEASE, decided(), "no release can be moved: the decision must be held"),
        (Matter.REPLACEMENT, p.voting(), "no replacement can be moved"),
        (Matter.MOTION_AMENDMENT, decided(), "no motion amendment can be moved"),
    ],
)
def test_a_motion_about_a_decision_is_moved_while_something_can_come_of_it(matter, history, words):
    moving(matter, history).then_refused(OutOfOrder, words)


@pytest.mark.parametrize(
    ("matter", "history"),
    [
        (Matter.RELEASE, [*decided(), d.DecisionHeld(sponsors=2)]),
        (Matter.REPLACEMENT, [*decided(), DONE]),
        (Matter.MOTION_AMENDMENT, [p.tabled()]),
    ],
)
def test_each_act_about_a_decision_has_a_matter_of_its_own(matter, history):
    moving(matter, history).then(p.tabled(matter=matter, about=p.DECISION, mover="trust-1"))
    moving(matter, history, cls="change").then_refused(Refused, "decided by body board in class")


def test_a_motion_about_a_decision_goes_to_the_body_that_took_it_or_where_a_procedure_sends_it():
    for matter in (Matter.RECONSIDERATION, Matter.RESCISSION):
        moving(matter, decided(), cls="change").then_refused(
            Refused, f"has the matter “{matter}” decided by body board in class ordinary"
        )
    sent = Procedure(matter=Matter.RESCISSION, body="board", cls="change")
    moving(Matter.RESCISSION, decided(), cls="change", agreement=governed(procedures=(sent,))).then(
        p.tabled("change", matter=Matter.RESCISSION, about=p.DECISION, mover="trust-1")
    )


def test_only_an_emergency_decision_is_moved_to_be_ratified():
    moving(Matter.RATIFICATION, decided()).then_refused(Refused, "only an emergency decision")


# --- Reconsidering ---------------------------------------------------------------------------


@pytest.mark.parametrize("history", [decided(), decided(Verdict.LOST), decided(from_=JUNE)])
def test_what_is_reconsidered_is_before_its_body_again(history):
    told = asking(reopen, history, by=by(Matter.RECONSIDERATION))

    told.then(RECONSIDERED)
    assert told.state.stage(NOW) is Stage.TABLED
    assert (told.state.verdict, told.state.roll, told.state.ballots) == (None, {}, {})


@pytest.mark.parametrize(
    "act",
    [
        a.PartyExpelled(effective_from=TODAY, party=p.CITY, decision=p.DECISION),
        a.AmendmentIncorporated(
            effective_from=TODAY, amendment=p.AMENDMENT, adoption_seq=1, modifications_hash="0" * 64
        ),
    ],
    ids=["a party expelled", "an amendment in force"],
)
def test_what_an_act_of_the_agreement_rests_on_is_not_reconsidered(act):
    instrument = p.agreement(p.in_force(act))
    found = decided(amendment=p.AMENDMENT)
    told = given(Decision, found).when(reopen, agreement=instrument, by=by(Matter.RECONSIDERATION))
    told.then_refused(OutOfOrder, "can be rescinded, not reconsidered")


def test_one_motion_to_reconsider_opens_a_decision_once():
    again = [*decided(), RECONSIDERED, *decided()[1:]]
    asking(reopen, again, by=by(Matter.RECONSIDERATION)).then_refused(
        OutOfOrder, "a reconsideration needs a decision of its own"
    )


@pytest.mark.parametrize(
    ("history", "words"),
    [
        ([*decided(), DONE], "it is implemented"),
        ([*decided(), PART], "can be rescinded, not reconsidered"),
        ([*decided(), d.ResultAnnulled(challenge=1)], "it is annulled"),
        (p.voting(), "it is voting"),
    ],
)
def test_what_can_no_longer_be_voted_on_again_is_not_reopened(history, words):
    asking(reopen, history, by=by(Matter.RECONSIDERATION)).then_refused(OutOfOrder, words)


# --- Rescinding and superseding --------------------------------------------------------------


@ENDING
def test_another_decision_ends_it_from_today_or_from_a_later_day(command, event, matter, stage):
    asking(command, decided(), by=by(matter)).then(event(decision=BY, effective_from=TODAY))
    told = asking(command, decided(), by=by(matter), effective_from=JUNE)

    told.then(event(decision=BY, effective_from=JUNE))
    assert told.state.stage(NOW) is Stage.EFFECTIVE
    assert told.state.stage(NOW.replace(month=6)) is stage


@ENDING
def test_it_ends_once(command, event, matter, stage):
    ended = event(decision=BY, effective_from=JUNE)
    asking(command, decided(), ended, by=by(matter)).then_refused(
        OutOfOrder, f"it is {stage} from 2026-06-01 already"
    )


@ENDING
def test_it_ends_for_days_to_come_unless_said_otherwise_and_never_before_it_was_decided(
    command, event, matter, stage
):
    day = date(2026, 5, 3)
    past = {"retroactive": True, "reason": "As ordered."}
    asking(command, decided(), by=by(matter), effective_from=day).then_refused(RetroactiveUnflagged)
    asking(command, decided(), by=by(matter), effective_from=day, **past).then(
        event(decision=BY, effective_from=day)
    )
    asking(
        command, decided(), by=by(matter), effective_from=date(2026, 4, 30), **past
    ).then_refused(Refused, "it was decided on 2026-05-01")


@ENDING
def test_it_does_not_end_after_its_agreement(command, event, matter, stage):
    asking(command, decided(), by=by(matter), effective_from=p.ENDS).then_refused(
        Refused, "this cannot hold from 2029-04-01", "up to but without 2029-04-01"
    )


@ENDING
def test_what_was_not_carried_has_no_end(command, event, matter, stage):
    asking(command, decided(Verdict.LOST), by=by(matter)).then_refused(
        OutOfOrder, "the motion is lost"
    )


@ENDING
@pytest.mark.parametrize("verdict", [Verdict.LOST, Verdict.CARRIED])
def test_no_other_decision_ends_it(command, event, matter, stage, verdict):
    other = by(matter, Verdict.LOST) if verdict is Verdict.LOST else by(matter, about=None)
    for found in (other, by(Matter.GENERAL), by(Matter.RELEASE)):
        asking(command, decided(), by=found).then_refused(Refused, f"about {p.DECISION}")


def test_what_is_done_is_not_rescinded_but_may_be_superseded():
    asking(rescind, decided(), DONE, by=by(Matter.RESCISSION)).then_refused(
        OutOfOrder, "it is implemented"
    )
    asking(supersede, decided(), DONE, by=by(Matter.REPLACEMENT)).then(
        d.DecisionSuperseded(decision=BY, effective_from=TODAY)
    )
