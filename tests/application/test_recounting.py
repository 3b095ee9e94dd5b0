"""A recount through the application: what rests on a result goes back where it comes to another verdict."""

from __future__ import annotations

from dataclasses import replace

from tests import partnership as p
from tests.application.commands import COMMANDS
from tests.application.office import AMENDING, decide

from accord.aggregates.amendment import Amendment
from accord.aggregates.decision import Decision
from accord.aggregates.decision.memory import Stage
from accord.rules import Verdict


def test_an_amendment_on_which_a_recount_comes_to_another_verdict_can_be_put_again(
    office, monkeypatch
):
    office.do("open_voting", AMENDING, by=p.ADA, closes=p.CLOSES)
    decide(office, AMENDING)
    office.do("order_recount", AMENDING, by=p.ADA, **recount())
    counted = Decision.outcome
    monkeypatch.setattr(
        Decision,
        "outcome",
        lambda self, rule: replace(counted(self, rule), verdict=Verdict.LOST),
    )
    office.do("certify_recount", AMENDING)

    assert office.record.read(Decision, AMENDING).stage(office.now) is Stage.ANNULLED
    assert office.record.read(Amendment, p.AMENDMENT).decision is None


def test_only_the_chair_or_the_office_orders_a_recount(office):
    decide(office, p.DECISION)
    refused = office.refusal("order_recount", p.DECISION, by=p.BEN, **recount())
    assert "presides over body board" in refused.reason


def recount():
    said = {**COMMANDS["order_recount"].said}
    return said | {"authority": f"agreement:{p.AGREEMENT}"}
