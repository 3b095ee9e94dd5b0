"""A motion is put before a body that is competent for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from tests import partnership as p
from tests.partnership import AMENDMENT
from tests.story import an_act, given, standing

from accord.aggregates.agreement import Agreement, Procedure
from accord.aggregates.agreement.events import AgreementSuperseded
from accord.aggregates.agreement.superseding import can_be_superseded_by
from accord.aggregates.decision import (
    Decision,
    table_motion,
)
from accord.aggregates.decision.events import (
    InterestDeclared,
)
from accord.aggregates.matters import Matter
from accord.aggregates.obligation import Kind, Obligation, can_be_waived
from accord.aggregates.obligation.events import (
    ObligationMet,
    ObligationNotMet,
    ObligationScheduled,
    ObligationWaived,
)
from accord.errors import NotFound, OutOfOrder, Refused
from accord.events import Disclosed
from accord.rules import Verdict

TODAY = date(2026, 5, 4)
LATE = datetime(2026, 5, 3, 23, 30, tzinfo=UTC)
"""Half past two in the night of the fourth in Helsinki."""
MOVED = datetime(2026, 5, 1, 9, tzinfo=UTC)
DECLARED = InterestDeclared(seat="trust-1", statement=Disclosed("My brother owns the weir."))
OPEN = pytest.mark.parametrize(
    ("history", "stage"),
    [
        (p.voting(), "voting"),
        (p.certified(Verdict.CARRIED), "effective"),
    ],
)


def tabling(*history, agreement=None, body="board", cls="ordinary", **more):
    return given(Decision, *history).when(
        table_motion,
        agreement=agreement or p.agreement(),
        body=body,
        cls=cls,
        title="Clean the weir",
        text="That the weir be cleaned in June.",
        **more,
    )


# --- Tabling ---------------------------------------------------------------------------------


def test_a_motion_is_put_before_a_body_that_decides_its_class():
    tabling().then(p.tabled())


def test_the_background_of_a_motion_is_disclosed_and_its_text_in_clear():
    tabling(background="Eve asked for it.").then(
        p.tabled(background=Disclosed("Eve asked for it."))
    )


def test_a_decision_has_one_motion():
    tabling(p.tabled()).then_refused(OutOfOrder, "already has its motion")


@pytest.mark.parametrize(
    ("history", "stage"),
    [
        (p.opened(), "open for signature"),
        (p.in_force(from_=date(2026, 5, 5)), "concluded"),
        (p.in_force(AgreementSuperseded(effective_from=TODAY, by=p.CLUB)), "superseded"),
    ],
)
def test_motions_are_put_under_an_agreement_in_force_or_being_wound_up(history, stage):
    words = "in force or expired or terminated or closing on 2026-05-04"
    tabling(agreement=p.agreement(*history)).then_refused(
        OutOfOrder, "no motion can be tabled", words, f"it is {stage}"
    )


@pytest.mark.parametrize(
    ("matter", "what"), [(Matter.WAIVER, "obligation"), (Matter.SUPERSESSION, "agreement")]
)
def test_a_motion_to_waive_or_supersede_says_what_it_is_about(matter, what):
    said = {"agreement": deciding(matter), "cls": "change", "matter": matter}
    tabling(**said).then_refused(Refused, f"a motion on {matter} says which {what} it is about")
    tabling(**said, about=p.CLUB).then(p.tabled("change", matter=matter, about=p.CLUB))


def test_at_night_it_is_already_the_first_day_of_the_agreement_in_helsinki():
    begins_today = p.agreement(*p.in_force(from_=TODAY))
    tabling(agreement=begins_today, at=LATE).then(p.tabled())


def test_a_motion_needs_a_body_that_the_agreement_constitutes():
    tabling(body="council").then_refused(NotFound, "no body council; it has: board")


def test_a_body_decides_the_classes_for_which_it_has_a_rule():
    tabling(cls="war").then_refused(
        Refused, "board has no rule for motions of class war", "ordinary, spending, change"
    )


def deciding(*matters):
    said = tuple(Procedure(matter=matter, body="board", cls="change") for matter in matters)
    return p.agreement(*p.in_force(procedures=said))


ON_PARTIES = (Matter.ACCESSION, Matter.EXPULSION, Matter.SUSPENSION, Matter.RESUMPTION)


@pytest.mark.parametrize(
    ("matter", "about"),
    [
        (Matter.ACCESSION, p.CLUB),
        (Matter.EXPULSION, p.TRUST),
        *((matter, about) for matter in ON_PARTIES[2:] for about in (None, p.AGREEMENT, p.TRUST)),
    ],
)
def test_a_motion_on_a_party_is_about_one_that_it_can_be_about(matter, about):
    said = {"cls": "change", "matter": matter, "about": about}
    motion = p.tabled(**said)
    tabling(agreement=deciding(*ON_PARTIES), **said).then(motion)


@pytest.mark.parametrize(
    ("matter", "about", "words"),
    [
        (Matter.ACCESSION, None, "says which party it is about"),
        (Matter.ACCESSION, p.TRUST, "no party of this agreement yet, and"),
        (Matter.EXPULSION, None, "says which party it is about"),
        *(
            (matter, p.CLUB, f"a motion on {matter} is about a party of this agreement, and")
            for matter in ON_PARTIES[1:]
        ),
    ],
)
def test_a_motion_on_a_party_is_not_about_another(matter, about, words):
    said = {"cls": "change", "matter": matter, "about": about}
    tabling(agreement=deciding(*ON_PARTIES), **said).then_refused(Refused, words)


OWED = ObligationScheduled(
    agreement=p.AGREEMENT,
    party=p.CITY,
    title="Report",
    due_on=TODAY,
    kind=Kind.REPORT,
    clause="money",
)
MET = ObligationMet(met_on=TODAY)
WAIVED = ObligationWaived()


@pytest.mark.parametrize(
    ("history", "kind", "words"),
    [
        ([], Refused, "is not one under this agreement; a waiver is about one that is"),
        ([replace(OWED, agreement=p.CLUB)], Refused, "is not one under this agreement"),
        ([OWED, MET], OutOfOrder, "nothing is owed any more: this obligation is met already"),
        ([OWED, WAIVED], OutOfOrder, "this obligation is waived already"),
    ],
)
def test_what_is_to_be_waived_is_still_owed_under_the_agreement(history, kind, words):
    with pytest.raises(kind, match=words):
        can_be_waived(standing(Obligation, *history), p.agreement())
    can_be_waived(standing(Obligation, OWED, ObligationNotMet()), p.agreement())


def test_what_is_to_take_the_place_of_an_agreement_is_another_that_can_live():
    own, act = p.agreement(), an_act()
    with pytest.raises(Refused, match="does not take its own place; name another one"):
        can_be_superseded_by(own, act, own)
    over = standing(Agreement, p.in_force(until=TODAY), id=p.CLUB)
    with pytest.raises(Refused, match="is expired: it takes nobody's place"):
        can_be_superseded_by(own, act, over)
    for history in (p.drafted(), p.opened(), p.in_force()):
        can_be_superseded_by(own, act, standing(Agreement, history, id=p.CLUB))


@pytest.mark.parametrize("matter", [Matter.AMENDMENT, Matter.TERMINATION])
def test_a_motion_to_amend_or_terminate_goes_where_the_procedure_sends_it(matter):
    tabling(cls="change", matter=matter, amendment=AMENDMENT).then(
        p.tabled("change", matter=matter, amendment=AMENDMENT)
    )
    tabling(cls="ordinary", matter=matter).then_refused(
        Refused, f"has the matter “{matter}” decided by body board in class change"
    )


def test_without_a_procedure_nobody_can_move_to_terminate():
    bare = p.agreement(*p.in_force(procedures=()))
    tabling(agreement=bare, cls="change", matter=Matter.TERMINATION).then_refused(
        Refused, "lays down no procedure for the matter “termination”"
    )
