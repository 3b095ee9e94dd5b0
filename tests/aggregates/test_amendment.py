"""An amendment is drafted on the text as it stands, decided, and adopted from a day on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from tests import partnership as p
from tests.partnership import AGREEMENT, AMENDMENT, CLUB, DECISION, MONEY, PURPOSE, STARTS
from tests.story import NOW, given, happened

from accord.aggregates.agreement.events import AmendmentIncorporated
from accord.aggregates.amendment import (
    Amendment,
    AmendmentAdopted,
    AmendmentDrafted,
    InsertionDrafted,
    PutToDecision,
    RepealDrafted,
    SubstitutionDrafted,
    adopt_amendment,
    draft_amendment,
    put_to_decision,
)
from accord.aggregates.effect import RetroactiveUnflagged
from accord.errors import NotFound, OutOfOrder, Refused
from accord.rules import Verdict
from accord.text import (
    Clause,
    Incorporated,
    Insert,
    Repeal,
    Substitute,
    TextConflict,
    modifications_hash,
)

TODAY, JUNE = date(2026, 5, 4), date(2026, 6, 1)
BY_USE = Clause(id="money", num="3", heading="Money", text="3. Costs follow use.\n")
AUDIT = Clause(id="audit", num="4", heading="Audit", text="4. Books are open.\n")
CHANGES = (Substitute(BY_USE), Insert(AUDIT, after="money"), Repeal("members"))
DRAFTED = (
    AmendmentDrafted(agreement=AGREEMENT, title="Costs by use"),
    SubstitutionDrafted(clause="money", num="3", heading="Money", text=BY_USE.text),
    InsertionDrafted(clause="audit", num="4", heading="Audit", text=AUDIT.text, after="money"),
    RepealDrafted(clause="members"),
)
DECIDED = (*DRAFTED, PutToDecision(decision=DECISION))
KNOWING_ONE = AmendmentDrafted(agreement=AGREEMENT, title="Costs by use", base=1)
CERTIFIED = datetime(2026, 5, 1, 9, tzinfo=UTC)
TICK = timedelta(microseconds=1)
CARRIED = p.decision(*p.certified(Verdict.CARRIED))


def incorporated(*entries):
    """The agreement and what belongs to it already: `(day, modification…)` in order of adoption."""
    events = [
        AmendmentIncorporated(
            effective_from=day, amendment=CLUB, adoption_seq=seq, modifications_hash="0" * 64
        )
        for seq, (day, *_) in enumerate(entries, 1)
    ]
    texts = [Incorporated(day, seq, tuple(mods)) for seq, (day, *mods) in enumerate(entries, 1)]
    return {"agreement": p.agreement(*p.in_force(*events)), "incorporated": texts}


def drafting(*history, modifications=CHANGES, before=(), **more):
    return given(Amendment, *history).when(
        draft_amendment,
        title="Costs by use",
        modifications=modifications,
        **(incorporated(*before) | more),
    )


def putting(*history, before=(), **more):
    return given(Amendment, *history).when(
        put_to_decision, decision=p.decision(), **(incorporated(*before) | more)
    )


def adopting(*history, decision=CARRIED, before=(), **more):
    return given(Amendment, *history).when(
        adopt_amendment, decision=decision, **(incorporated(*before) | more)
    )


def adopted(from_=TODAY, seq=1, modifications=CHANGES):
    return AmendmentAdopted(
        effective_from=from_,
        decision=DECISION,
        adoption_seq=seq,
        modifications_hash=modifications_hash(modifications),
    )


# --- Drafting --------------------------------------------------------------------------------


def test_each_modification_is_an_entry_of_its_own():
    told = drafting()

    told.then(*DRAFTED)
    assert told.state.modifications == list(CHANGES)


def test_an_amendment_names_how_many_came_before_it():
    told = drafting(modifications=[Repeal("money")], before=[(STARTS, Repeal("members"))])

    assert told.events[0].base == 1
    told.then(*told.events)


def test_an_insertion_may_stand_before_a_clause_or_at_the_end():
    for place in ({"before": "purpose"}, {}):
        drafting(modifications=[Insert(AUDIT, **place)]).then(
            DRAFTED[0],
            InsertionDrafted(clause="audit", num="4", heading="Audit", text=AUDIT.text, **place),
        )


def test_an_amendment_is_drafted_once():
    drafting(*DRAFTED).then_refused(OutOfOrder, "is already drafted")


def test_an_amendment_changes_something():
    drafting(modifications=[]).then_refused(Refused, "changes at least one clause")


@pytest.mark.parametrize(
    ("history", "stage"),
    [(p.opened(), "open for signature"), (p.in_force(until=TODAY), "expired")],
)
def test_only_what_is_concluded_or_in_force_is_amended(history, stage):
    drafting(agreement=p.agreement(*history)).then_refused(
        OutOfOrder, "only what is concluded or in force can be amended", f"it is {stage}"
    )


def test_before_it_is_in_force_it_is_amended_from_its_first_day_on():
    eve = datetime(2026, 3, 31, 20, 30, tzinfo=UTC)
    drafting(at=eve).then(*DRAFTED)
    drafting(at=eve, effective_from=STARTS).then(
        replace(DRAFTED[0], effective_from=STARTS), *DRAFTED[1:]
    )
    drafting(at=eve, effective_from=STARTS - timedelta(days=1)).then_refused(
        Refused, "cannot hold from 2026-03-31", "in force from 2026-04-01"
    )


def test_a_clause_is_named_as_clauses_are():
    drafting(modifications=[Insert(Clause(id="Audit 1", text="x"))]).then_refused(
        Refused, "'Audit 1' cannot name a clause"
    )


def test_a_clause_is_inserted_in_one_place():
    drafting(modifications=[Insert(AUDIT, after="money", before="purpose")]).then_refused(
        Refused, "after or before another, not both"
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (Substitute(AUDIT), "clause audit cannot be substituted"),
        (Repeal("audit"), "clause audit cannot be repealed"),
        (Insert(MONEY), "clause money cannot be inserted: the text already has"),
        (Insert(AUDIT, after="x"), "clause x cannot be the place for an insertion"),
        (Insert(AUDIT, before="x"), "clause x cannot be the place for an insertion"),
    ],
)
def test_a_modification_fits_the_text(change, words):
    drafting(modifications=[change]).then_refused(TextConflict, words)


def test_a_modification_fits_what_those_before_it_leave():
    drafting(modifications=[Repeal("money"), Substitute(BY_USE)]).then_refused(
        TextConflict, "clause money cannot be substituted"
    )


def test_a_modification_fits_the_text_as_amended_so_far():
    drafting(modifications=[Substitute(BY_USE)], before=[(STARTS, Repeal("money"))]).then_refused(
        TextConflict, "clause money cannot be substituted"
    )


def test_a_modification_takes_nothing_from_under_an_amendment_still_to_come():
    drafting(modifications=[Repeal("money")], before=[(JUNE, Substitute(BY_USE))]).then_refused(
        TextConflict, "clause money cannot be substituted"
    )


def test_no_amendment_leaves_the_agreement_without_text():
    everything = [Repeal(clause.id) for clause in p.TERMS.clauses]
    told = drafting(modifications=everything)
    told.then_refused(
        Refused, "the agreement would have no text from 2026-05-04; to end it, terminate it"
    )
    assert told.refused.facts == {"field": "modifications"}

    rewritten = drafting(modifications=[*everything, Insert(AUDIT)])
    rewritten.then(*rewritten.events)


# --- The decision ----------------------------------------------------------------------------


def test_an_amendment_is_put_to_a_decision():
    putting(*DRAFTED).then(DECIDED[-1])


def test_an_amendment_is_put_to_one_decision():
    putting(*DECIDED).then_refused(OutOfOrder, f"already put to decision {DECISION}")


def test_an_amendment_is_put_to_a_decision_after_it_was_drafted():
    late = [happened(each, at=NOW) for each in DRAFTED]
    putting(*late, occurred_at=NOW - timedelta(hours=1)).then_refused(
        OutOfOrder, "before the last draft of this amendment"
    )


def test_what_was_never_drafted_is_not_put_to_a_decision():
    putting().then_refused(NotFound, f"there is no amendment {AMENDMENT}")


# --- Adoption --------------------------------------------------------------------------------


def test_a_carried_motion_adopts_the_amendment_from_today():
    adopting(*DECIDED).then(adopted())


def test_an_amendment_may_hold_from_a_later_day():
    adopting(*DECIDED, effective_from=JUNE).then(adopted(JUNE))


def test_an_amendment_of_the_past_must_be_said_to_be_retroactive():
    earlier = date(2026, 5, 1)
    adopting(*DECIDED, effective_from=earlier).then_refused(RetroactiveUnflagged)
    adopting(*DECIDED, effective_from=earlier, retroactive=True, reason="As agreed.").then(
        adopted(earlier)
    )


def test_an_amendment_is_adopted_once():
    adopting(*DECIDED, adopted()).then_refused(OutOfOrder, "the amendment is already adopted")


@pytest.mark.parametrize(
    ("decision", "found"),
    [
        (p.decision(p.tabled()), "not certified yet"),
        (p.decision(*p.certified(Verdict.LOST)), "the decision is lost"),
    ],
)
def test_only_a_carried_motion_adopts(decision, found):
    adopting(*DECIDED, decision=decision).then_refused(OutOfOrder, found)


def test_what_was_never_drafted_is_not_adopted():
    adopting().then_refused(NotFound, "there is no amendment")


def test_another_amendment_of_the_same_clause_meanwhile_is_a_conflict():
    adopting(*DECIDED, before=[(STARTS, Substitute(MONEY))]).then_refused(
        TextConflict,
        "another amendment, in force from 2026-04-01, changes clause money; draft this one again",
    )


def test_another_amendment_of_the_same_clause_that_takes_effect_later_is_a_conflict_too():
    """The later one was known, but its text would come to stand upon words that it never saw."""
    changed = {"before": [(JUNE, Substitute(MONEY))]}
    adopting(KNOWING_ONE, *DECIDED[1:], **changed).then_refused(
        TextConflict,
        "in force from 2026-06-01, changes clause money; let this one, drafted on the text after "
        "that, take effect no earlier",
    )
    adopting(KNOWING_ONE, *DECIDED[1:], effective_from=JUNE, **changed).then(adopted(JUNE, seq=2))


def test_a_clause_that_is_repealed_later_is_changed_for_the_days_before():
    """Nothing comes to stand upon words that it never saw: from the later day on there are none."""
    gone = {"before": [(JUNE, Repeal("money"))]}
    told = adopting(KNOWING_ONE, *DECIDED[1:], **gone)
    told.then(*told.events)
    assert told.state.effective_from < JUNE
    adopting(*DECIDED, **gone).then_refused(TextConflict, "draft this one again")
    adopting(KNOWING_ONE, *DECIDED[1:], effective_from=JUNE, **gone).then_refused(
        TextConflict, "clause money cannot be substituted"
    )


def test_an_amendment_is_adopted_after_its_decision_was_certified():
    *voted, certificate = p.certified(Verdict.CARRIED)
    carried = p.decision(*voted, happened(certificate, at=CERTIFIED))
    past = {"retroactive": True, "reason": "Found in the minutes."}
    adopting(*DECIDED, decision=carried, occurred_at=CERTIFIED, **past).then(
        adopted(date(2026, 5, 1))
    )
    adopting(*DECIDED, decision=carried, occurred_at=CERTIFIED - TICK, **past).then_refused(
        OutOfOrder, "before the decision was certified, which was not before 2026-05-01T09:00"
    )


def test_no_amendment_that_is_adopted_leaves_the_agreement_without_text():
    history = (DRAFTED[0], RepealDrafted(clause="money"), RepealDrafted(clause="members"))
    adopting(*history, DECIDED[-1], before=[(JUNE, Repeal("purpose"))]).then_refused(
        Refused, "the agreement would have no text from 2026-06-01; to end it, terminate it"
    )


def test_another_amendment_of_another_clause_meanwhile_is_none():
    adopting(*DECIDED, before=[(STARTS, Substitute(PURPOSE))]).then(adopted(seq=2))


def test_an_amendment_of_the_same_clause_that_was_known_when_drafting_is_none():
    adopting(KNOWING_ONE, *DECIDED[1:], before=[(STARTS, Substitute(MONEY))]).then(adopted(seq=2))


def test_an_amendment_that_lost_its_place_meanwhile_is_not_adopted():
    history = (
        DRAFTED[0],
        InsertionDrafted(clause="audit", text=AUDIT.text, after="members"),
        DECIDED[-1],
    )
    adopting(*history, before=[(STARTS, Repeal("members"))]).then_refused(
        TextConflict, "clause members cannot be the place for an insertion"
    )
