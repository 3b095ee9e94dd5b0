"""A draft is shared, parties ask for changes and may leave, and it is adopted, or abandoned."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from tests import partnership as p
from tests.partnership import CITY, CLUB, MONEY, PURPOSE, TERMS, TRUST
from tests.story import NOW, given, happened

from accord.aggregates.agreement import (
    Agreement,
    PartyTerms,
    Post,
    Signatory,
    Stage,
    abandon,
    adopt_text,
    answer_change,
    leave_negotiation,
    request_change,
    revise_text,
    share_draft,
)
from accord.aggregates.agreement import events as e
from accord.aggregates.agreement.assents import asked as sought
from accord.aggregates.agreement.provisions import Contradiction
from accord.aggregates.matters import Matter
from accord.errors import NotEntitled, NotFound, OutOfOrder, Refused
from accord.events import Disclosed

DAY = date(2026, 5, 4)
BEFORE = date(2026, 1, 30)
NEW_MONEY = replace(MONEY, text="3. The city pays.\n")


def shared(*later, **changes):
    return [p.drafted(**changes), e.DraftShared(recipients=(CITY, TRUST)), *later]


def asked(number=1, party=TRUST, clauses=(), request="Say it shorter."):
    return e.ChangeRequested(
        number=number, party=party, clauses=clauses, request=Disclosed(request)
    )


def agreed(party, matter=Matter.ADOPTION):
    signatory, post = {CITY: (p.ADA, "mayor"), TRUST: (p.CLEO, "warden")}[party]
    return e.AssentGiven(party=party, signatory=signatory, post=post, matter=matter)


BOTH = (agreed(CITY), agreed(TRUST))
REVISED = e.ClauseRevised(clause="money", num="3", heading="Money", text=NEW_MONEY.text)
ADOPTED = e.TextAdopted(text_hash=p.TEXT_HASH, terms_hash=TERMS.hash())


def stage(*history, on=DAY):
    return p.agreement(*history).stage(on)


# --- Sharing ---------------------------------------------------------------------------------


def sharing(*history, recipients=(CITY, TRUST), **said):
    return given(Agreement, *history).when(share_draft, recipients=recipients, **said)


def test_a_draft_is_shared_with_the_parties_that_it_names():
    told = sharing(p.drafted(), recipients=[TRUST, CITY])

    told.then(e.DraftShared(recipients=(TRUST, CITY)))
    assert told.state.stage(DAY) is Stage.SHARED


def test_a_draft_is_shared_with_each_party_once():
    told = sharing(p.drafted(), recipients=[TRUST, CITY, TRUST])
    told.then_refused(Refused, f"party {TRUST} stands twice in this list", "each party once")
    assert told.refused.facts == {"field": "recipients/2"}


def test_a_shared_draft_is_revised_and_shared_again():
    revised = given(Agreement, shared()).when(
        revise_text, terms=replace(TERMS, clauses=(PURPOSE, p.MEMBERS, NEW_MONEY))
    )
    revised.then(REVISED)
    assert revised.state.stage(DAY) is Stage.SHARED
    sharing(shared(), REVISED).then(e.DraftShared(recipients=(CITY, TRUST)))


def test_a_draft_is_shared_with_nobody_else():
    sharing(p.drafted(), recipients=[CLUB]).then_refused(
        NotEntitled, f"{CLUB} is no party", "the draft does not name it"
    )
    sharing(p.drafted(), recipients=[]).then_refused(Refused, "say with which parties")


def test_a_draft_is_shared_after_it_was_written():
    sharing(p.drafted(), occurred_on=BEFORE).then_refused(OutOfOrder, "before its last draft")


def test_what_is_adopted_is_shared_no_more():
    sharing(p.adopted()).then_refused(OutOfOrder, "must be draft or shared", "it is adopted")


def test_what_was_never_drafted_is_not_shared():
    sharing().then_refused(NotFound, "there is no agreement")


# --- Requests for change ---------------------------------------------------------------------


def asking(*history, party=TRUST, request="Say it shorter.", **said):
    return given(Agreement, *history).when(request_change, party=party, request=request, **said)


def test_requests_for_change_are_numbered():
    asking(shared()).then(asked())
    asking(shared(asked()), clauses=["money"]).then(asked(2, clauses=("money",)))


def test_the_words_of_a_request_can_be_erased():
    (event,) = asking(shared()).events

    assert event.request == Disclosed("Say it shorter.")


def test_a_change_is_requested_of_a_shared_draft_by_a_party_that_it_names():
    asking(p.drafted()).then_refused(OutOfOrder, "must be shared", "it is draft")
    asking(p.adopted()).then_refused(OutOfOrder, "must be shared", "it is adopted")
    asking(shared(), party=CLUB).then_refused(NotEntitled, f"{CLUB} is no party")
    asking(shared(), clauses=["fish"]).then_refused(Refused, "the draft has no clause fish")
    twice = asking(shared(), clauses=["money", "money"])
    twice.then_refused(Refused, "clause money stands twice")
    assert twice.refused.facts["field"] == "clauses/1"
    asking(shared(), occurred_on=BEFORE).then_refused(OutOfOrder, "last shared or revised")


def test_who_has_not_got_the_draft_asks_for_no_change_of_it():
    to_city = e.DraftShared(recipients=(CITY,))
    asking(p.drafted(), to_city).then_refused(
        OutOfOrder, f"the draft was not shared with party {TRUST}", "share it first"
    )
    asking(p.drafted(), to_city, e.DraftShared(recipients=(TRUST,))).then(asked())
    asking(p.drafted(), happened(to_city, on_behalf_of=TRUST)).then(asked())


def test_requests_that_came_by_letter_are_recorded_in_any_order():
    late = happened(asked(), at=datetime(2026, 3, 2, 9, tzinfo=UTC))
    asking(shared(), late, occurred_on=date(2026, 3, 1)).then(asked(2))


def answering(*history, number=1, answer=e.ChangeAnswer.DECLINED, **said):
    return given(Agreement, *history).when(answer_change, number=number, answer=answer, **said)


@pytest.mark.parametrize("answer", e.ChangeAnswer)
def test_a_request_is_answered(answer):
    told = answering(shared(asked()), answer=answer)

    told.then(e.ChangeAnswered(number=1, answer=answer))
    assert told.state.negotiation.unanswered() == []


def test_a_request_is_answered_once():
    answered = e.ChangeAnswered(number=1, answer=e.ChangeAnswer.TAKEN_UP)
    answering(shared(asked(), answered)).then_refused(OutOfOrder, "is already answered")
    answering(shared(asked()), number=2).then_refused(NotFound, "no change number 2")


def test_no_request_is_answered_before_it_was_made():
    letter = happened(asked(), at=NOW)
    answering(shared(letter), occurred_at=NOW - timedelta(hours=1)).then_refused(
        OutOfOrder, "this would have happened before the request"
    )


def test_only_requests_on_a_shared_draft_are_answered():
    answering(p.adopted()).then_refused(OutOfOrder, "must be shared", "it is adopted")


def test_to_revise_each_clause_that_it_names_answers_a_request():
    both = shared(asked(clauses=("money", "purpose")))
    assert p.agreement(both, REVISED).negotiation.unanswered() == [1]

    struck = e.ProvisionStruck(provision=e.Provision.CLAUSE, key="purpose")
    answering(both, REVISED, struck).then_refused(OutOfOrder, "is already answered")


def test_a_request_that_names_no_clause_is_answered_in_words():
    assert p.agreement(shared(asked()), REVISED).negotiation.unanswered() == [1]


# --- Leaving ---------------------------------------------------------------------------------


def leaving(*history, party=TRUST, **said):
    return given(Agreement, *history).when(leave_negotiation, party=party, **said)


def struck(provision, party=TRUST):
    return e.ProvisionStruck(provision=provision, key=str(party))


LEFT = (
    e.NegotiationLeft(party=TRUST),
    struck(e.Provision.PARTY),
    struck(e.Provision.SIGNATORY),
)


def test_who_leaves_the_negotiation_is_out_of_the_terms_with_its_signatory():
    told = leaving(shared())

    told.then(*LEFT)
    assert told.state.parties_on(DAY) == (CITY,)
    assert told.state.terms.signatory_of(TRUST) is None
    assert told.state.terms.hash() != TERMS.hash()


def test_who_has_no_signatory_leaves_all_the_same():
    leaving(shared(signatories=())).then(*LEFT[:2])


def test_a_party_leaves_once_and_only_a_negotiation():
    leaving(shared(*LEFT)).then_refused(NotEntitled, f"{TRUST} is no party")
    leaving(p.opened()).then_refused(OutOfOrder, "nobody can leave", "it is open for signature")
    leaving(shared(), occurred_on=BEFORE).then_refused(OutOfOrder, "before its last draft")


def test_with_one_party_left_a_draft_is_abandoned_or_names_another():
    alone = shared(*LEFT)
    sharing(alone, recipients=[CITY]).then_refused(OutOfOrder, "names fewer than two parties")
    adopting(alone).then_refused(Contradiction, "needs at least two parties")
    given(Agreement, alone).when(abandon, reason="Nobody is left.").then(e.AgreementAbandoned())
    assert given(Agreement, alone).when(revise_text, terms=TERMS).refused is None


def test_what_the_draft_kept_for_a_party_that_left_is_revised_before_the_adoption():
    three = (*TERMS.parties, PartyTerms(party=CLUB))
    signing = (*TERMS.signatories, Signatory(party=CLUB, post="captain"))
    posts = (*TERMS.posts, Post(post="captain", title="Captain", party=CLUB))
    history = p.drafted(parties=three, signatories=signing, posts=posts)
    adopting(history, *LEFT).then_refused(
        Contradiction, "post trust-1 is kept for party", "no party of this agreement"
    )


def test_what_a_party_asked_for_that_has_left_needs_no_answer():
    assert p.agreement(shared(asked(), *LEFT)).negotiation.unanswered() == []


# --- Adoption of a shared draft --------------------------------------------------------------


def adopting(*history, **said):
    return given(Agreement, *history).when(adopt_text, **said)


def test_a_shared_draft_is_adopted_once_each_party_has_assented():
    adopting(shared(*BOTH)).then(ADOPTED)
    told = adopting(shared(agreed(CITY)))
    told.then_refused(OutOfOrder, "1 have not given it", str(TRUST))
    assert told.refused.facts["missing"] == [str(TRUST)]


def test_a_draft_that_was_never_shared_is_adopted_without_assent():
    adopting(p.drafted()).then(ADOPTED)


@pytest.mark.parametrize(
    "revision",
    [
        REVISED,
        e.TitleRevised(title="Clean river"),
        e.TermDrafted(starts_on=p.STARTS),
        e.ProcedureDrafted(matter=Matter.ACCESSION, body="board", cls="change"),
    ],
)
def test_a_revision_takes_every_assent_to_the_adoption_back(revision):
    adopting(shared(*BOTH), revision).then_refused(OutOfOrder, "2 have not given it")


def test_a_revision_takes_no_other_assent_back():
    other = agreed(CITY, Matter.RENEWAL)
    assert sought(Matter.RENEWAL) in p.agreement(shared(other), REVISED).assents


def test_no_text_is_adopted_while_a_request_is_unanswered():
    history = shared(*BOTH, asked(), asked(2, CITY))
    told = adopting(history)
    told.then_refused(OutOfOrder, "while requests to change it are unanswered: 1, 2")
    assert told.refused.facts["unanswered"] == [1, 2]

    answers = [e.ChangeAnswered(number=n, answer=e.ChangeAnswer.DECLINED) for n in (1, 2)]
    adopting(history, *answers).then(ADOPTED)


# --- Abandoning ------------------------------------------------------------------------------


def abandoning(*history, reason="The river was moved.", **said):
    return given(Agreement, *history).when(abandon, reason=reason, **said)


DECLINED = e.SignatureDeclined(party=CITY, signatory=p.ADA, post="mayor")
SHARED, ADOPTION, OPENED = shared(), p.adopted(), p.opened()


@pytest.mark.parametrize("history", [p.drafted(), SHARED, ADOPTION, [OPENED, DECLINED]])
def test_what_is_not_concluded_can_be_abandoned_for_a_reason(history):
    told = abandoning(history)

    told.then(e.AgreementAbandoned())
    assert told.state.stage(DAY) is Stage.ABANDONED
    abandoning(history, reason=None).then_refused(Refused, "say why")


def test_while_parties_can_sign_and_none_has_declined_nothing_is_abandoned():
    abandoning(p.opened(deadline=DAY)).then_refused(
        OutOfOrder, "the parties can sign up to and including 2026-05-04, and none has declined"
    )
    abandoning(OPENED).then_refused(OutOfOrder, "the parties can sign, and none has declined")
    abandoning(p.opened(deadline=DAY), DECLINED).then(e.AgreementAbandoned())


def test_what_lapsed_without_its_signatures_can_be_abandoned():
    abandoning(p.opened(deadline=date(2026, 5, 3))).then(e.AgreementAbandoned())


def test_what_is_concluded_is_not_abandoned():
    abandoning(p.in_force()).then_refused(OutOfOrder, "cannot be abandoned", "it is in force")
    abandoning(p.drafted(), occurred_on=BEFORE).then_refused(OutOfOrder, "before the last act")


def test_what_is_abandoned_stays_so():
    history = [p.drafted(), e.AgreementAbandoned()]
    for told in (
        abandoning(history),
        sharing(history),
        adopting(history),
        given(Agreement, history).when(revise_text, terms=replace(TERMS, title="Again")),
    ):
        told.then_refused(OutOfOrder, "it is abandoned")


def test_the_stages_follow_one_another():
    assert stage(p.drafted()) is Stage.DRAFT
    assert stage(shared()) is Stage.SHARED
    assert stage(shared(*BOTH, ADOPTED)) is Stage.ADOPTED
