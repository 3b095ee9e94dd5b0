"""An organisation accedes to an agreement that is open to it, by signing the text in force."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests import partnership as p
from tests.partnership import ADA, CITY, CLEO, CLUB, EVE, TERMS, TEXT_HASH, TRUST
from tests.story import given, happened

from accord.aggregates.agreement import (
    Accession,
    Agreement,
    PartyTerms,
    Post,
    Procedure,
    Signatory,
    accede,
)
from accord.aggregates.agreement import events as e
from accord.aggregates.agreement.concluding import WrongText
from accord.aggregates.effect import RetroactiveUnflagged
from accord.aggregates.matters import Matter
from accord.errors import NotFound, OutOfOrder, Refused
from accord.rules import Measure, Verdict
from accord.text import Incorporated, Repeal, text_hash

DAY, JULY = date(2026, 5, 4), date(2026, 7, 1)
OPEN = Accession(open=True, cls="provider", clause="members")
BY_THE_BOARD = (
    *TERMS.procedures,
    Procedure(matter=Matter.ACCESSION, body="board", cls="change"),
)


def agreed(party, about=CLUB):
    signatory, post = {CITY: (ADA, "mayor"), TRUST: (CLEO, "warden")}[party]
    return e.AssentGiven(
        party=party, signatory=signatory, post=post, matter=Matter.ACCESSION, about=about
    )


def in_force(*later, **changes):
    return p.in_force(*later, **({"accession": OPEN} | changes))


def wanted(*later, **changes):
    return in_force(agreed(CITY), agreed(TRUST), *later, **changes)


def acceding(*history, **said):
    usual = {
        "party": CLUB,
        "signatory": EVE,
        "post": "captain",
        "title": "Captain",
        "capacity": "Captain",
        "text_hash": TEXT_HASH,
    }
    return given(Agreement, *history).when(accede, **(usual | said))


def acceded(from_=DAY, **more):
    usual = {"cls": "provider", "text_hash": TEXT_HASH, "signed_on": DAY}
    return e.PartyAcceded(
        party=CLUB,
        post="captain",
        title="Captain",
        signatory=EVE,
        capacity="Captain",
        effective_from=from_,
        **(usual | more),
    )


def carried(verdict=Verdict.CARRIED, about=CLUB):
    return p.decision(p.certified(verdict, matter=Matter.ACCESSION, about=about))


def test_whom_each_party_wants_accedes_and_has_a_signatory_from_then_on():
    told = acceding(wanted(), effective_from=JULY)

    told.then(acceded(JULY))
    before, after = (told.state.terms_on(day) for day in (date(2026, 6, 30), JULY))
    assert before.party(CLUB) is None
    assert after.party(CLUB) == PartyTerms(party=CLUB, cls="provider")
    assert after.post("captain") == Post(post="captain", title="Captain", party=CLUB)
    assert after.signatory_of(CLUB) == Signatory(party=CLUB, post="captain")


def test_a_party_accedes_with_what_it_weighs():
    weight = (Measure("weight", Decimal("0.5")),)
    acceding(wanted(), measures=weight, cls="provider").then(acceded(measures=weight))


def test_the_class_is_that_of_the_agreement_or_else_its_own():
    acceding(wanted(), cls="funder").then_refused(
        Refused, "accede (clause members) in the class provider, not funder"
    )
    free = Accession(open=True)
    acceding(wanted(accession=free), cls="funder").then(acceded(cls="funder"))


@pytest.mark.parametrize("said", [None, Accession(), Accession(clause="members")])
def test_nobody_accedes_to_what_is_not_open(said):
    acceding(wanted(accession=said)).then_refused(Refused, "is not open to accession")


def test_an_agreement_is_acceded_to_while_it_is_in_force():
    acceding(p.opened(accession=OPEN)).then_refused(OutOfOrder, "must be concluded or in force")
    acceding().then_refused(NotFound, "there is no agreement")
    acceding(wanted(), effective_from=p.ENDS).then_refused(Refused, "cannot hold from 2029-04-01")


def test_an_accession_holds_from_today_unless_it_is_retroactive():
    april = date(2026, 4, 2)
    acceding(wanted(), effective_from=april).then_refused(RetroactiveUnflagged, "before today")
    acceding(wanted(), effective_from=april, retroactive=True, reason="So agreed.").then(
        acceded(april)
    )


def test_each_party_must_assent_to_just_this_newcomer():
    acceding(in_force(agreed(CITY))).then_refused(OutOfOrder, "an accession needs", str(TRUST))
    acceding(in_force(agreed(CITY), agreed(TRUST, EVE))).then_refused(OutOfOrder, str(TRUST))


def test_where_a_body_decides_its_decision_is_cited():
    by_board = in_force(procedures=BY_THE_BOARD)
    decision = carried()
    acceding(by_board).then_refused(Refused, "is decided by the body board: cite its carried")
    acceding(by_board, decision=decision).then(acceded(decision=p.DECISION))
    acceding(by_board, decision=carried(Verdict.LOST)).then_refused(Refused, "carried decision")
    acceding(by_board, decision=carried(about=EVE)).then_refused(Refused, f"about {CLUB}")


def test_one_decision_lets_a_party_accede_once():
    gone = e.PartyExpelled(party=CLUB, effective_from=DAY)
    again = in_force(acceded(decision=p.DECISION), gone, procedures=BY_THE_BOARD)
    acceding(again, decision=carried()).then_refused(OutOfOrder, "needs a decision of its own")


def test_an_accession_follows_its_decision():
    motion = p.certified(Verdict.CARRIED, matter=Matter.ACCESSION, about=CLUB)
    in_april = p.decision(*(happened(event, days=80) for event in motion))
    acceding(
        in_force(procedures=BY_THE_BOARD),
        decision=in_april,
        occurred_on=date(2026, 4, 2),
        retroactive=True,
        reason="It came late.",
    ).then_refused(OutOfOrder, "before the decision was certified")


def test_only_the_text_in_force_is_signed():
    acceding(wanted(), text_hash="0" * 64).then_refused(WrongText, "not that of the adopted text")
    amended = e.AmendmentIncorporated(
        amendment=p.AMENDMENT, adoption_seq=1, modifications_hash="0" * 64, effective_from=DAY
    )
    entries, now = [Incorporated(DAY, 1, (Repeal("money"),))], text_hash(TERMS.clauses[:2])
    acceding(wanted(amended), incorporated=entries).then_refused(WrongText, "as it is amended")
    acceding(wanted(amended), incorporated=entries, text_hash=now).then(acceded(text_hash=now))


def test_who_is_a_party_or_will_be_does_not_accede_again():
    acceding(wanted(), party=CITY).then_refused(OutOfOrder, "is already a party")
    acceding(wanted(acceded(JULY), agreed(CITY), agreed(TRUST))).then_refused(
        OutOfOrder, "is already a party"
    )


def test_the_assents_are_spent():
    assert p.agreement(wanted(acceded())).assents == {}


def test_a_new_party_brings_a_post_of_its_own():
    acceding(wanted(), post="warden").then_refused(Refused, "constitutes a post warden already")
    acceding(wanted(), post="Captain Nemo").then_refused(Refused, "cannot name a post")


def test_a_post_that_is_kept_for_nobody_is_not_the_newcomer_s():
    posts = (*TERMS.posts, Post(post="captain", title="The captain"))
    acceding(wanted(posts=posts)).then_refused(Refused, "constitutes a post captain already")
