"""A reserved matter may need the consent of so many parties, or of those who hold a share, and then days pass."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st
from tests import partnership as p
from tests.aftermath import JUNE, RESERVED, TODAY, decided, governed, held
from tests.aggregates.test_agreement_provisions import with_board
from tests.aggregates.test_decision_consenting import LATE, LEFT, SUCCEEDED
from tests.story import NOW, given, happened

from accord.aggregates.agreement import Agreement, draft_agreement
from accord.aggregates.agreement.provisions import Contradiction, check_terms
from accord.aggregates.consents_needed import ConsentsNeeded
from accord.aggregates.decision import Decision
from accord.aggregates.decision import events as d
from accord.aggregates.decision.consenting import (
    consent,
    lapse_consent,
    refuse_consent,
    take_effect,
)
from accord.aggregates.decision.memory import Stage
from accord.errors import NotEntitled, OutOfOrder
from accord.rules import Measure, Verdict

BOTH = (p.CITY, p.TRUST)
ONE = ConsentsNeeded(at_least=1)
WEIGHTS = (Decimal(55), Decimal(45))
HEAVY = ConsentsNeeded(share="55/100", weights=WEIGHTS)
LATER = ConsentsNeeded(days_after=30)
WEIGHED = tuple(
    replace(entry, measures=(Measure(name="emissions", value=weight),))
    for entry, weight in zip(p.TERMS.parties, WEIGHTS, strict=True)
)
CITY_CONSENTS = d.PartyConsented(party=p.CITY, signatory=p.ADA, post="mayor")
TRUST_CONSENTS = d.PartyConsented(party=p.TRUST, signatory=p.CLEO, post="warden")
THIRTIETH = TODAY + timedelta(days=30)


def reserved(needed=ONE, *later, from_=None):
    """Certified on Friday, it waits for enough of both parties."""
    *voted, certificate = decided(consents=BOTH, from_=from_)
    event = replace(certificate.event, consents_needed=needed)
    return [*voted, replace(certificate, event=event), *(happened(each, at=NOW) for each in later)]


def answering(history, party=p.CITY, command=consent, **said):
    post, by = ("mayor", p.ADA) if party == p.CITY else ("warden", p.CLEO)
    return given(Decision, history).when(
        command, by=by, agreement=governed(), party=party, role=held(post), **said
    )


# --- It is said in the certificate -----------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "needed"),
    [
        ({}, None),
        ({"at_least": 1}, ONE),
        ({"share": "55/100", "measure": "emissions"}, HEAVY),
        ({"days_after": 30}, LATER),
    ],
)
def test_the_certificate_says_which_part_of_the_parties_is_enough(changes, needed):
    *voted, certificate = p.certified(Verdict.CARRIED, cls="spending")
    agreement = governed(parties=WEIGHED, reserved_matters=(replace(RESERVED, **changes),))
    told = given(Decision, voted).when(take_effect, agreement=agreement, certified=certificate)
    told.then(replace(certificate, consents=BOTH, consents_needed=needed))
    assert told.state.stage(NOW) is Stage.AWAITING_CONSENT


# --- Enough ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("needed", "party", "enough"),
    [
        (ONE, p.TRUST, True),
        (HEAVY, p.CITY, True),
        (HEAVY, p.TRUST, False),
        (replace(HEAVY, share="551/1000"), p.CITY, False),
        (replace(HEAVY, at_least=1), p.CITY, True),
        (replace(HEAVY, at_least=1), p.TRUST, False),
        (LATER, p.CITY, False),
    ],
)
def test_it_takes_effect_with_the_consent_that_is_enough(needed, party, enough):
    told = answering(reserved(needed), party)
    assert told.refused is None
    told.then(*told.events)
    stage = Stage.EFFECTIVE if enough else Stage.AWAITING_CONSENT
    assert told.state.stage(NOW, p.ZONE) is stage


def test_once_it_is_enough_nobody_else_is_asked():
    answering(reserved(ONE, CITY_CONSENTS), p.TRUST).then_refused(OutOfOrder, "it is effective")
    held_ = [*reserved(ONE, CITY_CONSENTS), happened(d.DecisionHeld(sponsors=2), at=NOW)]
    answering(held_, p.TRUST).then_refused(NotEntitled, "does not need the consent of")


@pytest.mark.parametrize("from_", [None, JUNE, date(2026, 7, 1)])
def test_the_days_after_run_from_the_consent_that_is_enough(from_):
    first = answering(reserved(LATER, from_=from_), p.CITY)
    first.then(CITY_CONSENTS)
    told = answering(reserved(LATER, CITY_CONSENTS, from_=from_), p.TRUST)
    told.then(replace(TRUST_CONSENTS, effective_from=THIRTIETH))
    holds = max(THIRTIETH, from_ or THIRTIETH)
    eve = datetime.combine(holds, datetime.min.time(), ZoneInfo(p.ZONE)) - timedelta(hours=1)
    assert told.state.stage(eve, p.ZONE) is Stage.CERTIFIED
    assert told.state.stage(eve + timedelta(hours=1), p.ZONE) is Stage.EFFECTIVE


# --- A refusal -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("needed", "party", "suffice"),
    [(ONE, p.CITY, True), (HEAVY, p.CITY, False), (HEAVY, p.TRUST, True), (LATER, p.CITY, False)],
)
def test_a_refusal_vetoes_where_the_others_are_not_enough(needed, party, suffice):
    told = answering(reserved(needed), party, refuse_consent, reason="Too dear.")
    assert told.refused is None
    told.then(*told.events)
    assert told.events[0].others_suffice is suffice
    stage = Stage.AWAITING_CONSENT if suffice else Stage.VETOED
    assert told.state.stage(NOW, p.ZONE) is stage


def test_the_last_that_could_still_make_it_enough_vetoes():
    refused = d.PartyRefusedConsent(
        party=p.TRUST, signatory=p.CLEO, post="warden", others_suffice=True
    )
    told = answering(reserved(ONE, refused), p.CITY, refuse_consent, reason="Too dear.")
    told.then(*told.events)
    assert told.state.stage(NOW) is Stage.VETOED
    answering(reserved(ONE, refused), p.TRUST).then_refused(NotEntitled, "does not need")


# --- A party that leaves ---------------------------------------------------------------------


def lapsing(history, change=LEFT):
    agreement = p.agreement(p.in_force(change, reserved_matters=(RESERVED,)))
    return given(Decision, history).when(lapse_consent, agreement=agreement, party=p.CITY, at=LATE)


def test_who_left_weighs_nothing_any_more_and_the_rest_may_be_enough():
    told = lapsing(reserved(replace(HEAVY, days_after=30), TRUST_CONSENTS))
    told.then(d.ConsentLapsed(party=p.CITY, effective_from=LATE.date() + timedelta(days=30)))
    assert told.state.stage(LATE, p.ZONE) is Stage.CERTIFIED


def test_who_took_its_place_weighs_what_it_weighed():
    told = lapsing(reserved(HEAVY), SUCCEEDED)
    told.then(d.ConsentLapsed(party=p.CITY, successor=p.CLUB))
    assert told.state.aftermath.consents.asked == {p.TRUST: Decimal(45), p.CLUB: Decimal(55)}
    assert told.state.aftermath.awaiting == {p.CLUB, p.TRUST}


# --- Counted exactly -------------------------------------------------------------------------

parties = st.dictionaries(st.uuids(), st.decimals(0, 1000, places=2), max_size=5)
needs = st.builds(
    ConsentsNeeded,
    at_least=st.integers(0, 4),
    share=st.sampled_from(["", "1/3", "1/2", "55/100", "1"]),
)


@drawn(needs, parties, st.randoms())
def test_more_consents_are_never_less_and_those_of_all_are_always_enough(needed, asked, lots):
    order: list[UUID] = list(asked)
    lots.shuffle(order)
    met = [needed.are_met(asked, set(order[:n])) for n in range(len(order) + 1)]
    assert met == sorted(met)
    assert met[-1]


@drawn(parties, st.sampled_from(["1/3", "1/2", "55/100", "1"]), st.randoms())
def test_a_share_is_reached_exactly_at_it(asked, share, lots):
    given_ = {party for party in asked if lots.random() < 0.5}
    have = sum((Fraction(asked[party]) for party in given_), Fraction())
    whole = sum(map(Fraction, asked.values()), Fraction())
    reached = have >= Fraction(share) * whole if asked else True
    assert ConsentsNeeded(share=share).are_met(asked, given_) is reached


# --- It is laid down so that it can be given -------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "words", "field"),
    [
        ({"at_least": 3}, "needs the consent of 3 parties, and asks 2", "at_least"),
        ({"at_least": 2, "parties": (p.CITY,)}, "and asks 1", "at_least"),
        ({"at_least": -1}, "0 or more", "at_least"),
        ({"days_after": -1}, "0 or more", "days_after"),
        ({"share": "1/2"}, "names the measure", "measure"),
        ({"measure": "emissions"}, "and a measure the share", "share"),
        ({"share": "3/2", "measure": "emissions"}, "above 0 and up to 1", "share"),
        ({"share": "1/2", "measure": "boats"}, "no party that is asked holds", "measure"),
    ],
)
def test_what_is_reserved_can_be_consented_to(changes, words, field):
    good = replace(RESERVED, at_least=2, share="55/100", measure="emissions", days_after=30)
    check_terms(with_board(parties=WEIGHED, reserved_matters=(good,)))
    terms = with_board(parties=WEIGHED, reserved_matters=(replace(RESERVED, **changes),))

    told = given(Agreement).when(draft_agreement, terms=terms)

    told.then_refused(Contradiction, words)
    assert told.refused.facts["field"] == f"reserved_matters/0/{field}"
