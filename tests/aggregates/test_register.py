"""The register is opened once; principals are enrolled for a party or for its office, and retired."""

from __future__ import annotations

from uuid import uuid5

import pytest
from tests.ledger.keys import signer
from tests.partnership import ADA, BEN, CITY
from tests.story import given, standing

from accord.aggregates.register import (
    REGISTER,
    Capability,
    LogKeyIntroduced,
    LogKeyRevoked,
    LogKeyRotated,
    PrincipalEnrolled,
    PrincipalRetired,
    Register,
    RegisterOpened,
    enrol_principal,
    introduce_log_key,
    mandate_of,
    open_register,
    retire_principal,
    revoke_log_key,
    rotate_log_key,
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


FIRST_KEY, SECOND_KEY, THIRD_KEY = (
    str(signer("register.example", seed).verifier) for seed in (1, 2, 3)
)
INTRODUCED = LogKeyIntroduced(vkey=FIRST_KEY)
ROTATED = LogKeyRotated(vkey=SECOND_KEY, former=FIRST_KEY)


@pytest.mark.parametrize("origin", ["", "a b", "a+b", "a\nb", "a\u2003b", "a\u200eb"])
def test_a_register_is_opened_under_an_origin_that_can_stand_under_a_signature(origin):
    given(Register, id=REGISTER).when(open_register, origin=origin, zone="UTC").then_refused(
        Refused, "is no origin of a log"
    )


def test_a_first_key_signs_checkpoints():
    told = given(Register, OPENED, id=REGISTER).when(introduce_log_key, vkey=FIRST_KEY)

    told.then(INTRODUCED)
    assert told.state.log_keys == [FIRST_KEY]


def test_a_key_is_introduced_where_none_signs():
    given(Register, OPENED, INTRODUCED, id=REGISTER).when(
        introduce_log_key, vkey=SECOND_KEY
    ).then_refused(OutOfOrder, "signs already; let another take its place")


def test_no_key_is_introduced_before_the_register_is_open():
    given(Register, id=REGISTER).when(introduce_log_key, vkey=FIRST_KEY).then_refused(
        NotFound, "there is no register"
    )


@pytest.mark.parametrize("act", [introduce_log_key, rotate_log_key])
def test_a_key_bears_the_origin_of_the_register(act):
    history = [INTRODUCED] if act is rotate_log_key else []
    other = str(signer("other.example").verifier)
    given(Register, OPENED, *history, id=REGISTER).when(act, vkey=other).then_refused(
        Refused, "bears its origin, register.example"
    )


def test_another_key_takes_the_place_of_the_newest_which_signs_beside_it():
    told = given(Register, OPENED, INTRODUCED, id=REGISTER).when(rotate_log_key, vkey=SECOND_KEY)

    told.then(ROTATED)
    assert told.state.log_keys == [FIRST_KEY, SECOND_KEY]


def test_the_former_key_signs_until_the_next_rotation():
    told = given(Register, OPENED, INTRODUCED, ROTATED, id=REGISTER).when(
        rotate_log_key, vkey=THIRD_KEY
    )

    told.then(LogKeyRotated(vkey=THIRD_KEY, former=SECOND_KEY))
    assert told.state.log_keys == [SECOND_KEY, THIRD_KEY]


def test_where_no_key_signs_there_is_none_to_rotate():
    given(Register, OPENED, id=REGISTER).when(rotate_log_key, vkey=FIRST_KEY).then_refused(
        OutOfOrder, "no key signs"
    )


def test_no_key_comes_back():
    history = (OPENED, INTRODUCED, LogKeyRevoked(vkey=FIRST_KEY))
    given(Register, *history, id=REGISTER).when(introduce_log_key, vkey=FIRST_KEY).then_refused(
        Refused, "was a key of this register before"
    )
    given(Register, *history, id=REGISTER).when(introduce_log_key, vkey=SECOND_KEY).then(
        LogKeyIntroduced(vkey=SECOND_KEY)
    )


@pytest.mark.parametrize(("revoked", "left"), [(FIRST_KEY, SECOND_KEY), (SECOND_KEY, FIRST_KEY)])
def test_a_key_that_may_be_in_other_hands_is_revoked(revoked, left):
    told = given(Register, OPENED, INTRODUCED, ROTATED, id=REGISTER).when(
        revoke_log_key, vkey=revoked
    )

    told.then(LogKeyRevoked(vkey=revoked))
    assert told.state.log_keys == [left]


def test_a_key_that_does_not_sign_is_not_revoked():
    history = (OPENED, INTRODUCED, LogKeyRevoked(vkey=FIRST_KEY))
    given(Register, *history, id=REGISTER).when(revoke_log_key, vkey=FIRST_KEY).then_refused(
        OutOfOrder, "does not sign"
    )
