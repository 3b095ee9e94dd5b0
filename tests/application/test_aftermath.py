"""What becomes of decisions, through the application: who acts, on which authority."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from tests import partnership as p
from tests.aftermath import JUNE, ORDERS, RESERVED
from tests.application.commands import NEW
from tests.application.commands.aftermath import FLOOD
from tests.application.office import conclude, decide
from tests.story import NOW

from accord.aggregates.agreement import Procedure
from accord.aggregates.decision import Decision
from accord.aggregates.decision.memory import Stage
from accord.aggregates.matters import Matter
from accord.aggregates.party import PartyKind
from accord.aggregates.role import role_id
from accord.errors import NotEntitled, OutOfOrder, Refused

OTHER = UUID("5e7a0000-0000-7000-8000-0000000000e1")
MOTION = {
    "agreement": p.AGREEMENT,
    "body": "board",
    "cls": "ordinary",
    "title": "T",
    "text": "That.",
}
AGAIN = {"matter": Matter.RECONSIDERATION, "about": p.DECISION}


@pytest.fixture
def office(new_office):
    """The board works by standing orders, and has carried one motion."""
    terms = replace(p.TERMS, standing_orders=(ORDERS,), reserved_matters=(RESERVED,))
    conclude(new_office, terms)
    new_office.now = NOW
    carry(new_office, p.DECISION)
    return new_office


def carry(office, id_, **more):
    office.do("table_motion", id_, **(MOTION | more))
    office.do("open_voting", id_, closes=p.CLOSES)
    decide(office, id_)


def stage(office, id_=p.DECISION):
    return office.record.read(Decision, id_).stage(office.now, p.ZONE)


def test_a_decision_is_certified_to_hold_from_a_later_day(office):
    office.do("table_motion", OTHER, **MOTION)
    office.do("open_voting", OTHER, closes=p.CLOSES)
    for seat in ("city-1", "city-2", "trust-1", "trust-2"):
        who = {"city-1": p.ADA, "city-2": p.BEN, "trust-1": p.CLEO, "trust-2": p.DAN}[seat]
        office.do("cast_ballot", OTHER, by=who, seat=seat, position=p.Position.FOR)
    office.do("close_voting", OTHER)
    office.do("certify_result", OTHER, effective_from=JUNE)

    assert stage(office, OTHER) is Stage.CERTIFIED
    assert office.last()[0].event.effective_from == JUNE


def test_seats_hold_and_withdraw_on_the_authority_of_the_seat(office):
    for seat, who in (("trust-1", p.CLEO), ("trust-2", p.DAN)):
        office.do("place_hold", p.DECISION, by=who, seat=seat)
    assert stage(office) is Stage.HELD
    assert office.last()[0].env.authority == f"role:{role_id(p.AGREEMENT, 'trust-2')}"

    office.do("withdraw_hold", p.DECISION, by=p.DAN, seat="trust-2")
    assert stage(office) is Stage.EFFECTIVE


def test_only_the_chair_or_the_office_rules_on_a_challenge_or_releases_a_hold(office):
    office.do(
        "challenge_result", p.DECISION, by=p.CLEO, party=p.TRUST, statement="We were not heard."
    )
    assert office.last()[0].env.on_behalf_of == p.TRUST
    upheld = {"number": 1, "ruling": "upheld"}
    refused = office.refusal("rule_on_challenge", p.DECISION, by=p.CLEO, **upheld)
    assert type(refused) is NotEntitled
    refused = office.refusal("release_hold", p.DECISION, by=p.CLEO, decision=OTHER)
    assert "only the holder of post city-1 presides" in refused.reason


def test_nobody_challenges_for_the_party_of_another(office):
    said = {"party": p.CITY, "statement": "We were not heard."}
    refused = office.refusal("challenge_result", p.DECISION, by=p.CLEO, **said)
    assert type(refused) is NotEntitled


def test_each_party_consents_through_its_signatory(office):
    carry(office, OTHER, cls="spending")
    assert stage(office, OTHER) is Stage.AWAITING_CONSENT
    for who, party in ((p.ADA, p.CITY), (p.CLEO, p.TRUST)):
        office.do("consent", OTHER, by=who, party=party)
        assert office.last()[0].env.on_behalf_of == party
    assert stage(office, OTHER) is Stage.EFFECTIVE
    refused = office.refusal("consent", OTHER, party=p.CLUB)
    assert "no party of this agreement" in refused.reason


def test_a_party_records_a_part_of_what_was_done_and_who_presides_the_rest(office):
    part = {"complete": False, "statement": "The sluice is dug."}
    office.do("record_implementation", p.DECISION, by=p.CLEO, **part)
    refused = office.refusal("record_implementation", p.DECISION, by=p.CLEO, complete=True)
    assert "only the holder of post city-1 presides over body board" in refused.reason
    office.do("record_implementation", p.DECISION, by=p.ADA, complete=True)
    assert stage(office) is Stage.IMPLEMENTED


def test_a_motion_to_reconsider_is_moved_for_a_seat_and_opens_the_decision_again(office):
    carry(office, OTHER, **AGAIN, mover="city-1", asserted_by=p.ADA)
    office.do("reopen_decision", p.DECISION, decision=OTHER)
    assert stage(office) is Stage.TABLED
    assert office.last()[0].env.authority == f"decision:{OTHER}"


def test_a_motion_about_a_decision_names_one_of_this_agreement(office):
    bare = MOTION | {"matter": Matter.RESCISSION}
    assert "says which decision" in office.refusal("table_motion", OTHER, **bare).reason
    refused = office.refusal("table_motion", OTHER, **bare, about=p.CITY)
    assert "no decision" in refused.reason


def test_a_motion_on_an_accession_names_a_registered_party(new_office):
    sent = Procedure(matter=Matter.ACCESSION, body="board", cls="change")
    conclude(new_office, replace(p.TERMS, procedures=(sent,)))
    new_office.now = NOW
    said = MOTION | {"cls": "change", "matter": Matter.ACCESSION}
    refused = new_office.refusal("table_motion", OTHER, **said, about=NEW)
    assert "there is no party" in refused.reason
    new_office.do("register_party", p.CLUB, kind=PartyKind.BUSINESS, name="Club")
    new_office.do("table_motion", OTHER, **said, about=p.CLUB)
    assert new_office.last()[0].event.about == p.CLUB


def test_an_emergency_decision_is_taken_once_by_the_chair_and_ratified(office):
    said = {"agreement": p.AGREEMENT, "reason": "The river rises.", **FLOOD}
    refused = office.refusal("take_emergency_decision", NEW, by=p.CLEO, **said)
    assert type(refused) is NotEntitled
    office.do("take_emergency_decision", NEW, by=p.ADA, **said)
    assert office.last()[0].env.authority == f"role:{role_id(p.AGREEMENT, 'city-1')}"
    refused = office.refusal("take_emergency_decision", NEW, by=p.ADA, **said)
    assert type(refused) is OutOfOrder

    carry(office, OTHER, matter=Matter.RATIFICATION, about=NEW)
    office.do("ratify_emergency_decision", NEW, decision=OTHER)
    assert office.record.read(Decision, NEW).aftermath.ratified


def test_what_nobody_presides_over_has_no_emergency_decision(new_office):
    bodies = (replace(p.BOARD, chair=None),)
    conclude(new_office, replace(p.TERMS, bodies=bodies))
    new_office.now = NOW
    said = {"agreement": p.AGREEMENT, "reason": "The river rises.", **FLOOD}
    refused = new_office.refusal("take_emergency_decision", NEW, **said)
    assert type(refused) is Refused
    assert "nobody presides over body board" in refused.reason
