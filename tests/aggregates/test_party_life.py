"""A party has further identifiers, members and an address; it rests, acts again, and is succeeded."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given as whatever
from hypothesis import strategies as some
from tests.partnership import ADA, BEN, CITY, CLUB, EVE, TRUST, ZONE
from tests.story import given, standing

from accord.aggregates.effect import RetroactiveUnflagged
from accord.aggregates.party import (
    Identifier,
    IdentifierAdded,
    IdentifierWithdrawn,
    MemberJoined,
    MemberLeft,
    NoticesAddressSet,
    Party,
    PartyDeactivated,
    PartyKind,
    PartyReactivated,
    PartyRegistered,
    PartySucceeded,
    SuccessionBegun,
    SuccessionKind,
    add_identifier,
    begin_succession,
    deactivate,
    end_membership,
    reactivate,
    record_member,
    record_succession,
    register_party,
    set_notices_address,
    withdraw_identifier,
)
from accord.aggregates.party.identifiers import is_lei
from accord.errors import NotFound, OutOfOrder, Refused
from accord.events import Disclosed

REGISTERED = PartyRegistered(kind=PartyKind.PUBLIC_AGENCY, legal_name="City of Jokikylä")
A_PERSON = PartyRegistered(kind=PartyKind.PERSON, person_name=Disclosed("Eve Example"))
CODE = Identifier(scheme="FI-YTUNNUS", value="0201256-6")
ADDED = IdentifierAdded(scheme=CODE.scheme, value=CODE.value)
LEI = Identifier(scheme="LEI", value="5493001KJTIIGC8Y1R12")
MAY, TODAY, JUNE, JULY = date(2026, 5, 1), date(2026, 5, 4), date(2026, 6, 1), date(2026, 7, 1)
JOINED = MemberJoined(membership=1, person=ADA, effective_from=MAY)
LEFT = MemberLeft(membership=1, effective_to=JUNE)
RESTING = PartyDeactivated(effective_from=MAY)
WHY = {"reason": "The council decided so."}
OVERLOOKED = {"retroactive": True, "reason": "Overlooked."}


def party(*history, id=None):
    return standing(Party, REGISTERED, *history, id=id)


def withdrawn(day, number=1):
    return IdentifierWithdrawn(number=number, scheme=CODE.scheme, effective_from=day)


# --- Identifiers -----------------------------------------------------------------------------


def adding(*history, identifier=CODE, **said):
    return given(Party, *history).when(add_identifier, identifier=identifier, zone=ZONE, **said)


def withdrawing(*history, number=1, **said):
    return given(Party, *history).when(withdraw_identifier, number=number, zone=ZONE, **said)


def test_a_party_is_known_under_one_more_identifier():
    adding(REGISTERED).then(ADDED)


def test_a_person_s_identifier_is_disclosed_and_never_in_clear():
    adding(A_PERSON).then(
        IdentifierAdded(scheme=CODE.scheme, person_value=Disclosed(CODE.value)),
    )


def test_an_identifier_that_the_party_has_is_not_added_again():
    told = adding(REGISTERED, ADDED)

    told.then_refused(OutOfOrder, "already has the identifier FI-YTUNNUS 0201256-6")
    assert told.refused.facts == {"field": "value"}


def test_a_person_has_one_identifier_of_a_scheme_at_a_time_for_nobody_can_read_them():
    sealed = IdentifierAdded(scheme=CODE.scheme, person_value=Disclosed("1"))

    adding(A_PERSON, sealed).then_refused(OutOfOrder, "of the scheme FI-YTUNNUS already")
    adding(A_PERSON, sealed, identifier=LEI).then(
        IdentifierAdded(scheme="LEI", person_value=Disclosed(LEI.value))
    )


def test_what_was_withdrawn_can_be_added_again_once_it_is_out_of_use():
    adding(REGISTERED, ADDED, withdrawn(TODAY)).then(ADDED)
    adding(REGISTERED, ADDED, withdrawn(JUNE)).then_refused(OutOfOrder, "already has")


@pytest.mark.parametrize("scheme", ["LEI", "XI-LEI"])
@pytest.mark.parametrize(
    "value",
    [
        "5493001KJTIIGC8Y1R13",
        "5493001KJTIIGC8Y1R1",
        "5493001kjtiigc8y1r12",
        "5493001KJTIIGC8Y1R1A",
        "",
    ],
)
def test_an_lei_is_checked_by_its_digits_under_either_code_of_its_scheme(scheme, value):
    wrong = Identifier(scheme=scheme, value=value)

    adding(REGISTERED, identifier=wrong).then_refused(Refused, "no LEI", "ISO 17442")
    told = given(Party).when(
        register_party, kind=PartyKind.BUSINESS, name="Mill", identifiers=(wrong,)
    )
    told.then_refused(Refused, "no LEI")
    assert told.refused.facts == {"field": "identifiers/0"}


def test_an_lei_with_the_right_digits_is_taken_in():
    for scheme in ("LEI", "XI-LEI"):
        found = Identifier(scheme=scheme, value=LEI.value)
        adding(REGISTERED, identifier=found).then(IdentifierAdded(scheme=scheme, value=LEI.value))


@whatever(some.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", min_size=18, max_size=18), some.data())
def test_one_wrong_digit_never_leaves_an_lei_right(body, drawn):
    check = 98 - divmod(int("".join(str(int(c, 36)) for c in body + "00")), 97)[1]
    right = f"{body}{check:02d}"
    at = drawn.draw(some.sampled_from([n for n in range(20) if right[n].isdigit()]))
    other = drawn.draw(some.sampled_from("0123456789").filter(lambda c: c != right[at]))

    assert is_lei(right)
    assert not is_lei(right[:at] + other + right[at + 1 :])


@pytest.mark.parametrize("value", ["", " 01", "01 ", "-1", "01\n", "01;02", "№ 5"])
def test_a_code_of_a_country_s_register_has_letters_and_digits(value):
    adding(REGISTERED, identifier=Identifier(scheme="GB-COH", value=value)).then_refused(
        Refused, "no identifier of the scheme GB-COH"
    )


def test_an_identifier_needs_the_code_of_its_scheme():
    adding(REGISTERED, identifier=Identifier(scheme="coh", value="1")).then_refused(
        Refused, "is not an identifier scheme"
    )


def test_an_identifier_goes_out_of_use_from_a_day_on():
    withdrawing(REGISTERED, ADDED).then(withdrawn(TODAY))
    withdrawing(REGISTERED, ADDED, effective_from=JUNE).then(withdrawn(JUNE))


def test_an_identifier_is_withdrawn_once():
    withdrawing(REGISTERED, ADDED, withdrawn(JUNE)).then_refused(
        OutOfOrder, "identifier 1 is withdrawn from 2026-06-01 already"
    )


@pytest.mark.parametrize("number", [0, 2, -1])
def test_an_identifier_that_the_party_never_had_is_not_withdrawn(number):
    withdrawing(REGISTERED, ADDED, number=number).then_refused(NotFound, "has no identifier")


def test_an_identifier_is_not_withdrawn_from_an_earlier_day_unless_that_is_said():
    withdrawing(REGISTERED, ADDED, effective_from=MAY).then_refused(RetroactiveUnflagged)
    withdrawing(REGISTERED, ADDED, effective_from=MAY, **OVERLOOKED).then(withdrawn(MAY))


# --- Members ---------------------------------------------------------------------------------


def joining(*history, person=ADA, **said):
    return given(Party, *history).when(record_member, person=person, zone=ZONE, **said)


def ending(*history, membership=1, **said):
    return given(Party, *history).when(end_membership, membership=membership, zone=ZONE, **said)


def test_a_person_belongs_to_the_party_from_a_day_on():
    joining(REGISTERED).then(MemberJoined(membership=1, person=ADA, effective_from=TODAY))
    joining(REGISTERED, JOINED, person=BEN, effective_from=JUNE).then(
        MemberJoined(membership=2, person=BEN, effective_from=JUNE)
    )


@pytest.mark.parametrize("history", [[JOINED], [JOINED, LEFT]])
def test_nobody_belongs_to_a_party_twice_at_a_time(history):
    joining(REGISTERED, *history).then_refused(OutOfOrder, "belongs to the party from 2026-05-01")


def test_a_person_can_come_back():
    joining(REGISTERED, JOINED, LEFT, effective_from=JUNE).then(
        MemberJoined(membership=2, person=ADA, effective_from=JUNE)
    )


def test_who_never_came_can_still_come():
    never = MemberLeft(membership=1, effective_to=MAY)
    joining(REGISTERED, JOINED, never).then(
        MemberJoined(membership=2, person=ADA, effective_from=TODAY)
    )


def test_a_person_has_no_members():
    joining(A_PERSON).then_refused(Refused, "a person has no members")


def test_a_membership_ends_from_a_day_on():
    ending(REGISTERED, JOINED).then(MemberLeft(membership=1, effective_to=TODAY))
    ending(REGISTERED, JOINED, effective_to=JUNE).then(LEFT)


def test_a_membership_yet_to_begin_ends_when_it_begins():
    later = MemberJoined(membership=1, person=ADA, effective_from=JULY)
    ending(REGISTERED, later).then(MemberLeft(membership=1, effective_to=JULY))
    ending(REGISTERED, later, effective_to=JUNE).then_refused(
        Refused, "begins on 2026-07-01; it cannot end before, on 2026-06-01"
    )


def test_a_membership_ends_once():
    ending(REGISTERED, JOINED, LEFT).then_refused(OutOfOrder, "ends on 2026-06-01 already")
    ending(REGISTERED).then_refused(NotFound, "has no membership 1")


def test_anybody_may_be_named_by_a_party_that_names_no_members_and_then_only_they():
    assert party().belongs(EVE, TODAY)
    named = party(JOINED, LEFT)
    assert named.belongs(ADA, MAY)
    assert not named.belongs(ADA, date(2026, 4, 30))
    assert not named.belongs(ADA, JUNE)
    assert not named.belongs(EVE, MAY)


# --- Where notices go ------------------------------------------------------------------------


def addressing(address="Riverside 1", **said):
    return given(Party, REGISTERED).when(set_notices_address, address=address, zone=ZONE, **said)


def test_notices_reach_a_party_at_an_address_that_is_disclosed():
    addressing(email="clerk@jokikyla.example", effective_from=JUNE).then(
        NoticesAddressSet(
            address=Disclosed("Riverside 1"),
            email=Disclosed("clerk@jokikyla.example"),
            effective_from=JUNE,
        )
    )
    addressing().then(NoticesAddressSet(address=Disclosed("Riverside 1"), effective_from=TODAY))


def test_notices_need_an_address():
    addressing(" ").then_refused(Refused, "notices need an address")


@pytest.mark.parametrize("email", ["", "clerk", "@example.org", "clerk@"])
def test_an_e_mail_address_is_one(email):
    addressing(email=email).then_refused(Refused, "no e-mail address")


# --- Whether it acts -------------------------------------------------------------------------


def resting(*history, **said):
    return given(Party, REGISTERED, *history).when(deactivate, zone=ZONE, **(WHY | said))


def waking(*history, **said):
    return given(Party, REGISTERED, *history).when(reactivate, zone=ZONE, **(WHY | said))


def test_a_party_is_deactivated_and_reactivated_from_a_day_on():
    resting().then(PartyDeactivated(effective_from=TODAY))
    waking(RESTING).then(PartyReactivated(effective_from=TODAY))
    resting(RESTING, PartyReactivated(effective_from=TODAY), effective_from=JUNE).then(
        PartyDeactivated(effective_from=JUNE)
    )


def test_it_takes_a_reason():
    for told in (resting(reason=None), waking(RESTING, reason=None)):
        told.then_refused(Refused, "give the reason")
        assert told.refused.facts == {"field": "reason"}


def test_a_party_is_not_deactivated_or_reactivated_twice():
    resting(RESTING).then_refused(OutOfOrder, "deactivated from 2026-05-01 already")
    waking().then_refused(OutOfOrder, "the party is active")


def test_changes_follow_each_other():
    later = PartyDeactivated(effective_from=JULY)
    waking(later, effective_from=JUNE).then_refused(
        Refused, "the last change holds from 2026-07-01", "from 2026-06-01"
    )


def test_a_deactivated_party_takes_on_nothing_new_while_it_rests():
    found = party(PartyDeactivated(effective_from=JUNE), PartyReactivated(effective_from=JULY))

    found.must_act(TODAY, "it cannot sign")
    found.must_act(JULY, "it cannot sign")
    with pytest.raises(OutOfOrder, match=r"it cannot sign: .* what binds it goes on"):
        found.must_act(JUNE, "it cannot sign")


# --- Who succeeds it -------------------------------------------------------------------------

HEIR, OTHER = party(id=TRUST), party(id=CLUB)
MERGED = PartySucceeded(kind=SuccessionKind.MERGED, successors=(TRUST,), effective_from=JUNE)


def succeeding(*history, kind=SuccessionKind.MERGED, successors=(HEIR,), **said):
    said = {"effective_from": JUNE, **WHY, **said}
    return given(Party, REGISTERED, *history).when(
        record_succession, kind=kind, successors=successors, zone=ZONE, **said
    )


def test_a_party_merges_into_another():
    succeeding().then(MERGED)


def test_a_party_splits_into_several():
    succeeding(kind=SuccessionKind.SPLIT, successors=(HEIR, OTHER)).then(
        PartySucceeded(kind=SuccessionKind.SPLIT, successors=(TRUST, CLUB), effective_from=JUNE)
    )


def test_a_part_splits_off_from_a_party_that_lives_on_and_can_split_or_merge_later():
    off = PartySucceeded(
        kind=SuccessionKind.SPLIT, successors=(TRUST,), lives_on=True, effective_from=JUNE
    )
    told = succeeding(kind=SuccessionKind.SPLIT, lives_on=True)

    told.then(off)
    assert told.state.there_on(JUNE)
    told.state.must_act(JUNE, "it cannot sign")
    succeeding(off, kind=SuccessionKind.SPLIT, lives_on=True).then(off)
    merged = succeeding(off)
    merged.then(MERGED)
    assert not merged.state.there_on(JUNE)
    with pytest.raises(OutOfOrder, match=f"was succeeded on 2026-06-01 by {TRUST}"):
        merged.state.must_act(JUNE, "it cannot sign")


def test_each_successor_tells_it_too():
    assert begin_succession(party(id=CITY), MERGED) == SuccessionBegun(
        kind=SuccessionKind.MERGED, predecessor=CITY, effective_from=JUNE
    )


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"successors": (HEIR, OTHER)}, "exactly one successor, and 2 are named"),
        ({"successors": ()}, "exactly one successor"),
        ({"kind": SuccessionKind.SPLIT}, "two successors or more"),
        ({"kind": SuccessionKind.SPLIT}, "say lives_on"),
        ({"lives_on": True}, "a party that merges does not live on"),
        ({"kind": SuccessionKind.SPLIT, "lives_on": True, "successors": ()}, "two successors"),
        ({"kind": SuccessionKind.SPLIT, "successors": (HEIR, HEIR)}, "named once"),
        ({"successors": (party(),)}, "does not succeed itself"),
        ({"reason": None}, "with its reason"),
    ],
)
def test_a_succession_that_cannot_be_is_refused(said, words):
    succeeding(**said).then_refused(Refused, words)


def test_a_party_is_succeeded_once():
    succeeding(MERGED).then_refused(OutOfOrder, "succeeded from 2026-06-01 already")


def test_who_is_gone_or_takes_on_nothing_succeeds_nobody():
    succeeding(successors=(party(RESTING, id=TRUST),)).then_refused(OutOfOrder, "is deactivated")
    gone = PartySucceeded(kind=SuccessionKind.MERGED, successors=(CLUB,), effective_from=JUNE)
    succeeding(successors=(party(gone, id=TRUST),)).then_refused(
        OutOfOrder, f"was succeeded on 2026-06-01 by {CLUB}"
    )


def test_what_is_no_party_is_not_changed():
    for command, said in (
        (add_identifier, {"identifier": CODE}),
        (withdraw_identifier, {"number": 1}),
        (record_member, {"person": ADA}),
        (end_membership, {"membership": 1}),
        (set_notices_address, {"address": "Riverside 1"}),
        (deactivate, WHY),
        (reactivate, WHY),
        (record_succession, {"kind": SuccessionKind.MERGED, "successors": (HEIR,), **WHY}),
    ):
        given(Party).when(command, zone=ZONE, **said).then_refused(NotFound, "there is no party")
