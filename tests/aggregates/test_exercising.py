"""One answer to who exercises a post: whoever signs, assents, gives notice, consents, decides at once."""

from __future__ import annotations

from datetime import date

import pytest
from tests import partnership as p
from tests.aftermath import decided, governed
from tests.living import living
from tests.partnership import ADA, BEN, CITY, CLUB, DAN, EVE, TRUST
from tests.story import given

from accord.aggregates.agreement import Agreement, assent, give_notice, withdraw_assent
from accord.aggregates.agreement import events as e
from accord.aggregates.agreement.terms import NoticeKind, Post
from accord.aggregates.decision import Decision
from accord.aggregates.decision.consenting import consent, refuse_consent
from accord.aggregates.decision.emergency import take_emergency_decision
from accord.aggregates.matters import Matter
from accord.aggregates.role import (
    ActingAppointed,
    AlternateNamed,
    RoleRevoked,
    RoleSuspended,
    Seating,
    exercised,
    kept_for,
)
from accord.errors import NotEntitled

TODAY, JULY = date(2026, 5, 4), date(2026, 7, 1)
SUSPENDED = RoleSuspended(assignment=1, effective_from=TODAY)
REVOKED = RoleRevoked(assignment=1, effective_to=TODAY)
ALTERNATE = AlternateNamed(assignment=1, alternate=1, person=BEN, effective_from=p.STARTS)
ACTS = ActingAppointed(acting=1, holder=EVE, party=CITY, effective_from=TODAY, effective_to=JULY)
STANDS_IN = {
    "acting in a vacant post": ((REVOKED, ACTS), EVE),
    "acting for a suspended holder": ((SUSPENDED, ACTS), EVE),
    "alternate of a suspended holder": ((ALTERNATE, SUSPENDED), BEN),
}


def post(key, *later):
    return p.role(key, p.held(key, ADA, CITY), *later)


def notice(role, by):
    return given(Agreement, living()).when(
        give_notice, by=by, party=CITY, kind=NoticeKind.WITHDRAWAL, role=role, statement="We go."
    )


def assents(role, by, does=assent, *later):
    asked = {"matter": Matter.RENEWAL, "effective_from": JULY, "effective_to": p.ENDS}
    return given(Agreement, living(*later)).when(
        does, by=by, party=CITY, signatory=by, role=role, **asked
    )


def consents(role, by, does=consent):
    return given(Decision, decided(consents=(CITY, TRUST))).when(
        does, by=by, agreement=governed(), party=CITY, role=role, reason="Too dear."
    )


def takes_back(role, by):
    gave = e.AssentGiven(
        party=CITY,
        signatory=ADA,
        post="mayor",
        matter=Matter.RENEWAL,
        effective_from=JULY,
        effective_to=p.ENDS,
    )
    return assents(role, by, withdraw_assent, gave)


def refuses(role, by):
    return consents(role, by, refuse_consent)


SIGNING = (notice, assents, takes_back, consents, refuses)


@pytest.mark.parametrize("act", SIGNING)
@pytest.mark.parametrize(("history", "who"), STANDS_IN.values(), ids=STANDS_IN)
def test_who_stands_in_signs_for_the_party_and_is_named_as_the_signatory(act, history, who):
    told = act(post("mayor", *history), who)

    assert told.refused is None, told.refused
    assert (told.events[0].signatory, told.events[0].post) == (who, "mayor")
    act(post("mayor", *history), DAN).then_refused(NotEntitled, "nor act in it")


@pytest.mark.parametrize("act", SIGNING)
@pytest.mark.parametrize("later", [(), (ACTS,), (ALTERNATE,)], ids=["alone", "acting", "alternate"])
def test_a_suspended_holder_signs_nothing(act, later):
    told = act(post("mayor", SUSPENDED, *later), ADA)

    told.then_refused(NotEntitled, f"{ADA} is suspended from the post mayor", "on 2026-05-04")
    assert told.refused.facts == {"post": "mayor", "day": "2026-05-04"}


def test_a_post_that_was_never_filled_is_named_in_the_refusal():
    notice(p.role("mayor"), ADA).then_refused(NotEntitled, "does not hold the post mayor")


FLOOD = {"body": "board", "cls": "ordinary", "title": "Open the weir", "text": "That it be open."}


def at_once(*later, by):
    return given(Decision).when(
        take_emergency_decision,
        by=by,
        agreement=governed(),
        chair=post("city-1", *later),
        reason="The river rises.",
        **FLOOD,
    )


@pytest.mark.parametrize(("history", "who"), STANDS_IN.values(), ids=STANDS_IN)
def test_who_stands_in_for_the_chair_decides_at_once_and_the_suspended_chair_does_not(history, who):
    assert at_once(*history, by=who).refused is None
    at_once(*history, by=ADA).then_refused(NotEntitled, "only the holder of post city-1")


# --- For which party -------------------------------------------------------------------------


def amended(**provision):
    return e.ProvisionAmended(amendment=p.AMENDMENT, effective_from=JULY, **provision)


def test_who_holds_a_post_that_is_kept_for_another_party_does_not_exercise_it_from_that_day():
    moved = p.agreement(*p.in_force(amended(post=Post(post="mayor", title="Mayor", party=TRUST))))
    mayor = post("mayor")

    assert exercised(mayor, moved, date(2026, 6, 30)) == Seating(ADA, CITY)
    assert kept_for(mayor, moved, JULY) == TRUST
    assert exercised(mayor, moved, JULY) is None


def test_in_a_post_that_is_open_to_all_whoever_sits_exercises_it():
    opened = p.agreement(*p.in_force(amended(post=Post(post="mayor", title="Mayor"))))
    assert exercised(post("mayor"), opened, JULY) == Seating(ADA, CITY)


def test_after_a_succession_who_sits_does_so_for_the_successor():
    place = e.PlaceSucceeded(predecessor=CITY, successor=CLUB, effective_from=JULY)
    found = p.agreement(*p.in_force(place))

    assert exercised(post("mayor"), found, JULY) == Seating(ADA, CLUB)
    assert exercised(post("mayor"), found, TODAY) == Seating(ADA, CITY)
    assert exercised(p.role("mayor"), found, TODAY) is None
