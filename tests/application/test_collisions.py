"""Of two who decided on the same version one acts, and the other is told to read again."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace

import pytest
from tests import partnership as p
from tests.application.commands import BEGINNINGS, COMMANDS, MOTION, NEW
from tests.application.office import AMENDING, OPERATOR, Office, decide

from accord.aggregates.agreement import PartyTerms
from accord.aggregates.decision import Decision
from accord.aggregates.party import Identifier, Party, PartyKind
from accord.aggregates.register import REGISTER, Register
from accord.application import Accord
from accord.errors import NotFound, OutOfOrder, Refused, Stale
from accord.rules import Position

CODE = Identifier(scheme="FI-YTUNNUS", value="0201256-6")


@pytest.mark.parametrize("name", sorted(set(COMMANDS) - BEGINNINGS))
def test_a_command_on_a_version_that_is_past_is_stale(office, name):
    command = COMMANDS[name]

    for version in (0, 99):
        refused = office.refusal(name, *command.args, expected=version, **command.said)
        assert type(refused) is Stale
        assert f"not {version}: somebody acted on it meanwhile" in refused.reason
        assert refused.facts["version"] not in (0, 99)


def test_a_command_on_the_version_as_it_is_goes_through(office):
    version = office.record.read(Party, p.CITY).version
    office.do("rename_party", p.CITY, expected=version, name="Town")

    refused = office.refusal("rename_party", p.CITY, expected=version, name="Village")
    assert type(refused) is Stale
    assert refused.facts == {"version": version + 1}


@pytest.mark.parametrize("name", sorted(BEGINNINGS - {"create_post", "take_emergency_decision"}))
def test_what_is_begun_twice_is_refused_the_second_time(office, name):
    command = COMMANDS[name]
    said = command.said | (
        {"by": p.ADA} if name == "raise_dispute" else {}
    )  # who signs for a party
    office.do(name, *command.args, **said)

    refused = office.refusal(name, *command.args, **said)
    assert type(refused) is OutOfOrder
    assert "already" in refused.reason


def test_a_post_is_created_once(office):
    refused = office.refusal("create_post", agreement=p.AGREEMENT, post="mayor")

    assert type(refused) is OutOfOrder


def test_two_parties_do_not_share_an_identifier(office):
    registering = {"kind": PartyKind.BUSINESS, "name": "Mill", "identifiers": (CODE,)}
    office.do("register_party", NEW, **registering)

    refused = office.refusal("register_party", p.CLUB, **registering)
    assert type(refused) is OutOfOrder
    assert f"already identifies party {NEW}" in refused.reason
    with pytest.raises(NotFound):
        office.record.read(Party, p.CLUB)


def test_two_persons_may_share_an_identifier_that_nobody_reads(office):
    registering = {"kind": PartyKind.PERSON, "name": "Eve", "identifiers": (CODE,)}
    office.do("register_party", NEW, **registering)
    office.do("register_party", p.CLUB, **registering)

    assert office.record.read(Party, p.CLUB).identifiers == set()


@pytest.mark.parametrize(("expected", "code"), [(3, "stale"), (None, "out-of-order")])
def test_of_four_who_cast_the_same_ballot_at_once_one_does(busy_url, expected, code):
    """Each on connections of its own: the head of the log lets in one at a time."""
    with ThreadPoolExecutor(4) as threads:
        came = list(threads.map(lambda _: _cast(busy_url, expected), range(4)))

    assert sorted(came) == ["", code, code, code]
    with closing(Office(busy_url).record) as record:
        assert record.read(Decision, p.DECISION).ballots == {"city-1": Position.FOR}


def _cast(url, expected):
    office = Office(url)
    ballot = {"seat": "city-1", "position": Position.FOR}
    try:
        office.do("cast_ballot", p.DECISION, by=p.ADA, expected=expected, **ballot)
    except Refused as refused:
        return refused.code
    finally:
        office.record.close()
    return ""


def test_two_commands_of_one_unit_see_each_other(office):
    with office.record.unit() as unit:
        for seat, who in (("city-1", p.ADA), ("city-2", p.BEN)):
            with unit.command():
                Accord(unit, who).cast_ballot(p.DECISION, seat=seat, position=Position.FOR)
        with pytest.raises(OutOfOrder), unit.command():
            Accord(unit, p.BEN).cast_ballot(p.DECISION, seat="city-2", position=Position.AGAINST)

    found = office.record.read(Decision, p.DECISION).ballots
    assert found == {"city-1": Position.FOR, "city-2": Position.FOR}


def test_the_amendment_and_the_agreement_are_written_together_or_not_at_all(office):
    office.do("open_voting", AMENDING, by=p.ADA, closes=p.CLOSES)
    decide(office, AMENDING)
    office.do("adopt_amendment", p.AMENDMENT)

    adopted, incorporated = office.last(2)
    assert adopted.cmd == incorporated.cmd
    assert adopted.event.adoption_seq == incorporated.event.adoption_seq == 1
    assert adopted.event.modifications_hash == incorporated.event.modifications_hash
    assert adopted.env.authority == incorporated.env.authority == f"decision:{AMENDING}"


WRONG = [
    ("rename_party", (p.AGREEMENT,)),
    ("revise_text", (p.CITY,)),
    ("adopt_text", (p.DECISION,)),
    ("sign", (p.CITY,)),
    ("accept_role", (p.AGREEMENT,)),
    ("assign_role", (p.CITY,)),
    ("cast_ballot", (p.AMENDMENT,)),
    ("rule_on_interest", (p.AGREEMENT,)),
    ("certify_result", (p.CITY,)),
    ("put_to_decision", (p.DECISION,)),
    ("adopt_amendment", (p.DECISION,)),
    ("rename_party", (NEW,)),
    ("open_voting", (NEW,)),
]


@pytest.mark.parametrize(("name", "args"), WRONG)
def test_what_is_something_else_or_nothing_is_not_found(office, name, args):
    refused = office.refusal(name, *args, **COMMANDS[name].said)

    assert type(refused) is NotFound
    assert f"{args[0]} in this register" in refused.reason


def test_a_motion_is_put_under_an_agreement_and_nothing_else(office):
    for id_ in (p.CITY, NEW):
        refused = office.refusal("table_motion", NEW, agreement=id_, **MOTION)
        assert type(refused) is NotFound


def test_an_agreement_is_between_parties_and_nothing_else(office):
    for id_ in (p.DECISION, p.CLUB):
        terms = replace(p.TERMS, parties=(*p.TERMS.parties, PartyTerms(party=id_)))
        refused = office.refusal("draft_agreement", NEW, terms=terms)
        assert type(refused) is NotFound
        assert f"there is no party {id_}" in refused.reason


def test_a_principal_who_is_enrolled_twice_is_refused(office):
    again = {"principal": p.ADA, "party": p.CITY, "capabilities": ("vote",)}
    refused = office.refusal("enrol_principal", by=OPERATOR, **again)

    assert type(refused) is OutOfOrder
    assert p.ADA in office.record.read(Register, REGISTER).mandates
