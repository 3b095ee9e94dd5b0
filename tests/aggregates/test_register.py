"""The register is opened once; principals are enrolled for a party or for its office, and retired."""

from __future__ import annotations

from uuid import uuid5

import pytest
from tests.partnership import ADA, BEN, CITY
from tests.story import given, standing

from accord.aggregates.register import (
    REGISTER,
    Capability,
    PrincipalEnrolled,
    PrincipalRetired,
    Register,
    RegisterOpened,
    enrol_principal,
    mandate_of,
    open_register,
    retire_principal,
)
from accord.errors import NotEntitled, NotFound, OutOfOrder, Refused
from accord.events import Disclosed

OPENED = RegisterOpened(origin="register.example", zone="Europe/Helsinki")
FIRST, SECOND = (uuid5(REGISTER, f"mandate/{ADA}/{version}") for version in (2, 4))


def enrolled(principal=ADA, party=CITY, mandate=FIRST, capabilities=(Capability.VOTE,), **more):
    return PrincipalEnrolled(
        principal=principal, mandate=mandate, party=party, capabilities=capabilities, **more
    )


def enrolling(*history, principal=ADA, party=CITY, capabilities=(Capability.VOTE,), name=None):
    return given(Register, *history, id=REGISTER).when(
        enrol_principal, principal=principal, party=party, capabilities=capabilities, name=name
    )


def test_a_register_is_opened_under_its_origin_and_in_its_zone():
    given(Register, id=REGISTER).when(
        open_register, origin="register.example", zone="Europe/Helsinki"
    ).then(OPENED)


def test_a_register_is_opened_once():
    given(Register, OPENED, id=REGISTER).when(open_register, origin="b", zone="UTC").then_refused(
        OutOfOrder, "already open"
    )


@pytest.mark.parametrize("zone", ["Mars/Olympus", "EST", "localtime", ""])
def test_a_register_counts_its_days_in_a_zone_that_is_named_by_its_place(zone):
    given(Register, id=REGISTER).when(open_register, origin="a", zone=zone).then_refused(
        Refused, f"{zone} is not an IANA time zone"
    )


def test_a_register_may_count_its_days_in_universal_time():
    given(Register, id=REGISTER).when(open_register, origin="a", zone="UTC").then(
        RegisterOpened(origin="a", zone="UTC")
    )


def test_a_principal_is_enrolled_with_a_mandate_of_its_own():
    enrolling(OPENED).then(enrolled())


def test_a_name_is_disclosed_and_never_in_clear():
    enrolling(OPENED, name="Ada Lovelace").then(enrolled(name=Disclosed("Ada Lovelace")))


def test_without_a_party_a_principal_acts_for_the_office_of_the_register():
    told = enrolling(OPENED, party=None)

    told.then(enrolled(party=None))
    assert told.state.mandates[ADA].on_behalf_of == REGISTER


def test_capabilities_are_recorded_in_order_and_once():
    both = (Capability.VOTE, Capability.SIGN, Capability.VOTE)
    enrolling(OPENED, capabilities=both).then(
        enrolled(capabilities=(Capability.SIGN, Capability.VOTE))
    )


def test_nobody_is_enrolled_before_the_register_is_open():
    enrolling().then_refused(NotFound, "there is no register")


def test_a_principal_who_could_do_nothing_is_not_enrolled():
    enrolling(OPENED, capabilities=()).then_refused(Refused, "without any capability")


def test_nobody_is_enrolled_twice():
    enrolling(OPENED, enrolled()).then_refused(OutOfOrder, f"{ADA} is already enrolled")


def test_who_was_retired_can_be_enrolled_anew_with_another_mandate():
    history = (OPENED, enrolled(), PrincipalRetired(principal=ADA))
    enrolling(*history).then(enrolled(mandate=SECOND))


def test_a_principal_is_retired():
    given(Register, OPENED, enrolled(), id=REGISTER).when(retire_principal, principal=ADA).then(
        PrincipalRetired(principal=ADA)
    )


@pytest.mark.parametrize("history", [(), (enrolled(), PrincipalRetired(principal=ADA))])
def test_nobody_is_retired_who_has_no_mandate_or_no_longer(history):
    given(Register, OPENED, *history, id=REGISTER).when(
        retire_principal, principal=ADA
    ).then_refused(OutOfOrder, f"{ADA} has no mandate")


def test_retiring_one_leaves_the_others_their_mandates():
    register = standing(
        Register,
        OPENED,
        enrolled(),
        enrolled(BEN, mandate=SECOND),
        PrincipalRetired(principal=ADA),
        id=REGISTER,
    )

    assert list(register.mandates) == [BEN]


def test_a_mandate_is_found_by_the_capability_that_an_act_needs():
    register = standing(Register, OPENED, enrolled(), id=REGISTER)

    assert mandate_of(register, ADA, Capability.VOTE).id == FIRST


@pytest.mark.parametrize(
    ("principal", "words"),
    [(ADA, "needs the capability sign"), (BEN, "no mandate in this register")],
)
def test_nobody_acts_without_a_mandate_for_it(principal, words):
    register = standing(Register, OPENED, enrolled(), id=REGISTER)

    with pytest.raises(NotEntitled, match=words):
        mandate_of(register, principal, Capability.SIGN)
