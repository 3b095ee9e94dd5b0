"""An adopted amendment whose ground fell is annulled: text and terms are what they are without it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from tests import partnership as p
from tests.aggregates.amending import MINOR, drafted, standing_with
from tests.partnership import DECISION, MEMBERS, MONEY
from tests.story import given, happened, recorded, standing

from accord.aggregates.agreement import Seat, Signatory, Term
from accord.aggregates.agreement import events as a
from accord.aggregates.agreement.terms import Provision, Renewal, RenewalKind
from accord.aggregates.amendment import (
    Amendment,
    AmendmentAdopted,
    AmendmentAdoptedByAssent,
    AmendmentAnnulled,
    AmendmentRebased,
    PutToDecision,
    adopt_amendment,
    annul,
    taken_back,
)
from accord.aggregates.amendment.memory import Stage
from accord.aggregates.decision import Decision
from accord.aggregates.decision.aftermath_events import DecisionRescinded, ResultAnnulled
from accord.aggregates.effect import RetroactiveUnflagged
from accord.errors import OutOfOrder, Refused
from accord.rules import Verdict
from accord.text import (
    Clause,
    Incorporated,
    Insert,
    Repeal,
    Substitute,
    TextConflict,
    text_on,
)

TODAY, MAY, APRIL = date(2026, 5, 4), date(2026, 5, 1), date(2026, 4, 10)
JUNE, JULY = date(2026, 6, 1), date(2026, 7, 1)
BY_COURT = {"authority": "instrument:District Court 7/2026"}
BY_USE = Clause(id="money", num="3", heading="Money", text="3. Costs follow use.\n")
AUDIT = Clause(id="audit", num="4", heading="Audit", text="4. Books are open.\n")
CHANGES = (Substitute(BY_USE), Insert(AUDIT, after="money"))
ONE, TWO, THREE = (UUID(int=number) for number in (1, 2, 3))
CARRIED = p.certified(Verdict.CARRIED)
FELL = p.decision(*CARRIED, ResultAnnulled(challenge=1))
STANDS = p.decision(*CARRIED)
RESCINDED = p.decision(*CARRIED, DecisionRescinded(decision=TWO, effective_from=JUNE))


def adopted(from_: date = APRIL, *texts: Any, terms: Any = None, strike: Any = ()) -> list[Any]:
    """The amendment was adopted by a body, with effect from a day."""
    came = AmendmentAdopted(
        effective_from=from_, decision=DECISION, adoption_seq=1, modifications_hash="0" * 64
    )
    return [*drafted(*texts, terms=terms, strike=strike), PutToDecision(decision=DECISION), came]


ADOPTED = adopted(APRIL, *CHANGES)
BY_ASSENT = [
    *drafted(*CHANGES),
    AmendmentAdoptedByAssent(effective_from=APRIL, adoption_seq=1, modifications_hash="0" * 64),
]


def annulling(*history: Any, among: Any = (), agreed: Any = None, **said: Any) -> Any:
    """What comes of annulling the first amendment of an agreement, `among` which are these."""
    usual = {"ab_initio": True, "decision": FELL, "reason": "The chair was not entitled to rule."}
    return given(Amendment, *history, id=ONE).when(
        annul,
        **(standing_with(*among, **(agreed or {})) | usual | said),
    )


def first(*texts: Any, said: Any = None, struck: Any = (), day: date = APRIL) -> tuple[Any, ...]:
    return (day, list(texts), said or {}, struck)


FIRST = first(*CHANGES)


# --- It happens ------------------------------------------------------------------------------


def test_an_amendment_whose_decision_was_annulled_never_had_effect():
    told = annulling(*ADOPTED, among=[FIRST])

    told.then(AmendmentAnnulled(ab_initio=True, fallen=DECISION))
    assert {told.state.stage(day) for day in (date.min, MAY, JULY)} == {Stage.ANNULLED}


def test_it_is_annulled_from_a_day_on():
    told = annulling(*ADOPTED, among=[FIRST], ab_initio=False, effective_from=JUNE)

    told.then(AmendmentAnnulled(effective_from=JUNE, ab_initio=False, fallen=DECISION))
    assert told.state.stage(MAY) is Stage.IN_FORCE
    assert told.state.stage(JUNE) is Stage.ANNULLED


def test_without_a_day_from_that_of_the_act():
    annulling(*ADOPTED, among=[FIRST], ab_initio=False).then(
        AmendmentAnnulled(effective_from=TODAY, ab_initio=False, fallen=DECISION)
    )


def test_one_that_is_not_in_force_yet_is_annulled_too():
    told = annulling(*adopted(JULY, *CHANGES), among=[first(*CHANGES, day=JULY)])

    told.then(AmendmentAnnulled(ab_initio=True, fallen=DECISION))
    assert told.state.stage(TODAY) is Stage.ANNULLED


def test_an_authority_outside_annuls_what_no_decision_bears():
    for history, decision in ((BY_ASSENT, None), (ADOPTED, STANDS)):
        told = annulling(*history, among=[FIRST], decision=decision, **BY_COURT)
        told.then(AmendmentAnnulled(ab_initio=True))


def test_what_was_adopted_on_a_decision_that_was_rescinded_keeps_its_effect_up_to_then():
    for said in ({"ab_initio": True}, {"ab_initio": False, "effective_from": date(2026, 5, 30)}):
        annulling(*ADOPTED, among=[FIRST], decision=RESCINDED, **said).then_refused(
            OutOfOrder, "rescinded with effect from 2026-06-01", "keeps its effect up to then"
        )
    annulling(
        *ADOPTED, among=[FIRST], decision=RESCINDED, ab_initio=False, effective_from=JUNE
    ).then(AmendmentAnnulled(effective_from=JUNE, ab_initio=False, fallen=DECISION))


# --- What the agreement says without it ------------------------------------------------------


def without(*among: Any, ab_initio: bool = True, day: date | None = None, **agreed: Any) -> Any:
    """The agreement once its first amendment is annulled, and the timeline of its text."""
    found = standing_with(*among, **agreed)
    event = AmendmentAnnulled(effective_from=day, ab_initio=ab_initio, fallen=DECISION)
    annulled = taken_back(Amendment(ONE), event)
    agreement = found["agreement"]
    for entry in recorded(agreement.id, [annulled], after=agreement.version):
        agreement.apply(entry)
    until = agreement.incorporated[0].until
    timeline = [replace(found["incorporated"][0], until=until), *found["incorporated"][1:]]
    return agreement, timeline


def text(of: Any, day: date) -> list[str]:
    agreement, timeline = of
    return [clause.id for clause in text_on(agreement.terms.clauses, timeline, day)]


def test_the_text_of_every_day_is_the_one_without_it():
    later = first(Repeal("members"), day=JUNE)
    of = without(FIRST, later)

    assert text(of, MAY) == ["purpose", "members", "money"]
    assert text(of, JUNE) == ["purpose", "money"]


def test_from_a_day_on_the_text_is_the_one_without_it():
    of = without(FIRST, ab_initio=False, day=JUNE)

    assert text(of, MAY) == ["purpose", "members", "money", "audit"]
    assert text(of, JUNE) == ["purpose", "members", "money"]


def test_the_terms_go_back_and_the_number_is_not_used_again():
    changed = first(said={"procedures": (MINOR,)}, struck=[(Provision.PROCEDURE, "termination")])
    agreement, _ = without(changed)

    assert agreement.terms_on(JULY) == agreement.terms
    assert [(entry.seq, entry.until) for entry in agreement.incorporated] == [(1, APRIL)]
    agreement, _ = without(changed, ab_initio=False, day=JUNE)
    assert MINOR in agreement.terms_on(MAY).procedures
    assert agreement.terms_on(JUNE) == agreement.terms


def test_the_term_ends_when_it_did():
    longer = first(said={"term": Term(starts_on=p.STARTS, ends_on=date(2031, 4, 1))})
    agreement, _ = without(longer)

    assert agreement.life.ends_on(MAY) == p.ENDS
    agreement, _ = without(longer, ab_initio=False, day=JUNE)
    assert agreement.life.course.last_end() == p.ENDS


def test_the_term_is_renewed_as_it_was():
    yearly = Renewal(kind=RenewalKind.AUTOMATIC, months=12)
    other = first(said={"renewal": Renewal(kind=RenewalKind.AUTOMATIC, months=24)})
    for day in (None, JUNE):
        agreement, _ = without(other, ab_initio=day is None, day=day, renewal=yearly)
        assert agreement.life.ends_on(date(2029, 5, 1)) == date(2030, 4, 1)
    struck = first(struck=[(Provision.RENEWAL, "")])
    agreement, _ = without(struck, renewal=yearly)
    assert agreement.life.course.last_end() is None
    agreement, _ = without(other)
    assert agreement.life.course.last_end() == p.ENDS


def test_two_that_said_it_for_one_day_are_told_apart():
    longer = first(said={"renewal": Renewal(kind=RenewalKind.AUTOMATIC, months=24)})
    longest = first(said={"renewal": Renewal(kind=RenewalKind.AUTOMATIC, months=36)})
    agreement, _ = without(longer, longest)

    assert agreement.life.ends_on(date(2029, 5, 1)) == date(2032, 4, 1)


def test_what_says_nothing_of_the_term_leaves_the_course_as_it_is():
    ends = [date(2031, 4, 1), date(2030, 4, 1)]
    terms = [{"term": Term(starts_on=p.STARTS, ends_on=day)} for day in ends]
    among = [FIRST, first(said=terms[0], day=JULY), first(said=terms[1], day=JUNE)]
    before = standing_with(*among)["agreement"].life.course

    assert without(*among)[0].life.course == before
    assert without(*among, ab_initio=False, day=JUNE)[0].life.course == before


# --- What rests on it ------------------------------------------------------------------------


def test_a_later_amendment_of_the_same_is_dealt_with_first():
    later = first(Substitute(replace(BY_USE, text="3. Half each.\n")), day=JUNE)
    told = annulling(*ADOPTED, among=[FIRST, later])

    told.then_refused(
        TextConflict,
        f"amendment {TWO}, in force from 2026-06-01, changes clause money too",
        "Annul those first",
        "amend the text anew",
    )
    assert told.refused.facts["amendments"] == [str(TWO)]


def test_the_last_one_comes_first():
    later = first(Substitute(replace(AUDIT, text="4. Books are shut.\n")), day=JUNE)
    last = first(Insert(replace(AUDIT, id="more"), after="audit"), day=JULY)
    told = annulling(*ADOPTED, among=[FIRST, later, last])

    told.then_refused(TextConflict, str(THREE), "no longer fits", str(TWO), "changes clause audit")
    assert told.refused.facts["amendments"] == [str(THREE), str(TWO)]


def test_one_of_the_same_day_that_was_adopted_later_counts_as_later():
    same = first(Substitute(replace(BY_USE, text="3. Half each.\n")))
    annulling(*ADOPTED, among=[FIRST, same]).then_refused(TextConflict, str(TWO))


def test_what_took_effect_before_it_does_not_rest_on_it():
    later = first(Substitute(replace(BY_USE, text="3. Half.\n")), day=date(2026, 4, 2))
    annulling(*ADOPTED, among=[FIRST, later]).then(
        AmendmentAnnulled(ab_initio=True, fallen=DECISION)
    )


def test_what_was_annulled_itself_is_in_nobodys_way():
    later = first(Substitute(replace(BY_USE, text="3. Half each.\n")), day=JUNE)
    found = standing_with(FIRST, later)
    gone = [found["incorporated"][0], replace(found["incorporated"][1], until=JUNE)]
    annulling(*ADOPTED, among=[FIRST, later], incorporated=gone).then(
        AmendmentAnnulled(ab_initio=True, fallen=DECISION)
    )


def test_a_provision_that_a_later_one_says_anew_is_dealt_with_first():
    terms = {"procedures": (MINOR,)}
    later = first(said={"procedures": (replace(MINOR, cls="spending"),)}, day=JUNE)
    annulling(*adopted(APRIL, terms=terms), among=[first(said=terms), later]).then_refused(
        TextConflict, "changes procedure minor_amendment too"
    )


def test_terms_that_would_not_hold_together_are_not_taken_back():
    more = replace(p.BOARD, seats=(*p.BOARD.seats, Seat(post="city-3", title="More", party=p.CITY)))
    signs = Signatory(party=p.CITY, post="city-3")
    later = first(said={"signatories": (signs,)}, day=JUNE)
    terms = {"bodies": (more,)}
    annulling(*adopted(APRIL, terms=terms), among=[first(said=terms), later]).then_refused(
        a_contradiction(), "without this amendment the terms would not hold together on 2026-06-01"
    )


def a_contradiction() -> Any:
    from accord.aggregates.agreement.provisions import Contradiction

    return Contradiction


def test_a_text_without_a_clause_is_none():
    only = Insert(AUDIT)
    rest = [Repeal(clause.id) for clause in (p.PURPOSE, MEMBERS, MONEY)]
    later = first(*rest, day=JUNE)
    annulling(*adopted(APRIL, only), among=[first(only), later]).then_refused(
        Refused, "the agreement would have no text from 2026-06-01"
    )


def test_a_term_that_was_renewed_since_is_not_taken_back():
    longer = {"term": Term(starts_on=p.STARTS, ends_on=date(2031, 4, 1))}
    found = standing_with(first(said=longer))
    renewed = a.AgreementRenewed(effective_to=date(2035, 4, 1), renewal=1)
    agreement = p.agreement(
        *p.in_force(
            a.AmendmentIncorporated(
                effective_from=APRIL, amendment=ONE, adoption_seq=1, modifications_hash="0" * 64
            ),
            a.ProvisionAmended(effective_from=APRIL, amendment=ONE, **longer),
            renewed,
        )
    )
    annulling(
        *adopted(APRIL, terms=longer), among=[], **(found | {"agreement": agreement})
    ).then_refused(OutOfOrder, "the term was renewed since", "say the term anew")


def test_days_that_have_passed_stay_days_in_force():
    longer = {"term": Term(starts_on=p.STARTS, ends_on=date(2031, 4, 1))}
    annulling(
        *adopted(APRIL, terms=longer),
        among=[first(said=longer)],
        at=datetime(2029, 5, 1, 9, tzinfo=UTC),
    ).then_refused(OutOfOrder, "the agreement would be expired on 2029-04-01")


# --- It is refused ---------------------------------------------------------------------------


def test_only_what_was_adopted_is_annulled():
    annulling(*drafted(*CHANGES)).then_refused(OutOfOrder, "only what was adopted is annulled")


def test_nobody_annuls_twice():
    for day, words in ((None, "(ab initio)"), (JUNE, "(2026-06-01)")):
        gone = AmendmentAnnulled(effective_from=day, ab_initio=day is None, fallen=DECISION)
        annulling(*ADOPTED, gone, among=[FIRST]).then_refused(OutOfOrder, "annulled already", words)


def test_who_annuls_says_why():
    annulling(*ADOPTED, among=[FIRST], reason=None).then_refused(Refused, "says why")


def test_a_decision_that_stands_bears_it():
    annulling(*ADOPTED, among=[FIRST], decision=STANDS).then_refused(
        OutOfOrder, "was not annulled; that comes first", "instrument:<the order of the court>"
    )


def test_without_a_decision_an_authority_outside_is_cited():
    annulling(*BY_ASSENT, among=[FIRST], decision=None).then_refused(
        Refused, "adopted by the assent of every party", "instrument:<the order of the court>"
    )


def test_ab_initio_is_from_no_day_on():
    annulling(*ADOPTED, among=[FIRST], effective_from=JUNE).then_refused(
        Refused, "leave the day out"
    )


@pytest.mark.parametrize("day", [date(2026, 4, 2), APRIL])
def test_from_its_first_day_on_is_ab_initio(day):
    backdated = {"retroactive": True, "ab_initio": False, "effective_from": day}
    annulling(*ADOPTED, among=[FIRST], **backdated).then_refused(
        Refused, "the amendment holds from 2026-04-10", "send ab_initio: true"
    )


def test_from_a_day_that_has_passed_it_is_flagged():
    annulling(*ADOPTED, among=[FIRST], ab_initio=False, effective_from=MAY).then_refused(
        RetroactiveUnflagged, "before today"
    )


def test_not_before_its_adoption():
    late = [*ADOPTED[:-1], happened(ADOPTED[-1], at=datetime(2026, 5, 3, 9, tzinfo=UTC))]
    annulling(*late, among=[FIRST], occurred_on=date(2026, 5, 1)).then_refused(
        OutOfOrder, "before the last act of this amendment"
    )


# --- Others that are on their way ------------------------------------------------------------


def pending(*said: Any, seen: int, at: datetime, annulled_at: datetime | None) -> Any:
    """What comes of adopting another amendment of the same clause, drafted with so many incorporated."""
    change = Substitute(replace(MONEY, text="3. Half each.\n"))
    entry = Incorporated(APRIL, 1, CHANGES, until=annulled_at and APRIL, annulled_at=annulled_at)
    start, *rest = drafted(change)
    history = [replace(start, base=seen), *rest, PutToDecision(decision=DECISION)]
    found = standing_with(FIRST)
    return given(Amendment, *(happened(each, at=at) for each in history), *said).when(
        adopt_amendment,
        decision=standing(Decision, *[happened(e, at=at) for e in CARRIED[:1]], CARRIED[1:]),
        **(found | {"incorporated": [entry]}),
    )


EARLY, NOON, LATE = (datetime(2026, 5, day, 9, tzinfo=UTC) for day in (1, 2, 3))


def test_what_was_drafted_on_the_text_with_it_is_drafted_again():
    pending(seen=1, at=EARLY, annulled_at=NOON).then_refused(
        TextConflict, "was annulled since this one was drafted", "changed clause money"
    )


def test_what_was_drafted_on_the_text_without_it_needs_not_be():
    for seen, at in ((0, EARLY), (1, LATE)):
        assert pending(seen=seen, at=at, annulled_at=NOON).refused is None
    again = [
        happened(AmendmentRebased(base=1), at=LATE),
        *(happened(each, at=LATE) for each in drafted(Substitute(MONEY), Repeal("members"))[1:]),
    ]
    assert pending(*again, seen=1, at=EARLY, annulled_at=NOON).refused is None
