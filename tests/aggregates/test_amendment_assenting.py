"""Where no body decides on amendments, each party assents to just this one, and so it is adopted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests import partnership as p
from tests.aggregates.amending import DRAFTED, drafted, standing_with
from tests.living import assents
from tests.partnership import AMENDMENT, CITY, TERMS, TRUST
from tests.story import NOW, an_act, given, happened

from accord.aggregates.agreement.concluding import WrongText
from accord.aggregates.agreement.events import AmendmentIncorporated
from accord.aggregates.agreement.terms import Change
from accord.aggregates.amendment import (
    Amendment,
    AmendmentAdoptedByAssent,
    AmendmentRebased,
    AmendmentWithdrawn,
    PutToDecision,
    adopt_by_assent,
    assented_to,
)
from accord.aggregates.effect import RetroactiveUnflagged
from accord.aggregates.matters import Matter
from accord.errors import OutOfOrder, Refused
from accord.text import Incorporated, Repeal, Substitute, TextConflict, modifications_hash

TODAY, JUNE = date(2026, 5, 4), date(2026, 6, 1)
HASH = modifications_hash([Repeal("money")])
UNREGULATED = {"procedures": ()}
ON_MONEY = drafted(Repeal("money"))
FROM_JUNE = [replace(DRAFTED, effective_from=JUNE), *ON_MONEY[1:]]


def agreed(*parties, from_=None, hash_=HASH, said=UNREGULATED, about=AMENDMENT):
    """An agreement of which these parties assent to the amendment."""
    given_ = assents(Matter.AMENDMENT, *parties, about=about, from_=from_, modifications_hash=hash_)
    return {"agreement": p.agreement(*p.in_force(given_, **said)), "incorporated": []}


def adopting(*history, **said):
    return given(Amendment, *history).when(adopt_by_assent, **(agreed() | said))


def adopted(from_=TODAY):
    return AmendmentAdoptedByAssent(effective_from=from_, adoption_seq=1, modifications_hash=HASH)


def test_with_the_assent_of_every_party_it_is_adopted():
    adopting(*ON_MONEY).then(adopted())
    adopting(*ON_MONEY, adopted()).then_refused(OutOfOrder, "the amendment is already adopted")


def test_it_holds_from_the_day_to_which_all_assented():
    adopting(*ON_MONEY, effective_from=JUNE, **agreed(from_=JUNE)).then(adopted(JUNE))
    adopting(*FROM_JUNE, **agreed(from_=JUNE)).then(adopted(JUNE))
    adopting(*FROM_JUNE).then_refused(OutOfOrder, "(matter “amendment”, from 2026-06-01, about")
    adopting(*ON_MONEY, effective_from=JUNE).then_refused(OutOfOrder, "2 have not given it")
    yesterday = date(2026, 5, 3)
    adopting(*ON_MONEY, effective_from=yesterday, **agreed(from_=yesterday)).then_refused(
        RetroactiveUnflagged, "before today"
    )


def test_before_it_is_in_force_all_amend_it_although_a_body_will_decide_on_amendments():
    concluded = p.in_force(
        assents(Matter.AMENDMENT, about=AMENDMENT, modifications_hash=HASH), from_=JUNE
    )
    said = {"agreement": p.agreement(*concluded), "incorporated": []}
    adopting(*ON_MONEY, **said).then(adopted(JUNE))
    adopting(*ON_MONEY, **said, at=NOW.replace(month=6)).then_refused(
        OutOfOrder, "not adopted by assent", "the body board decides on it"
    )


def test_the_assent_of_one_is_not_that_of_all():
    adopting(*ON_MONEY, **agreed(CITY)).then_refused(OutOfOrder, f"1 have not given it: {TRUST}")


@pytest.mark.parametrize("other", [{"hash_": "0" * 64}, {"about": p.CLUB}])
def test_an_assent_is_to_this_amendment_in_these_words(other):
    adopting(*ON_MONEY, **agreed(**other)).then_refused(OutOfOrder, "2 have not given it")


def test_what_was_drafted_again_in_other_words_is_assented_to_anew():
    again = [AmendmentRebased(base=0), *drafted(Repeal("members"))[1:]]
    adopting(*ON_MONEY, *again).then_refused(OutOfOrder, "2 have not given it")
    adopting(*ON_MONEY, AmendmentRebased(base=0), *ON_MONEY[1:]).then(adopted())


def test_it_is_adopted_after_the_last_assent():
    given_ = assents(Matter.AMENDMENT, about=AMENDMENT, modifications_hash=HASH)
    late = p.agreement(*p.in_force(*(happened(each, at=NOW) for each in given_), **UNREGULATED))
    adopting(*ON_MONEY, agreement=late, occurred_at=NOW - timedelta(hours=1)).then_refused(
        OutOfOrder, "before the last assent that it rests on"
    )


def test_no_assent_takes_the_place_of_the_body_that_decides():
    adopting(*ON_MONEY, **agreed(said={})).then_refused(
        OutOfOrder, "the body board decides on it, and it is not put to a decision yet"
    )
    put = PutToDecision(decision=p.DECISION)
    adopting(*ON_MONEY, put).then_refused(OutOfOrder, f"decision {p.DECISION} decides on it")


def test_the_signatures_that_an_agreement_asks_for_are_in_the_assents():
    signed = {"change": Change(signed=(Matter.AMENDMENT,)), **UNREGULATED}
    adopting(*ON_MONEY, **agreed(said=signed)).then(adopted())


def test_what_no_longer_fits_is_not_adopted():
    other = AmendmentIncorporated(
        effective_from=TODAY, amendment=p.CLUB, adoption_seq=1, modifications_hash="0" * 64
    )
    given_ = assents(Matter.AMENDMENT, about=AMENDMENT, modifications_hash=HASH)
    before = {"agreement": p.agreement(*p.in_force(other, given_, **UNREGULATED))}
    before["incorporated"] = [Incorporated(TODAY, 1, (Substitute(p.MONEY),))]
    adopting(*ON_MONEY, **before).then_refused(TextConflict, "changes clause money")


def test_with_the_incorporation_the_assents_are_used_up():
    taken = AmendmentIncorporated(
        effective_from=TODAY, amendment=AMENDMENT, adoption_seq=1, modifications_hash=HASH
    )
    spent = agreed()["agreement"]
    assert len(spent.assents) == 1
    given_ = assents(Matter.AMENDMENT, about=AMENDMENT, modifications_hash=HASH)
    assert p.agreement(*p.in_force(given_, taken, **UNREGULATED)).assents == {}


# --- What a party assents to -----------------------------------------------------------------


def asking(*history, act=None, **said):
    usual = {"agreement": p.agreement(*p.in_force(**UNREGULATED))}
    amendment = given(Amendment, *history).state
    return assented_to(amendment, act or an_act(), **(usual | said))


def test_a_party_assents_to_the_words_and_the_day_as_drafted():
    assert asking(*ON_MONEY) == (None, HASH)
    assert asking(*ON_MONEY, modifications_hash=HASH, effective_from=JUNE) == (JUNE, HASH)
    assert asking(*FROM_JUNE) == (JUNE, HASH)
    past = an_act(at=NOW + timedelta(days=40))
    assert asking(*FROM_JUNE, act=past) == (None, HASH)


@pytest.mark.parametrize(
    ("history", "said", "kind", "words"),
    [
        ([], {"modifications_hash": "0" * 64}, WrongText, "as it is drafted now"),
        ([AmendmentWithdrawn()], {}, OutOfOrder, "the amendment is withdrawn"),
        ([], standing_with(), OutOfOrder, "the body board decides on it"),
    ],
)
def test_there_is_nothing_to_assent_to(history, said, kind, words):
    said = {name: value for name, value in said.items() if name != "incorporated"}
    with pytest.raises(kind, match=words):
        asking(*ON_MONEY, *history, **said)


def test_a_party_assents_to_amendments_of_its_own_agreement():
    other = p.agreement(*p.in_force(**UNREGULATED))
    other.id = p.CLUB
    with pytest.raises(Refused, match="an amendment of another agreement"):
        asking(*ON_MONEY, agreement=other)


def test_the_terms_of_the_day_tell_whether_a_body_decides():
    assert TERMS.procedure_for(Matter.AMENDMENT) is not None
    struck = standing_with((JUNE, [], {}, [("procedure", "amendment")]))["agreement"]
    with pytest.raises(OutOfOrder):
        asking(*ON_MONEY, agreement=struck)
    assert asking(*ON_MONEY, agreement=struck, act=an_act(at=NOW + timedelta(days=40)))[1] == HASH
