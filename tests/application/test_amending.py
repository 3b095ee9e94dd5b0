"""Who signs, withdraws and replaces an amendment, and that its motion is not voted on once it is gone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests import partnership as p
from tests.application.commands import NEW
from tests.application.office import AMENDING, decide
from tests.story import NOW, circumstances

from accord.aggregates.agreement import Agreement
from accord.aggregates.agreement.events import ProvisionDrafted
from accord.aggregates.agreement.terms import (
    BodyStage,
    Change,
    Passage,
    Provision,
    StagePower,
    StandingOrders,
)
from accord.aggregates.amendment import Amendment, Stage
from accord.aggregates.decision import Decision
from accord.aggregates.matters import Matter
from accord.errors import NotEntitled, OutOfOrder, Stale
from accord.text import Repeal

SIGNED = {"change": Change(signed=(Matter.AMENDMENT,))}
MORE = Repeal("money")
CARRYING = p.CLUB


def have_signed(office):
    """The parties sign amendments from now on, and one is open for signature."""
    office.do("withdraw_amendment", p.AMENDMENT)
    for id_, decision, changes in (
        (NEW, CARRYING, {"terms": SIGNED}),
        (p.DAN, p.EVE, {"modifications": [Repeal("money")]}),
    ):
        office.do("draft_amendment", id_, agreement=p.AGREEMENT, title="Sign", **changes)
        office.do("put_to_decision", id_, decision=decision)
        office.do("open_voting", decision, by=p.ADA, closes=p.CLOSES)
        decide(office, decision)
        if id_ == NEW:
            office.do("adopt_amendment", id_)
    office.do("open_amendment_for_signature", p.DAN)
    return p.DAN


def signature(office, id_, party):
    hash_ = office.record.read(Amendment, id_).hash
    return {"party": party, "modifications_hash": hash_, "capacity": "Signatory"}


def test_each_party_signs_for_itself_and_the_last_signature_adopts(office):
    id_ = have_signed(office)
    trust = signature(office, id_, p.TRUST)
    refused = office.refusal("sign_amendment", id_, by=p.ADA, **trust)
    assert isinstance(refused, NotEntitled)

    office.do("sign_amendment", id_, by=p.ADA, **signature(office, id_, p.CITY))
    office.do("sign_amendment", id_, by=p.CLEO, reason="As decided.", **trust)
    signed, adopted, incorporated = office.last(3)
    assert signed.env.authority.startswith("role:")
    assert signed.env.on_behalf_of == p.TRUST
    assert adopted.env.authority == incorporated.env.authority == f"decision:{p.EVE}"
    assert [entry.event.reason is None for entry in office.last(3)] == [False, True, True]
    assert len(office.record.read(Agreement, p.AGREEMENT).incorporated) == 2


def unregulated(office):
    """No body amends the agreement any longer, and an amendment is drafted to which each party may assent."""
    office.do("withdraw_amendment", p.AMENDMENT)
    struck = [(Provision.PROCEDURE, "amendment")]
    office.do("draft_amendment", NEW, agreement=p.AGREEMENT, title="By all", strike=struck)
    office.do("put_to_decision", NEW, decision=CARRYING)
    office.do("open_voting", CARRYING, by=p.ADA, closes=p.CLOSES)
    decide(office, CARRYING)
    office.do("adopt_amendment", NEW)
    changes = {"modifications": [Repeal("money")]}
    office.do("draft_amendment", p.DAN, agreement=p.AGREEMENT, title="By us", **changes)
    return p.DAN


def test_with_the_assent_of_all_it_is_adopted_and_incorporated_in_one_transaction(office):
    id_ = unregulated(office)
    asked = {"matter": Matter.AMENDMENT, "about": id_}
    office.do("assent", p.AGREEMENT, by=p.ADA, party=p.CITY, **asked)
    office.do("withdraw_assent", p.AGREEMENT, by=p.ADA, party=p.CITY, **asked)
    office.do("assent", p.AGREEMENT, by=p.CLEO, party=p.TRUST, **asked)
    assert isinstance(office.refusal("adopt_amendment", id_), OutOfOrder)
    office.do("assent", p.AGREEMENT, by=p.ADA, party=p.CITY, **asked)

    office.do("adopt_amendment", id_)
    adopted, incorporated = office.last(2)
    assert (adopted.agg, incorporated.agg) == (id_, p.AGREEMENT)
    assert adopted.cmd == incorporated.cmd
    assert adopted.env.authority == f"agreement:{p.AGREEMENT}"
    assert office.record.read(Agreement, p.AGREEMENT).assents == {}
    refused = office.refusal("assent", p.AGREEMENT, by=p.ADA, party=p.CITY, **asked)
    assert "the amendment is already adopted" in refused.reason


def test_a_party_declines_for_itself(office):
    id_ = have_signed(office)
    refused = office.refusal("decline_to_sign_amendment", id_, by=p.ADA, party=p.TRUST)
    assert isinstance(refused, NotEntitled)
    office.do("decline_to_sign_amendment", id_, by=p.CLEO, party=p.TRUST)
    assert office.record.read(Amendment, id_).ended is Stage.LAPSED


def test_an_amendment_and_its_motion_are_withdrawn_in_one_act_for_one_reason(office):
    office.do("withdraw_amendment", p.AMENDMENT, reason="We think again.")
    motion, amendment = office.last(2)
    assert (motion.agg, amendment.agg) == (AMENDING, p.AMENDMENT)
    assert motion.cmd == amendment.cmd
    assert [entry.event.reason is None for entry in (motion, amendment)] == [True, False]


def test_an_amendment_follows_its_motion_in_one_act_on_its_authority(office):
    office.do("withdraw_motion", AMENDING, reason="We think again.")
    motion, amendment = office.last(2)
    assert (motion.agg, amendment.agg) == (AMENDING, p.AMENDMENT)
    assert motion.cmd == amendment.cmd
    assert amendment.env.authority == f"decision:{AMENDING}"
    assert [entry.event.reason is None for entry in (motion, amendment)] == [False, True]
    assert office.record.read(Amendment, p.AMENDMENT).decision is None


@pytest.mark.parametrize("how", ["withdrawn", "superseded"])
def test_no_vote_is_opened_on_an_amendment_that_is_gone(office, how):
    if how == "withdrawn":
        office.do("withdraw_amendment", p.AMENDMENT, reason="We think again.")
    else:
        again = {"agreement": p.AGREEMENT, "title": "Again", "modifications": [Repeal("money")]}
        office.do("draft_amendment", NEW, replaces=p.AMENDMENT, **again)
    refused = office.refusal("open_voting", AMENDING, by=p.ADA, closes=p.CLOSES)
    assert isinstance(refused, OutOfOrder)
    assert f"the amendment is {how}" in refused.reason
    assert office.record.read(Decision, AMENDING).opens is None


def test_a_successor_and_what_it_replaces_are_recorded_in_one_transaction(office):
    again = {"agreement": p.AGREEMENT, "title": "Again", "modifications": [Repeal("money")]}
    office.do("draft_amendment", NEW, replaces=p.AMENDMENT, **again)
    superseded, drafted, changed = office.last(3)
    assert (superseded.agg, superseded.event.by) == (p.AMENDMENT, NEW)
    assert (drafted.agg, drafted.event.replaces, changed.agg) == (NEW, p.AMENDMENT, NEW)
    assert superseded.cmd == drafted.cmd == changed.cmd


@pytest.mark.parametrize("command", ["rebase_amendment", "withdraw_amendment", "lapse_amendment"])
def test_who_saw_another_version_does_not_act(office, command):
    assert isinstance(office.refusal(command, p.AMENDMENT, expected=1), Stale)


def test_an_amendment_of_the_terms_changes_what_is_asked_of_the_next_one(office):
    office.do("withdraw_amendment", p.AMENDMENT)
    waiting = {"change": Change(notice_days=7)}
    office.do("draft_amendment", NEW, agreement=p.AGREEMENT, title="Wait", terms=waiting)
    office.do("put_to_decision", NEW, decision=CARRYING)
    office.do("open_voting", CARRYING, by=p.ADA, closes=p.CLOSES)
    decide(office, CARRYING)
    office.do("adopt_amendment", NEW)
    change = [Repeal("money")]
    office.do("draft_amendment", p.DAN, agreement=p.AGREEMENT, title="x", modifications=change)
    refused = office.refusal("put_to_decision", p.DAN, decision=p.EVE)
    assert "from 2026-05-11" in refused.reason
    assert office.now == NOW


def reconsidered(office, decision, other):
    """A motion to reconsider a decision is carried."""
    motion = {"body": "board", "cls": "change", "title": "Again", "text": "That we think again."}
    concerns = {"matter": Matter.RECONSIDERATION, "about": decision, "mover": "city-1"}
    office.do("table_motion", other, agreement=p.AGREEMENT, asserted_by=p.ADA, **motion, **concerns)
    office.do("open_voting", other, by=p.ADA, closes=p.CLOSES)
    decide(office, other)


def test_what_was_decided_on_an_amendment_that_is_adopted_is_not_reconsidered(office):
    office.do("open_voting", AMENDING, by=p.ADA, closes=p.CLOSES)
    decide(office, AMENDING)
    office.do("adopt_amendment", p.AMENDMENT)
    with pytest.raises(OutOfOrder, match="something is already done on this decision"):
        reconsidered(office, AMENDING, NEW)


def test_what_was_decided_on_an_amendment_that_nobody_adopted_is_reconsidered(office):
    office.do("open_voting", AMENDING, by=p.ADA, closes=p.CLOSES)
    decide(office, AMENDING)
    reconsidered(office, AMENDING, NEW)
    office.do("reopen_decision", AMENDING, decision=NEW)
    assert office.record.read(Decision, AMENDING).verdict is None


def ordered(office, **days):
    """The board works by these days from now on, as if that had been agreed."""
    orders = StandingOrders(body="board", clause="members", **days)
    with office.record.unit() as unit, unit.command():
        env = circumstances()
        unit.append(
            unit.read(Agreement, p.AGREEMENT), env, ProvisionDrafted(standing_orders=orders)
        )


@pytest.mark.parametrize("days", ["discussion_most_days", "expires_after_days"])
def test_an_amendment_is_put_to_another_motion_once_its_own_lapsed_or_expired(office, days):
    ordered(office, **{days: 10})
    if days == "discussion_most_days":
        office.do("withdraw_motion", AMENDING, reason="We think again.")
        office.do("put_to_decision", p.AMENDMENT, decision=CARRYING)
    else:
        office.do("withdraw_amendment", p.AMENDMENT)
        office.do("draft_amendment", NEW, agreement=p.AGREEMENT, title="N", modifications=[MORE])
        office.do("put_to_decision", NEW, decision=CARRYING)
        office.do("open_voting", CARRYING, by=p.ADA, closes=p.CLOSES)
        decide(office, CARRYING)
    amendment = office.record.read(Decision, CARRYING).amendment
    assert (
        "already put to decision"
        in office.refusal("put_to_decision", amendment, decision=p.EVE).reason
    )

    office.now += timedelta(days=11)
    office.do("put_to_decision", amendment, decision=p.EVE)
    returned, tabled, linked = office.last(3)
    assert (returned.event.TYPE, returned.env.authority) == (
        "amendment.returned/1",
        f"decision:{CARRYING}",
    )
    assert (tabled.agg, linked.agg) == (p.EVE, amendment)


@pytest.mark.parametrize("power", StagePower)
def test_an_amendment_waits_for_the_stages_of_its_decision(office, power):
    stage = BodyStage(body="board", cls="ordinary", power=power, most_days=10)
    passage = Passage(
        key="twice", title="Two readings", body="board", cls="change", stages=(stage,)
    )
    with office.record.unit() as unit, unit.command():
        instrument = unit.read(Agreement, p.AGREEMENT)
        unit.append(instrument, circumstances(), ProvisionDrafted(passage=passage))
    office.do("open_voting", AMENDING, by=p.ADA, closes=p.CLOSES)
    decide(office, AMENDING)
    assert "is in stages" in office.refusal("adopt_amendment", p.AMENDMENT).reason

    approves = power is StagePower.APPROVE
    matter = Matter.STAGE_APPROVAL if approves else Matter.STAGE_VETO
    second = {"body": "board", "cls": "ordinary", "title": "Again", "text": "That it be so."}
    office.do("table_motion", NEW, agreement=p.AGREEMENT, matter=matter, about=AMENDING, **second)
    office.do("open_voting", NEW, by=p.ADA, closes=p.CLOSES)
    decide(office, NEW)
    office.do("pass_stage" if approves else "veto_stage", AMENDING, decision=NEW)
    if approves:
        office.do("adopt_amendment", p.AMENDMENT)
        return
    vetoed, rejected = office.last(2)
    assert (vetoed.event.TYPE, rejected.agg) == ("decision.stage_vetoed/1", p.AMENDMENT)
    assert vetoed.cmd == rejected.cmd
    assert "rejected" in office.refusal("adopt_amendment", p.AMENDMENT).reason
