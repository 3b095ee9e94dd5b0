"""While a vote is taken: who attends, ballots replaced, more time; and when it decided nothing, another vote."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests import partnership as p
from tests.aggregates.test_decision_notice import ordered
from tests.partnership import ADA, BEN, CHAIRED, CLEO, CLOSES, DAN, MAJORITY, ROLL, SEATED
from tests.story import NOW, given, happened

from accord.aggregates.agreement.terms import StandingOrders
from accord.aggregates.decision import (
    Decision,
    cast_ballot,
    certify,
    close_voting,
    extend_voting,
    give_casting_vote,
    open_voting,
    record_presence,
    replace_ballot,
)
from accord.aggregates.decision import discussing_events as d
from accord.aggregates.decision.events import (
    BallotCast,
    CastingVoteGiven,
    DecisionReconsidered,
    RollSeatsFrozen,
    VotingCause,
    VotingClosed,
)
from accord.aggregates.decision.memory import Stage
from accord.errors import NotEntitled, NotFound, OutOfOrder, Refused
from accord.rules import Position, Rule, Verdict, in_words

AGAIN = NOW + timedelta(days=8)
LATER = CLOSES + timedelta(days=2)
TICK = timedelta(microseconds=1)
REPLACEABLE = ordered(replaceable_ballots=True)
PRESENT = d.SeatAttendance(seat="city-1", attendance=d.Attendance.PRESENT)
QUORATE = Rule.from_data(
    {
        **MAJORITY.to_data(),
        "id": "quorate",
        "quorum": {"test": "number", "of": ["for", "against"], "op": ">=", "n": "3"},
    }
)
TWICE = Rule.from_data({**MAJORITY.to_data(), "id": "twice", "tie": "second_vote"})
TIE = p.ballots(city_1="for", city_2="for", trust_1="against", trust_2="against")
FEW = p.ballots(city_1="for", city_2="for")
EXTENDED = d.VotingExtended(closes=LATER, was=CLOSES)


def attending(*history, seats=(PRESENT,), **more):
    return given(Decision, *history).when(record_presence, seats=list(seats), **more)


def replacing(*history, by=ADA, agreement=REPLACEABLE, position=Position.AGAINST, **more):
    return given(Decision, *history).when(
        replace_ballot, by=by, agreement=agreement, seat="city-1", position=position, **more
    )


def extending(*history, closes=LATER, reason="The ferry is late.", agreement=None, **more):
    return given(Decision, *history).when(
        extend_voting, agreement=agreement or p.agreement(), closes=closes, reason=reason, **more
    )


def over(*ballots, rule=MAJORITY, tied=False):
    return [*p.voting(*ballots, rule=rule), happened(VotingClosed(tally=(), tied=tied), at=CLOSES)]


def opening_again(*history, agreement=None, seated=SEATED, at=AGAIN):
    return given(Decision, *history).when(
        open_voting,
        agreement=agreement or p.agreement(),
        seated=seated,
        closes=AGAIN + timedelta(days=7),
        at=at,
    )


def certified(*history, **said):
    told = given(Decision, *history).when(certify, at=CLOSES, **said)
    return [*history, *(happened(event, at=CLOSES) for event in told.events)]


# --- Attendance ------------------------------------------------------------------------------


def test_who_attends_is_recorded_and_the_ballots_alone_are_counted():
    remote = d.SeatAttendance(seat="trust-1", attendance=d.Attendance.REMOTE)
    told = attending(p.voting(), seats=[PRESENT, remote])
    told.then(d.AttendanceRecorded(seats=(PRESENT, remote)))
    assert {seat.position for seat in told.state.counted()} == {Position.ABSENT}


def test_attendance_is_recorded_until_the_vote_is_closed():
    attending(p.voting(), at=CLOSES).then(d.AttendanceRecorded(seats=(PRESENT,)))
    for history in ([p.tabled()], over(*TIE)):
        attending(*history, at=CLOSES).then_refused(OutOfOrder, "while the vote is taken")


def test_seats_attend_that_are_on_the_roll_and_held():
    other = replace(PRESENT, seat="mayor")
    attending(p.voting(), seats=[other]).then_refused(NotFound, "mayor is not on the roll")
    vacant = replace(PRESENT, seat="trust-2")
    attending(p.voting(roll=p.VACANCY), seats=[vacant]).then_refused(Refused, "was vacant")
    absent = replace(vacant, attendance=d.Attendance.ABSENT)
    attending(p.voting(roll=p.VACANCY), seats=[absent]).then(d.AttendanceRecorded(seats=(absent,)))


def test_a_seat_stands_once_in_a_list_and_a_list_names_a_seat():
    attending(p.voting(), seats=[PRESENT, PRESENT]).then_refused(Refused, "stands 2 times")
    attending(p.voting(), seats=[]).then_refused(Refused, "no seat was named")


# --- Ballots replaced ------------------------------------------------------------------------

GIVEN = BallotCast(seat="city-1", position=Position.FOR)


def test_a_ballot_is_replaced_where_the_orders_let_it():
    told = replacing(p.voting(GIVEN))
    told.then(d.BallotReplaced(seat="city-1", position=Position.AGAINST, was=Position.FOR))
    assert told.state.ballots == {"city-1": Position.AGAINST}


def test_elsewhere_a_ballot_that_is_given_stands():
    for agreement in (p.agreement(), ordered()):
        replacing(p.voting(GIVEN), agreement=agreement).then_refused(
            OutOfOrder, "do not let it be replaced"
        )


def test_a_ballot_is_replaced_by_the_holder_on_the_roll():
    replacing(p.voting(GIVEN), by=BEN).then_refused(NotEntitled, "only the holder of seat city-1")


def test_a_ballot_is_replaced_by_another_that_can_be_cast():
    replacing(p.voting()).then_refused(OutOfOrder, "has given no ballot to replace")
    replacing(p.voting(GIVEN), position=Position.FOR).then_refused(OutOfOrder, "is for already")
    replacing(p.voting(GIVEN), position=Position.ABSENT).then_refused(Refused, "for, against or")


def test_a_ballot_is_replaced_while_voting_is_open_at_an_instant():
    assert replacing(p.voting(GIVEN), at=CLOSES - TICK).refused is None
    replacing(p.voting(GIVEN), at=CLOSES).then_refused(OutOfOrder, "it is awaiting closure")
    replacing(p.voting(GIVEN), occurred_on=date(2026, 5, 4)).then_refused(Refused, "which instant")


# --- More time -------------------------------------------------------------------------------


def test_voting_is_extended_to_a_later_instant_for_a_reason():
    told = extending(p.voting())
    told.then(EXTENDED)
    assert told.state.stage(LATER - TICK) is Stage.VOTING
    for closes in (CLOSES, CLOSES - TICK):
        extending(p.voting(), closes=closes).then_refused(Refused, "extended to a later instant")
    extending(p.voting(), reason=None).then_refused(Refused, "for which reason")


def test_voting_that_is_over_is_not_extended():
    extending(p.voting(), at=CLOSES).then_refused(OutOfOrder, "it is awaiting closure")
    extending(p.tabled()).then_refused(OutOfOrder, "it is tabled")
    assert extending(p.voting(EXTENDED), at=CLOSES, closes=LATER + TICK).refused is None


def test_ballots_are_cast_in_the_added_time():
    told = given(Decision, p.voting(EXTENDED)).when(
        cast_ballot, by=ADA, at=CLOSES, seat="city-1", position=Position.FOR
    )
    told.then(GIVEN)


# --- Another vote ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("history", "cause"),
    [
        (over(*FEW, rule=QUORATE), VotingCause.SECOND_CALL),
        (certified(*over(*FEW, rule=QUORATE)), VotingCause.SECOND_CALL),
        (over(*TIE, rule=TWICE, tied=True), VotingCause.SECOND_VOTE),
        (certified(*over(*TIE, rule=TWICE, tied=True)), VotingCause.SECOND_VOTE),
        (over(*TIE, rule=CHAIRED, tied=True), VotingCause.SECOND_VOTE),
    ],
    ids=["inquorate", "certified inquorate", "tied", "certified tied", "the chair is silent"],
)
def test_a_motion_on_which_nothing_was_decided_is_voted_on_again(history, cause):
    told = opening_again(*history)
    assert told.refused is None, told.refused
    frozen, opened = told.events
    assert frozen == RollSeatsFrozen(seats=ROLL)
    assert (opened.voting, opened.cause, opened.rule) == (2, cause, MAJORITY)
    told._replays()


@pytest.mark.parametrize(
    ("history", "stage"),
    [
        (over(*TIE, tied=True), "closed"),
        (over(*FEW), "closed"),
        (p.certified(Verdict.CARRIED), "effective"),
        (p.certified(Verdict.LOST), "certified"),
        (p.voting(*TIE, rule=TWICE), "awaiting closure"),
        (
            [
                *over(*TIE, rule=CHAIRED, tied=True),
                happened(CastingVoteGiven(position=Position.FOR), at=CLOSES),
            ],
            "closed",
        ),
        (
            certified(*over(*TIE, rule=CHAIRED, tied=True), without_casting_vote=True),
            "certified",
        ),
    ],
    ids=[
        "a tie that the rule decides",
        "carried",
        "certified carried",
        "certified lost",
        "not closed",
        "the chair decided",
        "certified without the chair",
    ],
)
def test_a_motion_that_is_decided_is_not_voted_on_again(history, stage):
    opening_again(*history).then_refused(OutOfOrder, "must be tabled", f"it is {stage}")


def test_another_vote_begins_with_an_empty_roll_frozen_anew():
    seated = {**SEATED, "city-1": replace(SEATED["city-1"], holder=DAN)}
    told = opening_again(*over(*TIE, rule=TWICE, tied=True), seated=seated)
    state = told.state
    assert state.stage(AGAIN) is Stage.VOTING
    assert (state.ballots, state.tied, state.casting_vote, state.verdict) == ({}, False, None, None)
    assert state.roll["city-1"].holder == DAN


def second_voting(*ballots):
    first = over(*TIE, rule=TWICE, tied=True)
    opened = opening_again(*first)
    return [*first, *(happened(event, at=AGAIN) for event in (*opened.events, *ballots))]


def test_the_verdict_is_that_of_the_last_vote():
    ballots = p.ballots(city_1="for", city_2="for", trust_1="for", trust_2="against")
    closed = given(Decision, *second_voting(*ballots)).when(
        close_voting, at=AGAIN, agreement=p.agreement()
    )
    assert closed.refused is None
    told = given(Decision, *second_voting(*ballots, *closed.events)).when(certify, at=AGAIN)
    assert told.events[0].verdict is Verdict.CARRIED


def test_in_another_vote_every_seat_votes_anew():
    given(Decision, *second_voting()).when(
        cast_ballot, by=CLEO, at=AGAIN, seat="trust-1", position=Position.FOR
    ).then(BallotCast(seat="trust-1", position=Position.FOR))


SHUT = VotingClosed(tally=(), tied=True)
ORDERED = StandingOrders(body="board", clause="members")


def deciding_by(rule):
    """The board decides by this rule, under standing orders that say where they stand."""
    rules = tuple(replace(entry, rule=rule) for entry in p.BOARD.rules)
    bodies = (replace(p.BOARD, rules=rules),)
    return p.agreement(*p.in_force(bodies=bodies, standing_orders=(ORDERED,)))


def again(rule, *votings):
    """The motion was voted on once for each of these ballots and closed, each time for its cause."""
    history = over(*votings[0], rule=rule, tied=votings[0] is TIE)
    for ballots in votings[1:]:
        opened = opening_again(*history, agreement=deciding_by(rule))
        assert opened.refused is None, opened.refused
        history += [happened(event, at=AGAIN) for event in (*opened.events, *ballots, SHUT)]
    return history


BOTH = Rule.from_data({**QUORATE.to_data(), "tie": "second_vote"})


@pytest.mark.parametrize(
    ("rule", "votings"),
    [(TWICE, (TIE, TIE)), (BOTH, (TIE, FEW, TIE)), (BOTH, (FEW, TIE, TIE))],
    ids=["at once", "after a second call", "after a first call"],
)
def test_an_equal_division_after_the_second_vote_is_lost(rule, votings):
    history = again(rule, *votings)
    told = given(Decision, *history).when(certify, at=AGAIN)

    (result,) = told.events
    assert (result.verdict, result.explanation.tied) == (Verdict.LOST, True)
    assert "equally divided again after a second vote" in in_words(result.explanation)
    assert told.refused is None
    for found in (history, [*history, *(happened(event, at=AGAIN) for event in told.events)]):
        opening_again(*found, agreement=deciding_by(rule)).then_refused(
            OutOfOrder,
            "equally divided again, and there is one second vote",
            "board (clause members); put the motion anew",
        )


def test_the_first_equal_division_asks_for_a_second_vote_also_where_it_comes_in_a_second_call():
    told = given(Decision, *again(BOTH, FEW, TIE)).when(certify, at=AGAIN)
    assert told.events[0].verdict is Verdict.TIED


@pytest.mark.parametrize("votings", [(FEW, FEW), (FEW, TIE, FEW)])
def test_a_motion_is_called_a_second_time_once(votings):
    told = opening_again(*again(BOTH, *votings), agreement=deciding_by(BOTH))
    told.then_refused(
        OutOfOrder, "too few took part again", "the standing orders of body board (clause members)"
    )
    assert told.refused.facts["cause"] == "second_call"


EASIER = Rule.from_data(
    {
        **QUORATE.to_data(),
        "second_call": {"test": "number", "of": ["for", "against"], "op": ">=", "n": "2"},
    }
)


@pytest.mark.parametrize(
    ("rule", "verdict"), [(QUORATE, Verdict.INQUORATE), (EASIER, Verdict.CARRIED)]
)
def test_a_second_call_has_the_quorum_that_the_rule_gives_it(rule, verdict):
    history = again(rule, FEW, FEW)
    told = given(Decision, *history).when(certify, at=AGAIN)

    (result,) = told.events
    assert result.verdict is verdict
    assert given(Decision, *again(rule, FEW)).when(certify, at=AGAIN).events[0].verdict is (
        Verdict.INQUORATE
    )


def test_the_chair_that_was_silent_once_decides_the_second_division_or_nobody_does():
    history = again(CHAIRED, TIE, TIE)
    opening_again(*history, agreement=deciding_by(CHAIRED)).then_refused(
        OutOfOrder, "there is one second vote"
    )
    told = given(Decision, *history).when(
        give_casting_vote, by=ADA, at=AGAIN, position=Position.FOR
    )
    told.then(CastingVoteGiven(position=Position.FOR))


def test_what_is_reconsidered_is_voted_on_as_if_for_the_first_time():
    history = again(TWICE, TIE, TIE)
    lost = given(Decision, *history).when(certify, at=AGAIN).events
    before = [*history, *(happened(event, at=AGAIN) for event in lost)]
    anew = happened(DecisionReconsidered(decision=p.AMENDMENT), at=AGAIN)
    told = opening_again(*before, anew, agreement=deciding_by(TWICE))
    assert told.refused is None
    assert told.events[-1].cause is None
    tied = [happened(event, at=AGAIN) for event in (*told.events, *TIE, SHUT)]
    again_tied = given(Decision, *before, anew, *tied).when(certify, at=AGAIN)
    assert again_tied.events[0].verdict is Verdict.TIED


def test_the_casting_vote_of_an_earlier_vote_decides_nothing_later():
    first = over(*TIE, rule=CHAIRED, tied=True)
    again = [happened(event, at=AGAIN) for event in opening_again(*first).events]
    given(Decision, *first, *again).when(
        give_casting_vote, by=ADA, at=AGAIN, position=Position.FOR
    ).then_refused(OutOfOrder, "no casting vote can be given")
