"""Adoption fixes the text, the parties sign it, and the last signature concludes the agreement."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from tests import partnership as p
from tests.partnership import ADA, BEN, CITY, CLEO, CLUB, EVE, TERMS, TEXT_HASH, TRUST
from tests.story import given, happened

from accord.aggregates.agreement import (
    Agreement,
    Signatory,
    Stage,
    Term,
    adopt_text,
    open_for_signature,
    sign,
)
from accord.aggregates.agreement import events as e
from accord.aggregates.agreement.concluding import WrongText
from accord.aggregates.agreement.provisions import Contradiction
from accord.aggregates.effect import RetroactiveUnflagged
from accord.aggregates.role import RoleResigned
from accord.errors import NotEntitled, NotFound, OutOfOrder, Refused

SIGNING = datetime(2026, 3, 3, 9, tzinfo=UTC)
DAY = date(2026, 3, 3)
THEN = datetime(2026, 3, 2, 9, tzinfo=UTC)
TICK = timedelta(microseconds=1)
LATE = datetime(2026, 3, 3, 22, 30, tzinfo=UTC)
"""Half past midnight in Helsinki, still the third of March in London."""
FEBRUARY = date(2026, 2, 1)


def mayor(holder=ADA, from_=FEBRUARY, until=None, *later):
    return p.role("mayor", p.held("mayor", holder, CITY, from_, until), *later)


def warden(holder=CLEO, from_=FEBRUARY, until=None):
    return p.role("warden", p.held("warden", holder, TRUST, from_, until))


def adopting(*history, **said):
    return given(Agreement, *history).when(adopt_text, **said)


def opening(*history, deadline=None, **said):
    return given(Agreement, *history).when(
        open_for_signature, deadline=deadline, at=SIGNING, **said
    )


def signing(*history, at=SIGNING, **said):
    usual = {
        "party": TRUST,
        "signatory": CLEO,
        "role": warden(),
        "text_hash": TEXT_HASH,
        "capacity": "Warden",
    }
    return given(Agreement, *history).when(sign, at=at, **(usual | said))


def trust_signs(on=DAY, **more):
    return p.signed(TRUST, CLEO, "warden", on, **more)


def concluded(on=DAY):
    return e.AgreementConcluded(concluded_on=on)


def binding(from_=p.STARTS, until=p.ENDS):
    return e.EntryIntoForceFixed(effective_from=from_, effective_to=until)


# --- Adoption --------------------------------------------------------------------------------


def test_adoption_fixes_the_hashes_of_text_and_terms():
    adopting(p.drafted()).then(e.TextAdopted(text_hash=TEXT_HASH, terms_hash=TERMS.hash()))


def test_there_must_be_a_text_to_adopt():
    adopting(p.drafted(clauses=())).then_refused(Refused, "the draft has no clause")


def test_every_party_needs_a_signatory_before_the_text_is_adopted():
    adopting(p.drafted(signatories=(Signatory(party=CITY, post="mayor"),))).then_refused(
        Contradiction, f"party {TRUST} has no signatory"
    )


def test_a_text_is_adopted_once():
    adopting(p.adopted()).then_refused(OutOfOrder, "must be draft", "and it is adopted")


def test_what_was_never_drafted_is_not_adopted():
    adopting().then_refused(NotFound, "there is no agreement")


def test_a_text_is_adopted_after_its_last_draft():
    *earlier, last = p.drafted()
    history = [*earlier, happened(last, at=THEN)]
    adopting(history, occurred_at=THEN - TICK).then_refused(
        OutOfOrder, "before its last draft, which was not before 2026-03-02T09:00:00.000000Z"
    )
    assert adopting(history, occurred_at=THEN).refused is None


# --- Opening for signature -------------------------------------------------------------------


@pytest.mark.parametrize("deadline", [None, DAY, date(2026, 6, 1)])
def test_an_adopted_text_is_opened_for_signature(deadline):
    opening(p.adopted(), deadline=deadline).then(e.OpenedForSignature(deadline=deadline))


def test_a_deadline_that_has_passed_is_refused():
    opening(p.adopted(), deadline=date(2026, 3, 2)).then_refused(
        Refused, "the deadline 2026-03-02 has passed on 2026-03-03"
    )


def test_a_draft_is_not_opened_for_signature():
    opening(p.drafted()).then_refused(OutOfOrder, "must be adopted", "and it is draft")


def test_an_agreement_is_opened_for_signature_once():
    opening(p.opened()).then_refused(OutOfOrder, "it is open for signature")


def test_a_text_is_opened_for_signature_after_its_adoption():
    *drafts, fixed = p.adopted()
    history = [*drafts, happened(fixed, at=THEN)]
    opening(history, occurred_at=THEN - TICK).then_refused(
        OutOfOrder, "before the adoption of the text"
    )
    opening(history, occurred_at=THEN).then(e.OpenedForSignature())


# --- Signing ---------------------------------------------------------------------------------


def test_the_first_signature_concludes_nothing_yet():
    signing(p.opened()).then(trust_signs())


def test_a_signature_may_name_its_counterpart():
    signing(p.opened(), counterpart="Finnish").then(trust_signs(counterpart="Finnish"))


def test_the_last_signature_concludes_the_agreement_and_fixes_its_entry_into_force():
    told = signing(p.opened(), p.CITY_SIGNED)

    told.then(trust_signs(), concluded(), binding())
    assert told.state.stage(date(2026, 3, 31)) is Stage.CONCLUDED
    assert told.state.stage(date(2026, 4, 1)) is Stage.IN_FORCE


def test_without_a_start_the_agreement_binds_from_its_conclusion_and_without_an_end_for_ever():
    signing(p.opened(term=Term()), p.CITY_SIGNED).then(
        trust_signs(), concluded(), binding(DAY, None)
    )


def test_the_agreement_is_concluded_on_the_day_of_the_latest_signature():
    later = p.signed(CITY, ADA, "mayor", date(2026, 3, 9))
    signing(p.opened(), later).then(trust_signs(), concluded(date(2026, 3, 9)), binding())


def test_a_term_that_began_before_the_last_signature_is_retroactive_and_must_be_said_to_be():
    history = p.opened(term=Term(starts_on=date(2026, 1, 1))), p.CITY_SIGNED
    signing(*history).then_refused(RetroactiveUnflagged, "from 2026-01-01, before today")
    signing(*history, retroactive=True, reason="So agreed.").then(
        trust_signs(), concluded(), binding(date(2026, 1, 1), None)
    )


def test_an_agreement_whose_term_has_passed_is_not_concluded():
    signing(p.opened(term=Term(ends_on=DAY)), p.CITY_SIGNED).then_refused(
        Refused, "the term would end on 2026-03-03"
    )


def test_only_the_adopted_text_is_signed():
    told = signing(p.opened(), text_hash="0" * 64)

    told.then_refused(WrongText, "is not that of the adopted text")
    assert told.refused.facts["adopted"] == TEXT_HASH


def test_only_a_party_signs():
    signing(p.opened(), party=CLUB).then_refused(NotEntitled, f"{CLUB} is no party")


def test_nobody_signs_twice():
    signing(p.opened(), trust_signs()).then_refused(OutOfOrder, f"{TRUST} has already signed")


def test_nobody_signs_what_is_concluded():
    signing(p.in_force()).then_refused(OutOfOrder, "cannot be signed", "it is concluded")


def test_nobody_signs_what_is_not_opened():
    signing(p.adopted()).then_refused(OutOfOrder, "must be open for signature", "it is adopted")


@pytest.mark.parametrize(
    "post",
    [
        p.role("warden"),
        p.role("warden", p.post_created("warden"), p.assigned(CLEO, TRUST, FEBRUARY)),
        warden(holder=EVE),
        warden(from_=date(2026, 3, 4)),
        warden(until=DAY),
        p.role("warden", p.held("warden", CLEO, CITY, FEBRUARY)),
    ],
    ids=[
        "vacant",
        "not accepted",
        "another's",
        "from tomorrow",
        "until today",
        "for another party",
    ],
)
def test_only_the_holder_of_the_signatory_post_on_the_day_signs(post):
    signing(p.opened(), role=post).then_refused(
        NotEntitled, f"{CLEO} does not hold the post", "on 2026-03-03"
    )


def test_who_resigned_the_post_signs_no_longer_from_that_day():
    resigned = happened(RoleResigned(assignment=1, effective_to=DAY), by=CLEO)
    post = p.role("warden", p.held("warden", CLEO, TRUST, FEBRUARY), resigned)

    signing(p.opened(), role=post).then_refused(NotEntitled, "does not hold the post warden")
    signing(p.opened(), role=post, at=datetime(2026, 3, 2, 9, tzinfo=UTC)).then(
        trust_signs(date(2026, 3, 2))
    )


def test_the_day_of_signing_is_counted_in_the_zone_of_the_agreement():
    signing(p.opened(), at=LATE).then(trust_signs(date(2026, 3, 4)))
    signing(p.opened(zone="Europe/London"), at=LATE).then(trust_signs(DAY))


def test_at_half_past_midnight_in_helsinki_yesterday_s_warden_signs_no_longer():
    signing(p.opened(), at=LATE, role=warden(until=date(2026, 3, 4))).then_refused(
        NotEntitled, "on 2026-03-04"
    )


def test_the_deadline_is_the_last_day_of_signing():
    signing(p.opened(deadline=DAY)).then(trust_signs())
    signing(p.opened(deadline=DAY), at=LATE).then_refused(
        OutOfOrder, "the time for signing ended on 2026-03-03"
    )


def test_a_signature_on_paper_counts_on_the_day_it_was_given():
    """It is recorded a day late: the holder, the deadline and the conclusion are those of its day."""
    signing(
        p.opened(deadline=DAY, term=Term(starts_on=p.STARTS)),
        p.CITY_SIGNED,
        at=datetime(2026, 3, 4, 9, tzinfo=UTC),
        occurred_on=DAY,
        asserted_by=CLEO,
        role=warden(until=date(2026, 3, 4)),
    ).then(trust_signs(), concluded(), binding(until=None))


def test_nobody_signs_before_the_text_was_opened_for_signature():
    *before, begun = p.opened()
    history = [*before, happened(begun, at=THEN)]
    signing(history, occurred_on=date(2026, 2, 28)).then_refused(
        OutOfOrder, "before the opening for signature"
    )
    signing(history, occurred_on=date(2026, 3, 2)).then(trust_signs(date(2026, 3, 2)))


def test_the_order_in_which_the_parties_signed_is_theirs():
    """The trust's paper of the morning is recorded after the city's signature of the afternoon."""
    city = happened(p.CITY_SIGNED, at=SIGNING)
    signing(p.opened(), city, at=LATE, occurred_at=SIGNING - TICK).then(
        trust_signs(), concluded(), binding()
    )


def test_nobody_signs_for_a_post_of_the_other_party():
    signing(p.opened(), party=CITY, signatory=BEN, role=mayor()).then_refused(
        NotEntitled, f"{BEN} does not hold the post mayor"
    )
