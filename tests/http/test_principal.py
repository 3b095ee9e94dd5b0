"""A key says who it stands for, so that its holder can tell whom to appoint."""

from __future__ import annotations

import pytest
from tests.http.office import office
from tests.http.refusing import assert_problem

from accord.aggregates.register import REGISTER, Capability


def test_a_key_of_a_party_tells_its_principal_party_and_capabilities(at):
    p = at("registered")
    person = p.person(Capability.VOTE, Capability.SIGN, Capability.HOLD_OFFICE, party="city")

    assert person.get("/principal").json == {
        "id": str(person.principal),
        "on_behalf_of": p.party["city"],
        "capabilities": ["hold-office", "sign", "vote"],
    }


def test_a_key_of_the_office_acts_for_the_register(at):
    told = at("opened").secretary.get("/principal").json

    assert told["on_behalf_of"] == str(REGISTER)
    assert told["capabilities"] == sorted(Capability)


def test_who_is_told_by_the_api_can_be_appointed(at):
    p = at("filled")
    person = p.person(Capability.HOLD_OFFICE, party="city")
    role = f"/roles/{p.roles['chair']}"
    holder = person.get("/principal").json["id"]
    p.secretary.done(
        f"{role}/revocations", assignment=1, authority="instrument:Minute 9", reason="x", match="*"
    )

    p.secretary.done(
        f"{role}/assignments", holder=holder, party=p.party["city"], authority="instrument:Minute 9"
    )
    person.done(f"{role}/acceptances", assignment=2)


def test_without_a_mandate_there_is_nothing_to_tell(at):
    p = at("opened")
    clerk = office(p.house, client=p.client)
    with p.house.command(p.secretary.principal) as accord:
        accord.retire_principal(principal=clerk.principal)

    assert_problem(clerk.get("/principal"), 403, "not-entitled")


@pytest.mark.parametrize("query", ["?x=1", "?principal=me"])
def test_the_principal_is_asked_for_without_words(at, query):
    assert_problem(at("opened").secretary.get(f"/principal{query}"), 400, "malformed")
