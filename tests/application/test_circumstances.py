"""Who says so, for whom, by which authority, when and why: what is said is checked and recorded."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from tests import partnership as p
from tests.application.commands import COMMANDS, NEW, ROLE, SIGNING
from tests.application.office import AMENDING, BY_LAW, OPERATOR, POSTS, decide, fill, vote
from tests.story import CLERK, NOW

from accord.aggregates.decision import Decision
from accord.aggregates.effect import RetroactiveUnflagged
from accord.aggregates.register import REGISTER, Register
from accord.aggregates.role import role_id
from accord.errors import NotEntitled, Refused
from accord.events import Classification, Disclosed
from accord.rules import Position

HASH = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
YESTERDAY = date(2026, 5, 3)
all_commands = pytest.mark.parametrize("name", sorted(COMMANDS))


def saying(office, name, **said):
    command = COMMANDS[name]
    return office.refusal(name, *command.args, **(command.said | said))


@all_commands
def test_nothing_is_retroactive_without_a_reason_and_an_authority(office, name):
    for said in (
        {"reason": None, "authority": None},
        {"reason": "Overlooked.", "authority": None},
        {"reason": None, "authority": BY_LAW},
    ):
        refused = saying(office, name, retroactive=True, **said)
        assert refused.reason == "a retroactive entry needs a reason and an authority"


def test_the_day_of_an_act_is_not_yet_to_come_where_the_agreement_counts_its_days(office):
    """It is the fifth already somewhere on earth, but not in Helsinki."""
    office.now = datetime(2026, 5, 4, 20, tzinfo=UTC)
    said = {**COMMANDS["table_motion"].said, "occurred_on": date(2026, 5, 5)}

    refused = office.refusal("table_motion", NEW, **said)
    assert "2026-05-05 is after today (2026-05-04)" in refused.reason
    assert refused.facts == {"field": "occurred_on"}


@all_commands
def test_what_occurred_is_said_by_its_day_or_by_its_instant(office, name):
    refused = saying(office, name, occurred_on=YESTERDAY, occurred_at=NOW - timedelta(days=1))

    assert "either on which day it occurred or at which instant" in refused.reason


@pytest.mark.parametrize("name", ["adopt_text", "assign_role", "sign"])
@pytest.mark.parametrize(
    "authority",
    ["the mayor", "role:1", f"role:{str(ROLE).upper()}", "instrument:", f"person:{p.ADA}"],
)
def test_an_authority_is_cited_in_a_form_that_can_be_followed(office, name, authority):
    refused = saying(office, name, authority=authority)

    assert "an authority is cited as role:<id>" in refused.reason
    assert refused.facts == {"field": "authority"}


@pytest.mark.parametrize("kind", ["role", "decision", "agreement", "party"])
def test_what_is_cited_as_authority_is_of_this_register(office, kind):
    for unknown in (p.CLUB, REGISTER):
        refused = saying(office, "rename_party", authority=f"{kind}:{unknown}")
        assert type(refused) is Refused
        assert f"the authority cited is unknown: there is no {kind} {unknown}" in refused.reason
        assert refused.facts == {"field": "authority"}


@pytest.mark.parametrize(
    "cited",
    [f"role:{ROLE}", f"decision:{p.DECISION}", f"agreement:{p.AGREEMENT}", f"party:{p.TRUST}"],
)
def test_what_is_of_this_register_is_cited_as_authority(carried, cited):
    carried.do("rename_party", p.CITY, name="Town", authority=cited)

    assert carried.last()[0].env.authority == cited


def test_one_thing_is_not_cited_as_another(office):
    refused = saying(office, "rename_party", authority=f"party:{p.AGREEMENT}")

    assert f"there is no party {p.AGREEMENT}" in refused.reason


def cited_decision(office, words, **said):
    by = {"authority": f"decision:{p.DECISION}", "reason": "Absent."} | said
    refused = office.refusal("revoke_role", ROLE, assignment=1, **by)
    assert type(refused) is Refused
    assert words in refused.reason
    assert refused.facts == {"field": "authority"}


def test_nothing_rests_on_a_decision_that_was_not_carried(office):
    cited_decision(office, "was not carried: it has no result")
    vote(office, p.DECISION, city_1="against", city_2="against", trust_1="against", trust_2="for")
    office.do("close_voting", p.DECISION, by=p.ADA)
    office.do("certify_result", p.DECISION)
    cited_decision(office, "was not carried: lost")


def test_what_rests_on_a_carried_decision_cites_it_from_the_day_from_which_it_holds(office):
    vote(office, p.DECISION, city_1="for", city_2="for", trust_1="for", trust_2="for")
    office.do("close_voting", p.DECISION, by=p.ADA)
    office.do("certify_result", p.DECISION, effective_from=date(2026, 6, 1))
    cited_decision(office, "is effective from 2026-06-01 only")
    office.now = datetime(2026, 6, 1, 9, tzinfo=UTC)
    by = {"authority": f"decision:{p.DECISION}", "reason": "Absent."}
    office.do("revoke_role", ROLE, assignment=1, **by)
    assert office.last()[0].env.authority == f"decision:{p.DECISION}"


def test_what_belongs_to_another_agreement_is_no_authority_in_this_one(carried):
    carried.do("draft_agreement", NEW, terms=p.TERMS)
    carried.do("create_post", agreement=NEW, post="mayor")
    post = role_id(NEW, "mayor")
    for cited in (f"decision:{p.DECISION}", f"role:{ROLE}"):
        asked = {"holder": p.ADA, "party": p.CITY, "authority": cited}
        refused = carried.refusal("assign_role", post, **asked)
        assert "is one of another agreement" in refused.reason
        assert refused.facts == {"field": "authority"}
    carried.do("revoke_role", ROLE, assignment=1, authority=f"decision:{p.DECISION}", reason="No.")


def test_a_mandate_is_cited_as_authority_by_its_holder_only(office):
    mandates = office.record.read(Register, REGISTER).mandates
    own, other = (f"mandate:{mandates[who].id}" for who in (CLERK, p.ADA))
    office.do("rename_party", p.CITY, name="Town", authority=own)
    assert office.last()[0].env.authority == own

    refused = office.refusal("rename_party", p.CITY, name="Village", authority=other)
    assert type(refused) is Refused
    assert refused.facts == {"field": "authority"}


@pytest.mark.parametrize("digest", ["", "x", HASH.upper(), HASH[1:]])
def test_evidence_is_named_by_its_hash(office, digest):
    refused = saying(office, "rename_party", evidence=(HASH, digest))

    assert "is no SHA-256 in lower-case hex" in refused.reason


def test_all_that_is_said_is_recorded(office):
    office.do(
        "rename_party",
        p.CITY,
        name="Town",
        on_behalf_of=p.CITY,
        asserted_by=p.ADA,
        authority=BY_LAW,
        occurred_on=YESTERDAY,
        effective_from=YESTERDAY,
        retroactive=True,
        reason="Council minutes came late.",
        evidence=(HASH,),
        correlation_id=p.CLUB,
        classification=Classification.PARTIES,
    )

    (entry,) = office.last()
    env = entry.env
    assert (env.recorded_by, env.asserted_by, env.on_behalf_of) == (CLERK, p.ADA, p.CITY)
    assert (env.authority, env.occurred_on, env.retroactive) == (BY_LAW, YESTERDAY, True)
    assert (env.evidence, env.correlation_id) == ((HASH,), p.CLUB)
    assert env.classification is Classification.PARTIES
    assert entry.event.effective_from == YESTERDAY
    assert entry.event.reason == Disclosed("Council minutes came late.")


def test_a_reason_stands_on_the_first_event_of_its_act_only(office):
    office.do("open_voting", COMMANDS["open_voting"].args[0], closes=p.CLOSES, reason="Urgent.")

    seats, opened = office.last(2)
    assert (seats.event.reason, opened.event.reason) == (Disclosed("Urgent."), None)
    assert seats.cmd == opened.cmd


def test_the_operator_acts_for_the_office_of_the_register(office):
    office.do("retire_principal", by=OPERATOR, principal=p.DAN, reason="Left.")

    (entry,) = office.last()
    assert entry.env.on_behalf_of == REGISTER
    assert entry.env.authority == "instrument:operator of the register"
    assert entry.event.reason == Disclosed("Left.")


def test_a_name_without_a_flag_is_not_borne_before_today(office):
    refused = saying(office, "rename_party", effective_from=YESTERDAY)

    assert type(refused) is RetroactiveUnflagged


# --- Authorities that follow from the act itself ---------------------------------------------


def test_a_ballot_is_cast_on_the_authority_of_the_seat(office):
    office.do("cast_ballot", p.DECISION, by=p.CLEO, seat="trust-1", position=Position.FOR)

    (entry,) = office.last()
    assert entry.env.authority == f"role:{role_id(p.AGREEMENT, 'trust-1')}"
    assert (entry.env.recorded_by, entry.env.on_behalf_of) == (p.CLEO, p.TRUST)


@pytest.mark.parametrize(
    "said",
    [
        {"asserted_by": p.ADA},
        {"occurred_on": YESTERDAY},
        {"occurred_at": NOW - timedelta(minutes=1)},
    ],
)
def test_a_ballot_is_cast_by_its_holder_now(office, said):
    assert "for others and for the past, record it" in saying(office, "cast_ballot", **said).reason


def test_a_ballot_on_paper_is_recorded_for_the_instant_it_was_given(office):
    office.now = p.CLOSES + timedelta(days=1)
    given = p.CLOSES - timedelta(hours=1)
    answers = COMMANDS["record_ballots"].said["answers"]
    office.do("record_ballots", p.DECISION, answers=answers, asserted_by=p.ADA, occurred_at=given)

    assert office.record.read(Decision, p.DECISION).ballots == {"city-1": Position.FOR}
    assert office.last()[0].env.occurred_at == given


def test_an_act_that_determines_its_authority_is_recorded_with_that_and_no_other(office):
    office.do(
        "cast_ballot",
        p.DECISION,
        by=p.CLEO,
        seat="trust-1",
        position=Position.FOR,
        authority=BY_LAW,
    )

    assert office.last()[0].env.authority == f"role:{role_id(p.AGREEMENT, 'trust-1')}"


def test_a_retroactive_entry_is_recorded_with_the_authority_that_it_cites(office):
    office.do("open_voting", AMENDING, by=p.ADA, closes=p.CLOSES)
    decide(office, AMENDING)
    office.do(
        "adopt_amendment",
        p.AMENDMENT,
        effective_from=YESTERDAY,
        retroactive=True,
        authority=BY_LAW,
        reason="As agreed.",
    )

    for entry in office.last(2):
        assert (entry.env.authority, entry.env.retroactive) == (BY_LAW, True)


# --- Retroactive is what holds for days that are past ----------------------------------------

PAST = {"retroactive": True, "authority": BY_LAW, "reason": "Overlooked."}


def test_retroactive_stands_only_on_what_holds_from_a_day_or_until_one(office):
    office.do("revoke_role", ROLE, assignment=1, effective_to=YESTERDAY, **PAST)
    assert office.last()[0].env.retroactive is True
    office.do("table_motion", NEW, **COMMANDS["table_motion"].said, **PAST)
    assert office.last()[0].env.retroactive is False


def test_of_a_retroactive_conclusion_only_the_entry_into_force_is_retroactive(new_office):
    office = new_office
    begun = replace(p.TERMS, term=p.Term(starts_on=date(2026, 1, 1)))
    office.do("draft_agreement", p.AGREEMENT, terms=begun)
    office.do("adopt_text", p.AGREEMENT)
    for post, (holder, party) in POSTS.items():
        fill(office, post, holder, party)
    office.do("open_for_signature", p.AGREEMENT)
    office.do("sign", p.AGREEMENT, by=p.ADA, **SIGNING)
    trust = {"party": p.TRUST, "text_hash": p.TEXT_HASH, "capacity": "Warden"}
    office.do("sign", p.AGREEMENT, by=p.CLEO, **trust, **PAST)

    flagged = {entry.event.TYPE: entry.env.retroactive for entry in office.last(3)}
    assert flagged == {
        "agreement.signed/1": False,
        "agreement.concluded/1": False,
        "agreement.entry_into_force_fixed/1": True,
    }


def test_the_signature_is_that_of_who_speaks_on_the_authority_of_the_post(office):
    signatures = [
        entry for _, entry in office.record.since(0) if entry.event.TYPE == "agreement.signed/1"
    ]

    assert [entry.env.authority for entry in signatures] == [
        f"role:{role_id(p.AGREEMENT, post)}" for post in ("mayor", "warden")
    ]
    assert [entry.event.signatory for entry in signatures] == [p.ADA, p.CLEO]


def test_an_appointment_cites_its_authority(office):
    refused = saying(office, "assign_role", authority=None)

    assert refused.reason == "an appointment cites the appointing authority"


@pytest.mark.parametrize("without", ["authority", "reason"])
def test_a_revocation_cites_its_authority_and_gives_its_reason(office, without):
    refused = saying(office, "revoke_role", **{without: None})

    assert refused.reason == "a revocation cites its authority and gives its reason"


def test_an_interest_is_declared_by_the_holder_of_the_seat_on_the_day(office):
    decision = COMMANDS["declare_interest"].args[0]
    said = {"seat": "trust-1", "statement": "My brother's."}
    refused = office.refusal("declare_interest", decision, by=p.DAN, **said)
    assert type(refused) is NotEntitled

    office.do("declare_interest", decision, by=POSTS["trust-1"][0], **said)
    (entry,) = office.last()
    assert entry.env.authority == f"role:{role_id(p.AGREEMENT, 'trust-1')}"
    assert entry.event.statement == Disclosed("My brother's.")


def test_who_came_after_the_roll_was_frozen_casts_no_ballot(office):
    """Dan's seat passes to Ben while voting is open; the frozen roll keeps Dan."""
    office.now = datetime(2026, 5, 6, 9, tzinfo=UTC)
    office.do("revoke_role", ROLE, assignment=1, authority=BY_LAW, reason="Retired.")
    office.do("assign_role", ROLE, holder=p.BEN, party=p.TRUST, authority=BY_LAW)
    office.do("accept_role", ROLE, by=p.BEN, assignment=2)

    said = {"seat": "trust-2", "position": Position.FOR}
    refused = office.refusal("cast_ballot", p.DECISION, by=p.BEN, **said)
    assert type(refused) is NotEntitled
    office.do("cast_ballot", p.DECISION, by=p.DAN, **said)


def test_a_motion_to_amend_is_tabled_with_its_amendment(office):
    refused = saying(office, "table_motion", matter=p.Matter.AMENDMENT)

    assert type(refused) is Refused
    assert "draft the amendment first" in refused.reason
