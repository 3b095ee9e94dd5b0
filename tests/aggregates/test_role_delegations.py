"""Standing delegations: whom a seat follows where its holder does not vote, and until when."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from tests import partnership as p
from tests.aggregates.test_decision_notice import ordered
from tests.partnership import ADA, BEN, CLEO, DAN, EVE
from tests.story import NOW, given, happened

from accord.aggregates.role import (
    DelegationRevoked,
    Role,
    VoteDelegated,
    delegate_vote,
    followed,
    revoke_delegation,
    role_id,
)
from accord.errors import NotEntitled, NotFound, OutOfOrder, Refused

TODAY = date(2026, 5, 4)
HOLDERS = {"city-1": ADA, "city-2": BEN, "trust-1": CLEO, "trust-2": DAN}
PARTY = {"city-1": p.CITY, "city-2": p.CITY, "trust-1": p.TRUST, "trust-2": p.TRUST}
ORDERS = ordered(delegations=1, delegation_depth=2)
TO_BEN = VoteDelegated(delegation=1, holder=ADA, to="city-2", effective_from=TODAY)


def held(post):
    return p.held(post, HOLDERS[post], PARTY[post])


def others(**follows):
    """The posts of the board: `others(city_2="trust-1")`, seat city-2 follows trust-1."""
    found = {}
    for post, holder in HOLDERS.items():
        to = follows.get(post.replace("-", "_"))
        event = VoteDelegated(delegation=1, holder=holder, to=to or "", effective_from=TODAY)
        found[post] = p.role(post, *held(post), *([event] if to else []))
    return found


def delegating(*history, by=ADA, to="city-2", agreement=ORDERS, **more):
    told = given(Role, *held("city-1"), *history, id=role_id(p.AGREEMENT, "city-1"))
    beside = more.pop("others", None) or others()
    return told.when(delegate_vote, by=by, agreement=agreement, others=beside, to=to, **more)


def revoking(*history, by=ADA, delegation=1, **more):
    told = given(Role, *held("city-1"), *history, id=role_id(p.AGREEMENT, "city-1"))
    return told.when(revoke_delegation, by=by, zone=p.ZONE, delegation=delegation, **more)


def test_a_seat_follows_another_one_of_its_body():
    delegating().then(TO_BEN)
    until = date(2026, 9, 1)
    said = {"classes": ("ordinary",), "from_": date(2026, 6, 1), "until": until}
    new = replace(TO_BEN, classes=("ordinary",), effective_from=said["from_"], effective_to=until)
    delegating(**said).then(new)


def test_only_the_holder_delegates_and_revokes():
    delegating(by=BEN).then_refused(NotEntitled, "only the holder of seat city-1 can delegate")
    revoking(TO_BEN, by=BEN).then_refused(NotEntitled, "only the holder of seat city-1 can revoke")


def test_a_vote_is_delegated_to_another_seat_of_the_body():
    delegating(to="city-1").then_refused(Refused, "would follow itself")
    delegating(to="mayor").then_refused(
        Refused, "no body has both the seat city-1 and the seat mayor"
    )


def test_a_delegation_has_days_and_classes_that_the_body_decides():
    delegating(until=TODAY).then_refused(Refused, "would end on 2026-05-04, and it begins on")
    delegating(classes=("ordinary", "war")).then_refused(
        Refused, "no rule for motions of class war"
    )


def test_a_seat_follows_one_at_a_time():
    delegating(TO_BEN, to="trust-1").then_refused(OutOfOrder, "(delegation 1); revoke that first")
    ordinary = replace(TO_BEN, classes=("ordinary",))
    again = replace(TO_BEN, delegation=2, to="trust-1", classes=("spending",))
    delegating(ordinary, to="trust-1", classes=("spending",)).then(again)
    delegating(TO_BEN, DelegationRevoked(delegation=1), to="trust-1").then(
        replace(TO_BEN, delegation=2, to="trust-1")
    )


def test_nobody_follows_in_a_circle():
    told = delegating(others=others(city_2="trust-1", trust_1="city-1"))
    told.then_refused(
        Refused,
        "would close a circle: city-1, which follows city-2, which follows trust-1, which follows city-1",
    )
    assert told.refused.facts["cycle"] == ["city-1", "city-2", "trust-1", "city-1"]
    elsewhere = others(city_2="city-1")
    given_before = elsewhere["city-2"].delegations[1]
    elsewhere["city-2"].delegations[1] = replace(given_before, classes=("spending",))
    delegating(others=elsewhere, classes=("ordinary",)).then(replace(TO_BEN, classes=("ordinary",)))


@pytest.mark.parametrize("orders", [{}, {"delegations": 2, "delegation_depth": 0}])
def test_without_orders_for_it_each_seat_votes_itself(orders):
    delegating(agreement=ordered(**orders)).then_refused(Refused, "know no delegation")


def test_a_seat_carries_no_more_than_the_orders_let_it():
    taken = others(trust_1="city-2")
    told = delegating(others=taken)
    told.then_refused(Refused, "seat city-2 would carry city-1, trust-1, and under")
    assert told.refused.facts["carries"] == ["city-1", "trust-1"]
    delegating(others=taken, agreement=ordered(delegations=2)).then(TO_BEN)


def test_who_is_carried_over_two_steps_counts_too():
    onward = others(city_2="trust-1")
    delegating(others=onward).then_refused(Refused, "seat trust-1 would carry city-1, city-2")
    delegating(others=onward, agreement=ordered(delegations=1)).then(TO_BEN)


def test_a_delegation_is_revoked_once():
    revoked = DelegationRevoked(delegation=1)
    revoking(TO_BEN).then(revoked)
    revoking(TO_BEN, revoked).then_refused(OutOfOrder, "is revoked already")
    revoking().then_refused(NotFound, "has no delegation 1")


def test_it_holds_between_its_instants_on_its_days_for_its_classes_and_its_holder():
    given_at = datetime(2026, 5, 4, 9, tzinfo=UTC)
    until = date(2026, 6, 1)
    event = replace(TO_BEN, classes=("ordinary",), effective_to=until)
    revoked = happened(DelegationRevoked(delegation=1), at=given_at + timedelta(days=2))
    role = p.role("city-1", *held("city-1"), happened(event, at=given_at))
    ended = p.role("city-1", *held("city-1"), happened(event, at=given_at), revoked)

    def follows(of, at, cls="ordinary", holder=ADA):
        return followed(of, at, at.date(), cls, holder)

    assert follows(role, NOW) == "city-2"
    assert follows(role, NOW - timedelta(seconds=1)) is None
    assert follows(role, NOW, cls="spending") is None
    assert follows(role, NOW, holder=EVE) is None
    assert follows(role, datetime(2026, 6, 1, 9, tzinfo=UTC)) is None
    assert follows(ended, NOW + timedelta(days=1)) == "city-2"
    assert follows(ended, NOW + timedelta(days=2)) is None
