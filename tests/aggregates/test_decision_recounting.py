"""A certified result is counted again, and what that comes to stands beside what was certified."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests import choices
from tests import partnership as p
from tests.story import NOW, given, happened

from accord.aggregates.decision import Decision
from accord.aggregates.decision import choosing_events as c
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


def chosen() -> list:
    """The weir is chosen, and certified."""
    history = choices.closed(choices.WON)
    return [*history, choices.certified(history)]


def recounted(*history, was_chosen=("weir",), was=Verdict.CARRIED):
    found = p.decision(*history).chosen()
    return c.ChoiceRecountCertified(
        number=1,
        verdict=found.verdict,
        chosen=found.chosen,
        explanation=found.explanation,
        evaluator=EVALUATOR,
        was=was,
        was_chosen=was_chosen,
    )


def test_a_choice_among_options_is_counted_again():
    ordering(*chosen()).then(ORDERED)
    told = certifying(*chosen(), ORDERED)
    told.then(recounted(*chosen()))
    assert told.state.stage(NOW) is Stage.EFFECTIVE


def test_a_recount_that_comes_to_another_choice_annuls_the_result_though_the_verdict_is_the_same():
    *voted, certificate = chosen()
    misread = [*voted, replace(certificate, chosen=("mill",))]
    told = certifying(*misread, ORDERED)
    told.then(recounted(*misread, was_chosen=("mill",)), d.ResultAnnulled(challenge=0))
    assert told.state.stage(NOW) is Stage.ANNULLED


def test_a_recount_that_comes_to_another_verdict_of_a_choice_annuls_it():
    *voted, certificate = chosen()
    misread = [*voted, replace(certificate, verdict=Verdict.LOST, chosen=())]
    told = certifying(*misread, ORDERED)
    found = recounted(*misread, was=Verdict.LOST, was_chosen=())
    told.then(found, d.ResultAnnulled(challenge=0))


def test_a_tie_that_lots_decided_comes_out_as_the_lots_say_when_it_is_counted_again():
    history = choices.closed(choices.TIED, choices.LOT)
    decided = [*history, choices.certified(history)]
    certifying(*decided, ORDERED).then(recounted(*decided, was_chosen=("ferry",)))


def test_seats_and_money_are_counted_again_too():
    ranked = choices.cast(city_1=(("weir",), ("mill",)), city_2=(("ferry",), ("weir",)))
    how = {"kind": "stv", "id": "stv", "seats": 2, "ties": ["lot"]}
    history = choices.closed(ranked, chosen=choices.rule(**how))
    elected = [*history, choices.certified(history)]
    told = certifying(*elected, ORDERED)
    told.then(recounted(*elected, was_chosen=("ferry", "weir")))


def test_a_choice_that_is_recounted_is_recounted_once_at_a_time():
    again = recounted(*chosen())
    ordering(*chosen(), ORDERED).then_refused(OutOfOrder, "recount 1 is ordered already")
    ordering(*chosen(), ORDERED, again).then(replace(ORDERED, number=2))
    certifying(*chosen(), ORDERED, again).then_refused(OutOfOrder, "no recount is ordered")
    ordering(*choices.voting()).then_refused(OutOfOrder, "once a result is certified")


def test_a_recount_comes_after_the_certificate():
    *voted, certificate = CARRIED
    late = happened(certificate, at=NOW)
    ordering(*voted, late, at=NOW.replace(hour=8)).then_refused(OutOfOrder)
