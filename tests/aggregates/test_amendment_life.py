"""An amendment is drafted again, found material or minor, withdrawn, replaced, or lapses."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import permutations

import pytest
from tests import partnership as p
from tests.aggregates.amending import HOW, MINOR, amendment, drafted, standing_with
from tests.partnership import AGREEMENT, CITY, CLUB, DECISION, TRUST
from tests.story import NOW, given, happened

from accord.aggregates.agreement import events as a
from accord.aggregates.agreement.terms import Change
from accord.aggregates.amendment import (
    Amendment,
    AmendmentAdopted,
    AmendmentDrafted,
    AmendmentLapsed,
    AmendmentOpened,
    AmendmentRebased,
    AmendmentRejected,
    AmendmentReturned,
    AmendmentSuperseded,
    AmendmentWithdrawn,
    MoveDrafted,
    PutToDecision,
    RenumberingDrafted,
    RepealDrafted,
    Stage,
    adopt_amendment,
    draft_amendment,
    lapse,
    matter_of,
    may_be_decided,
    may_be_reconsidered,
    put_to_decision,
    rebase,
    reject,
    return_,
    sign_amendment,
    supersede,
    taken_over,
    withdraw,
)
from accord.aggregates.amendment.changes import changes_of
from accord.aggregates.matters import Matter
from accord.errors import NotEntitled, NotFound, OutOfOrder, Refused
from accord.rules import Verdict
from accord.text import (
    Clause,
    Incorporated,
    Insert,
    Move,
    Renumber,
    Repeal,
    Substitute,
    TextConflict,
    text_on,
)

TODAY, JUNE, JULY, AUGUST = (date(2026, m, d) for m, d in ((5, 4), (6, 1), (7, 1), (8, 1)))
AUDIT = Clause(id="audit", num="4", text="4. Books are open.\n")
MONEY = Substitute(Clause(id="money", num="3", text="3. Costs follow use.\n"))
TABLED = p.decision(p.tabled())
VOTING = p.decision(*p.voting())
CARRIED = p.decision(*p.certified(Verdict.CARRIED))
LOST = p.decision(*p.certified(Verdict.LOST))
PUT = PutToDecision(decision=DECISION)
MINOR_TERMS = {"procedures": (*p.TERMS.procedures, MINOR)}
ENDED = [AmendmentWithdrawn(), AmendmentLapsed(), AmendmentSuperseded(by=CLUB)]
ADOPTED = AmendmentAdopted(
    effective_from=TODAY, decision=DECISION, adoption_seq=1, modifications_hash="0" * 64
)


def drafting(*modifications, before=(), terms=None, **more):
    said = {"title": "Change", "provisions": tuple(changes_of(terms or {}, ()))}
    return given(Amendment).when(
        draft_amendment, modifications=modifications, **(standing_with(*before) | said | more)
    )


# --- Renumber and move -----------------------------------------------------------------------


def test_a_clause_is_renumbered_and_moved():
    changes = (Renumber("money", num="2a"), Move("money", before="members"))
    told = drafting(*changes)

    told.then(
        AmendmentDrafted(agreement=AGREEMENT, title="Change"),
        RenumberingDrafted(clause="money", num="2a"),
        MoveDrafted(clause="money", before="members"),
    )
    assert told.state.modifications == list(changes)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (Renumber("money"), "another number or heading; neither is said"),
        (Move("money", after="purpose", first=True), "not to several places"),
        (Move("money", after="purpose", before="members"), "not to several places"),
        (Move("money", before="money"), "clause money cannot be moved beside itself"),
    ],
)
def test_a_clause_is_renumbered_with_something_and_moved_to_one_place(change, words):
    drafting(change).then_refused(Refused, words)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (Renumber("x", num="1"), "clause x cannot be renumbered"),
        (Move("x"), "clause x cannot be moved"),
        (Move("money", after="x"), "clause x cannot be the place for a clause that moves"),
    ],
)
def test_a_clause_that_is_not_there_is_named_with_the_day(change, words):
    drafting(change, effective_from=JUNE).then_refused(TextConflict, words, "on 2026-06-01")


# --- An amendment of an amendment ------------------------------------------------------------


@pytest.mark.parametrize(("inserted", "repealed"), list(permutations((JUNE, JULY, AUGUST), 2)))
def test_what_one_amendment_inserts_a_later_one_repeals_in_the_order_of_their_days(
    inserted, repealed
):
    before = [(inserted, [Insert(AUDIT)], {}, [])]
    told = drafting(Repeal("audit"), before=before, effective_from=repealed)

    if repealed < inserted:
        told.then_refused(TextConflict, "clause audit cannot be repealed", f"on {repealed}")
    else:
        told.then(*told.events)
        texts = [
            *standing_with(*before)["incorporated"],
            Incorporated(repealed, 2, (Repeal("audit"),)),
        ]
        days = {
            day: AUDIT in text_on(p.TERMS.clauses, texts, day)
            for day in (TODAY, inserted, repealed)
        }
        assert days == {TODAY: False, inserted: True, repealed: False}


def test_on_one_day_the_one_adopted_later_repeals_what_the_earlier_one_inserts():
    before = [(JUNE, [Insert(AUDIT)], {}, [])]
    told = drafting(Repeal("audit"), before=before, effective_from=JUNE)
    told.then(*told.events)

    drafting(Repeal("audit"), before=before).then_refused(
        TextConflict,
        "clause audit cannot be repealed: the text has no clause of that id on 2026-05-04",
    )


@pytest.mark.parametrize(("day", "refused"), [(TODAY, True), (JUNE, False), (JULY, False)])
def test_adoption_holds_the_order_of_the_days_again(day, refused):
    before = standing_with((JUNE, [Insert(AUDIT)], {}, []))
    history = drafted(Repeal("audit"), **before, effective_from=JUNE)
    told = given(Amendment, *history).when(
        adopt_amendment, decision=CARRIED, effective_from=day, **before
    )

    if refused:
        told.then_refused(TextConflict, "clause audit", "take effect no earlier")
    else:
        assert told.events[0].effective_from == day


# --- Drafting it again -----------------------------------------------------------------------


def rebasing(*history, before=(), **more):
    return given(Amendment, *history).when(rebase, **(standing_with(*before) | more))


CHANGED = [(TODAY, [MONEY], {}, [])]


def test_an_amendment_is_drafted_again_in_the_same_words():
    told = rebasing(*drafted(Repeal("money")), before=CHANGED)

    told.then(AmendmentRebased(base=1), RepealDrafted(clause="money"))
    assert (told.state.base, told.state.modifications) == (1, [Repeal("money")])


def test_an_amendment_is_drafted_again_in_other_words():
    told = rebasing(
        *drafted(Repeal("money")),
        modifications=(Move("money", first=True),),
        provisions=(),
        before=CHANGED,
    )
    told.then(AmendmentRebased(base=1), MoveDrafted(clause="money", first=True))
    assert told.state.modifications == [Move("money", first=True)]


def test_once_drafted_again_it_is_adopted_over_what_it_has_seen():
    history = [*drafted(Repeal("money")), AmendmentRebased(base=1), RepealDrafted(clause="money")]
    told = given(Amendment, *history, PUT).when(
        adopt_amendment, decision=CARRIED, **standing_with(*CHANGED)
    )
    told.then(*told.events)


def test_before_the_vote_it_is_drafted_again_in_the_same_words_only():
    history = [*drafted(Repeal("money")), PUT]
    rebasing(*history, before=CHANGED, decision=TABLED).then(
        AmendmentRebased(base=1), RepealDrafted(clause="money")
    )
    rebasing(*history, modifications=(Move("money", first=True),), decision=TABLED).then_refused(
        OutOfOrder, "it can be drafted again in the same words only"
    )


@pytest.mark.parametrize("decision", [VOTING, CARRIED])
def test_once_the_vote_is_open_it_is_not_drafted_again(decision):
    rebasing(*drafted(Repeal("money")), PUT, decision=decision).then_refused(
        OutOfOrder, "before the vote on it opens; draft one that replaces it"
    )


def test_what_is_drafted_again_fits_the_agreement_as_it_stands():
    rebasing(*drafted(Repeal("money")), before=[(TODAY, [Repeal("money")], {}, [])]).then_refused(
        TextConflict, "clause money cannot be repealed"
    )


def test_a_day_that_has_passed_is_no_longer_asked_for():
    history = drafted(Repeal("money"), effective_from=JUNE)
    told = rebasing(*history, at=datetime(2026, 6, 20, 9, tzinfo=UTC))
    told.then(AmendmentRebased(base=0), RepealDrafted(clause="money"))
    assert told.state.wanted_from == JUNE


@pytest.mark.parametrize("end", [*ENDED, ADOPTED])
def test_what_has_ended_is_not_drafted_again_nor_put_adopted_or_ended(end):
    history = [*drafted(Repeal("money")), end]
    whole = standing_with()
    asked = (
        (rebase, whole),
        (put_to_decision, whole | {"decision": TABLED}),
        (adopt_amendment, whole | {"decision": CARRIED}),
        (withdraw, {}),
        (lapse, {"agreement": whole["agreement"]}),
        (supersede, {"agreement": AGREEMENT, "by": CLUB}),
        (may_be_decided, whole),
        (may_be_reconsidered, {}),
    )
    for command, facts in asked:
        told = given(Amendment, *history).when(command, **facts)
        told.then_refused(OutOfOrder, "the amendment is")


# --- Material or minor -----------------------------------------------------------------------


def test_what_is_not_material_can_be_drafted_as_minor():
    agreement = p.agreement(*p.in_force(change=HOW, **MINOR_TERMS))
    told = drafting(Repeal("money"), agreement=agreement, minor=True)

    told.then(
        AmendmentDrafted(agreement=AGREEMENT, title="Change", minor=True),
        RepealDrafted(clause="money"),
    )
    assert matter_of(told.state, agreement, TODAY) is Matter.MINOR_AMENDMENT
    assert matter_of(told.state, p.agreement(), TODAY) is Matter.AMENDMENT
    assert matter_of(amendment(*drafted(Repeal("money"))), agreement, TODAY) is Matter.AMENDMENT


@pytest.mark.parametrize(
    ("changes", "terms", "words"),
    [
        ((Move("purpose"),), {}, "an amendment of clause purpose is material (clause members)"),
        ((), {"procedures": (MINOR,)}, "an amendment of procedure minor_amendment is material"),
    ],
)
def test_what_is_material_is_not_drafted_as_minor(changes, terms, words):
    agreement = p.agreement(*p.in_force(change=HOW, **MINOR_TERMS))
    drafting(*changes, terms=terms, agreement=agreement, minor=True).then_refused(Refused, words)


def test_what_has_become_material_goes_the_way_of_amendments():
    minor = amendment(*drafted(Repeal("money"), minor=True))
    now = p.agreement(*p.in_force(change=Change(material=("money",)), **MINOR_TERMS))

    assert matter_of(minor, now, TODAY) is Matter.AMENDMENT


# --- The motion ------------------------------------------------------------------------------


def putting(*history, before=(), **more):
    return given(Amendment, *history).when(
        put_to_decision, decision=p.decision(), **(standing_with(*before) | more)
    )


def test_notice_lies_between_the_draft_and_the_motion():
    agreement = p.agreement(*p.in_force(change=HOW))
    history = [happened(event, at=NOW) for event in drafted(Repeal("money"))]
    putting(*history, agreement=agreement, at=NOW + timedelta(days=13)).then_refused(
        OutOfOrder,
        "clause members asks for 14 days between the drafting of an amendment and its motion",
        "drafted on 2026-05-04, it can be put to a decision from 2026-05-18",
    )
    putting(*history, agreement=agreement, at=NOW + timedelta(days=14)).then(PUT)


def test_notice_is_counted_anew_from_the_last_draft_and_from_the_day_that_is_said():
    agreement = p.agreement(*p.in_force(change=HOW))
    first, *rest = drafted(Repeal("money"))
    again = [AmendmentRebased(base=0), *rest]
    late = NOW - timedelta(days=1)
    history = [first, *rest, *(happened(event, at=late) for event in again)]
    putting(*history, agreement=agreement).then_refused(OutOfOrder, "from 2026-05-17")
    on_the_day = [happened(first, at=NOW, occurred_on=date(2026, 4, 20)), *rest]
    putting(*on_the_day, agreement=agreement).then(PUT)


def test_what_was_overtaken_is_drafted_again_before_its_motion():
    putting(*drafted(Repeal("money")), before=CHANGED).then_refused(
        TextConflict, "changes clause money; draft this one again"
    )


# --- As its decision goes --------------------------------------------------------------------

REJECTED, RETURNED = AmendmentRejected(decision=DECISION), AmendmentReturned(decision=DECISION)
OPENED = AmendmentOpened(decision=DECISION, modifications_hash="0" * 64)


def as_it_goes(command, *history, decision=DECISION):
    def follow(state):
        return command(state, decision)

    return given(Amendment, *drafted(Repeal("money")), *history).when(follow)


@pytest.mark.parametrize("before", [[PUT], [PUT, OPENED]], ids=["under decision", "to be signed"])
def test_it_is_rejected_or_returned_as_the_decision_goes_to_which_it_was_put(before):
    told = as_it_goes(reject, *before)
    told.then(REJECTED)
    assert told.state.stage(TODAY) is Stage.REJECTED
    as_it_goes(reject, *before, REJECTED).then()
    for also in ([], [REJECTED]):
        back = as_it_goes(return_, *before, *also)
        back.then(RETURNED)
        assert back.state.stage(TODAY, Verdict.LOST) is Stage.DRAFTED
        assert (back.state.decision, back.state.signing.opened) == (None, False)


@pytest.mark.parametrize(
    ("history", "decision"),
    [*(([PUT, end], DECISION) for end in (*ENDED, ADOPTED)), ([PUT], CLUB), ([], DECISION)],
)
def test_it_does_not_go_with_a_decision_on_which_nothing_of_it_depends(history, decision):
    for command in (reject, return_):
        as_it_goes(command, *history, decision=decision).then()


GONE = [*drafted(Repeal("money")), PUT, OPENED, REJECTED]


def test_what_is_rejected_is_not_adopted_signed_or_drafted_again():
    whole = standing_with()
    signing = whole | {
        "decision": CARRIED,
        "party": CITY,
        "signatory": p.ADA,
        "role": p.role("mayor"),
        "modifications_hash": "0" * 64,
        "capacity": "Mayor",
    }
    for command, facts in (
        (rebase, whole),
        (put_to_decision, whole | {"decision": TABLED}),
        (adopt_amendment, whole | {"decision": CARRIED}),
        (sign_amendment, signing),
        (withdraw, {}),
        (may_be_decided, whole),
        (may_be_reconsidered, {}),
    ):
        told = given(Amendment, *GONE).when(command, **facts)
        told.then_refused(OutOfOrder, "the amendment is rejected")


def test_what_is_rejected_can_still_lapse_or_be_replaced():
    over = a.AgreementTerminated(effective_from=TODAY, ground=a.Ground.MUTUAL, decision=DECISION)
    given(Amendment, *GONE).when(lapse, agreement=p.agreement(*p.in_force(over))).then(
        AmendmentLapsed()
    )
    given(Amendment, *GONE).when(_superseding).then(AmendmentSuperseded(by=CLUB))


def test_what_was_returned_is_put_to_another_decision_drafted_again_or_withdrawn():
    history = [*drafted(Repeal("money")), PUT, RETURNED]
    putting(*history).then(PUT)
    rebasing(*history, modifications=(Move("money", first=True),), provisions=()).then(
        AmendmentRebased(base=0), MoveDrafted(clause="money", first=True)
    )
    given(Amendment, *history).when(withdraw).then(AmendmentWithdrawn())


def test_a_motion_on_it_that_is_taken_over_is_the_one_it_is_put_to():
    def taking(state):
        return taken_over(state, DECISION)

    history = [*drafted(Repeal("money")), PUT, RETURNED]
    given(Amendment, *history).when(taking).then(PUT)
    given(Amendment, *history, PutToDecision(decision=CLUB)).when(taking).then_refused(
        OutOfOrder, f"put to decision {CLUB} by now"
    )
    given(Amendment, *history, AmendmentWithdrawn()).when(taking).then_refused(
        OutOfOrder, "no motion on it can be taken over: the amendment is withdrawn"
    )


def voting_on(*history, before=(), **more):
    def ask(state, act):
        may_be_decided(state, act, **standing_with(*before))
        return ()

    return given(Amendment, *history).when(ask, **more)


def test_what_was_drafted_late_is_still_for_the_days_that_had_passed():
    """Money was repealed in between: on the day of the vote there is nothing to change, and before there was."""
    (begun, *changes), before = drafted(MONEY), TODAY - timedelta(days=20)
    begun = replace(begun, base=1, effective_from=before)
    meanwhile = [(TODAY - timedelta(days=9), [Repeal("money")], {}, [])]
    late = happened(begun, at=NOW, retroactive=True, authority="instrument:Minute 7")

    voting_on(late, *changes, PUT, before=meanwhile).then()
    voting_on(begun, *changes, PUT, before=meanwhile).then_refused(
        TextConflict, f"the text has no clause of that id on {TODAY}"
    )


def test_the_vote_is_opened_on_what_fits_the_agreement_only():
    history = [*drafted(Repeal("money")), PUT]
    voting_on(*history).then()
    voting_on(*history, before=CHANGED).then_refused(
        TextConflict, "changes clause money; draft this one again"
    )
    voting_on(
        *history, AmendmentRebased(base=1), RepealDrafted(clause="money"), before=CHANGED
    ).then()
    gone = [(TODAY, [Repeal("money")], {}, [])]
    seen = [*history, AmendmentRebased(base=1), RepealDrafted(clause="money")]
    voting_on(*seen, before=gone).then_refused(TextConflict, "clause money cannot be repealed")


def test_what_takes_effect_later_is_looked_at_on_its_day():
    inserted = [(JUNE, [Insert(AUDIT)], {}, [])]
    later = drafted(Repeal("audit"), effective_from=JULY, **standing_with(*inserted))
    voting_on(*later, PUT, before=inserted).then()


# --- Other ends ------------------------------------------------------------------------------


@pytest.mark.parametrize("decision", [None, TABLED])
def test_who_drafted_it_withdraws_it_before_the_vote(decision):
    given(Amendment, *drafted(Repeal("money"))).when(
        withdraw, decision=decision, reason="We think again."
    ).then(AmendmentWithdrawn())


@pytest.mark.parametrize("decision", [VOTING, CARRIED, LOST])
def test_nobody_withdraws_it_once_the_vote_is_open(decision):
    given(Amendment, *drafted(Repeal("money"))).when(withdraw, decision=decision).then_refused(
        OutOfOrder, "an amendment is withdrawn before the vote opens"
    )


def by(party, person):
    return [happened(event, on_behalf_of=party, by=person) for event in drafted(Repeal("money"))]


@pytest.mark.parametrize(
    ("party", "person", "may"),
    [(CITY, p.BEN, True), (TRUST, p.ADA, True), (TRUST, p.CLEO, False)],
)
def test_the_party_or_the_person_that_drafted_it_withdraws_or_replaces_it(party, person, may):
    for command, facts in ((withdraw, {}), (supersede, {"agreement": AGREEMENT, "by": CLUB})):
        told = (
            given(Amendment, *by(CITY, p.ADA)).when(command, by=person, on_behalf_of=party, **facts)
            if command is withdraw
            else given(Amendment, *by(CITY, p.ADA)).when(
                _superseding, by=person, on_behalf_of=party
            )
        )
        if may:
            told.then(*told.events)
        else:
            told.then_refused(NotEntitled, "who drafted an amendment", f"drafted for {CITY}")


def _superseding(state, act):
    return supersede(state, act, agreement=AGREEMENT, by=CLUB)


@pytest.mark.parametrize("decision", [None, TABLED, CARRIED, LOST])
def test_another_amendment_comes_in_its_place(decision):
    def replacing(state, act):
        return supersede(state, act, agreement=AGREEMENT, by=CLUB, decision=decision)

    given(Amendment, *drafted(Repeal("money"))).when(replacing).then(AmendmentSuperseded(by=CLUB))


def test_nothing_comes_in_its_place_while_the_vote_is_open():
    def replacing(state, act):
        return supersede(state, act, agreement=AGREEMENT, by=CLUB, decision=VOTING)

    given(Amendment, *drafted(Repeal("money"))).when(replacing).then_refused(
        OutOfOrder, "an amendment is replaced before the vote on it opens, or once it is certified"
    )


def test_an_amendment_replaces_one_of_the_same_agreement():
    def replacing(state, act):
        return supersede(state, act, agreement=CLUB, by=CLUB)

    given(Amendment, *drafted(Repeal("money"))).when(replacing).then_refused(
        Refused, "an amendment replaces one of the same agreement"
    )


def test_the_successor_names_what_it_replaces():
    assert drafting(Move("money", first=True), replaces=CLUB).events[0].replaces == CLUB


def test_it_lapses_once_the_agreement_is_no_longer_in_force():
    terminated = a.AgreementTerminated(
        effective_from=TODAY, ground=a.Ground.MUTUAL, decision=DECISION
    )
    history = drafted(Repeal("money"))
    given(Amendment, *history).when(
        lapse, agreement=p.agreement(*p.in_force(terminated)), reason="It ended."
    ).then(AmendmentLapsed())
    given(Amendment, *history).when(lapse, agreement=p.agreement()).then_refused(
        OutOfOrder, "an amendment lapses when the agreement is no longer in force"
    )


def test_it_lapses_once_the_time_for_signing_is_over():
    opened = AmendmentOpened(decision=DECISION, modifications_hash="0" * 64, deadline=TODAY)
    history = [*drafted(Repeal("money")), PUT, opened]
    late = NOW + timedelta(days=1)
    given(Amendment, *history).when(lapse, agreement=p.agreement(), at=late).then(AmendmentLapsed())
    given(Amendment, *history).when(lapse, agreement=p.agreement()).then_refused(
        OutOfOrder, "it can still be adopted or withdrawn"
    )


@pytest.mark.parametrize("command", [withdraw, may_be_reconsidered])
def test_what_was_never_drafted_does_not_end(command):
    given(Amendment).when(command).then_refused(NotFound, "there is no amendment")


def test_every_stage_can_be_told_from_the_day():
    first = drafted(Repeal("money"))
    opened = AmendmentOpened(decision=DECISION, modifications_hash="0" * 64)
    later = AmendmentAdopted(
        effective_from=JUNE, decision=DECISION, adoption_seq=1, modifications_hash="0" * 64
    )
    assert amendment(*first).stage(TODAY) is Stage.DRAFTED
    assert amendment(*first, PUT).stage(TODAY) is Stage.UNDER_DECISION
    assert amendment(*first, PUT).stage(TODAY, Verdict.LOST) is Stage.REJECTED
    assert amendment(*first, PUT, opened).stage(TODAY) is Stage.OPEN_FOR_SIGNATURE
    assert amendment(*first, PUT, later).stage(TODAY) is Stage.ADOPTED
    assert amendment(*first, PUT, later).stage(JUNE) is Stage.IN_FORCE
    found = [amendment(*first, end).stage(TODAY) for end in ENDED]
    assert found == [Stage.WITHDRAWN, Stage.LAPSED, Stage.SUPERSEDED]
