"""What is carried passes through further bodies before it holds: some must approve, some may veto."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from tests import choices as t
from tests import partnership as p
from tests.aftermath import BY, CERTIFIED, JUNE, RESERVED, by, decided, governed
from tests.aggregates.test_agreement_provisions import with_board
from tests.aggregates.test_decision_put_off import FORUM
from tests.story import NOW, an_act, given, happened, standing

from accord.aggregates.agreement import Agreement, draft_agreement
from accord.aggregates.agreement.provisions import Contradiction, check_terms
from accord.aggregates.agreement.terms import BodyStage, Passage, StagePower
from accord.aggregates.decision import Decision, certify, table_motion
from accord.aggregates.decision import events as d
from accord.aggregates.decision import representing_events as r
from accord.aggregates.decision import staging_events as s
from accord.aggregates.decision.consenting import take_effect
from accord.aggregates.decision.emergency import take_emergency_decision
from accord.aggregates.decision.implementing import record_implementation
from accord.aggregates.decision.memory import Stage
from accord.aggregates.decision.reconsidering import reopen, rescind, supersede
from accord.aggregates.decision.staging import pass_stage, veto_stage
from accord.aggregates.matters import Matter
from accord.errors import OutOfOrder, Refused
from accord.rules import Position, Verdict

APPROVES = BodyStage(body="forum", cls="advice", least_days=2, most_days=10)
VETOES = BodyStage(body="forum", cls="advice", power=StagePower.VETO, most_days=10)
FOR_EVER = replace(APPROVES, least_days=0, most_days=0)
PASSAGE = Passage(
    key="both",
    title="Spending together",
    body="board",
    cls="ordinary",
    stages=(APPROVES, VETOES),
    clause="money",
)
FRIDAY = date(2026, 5, 1)
TODAY = date(2026, 5, 4)
PASSED = s.StagePassed(stage=1, body="forum", decision=BY, effective_from=TODAY)
VETOED = s.StageVetoed(stage=1, body="forum", decision=BY)


def at_noon(day):
    return datetime.combine(day, datetime.min.time().replace(hour=12), ZoneInfo(p.ZONE))


OVER = at_noon(FRIDAY + timedelta(days=11))
"""A stage of ten days that runs from Friday is over."""
LAST = OVER - timedelta(days=1)


def laid_down(*stages, **more):
    """The agreement, whose ordinary decisions pass through these stages."""
    bodies = (p.BOARD, FORUM)
    passage = replace(PASSAGE, stages=stages or PASSAGE.stages)
    return governed(bodies=bodies, passages=(passage,), **more)


def staged(*stages, later=(), **certified):
    """It was carried on Friday, and these stages apply."""
    *voted, certificate = decided()
    event = replace(certificate.event, stages=stages, staged_from=FRIDAY, **certified)
    return [*voted, replace(certificate, event=event), *(happened(each, at=NOW) for each in later)]


def forum(matter, verdict=Verdict.CARRIED, **more):
    """The decision of the forum on the stage."""
    return by(matter, verdict, **{"body": "forum", "cls": "advice", **more})


def passing(*history, approval=None, **said):
    approval = approval or forum(Matter.STAGE_APPROVAL)
    return _with(approval, pass_stage, history, said)


def vetoing(*history, veto=None, **said):
    return _with(veto or forum(Matter.STAGE_VETO), veto_stage, history, said)


def _with(by_, command, history, said):
    def ask(decision, act):
        return command(decision, act, agreement=laid_down(), by=by_)

    return given(Decision, *history).when(ask, **said)


# --- It begins with the certificate ----------------------------------------------------------


def test_what_is_carried_goes_through_the_stages_of_the_day_on_which_the_vote_opened():
    *voted, certificate = p.certified(Verdict.CARRIED)
    told = given(Decision, voted).when(
        take_effect, agreement=laid_down(), certified=certificate, at=NOW
    )
    told.then(replace(certificate, stages=(APPROVES, VETOES), staged_from=TODAY))
    assert told.state.stage(NOW, p.ZONE) is Stage.IN_STAGES


def test_what_is_lost_or_of_another_class_goes_through_none():
    *voted, certificate = p.certified(Verdict.LOST)
    asked = {"agreement": laid_down(), "certified": certificate}
    given(Decision, voted).when(take_effect, **asked).then(certificate)
    *voted, certificate = p.certified(Verdict.CARRIED, cls="change")
    asked["certified"] = certificate
    given(Decision, voted).when(take_effect, **asked).then(certificate)


# --- A body must approve ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("from_", "stage"), [(None, Stage.EFFECTIVE), (JUNE, Stage.CERTIFIED)], ids=["now", "later"]
)
def test_the_approval_of_the_last_body_lets_it_take_effect(from_, stage):
    told = passing(staged(APPROVES, effective_from=from_))
    told.then(PASSED)
    assert told.state.stage(NOW, p.ZONE) is stage
    assert told.state.aftermath.began_on(p.ZONE) == (from_ or TODAY)


def test_a_body_approves_also_by_the_ballots_that_proxies_cast():
    asked = {"matter": Matter.STAGE_APPROVAL, "about": p.DECISION, "body": "forum", "cls": "advice"}
    by_proxy = [
        r.ProxyGiven(seat="trust-1", to="city-1"),
        r.ProxyBallotCast(seat="trust-1", by="city-1", position=Position.FOR),
    ]
    cast = p.ballots(city_1="for", city_2="against")
    closed = [
        p.tabled(**asked),
        *p.frozen(),
        *by_proxy,
        *cast,
        d.VotingClosed(tally=(), tied=False),
    ]
    certificate = certify(standing(Decision, closed, id=BY), an_act())
    assert certificate.verdict is Verdict.CARRIED
    approval = standing(Decision, closed, happened(certificate, at=NOW - timedelta(days=1)), id=BY)
    passing(staged(APPROVES), approval=approval).then(PASSED)


def test_the_next_stage_runs_from_the_approval_on():
    told = passing(staged(APPROVES, VETOES))
    told.then(PASSED)
    at = told.state.aftermath.passage.at(TODAY)
    assert (at.number, at.since, at.over) == (2, TODAY, date(2026, 5, 15))
    assert told.state.stage(NOW, p.ZONE) is Stage.IN_STAGES
    assert told.state.stage(at_noon(date(2026, 5, 15)), p.ZONE) is Stage.EFFECTIVE


def test_what_no_body_approved_in_time_lapses():
    state = passing(staged(APPROVES), at=LAST).given.state
    assert state.stage(LAST, p.ZONE) is Stage.IN_STAGES
    assert state.stage(OVER, p.ZONE) is Stage.LAPSED
    assert p.decision(*staged(FOR_EVER)).stage(OVER + timedelta(days=400)) is Stage.IN_STAGES


def test_a_stage_lasts_its_least_days():
    early = replace(APPROVES, least_days=4)
    passing(staged(early)).then_refused(OutOfOrder, "lasts at least 4 days", "from 2026-05-05 on")
    passing(staged(replace(early, least_days=3))).then(PASSED)


# --- A body may veto -------------------------------------------------------------------------


def test_silence_lets_it_pass_once_the_days_are_over():
    told = _shown(staged(VETOES))
    assert told.stage(LAST, p.ZONE) is Stage.IN_STAGES
    assert told.stage(OVER, p.ZONE) is Stage.EFFECTIVE
    assert told.aftermath.began_on(p.ZONE) == OVER.date()
    assert _shown(staged(VETOES, effective_from=JUNE)).stage(OVER, p.ZONE) is Stage.CERTIFIED


def test_a_body_that_vetoes_in_time_defeats_it():
    told = vetoing(staged(VETOES), at=LAST)
    told.then(VETOED)
    assert told.state.stage(OVER, p.ZONE) is Stage.VETOED
    vetoing(staged(VETOES), at=OVER).then_refused(OutOfOrder, "and it is effective")


def test_the_stages_come_in_their_order():
    vetoing(staged(APPROVES, VETOES)).then_refused(OutOfOrder, "at stage 1 body forum must approve")
    passing(staged(VETOES, APPROVES)).then_refused(
        OutOfOrder, "at stage 1 body forum can veto, and need not approve"
    )
    state = _shown(staged(VETOES, replace(APPROVES, most_days=5)))
    assert state.aftermath.passage.at(OVER.date()).number == 2
    assert state.stage(OVER + timedelta(days=5), p.ZONE) is Stage.IN_STAGES
    assert state.stage(OVER + timedelta(days=6), p.ZONE) is Stage.LAPSED


# --- On which decision it rests --------------------------------------------------------------


@pytest.mark.parametrize(
    ("approval", "kind", "words"),
    [
        (forum(Matter.STAGE_VETO), Refused, "on the matter “stage approval”"),
        (
            forum(Matter.STAGE_APPROVAL, Verdict.LOST),
            Refused,
            "needs a certified, carried decision",
        ),
        (forum(Matter.STAGE_APPROVAL, about=p.AMENDMENT), Refused, "about"),
        (by(Matter.STAGE_APPROVAL), Refused, "stage 1 is before body forum, in class advice"),
    ],
    ids=["another matter", "lost", "another decision", "another body"],
)
def test_only_the_carried_decision_of_its_body_about_it_lets_it_pass(approval, kind, words):
    passing(staged(APPROVES), approval=approval).then_refused(kind, words)


def test_each_approval_lets_it_pass_one_stage():
    history = staged(APPROVES, APPROVES, later=[PASSED])
    passing(history, at=NOW + timedelta(days=3)).then_refused(OutOfOrder, "another act rests on")


def test_what_has_no_stages_is_neither_approved_nor_vetoed():
    for told in (passing(decided()), vetoing(decided())):
        told.then_refused(OutOfOrder, "must be in stages or held, and it is effective")
    passing(staged(APPROVES, later=[PASSED])).then_refused(OutOfOrder, "and it is effective")
    held = [*decided(), happened(d.DecisionHeld(sponsors=2), at=NOW)]
    passing(held).then_refused(OutOfOrder, "has no stage before it")


def moving(original, body="forum", cls="advice", matter=Matter.STAGE_APPROVAL):
    return given(Decision, id=BY).when(
        table_motion,
        by=p.ADA,
        agreement=laid_down(),
        body=body,
        cls=cls,
        title="Approve it",
        text="That it be approved.",
        matter=matter,
        about=p.DECISION,
        original=p.decision(*original),
    )


def test_the_body_of_the_stage_decides_on_it():
    told = moving(staged(APPROVES))
    assert told.refused is None
    moving(staged(APPROVES), "board", "ordinary").then_refused(
        Refused, "is at stage 1, before body forum in class advice"
    )
    moving(staged(APPROVES), matter=Matter.STAGE_VETO).then_refused(OutOfOrder, "must approve")
    moving(decided()).then_refused(OutOfOrder, "must be in stages or held")


# --- What else becomes of it on its way ------------------------------------------------------


def _shown(history):
    """Where it goes from here by itself, seen as a story."""
    *before, last = history
    if isinstance(last, list):
        raise AssertionError(last)
    told = given(Decision, *before).when(lambda _: last.event, at=last.at)
    told.then(last.event)
    return told.state


def test_a_choice_goes_through_its_stages_too():
    history = t.closed(t.WON)
    certificate = t.certified(history)
    passage = replace(PASSAGE, cls="works")
    agreement = p.agreement(*p.in_force(bodies=(t.BOARD, FORUM), passages=(passage,)))
    told = given(Decision, history).when(take_effect, agreement=agreement, certified=certificate)
    told.then(replace(certificate, stages=PASSAGE.stages, staged_from=TODAY))
    assert told.state.stage(NOW, p.ZONE) is Stage.IN_STAGES


def test_what_is_on_its_way_is_held_and_released_and_the_time_runs_on():
    told = given(Decision, staged(APPROVES)).when(lambda _: d.DecisionHeld(sponsors=2))
    told.then(d.DecisionHeld(sponsors=2))
    assert told.state.stage(OVER, p.ZONE) is Stage.LAPSED
    held = staged(APPROVES, later=[d.DecisionHeld(sponsors=2)])
    released = given(Decision, held).when(lambda _: d.DecisionReleased())
    released.then(d.DecisionReleased())
    assert released.state.stage(NOW, p.ZONE) is Stage.IN_STAGES
    vetoing(staged(VETOES, later=[d.DecisionHeld(sponsors=2)])).then(VETOED)


@pytest.mark.parametrize("later", [False, True])
def test_what_is_on_its_way_is_rescinded_or_superseded(later):
    day = date(2026, 5, 8) if later else TODAY
    for command, matter, event, stage in (
        (rescind, Matter.RESCISSION, d.DecisionRescinded, Stage.RESCINDED),
        (supersede, Matter.REPLACEMENT, d.DecisionSuperseded, Stage.SUPERSEDED),
    ):
        other = by(matter)
        told = given(Decision, staged(APPROVES)).when(
            lambda decision, act, command=command, other=other: command(
                decision, act, agreement=laid_down(), by=other, effective_from=day
            )
        )
        told.then(event(decision=BY, effective_from=day))
        assert told.state.stage(at_noon(day), p.ZONE) is stage
    other = by(Matter.RESCISSION)
    given(Decision, staged(APPROVES)).when(
        lambda decision, act: rescind(
            decision, act, agreement=laid_down(), by=other, effective_from=OVER.date()
        )
    ).then_refused(Refused, "it lapses on 2026-05-12 unless it is approved by then")


def test_what_is_on_its_way_is_reconsidered_and_then_passes_anew():
    other = by(Matter.RECONSIDERATION)
    told = given(Decision, staged(APPROVES)).when(
        lambda decision, act: reopen(decision, act, agreement=laid_down(), by=other)
    )
    told.then(d.DecisionReconsidered(decision=BY))
    assert told.state.stage(OVER, p.ZONE) is Stage.TABLED


def test_what_is_on_its_way_expires_and_its_result_is_annulled():
    assert _shown(staged(FOR_EVER, expires_on=OVER.date())).stage(OVER, p.ZONE) is Stage.EXPIRED
    told = given(Decision, staged(APPROVES)).when(lambda _: d.ResultAnnulled(challenge=1))
    told.then(d.ResultAnnulled(challenge=1))
    assert told.state.stage(NOW) is Stage.ANNULLED


def test_nothing_is_implemented_before_the_last_stage_is_passed():
    given(Decision, staged(VETOES)).when(
        record_implementation, agreement=laid_down(), complete=True, statement="Done."
    ).then_refused(OutOfOrder, "must be effective, and it is in stages")


def test_nobody_decides_in_an_emergency_what_passes_through_other_bodies():
    given(Decision).when(
        take_emergency_decision,
        by=p.ADA,
        reason="The river rises.",
        agreement=laid_down(),
        body="board",
        cls="ordinary",
        title="Open it",
        text="That it be open.",
        chair=p.role("city-1", p.held("city-1", p.ADA, p.CITY)),
    ).then_refused(Refused, "pass through other bodies before they hold, also in an emergency")


# --- It is laid down so that it can be gone through ------------------------------------------

GOOD = replace(PASSAGE, stages=(replace(APPROVES), VETOES))


@pytest.mark.parametrize(
    ("changes", "words", "field"),
    [
        ({"body": "court"}, "before body court, which", "body"),
        ({"cls": "grave"}, "of class grave, for which body board has no rule", "class"),
        ({"cls": "spending"}, "which reserved matter spending makes wait", "class"),
        ({"stages": ()}, "has no stages", "stages"),
        ({"stages": (replace(VETOES, body="court"),)}, "stage 1 of passage both", "stages/0/body"),
        ({"stages": (replace(VETOES, cls="grave"),)}, "of class grave", "stages/0/class"),
        ({"stages": (VETOES, BodyStage(body="board", cls="ordinary"))}, "again", "stages/1/body"),
        ({"stages": (replace(VETOES, most_days=0),)}, "1 or more", "stages/0/most_days"),
        ({"stages": (replace(APPROVES, least_days=-1),)}, "0 or more", "stages/0/least_days"),
        ({"stages": (replace(APPROVES, least_days=11),)}, "never be", "stages/0/least_days"),
    ],
)
def test_a_passage_leads_through_bodies_that_can_decide(changes, words, field):
    terms = with_board(passages=(replace(GOOD, **changes),), reserved_matters=(RESERVED,))
    terms = replace(terms, bodies=(*terms.bodies, FORUM))
    told = given(Agreement).when(draft_agreement, terms=terms)

    told.then_refused(Contradiction, words)
    assert told.refused.facts["field"] == f"passages/0/{field}"


def test_a_passage_that_can_be_gone_through_stands_once_for_its_class():
    terms = with_board(passages=(GOOD,))
    terms = replace(terms, bodies=(*terms.bodies, FORUM))
    check_terms(terms)
    read_twice = replace(GOOD, stages=(BodyStage(body="board", cls="change"),))
    check_terms(replace(terms, passages=(read_twice,)))
    twice = replace(terms, passages=(GOOD, replace(GOOD, key="again")))
    with pytest.raises(Contradiction, match="a passage of class ordinary of body board stands 2"):
        check_terms(twice)
    assert at_noon(FRIDAY).date() == CERTIFIED.date()
