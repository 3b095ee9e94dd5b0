"""A slip of words in the agreed text is named; with the assent or the silence of all it is corrected ab initio."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from tests import partnership as p
from tests.living import MAYOR, TODAY, WARDEN, living
from tests.partnership import ADA, CITY, CLEO, CLUB, MONEY, STARTS, TRUST
from tests.story import OFFICE, given, happened, standing

from accord.aggregates.agreement import (
    Agreement,
    assent_to_erratum,
    correct_text,
    object_to_erratum,
    propose_erratum,
    sign,
    withdraw_erratum,
)
from accord.aggregates.agreement import events as e
from accord.aggregates.agreement.concluding import WrongText
from accord.aggregates.agreement.rectifying import FEWEST_DAYS
from accord.errors import NotEntitled, NotFound, OutOfOrder, Refused, Unrecordable
from accord.text import (
    Incorporated,
    Part,
    Renumber,
    Repeal,
    Substitute,
    TextConflict,
    modifications_hash,
    text_hash,
    text_on,
)

UNTIL = date(2026, 5, 18)
AFTER = datetime(2026, 5, 19, 9, tzinfo=UTC)
JUNE = date(2026, 6, 1)
PROPOSED = e.ErratumProposed(
    erratum=1,
    clause="money",
    part=Part.TEXT,
    was="equally",
    now="in equal parts",
    objections_until=UNTIL,
)
ASSENTED = [
    e.ErratumAssented(erratum=1, party=CITY, signatory=ADA, post="mayor"),
    e.ErratumAssented(erratum=1, party=TRUST, signatory=CLEO, post="warden"),
]
OBJECTED = e.ErratumObjected(erratum=1, party=TRUST, signatory=CLEO, post="warden")
WITHDRAWN = e.ErratumWithdrawn(erratum=1)
READS = replace(MONEY, text="3. Costs are shared in equal parts.\n")
MENDED = (p.PURPOSE, p.MEMBERS, READS)
CORRECTED = e.TextCorrected(erratum=1, corrected_hash=text_hash(MENDED), assented=True)
SILENT = replace(CORRECTED, assented=False)
X = UUID(int=7)
BY_USE = replace(MONEY, text="3. Costs follow equally the use.\n")
INCORPORATED = e.AmendmentIncorporated(
    effective_from=JUNE, amendment=X, adoption_seq=1, modifications_hash="0" * 64
)


def amended(*modifications):
    return (Incorporated(JUNE, 1, modifications or (Substitute(BY_USE),)),)


def naming(*history, **said):
    usual = {
        "clause": "money",
        "part": Part.TEXT,
        "was": "equally",
        "now": "in equal parts",
        "objections_until": UNTIL,
        "incorporated": (),
        "reason": "The minutes of the adoption say so.",
    }
    return given(Agreement, history or living()).when(propose_erratum, **(usual | said))


def answering(command, *later, history=None, **said):
    usual = {"erratum": 1, "party": TRUST, "signatory": CLEO, "by": CLEO, "role": WARDEN}
    before = living(PROPOSED, *later) if history is None else history
    return given(Agreement, before).when(command, **(usual | said))


def objecting(*later, **said):
    return answering(object_to_erratum, *later, **({"reason": "It was so agreed."} | said))


def correcting(*later, history=None, **said):
    before = living(PROPOSED, *later) if history is None else history
    return given(Agreement, before).when(
        correct_text, **({"erratum": 1, "incorporated": ()} | said)
    )


# --- Named -----------------------------------------------------------------------------------


def test_words_are_said_to_be_a_slip():
    naming().then(PROPOSED)


def test_whole_clauses_and_headings_can_hold_a_slip():
    whole = replace(PROPOSED, was=MONEY.text, now=READS.text)
    naming(was=MONEY.text, now=READS.text).then(whole)
    heading = replace(PROPOSED, part=Part.HEADING, was="Money", now="Costs")
    naming(part=Part.HEADING, was="Money", now="Costs").then(heading)


@pytest.mark.parametrize(
    "history", [p.adopted(), p.opened(), living(), p.in_force(until=TODAY)], ids=range(4)
)
def test_from_the_adoption_on_and_also_once_it_has_ended(history):
    naming(*history).then(PROPOSED)


@pytest.mark.parametrize(
    "history",
    [
        [p.drafted()],
        [p.drafted(), e.AgreementAbandoned()],
        living(e.AgreementDeclaredVoid(ab_initio=True)),
    ],
    ids=["draft", "abandoned", "void"],
)
def test_a_draft_is_revised_and_what_is_void_says_nothing(history):
    naming(*history).then_refused(OutOfOrder, "there is no agreed text to correct")
    given(Agreement, []).when(correct_text, erratum=1, incorporated=()).then_refused(
        NotFound, "there is no agreement"
    )


def test_what_stands_there_is_shown_to_who_names_other_words():
    told = naming(was="evenly")
    told.then_refused(
        Refused, "“evenly” does not stand", "“3. Costs are shared equally.”", "just the words"
    )
    assert told.refused.facts == {"field": "was", "stands": MONEY.text}
    naming(was="a").then_refused(Refused, "stands 3 times", "enough around them")


def test_an_erratum_changes_words_and_leaves_some():
    naming(now="equally").then_refused(Refused, "these are the same")
    naming(was=MONEY.text, now="").then_refused(Refused, "nothing would be left", "amend")
    naming(part=Part.HEADING, was="Money", now="Mon\ney").then_refused(Refused, "on one line")
    naming(part=Part.HEADING, was="Money", now="Money ").then_refused(Refused, "on one line")
    naming(now="e\u0301qually").then_refused(Unrecordable, "not in Unicode normal form C")


def test_what_the_terms_say_is_amended():
    naming(clause="term").then_refused(
        NotFound, "has no clause term", "parties, posts, rules, days, amounts", "by an amendment"
    )


def test_it_says_how_the_slip_is_known():
    naming(reason=None).then_refused(Refused, "how the words are known to be a slip")


def test_the_parties_have_time_to_object():
    early = date(2026, 5, 10)
    naming(objections_until=early).then_refused(
        Refused, f"{FEWEST_DAYS} days at least, until 2026-05-11", "the assent of each"
    )
    naming(objections_until=date(2026, 5, 11)).then(
        replace(PROPOSED, objections_until=date(2026, 5, 11))
    )


def test_the_same_slip_is_not_named_twice_while_it_is_open():
    naming(*living(PROPOSED)).then_refused(OutOfOrder, "erratum 1 says the same", "2026-05-18")
    again = replace(PROPOSED, erratum=2)
    naming(*living(PROPOSED, OBJECTED)).then(again)
    naming(*living(PROPOSED), now="evenly").then(replace(again, now="evenly"))


# --- In which wording ------------------------------------------------------------------------


def test_the_only_wording_with_these_words_is_meant():
    history = living(INCORPORATED)
    naming(*history, incorporated=amended(), was="follow", now="follows").then(
        replace(PROPOSED, was="follow", now="follows", amendment=X)
    )
    naming(*history, incorporated=amended(), was="shared", now="split").then(
        replace(PROPOSED, was="shared", now="split")
    )


def test_of_several_wordings_a_day_says_which_is_meant():
    def of(day=None):
        return naming(*living(INCORPORATED), incorporated=amended(), text_of=day)

    of().then_refused(
        Refused, "more than one wording", "adopted text and that of the amendment", "text_of"
    )
    of(STARTS).then(PROPOSED)
    of(JUNE).then(replace(PROPOSED, amendment=X))


def test_a_day_without_the_clause_has_no_wording_of_it():
    gone = amended(Repeal("money"))
    naming(*living(INCORPORATED), incorporated=gone, text_of=JUNE).then_refused(
        NotFound, "the text of 2026-06-01 has no clause money"
    )
    naming(*living(INCORPORATED), incorporated=gone).then(PROPOSED)


def test_a_heading_that_an_amendment_gave_is_corrected_in_it():
    renamed = amended(Renumber("money", heading="Cost"))
    naming(
        *living(INCORPORATED), incorporated=renamed, part=Part.HEADING, was="Cost", now="Costs"
    ).then(replace(PROPOSED, part=Part.HEADING, was="Cost", now="Costs", amendment=X))


# --- Answered --------------------------------------------------------------------------------


def test_a_party_assents_once_and_through_who_signs_for_it():
    answering(assent_to_erratum).then(ASSENTED[1])
    answering(assent_to_erratum, ASSENTED[1]).then_refused(OutOfOrder, "has assented", "already")
    answering(assent_to_erratum, signatory=ADA).then_refused(NotEntitled, "does not hold the post")


def test_a_party_objects_in_time_and_says_why():
    objecting().then(OBJECTED)
    objecting(ASSENTED[1]).then(OBJECTED)
    objecting(at=datetime(2026, 5, 18, 20, tzinfo=UTC)).then(OBJECTED)
    objecting(reason=None).then_refused(Refused, "why these words are no slip")
    objecting(at=AFTER).then_refused(OutOfOrder, "ended with 2026-05-18, and silence is assent")


def test_only_who_is_bound_has_a_say():
    answering(assent_to_erratum, party=CLUB).then_refused(NotEntitled, "has no say in its words")
    objecting(party=CLUB).then_refused(NotEntitled, "is not bound by this agreement")


def test_an_answer_comes_after_the_question():
    history = living(happened(PROPOSED, days=90))
    answering(assent_to_erratum, history=history, occurred_on=date(2026, 5, 1)).then_refused(
        OutOfOrder, "before the erratum was proposed"
    )


@pytest.mark.parametrize(
    ("end", "words"),
    [
        (OBJECTED, "a party objected to erratum 1, and the words stay"),
        (WITHDRAWN, "erratum 1 was withdrawn"),
        (CORRECTED, "erratum 1 is corrected"),
    ],
)
def test_what_is_over_is_not_answered(end, words):
    for told in (
        answering(assent_to_erratum, end),
        objecting(end),
        correcting(end, at=AFTER),
        given(Agreement, living(PROPOSED, end)).when(withdraw_erratum, erratum=1, reason="No."),
    ):
        told.then_refused(OutOfOrder, words)


def test_what_was_not_named_is_not_answered():
    answering(assent_to_erratum, history=living()).then_refused(NotFound, "there is no erratum 1")
    correcting(history=living()).then_refused(NotFound, "there is no erratum 1")


def test_who_proposed_it_takes_it_back_and_says_why():
    of = given(Agreement, living(PROPOSED))
    of.when(withdraw_erratum, erratum=1, reason="It was no slip.").then(WITHDRAWN)
    of.when(withdraw_erratum, erratum=1).then_refused(Refused, "why the erratum is taken back")
    assert of.state.errata.named[1].proposer == OFFICE


# --- Corrected -------------------------------------------------------------------------------


def test_the_silence_of_all_is_assent_once_the_day_has_passed():
    missing = correcting(ASSENTED[0])
    missing.then_refused(
        OutOfOrder, "can object to erratum 1 up to and including 2026-05-18", "1 have not given it"
    )
    assert missing.refused.facts == {"missing": [str(TRUST)]}
    correcting(at=datetime(2026, 5, 18, 20, tzinfo=UTC)).then_refused(OutOfOrder, "can object")
    correcting(at=AFTER).then(SILENT)


def test_with_the_assent_of_each_it_is_corrected_at_once():
    correcting(ASSENTED).then(CORRECTED)
    late = [happened(each, days=91) for each in ASSENTED]
    correcting(late, occurred_on=date(2026, 5, 2)).then_refused(
        OutOfOrder, "before the last assent"
    )


def test_what_was_signed_keeps_its_hash_and_the_text_reads_as_corrected_on_every_day():
    state = correcting(ASSENTED).state
    assert state.text_hash == p.TEXT_HASH
    assert state.terms.clauses == MENDED
    assert state.as_adopted == p.TERMS.clauses
    assert state.terms.hash() == standing(Agreement, living()).terms.hash()
    assert text_on(state.terms.clauses, (), STARTS) == MENDED


def test_an_amendment_is_corrected_from_its_own_day_on_and_other_wordings_stay():
    mine = replace(PROPOSED, was="equally ", now="", amendment=X)
    history = living(INCORPORATED, mine, ASSENTED)
    mended = Substitute(replace(BY_USE, text="3. Costs follow the use.\n"))
    told = correcting(history=history, incorporated=amended())
    told.then(replace(CORRECTED, corrected_hash=modifications_hash([mended])))
    assert told.state.terms.clauses == p.TERMS.clauses


def test_the_hash_of_an_amendment_is_that_of_all_it_changes():
    history = living(INCORPORATED, replace(PROPOSED, amendment=X), ASSENTED)
    besides = [{"op": "strike", "provision": "topic", "key": "money"}]
    told = correcting(history=history, incorporated=amended(), provisions=besides)
    mended = Substitute(replace(BY_USE, text="3. Costs follow in equal parts the use.\n"))
    told.then(replace(CORRECTED, corrected_hash=modifications_hash([mended], besides)))


def test_words_that_another_erratum_put_right_are_not_there_any_more():
    other = replace(PROPOSED, erratum=2, was="shared equally", now="borne evenly")
    by = [replace(each, erratum=2) for each in ASSENTED]
    done = replace(CORRECTED, erratum=2)
    correcting(other, by, done, at=AFTER).then_refused(
        TextConflict, "erratum 1 no longer fits", "withdraw it"
    )


def test_what_was_annulled_says_nothing_that_could_be_corrected():
    gone = e.AmendmentAnnulled(amendment=X, ab_initio=True)
    history = living(INCORPORATED, replace(PROPOSED, amendment=X), ASSENTED, gone)
    (entry,) = amended()
    annulled = (replace(entry, until=JUNE),)
    correcting(history=history, incorporated=annulled).then_refused(TextConflict, "no longer fits")
    naming(*living(INCORPORATED, gone), incorporated=annulled).then(PROPOSED)


def test_what_is_void_by_then_is_not_corrected():
    correcting(e.AgreementDeclaredVoid(ab_initio=True), at=AFTER).then_refused(
        OutOfOrder, "there is no agreed text to correct"
    )


def test_one_erratum_builds_on_another():
    first = living(PROPOSED, ASSENTED, CORRECTED)
    second = replace(PROPOSED, erratum=2, was="equal parts", now="halves")
    naming(*first, was="equal parts", now="halves").then(second)
    state = standing(Agreement, *first, second, e.TextCorrected(erratum=2, corrected_hash="0" * 64))
    assert state.terms.clauses[-1].text == "3. Costs are shared in halves.\n"


# --- Who signs after that --------------------------------------------------------------------


def signing(hash_, **said):
    corrected = happened(SILENT, at=datetime(2026, 5, 4, 6, tzinfo=UTC))
    history = [p.opened(), PROPOSED, corrected]
    usual = {"party": CITY, "signatory": ADA, "role": MAYOR, "capacity": "Mayor"}
    return given(Agreement, history).when(sign, text_hash=hash_, **(usual | said))


def test_who_signs_after_the_correction_signs_the_corrected_text():
    later = {"at": datetime(2026, 5, 5, 9, tzinfo=UTC)}
    signing(p.TEXT_HASH, **later).then_refused(WrongText, "adopted text as it is corrected")
    signed = signing(text_hash(MENDED), **later)
    assert signed.events[0].text_hash == text_hash(MENDED)
    signed.then(*signed.events)


def test_a_signature_of_before_that_is_recorded_late_is_of_the_text_as_it_read():
    told = signing(p.TEXT_HASH, occurred_on=date(2026, 5, 3))
    told.then(*told.events)
