"""An amendment changes the terms beside the text: on every day they must hold together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests import partnership as p
from tests.aggregates.amending import MINOR, drafted, standing_with
from tests.partnership import AGREEMENT, AMENDMENT, CITY, CLUB, ENDS, STARTS, TRUST
from tests.story import given

from accord.aggregates.agreement import Agreement, PartyTerms, Post, Procedure, Term
from accord.aggregates.agreement import events as a
from accord.aggregates.agreement.provisions import Contradiction
from accord.aggregates.agreement.terms import NoticeKind, NoticePeriod, Provision
from accord.aggregates.amendment import (
    Amendment,
    AmendmentDrafted,
    ProvisionDrafted,
    ProvisionStrikeDrafted,
    PutToDecision,
    adopt_amendment,
    changes_hash,
    draft_amendment,
)
from accord.aggregates.amendment.changes import changes_of
from accord.aggregates.effect import RetroactiveUnflagged
from accord.aggregates.matters import Matter
from accord.errors import Refused
from accord.rules import Verdict
from accord.text import Repeal, Substitute, TextConflict, modifications_hash

TODAY, JUNE, JULY = date(2026, 5, 4), date(2026, 6, 1), date(2026, 7, 1)
CARRIED = p.decision(*p.certified(Verdict.CARRIED))
PROCEDURE = {"procedures": (MINOR,)}
NOTICE = NoticePeriod(kind=NoticeKind.WITHDRAWAL, days=90, clause="members")


def drafting(terms=None, strike=(), modifications=(), before=(), **more):
    return given(Amendment).when(
        draft_amendment,
        title="Change",
        modifications=modifications,
        provisions=tuple(changes_of(terms or {}, strike)),
        **(standing_with(*before) | more),
    )


def test_a_provision_is_drafted_as_an_entry_of_its_own():
    told = drafting({"procedures": (MINOR,), "notice_periods": (NOTICE,)})

    told.then(
        AmendmentDrafted(agreement=AGREEMENT, title="Change"),
        ProvisionDrafted(procedure=MINOR),
        ProvisionDrafted(notice_period=NOTICE),
    )
    assert told.state.touches == {
        ("procedure", "minor_amendment"),
        ("notice_period", "withdrawal"),
    }


def test_what_goes_is_drafted_before_what_is_said():
    drafting(PROCEDURE, [(Provision.PROCEDURE, "termination")]).then(
        AmendmentDrafted(agreement=AGREEMENT, title="Change"),
        ProvisionStrikeDrafted(provision=Provision.PROCEDURE, key="termination"),
        ProvisionDrafted(procedure=MINOR),
    )


def test_a_body_is_said_anew_with_its_seats_and_rules():
    smaller = replace(p.BOARD, seats=p.BOARD.seats[:3])
    told = drafting({"bodies": (smaller,)})
    told.then(*told.events)

    kinds = [event.given[0] for event in told.events[1:]]
    assert kinds == ["body", "seats", "rule", "rule", "rule"]
    assert told.state.touches == {("body", "board")}

    before = standing_with((JUNE, [], {"bodies": (smaller,)}, []))["agreement"]
    assert before.terms_on(date(2026, 5, 31)).body("board") == p.BOARD
    assert before.terms_on(JUNE).body("board") == smaller


def test_the_hash_covers_the_provisions_where_there_are_any():
    texts, provisions = (Repeal("money"),), tuple(changes_of(PROCEDURE, ()))

    assert changes_hash(texts, ()) == modifications_hash(texts)
    assert changes_hash(texts, provisions) != changes_hash(texts, ())
    assert drafting(PROCEDURE, modifications=texts).state.hash == changes_hash(texts, provisions)


@pytest.mark.parametrize(
    ("terms", "strike", "words"),
    [
        (
            {"procedures": (Procedure(matter=Matter.ACCESSION, body="moot", cls="x"),)},
            (),
            "the matter “accession” is to be decided by body moot in class x",
        ),
        ({}, [(Provision.BODY, "board")], "but there is no such body"),
        ({}, [(Provision.POST, "mayor")], "post mayor signs, but the agreement does not"),
        ({"posts": (Post(post="club", title="C", party=CLUB),)}, (), "which is no party"),
    ],
)
def test_terms_that_do_not_hold_together_are_refused_with_the_day(terms, strike, words):
    drafting(terms, strike).then_refused(
        Contradiction, "on 2026-05-04 the terms would not hold together", words
    )


def test_terms_hold_together_on_every_later_day_too():
    later = (JUNE, [], {}, [(Provision.POST, "mayor")])
    deputy = {"signatories": (p.Signatory(party=CITY, post="city-1"),)}
    before = [(JUNE, [], deputy, []), later]

    back = {"signatories": (p.Signatory(party=CITY, post="mayor"),)}
    drafting({**PROCEDURE}, before=before).then(
        AmendmentDrafted(agreement=AGREEMENT, title="Change", base=2),
        ProvisionDrafted(procedure=MINOR),
    )
    drafting(back, before=before, effective_from=JUNE).then_refused(
        Contradiction, "on 2026-06-01 the terms would not hold together", "post mayor signs"
    )


def test_a_contradiction_that_somebody_left_behind_stands_in_nobodys_way():
    """A party that is gone leaves its posts; an amendment that changes something else is none the worse."""
    gone = a.ProvisionRepealed(
        effective_from=TODAY, amendment=AMENDMENT, provision=Provision.PARTY, key=str(TRUST)
    )
    agreement = p.agreement(*p.in_force(gone))
    told = drafting({"notice_periods": (NOTICE,)}, agreement=agreement)
    told.then(*told.events)


@pytest.mark.parametrize(
    ("terms", "strike", "words"),
    [
        ({"parties": (PartyTerms(party=CLUB),)}, (), "a party joins an agreement by accession"),
        ({}, [(Provision.PARTY, str(TRUST))], "leaves an agreement by withdrawal or expulsion"),
        ({}, [(Provision.CLAUSE, "money")], "clause money is changed by a modification"),
        ({}, [(Provision.RENEWAL, "")], "the renewal cannot be struck: the agreement has none"),
        ({}, [(Provision.POST, "clerk")], "post clerk cannot be struck: the agreement has none"),
    ],
)
def test_what_no_amendment_can_do(terms, strike, words):
    drafting(terms, strike).then_refused(Refused, words)


def test_class_and_weight_of_a_party_can_be_amended():
    told = drafting({"parties": (PartyTerms(party=TRUST, cls="funder"),)})
    told.then(*told.events)


def test_what_is_amended_of_a_party_does_not_bring_it_back_once_it_has_left():
    heavier = a.ProvisionAmended(
        effective_from=JULY, amendment=AMENDMENT, party=PartyTerms(party=TRUST, cls="funder")
    )
    gone = a.ProvisionRepealed(
        effective_from=JUNE, amendment=AMENDMENT, provision=Provision.PARTY, key=str(TRUST)
    )
    assert p.agreement(*p.in_force(heavier)).terms_on(JULY).party(TRUST).cls == "funder"
    assert p.agreement(*p.in_force(heavier, gone)).parties_on(JULY) == (CITY,)


# --- The term --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("term", "words"),
    [
        (Term(starts_on=JUNE), "its first day cannot be amended"),
        (Term(ends_on=TODAY), "the term would end on 2026-05-04; it must end after 2026-05-04"),
        (Term(ends_on=date(2025, 1, 1)), "it must end after 2026-05-04"),
    ],
)
def test_the_term_ends_in_time_to_come(term, words):
    drafting({"term": term}).then_refused(Refused, words)


def test_the_term_ends_after_the_amendment_takes_effect():
    drafting({"term": Term(ends_on=JUNE)}, effective_from=JUNE).then_refused(
        Refused, "the term would end on 2026-06-01; it must end after 2026-06-01"
    )


@pytest.mark.parametrize("until", [date(2027, 1, 1), date(2031, 1, 1), None])
def test_an_amended_term_moves_the_end_of_the_agreement(until):
    amended = standing_with((JUNE, [], {"term": Term(starts_on=STARTS, ends_on=until)}, []))
    assert amended["agreement"].life.ends_on(JUNE) == until


def test_a_term_of_which_the_end_alone_is_said_keeps_its_first_day():
    drafting({"term": Term(ends_on=JULY)}).then(
        AmendmentDrafted(agreement=AGREEMENT, title="Change"),
        ProvisionDrafted(term=Term(starts_on=STARTS, ends_on=JULY)),
    )


def test_a_term_that_is_struck_has_no_end():
    struck = standing_with((JUNE, [], {}, [(Provision.TERM, "")]))["agreement"]
    assert struck.life.ends_on(JUNE) is None
    assert standing_with()["agreement"].life.ends_on(JUNE) == ENDS


# --- The day, and those before ---------------------------------------------------------------


def test_an_amendment_can_be_drafted_for_a_day():
    told = drafting(PROCEDURE, effective_from=JUNE)

    told.then(
        AmendmentDrafted(agreement=AGREEMENT, title="Change", effective_from=JUNE),
        ProvisionDrafted(procedure=MINOR),
    )


@pytest.mark.parametrize(
    ("day", "kind", "words"),
    [
        (date(2026, 5, 1), RetroactiveUnflagged, "this would hold from 2026-05-01, before today"),
        (ENDS, Refused, "this cannot hold from 2029-04-01: the agreement is in force from"),
    ],
)
def test_an_amendment_is_drafted_for_a_day_that_can_be(day, kind, words):
    drafting(PROCEDURE, effective_from=day).then_refused(kind, words)


def adopting(history, before, **more):
    put = PutToDecision(decision=p.DECISION)
    return given(Amendment, *history, put).when(
        adopt_amendment, decision=CARRIED, **(standing_with(*before) | more)
    )


def test_an_unseen_amendment_of_the_same_provision_is_a_conflict():
    adopting(drafted(terms=PROCEDURE), [(TODAY, [], PROCEDURE, [])]).then_refused(
        TextConflict, "changes procedure minor_amendment; draft this one again"
    )


def test_an_unseen_amendment_of_another_provision_is_none():
    told = adopting(drafted(terms=PROCEDURE), [(TODAY, [], {"notice_periods": (NOTICE,)}, [])])
    told.then(*told.events)
    assert told.events[0].adoption_seq == 2


def test_an_amendment_is_adopted_for_the_day_it_was_drafted_for():
    history = drafted(terms=PROCEDURE, effective_from=JUNE)
    assert adopting(history, []).events[0].effective_from == JUNE
    assert adopting(history, [], effective_from=JULY).events[0].effective_from == JULY


def test_terms_are_checked_again_at_adoption():
    history = drafted(terms=PROCEDURE)
    without = standing_with((TODAY, [], {}, []))
    gone = a.ProvisionRepealed(
        effective_from=TODAY, amendment=CLUB, provision=Provision.PROCEDURE, key="amendment"
    )
    gone2 = a.ProvisionRepealed(
        effective_from=TODAY, amendment=CLUB, provision=Provision.PROCEDURE, key="termination"
    )
    nobody = a.ProvisionRepealed(
        effective_from=TODAY, amendment=CLUB, provision=Provision.BODY, key="board"
    )
    agreement = p.agreement(*p.in_force(gone, gone2, nobody))
    adopting(history, [], agreement=agreement, incorporated=without["incorporated"]).then_refused(
        Contradiction,
        "“minor amendment” is to be decided by body board",
        "but there is no such body",
    )


def test_an_agreement_remembers_terms_of_each_day():
    agreement = standing_with((JUNE, [], PROCEDURE, []), (JULY, [], {}, [(Provision.TERM, "")]))
    agreement = agreement["agreement"]
    assert isinstance(agreement, Agreement)
    assert agreement.terms_on(TODAY).procedure_for(Matter.MINOR_AMENDMENT) is None
    assert agreement.terms_on(JUNE).procedure_for(Matter.MINOR_AMENDMENT) == MINOR
    assert agreement.terms_on(JULY).term == Term()


def test_an_amendment_leaves_nobody_without_who_signs_for_it():
    drafting(strike=[(Provision.SIGNATORY, str(p.CITY))]).then_refused(
        Contradiction, f"the terms would not hold together: party {p.CITY} has no signatory"
    )


def test_an_amendment_that_says_what_is_said_already_is_none():
    drafting({"term": p.TERMS.term}).then_refused(Refused, "say all of this already")
    same = next(clause for clause in p.TERMS.clauses if clause.id == "money")
    drafting(modifications=[Substitute(same)]).then_refused(Refused, "say all of this already")
    told = drafting(modifications=[Substitute(same), Repeal("members")])
    assert told.refused is None
