"""Parties at odds go through the stages of their agreement, and settle it, withdraw it, or are told by a court."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from tests import partnership as p
from tests.living import MAYOR, TODAY, WARDEN, living, says
from tests.partnership import ADA, CITY, CLEO, CLUB, EVE, TRUST
from tests.story import given, happened

from accord.aggregates.agreement import PartyTerms
from accord.aggregates.agreement import events as a
from accord.aggregates.agreement.terms import DisputeStage
from accord.aggregates.dispute import (
    Dispute,
    agree_to_settle,
    bring_to_court,
    raise_dispute,
    record_ruling,
    refer,
    withdraw_dispute,
)
from accord.aggregates.dispute import events as e
from accord.errors import NotEntitled, NotFound, OutOfOrder, Refused
from accord.events import Disclosed

TALKS = DisputeStage(key="talks", title="Talks", forum="the chairs", days=14, clause="money")
MEDIATION = DisputeStage(key="mediation", title="Mediation", forum="a mediator", days=30)
STAGES = (says(dispute_stage=TALKS), says(dispute_stage=MEDIATION))
THIRD = says(party=PartyTerms(party=CLUB))
DUE, NEXT_DUE = date(2026, 5, 18), date(2026, 6, 18)
AFTER = datetime(2026, 5, 19, 9, tzinfo=UTC)
LATER = datetime(2026, 6, 19, 9, tzinfo=UTC)
HASH, OTHER = "ab" * 32, "cd" * 32
KNOWN = frozenset({"purpose", "members", "money"})
RAISED = e.DisputeRaised(
    agreement=p.AGREEMENT,
    party=CITY,
    against=(TRUST,),
    title="Who pays for the weir",
    clauses=("money",),
    statement=Disclosed("The trust has paid nothing since April."),
    signatory=ADA,
    raised_on=TODAY,
    stage="talks",
    forum="the chairs",
    due_on=DUE,
    clause="money",
)
BEFORE = happened(RAISED, at=p.NOW)
UNSTAGED = e.RaisedWithoutStages(
    agreement=p.AGREEMENT,
    party=CITY,
    against=(TRUST,),
    title="Who pays for the weir",
    clauses=("money",),
    statement=Disclosed("The trust has paid nothing since April."),
    signatory=ADA,
    raised_on=TODAY,
)
SAME_DAY = datetime(2026, 5, 4, 10, tzinfo=UTC)
REFERRED = e.DisputeReferred(
    party=TRUST, referred_on=AFTER.date(), stage="mediation", forum="a mediator", due_on=NEXT_DUE
)
COURT = e.DisputeBroughtToCourt(
    party=CITY, brought_on=LATER.date(), court="District Court", reference="7/2026"
)
BY_COURT = {"authority": "instrument:District Court 7/2026", "ruling": HASH}


def agreement(*later, terms=STAGES):
    return p.agreement(*living(*later, terms=terms))


def raising(*history, **said):
    usual = {
        "agreement": agreement(),
        "known": KNOWN,
        "party": CITY,
        "role": MAYOR,
        "by": ADA,
        "title": "Who pays for the weir",
        "statement": "The trust has paid nothing since April.",
        "clauses": ("money",),
    }
    return given(Dispute, *history).when(raise_dispute, **(usual | said))


def acting(command, *later, **said):
    """What the trust does in a dispute that the city raised."""
    usual = {"agreement": agreement(), "party": TRUST, "role": WARDEN, "by": CLEO}
    return given(Dispute, BEFORE, *later).when(command, **(usual | said))


# --- Raised ----------------------------------------------------------------------------------


def test_a_party_raises_a_dispute_before_the_first_stage_with_its_days():
    told = raising()
    told.then(RAISED)
    assert told.state.parties == (CITY, TRUST)


def test_it_is_with_those_it_names_or_with_all_others():
    three = agreement(terms=(*STAGES, THIRD))
    raising(agreement=three).then(replace(RAISED, against=(TRUST, CLUB)))
    raising(agreement=three, against=(CLUB, CLUB)).then(replace(RAISED, against=(CLUB,)))


def test_where_the_agreement_lays_down_no_stages_it_is_before_nobody():
    told = raising(agreement=agreement(terms=()))
    told.then(UNSTAGED)
    assert (told.state.before, told.state.forum) == ("", "")


@pytest.mark.parametrize(
    ("said", "kind", "words"),
    [
        ({"agreement": p.agreement(p.opened())}, OutOfOrder, "is not concluded, and binds nobody"),
        ({"party": CLUB, "role": None}, NotEntitled, f"{CLUB} is no party"),
        ({"by": EVE}, NotEntitled, "does not hold the post mayor"),
        ({"against": (EVE,)}, NotEntitled, "is no party of this agreement"),
        ({"against": (CITY,)}, Refused, "no party is at odds with itself"),
        ({"clauses": ("gold",)}, Refused, "has no clause gold"),
        (
            {"agreement": agreement(a.PartyExpelled(party=TRUST, effective_from=TODAY))},
            OutOfOrder,
            "no other",
        ),
    ],
)
def test_what_is_no_dispute(said, kind, words):
    raising(**said).then_refused(kind, words)


def test_a_dispute_is_raised_once():
    raising(BEFORE).then_refused(OutOfOrder, "is already raised")


def test_a_stage_beyond_the_calendar_is_no_stage():
    endless = (says(dispute_stage=replace(TALKS, days=999_999_999)),)
    raising(agreement=agreement(terms=endless)).then_refused(Refused, "beyond the calendar")


@pytest.mark.parametrize(
    "over",
    [
        a.TerminatedByConsent(effective_from=TODAY),
        a.AgreementSuperseded(effective_from=TODAY, by=CLUB),
        a.AgreementDeclaredVoid(ab_initio=True),
    ],
)
def test_how_disputes_are_settled_outlives_the_agreement(over):
    raising(agreement=agreement(over)).then(RAISED)


# --- From stage to stage -----------------------------------------------------------------------


def test_what_a_stage_does_not_settle_in_its_days_comes_before_the_next():
    acting(refer, at=AFTER).then(REFERRED)


def test_a_stage_has_all_its_days():
    for command, more in ((refer, {}), (bring_to_court, {"court": "District Court"})):
        acting(command, at=datetime(2026, 5, 18, 9, tzinfo=UTC), **more).then_refused(
            OutOfOrder,
            "the chairs can settle the dispute up to and including 2026-05-18",
            "from the day after",
        )


def test_only_a_party_to_it_brings_it_further():
    three = agreement(terms=(*STAGES, THIRD))
    acting(refer, at=AFTER, agreement=three, party=CLUB, role=None).then_refused(
        NotEntitled, f"{CLUB} is no party to this dispute"
    )
    acting(refer, at=AFTER, by=EVE).then_refused(NotEntitled, "does not hold the post warden")


def test_the_stages_are_those_of_the_day_on_which_it_was_raised():
    struck = a.ProvisionRepealed(
        effective_from=date(2026, 5, 10),
        amendment=p.AMENDMENT,
        provision=a.Provision.DISPUTE_STAGE,
        key="mediation",
    )
    acting(refer, at=AFTER, agreement=agreement(struck)).then(REFERRED)


def test_after_the_last_stage_it_goes_to_court_and_not_before():
    acting(bring_to_court, at=AFTER, court="District Court").then_refused(
        OutOfOrder, "before it goes to court, the dispute comes before a mediator (stage mediation)"
    )
    acting(refer, happened(REFERRED, at=AFTER), at=LATER).then_refused(
        OutOfOrder, "a mediator, which is the last stage"
    )
    acting(
        bring_to_court,
        happened(REFERRED, at=AFTER),
        at=LATER,
        party=CITY,
        role=MAYOR,
        by=ADA,
        court="District Court",
        reference="7/2026",
    ).then(COURT)


def unstaged(command, **said):
    """What the trust does in a dispute under an agreement that laid down no stages."""
    usual = {"agreement": agreement(terms=()), "party": TRUST, "role": WARDEN, "by": CLEO}
    return given(Dispute, happened(UNSTAGED, at=p.NOW)).when(command, **(usual | said))


@pytest.mark.parametrize("after", [SAME_DAY, LATER])
def test_without_stages_it_is_brought_to_court_on_any_day_and_referred_nowhere(after):
    unstaged(refer, at=after).then_refused(OutOfOrder, "laid down no stages for disputes")
    unstaged(bring_to_court, at=after, court="District Court", reference="7/2026").then(
        replace(COURT, party=TRUST, brought_on=after.date())
    )
    unstaged(agree_to_settle, at=after, settlement_hash=HASH).then(
        agreed(TRUST, CLEO, on=after.date())
    )


def test_stages_that_are_laid_down_later_are_none_of_a_dispute_that_was_raised_without():
    later = a.ProvisionAmended(
        effective_from=AFTER.date(), amendment=p.AMENDMENT, dispute_stage=TALKS
    )
    since = agreement(later, terms=())
    assert since.terms_on(AFTER.date()).dispute_stages == (TALKS,)
    unstaged(refer, agreement=since, at=LATER).then_refused(OutOfOrder, "laid down no stages")


IN_COURT = (happened(REFERRED, at=AFTER), happened(COURT, at=LATER))


def test_from_court_it_comes_before_no_stage():
    for command, more in ((refer, {}), (bring_to_court, {"court": "High Court"})):
        acting(command, *IN_COURT, at=LATER, **more).then_refused(OutOfOrder, "is in court")


# --- Settled, withdrawn, decided ---------------------------------------------------------------


def agreed(party, who, hash_=HASH, on=TODAY):
    return e.SettlementAgreed(party=party, signatory=who, settlement_hash=hash_, agreed_on=on)


SETTLED = e.DisputeSettled(settlement_hash=HASH, settled_on=TODAY)


def test_it_is_settled_once_all_have_agreed_to_the_same():
    acting(agree_to_settle, settlement_hash=HASH).then(agreed(TRUST, CLEO))
    city = happened(agreed(CITY, ADA), at=p.NOW)
    acting(agree_to_settle, city, settlement_hash=HASH).then(agreed(TRUST, CLEO), SETTLED)
    acting(agree_to_settle, city, settlement_hash=OTHER).then(agreed(TRUST, CLEO, OTHER))


def test_it_is_settled_in_court_too():
    city = happened(agreed(CITY, ADA), at=LATER)
    on = LATER.date()
    acting(agree_to_settle, *IN_COURT, city, settlement_hash=HASH, at=LATER).then(
        agreed(TRUST, CLEO, on=on), replace(SETTLED, settled_on=on)
    )


def test_a_party_agrees_once_and_to_a_document():
    trust = happened(agreed(TRUST, CLEO), at=p.NOW)
    acting(agree_to_settle, trust, settlement_hash=HASH).then_refused(
        OutOfOrder, "has already agreed to these terms"
    )
    acting(agree_to_settle, settlement_hash="a page").then_refused(Refused, "by the SHA-256")
    acting(agree_to_settle, settlement_hash=HASH, by=EVE).then_refused(NotEntitled, "does not hold")


def test_who_stands_in_the_place_of_both_settles_with_itself():
    merged = [
        a.PlaceSucceeded(predecessor=each, successor=CLUB, effective_from=TODAY)
        for each in (CITY, TRUST)
    ]
    acting(
        agree_to_settle, agreement=agreement(*merged), party=CLUB, role=None, settlement_hash=HASH
    ).then(agreed(CITY, CLEO), agreed(TRUST, CLEO), SETTLED)


def test_who_raised_it_withdraws_it():
    city = {"party": CITY, "role": MAYOR, "by": ADA}
    acting(withdraw_dispute, **city).then(e.DisputeWithdrawn(party=CITY, withdrawn_on=TODAY))
    acting(withdraw_dispute).then_refused(NotEntitled, "it alone can withdraw it")


def test_a_successor_withdraws_what_its_predecessor_raised():
    taken = a.PlaceSucceeded(predecessor=CITY, successor=CLUB, effective_from=TODAY)
    acting(withdraw_dispute, agreement=agreement(taken), party=CLUB, role=None).then(
        e.DisputeWithdrawn(party=CLUB, withdrawn_on=TODAY)
    )


def ruling(*later, **said):
    usual = {"agreement": agreement(), "reason": None, **BY_COURT}
    return given(Dispute, BEFORE, *later).when(record_ruling, **(usual | said))


def test_a_ruling_decides_it_at_whichever_stage():
    ruling().then(e.DisputeDecided(ruling=HASH, decided_on=TODAY))
    ruling(*IN_COURT, at=LATER).then(e.DisputeDecided(ruling=HASH, decided_on=LATER.date()))


def test_a_ruling_is_cited_and_named_by_its_hash():
    ruling(authority=f"agreement:{p.AGREEMENT}").then_refused(Refused, "cite the ruling")
    ruling(ruling="a page").then_refused(Refused, "a ruling is named by the SHA-256")


OVER = {
    "settled": SETTLED,
    "withdrawn": e.DisputeWithdrawn(party=CITY, withdrawn_on=TODAY),
    "decided": e.DisputeDecided(ruling=HASH, decided_on=TODAY),
}


@pytest.mark.parametrize("how", OVER)
def test_what_is_over_stays_so(how):
    over = happened(OVER[how], at=p.NOW)
    for command, more in (
        (refer, {}),
        (bring_to_court, {"court": "District Court"}),
        (agree_to_settle, {"settlement_hash": OTHER}),
        (withdraw_dispute, {}),
    ):
        acting(command, over, at=AFTER, **more).then_refused(OutOfOrder, f"is {how} already")
    ruling(over, at=AFTER).then_refused(OutOfOrder, f"is {how} already")


def test_what_was_never_raised_goes_nowhere():
    given(Dispute).when(
        refer, agreement=agreement(), party=TRUST, role=WARDEN, by=CLEO
    ).then_refused(NotFound, "there is no dispute")


@pytest.mark.parametrize("at", ["before a stage", "in court"])
def test_from_wherever_it_is_it_is_settled_withdrawn_or_decided(at):
    history, now = ((), p.NOW) if at == "before a stage" else (IN_COURT, LATER)
    city = happened(agreed(CITY, ADA), at=now)
    acting(agree_to_settle, *history, city, settlement_hash=HASH, at=now).then_goes("settled")
    by_city = {"party": CITY, "role": MAYOR, "by": ADA}
    acting(withdraw_dispute, *history, at=now, **by_city).then_goes("withdrawn")
    ruling(*history, at=now).then_goes("decided")


def test_nothing_happens_before_it_came_before_its_stage():
    acting(
        withdraw_dispute, party=CITY, role=MAYOR, by=ADA, occurred_on=date(2026, 5, 3)
    ).then_refused(OutOfOrder, "is where it is since 2026-05-04", "happened before, on 2026-05-03")
