"""At the close of a vote: whose ballot a seat takes that gave none."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from hypothesis import given as for_all
from hypothesis import strategies as st
from tests import partnership as p
from tests.partnership import CLOSES
from tests.story import given

from accord.aggregates.decision import Decision, close_voting
from accord.aggregates.decision import events as e
from accord.aggregates.decision import representing_events as r
from accord.aggregates.decision.delegated import Following, delegated
from accord.aggregates.decision.supposing import supposing
from accord.errors import OutOfOrder
from accord.rules import Position

FOR, AGAINST = Position.FOR, Position.AGAINST
SEATS = tuple(f"s{number}" for number in range(7))
ROLL = tuple(e.RollSeat(seat=seat, holder=p.ADA) for seat in SEATS)


def ballot(seat, to, position=FOR, *via):
    return r.DelegatedBallot(seat=seat, to=to, position=position, via=via)


def closing(*ballots, follows, depth=1, most=9, history=(), **more):
    following = Following(follows, depth, most)
    return given(Decision, *p.voting(*ballots), *history).when(
        close_voting, agreement=p.agreement(), following=following, at=CLOSES, **more
    )


def carried(told):
    return [each for event in told.events[:-1] for each in event.ballots]


def test_a_silent_seat_takes_the_ballot_of_the_seat_that_it_follows():
    told = closing(*p.ballots(city_2="for"), follows={"city-1": "city-2"})
    closed = told.events[-1]
    assert carried(told) == [ballot("city-1", "city-2")]
    assert {found.position: found.seats for found in closed.tally} == {FOR: 2, Position.ABSENT: 2}
    assert [s.seat for s in told.state.counted() if s.represented] == ["city-1"]


def test_its_own_ballot_stands():
    told = closing(*p.ballots(city_1="against", city_2="for"), follows={"city-1": "city-2"})
    assert carried(told) == []


def test_a_ballot_that_another_cast_is_not_passed_on():
    history = [
        r.ProxyGiven(seat="city-2", to="trust-1"),
        r.ProxyBallotCast(seat="city-2", by="trust-1", position=FOR),
    ]
    assert carried(closing(follows={"city-1": "city-2"}, history=history)) == []


def test_a_seat_that_gave_a_proxy_follows_nobody_else():
    history = [r.ProxyGiven(seat="city-1", to="trust-1")]
    told = closing(*p.ballots(city_2="for"), follows={"city-1": "city-2"}, history=history)
    assert carried(told) == []


def test_it_is_followed_over_as_many_steps_as_the_orders_say():
    follows = {"city-1": "city-2", "city-2": "trust-1"}
    ballots = p.ballots(trust_1="against")
    assert carried(closing(*ballots, follows=follows)) == [ballot("city-2", "trust-1", AGAINST)]
    assert carried(closing(*ballots, follows=follows, depth=2)) == [
        ballot("city-2", "trust-1", AGAINST),
        ballot("city-1", "trust-1", AGAINST, "city-2"),
    ]


def test_who_would_carry_too_many_carries_the_nearest():
    follows = {"city-1": "city-2", "city-2": "trust-1", "trust-2": "trust-1"}
    told = closing(*p.ballots(trust_1="for"), follows=follows, depth=2, most=2)
    assert carried(told) == [ballot("city-2", "trust-1"), ballot("trust-2", "trust-1")]


def test_a_circle_in_the_record_leads_nowhere():
    follows = {"city-1": "city-2", "city-2": "trust-1", "trust-1": "city-1"}
    assert carried(closing(*p.ballots(trust_2="for"), follows=follows, depth=9)) == []


def test_a_vote_that_a_delegation_can_still_turn_is_not_closed_early():
    told = given(Decision, *p.voting(*p.ballots(city_2="for"))).when(
        close_voting, agreement=p.agreement(), following=Following({"city-1": "city-2"}, 1, 1)
    )
    told.then_refused(OutOfOrder, "seats can still answer")


answers = st.dictionaries(st.sampled_from(SEATS), st.sampled_from(["for", "against", "abstain"]))
following = st.dictionaries(st.sampled_from(SEATS), st.sampled_from((*SEATS, "gone")))
counts = st.integers(0, 5)


def voted(given_: dict[str, str]) -> Decision:
    return p.decision(*p.voting(*p.ballots(**given_), roll=ROLL))


@for_all(answers, following, counts, counts, st.randoms())
def test_of_all_delegations(
    given_: dict[str, str], follows: dict[str, str], depth: int, most: int, lots: Any
) -> None:
    decision = voted(given_)
    events = delegated(decision, Following(follows, depth, most))
    found = [each for event in events for each in event.ballots]
    then = supposing(decision, events)
    # Each seat stands somewhere, just once; who voted stands where it voted.
    assert len(list(then.counted())) == len(SEATS)
    assert then.ballots == given_ | {each.seat: each.position for each in found}
    assert not {each.seat for each in found} & given_.keys()
    # Only what a seat gave itself is passed on, over so many steps and to so many.
    for each in found:
        assert given_[each.to] == each.position
        assert len(each.via) < depth
        steps = (each.seat, *each.via, each.to)
        assert all(follows[one] == other for one, other in pairwise(steps))
        assert sum(other.to == each.to for other in found) <= most
    # In which order delegations were given makes no difference.
    mixed = list(follows.items())
    lots.shuffle(mixed)
    assert delegated(decision, Following(dict(mixed), depth, most)) == events


@for_all(answers, following, st.sampled_from(SEATS), st.sampled_from(["for", "against"]))
def test_the_ballot_of_the_seat_itself_always_wins(
    given_: dict[str, str], follows: dict[str, str], seat: str, position: str
) -> None:
    decision = voted(given_ | {seat: position})
    then = supposing(decision, delegated(decision, Following(follows, 9, 9)))
    assert then.ballots[seat] == position


def test_nothing_is_delegated_where_nobody_follows() -> None:
    assert delegated(voted({"s1": "for"}), Following()) == ()
