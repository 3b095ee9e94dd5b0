"""A certified result is counted again, and what that comes to stands beside what was certified."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests import choices
from tests import partnership as p
from tests.story import NOW, given, happened

from accord.aggregates.decision import Decision
from accord.aggregates.decision import events as d
from accord.aggregates.decision.memory import Stage
from accord.aggregates.decision.recounting import certify_recount, order_recount
from accord.errors import NotFound, OutOfOrder, Refused
from accord.rules import EVALUATOR, Verdict

ORDERED = d.RecountOrdered(number=1, ground=d.RecountGround.DOUBT)
CARRIED = p.certified(Verdict.CARRIED)
SAID = {"ground": d.RecountGround.DOUBT, "cited": True, "reason": "Two ballots were read alike."}


def misread() -> list:
    """All seats voted against, and yet it was certified as carried."""
    *voted, certificate = p.certified(Verdict.LOST)
    return [*voted, replace(certificate, verdict=Verdict.CARRIED)]


def ordering(*history, **said):
    return given(Decision, *history).when(order_recount, **{**SAID, **said})


def certifying(*history, **said):
    return given(Decision, *history).when(certify_recount, **said)


def counted(*history, verdict, was):
    explanation = p.decision(*history).outcome(p.MAJORITY).explanation
    return d.RecountCertified(
        number=1, verdict=verdict, explanation=explanation, evaluator=EVALUATOR, was=was
    )


def test_a_recount_of_a_certified_result_is_ordered():
    ordering(*CARRIED).then(ORDERED)
    ordering(*p.certified(Verdict.LOST), ground=d.RecountGround.EVALUATOR).then(
        replace(ORDERED, ground=d.RecountGround.EVALUATOR)
    )


def test_a_recount_that_comes_to_the_same_changes_nothing():
    told = certifying(*CARRIED, ORDERED)

    told.then(counted(*CARRIED, verdict=Verdict.CARRIED, was=Verdict.CARRIED))
    assert told.state.stage(NOW) is Stage.EFFECTIVE


def test_a_recount_that_comes_to_another_verdict_annuls_the_result():
    told = certifying(*misread(), ORDERED)

    found = counted(*misread(), verdict=Verdict.LOST, was=Verdict.CARRIED)
    told.then(found, d.ResultAnnulled(challenge=0))
    assert told.state.stage(NOW) is Stage.ANNULLED
    assert told.state.verdict is Verdict.CARRIED


def test_a_result_is_recounted_once_at_a_time():
    ordering(*CARRIED, ORDERED).then_refused(OutOfOrder, "recount 1 is ordered already")
    again = counted(*CARRIED, verdict=Verdict.CARRIED, was=Verdict.CARRIED)
    ordering(*CARRIED, ORDERED, again).then(replace(ORDERED, number=2))


def test_a_recount_says_by_which_authority_and_why():
    ordering(*CARRIED, cited=False).then_refused(Refused, "cites the authority that orders it")
    ordering(*CARRIED, reason=None).then_refused(Refused, "says why the ballots are counted again")


def test_a_recount_that_nobody_ordered_is_not_certified():
    certifying(*CARRIED).then_refused(OutOfOrder, "no recount is ordered")
    again = counted(*CARRIED, verdict=Verdict.CARRIED, was=Verdict.CARRIED)
    certifying(*CARRIED, ORDERED, again).then_refused(OutOfOrder, "no recount is ordered")


@pytest.mark.parametrize("asking", [ordering, certifying])
def test_only_a_result_that_stands_is_counted_again(asking):
    asking(*p.voting()).then_refused(OutOfOrder, "once a result is certified", "is voting")
    asking(*misread(), ORDERED, d.ResultAnnulled(challenge=0)).then_refused(
        OutOfOrder, "that of this decision is annulled"
    )
    asking().then_refused(NotFound, "there is no decision")


def test_a_choice_among_options_is_challenged_and_not_counted_again():
    history = choices.closed(choices.WON)
    ordering(*history, choices.certified(history)).then_refused(
        OutOfOrder, "among options a result is challenged instead"
    )


def test_a_recount_comes_after_the_certificate():
    *voted, certificate = CARRIED
    late = happened(certificate, at=NOW)
    ordering(*voted, late, at=NOW.replace(hour=8)).then_refused(OutOfOrder)
