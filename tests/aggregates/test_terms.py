"""The terms of an agreement: said provision by provision, changed from a day on."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st
from tests import partnership as p

from accord.aggregates.agreement import events as e
from accord.aggregates.agreement.terms import (
    BLOCKS,
    PROVIDED,
    SINGLE,
    Body,
    Post,
    Provided,
    Provision,
    Renewal,
    RenewalKind,
    Risk,
    Seat,
    Term,
    Terms,
    provided,
    put,
    stands,
    strike,
)

CLERK = Post(post="clerk", title="Clerk")
FLOOD = Risk(key="flood", title="The river floods", owner=p.CITY)
YEARLY = Renewal(kind=RenewalKind.AUTOMATIC, months=12)


def said(terms: Terms, kind: Provision, value: Any) -> Terms:
    for fact in provided(kind, value):
        terms = put(terms, *Provided(**fact).given)
    return terms


@pytest.mark.parametrize("name", PROVIDED)
def test_exactly_one_kind_of_provision_is_given(name):
    assert Provided(**{name: CLERK}).given == (name, CLERK)


def test_every_kind_of_provision_but_clauses_can_be_said_and_amended():
    kinds = {kind.value for kind in Provision} - {"clause"}

    assert kinds | {"seats", "rule"} == set(PROVIDED)


def test_every_block_of_the_terms_is_one_of_provisions():
    blocks = {block for block, _ in BLOCKS.values()} | {str(kind) for kind in SINGLE} | {"term"}

    assert {field.name for field in fields(Terms)} == blocks | {"title", "zone"}


@pytest.mark.parametrize(
    ("kind", "value", "key"),
    [
        (Provision.POST, CLERK, "clerk"),
        (Provision.RISK, FLOOD, "flood"),
        (Provision.RENEWAL, YEARLY, ""),
    ],
)
def test_a_provision_that_is_said_and_struck_leaves_the_terms_as_they_were(kind, value, key):
    with_it = said(p.TERMS, kind, value)

    assert stands(with_it, kind, key)
    assert not stands(p.TERMS, kind, key)
    assert strike(with_it, kind, key) == p.TERMS


def test_a_provision_said_anew_keeps_its_place():
    again = said(p.TERMS, Provision.POST, Post(post="mayor", title="Lord Mayor", party=p.CITY))

    assert [post.post for post in again.posts] == ["mayor", "warden"]
    assert again.posts[0].title == "Lord Mayor"


def test_a_body_goes_through_in_pieces_and_comes_out_whole():
    seats = tuple(Seat(post=f"s-{n}", title=f"Seat {n}") for n in range(450))
    crowd = Body(id="crowd", name="Crowd", seats=seats, rules=p.BOARD.rules, chair="mayor")

    facts = list(provided(Provision.BODY, crowd))

    assert [len(fact["seats"].seats) for fact in facts if "seats" in fact] == [200, 200, 50]
    assert said(p.TERMS, Provision.BODY, crowd).body("crowd") == crowd


def test_a_body_said_anew_forgets_its_seats_and_rules():
    smaller = replace(p.BOARD, seats=p.BOARD.seats[:2], rules=p.BOARD.rules[:1])

    assert said(p.TERMS, Provision.BODY, smaller).body("board") == smaller


def test_terms_that_say_nothing_new_have_the_hash_of_old_ones():
    assert "renewal" not in p.TERMS.hash()
    assert replace(p.TERMS, renewal=None, risks=()).hash() == p.TERMS.hash()
    assert replace(p.TERMS, renewal=YEARLY).hash() != p.TERMS.hash()


def amended(day: date, **provision: Any) -> e.ProvisionAmended:
    return e.ProvisionAmended(amendment=p.AMENDMENT, effective_from=day, **provision)


def repealed(day: date, kind: Provision, key: str) -> e.ProvisionRepealed:
    return e.ProvisionRepealed(amendment=p.AMENDMENT, effective_from=day, provision=kind, key=key)


MAY, JUNE, JULY = (date(2026, month, 1) for month in (5, 6, 7))


def test_terms_change_on_their_day_and_not_before():
    agreement = p.agreement(p.in_force(amended(JUNE, post=CLERK)))

    assert agreement.terms_on(JUNE - timedelta(days=1)) == p.TERMS
    assert agreement.terms_on(JUNE).post("clerk") == CLERK
    assert agreement.terms == p.TERMS


def test_what_takes_effect_later_wins_whatever_was_recorded_first():
    first, second = Post(post="clerk", title="First"), Post(post="clerk", title="Second")
    history = [amended(JULY, post=second), amended(JUNE, post=first)]

    agreement = p.agreement(p.in_force(*history))

    assert agreement.terms_on(JUNE).post("clerk") == first
    assert agreement.terms_on(JULY).post("clerk") == second


def test_of_two_changes_on_one_day_the_one_recorded_last_wins():
    history = [amended(JUNE, post=CLERK), repealed(JUNE, Provision.POST, "clerk")]

    assert p.agreement(p.in_force(*history)).terms_on(JULY).post("clerk") is None


def test_a_party_struck_from_a_day_is_none_from_then_on():
    agreement = p.agreement(p.in_force(repealed(JUNE, Provision.PARTY, str(p.TRUST))))

    assert agreement.parties_on(MAY) == (p.CITY, p.TRUST)
    assert agreement.parties_on(JUNE) == (p.CITY,)


@drawn(st.permutations([MAY, JUNE, JULY]))
def test_the_order_of_recording_does_not_matter_for_different_days(order):
    posts = {day: Post(post="clerk", title=f"From {day}") for day in (MAY, JUNE, JULY)}

    agreement = p.agreement(p.in_force(*(amended(day, post=posts[day]) for day in order)))

    for day, post in posts.items():
        assert agreement.terms_on(day).post("clerk") == post


def test_a_term_is_a_provision_too():
    longer = Term(starts_on=date(2026, 4, 1), ends_on=date(2031, 4, 1))

    agreement = p.agreement(p.in_force(amended(JUNE, term=longer)))

    assert agreement.terms_on(JUNE).term == longer
    assert strike(agreement.terms_on(JUNE), Provision.TERM, "").term == Term()
