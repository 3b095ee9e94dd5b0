"""Which acts conclude an agreement, when it enters into force, and who is bound from when."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from tests import partnership as p
from tests.partnership import ADA, CITY, CLEO, CLUB, EVE, TERMS, TEXT_HASH, TRUST
from tests.story import given, happened

from accord.aggregates.agreement import (
    Agreement,
    EntryIntoForce,
    PartyTerms,
    Post,
    Signatory,
    Stage,
    Term,
    decline_to_sign,
    deposit_ratification,
    extend_signing,
    sign,
    withdraw_signature,
)
from accord.aggregates.agreement import events as e
from accord.aggregates.agreement.concluding import WrongText
from accord.aggregates.effect import RetroactiveUnflagged
from accord.aggregates.matters import Matter
from accord.errors import NotEntitled, OutOfOrder, Refused
from accord.rules import Measure
from accord.text import Incorporated, Repeal, text_hash

MARCH = datetime(2026, 3, 3, 9, tzinfo=UTC)
DAY = date(2026, 3, 3)
FEBRUARY = date(2026, 2, 1)
APRIL, MAY = date(2026, 4, 1), date(2026, 5, 4)
PEOPLE = {CITY: (ADA, "mayor"), TRUST: (CLEO, "warden"), CLUB: (EVE, "captain")}


def weighing(party, weight):
    return PartyTerms(party=party, measures=(Measure("people", Decimal(weight)),))


def terms(term=None, **entry):
    """Three parties of 60, 30 and 10 thousand people."""
    return {
        "parties": (weighing(CITY, "60"), weighing(TRUST, "30"), weighing(CLUB, "10")),
        "posts": (*TERMS.posts, Post(post="captain", title="Captain", party=CLUB)),
        "signatories": (*TERMS.signatories, Signatory(party=CLUB, post="captain")),
        "term": term or Term(),
        "entry_into_force": EntryIntoForce(**entry),
    }


def role_of(party):
    holder, post = PEOPLE[party]
    return p.role(post, p.held(post, holder, party, FEBRUARY))


def signed(party, on=DAY, **more):
    holder, post = PEOPLE[party]
    return p.signed(party, holder, post, on, **more)


def signing(*history, party=TRUST, at=MARCH, **said):
    usual = {
        "signatory": PEOPLE[party][0],
        "role": role_of(party),
        "capacity": PEOPLE[party][1].title(),
    }
    return given(Agreement, *history).when(
        sign, at=at, party=party, **({"text_hash": TEXT_HASH} | usual | said)
    )


def depositing(*history, party=TRUST, at=MARCH, **said):
    return given(Agreement, *history).when(deposit_ratification, at=at, party=party, **said)


def ratified(party, on=DAY, instrument=None):
    return e.RatificationDeposited(party=party, deposited_on=on, instrument=instrument)


def concluded(on=DAY):
    return e.AgreementConcluded(concluded_on=on)


def binding(from_=DAY, until=None):
    return e.EntryIntoForceFixed(effective_from=from_, effective_to=until)


# --- Which acts conclude ---------------------------------------------------------------------


def test_as_many_parties_conclude_as_the_agreement_asks_for():
    opened = p.opened(**terms(parties=2))
    signing(opened).then(signed(TRUST))
    signing(opened, signed(CITY)).then(signed(TRUST), concluded(), binding())


def test_where_it_does_not_say_how_many_all_parties_conclude():
    opened = p.opened(**terms())
    signing(opened, signed(CITY)).then(signed(TRUST))
    signing(opened, signed(CITY), signed(CLUB)).then(signed(TRUST), concluded(), binding())


@pytest.mark.parametrize(
    ("share", "concludes"), [("9/10", True), ("901/1000", False), ("2/3", True), ("1", False)]
)
def test_a_share_of_a_measure_concludes_exactly(share, concludes):
    """The city's 60 and the trust's 30 are nine tenths of all, not more and not less."""
    opened = p.opened(**terms(share=share, measure="people"))
    after = (concluded(), binding()) if concludes else ()
    signing(opened, signed(CITY)).then(signed(TRUST), *after)


def test_both_number_and_share_can_be_asked_for():
    opened = p.opened(**terms(parties=2, share="1/2", measure="people"))
    signing(opened, signed(CLUB)).then(signed(TRUST))
    signing(opened, party=CITY).then(signed(CITY))
    signing(opened, signed(CLUB), party=CITY).then(signed(CITY), concluded(), binding())


def test_it_is_concluded_on_the_day_of_the_last_act_that_was_needed():
    """The city alone suffices; its signature of the second is recorded after the club's of the third."""
    opened = p.opened(**terms(share="1/2", measure="people"))
    told = signing(
        opened,
        signed(CLUB),
        party=CITY,
        occurred_on=date(2026, 3, 2),
        retroactive=True,
        reason="It came by post.",
    )
    on = date(2026, 3, 2)
    told.then(signed(CITY, on), concluded(on), binding(on))


# --- Ratification ----------------------------------------------------------------------------

RATIFIED = terms(parties=2, ratification=True)


def test_a_signature_does_not_count_before_its_own_ratification():
    opened = p.opened(**RATIFIED)
    signing(opened, signed(CITY), ratified(CITY)).then(signed(TRUST))
    told = depositing(opened, signed(CITY), signed(TRUST), ratified(CITY), instrument="a" * 64)
    told.then(ratified(TRUST, instrument="a" * 64), concluded(), binding())


def test_who_has_not_signed_ratifies_nothing():
    depositing(p.opened(**RATIFIED)).then_refused(OutOfOrder, "it has not signed")
    depositing(p.opened(**RATIFIED), signed(TRUST), occurred_on=date(2026, 3, 2)).then_refused(
        OutOfOrder, "before the signature of 2026-03-03"
    )
    depositing(p.opened(**RATIFIED), signed(CITY), party=p.DAN).then_refused(
        OutOfOrder, "it has not signed"
    )


def test_a_party_ratifies_once():
    depositing(p.opened(**RATIFIED), signed(TRUST), ratified(TRUST)).then_refused(
        OutOfOrder, "has already ratified"
    )


def test_where_signatures_bind_nothing_is_ratified():
    depositing(p.opened(), signed(TRUST)).then_refused(Refused, "asks for no ratification")
    told = depositing(p.opened(**terms(parties=2, clause="money")), signed(TRUST))
    told.then_refused(Refused, "(clause money) asks for no ratification")


def test_a_draft_is_not_ratified():
    depositing(p.adopted(**RATIFIED)).then_refused(OutOfOrder, "must be open for signature")


def test_the_time_for_signing_does_not_bind_the_ratification():
    opened = p.opened(deadline=date(2026, 3, 2), **RATIFIED)
    depositing(opened, signed(TRUST, date(2026, 3, 2))).then(ratified(TRUST))


# --- When it binds ---------------------------------------------------------------------------


def test_it_binds_so_many_days_after_the_conclusion():
    told = signing(p.opened(**terms(parties=1, days_after=30)))

    told.then(signed(TRUST), concluded(), binding(date(2026, 4, 2)))
    assert told.state.stage(date(2026, 4, 1)) is Stage.CONCLUDED


def test_it_binds_not_before_its_term_begins():
    opened = p.opened(**terms(Term(starts_on=APRIL), parties=1, days_after=7))
    signing(opened).then(signed(TRUST), concluded(), binding(APRIL))


def test_a_term_that_has_begun_begins_with_the_conclusion():
    opened = p.opened(**terms(Term(starts_on=FEBRUARY), parties=1))
    signing(opened).then(signed(TRUST), concluded(), binding())


def assent_to_begin(party, day=FEBRUARY):
    signatory, post = PEOPLE[party]
    return e.AssentGiven(
        party=party,
        signatory=signatory,
        post=post,
        matter=Matter.ENTRY_INTO_FORCE,
        effective_from=day,
    )


def test_it_binds_earlier_where_each_party_signed_the_text_or_assented():
    opened = p.opened(**terms(Term(starts_on=FEBRUARY), parties=1))
    said = {"retroactive": True, "reason": "The work began."}
    told = signing(opened, assent_to_begin(CITY), **said)
    told.then_refused(OutOfOrder, "1 have given neither", str(CLUB), "on 2026-02-01")
    assert told.refused.facts["missing"] == [str(CLUB)]

    wanted = [assent_to_begin(CITY), assent_to_begin(CLUB)]
    signing(opened, wanted, **said).then(signed(TRUST), concluded(), binding(FEBRUARY))
    other = [assent_to_begin(CITY), assent_to_begin(CLUB, date(2026, 2, 2))]
    signing(opened, other, **said).then_refused(OutOfOrder, str(CLUB))


def test_all_who_sign_a_text_that_has_begun_agree_to_that():
    opened = p.opened(**terms(Term(starts_on=FEBRUARY)))
    history = opened, signed(CITY), signed(CLUB)
    signing(*history, retroactive=True, reason="So agreed.").then(
        signed(TRUST), concluded(), binding(FEBRUARY)
    )


def test_a_term_that_would_be_over_is_refused():
    opened = p.opened(**terms(Term(ends_on=APRIL), parties=1, days_after=30))
    signing(opened).then_refused(Refused, "the term would end on 2026-04-01")


# --- Who is bound ----------------------------------------------------------------------------


def without_the_club(*later, deadline=None, **entry):
    return [
        p.opened(deadline=deadline, **terms(**({"parties": 2} | entry))),
        signed(CITY),
        signed(TRUST),
        concluded(),
        binding(APRIL),
        *later,
    ]


def test_who_has_not_signed_is_no_party_from_the_entry_into_force():
    found = p.agreement(without_the_club())

    assert found.parties_on(date(2026, 3, 31)) == (CITY, TRUST, CLUB)
    assert found.parties_on(APRIL) == (CITY, TRUST)
    assert found.terms_on(APRIL).signatory_of(CLUB) is None


def test_who_has_signed_and_not_ratified_is_no_party():
    history = [
        p.opened(**RATIFIED),
        *map(signed, (CITY, TRUST, CLUB)),
        *map(ratified, (CITY, TRUST)),
        concluded(),
        binding(APRIL),
    ]
    assert p.agreement(history).parties_on(APRIL) == (CITY, TRUST)
    told = depositing(history, party=CLUB, at=datetime(2026, 5, 4, 9, tzinfo=UTC))
    told.then(ratified(CLUB, MAY), e.PartyBound(party=CLUB, effective_from=MAY))


def late(*history, at=datetime(2026, 5, 4, 9, tzinfo=UTC), **said):
    return signing(without_the_club(*history), party=CLUB, at=at, **said)


def test_who_signs_later_is_bound_from_then():
    told = late()

    told.then(signed(CLUB, MAY), e.PartyBound(party=CLUB, effective_from=MAY))
    assert told.state.parties_on(date(2026, 5, 3)) == (CITY, TRUST)
    assert told.state.parties_on(MAY) == (CITY, TRUST, CLUB)
    assert told.state.terms_on(MAY).signatory_of(CLUB) == Signatory(party=CLUB, post="captain")


def test_who_signs_before_the_entry_into_force_is_bound_with_the_others():
    told = late(at=MARCH)

    told.then(signed(CLUB), e.PartyBound(party=CLUB, effective_from=APRIL))
    assert told.state.parties_on(APRIL) == (CITY, TRUST, CLUB)


def test_who_signs_later_waits_as_many_days_as_the_others():
    history = without_the_club(days_after=10)
    signing(history, party=CLUB, at=datetime(2026, 5, 4, 9, tzinfo=UTC)).then(
        signed(CLUB, MAY), e.PartyBound(party=CLUB, effective_from=date(2026, 5, 14))
    )


def test_who_signs_later_signs_within_the_time_for_it():
    history = without_the_club(deadline=date(2026, 5, 3))
    at = datetime(2026, 5, 4, 9, tzinfo=UTC)
    signing(history, party=CLUB, at=at).then_refused(OutOfOrder, "ended on 2026-05-03")
    more = e.SigningExtended(deadline=MAY)
    assert signing(history, more, party=CLUB, at=at).refused is None


def test_who_signs_later_signs_the_text_as_it_is_amended_by_then():
    amended = e.AmendmentIncorporated(
        amendment=p.AMENDMENT, adoption_seq=1, modifications_hash="0" * 64, effective_from=MAY
    )
    entries = [Incorporated(MAY, 1, (Repeal("money"),))]
    now = text_hash(TERMS.clauses[:2])
    late(amended, incorporated=entries).then_refused(WrongText, "as it is amended")
    told = late(amended, incorporated=entries, text_hash=now)
    told.then(signed(CLUB, MAY, text_hash=now), e.PartyBound(party=CLUB, effective_from=MAY))


def test_a_late_signature_on_paper_is_retroactive():
    said = {"occurred_on": date(2026, 5, 1)}
    told = late(e.SigningExtended(deadline=MAY), **said)
    told.then_refused(RetroactiveUnflagged, "from 2026-05-01")


def test_who_is_bound_signs_no_more():
    signing(without_the_club(), party=CITY).then_refused(OutOfOrder, "it is concluded")
    late(signed(CLUB, MAY), e.PartyBound(party=CLUB, effective_from=MAY)).then_refused(
        OutOfOrder, "must be open for signature"
    )


def test_who_would_be_bound_after_the_end_is_refused():
    history = without_the_club(days_after=10)
    history[4] = binding(APRIL, date(2026, 5, 10))
    signing(history, party=CLUB, at=datetime(2026, 5, 4, 9, tzinfo=UTC)).then_refused(
        Refused, "cannot hold from 2026-05-14"
    )


# --- Declining, withdrawing, more time -------------------------------------------------------


def acting(does, *history, party=TRUST, reason="Unread.", **said):
    usual = {"signatory": PEOPLE[party][0], "role": role_of(party)}
    return given(Agreement, *history).when(
        does, at=MARCH, reason=reason, party=party, **(usual | said)
    )


def declined(party=TRUST):
    return e.SignatureDeclined(party=party, signatory=PEOPLE[party][0], post=PEOPLE[party][1])


def test_a_party_declines_to_sign_and_signs_after_all():
    acting(decline_to_sign, p.opened()).then(declined())
    told = signing(p.opened(), declined())
    told.then(signed(TRUST))
    assert told.state.signing.declined == set()


def test_to_decline_needs_a_reason_and_nothing_signed():
    acting(decline_to_sign, p.opened(), reason=None).then_refused(Refused, "say why")
    acting(decline_to_sign, p.opened(), declined()).then_refused(OutOfOrder, "already declined")
    acting(decline_to_sign, p.opened(), signed(TRUST)).then_refused(
        OutOfOrder, "it can withdraw its signature"
    )


def test_a_signature_is_withdrawn_before_the_conclusion_and_given_again():
    gone = e.SignatureWithdrawn(party=TRUST, signatory=CLEO, post="warden")
    told = acting(withdraw_signature, p.opened(), signed(TRUST))
    told.then(gone)
    assert told.state.signing.signed_on == {}
    signing(p.opened(), signed(TRUST), gone).then(signed(TRUST))


def test_a_withdrawn_signature_takes_its_ratification_with_it():
    told = acting(withdraw_signature, p.opened(**RATIFIED), signed(TRUST), ratified(TRUST))
    assert told.state.signing.ratified_on == {}


def test_only_a_signature_that_was_given_is_withdrawn():
    acting(withdraw_signature, p.opened()).then_refused(OutOfOrder, "has not signed")
    acting(
        withdraw_signature, p.opened(), signed(TRUST), occurred_on=date(2026, 3, 2)
    ).then_refused(OutOfOrder, "before it was given")


@pytest.mark.parametrize("does", [decline_to_sign, withdraw_signature])
def test_only_before_the_conclusion_and_only_the_signatory(does):
    acting(does, p.in_force()).then_refused(OutOfOrder, "must be open for signature")
    acting(does, p.opened(), signatory=EVE).then_refused(NotEntitled, "does not hold the post")


def extending(*history, deadline=date(2026, 3, 31), **said):
    return given(Agreement, *history).when(extend_signing, at=MARCH, deadline=deadline, **said)


def test_the_time_for_signing_is_extended_also_where_it_has_passed():
    extended = e.SigningExtended(deadline=date(2026, 3, 31))
    for before in (DAY, date(2026, 3, 2)):
        told = extending(p.opened(deadline=before))
        told.then(extended)
        assert told.state.signing.deadline == date(2026, 3, 31)
    extending(without_the_club(deadline=DAY)).then(extended)


def test_what_was_signed_on_paper_before_more_time_was_given_is_entered_afterwards():
    opened, extended = p.opened(deadline=DAY), e.SigningExtended(deadline=date(2026, 3, 31))
    history = [opened, happened(extended, at=MARCH + timedelta(days=3))]
    for day in (DAY, DAY + timedelta(days=1)):
        told = signing(history, at=MARCH + timedelta(days=4), occurred_on=day)
        told.then(signed(TRUST, day))


def test_the_time_for_signing_is_only_made_longer():
    extending(p.opened()).then_refused(OutOfOrder, "has no end")
    extending(p.opened(deadline=APRIL)).then_refused(Refused, "name a later day")
    passed = p.opened(deadline=date(2026, 3, 1))
    extending(passed, deadline=date(2026, 3, 2)).then_refused(Refused, "has passed on 2026-03-03")
    extending(p.adopted()).then_refused(OutOfOrder, "must be open for signature or concluded")


def test_without_a_provision_all_who_conclude_are_bound():
    assert p.agreement(p.in_force()).dated == []
