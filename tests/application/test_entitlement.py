"""Each command needs one capability, and nobody speaks for others without the capability to do so."""

from __future__ import annotations

import pytest
from tests import partnership as p
from tests.application.commands import COMMANDS, ROLE, offered
from tests.application.office import BY_LAW, OPERATOR, STRANGER, Office

from accord.aggregates.party import PartyKind
from accord.aggregates.register import REGISTER, Capability, Register
from accord.errors import NotEntitled, NotFound, OutOfOrder

EVERYTHING_BUT = {c: tuple(set(Capability) - {c}) for c in Capability}
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


@pytest.mark.parametrize("name", sorted(set(COMMANDS) - {"record_ballots"}))
def test_nobody_says_what_another_asserts_without_recording_for_others(office, name):
    command = COMMANDS[name]
    enrol(office, (command.needs,), p.CITY)

    said = command.said | {"asserted_by": p.ADA}
    refused = office.refusal(name, *command.args, by=STRANGER, **said)
    assert type(refused) is NotEntitled
    assert "records its own acts only" in refused.reason


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


def test_nobody_signs_for_a_party_that_is_not_theirs(new_office):
    signing = {"text_hash": p.TEXT_HASH, "capacity": "Mayor"}
    new_office.do("draft_agreement", p.AGREEMENT, terms=p.TERMS)
    new_office.do("adopt_text", p.AGREEMENT)
    new_office.do("open_for_signature", p.AGREEMENT)

    for party, words in ((p.CITY, "does not act for party"), (p.CLUB, "is no party of this")):
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
