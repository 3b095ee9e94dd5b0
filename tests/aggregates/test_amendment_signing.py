"""Where the agreement says so, each party signs an amendment that was carried; the last adopts it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests import partnership as p
from tests.aggregates.amending import drafted, standing_with
from tests.partnership import ADA, CITY, CLEO, CLUB, DECISION, TRUST
from tests.story import NOW, given, happened

from accord.aggregates.agreement.concluding import WrongText
from accord.aggregates.agreement.events import PartyExpelled, PlaceSucceeded
from accord.aggregates.agreement.terms import Change
from accord.aggregates.amendment import (
    Amendment,
    AmendmentAdopted,
    AmendmentLapsed,
    AmendmentOpened,
    AmendmentSigned,
    PutToDecision,
    SignatureDeclined,
    adopt_amendment,
    decline_to_sign,
    open_amendment_for_signature,
    sign_amendment,
)
from accord.aggregates.effect import RetroactiveUnflagged
from accord.aggregates.matters import Matter
from accord.errors import NotEntitled, OutOfOrder, Refused
from accord.rules import Verdict
from accord.text import Repeal, Substitute, TextConflict, modifications_hash

TODAY, JUNE = date(2026, 5, 4), date(2026, 6, 1)
SIGNED = {"change": Change(signed=(Matter.AMENDMENT,), clause="members")}
HASH = modifications_hash([Repeal("money")])
CARRIED = p.decision(*p.certified(Verdict.CARRIED, matter=Matter.AMENDMENT))
PUT = [*drafted(Repeal("money")), PutToDecision(decision=DECISION)]
OPEN = AmendmentOpened(decision=DECISION, modifications_hash=HASH)
MAYOR = p.role("mayor", *p.held("mayor", ADA, CITY))
WARDEN = p.role("warden", *p.held("warden", CLEO, TRUST))


def signature(party=CITY, signatory=ADA, post="mayor", on=TODAY):
    return AmendmentSigned(
        party=party,
        signatory=signatory,
        post=post,
        capacity=post.title(),
        signed_on=on,
        modifications_hash=HASH,
    )


def opening(*history, **more):
    usual = standing_with(**SIGNED) | {"decision": CARRIED}
    return given(Amendment, *history).when(open_amendment_for_signature, **(usual | more))


def signing(*history, party=TRUST, **more):
    who = {CITY: (ADA, MAYOR), TRUST: (CLEO, WARDEN), CLUB: (CLEO, WARDEN)}
    signatory, role = who[party]
    usual = standing_with(**SIGNED) | {"decision": CARRIED, "party": party}
    usual |= {"signatory": signatory, "role": role, "modifications_hash": HASH}
    usual |= {"capacity": role.post.title()}
    return given(Amendment, *history).when(sign_amendment, **(usual | more))


def adopted(from_=TODAY):
    return AmendmentAdopted(
        effective_from=from_, decision=DECISION, adoption_seq=1, modifications_hash=HASH
    )


def test_what_the_parties_sign_is_not_adopted_without_them():
    given(Amendment, *PUT).when(
        adopt_amendment, decision=CARRIED, **standing_with(**SIGNED)
    ).then_refused(
        OutOfOrder, "an amendment by this procedure is signed by each party (clause members)"
    )


def test_a_carried_amendment_is_opened_for_signature():
    opening(*PUT).then(OPEN)
    opening(*PUT, effective_from=JUNE, deadline=date(2026, 5, 29)).then(
        AmendmentOpened(
            effective_from=JUNE,
            decision=DECISION,
            modifications_hash=HASH,
            deadline=date(2026, 5, 29),
        )
    )


def test_who_signs_for_a_party_signs_for_its_successor_too():
    instrument = p.agreement(
        p.in_force(
            PlaceSucceeded(predecessor=TRUST, successor=CLUB, effective_from=TODAY), **SIGNED
        )
    )
    told = signing(*PUT, OPEN, party=CLUB, agreement=instrument)
    told.then(signature(CLUB, CLEO, "warden"))


def test_it_is_opened_once():
    opening(*PUT, OPEN).then_refused(OutOfOrder, "is already open for signature")


@pytest.mark.parametrize(
    ("more", "kind", "words"),
    [
        (standing_with(), OutOfOrder, "does not have the parties sign amendments"),
        ({"decision": p.decision(p.tabled())}, OutOfOrder, "not certified yet"),
        ({"deadline": date(2026, 5, 3)}, Refused, "the deadline 2026-05-03 has passed"),
        ({"effective_from": date(2026, 5, 3)}, RetroactiveUnflagged, "before today"),
        ({"effective_from": p.ENDS}, Refused, "this cannot hold from 2029-04-01"),
        (
            standing_with((TODAY, [Substitute(p.MONEY)], {}, []), **SIGNED),
            TextConflict,
            "changes clause money",
        ),
    ],
)
def test_it_is_opened_where_it_can_be_adopted(more, kind, words):
    opening(*PUT, **more).then_refused(kind, words)


def test_a_party_signs_and_the_last_one_adopts_it():
    signing(*PUT, OPEN, party=CITY).then(signature())
    signing(*PUT, OPEN, signature()).then(signature(TRUST, CLEO, "warden"), adopted())


def test_it_holds_from_the_day_that_was_said_at_the_opening():
    opened = AmendmentOpened(effective_from=JUNE, decision=DECISION, modifications_hash=HASH)
    signing(*PUT, opened, signature()).then(signature(TRUST, CLEO, "warden"), adopted(JUNE))

    late = NOW + timedelta(days=40)
    signing(*PUT, opened, signature(), at=late).then_refused(
        RetroactiveUnflagged, "this would hold from 2026-06-01, before today (2026-06-13)"
    )


def test_the_last_signature_asks_again_whether_it_still_fits():
    before = standing_with((TODAY, [Substitute(p.MONEY)], {}, []), **SIGNED)
    signing(*PUT, OPEN, signature(), **before).then_refused(TextConflict, "changes clause money")


@pytest.mark.parametrize(
    ("history", "more", "kind", "words"),
    [
        ([], {}, OutOfOrder, "is not open for signature"),
        ([OPEN, signature()], {"party": CITY}, OutOfOrder, f"party {CITY} has already signed"),
        ([OPEN], {"party": CLUB}, NotEntitled, f"{CLUB} is no party of this agreement"),
        ([OPEN], {"signatory": ADA}, NotEntitled, "does not hold the post warden"),
        ([OPEN], {"modifications_hash": "0" * 64}, WrongText, "not that of the carried"),
        ([OPEN, AmendmentLapsed()], {}, OutOfOrder, "the amendment is lapsed"),
    ],
)
def test_who_may_sign_what(history, more, kind, words):
    signing(*PUT, *history, **more).then_refused(kind, words)


def test_it_is_signed_until_the_end_of_the_deadline():
    opened = AmendmentOpened(decision=DECISION, modifications_hash=HASH, deadline=TODAY)
    signing(*PUT, opened).then(signature(TRUST, CLEO, "warden"))
    signing(*PUT, opened, at=NOW + timedelta(days=1)).then_refused(
        OutOfOrder, "the time for signing ended on 2026-05-04"
    )


def test_it_is_signed_after_it_was_opened():
    opened = happened(OPEN, at=NOW)
    signing(*PUT, opened, occurred_at=NOW - timedelta(hours=1)).then_refused(
        OutOfOrder, "before the opening for signature"
    )


def declining(*history, signatory=CLEO):
    return given(Amendment, *history).when(
        decline_to_sign, agreement=p.agreement(), party=TRUST, signatory=signatory, role=WARDEN
    )


# --- Who signs no more -----------------------------------------------------------------------


MAY_11 = date(2026, 5, 11)
LEFT = PartyExpelled(effective_from=TODAY, party=TRUST, decision=DECISION)


def adopting(*history, left=(LEFT,), **more):
    instrument = p.agreement(*p.in_force(*left, **SIGNED))
    usual = {"agreement": instrument, "incorporated": [], "decision": CARRIED}
    return given(Amendment, *PUT, *history).when(adopt_amendment, **(usual | more))


def test_where_the_only_party_that_had_not_signed_is_none_any_more_it_is_adopted_without_it():
    adopting(OPEN, signature()).then(adopted())
    adopting(OPEN, signature(), adopted()).then_refused(OutOfOrder, "is already adopted")
    adopting(OPEN, signature(), left=()).then_refused(
        OutOfOrder, f"(clause members), and 1 have not signed: {TRUST}"
    )
    adopting(OPEN).then_refused(OutOfOrder, f"1 have not signed: {CITY}")


def test_it_holds_from_the_day_that_the_others_signed():
    opened = AmendmentOpened(effective_from=JUNE, decision=DECISION, modifications_hash=HASH)
    adopting(opened, signature()).then(adopted(JUNE))
    adopting(opened, signature(), effective_from=JUNE).then(adopted(JUNE))
    adopting(opened, signature(), effective_from=MAY_11).then_refused(
        Refused, "the parties have signed that it holds from 2026-06-01; leave this out"
    )
    adopting(OPEN, signature(), effective_from=JUNE).then_refused(
        Refused, "from the day of its adoption"
    )


def test_who_was_a_party_until_the_time_for_signing_was_over_had_to_sign():
    opened = AmendmentOpened(decision=DECISION, modifications_hash=HASH, deadline=MAY_11)
    late = NOW + timedelta(days=14)
    adopting(opened, signature(), at=late).then(adopted(date(2026, 5, 18)))
    after = replace(LEFT, effective_from=date(2026, 5, 12))
    adopting(opened, signature(), left=(after,), at=late).then_refused(
        OutOfOrder, f"1 have not signed: {TRUST}"
    )


def test_with_a_party_that_does_not_sign_it_lapses():
    told = declining(*PUT, OPEN)
    told.then(SignatureDeclined(party=TRUST, signatory=CLEO, post="warden"), AmendmentLapsed())


def test_only_the_signatory_declines_what_is_open():
    declining(*PUT).then_refused(OutOfOrder, "is not open for signature")
    declining(*PUT, OPEN, signatory=ADA).then_refused(NotEntitled, "does not hold the post warden")
