"""The place of a party passes to its successor; what was signed stays signed by the predecessor."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa
from tests import partnership as p
from tests.living import living, noticed
from tests.partnership import CITY, CLUB, EVE, TERMS, TRUST
from tests.story import given, recorded, standing

from accord import projections
from accord.aggregates.agreement import Agreement, succeed
from accord.aggregates.agreement import events as e
from accord.aggregates.agreement.terms import Contribution, Means, ReservedMatter
from accord.aggregates.effect import RetroactiveUnflagged
from accord.aggregates.party import (
    Party,
    PartyKind,
    PartyRegistered,
    PartySucceeded,
    SuccessionKind,
)
from accord.errors import NotFound, OutOfOrder, Refused
from accord.projections.agreements import agreements
from accord.projections.agreements.terms import terms_on
from accord.projections.views import metadata

TODAY, JUNE, JULY = date(2026, 5, 4), date(2026, 6, 1), date(2026, 7, 1)
REGISTERED = PartyRegistered(kind=PartyKind.PUBLIC_AGENCY, legal_name="City of Jokikylä")


def gone(*successors, kind=SuccessionKind.MERGED, from_=TODAY, party=CITY):
    """A party that others succeed from a day on."""
    event = PartySucceeded(kind=kind, successors=successors, effective_from=from_)
    return standing(Party, REGISTERED, event, id=party)


def succeeding(*history, predecessor=None, successor=CLUB, **said):
    return given(Agreement, *(history or p.in_force())).when(
        succeed, predecessor=predecessor or gone(CLUB), successor=successor, **said
    )


def taken(successor=CLUB, from_=TODAY, predecessor=CITY):
    return e.PlaceSucceeded(predecessor=predecessor, successor=successor, effective_from=from_)


def test_the_successor_stands_in_the_place_of_a_party_from_a_day_on():
    succeeding().then(taken())
    succeeding(effective_from=JUNE).then(taken(from_=JUNE))


def test_one_of_several_successors_takes_the_place():
    split = gone(CLUB, EVE, kind=SuccessionKind.SPLIT)
    succeeding(predecessor=split).then(taken())


def test_the_register_must_record_the_succession():
    never = standing(Party, REGISTERED, id=CITY)
    for predecessor in (never, gone(TRUST)):
        told = succeeding(predecessor=predecessor)
        told.then_refused(Refused, f"does not record that party {CLUB} succeeds party {CITY}")
        assert told.refused.facts == {"field": "successor"}


def test_a_place_does_not_pass_before_the_day_of_the_succession():
    succeeding(predecessor=gone(CLUB, from_=JUNE)).then_refused(
        Refused, "succeeded from 2026-06-01", "before, from 2026-05-04"
    )


def test_a_place_does_not_pass_from_an_earlier_day_unless_that_is_said():
    earlier = gone(CLUB, from_=p.STARTS)
    succeeding(predecessor=earlier, effective_from=p.STARTS).then_refused(RetroactiveUnflagged)
    past = {"retroactive": True, "reason": "Recorded late."}
    succeeding(predecessor=earlier, effective_from=p.STARTS, **past).then(taken(from_=p.STARTS))


@pytest.mark.parametrize("history", [p.drafted(), p.adopted(), p.opened()])
def test_before_the_conclusion_there_is_no_place_to_pass(history):
    succeeding(history).then_refused(OutOfOrder, "no place in it passes to a successor")


def test_no_place_passes_once_the_agreement_is_over():
    succeeding(effective_from=p.ENDS).then_refused(OutOfOrder, "and it is expired")


def test_what_is_no_agreement_has_no_places():
    given(Agreement).when(succeed, predecessor=gone(CLUB), successor=CLUB).then_refused(NotFound)


def test_a_place_passes_once():
    split = gone(CLUB, EVE, kind=SuccessionKind.SPLIT)
    told = succeeding(p.in_force(taken()), predecessor=split, successor=EVE)

    told.then_refused(OutOfOrder, "is no party of this agreement on 2026-05-04")
    assert told.refused.facts == {"field": "predecessor"}


def test_after_a_merger_a_party_in_its_own_right_takes_up_the_place():
    succeeding(predecessor=gone(TRUST), successor=TRUST).then(taken(TRUST))


def test_after_a_split_the_parties_agree_what_becomes_of_the_place_of_a_party_in_its_own_right():
    split = gone(TRUST, CLUB, kind=SuccessionKind.SPLIT)
    succeeding(predecessor=split, successor=TRUST).then_refused(
        OutOfOrder, f"{TRUST} is a party of this agreement in its own right", "by an amendment"
    )


# --- What the terms say then -----------------------------------------------------------------

MATTERS = (
    ReservedMatter(key="sale", title="Sale", body="board", cls="spending", parties=(CITY, TRUST)),
)


def agreement(*later, **changes):
    found = p.agreement(*p.in_force(*later))
    found.terms = replace(found.terms, **changes)
    return found


def test_class_weights_signatory_posts_and_seats_stay_as_they_were():
    found = agreement(taken(from_=JUNE), reserved_matters=MATTERS)
    before, after = found.terms_on(TODAY), found.terms_on(JUNE)

    assert before == found.terms
    assert after.party(CITY) is None
    assert after.party(CLUB) == replace(TERMS.parties[0], party=CLUB)
    assert after.signatory_of(CLUB).post == "mayor"
    assert after.post("mayor").party == after.post("city-1").party == CLUB
    assert after.reserved_matters[0].parties == (CLUB, TRUST)
    assert found.parties_on(JUNE) == (CLUB, TRUST)
    assert after.bodies[0].rules == TERMS.bodies[0].rules
    assert after.clauses == TERMS.clauses


def test_a_party_in_its_own_right_keeps_its_one_entry_and_its_own_signatory():
    found = agreement(taken(TRUST), reserved_matters=MATTERS)
    after = found.terms_on(TODAY)

    assert found.parties_on(TODAY) == (TRUST,)
    assert after.party(TRUST) == TERMS.party(TRUST)
    assert after.signatory_of(TRUST).post == "warden"
    assert {seat.party for seat in after.bodies[0].seats} == {TRUST}
    assert after.reserved_matters[0].parties == (TRUST,)


def test_successions_follow_each_other():
    found = agreement(taken(from_=JULY, successor=EVE, predecessor=CLUB), taken(from_=JUNE))

    assert found.parties_on(JUNE) == (CLUB, TRUST)
    assert found.parties_on(JULY) == (EVE, TRUST)
    for party, day, acts in (
        (CITY, TODAY, CITY),
        (CITY, JUNE, CLUB),
        (CITY, JULY, EVE),
        (CLUB, TODAY, CLUB),
        (CLUB, JULY, EVE),
        (TRUST, JULY, TRUST),
    ):
        assert found.acting_for(party, day) == acts


def test_what_was_signed_stays_signed_by_the_predecessor():
    found = agreement(taken())

    assert set(found.signing.signed_on) == {CITY, TRUST}


def test_what_was_due_from_the_predecessor_is_due_from_the_successor():
    due = Contribution(key="grant", party=CITY, title="Grant", means=Means.CASH, due_on=(JULY,))
    found = agreement(taken(), contributions=(due,))

    assert found.terms_on(TODAY).contributions == (replace(due, party=CLUB),)


# --- What was recorded before of days after it -------------------------------------------------

LATER = date(2027, 1, 1)
LEFT = e.PartyWithdrew(effective_from=LATER, party=CITY, notice=1)
MONEY = e.ProvisionAmended(
    effective_from=LATER,
    amendment=p.AMENDMENT,
    contribution=Contribution(key="c", title="A gift", party=CITY, means=Means.CASH),
)


def shown(history, day):
    engine = sa.create_engine("sqlite://")
    with engine.begin() as conn:
        metadata.create_all(conn)
        projections.follow(conn, list(enumerate(recorded(p.AGREEMENT, history), 1)))
        document = agreements.read(conn, p.AGREEMENT)
    engine.dispose()
    return document | terms_on(document, day.isoformat())


def test_what_a_party_was_to_do_later_its_successor_does():
    history = living(noticed(), LEFT, MONEY, taken())
    told = standing(Agreement, history)
    assert told.parties_on(TODAY) == (CLUB, TRUST)
    assert told.parties_on(LATER) == (TRUST,)
    assert [each.party for each in told.terms_on(LATER).contributions] == [CLUB]

    read = shown(history, LATER)
    assert [each["party"] for each in read["parties"]] == [str(TRUST)]
    assert [each["party"] for each in read["contributions"]] == [str(CLUB)]


def test_a_party_in_its_own_right_stays_when_the_place_that_it_took_up_is_left():
    history = living(noticed(), LEFT, taken(TRUST))
    assert standing(Agreement, history).parties_on(LATER) == (TRUST,)
    assert [each["party"] for each in shown(history, LATER)["parties"]] == [str(TRUST)]
