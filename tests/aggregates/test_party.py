"""A party is registered once, under identifiers that are its alone, and may come to bear another name."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from tests.partnership import CITY, TRUST, ZONE
from tests.story import given, standing

from accord.aggregates.effect import RetroactiveUnflagged
from accord.aggregates.party import (
    Identifier,
    IdentifierAdded,
    IdentifierReserved,
    Party,
    PartyKind,
    PartyRegistered,
    PartyRenamed,
    Reservation,
    register_party,
    rename_party,
    reservation_id,
    reserve,
)
from accord.errors import NotFound, OutOfOrder, Refused
from accord.events import Disclosed

CODE = Identifier(scheme="FI-YTUNNUS", value="0201256-6")
CITY_REGISTERED = PartyRegistered(kind=PartyKind.PUBLIC_AGENCY, legal_name="City of Jokikylä")
EVE_REGISTERED = PartyRegistered(kind=PartyKind.PERSON, person_name=Disclosed("Eve Example"))
RESERVED = IdentifierReserved(scheme=CODE.scheme, value=CODE.value, party=CITY)
TODAY = date(2026, 5, 4)


def registering(*history, kind=PartyKind.PUBLIC_AGENCY, name="City of Jokikylä", identifiers=()):
    return given(Party, *history).when(
        register_party, kind=kind, name=name, identifiers=identifiers
    )


def renaming(*history, name="City of Jokilaakso", **more):
    return given(Party, *history).when(rename_party, name=name, zone=ZONE, **more)


def test_an_organisation_is_registered_under_its_legal_name():
    registering(identifiers=(CODE,)).then(
        CITY_REGISTERED, IdentifierAdded(scheme=CODE.scheme, value=CODE.value)
    )


def test_the_name_and_identifiers_of_a_person_are_disclosed_and_never_in_clear():
    registering(kind=PartyKind.PERSON, name="Eve Example", identifiers=(CODE,)).then(
        EVE_REGISTERED, IdentifierAdded(scheme=CODE.scheme, person_value=Disclosed(CODE.value))
    )


@pytest.mark.parametrize("name", ["", "  \n"])
def test_a_party_needs_a_name(name):
    registering(name=name).then_refused(Refused, "a party needs a name")


@pytest.mark.parametrize("scheme", ["", "x", "gb-coh", "GB COH", "A" * 33])
def test_an_identifier_needs_the_code_of_its_scheme(scheme):
    registering(identifiers=(Identifier(scheme=scheme, value="1"),)).then_refused(
        Refused, "is not an identifier scheme"
    )


@pytest.mark.parametrize("kind", [PartyKind.PUBLIC_AGENCY, PartyKind.PERSON])
def test_each_identifier_is_named_once(kind):
    told = registering(kind=kind, identifiers=(CODE, CODE))

    told.then_refused(Refused, "FI-YTUNNUS 0201256-6 stands twice in this list")
    assert told.refused.facts == {"field": "identifiers/1"}


def test_a_party_is_registered_once():
    registering(CITY_REGISTERED).then_refused(OutOfOrder, "is already registered")


def test_an_identifier_is_kept_for_the_first_party_that_bears_it():
    given(Reservation).when(reserve, identifier=CODE, party=CITY).then(RESERVED)


@pytest.mark.parametrize("party", [CITY, TRUST])
def test_an_identifier_is_kept_once(party):
    given(Reservation, RESERVED).when(reserve, identifier=CODE, party=party).then_refused(
        OutOfOrder, "FI-YTUNNUS 0201256-6 already identifies party", str(CITY)
    )


def test_each_identifier_has_one_stream_of_its_own():
    others = (
        Identifier(scheme="FI-YTUNNUS", value="1"),
        Identifier(scheme="LEI", value=CODE.value),
    )

    assert len({reservation_id(each) for each in (CODE, *others)}) == 3
    assert reservation_id(CODE) == reservation_id(CODE)


def test_a_party_bears_another_name_from_the_day_of_the_act():
    renaming(CITY_REGISTERED).then(
        PartyRenamed(effective_from=TODAY, legal_name="City of Jokilaakso")
    )


def test_a_person_bears_another_name_that_is_disclosed():
    renaming(EVE_REGISTERED, name="Eve Sample").then(
        PartyRenamed(effective_from=TODAY, person_name=Disclosed("Eve Sample"))
    )


def test_a_name_is_recorded_on_the_day_it_takes_effect_and_not_before():
    told = renaming(CITY_REGISTERED, effective_from=date(2026, 5, 5))

    told.then_refused(Refused, "borne from 2026-05-05, after today (2026-05-04)")
    assert told.refused.facts == {"field": "effective_from"}


def test_names_follow_each_other():
    renamed = PartyRenamed(effective_from=date(2026, 4, 1), legal_name="Town")
    past = {"retroactive": True, "reason": "Overlooked."}
    renaming(CITY_REGISTERED, renamed, effective_from=date(2026, 4, 1), **past).then(
        PartyRenamed(effective_from=date(2026, 4, 1), legal_name="City of Jokilaakso")
    )
    renaming(CITY_REGISTERED, renamed, effective_from=date(2026, 3, 31), **past).then_refused(
        Refused, "present name from 2026-04-01; another one cannot begin before, on 2026-03-31"
    )


def test_a_name_is_not_borne_from_an_earlier_day_unless_that_is_said():
    renaming(CITY_REGISTERED, effective_from=date(2026, 5, 3)).then_refused(
        RetroactiveUnflagged, "from 2026-05-03, before today (2026-05-04)", "retroactive"
    )


def test_a_name_borne_from_an_earlier_day_is_recorded_where_that_is_said():
    told = renaming(
        CITY_REGISTERED, effective_from=date(2026, 5, 3), retroactive=True, reason="Overlooked."
    )

    told.then(PartyRenamed(effective_from=date(2026, 5, 3), legal_name="City of Jokilaakso"))


def test_late_in_the_evening_it_is_already_tomorrow_in_helsinki():
    late = datetime(2026, 5, 4, 23, 30, tzinfo=UTC)
    renaming(CITY_REGISTERED, at=late).then(
        PartyRenamed(effective_from=date(2026, 5, 5), legal_name="City of Jokilaakso")
    )


def test_a_renamed_party_needs_a_name_too():
    renaming(CITY_REGISTERED, name=" ").then_refused(Refused, "a party needs a name")


@pytest.mark.parametrize(
    "history",
    [
        [CITY_REGISTERED],
        [CITY_REGISTERED, PartyRenamed(effective_from=TODAY, legal_name="b")],
    ],
)
def test_a_party_is_not_renamed_to_the_name_it_bears(history):
    name = history[-1].legal_name
    renaming(*history, name=name).then_refused(OutOfOrder, f"already bears the name {name}")


def test_what_is_no_party_is_not_renamed():
    renaming().then_refused(NotFound, "there is no party")


def test_a_party_remembers_its_identifiers_and_no_person_s():
    added = IdentifierAdded(scheme=CODE.scheme, value=CODE.value)
    sealed = IdentifierAdded(scheme="ORCID", person_value=Disclosed("0000"))

    party = standing(Party, CITY_REGISTERED, added, sealed)
    assert party.identifiers == {(CODE.scheme, CODE.value)}
