"""A decision is an authority while it is in effect; what is done on it is recorded."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests import partnership as p
from tests.aftermath import BY, CERTIFIED, JUNE, decided, governed
from tests.story import NOW, an_act, given, happened

from accord.aggregates.authority import carried
from accord.aggregates.decision import Decision
from accord.aggregates.decision import events as d
from accord.aggregates.decision.implementing import record_implementation
from accord.aggregates.decision.memory import Stage
from accord.aggregates.matters import Matter
from accord.errors import OutOfOrder, Refused
from accord.events import Disclosed
from accord.rules import Verdict

HELD = (d.HoldPlaced(seat="city-1"), d.DecisionHeld(sponsors=1))
RELEASED = happened(d.DecisionReleased(), at=CERTIFIED + timedelta(days=1))
CONSENT = d.PartyConsented(party=p.TRUST, signatory=p.CLEO, post="warden")
HASH = "0" * 64


def relying(*history, matter=Matter.GENERAL, about=None, act=None):
    """What is said against an act that rests on the decision; nothing where nothing is."""
    found = given(Decision, *history).state
    try:
        carried(governed(), found, matter, "this", about=about, act=act or an_act())
    except Refused as refused:
        return refused.reason
    return ""


def implementing(*history, complete=True, **said):
    return given(Decision, *history).when(
        record_implementation, agreement=governed(), complete=complete, **said
    )


# --- What rests on it ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "history",
    [
        decided(),
        decided(from_=date(2026, 5, 4)),
        [*decided(consents=(p.TRUST,)), CONSENT],
        [*decided(), *HELD, RELEASED],
        [*decided(), d.ImplementationRecorded(complete=True)],
        [*decided(), d.DecisionRescinded(decision=BY, effective_from=JUNE)],
        decided(about=p.AGREEMENT),
    ],
)
def test_an_act_rests_on_a_decision_in_effect(history):
    assert relying(history) == ""


@pytest.mark.parametrize(
    ("history", "words"),
    [
        (decided(from_=JUNE), "is effective from 2026-06-01 only"),
        (decided(consents=(p.TRUST,)), "is awaiting consent"),
        ([*decided(), *HELD], "is held"),
        ([*decided(), d.ResultAnnulled(challenge=1)], "is annulled"),
        ([*decided(), d.DecisionRescinded(decision=BY, effective_from=NOW.date())], "rescinded"),
        ([*decided(), d.DecisionSuperseded(decision=BY, effective_from=NOW.date())], "superseded"),
        (decided(Verdict.LOST), "needs a certified, carried decision"),
        (p.voting(), "needs a certified, carried decision"),
        ([*decided(), d.DecisionReconsidered(decision=BY)], "needs a certified, carried"),
        (decided(about=p.CITY), "needs a certified, carried decision"),
        (decided(at=NOW + timedelta(hours=1)), "before the decision was certified"),
    ],
)
def test_no_act_rests_on_one_that_is_not(history, words):
    assert words in relying(history)


def test_an_act_of_an_earlier_day_rests_on_what_was_in_effect_then():
    ended = [*decided(), d.DecisionRescinded(decision=BY, effective_from=date(2026, 5, 3))]
    assert relying(ended, act=an_act(occurred_on=date(2026, 5, 2))) == ""
    assert "rescinded" in relying(ended, act=an_act(occurred_on=date(2026, 5, 3)))


def test_what_was_done_on_a_decision_since_does_not_put_off_what_rests_on_it():
    history = [*decided(), happened(d.ImplementationRecorded(complete=False), at=NOW)]
    assert relying(history, act=an_act(occurred_at=NOW - timedelta(hours=1))) == ""


def test_nothing_rests_on_a_reserved_matter_before_the_last_consent():
    history = [*decided(consents=(p.TRUST,)), happened(CONSENT, at=NOW)]
    before = relying(history, act=an_act(occurred_at=NOW - timedelta(hours=1)))
    assert "would have happened before" in before


# --- What was done ---------------------------------------------------------------------------


def test_a_decision_is_implemented_in_parts_until_it_is_complete():
    part = implementing(decided(), complete=False, statement="The sluice is cleaned.")
    part.then(
        d.ImplementationRecorded(complete=False, statement=Disclosed("The sluice is cleaned."))
    )
    assert part.state.stage(NOW) is Stage.EFFECTIVE

    rest = implementing(decided(), part.events, completed_on=date(2026, 5, 3), obligations=[BY])
    rest.then(
        d.ImplementationRecorded(complete=True, completed_on=date(2026, 5, 3), obligations=(BY,))
    )
    assert rest.state.stage(NOW) is Stage.IMPLEMENTED


OWED = (p.OBLIGATION, BY)
ALTHOUGH = {"although_open": True, "reason": "They run for years."}


def test_it_is_not_complete_while_its_obligations_are_open():
    told = implementing(decided(), unsettled=OWED)
    told.then_refused(
        OutOfOrder, "2 of the obligations of this decision are still open", str(BY), "although_open"
    )
    assert told.refused.facts == {"open": [str(id_) for id_ in OWED]}
    implementing(decided(), unsettled=OWED, complete=False, statement="Begun.").then(
        d.ImplementationRecorded(complete=False, statement=Disclosed("Begun."))
    )


def test_it_is_said_to_be_complete_although_for_a_reason():
    implementing(decided(), unsettled=OWED, **ALTHOUGH).then(
        d.ImplementationRecorded(complete=True, still_open=OWED)
    )
    implementing(decided(), **ALTHOUGH).then(d.ImplementationRecorded(complete=True))
    told = implementing(decided(), unsettled=OWED, although_open=True)
    told.then_refused(Refused, "say for which reason")
    assert told.refused.facts == {"field": "reason"}
    implementing(decided(), unsettled=OWED * 101, **ALTHOUGH).then_refused(OutOfOrder, "202 of the")


def test_a_part_is_said_or_proved():
    implementing(decided(), complete=False).then_refused(Refused, "say what was done")
    implementing(decided(), complete=False, evidence=(HASH,)).then(
        d.ImplementationRecorded(complete=False)
    )


def test_what_is_still_to_come_is_not_done():
    implementing(decided(), completed_on=JUNE).then_refused(Refused, "not done yet on 2026-05-04")


@pytest.mark.parametrize(
    ("history", "began"),
    [
        (decided(), date(2026, 5, 1)),
        (decided(from_=date(2026, 5, 3)), date(2026, 5, 3)),
        (decided(from_=date(2026, 4, 1)), date(2026, 5, 1)),
        ([*decided(consents=(p.TRUST,)), happened(CONSENT, at=NOW)], date(2026, 5, 4)),
    ],
    ids=["not decided", "not effective", "held retroactively", "not consented to"],
)
def test_nothing_is_done_on_a_decision_before_it_is_in_effect(history, began):
    eve = began - timedelta(days=1)
    implementing(history, completed_on=eve).then_refused(
        Refused, f"done on this decision by {eve}: it is in effect from {began} on"
    )
    implementing(history, completed_on=began).then(
        d.ImplementationRecorded(complete=True, completed_on=began)
    )


def test_an_obligation_is_named_once():
    implementing(decided(), obligations=[BY, BY]).then_refused(Refused, "stands twice")


@pytest.mark.parametrize(
    ("history", "stage"),
    [
        (decided(from_=JUNE), "certified"),
        (decided(Verdict.LOST), "certified"),
        ([*decided(), *HELD], "held"),
        ([*decided(), d.ImplementationRecorded(complete=True)], "implemented"),
        (p.voting(), "voting"),
    ],
)
def test_only_what_is_in_effect_is_implemented(history, stage):
    implementing(history).then_refused(OutOfOrder, "nothing can be implemented", f"it is {stage}")
