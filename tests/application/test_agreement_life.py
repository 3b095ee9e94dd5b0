"""An agreement in force lives on over the streams that it touches: its parties, its bodies, its successor."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from tests import partnership as p
from tests.application.commands import MOTION, NEW
from tests.application.office import BY_LAW, OPERATOR, STRANGER, Office
from tests.story import CLERK, NOW

from accord.aggregates.agreement import Agreement, Stage
from accord.aggregates.agreement import events as e
from accord.aggregates.agreement.terms import NoticeKind, NoticePeriod
from accord.aggregates.decision import Decision
from accord.aggregates.matters import Matter
from accord.aggregates.register import Capability
from accord.aggregates.role import role_id
from accord.errors import NotEntitled, OutOfOrder, Refused
from accord.events import Circumstances

TODAY = date(2026, 5, 4)
COURT = {"authority": "instrument:District Court 7/2026", "reason": "No power to enter."}


def provide(office: Office, **provision: Any) -> None:
    """Let the agreement say something more from today on."""
    env = Circumstances(recorded_by=CLERK, on_behalf_of=p.CITY, authority=BY_LAW)
    with office.record.unit() as unit, unit.command():
        said = e.ProvisionAmended(effective_from=TODAY, amendment=NEW, **provision)
        unit.append(unit.read(Agreement, p.AGREEMENT), env, said)


def assent(office: Office, matter: Matter, *parties: Any, **said: Any) -> None:
    env = Circumstances(recorded_by=CLERK, on_behalf_of=p.CITY, authority=BY_LAW)
    with office.record.unit() as unit, unit.command():
        state = unit.read(Agreement, p.AGREEMENT)
        for party in parties:
            given = e.AssentGiven(party=party, signatory=p.ADA, post="mayor", matter=matter, **said)
            unit.append(state, env, given)


def test_a_party_gives_notice_and_leaves_on_the_authority_of_its_signatory_post(office):
    period = NoticePeriod(kind=NoticeKind.WITHDRAWAL, days=30)
    provide(office, notice_period=period)
    notice = {"party": p.CITY, "kind": NoticeKind.WITHDRAWAL, "statement": "We leave."}
    office.do("give_notice", p.AGREEMENT, by=p.ADA, **notice)
    (given,) = office.last()
    assert given.env.authority == f"role:{role_id(p.AGREEMENT, 'mayor')}"
    assert given.env.on_behalf_of == p.CITY

    office.now = NOW + timedelta(days=30)
    office.do("withdraw_party", p.AGREEMENT, asserted_by=p.ADA, party=p.CITY, notice=1)
    left, closing = office.last(2)
    assert left.event == e.PartyWithdrew(
        effective_from=date(2026, 6, 3), party=p.CITY, notice=1, signatory=p.ADA
    )
    assert closing.event == e.CloseOutStarted(effective_from=date(2026, 6, 3), parties=1)
    assert (left.env.asserted_by, left.env.on_behalf_of) == (p.ADA, p.CITY)
    office.do("withdraw_dispute", p.DISPUTE, party=p.CITY)
    office.do("record_met", p.OBLIGATION, evidence=("ab" * 32,))
    office.do("complete_close_out", p.AGREEMENT)
    assert office.record.read(Agreement, p.AGREEMENT).stage(date(2026, 6, 3)) is Stage.CLOSED


def test_nobody_gives_notice_for_another_party(office):
    provide(office, notice_period=NoticePeriod(kind=NoticeKind.WITHDRAWAL, days=30))
    notice = {"party": p.CITY, "kind": NoticeKind.WITHDRAWAL, "statement": "They leave."}
    for who, words in (
        (p.CLEO, f"only party {p.CITY} or the"),
        (p.BEN, "does not hold the post mayor"),
    ):
        refused = office.refusal("give_notice", p.AGREEMENT, by=who, **notice)
        assert type(refused) is NotEntitled
        assert words in refused.reason


def test_a_suspended_party_neither_acts_nor_sits(office):
    assent(office, Matter.SUSPENSION, p.CITY, about=p.TRUST, effective_from=TODAY)
    office.do("suspend", p.AGREEMENT, party=p.TRUST)
    able = tuple(Capability)
    office.do("enrol_principal", by=OPERATOR, principal=STRANGER, party=p.TRUST, capabilities=able)

    refused = office.refusal("table_motion", NEW, by=STRANGER, agreement=p.AGREEMENT, **MOTION)
    assert type(refused) is NotEntitled
    assert "is suspended on 2026-05-04" in refused.reason
    office.do("table_motion", NEW, agreement=p.AGREEMENT, **MOTION)
    refused = office.refusal("second_motion", NEW, by=p.DAN, seat="trust-2")
    assert type(refused) is NotEntitled
    assert "nobody acts in it" in refused.reason
    office.do("open_voting", NEW, by=p.ADA, closes=p.CLOSES)
    assert set(office.record.read(Decision, NEW).roll) == {"city-1", "city-2"}


def test_while_all_is_suspended_no_motion_is_tabled(office):
    assent(office, Matter.SUSPENSION, p.CITY, p.TRUST, effective_from=TODAY)
    office.do("suspend", p.AGREEMENT)
    refused = office.refusal("table_motion", NEW, agreement=p.AGREEMENT, **MOTION)
    assert type(refused) is OutOfOrder
    assert "it is suspended" in refused.reason


def test_a_void_agreement_cites_what_made_it_so(office):
    office.do("declare_void", p.AGREEMENT, ab_initio=True, **COURT)
    (entry,) = office.last()
    assert entry.env.authority == COURT["authority"]
    assert office.record.read(Agreement, p.AGREEMENT).stage(TODAY) is Stage.VOID


def test_with_the_assent_of_all_a_party_declares_an_agreement_void(office):
    able = tuple(Capability)
    office.do("enrol_principal", by=OPERATOR, principal=STRANGER, party=p.TRUST, capabilities=able)
    voidance = {"ab_initio": True, "reason": "No power to enter."}
    refused = office.refusal("declare_void", p.AGREEMENT, by=STRANGER, **voidance)
    assert type(refused) is OutOfOrder
    assent(office, Matter.VOIDANCE, p.CITY, p.TRUST)
    office.do("declare_void", p.AGREEMENT, by=STRANGER, **voidance)
    (entry,) = office.last()
    assert entry.event.assented
    assert office.record.read(Agreement, p.AGREEMENT).stage(TODAY) is Stage.VOID


def test_no_party_declares_an_agreement_void_on_its_own_word(office):
    able = tuple(Capability)
    office.do("enrol_principal", by=OPERATOR, principal=STRANGER, party=p.TRUST, capabilities=able)
    refused = office.refusal("declare_void", p.AGREEMENT, by=STRANGER, ab_initio=True, **COURT)
    assert type(refused) is NotEntitled
    assert office.record.read(Agreement, p.AGREEMENT).stage(TODAY) is Stage.IN_FORCE


def test_what_is_superseded_and_what_follows_are_written_together(office):
    _conclude_another(office)
    assent(office, Matter.SUPERSESSION, p.CITY, p.TRUST, about=NEW, effective_from=TODAY)
    office.do("supersede", p.AGREEMENT, successor=NEW)

    succeeded, superseded = office.last(2)
    assert succeeded.cmd == superseded.cmd
    assert (succeeded.agg, superseded.agg) == (NEW, p.AGREEMENT)
    assert office.record.read(Agreement, p.AGREEMENT).stage(TODAY) is Stage.SUPERSEDED
    assert office.record.read(Agreement, NEW).stage(TODAY) is Stage.IN_FORCE


@pytest.mark.parametrize("cited", [p.AGREEMENT, NEW])
def test_what_is_superseded_and_what_follows_may_cite_each_other(office, cited):
    _conclude_another(office)
    assent(office, Matter.SUPERSESSION, p.CITY, p.TRUST, about=NEW, effective_from=TODAY)
    office.do("supersede", p.AGREEMENT, successor=NEW, authority=f"agreement:{cited}")

    assert {entry.env.authority for entry in office.last(2)} == {f"agreement:{cited}"}


def test_what_a_void_agreement_superseded_goes_on_in_the_same_transaction(office):
    _conclude_another(office)
    assent(office, Matter.SUPERSESSION, p.CITY, p.TRUST, about=NEW, effective_from=TODAY)
    office.do("supersede", p.AGREEMENT, successor=NEW)
    office.do("declare_void", NEW, ab_initio=True, **COURT)

    undone, void = office.last(2)
    assert (undone.agg, void.agg) == (p.AGREEMENT, NEW)
    assert undone.cmd == void.cmd
    assert undone.env.authority == COURT["authority"]
    assert "reason" not in undone.event.__dict__ or undone.event.reason is None
    assert office.record.read(Agreement, p.AGREEMENT).stage(TODAY) is Stage.IN_FORCE


def test_what_is_void_from_a_day_on_has_taken_the_place_until_then(office):
    _conclude_another(office)
    assent(office, Matter.SUPERSESSION, p.CITY, p.TRUST, about=NEW, effective_from=TODAY)
    office.do("supersede", p.AGREEMENT, successor=NEW)
    office.do("declare_void", NEW, ab_initio=False, **COURT)

    assert office.record.read(Agreement, p.AGREEMENT).stage(TODAY) is Stage.SUPERSEDED


def _conclude_another(office: Office) -> None:
    office.do(
        "draft_agreement", NEW, terms=replace(p.TERMS, term=replace(p.TERMS.term, starts_on=TODAY))
    )
    office.do("adopt_text", NEW)
    office.do("open_for_signature", NEW)
    for post, who, party in (("mayor", p.ADA, p.CITY), ("warden", p.CLEO, p.TRUST)):
        office.do("create_post", agreement=NEW, post=post)
        role = role_id(NEW, post)
        office.do("assign_role", role, holder=who, party=party, authority=BY_LAW)
        office.do("accept_role", role, by=who, assignment=1)
        signing = {"party": party, "text_hash": p.TEXT_HASH, "capacity": post}
        office.do("sign", NEW, by=who, **signing)


@pytest.mark.parametrize(
    ("matter", "about", "words"),
    [
        (Matter.WAIVER, NEW, "there is no obligation"),
        (Matter.EXPULSION, NEW, "there is no party"),
        (Matter.SUPERSESSION, NEW, "there is no agreement"),
    ],
)
def test_nobody_assents_to_something_about_what_is_not_there(office, matter, about, words):
    day = {} if matter is Matter.WAIVER else {"effective_from": TODAY}
    asked = {"party": p.CITY, "matter": matter, "about": about, **day}
    refused = office.refusal("assent", p.AGREEMENT, by=p.ADA, **asked)
    assert (type(refused), refused.facts["field"]) == (Refused, "about")
    assert words in refused.reason


def test_nobody_assents_to_the_waiver_of_what_is_owed_under_another_agreement(office):
    office.do("draft_agreement", NEW, terms=p.TERMS)
    asked = {"party": p.CITY, "matter": Matter.WAIVER, "about": p.OBLIGATION}
    refused = office.refusal("assent", NEW, by=p.ADA, **asked)
    assert "an obligation under another agreement" in refused.reason
