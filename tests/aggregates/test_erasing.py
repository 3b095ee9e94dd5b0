"""Disclosed texts are erased on a legal ground, unless a legal hold stands on them."""

from __future__ import annotations

import pytest
from tests.partnership import CITY, TRUST
from tests.story import given

from accord.aggregates.erasing import erase_disclosures, lift_legal_hold, place_legal_hold
from accord.aggregates.legal_holds import DisclosuresErased, LegalHoldLifted, LegalHoldPlaced
from accord.aggregates.register import REGISTER, Register, RegisterOpened
from accord.errors import NotFound, OutOfOrder, Refused

OPENED = RegisterOpened(origin="register.example", zone="Europe/Helsinki")
CLAIM = "claim 4711 before the county court"
LAW = "GDPR, Article 17(1)(b)"
OF_CITY = LegalHoldPlaced(hold=1, ground=CLAIM, stream=CITY)


def test_a_legal_hold_stands_until_it_is_lifted():
    told = given(Register, OPENED, id=REGISTER).when(place_legal_hold, ground=CLAIM, stream=CITY)
    told.then(OF_CITY)
    assert list(told.state.legal_holds.standing) == [1]
    told = given(Register, OPENED, OF_CITY, id=REGISTER).when(lift_legal_hold, hold=1)
    told.then(LegalHoldLifted(hold=1))
    assert not told.state.legal_holds.standing


def test_a_legal_hold_is_placed_once_and_says_why():
    again = given(Register, OPENED, OF_CITY, id=REGISTER)
    again.when(place_legal_hold, ground=CLAIM, stream=CITY).then_refused(
        OutOfOrder, "legal hold 1 says just this"
    )
    again.when(place_legal_hold, ground="another claim", stream=CITY).then(
        LegalHoldPlaced(hold=2, ground="another claim", stream=CITY)
    )
    again.when(place_legal_hold, ground=" ", stream=None).then_refused(Refused, "on which ground")
    again.when(lift_legal_hold, hold=7).then_refused(
        NotFound, "no legal hold 7; those that stand: 1"
    )


def test_what_opens_digests_is_erased_in_pieces():
    digests = [f"{number:043d}" for number in range(201)]
    told = given(Register, OPENED, id=REGISTER).when(
        erase_disclosures, digests=digests, ground=LAW, concerned={CITY}
    )
    told.then(
        DisclosuresErased(digests=tuple(digests[:200]), ground=LAW),
        DisclosuresErased(digests=tuple(digests[200:]), ground=LAW),
    )


@pytest.mark.parametrize("held", [CITY, None])
def test_nothing_is_erased_under_a_legal_hold(held):
    hold = LegalHoldPlaced(hold=1, ground=CLAIM, stream=held)
    story = given(Register, OPENED, hold, id=REGISTER)
    asked = {"digests": ["A" * 43], "ground": LAW, "concerned": {CITY}}
    story.when(erase_disclosures, **asked).then_refused(OutOfOrder, f"forbids it ({CLAIM})")
    lifted = given(Register, OPENED, hold, LegalHoldLifted(hold=1), id=REGISTER)
    lifted.when(erase_disclosures, **asked).then(DisclosuresErased(digests=("A" * 43,), ground=LAW))


def test_a_legal_hold_on_something_else_forbids_nothing():
    asked = {"digests": ["A" * 43], "ground": LAW, "concerned": {TRUST}}
    given(Register, OPENED, OF_CITY, id=REGISTER).when(erase_disclosures, **asked).then(
        DisclosuresErased(digests=("A" * 43,), ground=LAW)
    )


def test_an_erasure_is_of_something_and_says_on_which_ground():
    story = given(Register, OPENED, id=REGISTER)
    asked = {"digests": ["A" * 43], "ground": LAW, "concerned": {CITY}}
    story.when(erase_disclosures, **asked | {"digests": []}).then_refused(NotFound, "erased before")
    story.when(erase_disclosures, **asked | {"ground": ""}).then_refused(Refused, "legal ground")
