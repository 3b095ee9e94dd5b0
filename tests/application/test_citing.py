"""What an act may cite as its authority: what concerns the same agreement, and bears on the day."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from tests import partnership as p
from tests.application.commands import COMMANDS, NEW
from tests.application.office import BY_LAW, OWED, Office, vote

from accord.aggregates.party import PartyKind
from accord.aggregates.role import role_id
from accord.errors import Refused

DRAFT = UUID("0b119000-0000-7000-8000-0000000000a1")
OTHER = UUID("0b119000-0000-7000-8000-0000000000a2")
DECIDED, UNDER_IT = f"decision:{p.DECISION}", f"agreement:{p.AGREEMENT}"
OWING = {"agreement": p.AGREEMENT, **OWED, "due_on": date(2026, 9, 1)}
FIRST = {
    "schedule_obligation": ((NEW,), OWING),
    "table_motion": ((NEW,), COMMANDS["table_motion"].said),
    "convene_meeting": ((NEW,), COMMANDS["convene_meeting"].said | {"agenda": ()}),
    "draft_amendment": ((NEW,), COMMANDS["draft_amendment"].said),
}
"""Commands that begin something under an agreement: nothing of it is in the record before."""
beginnings = pytest.mark.parametrize("name", sorted(FIRST))


def refused(office: Office, name: str, cited: str, *words: str) -> None:
    args, said = FIRST[name]
    found = office.refusal(name, *args, **(said | {"authority": cited, "reason": "As decided."}))
    assert type(found) is Refused
    assert [word for word in words if word not in found.reason] == [], found.reason
    assert found.facts == {"field": "authority"}


def lost(office: Office) -> None:
    vote(office, p.DECISION, city_1="against", city_2="against", trust_1="against", trust_2="for")
    office.do("close_voting", p.DECISION, by=p.ADA)
    office.do("certify_result", p.DECISION)


def drafted(office: Office, **said: object) -> None:
    office.do("draft_agreement", DRAFT, terms=replace(p.TERMS, title="River and lake"), **said)


@beginnings
def test_nothing_begins_on_a_decision_that_was_lost(office, name):
    refused(office, name, DECIDED, "was not carried: it has no result")
    lost(office)
    refused(office, name, DECIDED, "was not carried: lost")


@beginnings
def test_what_begins_rests_on_a_carried_decision_of_its_agreement(carried, name):
    args, said = FIRST[name]
    carried.do(name, *args, **said, authority=DECIDED)
    assert DECIDED in {entry.env.authority for entry in carried.last(2)}


def test_nothing_begins_under_one_agreement_on_a_decision_or_a_post_of_another(carried):
    drafted(carried)
    for cited in (DECIDED, f"role:{role_id(p.AGREEMENT, 'mayor')}"):
        asked = {"agreement": DRAFT, "post": "mayor", "authority": cited}
        found = carried.refusal("create_post", **asked)
        assert f"is one of another agreement; cite one of agreement {DRAFT}" in found.reason


@pytest.mark.parametrize(
    "cited", [DECIDED, f"role:{role_id(p.AGREEMENT, 'mayor')}", UNDER_IT, f"party:{p.TRUST}"]
)
def test_an_agreement_is_drafted_on_what_another_decided(carried, cited):
    drafted(carried, authority=cited)
    assert {entry.env.authority for entry in carried.last()} == {cited}
    carried.do("revise_text", DRAFT, title="Lake and river", authority=cited)
    assert carried.last()[0].env.authority == cited


def test_an_agreement_is_not_drafted_on_a_decision_that_was_lost_or_on_another_draft(office):
    lost(office)
    found = office.refusal("draft_agreement", DRAFT, terms=p.TERMS, authority=DECIDED)
    assert "was not carried: lost" in found.reason
    drafted(office)
    found = office.refusal("draft_agreement", OTHER, terms=p.TERMS, authority=f"agreement:{DRAFT}")
    assert "is draft on 2026-05-04; cite one that is in force" in found.reason


@beginnings
def test_an_agreement_that_is_cited_is_the_one_concerned(office, name):
    args, said = FIRST[name]
    drafted(office)
    refused(office, name, f"agreement:{DRAFT}", "not the one concerned", str(p.AGREEMENT))
    office.do(name, *args, **said, authority=UNDER_IT)


def test_of_an_agreement_that_ended_what_is_left_is_done_on_its_authority(office):
    moved = {"due_on": date(2029, 9, 1), "authority": UNDER_IT}
    office.now = datetime(2029, 5, 4, 9, tzinfo=UTC)
    office.do("reschedule", p.OBLIGATION, **moved)
    assert office.last()[0].env.authority == UNDER_IT
    found = office.refusal("rename_party", p.CITY, name="Town", authority=UNDER_IT)
    assert "is expired on 2029-05-04; cite one that is in force" in found.reason


def test_nothing_is_done_on_the_authority_of_an_agreement_that_is_void(office):
    by_court = {"ab_initio": True, "reason": "No power.", "authority": BY_LAW}
    office.do("declare_void", p.AGREEMENT, **by_court)
    office.now += timedelta(days=1)
    said = {"assignment": 1, "reason": "Void.", "authority": UNDER_IT}
    found = office.refusal("revoke_role", role_id(p.AGREEMENT, "mayor"), **said)
    assert "is void on 2026-05-05" in found.reason


def test_what_is_disclosed_names_nobody(office):
    args, said = FIRST["table_motion"]
    office.do("table_motion", *args, **said | {"background": "Eve asked."}, authority=UNDER_IT)
    assert office.last()[0].env.authority == UNDER_IT


@beginnings
def test_a_party_that_is_cited_is_one_to_the_agreement(office, name):
    args, said = FIRST[name]
    office.do("register_party", p.CLUB, kind=PartyKind.CITIZENS_GROUP, name="Club")
    refused(office, name, f"party:{p.CLUB}", "is no party to agreement", "cite one of its parties")
    office.do(name, *args, **said, authority=f"party:{p.TRUST}")


def test_a_party_that_is_registered_rests_on_no_decision_that_was_lost(office):
    lost(office)
    found = office.refusal("rename_party", p.CITY, name="Town", authority=DECIDED)
    assert "was not carried: lost" in found.reason


@beginnings
def test_nothing_begins_on_a_post_that_nobody_holds(office, name):
    warden = role_id(p.AGREEMENT, "warden")
    office.do("resign", warden, by=p.CLEO, assignment=1)
    refused(office, name, f"role:{warden}", "(post warden), is held by nobody on 2026-05-04")
    args, said = FIRST[name]
    office.do(name, *args, **said, authority=f"role:{role_id(p.AGREEMENT, 'mayor')}")
