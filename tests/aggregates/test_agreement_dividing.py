"""The place of a party that split is divided: each successor has its share, and nobody else weighs otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from tests import partnership as p
from tests.aggregates.test_agreement_succession import gone
from tests.partnership import CITY, CLUB, EVE, TERMS, TRUST
from tests.story import given

from accord.aggregates.agreement import Agreement, divide, succeed
from accord.aggregates.agreement import events as e
from accord.aggregates.effect import RetroactiveUnflagged
from accord.aggregates.party import Party, SuccessionKind
from accord.errors import OutOfOrder, Refused
from accord.rules import Measure

TODAY, JUNE, JULY = date(2026, 5, 4), date(2026, 6, 1), date(2026, 7, 1)
SPLIT = gone(CLUB, EVE, kind=SuccessionKind.SPLIT)


def weight(value):
    return (Measure("weight", Decimal(value)),)


def beside(*successors, from_=TODAY):
    """The city, from which these split off, and which lives on."""
    found = gone(*successors, kind=SuccessionKind.SPLIT, from_=from_)
    found.successions = [replace(each, lives_on=True) for each in found.successions]
    return found


def dividing(*history, predecessor=SPLIT, successor=CLUB, **said):
    usual = {"post": "secretary", "title": "Secretary", "measures": weight("0.5")}
    return given(Agreement, *(history or p.in_force())).when(
        divide, predecessor=predecessor, successor=Party(successor), **(usual | said)
    )


def share(from_=TODAY, successor=CLUB, **more):
    usual = {"cls": "funder", "measures": weight("0.5"), "left": weight("2.0"), "post": "secretary"}
    return e.PlaceDivided(
        predecessor=CITY,
        successor=successor,
        title="Secretary",
        effective_from=from_,
        **(usual | more),
    )


@pytest.mark.parametrize("predecessor", [SPLIT, beside(CLUB)], ids=["split", "lives on"])
def test_a_successor_has_a_share_of_the_place_in_its_class_and_the_rest_is_left(predecessor):
    dividing(predecessor=predecessor).then(share())
    dividing(predecessor=predecessor, cls="provider", effective_from=JUNE).then(
        share(JUNE, cls="provider")
    )


def test_from_its_day_on_there_is_one_party_more_and_together_they_weigh_what_the_one_did():
    found = p.agreement(*p.in_force(share(JUNE)))
    before, after = found.terms_on(TODAY), found.terms_on(JUNE)

    assert before == found.terms
    assert found.parties_on(JUNE) == (CITY, TRUST, CLUB)
    assert after.party(CITY) == replace(TERMS.party(CITY), measures=weight("2.0"))
    assert (after.party(CLUB).cls, after.party(CLUB).measures) == ("funder", weight("0.5"))
    assert (after.post("secretary").party, after.signatory_of(CLUB).post) == (CLUB, "secretary")
    assert {seat.party for seat in after.bodies[0].seats} == {CITY, TRUST}
    assert found.acting_for(CITY, JUNE) == CITY


def test_the_last_successor_takes_what_the_others_left():
    told = given(Agreement, p.in_force(share())).when(succeed, predecessor=SPLIT, successor=EVE)
    told.then(e.PlaceSucceeded(predecessor=CITY, successor=EVE, effective_from=TODAY))

    after = told.state.terms_on(TODAY)
    assert told.state.parties_on(TODAY) == (EVE, TRUST, CLUB)
    assert after.party(EVE).measures == weight("2.0")
    assert after.signatory_of(EVE).post == "mayor"


def test_a_share_that_was_said_before_for_a_later_day_comes_out_of_the_place_whoever_has_it_then():
    taken = e.PlaceSucceeded(predecessor=CITY, successor=EVE, effective_from=JUNE)
    found = p.agreement(*p.in_force(share(JULY), taken))

    assert found.terms_on(JUNE).party(EVE).measures == weight("2.5")
    assert found.terms_on(JULY).party(EVE).measures == weight("2.0")
    assert found.terms_on(JULY).party(CLUB).measures == weight("0.5")


def test_a_place_without_measures_is_shared_without_any():
    split = gone(CLUB, EVE, kind=SuccessionKind.SPLIT, party=TRUST)
    expected = e.PlaceDivided(
        predecessor=TRUST,
        successor=CLUB,
        cls="provider",
        post="secretary",
        title="Secretary",
        effective_from=TODAY,
    )
    split.id = TRUST
    dividing(predecessor=split, measures=()).then(expected)


def test_each_measure_is_divided_once_and_never_more_than_there_is():
    for measures in ((), weight("0.5") * 2, (Measure("population", Decimal(1)),)):
        told = dividing(measures=measures)
        told.then_refused(Refused, "say of each measure of the place once", "it has weight")
        assert told.refused.facts == {"field": "measures"}
    for value in ("0", "2.6"):
        dividing(measures=weight(value)).then_refused(Refused, "the place has weight 2.5", value)
    dividing(measures=weight("2.5")).then(share(measures=weight("2.5"), left=weight("0.0")))


def test_after_a_merger_the_whole_place_passes():
    dividing(predecessor=gone(CLUB)).then_refused(Refused, "merged, so that its whole place passes")


def test_a_division_rests_on_the_split_that_the_register_records():
    dividing(successor=TRUST).then_refused(Refused, f"does not record that party {TRUST} succeeds")
    dividing(predecessor=beside(CLUB, from_=JUNE)).then_refused(
        Refused, "succeeded from 2026-06-01"
    )
    past = beside(CLUB, from_=p.STARTS)
    dividing(predecessor=past, effective_from=p.STARTS).then_refused(RetroactiveUnflagged)


def test_a_place_is_divided_while_it_is_one_of_an_agreement_that_binds():
    dividing(p.opened()).then_refused(OutOfOrder, "no place in it passes to a successor")
    taken = e.PlaceSucceeded(predecessor=CITY, successor=EVE, effective_from=TODAY)
    dividing(p.in_force(taken)).then_refused(OutOfOrder, "it has no place that could pass")


def test_a_party_has_its_share_once_and_a_post_of_its_own():
    dividing(p.in_force(share())).then_refused(OutOfOrder, "is a party of this agreement")
    dividing(post="warden").then_refused(Refused, "constitutes a post warden already")


def test_the_place_of_a_party_that_lives_on_stays_its_own():
    told = given(Agreement, p.in_force()).when(succeed, predecessor=beside(CLUB), successor=CLUB)
    told.then_refused(OutOfOrder, f"party {CITY} lives on", "record at the divisions")
