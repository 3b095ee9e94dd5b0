"""An amendment that says words anew which were corrected since is drafted again, as long as it can be."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests import partnership as p
from tests.aggregates.amending import drafted
from tests.aggregates.test_agreement_errata import ASSENTED, CORRECTED, PROPOSED
from tests.aggregates.test_amendment import CARRIED
from tests.living import assents
from tests.partnership import AMENDMENT, DECISION
from tests.story import an_act, given

from accord.aggregates.amendment import (
    Amendment,
    PutToDecision,
    adopt_amendment,
    adopt_by_assent,
    draft_amendment,
    may_be_decided,
    put_to_decision,
    rebase,
)
from accord.aggregates.matters import Matter
from accord.text import (
    Clause,
    Insert,
    Move,
    Part,
    Renumber,
    Repeal,
    Substitute,
    TextConflict,
    modifications_hash,
)

SUBSTITUTED = Substitute(Clause(id="money", text="3. Costs are shared equally, by halves.\n"))
WORDS = "erratum 1 was corrected in clause money, which it says anew"


def corrected(*later, **terms):
    """An agreement of which the clause on money was corrected once."""
    return {
        "agreement": p.agreement(*p.in_force(PROPOSED, ASSENTED, CORRECTED, *later, **terms)),
        "incorporated": (),
    }


def putting(*history):
    return given(Amendment, *history).when(put_to_decision, decision=p.decision(), **corrected())


def test_what_was_drafted_before_is_not_put_to_a_decision():
    told = putting(drafted(SUBSTITUTED))
    told.then_refused(
        TextConflict, WORDS, "“in equal parts” stands there in place of “equally”", "or the same"
    )
    assert told.refused.facts == {"clause": "money", "erratum": 1}


def test_nor_is_the_vote_on_it_opened():
    state = given(Amendment, drafted(SUBSTITUTED), PutToDecision(decision=DECISION)).state
    with pytest.raises(TextConflict, match=WORDS):
        may_be_decided(state, an_act(), **corrected())


def test_drafted_again_in_the_same_words_it_is_put_to_a_decision():
    again = given(Amendment, drafted(SUBSTITUTED)).when(rebase, **corrected())
    assert again.events[0].corrected == 1
    again.then(*again.events)
    putting(drafted(SUBSTITUTED), *again.events).then(PutToDecision(decision=DECISION))


def test_what_is_drafted_after_the_correction_knows_it():
    told = given(Amendment).when(
        draft_amendment, title="Halves", modifications=[SUBSTITUTED], **corrected()
    )
    assert told.events[0].corrected == 1
    putting(*told.events).then(PutToDecision(decision=DECISION))


@pytest.mark.parametrize(
    "change",
    [
        Repeal("money"),
        Move("money", first=True),
        Renumber("money", num="4", heading="Costs"),
        Substitute(Clause(id="purpose", text="1. The river.\n")),
        Insert(Clause(id="fish", text="4. Fish pass.\n")),
    ],
    ids=lambda change: type(change).__name__.lower(),
)
def test_what_says_other_words_stands(change):
    putting(drafted(change)).then(PutToDecision(decision=DECISION))


def test_what_says_the_corrected_heading_is_drafted_again():
    heading = replace(PROPOSED, part=Part.HEADING, was="Money", now="Monies")
    agreement = p.agreement(*p.in_force(heading, ASSENTED, CORRECTED))
    told = given(Amendment, drafted(Renumber("money", heading="Cost"))).when(
        put_to_decision, decision=p.decision(), agreement=agreement, incorporated=()
    )
    told.then_refused(TextConflict, WORDS)


def test_what_was_voted_on_is_adopted_as_it_is_worded():
    history = (drafted(SUBSTITUTED), PutToDecision(decision=DECISION))
    told = given(Amendment, history).when(adopt_amendment, decision=CARRIED, **corrected())
    assert told.events[0].modifications_hash == modifications_hash([SUBSTITUTED])
    told.then(*told.events)


def test_what_all_assent_to_can_be_drafted_again_in_the_same_words():
    hash_ = modifications_hash([SUBSTITUTED])
    said = assents(Matter.AMENDMENT, about=AMENDMENT, modifications_hash=hash_)
    agreed = corrected(said, procedures=())
    given(Amendment, drafted(SUBSTITUTED)).when(adopt_by_assent, **agreed).then_refused(
        TextConflict, WORDS
    )
    again = given(Amendment, drafted(SUBSTITUTED)).when(rebase, **agreed).events
    told = given(Amendment, drafted(SUBSTITUTED), *again).when(adopt_by_assent, **agreed)
    told.then(*told.events)
