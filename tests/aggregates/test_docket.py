"""The docket of a body has its votes in order, and who missed them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests import partnership as p
from tests.aggregates.dockets import BOARD, decided, docket_with
from tests.partnership import DAN, EVE, TRUST
from tests.story import NOW, an_act, given, happened, standing

from accord.aggregates.decision import Decision
from accord.aggregates.decision import events as d
from accord.aggregates.docket import (
    Docket,
    MissedSeat,
    Part,
    SeatsExcused,
    SeatsMissed,
    VotingEntered,
    entered,
)
from accord.errors import OutOfOrder

LATER = NOW + timedelta(days=100)
MISSED = MissedSeat(seat="trust-2", holder=DAN, party=TRUST)
ANOTHER = (*p.ROLL[:3], d.RollSeat(seat="trust-2", party=TRUST, holder=EVE))
OTHER_PARTY = (*p.ROLL[:3], d.RollSeat(seat="trust-2", party=p.CITY, holder=EVE))


def vote(number, *, early=False, roll=p.ROLL, **positions):
    """A closed vote in which the first three seats took part."""
    cast = p.ballots(**({"city_1": "for", "city_2": "for", "trust_1": "for"} | positions))
    at = p.CLOSES - timedelta(minutes=1) if early else p.CLOSES
    history = [p.tabled(), *p.frozen(roll, opens=NOW + timedelta(days=number)), *cast]
    closed = happened(d.VotingClosed(tally=(), tied=False), at=at)
    return standing(Decision, *history, closed, id=decided(number))


def row(docket, **said):
    found = docket.missed_in_succession("trust-2", TRUST, **({"before": LATER} | said))
    return [id_.int for id_ in found]


def test_a_closed_voting_is_entered_with_who_missed_it():
    decision = vote(1)
    told = given(Docket, id=BOARD).when(lambda _, act: entered(decision, act), at=p.CLOSES)

    told.then(
        VotingEntered(
            agreement=p.AGREEMENT,
            body="board",
            decision=decision.id,
            cls="ordinary",
            voting=1,
            opened=NOW + timedelta(days=1),
            closed=p.CLOSES,
        ),
        SeatsMissed(decision=decision.id, voting=1, seats=(MISSED,)),
    )
    assert told.state.votes[decision.id].part("city-1") is Part.TOOK_PART


def test_only_what_is_closed_is_entered():
    with pytest.raises(OutOfOrder, match="once it is closed"):
        entered(standing(Decision, p.voting()), an_act())


def test_a_vacant_seat_or_one_that_could_still_answer_is_excused():
    for decision in (vote(1, roll=p.VACANCY), vote(1, early=True)):
        assert entered(decision, an_act())[1:] == (
            SeatsExcused(decision=decision.id, voting=1, seats=("trust-2",)),
        )


def test_votes_stand_in_the_order_in_which_they_were_opened():
    docket = docket_with(vote(3), vote(1), vote(2))

    assert row(docket) == [1, 2, 3]
    assert row(docket, before=NOW + timedelta(days=3)) == [1, 2]
    assert row(docket, settled={decided(1)}) == [2, 3]


def test_a_vote_in_which_the_seat_took_part_breaks_the_row():
    assert row(docket_with(vote(1), vote(2, trust_2="abstain"), vote(3))) == [3]
    assert row(docket_with(vote(1), vote(2, trust_2="not_voting"))) == []


def test_a_vote_in_which_a_seat_had_no_part_does_not_break_the_row():
    assert row(docket_with(vote(1), vote(2, early=True), vote(3, roll=p.VACANCY), vote(4))) == [
        1,
        4,
    ]


def test_a_row_is_that_of_one_party_whoever_holds_the_seat_for_it():
    assert row(docket_with(vote(1), vote(2, roll=ANOTHER))) == [1, 2]
    assert row(docket_with(vote(1, roll=OTHER_PARTY), vote(2))) == [2]


def test_a_decision_that_is_voted_on_again_is_one_vote():
    twice = docket_with(vote(1), vote(2), (vote(2), 2))
    assert row(twice) == [1, 2]
    assert row(docket_with(vote(1), vote(2), (vote(2, trust_2="for"), 2))) == []
    assert row(docket_with(vote(1), vote(2), (vote(2, roll=p.VACANCY), 2))) == [1, 2]


def test_a_roll_of_many_seats_goes_in_in_pieces():
    seats = tuple(d.RollSeat(seat=f"s{n}", party=TRUST, holder=DAN) for n in range(450))
    _, *pieces = entered(vote(1, roll=seats), an_act())
    assert [len(piece.seats) for piece in pieces] == [200, 200, 50]
