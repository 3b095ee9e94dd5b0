"""What has ended is wound up and closed; or another agreement takes its place; or it is void."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests import partnership as p
from tests.living import ENDING, TODAY, assents, carried, living, procedure, says
from tests.partnership import CITY, CLUB, TRUST
from tests.story import given, standing

from accord.aggregates.agreement import (
    Agreement,
    Stage,
    complete_close_out,
    declare_void,
    start_close_out,
    supersede,
    undo_supersession,
)
from accord.aggregates.agreement import events as e
from accord.aggregates.effect import RetroactiveUnflagged
from accord.aggregates.matters import Matter
from accord.errors import NotFound, OutOfOrder, Refused

REPORT = "ab" * 32
ENDED = e.TerminatedByConsent(effective_from=TODAY)
STARTED = e.CloseOutStarted(effective_from=TODAY)


def closing(*later, **said):
    terms = [says(ending=ENDING)]
    return given(Agreement, living(ENDED, *later, terms=terms)).when(complete_close_out, **said)


# --- The close-out ---------------------------------------------------------------------------


def test_what_has_ended_is_wound_up():
    for history in (p.in_force(ENDED), p.in_force(until=TODAY)):
        told = given(Agreement, history).when(start_close_out)
        told.then(STARTED)
        assert told.state.stage(TODAY) is Stage.CLOSING


@pytest.mark.parametrize("history", [p.in_force(), p.opened(), p.in_force(ENDED, STARTED)])
def test_only_what_has_ended_is_wound_up(history):
    given(Agreement, history).when(start_close_out).then_refused(OutOfOrder, "wound up")


def test_a_close_out_is_completed_with_the_final_report():
    told = closing(STARTED, final_report=REPORT)

    told.then(e.CloseOutCompleted(effective_from=TODAY, final_report=REPORT))
    assert told.state.stage(TODAY) is Stage.CLOSED


def test_a_final_report_is_given_where_the_agreement_asks_for_one():
    closing(STARTED).then_refused(Refused, "a final report (clause purpose)")
    closing(STARTED, final_report="my report").then_refused(Refused, "lower-case hex")
    without = given(Agreement, p.in_force(ENDED, STARTED))
    without.when(complete_close_out).then(e.CloseOutCompleted(effective_from=TODAY))


def test_nothing_is_closed_while_obligations_are_unsettled():
    closing(STARTED, final_report=REPORT, unsettled=[CLUB]).then_refused(
        OutOfOrder, "1 obligation is neither met nor waived"
    )


def test_nothing_is_closed_while_disputes_are_open():
    for open_, words in (
        ([CLUB], "1 dispute is not over"),
        ([CLUB, CLUB], "2 disputes are not over"),
    ):
        told = closing(STARTED, final_report=REPORT, disputes=open_)
        told.then_refused(OutOfOrder, words)


def test_only_what_is_wound_up_is_closed():
    closing(final_report=REPORT).then_refused(OutOfOrder, "must be closing", "it is terminated")


# --- Supersession ----------------------------------------------------------------------------

NEXT = date(2026, 7, 1)
RULED = living(terms=procedure(Matter.SUPERSESSION))


def successor(from_=NEXT, **more):
    return standing(Agreement, p.in_force(from_=from_, **more), id=CLUB)


def superseding(*history, **said):
    decision = carried(Matter.SUPERSESSION, about=CLUB)
    usual = {"successor": successor(), "decision": decision}
    return given(Agreement, *(history or RULED)).when(supersede, **(usual | said))


def superseded(decision=p.DECISION, from_=NEXT):
    return e.AgreementSuperseded(effective_from=from_, by=CLUB, decision=decision)


SUCCEEDED = e.AgreementSucceeded(effective_from=NEXT, predecessor=p.AGREEMENT)


def test_another_agreement_takes_its_place_from_the_day_on_which_that_one_is_in_force():
    told = superseding()

    told.then(superseded(), SUCCEEDED)
    assert told.state.stage(NEXT - timedelta(days=1)) is Stage.IN_FORCE
    assert told.state.stage(NEXT) is Stage.SUPERSEDED


def test_without_a_procedure_all_assent_to_the_supersession():
    agreed = assents(Matter.SUPERSESSION, CITY, TRUST, about=CLUB, from_=NEXT)
    superseding(living(agreed), decision=None).then(superseded(None), SUCCEEDED)
    superseding(living(), decision=None).then_refused(OutOfOrder, "2 have not given it")


@pytest.mark.parametrize(
    ("said", "kind", "words"),
    [
        ({"successor": p.agreement()}, Refused, "does not take its own place"),
        ({"successor": standing(Agreement, p.opened(), id=CLUB)}, Refused, "conclude it first"),
        ({"successor": successor(zone="Europe/London")}, Refused, "not in force from the same"),
        ({"successor": successor(date(2026, 5, 1))}, RetroactiveUnflagged, "before today"),
        ({"successor": successor(p.ENDS + timedelta(days=1), until=None)}, Refused, "2029-04-02"),
        ({"decision": carried(Matter.SUPERSESSION)}, Refused, f"“supersession” about {CLUB}"),
        ({"decision": carried(Matter.TERMINATION)}, Refused, "“supersession”"),
    ],
)
def test_what_cannot_take_its_place(said, kind, words):
    superseding(**said).then_refused(kind, words)


def test_an_agreement_is_superseded_once():
    superseding([RULED, superseded()]).then_refused(OutOfOrder, "already recorded")


# --- And where that one is void --------------------------------------------------------------


def undoing(*history, **more):
    void = standing(
        Agreement,
        p.in_force(SUCCEEDED, e.AgreementDeclaredVoid(ab_initio=True)),
        id=more.pop("id", CLUB),
    )
    return given(Agreement, RULED, superseded(from_=date(2026, 5, 2)), *history).when(
        undo_supersession, void=void
    )


def test_where_what_took_its_place_is_void_from_the_beginning_it_has_gone_on():
    told = undoing()

    told.then(e.SupersessionUndone(by=CLUB))
    assert told.state.stage(date(2026, 5, 3)) is Stage.IN_FORCE
    assert told.state.life.course.superseded_from is None


def test_what_another_agreement_superseded_stays_so_and_nothing_is_undone_twice():
    assert undoing(id=p.MEETING).events == ()
    assert undoing(e.SupersessionUndone(by=CLUB)).events == ()


def test_what_has_gone_on_is_superseded_anew():
    undone = [RULED, superseded(), e.SupersessionUndone(by=CLUB)]
    another = standing(Agreement, p.in_force(from_=NEXT), id=p.MEETING)
    decision = carried(Matter.SUPERSESSION, about=p.MEETING)
    anew = superseding(undone, successor=another, decision=decision)
    assert anew.refused is not None  # one decision carries one supersession
    assert "needs a decision of its own" in anew.refused.reason


# --- Void ------------------------------------------------------------------------------------

BY_COURT = {"authority": "instrument:District Court 7/2026", "reason": "No power to enter."}


def voiding(*history, **said):
    usual = {"ab_initio": False, **BY_COURT}
    return given(Agreement, *(history or p.in_force())).when(declare_void, **(usual | said))


def test_an_agreement_is_void_from_its_conclusion():
    told = voiding(ab_initio=True)

    told.then(e.AgreementDeclaredVoid(ab_initio=True))
    assert told.state.stage(date(2026, 3, 2)) is Stage.CONCLUDED
    assert told.state.stage(date(2026, 3, 3)) is Stage.VOID


def test_what_bound_before_its_conclusion_is_void_from_its_first_day():
    began = date(2026, 1, 1)
    told = voiding(p.in_force(from_=began), ab_initio=True)
    assert {told.state.stage(day) for day in (began, date(2026, 3, 2), TODAY)} == {Stage.VOID}


def test_an_agreement_is_void_from_a_day_on():
    told = voiding()

    told.then(e.AgreementDeclaredVoid(effective_from=TODAY, ab_initio=False))
    assert told.state.stage(TODAY - timedelta(days=1)) is Stage.IN_FORCE
    assert told.state.stage(TODAY) is Stage.VOID


@pytest.mark.parametrize(
    "history",
    [
        p.in_force(until=TODAY),
        p.in_force(ENDED),
        p.in_force(ENDED, STARTED, e.CloseOutCompleted(effective_from=TODAY)),
        p.in_force(superseded(from_=TODAY)),
        p.in_force(from_=NEXT),
    ],
)
def test_whatever_was_concluded_can_be_void(history):
    assert voiding(history).state.stage(TODAY) is Stage.VOID


def test_where_no_body_decides_it_is_void_with_the_assent_of_each_party():
    by_all = {"authority": f"mandate:{CLUB}"}
    agreed = p.in_force(assents(Matter.VOIDANCE, from_=TODAY))
    told = voiding(agreed, **by_all)
    told.then(e.AgreementDeclaredVoid(effective_from=TODAY, ab_initio=False, assented=True))
    assert not any(told.state.assents.values())
    voiding(agreed, ab_initio=True, **by_all).then_refused(
        OutOfOrder, "a declaration that it is void needs the assent of each party to just this"
    )

    without_a_day = p.in_force(assents(Matter.VOIDANCE))
    told = voiding(without_a_day, ab_initio=True, **by_all)
    told.then(e.AgreementDeclaredVoid(ab_initio=True, assented=True))
    closed = p.in_force(ENDED, STARTED, e.CloseOutCompleted(effective_from=TODAY))
    closed_since = [closed, assents(Matter.VOIDANCE, from_=TODAY)]
    assert voiding(closed_since, **by_all).state.stage(TODAY) is Stage.VOID


def test_the_assent_of_all_is_not_that_of_some_nor_of_a_body():
    by_all = {"authority": f"mandate:{CLUB}"}
    one = p.in_force(assents(Matter.VOIDANCE, CITY, from_=TODAY))
    voiding(one, **by_all).then_refused(
        OutOfOrder, "as instrument:<the order of the court>", f"1 have not given it: {TRUST}"
    )
    agreed = living(assents(Matter.VOIDANCE, from_=TODAY), terms=procedure(Matter.VOIDANCE))
    voiding(agreed, **by_all).then_refused(Refused, "decided by the body board")


def test_nobody_declares_void_what_is_not_concluded_yet_on_that_day():
    earlier = {"occurred_on": date(2026, 3, 2), "retroactive": True}
    voiding(ab_initio=True, **earlier).then_refused(
        Refused, "it was concluded on 2026-03-03, and cannot be declared before, on 2026-03-02"
    )


def test_a_decision_can_declare_it_void():
    told = voiding(decision=carried(Matter.VOIDANCE), authority=f"mandate:{CLUB}")
    told.then(e.AgreementDeclaredVoid(effective_from=TODAY, ab_initio=False, decision=p.DECISION))


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"reason": None}, "say why"),
        ({"decision": carried(Matter.TERMINATION)}, "on the matter “voidance”"),
        ({"ab_initio": True, "effective_from": TODAY}, "from no other day"),
        ({"effective_from": date(2026, 3, 2), "retroactive": True}, "concluded on 2026-03-03"),
    ],
)
def test_what_does_not_make_it_void(said, words):
    voiding(**said).then_refused(Refused, words)


def test_only_what_was_concluded_is_void_and_only_once():
    voiding(p.opened()).then_refused(OutOfOrder, "this agreement never was")
    voiding([]).then_refused(NotFound, "there is no agreement")
    again = p.in_force(e.AgreementDeclaredVoid(ab_initio=True))
    voiding(again).then_refused(OutOfOrder, "void from 2026-03-03 already")
    voiding(effective_from=date(2026, 5, 1)).then_refused(RetroactiveUnflagged, "before today")
