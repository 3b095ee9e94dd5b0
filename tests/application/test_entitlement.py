"""Each command needs one capability, and nobody speaks for others without the capability to do so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from tests import partnership as p
from tests.application.commands import COMMANDS, NEW, ROLE, SIGNING, offered
from tests.application.office import (
    AMENDING,
    BY_LAW,
    OPERATOR,
    STRANGER,
    Office,
    conclude,
    fill,
    vote,
)
from tests.story import CLERK, NOW

from accord.aggregates.agreement import PartyTerms
from accord.aggregates.decision import Answer
from accord.aggregates.party import PartyKind
from accord.aggregates.register import REGISTER, Capability, Register
from accord.aggregates.role import role_id
from accord.errors import NotEntitled, NotFound, OutOfOrder
from accord.events import Disclosed
from accord.rules import Position

LATE = [{"occurred_on": date(2026, 5, 3)}, {"occurred_at": NOW - timedelta(minutes=1)}]
EVERYTHING_BUT = {c: tuple(set(Capability) - {c}) for c in Capability}
NEEDS_NO_MORE = sorted(set(COMMANDS) - {"record_ballots", "record_voters"})
"""What needs another capability than to record for others."""
all_commands = pytest.mark.parametrize("name", sorted(COMMANDS))


def enrol(office, capabilities, party=None, who=STRANGER):
    office.do("enrol_principal", by=OPERATOR, principal=who, party=party, capabilities=capabilities)


def test_every_command_is_asked_for_its_capability():
    assert set(COMMANDS) == offered()


@all_commands
def test_a_principal_without_the_capability_is_not_entitled(office, name):
    command = COMMANDS[name]
    enrol(office, EVERYTHING_BUT[command.needs])

    refused = office.refusal(name, *command.args, by=STRANGER, **command.said)
    assert type(refused) is NotEntitled
    assert refused.facts == {"needed": command.needs}


@all_commands
def test_a_principal_without_a_mandate_is_not_entitled(office, name):
    command = COMMANDS[name]

    refused = office.refusal(name, *command.args, by=STRANGER, **command.said)
    assert type(refused) is NotEntitled
    assert "no mandate in this register" in refused.reason


@all_commands
def test_a_retired_principal_is_not_entitled(office, name):
    command = COMMANDS[name]
    enrol(office, tuple(Capability))
    office.do("retire_principal", by=OPERATOR, principal=STRANGER)

    assert "no mandate" in office.refusal(name, *command.args, by=STRANGER, **command.said).reason


@all_commands
def test_nothing_is_done_in_a_register_that_is_not_open(sqlite_url, name):
    closed = Office(sqlite_url)
    refused = closed.refusal(name, *COMMANDS[name].args, **COMMANDS[name].said)
    assert type(refused) is NotFound
    closed.record.close()


@pytest.mark.parametrize("name", NEEDS_NO_MORE)
def test_nobody_says_what_another_asserts_without_recording_for_others(office, name):
    command = COMMANDS[name]
    enrol(office, (command.needs,))

    said = command.said | {"asserted_by": p.ADA}
    refused = office.refusal(name, *command.args, by=STRANGER, **said)
    assert type(refused) is NotEntitled
    assert "speaks for itself only" in refused.reason


@all_commands
def test_no_party_s_principal_speaks_for_others_whatever_it_may_do(office, name):
    command = COMMANDS[name]
    enrol(office, tuple(Capability), p.CITY)

    for asked, words in (
        ({"asserted_by": p.ADA}, "speaks for itself only; what others did is recorded by the"),
        ({"on_behalf_of": p.TRUST}, f"acts for {p.CITY}, and not for {p.TRUST}"),
    ):
        refused = office.refusal(name, *command.args, by=STRANGER, **(command.said | asked))
        assert type(refused) is NotEntitled
        assert words in refused.reason


def test_the_office_acts_for_a_party_only_where_it_may_record_for_others(office):
    enrol(office, (Capability.REGISTER_PARTIES,))
    asked = {"by": STRANGER, "name": "Town", "on_behalf_of": p.CITY}

    refused = office.refusal("rename_party", p.CITY, **asked)
    assert type(refused) is NotEntitled
    assert f"acts for {REGISTER}, and not for {p.CITY}" in refused.reason


@pytest.mark.parametrize("name", NEEDS_NO_MORE)
@pytest.mark.parametrize("late", LATE)
def test_nobody_says_that_an_act_was_earlier_without_recording_for_others(office, name, late):
    command = COMMANDS[name]
    for who, party in ((STRANGER, None), (p.EVE, p.CITY)):
        enrol(office, (command.needs,), party, who)
        refused = office.refusal(name, *command.args, by=who, **(command.said | late))
        assert type(refused) is NotEntitled
        assert refused.facts == {"needed": Capability.RECORD_FOR_OTHERS}


@pytest.mark.parametrize("late", LATE)
def test_who_may_record_for_others_says_when_its_own_act_was_done(office, late):
    enrol(office, (Capability.TABLE_MOTIONS, Capability.RECORD_FOR_OTHERS), p.CITY)
    office.do("table_motion", NEW, by=STRANGER, **COMMANDS["table_motion"].said, **late)

    (entry,) = office.last()
    assert {key: getattr(entry.env, key) for key in late} == late


def test_nobody_acts_on_behalf_of_a_party_but_its_own(office):
    enrol(office, (Capability.REGISTER_PARTIES,), p.TRUST)
    asked = {"by": STRANGER, "name": "Town", "on_behalf_of": p.CITY}

    refused = office.refusal("rename_party", p.CITY, **asked)
    assert type(refused) is NotEntitled
    assert f"acts for {p.TRUST}, and not for {p.CITY}" in refused.reason


def test_who_records_for_others_says_for_which_party_and_whose_words(office):
    office.do("rename_party", p.CITY, name="Town", on_behalf_of=p.CITY, asserted_by=p.ADA)

    (entry,) = office.last()
    assert (entry.env.on_behalf_of, entry.env.asserted_by) == (p.CITY, p.ADA)


def test_a_party_that_is_not_registered_has_nobody_act_for_it(office):
    refused = office.refusal("rename_party", p.CITY, name="Town", on_behalf_of=p.CLUB)

    assert type(refused) is NotFound


def test_to_name_oneself_is_not_to_speak_for_another(office):
    office.do(
        "cast_ballot",
        p.DECISION,
        by=p.BEN,
        seat="city-2",
        position=p.Position.FOR,
        asserted_by=p.BEN,
    )

    (entry,) = office.last()
    assert entry.env.asserted_by is None


def test_a_principal_acts_for_its_party_by_its_mandate(office):
    enrol(office, (Capability.REGISTER_PARTIES,), p.CITY)
    office.do("rename_party", p.CITY, by=STRANGER, name="Town")

    (entry,) = office.last()
    mandate = office.record.read(Register, REGISTER).mandates[STRANGER]
    assert entry.env.on_behalf_of == p.CITY
    assert entry.env.authority == f"mandate:{mandate.id}"


# --- Whose matter it is ----------------------------------------------------------------------

BY_SEAT = {
    "second_motion",
    "support_motion",
    "withdraw_support",
    "take_over_motion",
    "propose_motion_amendment",
    "object_to_amendment",
    "withdraw_motion_amendment",
    "replace_ballot",
    "give_proxy",
    "delegate_vote",
    "revoke_delegation",
    "revoke_proxy",
    "pair_seats",
    "nominate_option",
    "second_nomination",
    "withdraw_option",
    "declare_abstention",
    "dissolve_pair",
    "cast_proxy_ballot",
}
"""What the holder of a seat does, and nobody else."""
OF_THE_PARTIES = sorted(
    set(COMMANDS)
    - {"register_party", "accept_role", "decline_role", "resign"}
    - {"declare_interest", "cast_ballot", "cast_sealed_ballot"}
    # One person's own acts; of the casting vote, see who presides.
    - {"give_casting_vote", "give_casting_choice"}
    # Of a vote by secret ballot alone: see that.
    - {"record_voters"}
    - BY_SEAT
)


@pytest.mark.parametrize("name", OF_THE_PARTIES)
def test_only_parties_to_the_matter_act(office, name):
    office.do("register_party", p.CLUB, kind=PartyKind.BUSINESS, name="Club")
    enrol(office, tuple(Capability), p.CLUB)
    command = COMMANDS[name]

    refused = office.refusal(name, *command.args, by=STRANGER, **command.said)
    assert type(refused) is NotEntitled
    acting = f"the register's office can do this; this principal acts for party {p.CLUB}"
    assert acting in refused.reason or "presides over" in refused.reason


@pytest.mark.parametrize("party", [p.CITY, p.TRUST])
def test_each_party_to_an_agreement_acts_in_its_matters(office, party):
    enrol(office, tuple(Capability), party)
    for new, name in enumerate(("table_motion", "draft_amendment"), 7):
        command = COMMANDS[name]
        office.do(name, UUID(int=new), *command.args[1:], by=STRANGER, **command.said)
        assert office.last()[0].env.on_behalf_of == party


def test_nobody_drafts_an_agreement_for_others(new_office):
    new_office.do("register_party", p.CLUB, kind=PartyKind.BUSINESS, name="Club")
    enrol(new_office, (Capability.DRAFT_AGREEMENTS,), p.CLUB)
    parties = (*p.TERMS.parties, PartyTerms(party=p.CLUB))

    refused = new_office.refusal("draft_agreement", NEW, by=STRANGER, terms=p.TERMS)
    assert type(refused) is NotEntitled
    with_club = replace(p.TERMS, parties=parties)
    new_office.do("draft_agreement", NEW, by=STRANGER, terms=with_club)
    assert new_office.last()[0].env.on_behalf_of == p.CLUB


def test_nobody_gives_another_party_its_name(office):
    enrol(office, (Capability.REGISTER_PARTIES,), p.TRUST)
    refused = office.refusal("rename_party", p.CITY, by=STRANGER, name="Town")
    assert type(refused) is NotEntitled

    office.do("rename_party", p.TRUST, by=STRANGER, name="River Trust")
    assert office.last()[0].env.on_behalf_of == p.TRUST


def test_a_party_appoints_and_removes_its_own_people_only(office):
    for who, party in ((STRANGER, p.CITY), (p.EVE, p.TRUST)):
        enrol(office, (Capability.APPOINT,), party, who)
    revoking, appointing = COMMANDS["revoke_role"], COMMANDS["assign_role"]

    for command in (revoking, appointing):
        name = "revoke_role" if command is revoking else "assign_role"
        refused = office.refusal(name, *command.args, by=STRANGER, **command.said)
        assert type(refused) is NotEntitled
        assert refused.reason == (
            f"only party {p.TRUST} or the register's office can do this; this principal acts for "
            f"party {p.CITY}"
        )
        assert refused.facts == {"party": str(p.CITY), "entitled": [str(p.TRUST)]}
        office.do(name, *command.args, by=p.EVE, **command.said)
        assert office.last()[0].env.on_behalf_of == p.TRUST


# --- Who presides ----------------------------------------------------------------------------

PRESIDING = [
    ("open_voting", AMENDING),
    ("rule_on_interest", AMENDING),
    ("lift_interest", AMENDING),
    ("close_voting", p.DECISION),
]
each_act_of_the_chair = pytest.mark.parametrize(("name", "decision"), PRESIDING)


def ready(office):
    """Voting is to be opened, an interest to be ruled on, and a vote to be closed."""
    office.do("declare_interest", AMENDING, by=p.CLEO, seat="trust-1", statement="My brother's.")
    vote(office, p.DECISION, city_1="for", city_2="for", trust_1="for", trust_2="for")


@each_act_of_the_chair
def test_nobody_presides_but_the_holder_of_the_chair(office, name, decision):
    ready(office)
    for member in (p.BEN, p.CLEO):
        refused = office.refusal(name, decision, by=member, **COMMANDS[name].said)
        assert type(refused) is NotEntitled
        assert refused.reason == "only the holder of post city-1 presides over body board"
        assert refused.facts == {"post": "city-1"}


@each_act_of_the_chair
@pytest.mark.parametrize("by", [p.ADA, CLERK])
def test_the_chair_presides_or_else_the_office(office, name, decision, by):
    ready(office)
    if name == "open_voting":
        office.do("rule_on_interest", AMENDING, by=by, **COMMANDS["rule_on_interest"].said)
    office.do(name, decision, by=by, **COMMANDS[name].said)

    assert office.last()[0].env.on_behalf_of == (p.CITY if by == p.ADA else REGISTER)


def test_the_office_does_not_say_of_another_that_they_presided(office):
    ready(office)
    refused = office.refusal("close_voting", p.DECISION, by=CLERK, asserted_by=p.BEN)
    assert "only the holder of post city-1" in refused.reason


def test_what_the_chair_did_is_recorded_for_the_chair_and_for_nobody_else(office):
    ready(office)
    said = {"by": CLERK, "on_behalf_of": p.CITY}
    refused = office.refusal("close_voting", p.DECISION, asserted_by=p.BEN, **said)
    assert "only the holder of post city-1" in refused.reason

    office.do("close_voting", p.DECISION, asserted_by=p.ADA, **said)
    assert office.last()[0].env.asserted_by == p.ADA


def test_while_the_chair_is_vacant_the_office_presides(office):
    ready(office)
    chair = role_id(p.AGREEMENT, "city-1")
    office.do("resign", chair, by=p.ADA, assignment=1)

    assert type(office.refusal("close_voting", p.DECISION, by=p.ADA)) is NotEntitled
    office.do("close_voting", p.DECISION, by=CLERK)


def test_without_a_chair_any_party_presides(new_office):
    office = new_office
    conclude(office, replace(p.TERMS, bodies=(replace(p.BOARD, chair=None),)))
    office.now = NOW
    office.do("register_party", p.CLUB, kind=PartyKind.BUSINESS, name="Club")
    enrol(office, (Capability.PRESIDE,), p.CLUB)
    office.do("table_motion", NEW, **COMMANDS["table_motion"].said)

    refused = office.refusal("open_voting", NEW, by=STRANGER, closes=p.CLOSES)
    assert f"only party {p.CITY}, party {p.TRUST} or the register's office" in refused.reason
    office.do("open_voting", NEW, by=p.DAN, closes=p.CLOSES)
    assert office.last()[0].env.on_behalf_of == p.TRUST


# --- For whom it is recorded -----------------------------------------------------------------


def test_a_signature_that_the_office_records_binds_the_party_that_signed(new_office):
    office = new_office
    office.do("draft_agreement", p.AGREEMENT, terms=p.TERMS)
    office.do("adopt_text", p.AGREEMENT)
    fill(office, "mayor", p.ADA, p.CITY)
    office.do("open_for_signature", p.AGREEMENT)
    office.do("sign", p.AGREEMENT, asserted_by=p.ADA, **SIGNING)

    (entry,) = office.last()
    assert (entry.env.recorded_by, entry.env.asserted_by) == (CLERK, p.ADA)
    assert (entry.env.on_behalf_of, entry.event.signatory) == (p.CITY, p.ADA)


def test_each_recorded_ballot_is_that_of_the_party_of_its_seat(office):
    answers = [Answer("city-1", Position.FOR), Answer("trust-2", Position.ABSTAIN)]
    office.do("record_ballots", p.DECISION, answers=answers, reason="Counted by hand.")

    first, second = office.last(2)
    assert [first.env.on_behalf_of, second.env.on_behalf_of] == [p.CITY, p.TRUST]
    assert first.cmd == second.cmd
    assert (first.event.reason, second.event.reason) == (Disclosed("Counted by hand."), None)


def test_a_party_records_the_ballots_of_its_own_seats_only(office):
    enrol(office, (Capability.RECORD_FOR_OTHERS,), p.TRUST)
    own, other = Answer("trust-2", Position.FOR), Answer("city-1", Position.FOR)

    refused = office.refusal("record_ballots", p.DECISION, by=STRANGER, answers=[own, other])
    assert type(refused) is NotEntitled
    assert f"only party {p.CITY} or the register's office" in refused.reason
    office.do("record_ballots", p.DECISION, by=STRANGER, answers=[own])
    assert office.last()[0].env.on_behalf_of == p.TRUST


def test_nobody_signs_for_a_party_that_is_not_theirs(new_office):
    signing = {"text_hash": p.TEXT_HASH, "capacity": "Mayor"}
    new_office.do("draft_agreement", p.AGREEMENT, terms=p.TERMS)
    new_office.do("adopt_text", p.AGREEMENT)
    new_office.do("open_for_signature", p.AGREEMENT)

    for party, words in ((p.CITY, f"only party {p.CITY} or the"), (p.CLUB, "is no party of this")):
        refused = new_office.refusal("sign", p.AGREEMENT, by=p.CLEO, party=party, **signing)
        assert type(refused) is NotEntitled
        assert words in refused.reason


def test_nobody_is_appointed_for_a_party_that_is_none_of_the_agreement(office):
    office.do("register_party", p.CLUB, kind=PartyKind.BUSINESS, name="Club")
    refused = office.refusal("assign_role", ROLE, holder=p.EVE, party=p.CLUB, authority=BY_LAW)

    assert type(refused) is NotEntitled
    assert "is no party of this agreement" in refused.reason


def test_nobody_is_enrolled_for_a_party_that_is_not_registered(office):
    for party in (p.CLUB, p.AGREEMENT):
        said = {"principal": STRANGER, "party": party, "capabilities": (Capability.VOTE,)}
        assert type(office.refusal("enrol_principal", by=OPERATOR, **said)) is NotFound


def test_a_register_is_opened_once(office):
    refused = office.refusal("open_register", by=OPERATOR, origin="b", zone="UTC")

    assert type(refused) is OutOfOrder
