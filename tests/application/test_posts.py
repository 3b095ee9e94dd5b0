"""The life of a post at the office: who sits for whom, and what other posts say about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests import partnership as p
from tests.application.commands import COMMANDS, NEW
from tests.application.commands.roles import ACTING, FOR_A_REASON, LATER, ROLE
from tests.application.office import AMENDING, BY_LAW, OPERATOR, vote
from tests.story import circumstances

from accord.aggregates.agreement import Agreement
from accord.aggregates.agreement.events import ProvisionAmended
from accord.aggregates.agreement.terms import CompositionLimit, Incompatibility, Tenure
from accord.aggregates.decision import Decision
from accord.aggregates.role import Role, Stage, role_id
from accord.errors import NotEntitled, OutOfOrder, Refused

TODAY = date(2026, 5, 4)
SUSPENDED = {"assignment": 1, **FOR_A_REASON}
CHAIR = role_id(p.AGREEMENT, "city-1")


def amended(office, **provision):
    """An amendment changed the terms from April on."""
    event = ProvisionAmended(amendment=p.AMENDMENT, effective_from=p.STARTS, **provision)
    with office.record.unit() as unit, unit.command():
        unit.append(unit.read(Agreement, p.AGREEMENT), circumstances(), event)


def seats(office):
    """Open the vote on the amendment; who is on its roll?"""
    office.do("open_voting", AMENDING, closes=p.CLOSES)
    roll = office.record.read(Decision, AMENDING).roll
    return {key: seat.holder for key, seat in roll.items()}


def test_the_seat_of_a_suspended_holder_is_vacant(office):
    office.do("suspend_role", ROLE, **SUSPENDED)

    assert seats(office)["trust-2"] is None


def test_an_alternate_sits_for_a_suspended_holder(office):
    office.do("name_alternate", ROLE, assignment=1, person=p.EVE)
    office.do("suspend_role", ROLE, **SUSPENDED)

    assert seats(office)["trust-2"] == p.EVE


def test_who_acts_in_a_seat_votes_in_it_and_declares_its_interest(office):
    office.do("suspend_role", ROLE, **SUSPENDED)
    office.do("appoint_acting", ROLE, **ACTING | {"holder": p.CLEO})
    refused = office.refusal(
        "declare_interest", AMENDING, by=p.DAN, seat="trust-2", statement="My brother's."
    )
    assert type(refused) is NotEntitled

    office.do("declare_interest", AMENDING, by=p.CLEO, seat="trust-2", statement="My brother's.")
    office.do("rule_on_interest", AMENDING, seat="trust-2", ruling=p.d.Ruling.MAY_SPEAK)
    assert seats(office)["trust-2"] == p.CLEO


def test_who_acts_as_chair_presides_and_the_suspended_chair_does_not(office):
    office.do("suspend_role", CHAIR, **SUSPENDED)
    acting = {"holder": p.BEN, "party": p.CITY, "authority": BY_LAW, "effective_to": LATER}
    office.do("appoint_acting", CHAIR, **acting)

    refused = office.refusal("open_voting", AMENDING, by=p.ADA, closes=p.CLOSES)
    assert "only the holder of post city-1 presides" in refused.reason
    office.do("open_voting", AMENDING, by=p.BEN, closes=p.CLOSES)


def test_a_holder_resumes_and_sits_again(office):
    office.do("suspend_role", ROLE, **SUSPENDED)
    office.do("appoint_acting", ROLE, **ACTING)
    office.do("resume_role", ROLE, **SUSPENDED)

    resumed, ended = office.last(2)
    assert resumed.cmd == ended.cmd
    assert resumed.event.reason.reveal() == FOR_A_REASON["reason"]
    assert seats(office)["trust-2"] == p.DAN


@pytest.mark.parametrize(
    ("name", "without"),
    [
        ("suspend_role", "reason"),
        ("suspend_role", "authority"),
        ("resume_role", "reason"),
        ("resume_role", "authority"),
        ("extend_term", "authority"),
        ("appoint_acting", "authority"),
        ("end_acting", "authority"),
    ],
)
def test_who_decides_over_another_s_post_cites_the_authority(office, name, without):
    said = COMMANDS[name].said | {without: None}
    refused = office.refusal(name, ROLE, **said)

    assert type(refused) is Refused
    assert "cites its authority" in refused.reason
    assert refused.facts["field"] == without


@pytest.mark.parametrize(
    "name",
    [
        "name_alternate",
        "release_alternate",
        "appoint_acting",
        "end_acting",
        "suspend_role",
        "resume_role",
        "extend_term",
    ],
)
def test_a_party_decides_over_its_own_people_only(office, name):
    if name == "end_acting":
        for before in ("suspend_role", "appoint_acting"):
            office.do(before, ROLE, **COMMANDS[before].said)
    office.do(
        "enrol_principal",
        by=OPERATOR,
        principal=p.EVE,
        party=p.CITY,
        capabilities=(COMMANDS[name].needs,),
    )
    refused = office.refusal(name, ROLE, by=p.EVE, **COMMANDS[name].said)

    assert type(refused) is NotEntitled
    assert f"party {p.TRUST} or the register's office can do this" in refused.reason
    assert f"this principal acts for party {p.CITY}" in refused.reason


def test_a_limit_is_held_against_the_roles_of_the_other_seats(office):
    limit = CompositionLimit(key="one-each", body="board", at_most=1, clause="members")
    amended(office, composition_limit=limit)
    office.do("revoke_role", ROLE, **COMMANDS["revoke_role"].said)

    refused = office.refusal("assign_role", ROLE, **COMMANDS["assign_role"].said)
    assert "limit one-each (clause members)" in refused.reason
    assert "would hold 2 of the 4 seats of body board" in refused.reason


def test_incompatible_posts_are_held_against_the_roles_of_the_others(office):
    apart = Incompatibility(key="apart", posts=("warden", "trust-2"))
    amended(office, incompatibility=apart)
    naming = {"assignment": 1, "person": p.CLEO}

    refused = office.refusal("name_alternate", ROLE, **naming)
    assert "nobody holds both trust-2 and warden" in refused.reason


def test_a_seat_lapses_by_a_vote_that_its_holder_missed(office):
    amended(office, tenure=Tenure(post="trust-2", lapse_after=1, clause="members"))
    vote(office, p.DECISION, city_1="for", city_2="for", trust_1="for")
    office.now = p.CLOSES
    office.do("close_voting", p.DECISION, by=p.ADA)
    refused = office.refusal("record_lapse", ROLE, assignment=1, decisions=[AMENDING])
    assert "was not on its roll" in refused.reason
    refused = office.refusal("record_lapse", ROLE, assignment=1, decisions=[NEW])
    assert refused.facts["field"] == "decisions/0"

    office.do("record_lapse", ROLE, assignment=1, decisions=[p.DECISION])
    found = office.record.read(Role, ROLE)
    assert found.stage(date(2026, 5, 11)) is Stage.VACANT


def test_a_post_is_abolished_and_reinstated(office):
    office.do("revoke_role", ROLE, **COMMANDS["revoke_role"].said)
    office.do("abolish_post", ROLE, authority=BY_LAW)
    refused = office.refusal("assign_role", ROLE, **COMMANDS["assign_role"].said)
    assert type(refused) is OutOfOrder

    office.do("reinstate_post", ROLE)
    office.do("assign_role", ROLE, **COMMANDS["assign_role"].said)


def test_an_appointment_is_declined_by_the_one_appointed(office):
    office.do("revoke_role", ROLE, **COMMANDS["revoke_role"].said)
    office.do("assign_role", ROLE, **COMMANDS["assign_role"].said | {"holder": p.CLEO})
    office.do("decline_role", ROLE, by=p.CLEO, assignment=2)

    assert office.record.read(Role, ROLE).stage(TODAY) is Stage.VACANT


def test_a_term_is_extended_within_what_the_terms_allow(office):
    office.do("revoke_role", ROLE, **COMMANDS["revoke_role"].said)
    year = {"effective_to": date(2027, 5, 4)}
    office.do("assign_role", ROLE, **COMMANDS["assign_role"].said | {"holder": p.CLEO} | year)
    office.do("accept_role", ROLE, by=p.CLEO, assignment=2, effective_from=date(2026, 5, 5))
    extending = {"assignment": 2, "effective_to": date(2028, 5, 5), "authority": BY_LAW}
    assert "does not run on 2026-05-04" in office.refusal("extend_term", ROLE, **extending).reason
    office.now = p.CLOSES
    amended(office, tenure=Tenure(post="trust-2", months=24))

    longer = extending | {"effective_to": date(2028, 5, 6)}
    assert "at most 24 months" in office.refusal("extend_term", ROLE, **longer).reason
    office.do("extend_term", ROLE, **extending)


def test_a_post_that_an_amendment_constitutes_later_is_created_from_that_day(office):
    pilot = replace(p.TERMS.posts[0], post="pilot", title="Pilot")
    event = ProvisionAmended(amendment=p.AMENDMENT, post=pilot, effective_from=date(2026, 5, 11))
    with office.record.unit() as unit, unit.command():
        unit.append(unit.read(Agreement, p.AGREEMENT), circumstances(), event)

    refused = office.refusal("create_post", agreement=p.AGREEMENT, post="pilot")
    assert "constitutes no post pilot" in refused.reason
    office.now = p.CLOSES
    office.do("create_post", agreement=p.AGREEMENT, post="pilot")
