"""One party founds an agreement that is open to others; the first that accedes concludes it with the founder."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from tests import partnership as p
from tests.partnership import ADA, BEN, CITY, CLUB, EVE, TERMS, TEXT_HASH, TRUST
from tests.story import given, happened, standing

from accord.aggregates.agreement import (
    Accession,
    Agreement,
    EntryIntoForce,
    Stage,
    accede,
    adopt_text,
    assent,
    draft_agreement,
    share_draft,
    sign,
)
from accord.aggregates.agreement import events as e
from accord.aggregates.agreement.leaving import withdraw_party
from accord.aggregates.agreement.provisions import Contradiction
from accord.aggregates.agreement.terms import Ending, NoticeKind, NoticePeriod
from accord.aggregates.matters import Matter
from accord.errors import OutOfOrder, Refused
from accord.events import Disclosed

MARCH = datetime(2026, 3, 3, 9, tzinfo=UTC)
DAY, STARTS = MARCH.date(), p.STARTS
OPEN = Accession(open=True, cls="provider", clause="members")
ALONE = {
    "parties": TERMS.parties[:1],
    "posts": TERMS.posts[:1],
    "signatories": TERMS.signatories[:1],
    "bodies": (),
    "procedures": (),
    "accession": OPEN,
}
AGREED = e.AssentGiven(party=CITY, signatory=ADA, post="mayor", matter=Matter.ACCESSION, about=CLUB)
WANTED = happened(AGREED, days=28)


def opened(*later, deadline=None, **changes):
    return [p.opened(deadline, **(ALONE | changes)), *later]


def signed(*later, **changes):
    return opened(p.CITY_SIGNED, *later, **changes)


def acceding(*history, at=MARCH, **said):
    usual = {
        "party": CLUB,
        "signatory": EVE,
        "post": "captain",
        "title": "Captain",
        "capacity": "Captain",
        "text_hash": TEXT_HASH,
    }
    return given(Agreement, *history).when(accede, at=at, **(usual | said))


def acceded(from_=DAY, party=CLUB, signatory=EVE, post="captain", **more):
    return e.PartyAcceded(
        party=party,
        cls="provider",
        post=post,
        title="Captain",
        signatory=signatory,
        capacity="Captain",
        text_hash=TEXT_HASH,
        signed_on=DAY,
        effective_from=from_,
        **more,
    )


CONCLUDED = (
    e.AgreementConcluded(concluded_on=DAY),
    e.EntryIntoForceFixed(effective_from=STARTS, effective_to=p.ENDS),
)


def concluded(*later, **changes):
    return signed(WANTED, happened(acceded(), days=29), *CONCLUDED, *later, **changes)


# --- The draft -------------------------------------------------------------------------------


def test_one_party_drafts_what_others_can_join():
    terms = replace(TERMS, **ALONE)
    assert given(Agreement).when(draft_agreement, terms=terms).refused is None


@pytest.mark.parametrize("said", [None, Accession(), Accession(clause="members")])
def test_one_party_drafts_nothing_that_nobody_can_join(said):
    terms = replace(TERMS, **(ALONE | {"accession": said}))
    given(Agreement).when(draft_agreement, terms=terms).then_refused(
        Contradiction, "at least two parties, or one and an accession that is open"
    )


def test_it_awaits_one_other_and_says_so_in_what_it_counts():
    two, three = EntryIntoForce(parties=2), EntryIntoForce(parties=3)
    for terms in ({"entry_into_force": two}, {"ending": Ending(minimum_parties=2)}):
        found = given(Agreement).when(draft_agreement, terms=replace(TERMS, **ALONE, **terms))
        assert found.refused is None
    given(Agreement).when(
        draft_agreement, terms=replace(TERMS, **ALONE, entry_into_force=three)
    ).then_refused(Contradiction, "3 parties must sign, but the agreement has 1")


def test_who_founds_it_shares_the_draft_with_itself_and_adopts_it():
    drafted = [p.drafted(**ALONE)]
    given(Agreement, drafted).when(share_draft, recipients=[CITY]).then(
        e.DraftShared(recipients=(CITY,))
    )
    given(Agreement, drafted, e.DraftShared(recipients=(CITY,))).when(adopt_text).then_refused(
        OutOfOrder, str(CITY)
    )
    assert given(Agreement, drafted).when(adopt_text).refused is None


# --- The conclusion --------------------------------------------------------------------------


def signing(*history, at=MARCH):
    return given(Agreement, *history).when(
        sign,
        at=at,
        party=CITY,
        signatory=ADA,
        role=p.role("mayor", p.held("mayor", ADA, CITY, date(2026, 2, 1))),
        text_hash=TEXT_HASH,
        capacity="Mayor",
    )


@pytest.mark.parametrize(
    "entry", [None, EntryIntoForce(parties=1), EntryIntoForce(share="1/2", measure="weight")]
)
def test_the_founder_signs_and_nothing_is_concluded_with_oneself(entry):
    told = signing(opened(entry_into_force=entry))
    told.then(p.signed(CITY, ADA, "mayor", DAY))
    assert told.state.stage(DAY) is Stage.OPEN_FOR_SIGNATURE


@pytest.mark.parametrize("entry", [None, EntryIntoForce(share="1/2", measure="weight")])
def test_the_first_that_accedes_concludes_it(entry):
    told = acceding(signed(WANTED, entry_into_force=entry))

    told.then(acceded(), *CONCLUDED)
    assert told.state.stage(DAY) is Stage.CONCLUDED
    assert told.state.bound_on(DAY) == told.state.parties_on(STARTS) == (CITY, CLUB)
    assert told.state.stage(STARTS) is Stage.IN_FORCE


def test_the_founder_signs_first_and_ratifies_where_that_is_asked():
    acceding(opened(WANTED)).then_refused(OutOfOrder, "nobody can accede before", "has signed it")
    ratified = EntryIntoForce(ratification=True)
    history = signed(WANTED, entry_into_force=ratified)
    acceding(history).then_refused(OutOfOrder, "has signed and ratified it")
    deposit = e.RatificationDeposited(party=CITY, deposited_on=DAY)
    acceding(history, deposit).then(acceded(), *CONCLUDED)


def test_the_founder_wants_just_this_newcomer():
    acceding(signed()).then_refused(OutOfOrder, "an accession needs the assent", str(CITY))


def test_the_first_is_bound_at_once_and_in_time():
    acceding(signed(WANTED), effective_from=STARTS).then_refused(
        Refused, "the first that accedes concludes the agreement, and is bound on that day"
    )
    late = signed(WANTED, deadline=date(2026, 3, 2))
    acceding(late).then_refused(OutOfOrder, "the time for signing ended on 2026-03-02")


def test_nobody_accedes_to_what_two_have_yet_to_sign():
    acceding(p.opened(accession=OPEN)).then_refused(OutOfOrder, "must be concluded or in force")


def test_the_founder_admits_while_it_is_open_for_signature():
    mayor = p.role("mayor", p.held("mayor", ADA, CITY, date(2026, 2, 1)))
    said = {"party": CITY, "signatory": ADA, "role": mayor, "about": CLUB, "at": MARCH}
    admitting = {**said, "matter": Matter.ACCESSION}
    given(Agreement, signed()).when(assent, **admitting).then(AGREED)
    given(Agreement, p.opened(accession=OPEN)).when(assent, **admitting).then_refused(
        OutOfOrder, "nothing to assent to"
    )


# --- After it --------------------------------------------------------------------------------


def trust(from_=DAY):
    return acceded(from_, party=TRUST, signatory=BEN, post="warden")


def joining(*history, **said):
    warden = {"party": TRUST, "signatory": BEN, "post": "warden"}
    return acceding(*history, **(warden | said))


def wants(party, signatory, post):
    given_ = replace(AGREED, party=party, signatory=signatory, post=post, about=TRUST)
    return happened(given_, days=29)


def test_between_the_conclusion_and_the_first_day_others_accede_by_the_assent_of_both():
    city, club = wants(CITY, ADA, "mayor"), wants(CLUB, EVE, "captain")
    joining(concluded(city)).then_refused(OutOfOrder, "an accession needs", str(CLUB))
    joining(concluded(city, club)).then(trust())
    joining(concluded(city, club), effective_from=STARTS).then(trust(STARTS))
    joining(concluded(city, club), effective_from=p.ENDS).then_refused(
        Refused, "cannot hold from 2029-04-01"
    )


def test_with_one_left_it_is_closed_out_unless_it_may_be_one():
    periods = (NoticePeriod(kind=NoticeKind.WITHDRAWAL, days=0),)
    notice = e.NoticeGiven(
        notice=1,
        party=CLUB,
        kind=NoticeKind.WITHDRAWAL,
        signatory=EVE,
        post="captain",
        given_on=date(2026, 5, 3),
        effective_from=date(2026, 5, 4),
        statement=Disclosed("We leave."),
    )
    left = e.PartyWithdrew(party=CLUB, notice=1, signatory=EVE, effective_from=date(2026, 5, 4))
    closing = e.CloseOutStarted(effective_from=date(2026, 5, 4), parties=1)
    for ending, after in ((None, (closing,)), (Ending(minimum_parties=1), ())):
        history = concluded(notice, notice_periods=periods, ending=ending)
        captain = p.role("captain", p.held("captain", EVE, CLUB))
        told = given(Agreement, history).when(
            withdraw_party, by=EVE, party=CLUB, notice=1, role=captain
        )
        told.then(left, *after)


def test_who_is_left_alone_still_admits_another():
    gone = e.PartyExpelled(party=CLUB, effective_from=date(2026, 5, 4))
    alone = concluded(gone, ending=Ending(minimum_parties=1))
    assert standing(Agreement, alone).parties_on(date(2026, 5, 5)) == (CITY,)
    wanted = replace(AGREED, about=TRUST)
    joining(alone, wanted, at=datetime(2026, 5, 5, 9, tzinfo=UTC)).then(
        replace(trust(date(2026, 5, 5)), signed_on=date(2026, 5, 5))
    )
