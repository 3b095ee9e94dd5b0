"""A party assents, by the holder of its signatory post, to what needs the assent of each party."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests import partnership as p
from tests.partnership import ADA, CITY, CLEO, CLUB, EVE, TRUST
from tests.story import NOW, an_act, given, happened

from accord.aggregates.agreement import Agreement, EntryIntoForce, assent, withdraw_assent
from accord.aggregates.agreement import events as e
from accord.aggregates.agreement.assenting import (
    BY_A_BODY_ALONE,
    CONCERNS,
    CONCERNS_NOTHING,
    HOLDS_FROM,
)
from accord.aggregates.agreement.assents import asked as sought
from accord.aggregates.authority import assented
from accord.aggregates.effect import RetroactiveUnflagged
from accord.aggregates.matters import Matter
from accord.errors import NotEntitled, OutOfOrder, Refused

DAY = date(2026, 5, 4)
FEBRUARY = date(2026, 2, 1)
JUNE = date(2026, 6, 1)
MAYOR = p.role("mayor", p.held("mayor", ADA, CITY, FEBRUARY))
SHARED = (p.drafted(), e.DraftShared(recipients=(CITY, TRUST)))


def given_assent(matter=Matter.VOIDANCE, party=CITY, **more):
    signatory, post = {CITY: (ADA, "mayor"), TRUST: (CLEO, "warden")}[party]
    return e.AssentGiven(party=party, signatory=signatory, post=post, matter=matter, **more)


def assenting(*history, does=assent, **said):
    usual = {"party": CITY, "signatory": ADA, "role": MAYOR, "matter": Matter.VOIDANCE}
    return given(Agreement, *history).when(does, **(usual | said))


def test_a_party_assents_to_a_matter():
    told = assenting(p.in_force())

    told.then(given_assent())
    assert set(told.state.assents[sought(Matter.VOIDANCE)]) == {CITY}


def test_an_assent_says_about_whom_and_from_when():
    asked = {"matter": Matter.EXPULSION, "about": TRUST, "effective_from": JUNE}
    assenting(p.in_force(), **asked).then(given_assent(**asked))


def test_a_party_assents_once_to_just_this():
    assenting(p.in_force(given_assent())).then_refused(OutOfOrder, "has already assented")
    assenting(p.in_force(given_assent()), effective_from=JUNE).then(
        given_assent(effective_from=JUNE)
    )


def test_the_assent_of_each_party_takes_the_place_of_a_decision():
    history = p.in_force(given_assent())
    with pytest.raises(OutOfOrder, match=f"1 have not given it: {TRUST}"):
        assented(p.agreement(history), an_act(), Matter.VOIDANCE, "a renewal")
    both = p.agreement(history, given_assent(party=TRUST))
    assented(both, an_act(), Matter.VOIDANCE, "a renewal")
    with pytest.raises(OutOfOrder):
        assented(both, an_act(), Matter.VOIDANCE, "a renewal", effective_from=JUNE)


@pytest.mark.parametrize("matter", BY_A_BODY_ALONE)
def test_what_a_body_alone_decides_knows_no_assent(matter):
    assenting(p.in_force(), matter=matter).then_refused(Refused, "it knows no assent of parties")


@pytest.mark.parametrize("matter", CONCERNS)
def test_an_assent_that_concerns_somebody_says_whom(matter):
    assenting(p.in_force(), matter=matter).then_refused(Refused, "say about whom or what")


@pytest.mark.parametrize("matter", CONCERNS_NOTHING)
def test_an_assent_to_the_agreement_itself_names_nobody(matter):
    assenting(*SHARED, matter=matter, about=CLUB).then_refused(Refused, "leave this out")


def test_an_assent_to_the_entry_into_force_says_from_when_and_to_the_adoption_does_not():
    assenting(p.opened(), matter=Matter.ENTRY_INTO_FORCE).then_refused(
        Refused, "say from which day"
    )
    assenting(*SHARED, matter=Matter.ADOPTION, effective_from=JUNE).then_refused(
        Refused, "the matter “adoption” names no day"
    )


@pytest.mark.parametrize("matter", HOLDS_FROM)
def test_an_assent_to_what_holds_from_a_day_names_that_day(matter):
    about = CLUB if matter in CONCERNS else None
    history = p.opened() if matter is Matter.ENTRY_INTO_FORCE else p.in_force()
    assenting(history, matter=matter, about=about).then_refused(Refused, "say from which day")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"matter": Matter.ACCESSION, "about": CLUB, "effective_from": JUNE}, "names no day"),
        ({"matter": Matter.RENEWAL, "effective_from": JUNE}, "on which day the renewed term"),
        ({"effective_to": JUNE}, "only a suspension or a renewal has a last day"),
        (
            {"matter": Matter.SUSPENSION, "effective_from": JUNE, "effective_to": JUNE},
            "this would end on 2026-06-01, not after it begins on 2026-06-01",
        ),
        ({"clauses": ("money",)}, "clauses are named where they are to be suspended alone"),
    ],
)
def test_an_assent_names_what_tells_it_apart_and_nothing_else(said, words):
    assenting(p.in_force(), **said).then_refused(Refused, words)


def test_what_rests_on_assents_tells_in_what_those_that_were_given_differ():
    given_ = given_assent(Matter.SUSPENSION, effective_from=JUNE, clauses=("money",))
    act, matter = an_act(), Matter.SUSPENSION
    standing = p.agreement(p.in_force(given_))
    for said, words in (
        ({"effective_from": JUNE}, "assents that were given differ in clauses"),
        ({"clauses": ("money",)}, "assents that were given differ in effective_from"),
    ):
        with pytest.raises(OutOfOrder, match=words):
            assented(standing, act, matter, "a suspension", **said)


def test_each_matter_has_its_time():
    assenting(*SHARED, matter=Matter.ADOPTION).then(given_assent(Matter.ADOPTION))
    assenting(p.drafted(), matter=Matter.ADOPTION).then_refused(OutOfOrder, "must be shared")
    assenting(p.in_force(), matter=Matter.ENTRY_INTO_FORCE, effective_from=JUNE).then_refused(
        OutOfOrder, "must be adopted or open for signature"
    )
    assenting(p.opened(), matter=Matter.VOIDANCE).then_refused(OutOfOrder, "nothing to assent to")


def test_an_assent_to_an_earlier_day_is_said_to_be_retroactive():
    asked = {"matter": Matter.ENTRY_INTO_FORCE, "effective_from": p.STARTS}
    assenting(p.opened(), **asked).then_refused(RetroactiveUnflagged, "from 2026-04-01")
    assenting(p.opened(), **asked, retroactive=True, reason="So agreed.").then(
        given_assent(**asked)
    )


@pytest.mark.parametrize("does", [assent, withdraw_assent])
@pytest.mark.parametrize(
    "who",
    [
        {"signatory": EVE},
        {"role": p.role("mayor")},
        {"role": p.role("mayor", p.held("mayor", ADA, CITY, JUNE))},
        {"party": TRUST},
    ],
)
def test_only_the_holder_of_the_signatory_post_on_the_day_assents(does, who):
    assenting(p.in_force(given_assent()), does=does, **who).then_refused(
        NotEntitled, "does not hold the post"
    )


def test_nobody_assents_to_what_was_not_there_yet():
    assenting(*SHARED, matter=Matter.ADOPTION, occurred_on=date(2026, 1, 30)).then_refused(
        OutOfOrder, "before what it assents to"
    )


def withdrawing(*history, **said):
    return assenting(*history, does=withdraw_assent, **said)


def test_an_assent_is_withdrawn_as_long_as_nothing_rests_on_it():
    asked = {"matter": Matter.ACCESSION, "about": CLUB}
    history = p.in_force(given_assent(**asked))
    told = withdrawing(history, **asked)
    told.then(e.AssentWithdrawn(party=CITY, signatory=ADA, post="mayor", **asked))
    assert not told.state.assents[sought(Matter.ACCESSION, CLUB)]

    acceded = e.PartyAcceded(
        party=CLUB,
        post="captain",
        title="Captain",
        signatory=EVE,
        capacity="Captain",
        text_hash=p.TEXT_HASH,
        effective_from=DAY,
    )
    withdrawing(history, acceded, **asked).then_refused(OutOfOrder, "something rests on it already")


def test_what_was_never_given_is_not_withdrawn():
    withdrawing(p.in_force()).then_refused(OutOfOrder, "has given no such assent")
    withdrawing(p.in_force(given_assent()), effective_from=JUNE).then_refused(
        OutOfOrder, "has given no such assent"
    )


def test_nothing_rests_on_an_assent_before_it_was_given_and_none_is_withdrawn_before():
    one_hour = timedelta(hours=1)
    late = [happened(given_assent(party=party), at=NOW) for party in (CITY, TRUST)]
    with pytest.raises(OutOfOrder, match="before the last assent that it rests on"):
        assented(p.agreement(p.in_force(*late)), an_act(at=NOW - one_hour), Matter.VOIDANCE, "it")
    withdrawing(p.in_force(*late), occurred_at=NOW - one_hour).then_refused(
        OutOfOrder, "this would have happened before the assent"
    )


def test_only_an_assent_to_an_amendment_says_the_hash_of_what_it_changes():
    about = {"about": p.AMENDMENT, "modifications_hash": "0" * 64}
    assenting(p.in_force(), matter=Matter.AMENDMENT, **about).then(
        given_assent(Matter.AMENDMENT, **about)
    )
    assenting(p.in_force(), modifications_hash="0" * 64).then_refused(
        Refused, "only what an amendment changes has such a hash"
    )


def test_once_the_text_is_adopted_the_assent_to_it_stands():
    history = [*SHARED, given_assent(Matter.ADOPTION), *p.adopted()[1:]]
    withdrawing(history, matter=Matter.ADOPTION).then_refused(
        OutOfOrder, "no assent can be withdrawn", "must be shared"
    )


def test_assents_on_paper_are_recorded_in_any_order():
    later = given_assent(party=TRUST)
    assenting(
        p.in_force(entry_into_force=EntryIntoForce()), later, occurred_on=date(2026, 5, 1)
    ).then(given_assent())
