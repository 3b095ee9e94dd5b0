"""What is carried takes effect at once, or from a day on, or once each party consented itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from tests import partnership as p
from tests.aftermath import CERTIFIED, JUNE, RESERVED, TODAY, decided, governed, held
from tests.story import NOW, given, happened

from accord.aggregates.agreement import events as e
from accord.aggregates.agreement.terms import Provision
from accord.aggregates.decision import Decision
from accord.aggregates.decision import events as d
from accord.aggregates.decision.consenting import (
    consent,
    lapse_consent,
    refuse_consent,
    take_effect,
)
from accord.aggregates.decision.memory import Stage
from accord.aggregates.effect import RetroactiveUnflagged
from accord.errors import NotEntitled, OutOfOrder, Refused
from accord.rules import Verdict

BOTH = (p.CITY, p.TRUST)
CITY_CONSENTS = d.PartyConsented(party=p.CITY, signatory=p.ADA, post="mayor")
TRUST_CONSENTS = d.PartyConsented(party=p.TRUST, signatory=p.CLEO, post="warden")
TRUST_REFUSES = d.PartyRefusedConsent(party=p.TRUST, signatory=p.CLEO, post="warden")
AFTER = date(2026, 5, 8)
"""A day between the opening of the vote and late."""
LATE = datetime(2026, 5, 12, 9, tzinfo=ZoneInfo(p.ZONE))
LEFT = e.PartyExpelled(effective_from=AFTER, party=p.CITY)
JOINED = e.PartyAcceded(
    effective_from=AFTER,
    party=p.CLUB,
    post="captain",
    title="Captain",
    signatory=p.EVE,
    capacity="Captain",
    text_hash=p.TEXT_HASH,
)
SUCCEEDED = e.PlaceSucceeded(effective_from=AFTER, predecessor=p.CITY, successor=p.CLUB)
MIDNIGHT = datetime(2026, 6, 1, tzinfo=ZoneInfo(p.ZONE))


def taking_effect(verdict=Verdict.CARRIED, cls="ordinary", agreement=None, **said):
    *voted, certificate = p.certified(verdict, cls=cls)
    told = given(Decision, voted).when(
        take_effect, agreement=agreement or governed(), certified=certificate, **said
    )
    return certificate, told


def consenting(*history, command=consent, party=p.TRUST, by=p.CLEO, post="warden", **said):
    return given(Decision, *history).when(
        command, by=by, agreement=governed(), party=party, role=held(post), **said
    )


# --- From when -------------------------------------------------------------------------------


def test_an_ordinary_decision_is_in_effect_from_its_certification():
    certificate, told = taking_effect()

    told.then(certificate)
    assert told.state.stage(NOW) is Stage.EFFECTIVE


def test_a_decision_may_take_effect_on_a_later_day_counted_in_its_zone():
    certificate, told = taking_effect(effective_from=JUNE)

    told.then(replace(certificate, effective_from=JUNE))
    eve = MIDNIGHT.replace(year=2026, month=5, day=31, hour=23)
    assert told.state.stage(eve, p.ZONE) is Stage.CERTIFIED
    assert told.state.stage(MIDNIGHT, p.ZONE) is Stage.EFFECTIVE


def test_effect_from_an_earlier_day_must_be_said_to_be_retroactive():
    earlier = date(2026, 5, 1)
    _, told = taking_effect(effective_from=earlier)
    told.then_refused(RetroactiveUnflagged)
    certificate, told = taking_effect(effective_from=earlier, retroactive=True, reason="As agreed.")
    told.then(replace(certificate, effective_from=earlier))


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (
            date(2026, 3, 31),
            "the agreement is in force from 2026-04-01 up to but without 2029-04-01",
        ),
        (p.ENDS, "the agreement is in force from 2026-04-01 up to but without 2029-04-01"),
    ],
    ids=["before the agreement", "after its term"],
)
def test_nothing_holds_before_there_was_an_agreement_nor_after_its_end(day, words):
    *voted, certificate = p.certified(Verdict.CARRIED)
    past = {"retroactive": True, "reason": "As agreed."}
    asked = {"agreement": governed(), "certified": certificate}
    told = given(Decision, voted)
    told.when(take_effect, effective_from=day, **asked, **past).then_refused(
        Refused, f"this cannot hold from {day}", words
    )


@pytest.mark.parametrize("day", [date(2026, 4, 1), date(2029, 3, 31)])
def test_it_may_hold_from_before_the_motion_and_from_the_last_day_of_the_agreement(day):
    tabled, *voted, certificate = p.certified(Verdict.CARRIED)
    moved = happened(tabled, at=datetime(2026, 5, 3, 9, tzinfo=ZoneInfo(p.ZONE)))
    past = {"retroactive": True, "reason": "As agreed."}
    given(Decision, moved, voted).when(
        take_effect, agreement=governed(), certified=certificate, effective_from=day, **past
    ).then(replace(certificate, effective_from=day))


def test_what_is_lost_takes_no_effect():
    certificate, told = taking_effect(Verdict.LOST, cls="spending")
    told.then(certificate)
    assert told.state.stage(NOW) is Stage.CERTIFIED
    taking_effect(Verdict.LOST, effective_from=JUNE)[1].then_refused(
        Refused, "nothing takes effect"
    )


# --- Reserved matters ------------------------------------------------------------------------


def test_a_reserved_matter_awaits_the_consent_of_every_party():
    certificate, told = taking_effect(cls="spending")

    told.then(replace(certificate, consents=BOTH))
    assert told.state.stage(NOW) is Stage.AWAITING_CONSENT


def test_a_matter_may_be_reserved_to_some_parties():
    mine = governed(reserved_matters=(replace(RESERVED, parties=(p.TRUST,)),))
    certificate, told = taking_effect(cls="spending", agreement=mine)
    told.then(replace(certificate, consents=(p.TRUST,)))


@pytest.mark.parametrize(
    ("event", "needed"),
    [
        (LEFT, (p.TRUST,)),
        (JOINED, BOTH),
        (SUCCEEDED, (p.CLUB, p.TRUST)),
        ([LEFT, replace(LEFT, party=p.TRUST)], ()),
    ],
    ids=["one left", "one joined", "one was succeeded", "all left"],
)
def test_a_matter_is_reserved_to_the_parties_of_the_opening_that_are_party_still(event, needed):
    mine = p.agreement(p.in_force(event, reserved_matters=(RESERVED,)))
    certificate, told = taking_effect(cls="spending", agreement=mine, at=LATE)
    told.then(replace(certificate, consents=needed))


def test_whom_it_is_reserved_to_is_what_the_terms_said_when_the_vote_opened():
    said = e.ProvisionAmended(
        amendment=p.AMENDMENT,
        effective_from=AFTER,
        reserved_matter=replace(RESERVED, parties=(p.CITY,)),
    )
    struck = e.ProvisionRepealed(
        amendment=p.AMENDMENT,
        effective_from=AFTER,
        provision=Provision.RESERVED_MATTER,
        key="spending",
    )
    for change in (said, struck):
        mine = p.agreement(p.in_force(change, reserved_matters=(RESERVED,)))
        certificate, told = taking_effect(cls="spending", agreement=mine, at=LATE)
        told.then(replace(certificate, consents=BOTH))


def test_each_party_consents_through_the_holder_of_its_post_and_the_last_lets_it_take_effect():
    told = consenting(decided(consents=BOTH))
    told.then(TRUST_CONSENTS)
    assert told.state.stage(NOW) is Stage.AWAITING_CONSENT

    told = consenting(decided(consents=BOTH), TRUST_CONSENTS, party=p.CITY, by=p.ADA, post="mayor")
    told.then(CITY_CONSENTS)
    assert told.state.stage(NOW) is Stage.EFFECTIVE


def test_with_all_consents_it_still_waits_for_its_day():
    history = decided(consents=BOTH, from_=JUNE)
    told = consenting(history, TRUST_CONSENTS, party=p.CITY, by=p.ADA, post="mayor")
    told.then(CITY_CONSENTS)
    assert told.state.stage(NOW, p.ZONE) is Stage.CERTIFIED


def test_a_party_that_refuses_vetoes_and_says_why():
    told = consenting(decided(consents=BOTH), command=refuse_consent, reason="Too dear.")
    assert told.refused is None
    assert told.events == (TRUST_REFUSES,)
    assert told.state.stage(NOW) is Stage.VETOED
    consenting(decided(consents=BOTH), command=refuse_consent).then_refused(Refused, "the reason")


@pytest.mark.parametrize("command", [consent, refuse_consent])
@pytest.mark.parametrize(
    ("history", "said", "kind", "words"),
    [
        (decided(consents=BOTH), {"by": p.DAN}, NotEntitled, "does not hold the post warden"),
        (decided(consents=BOTH), {"post": "mayor"}, NotEntitled, "does not hold the post mayor"),
        (decided(consents=(p.CITY,)), {}, NotEntitled, "does not need the consent of"),
        ([*decided(consents=BOTH), TRUST_CONSENTS], {}, OutOfOrder, "has already consented"),
        ([*decided(consents=BOTH), TRUST_REFUSES], {}, OutOfOrder, "it is vetoed"),
        (decided(), {}, OutOfOrder, "it is effective"),
        (decided(Verdict.LOST), {}, OutOfOrder, "it is certified"),
    ],
)
def test_nobody_else_consents_and_nobody_twice(command, history, said, kind, words):
    consenting(history, command=command, reason="Too dear.", **said).then_refused(kind, words)


# --- A party that leaves ---------------------------------------------------------------------

LAPSED = d.ConsentLapsed(party=p.CITY)


def lapsing(*history, change=LEFT, party=p.CITY, at=LATE, **said):
    instrument = p.agreement(p.in_force(change, reserved_matters=(RESERVED,)))
    return given(Decision, *history).when(
        lapse_consent, agreement=instrument, party=party, at=at, **said
    )


@pytest.mark.parametrize(
    ("from_", "stage"), [(None, Stage.EFFECTIVE), (JUNE, Stage.CERTIFIED)], ids=["now", "later"]
)
def test_the_consent_of_a_party_that_left_is_awaited_no_longer(from_, stage):
    told = lapsing(decided(consents=BOTH, from_=from_), TRUST_CONSENTS)
    told.then(LAPSED)
    assert told.state.stage(LATE, p.ZONE) is stage
    assert told.state.aftermath.began_on(p.ZONE) == (from_ or LATE.date())

    waiting = lapsing(decided(consents=BOTH))
    waiting.then(LAPSED)
    assert waiting.state.stage(LATE) is Stage.AWAITING_CONSENT
    assert waiting.state.aftermath.awaiting == {p.TRUST}


def test_what_is_held_waits_on_though_nobody_is_asked_any_more():
    told = lapsing(decided(consents=(p.CITY,)), d.DecisionHeld(sponsors=2))
    told.then(LAPSED)
    assert told.state.stage(LATE) is Stage.HELD


def test_who_took_the_place_of_a_party_is_asked_instead():
    told = lapsing(decided(consents=(p.CITY,)), change=SUCCEEDED)
    told.then(replace(LAPSED, successor=p.CLUB))
    assert told.state.stage(LATE) is Stage.AWAITING_CONSENT
    assert told.state.aftermath.awaiting == {p.CLUB}


def test_who_consented_for_itself_is_not_asked_again_in_the_place_of_another():
    merged = replace(SUCCEEDED, successor=p.TRUST)
    told = lapsing(decided(consents=BOTH), TRUST_CONSENTS, change=merged)
    told.then(replace(LAPSED, successor=p.TRUST))
    assert told.state.stage(LATE) is Stage.EFFECTIVE


@pytest.mark.parametrize(
    ("history", "said", "kind", "words"),
    [
        (decided(consents=BOTH), {"party": p.TRUST}, OutOfOrder, "is a party of this agreement"),
        (decided(consents=BOTH), {"at": NOW}, OutOfOrder, "agreement on 2026-05-04"),
        (decided(consents=(p.TRUST,)), {}, NotEntitled, "does not need the consent of"),
        ([*decided(consents=BOTH), LAPSED], {}, NotEntitled, "does not need the consent of"),
        ([*decided(consents=BOTH), CITY_CONSENTS], {}, OutOfOrder, "has already consented"),
        (decided(), {}, OutOfOrder, "it is effective"),
        ([*decided(consents=BOTH), TRUST_REFUSES], {}, OutOfOrder, "it is vetoed"),
    ],
    ids=["another", "not yet", "not needed", "twice", "consented", "in effect", "vetoed"],
)
def test_no_other_consent_lapses_and_none_twice(history, said, kind, words):
    lapsing(history, **said).then_refused(kind, words)


def test_a_consent_comes_after_the_certificate():
    before = CERTIFIED.replace(hour=8)
    consenting(decided(consents=BOTH), occurred_at=before).then_refused(
        OutOfOrder, "before the last act of this decision"
    )
    assert before.date() < TODAY
