"""Voting runs on a frozen roll, by a pinned rule, from one instant up to but without another."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from tests import partnership as p
from tests.aggregates.test_decision_notice import ordered
from tests.partnership import ADA, BEN, CITY, CLEO, CLOSES, EVE, MAJORITY, ROLL, SEATED
from tests.story import NOW, given, happened

from accord.aggregates.agreement import Seat
from accord.aggregates.decision import (
    Answer,
    Decision,
    cast_ballot,
    close_voting,
    open_voting,
    record_ballots,
)
from accord.aggregates.decision.events import (
    BallotCast,
    BallotRecorded,
    InterestDeclared,
    InterestRuled,
    PositionCount,
    RollSeat,
    RollSeatsFrozen,
    Ruling,
    VotingClosed,
    VotingOpened,
)
from accord.aggregates.decision.standing import standing_of
from accord.errors import NotEntitled, NotFound, OutOfOrder, Refused
from accord.events import Disclosed
from accord.rules import Position, Rule, Verdict

TICK = timedelta(microseconds=1)
LAST = CLOSES - TICK
DECLARED = InterestDeclared(seat="trust-1", statement=Disclosed("My brother owns the weir."))
RECUSED = [p.tabled(), DECLARED, InterestRuled(seat="trust-1", ruling=Ruling.RECUSE)]
MAY_SPEAK = [p.tabled(), DECLARED, InterestRuled(seat="trust-1", ruling=Ruling.MAY_SPEAK)]
OVER = [
    *p.voting(*p.ballots(city_1="for")),
    VotingClosed(tally=(PositionCount(position=Position.FOR, seats=1),), tied=False),
]


def opening(*history, agreement=None, seated=SEATED, closes=CLOSES, **said):
    return given(Decision, *history).when(
        open_voting, agreement=agreement or p.agreement(), seated=seated, closes=closes, **said
    )


def casting(*history, by=ADA, seat="city-1", position=Position.FOR, **said):
    return given(Decision, *history).when(cast_ballot, by=by, seat=seat, position=position, **said)


def recording(*history, **said):
    answers = said.pop("answers", [Answer("city-1", Position.FOR)])
    return given(Decision, *history).when(record_ballots, answers=answers, **said)


def closing(*history, agreement=None, **said):
    said["agreement"] = agreement or p.agreement()
    return given(Decision, *history).when(close_voting, **said)


def cast(seat="city-1", position=Position.FOR):
    return BallotCast(seat=seat, position=position)


def recorded(seat="city-1", position=Position.FOR):
    return BallotRecorded(seat=seat, position=position)


def closed(tied=False, **seats):
    counts = {Position(name.rstrip("_")): n for name, n in seats.items()}
    tally = tuple(PositionCount(position=x, seats=counts[x]) for x in Position if x in counts)
    return VotingClosed(tally=tally, tied=tied)


# --- Opening ---------------------------------------------------------------------------------


def test_the_roll_is_frozen_and_the_rule_pinned():
    told = opening(p.tabled())

    told.then(*p.frozen())
    assert told.state.rule == MAJORITY
    assert list(told.state.roll.values()) == list(ROLL)


def test_a_vacant_seat_stands_on_the_roll_without_a_holder():
    seated = {post: who for post, who in SEATED.items() if post != "trust-2"}
    opening(p.tabled(), seated=seated).then(*p.frozen(p.VACANCY))


def test_without_a_chair_nobody_presides():
    seated = {post: who for post, who in SEATED.items() if post != "city-1"}
    vacant = (RollSeat(seat="city-1", party=CITY), *ROLL[1:])
    opening(p.tabled(), seated=seated).then(*p.frozen(vacant, chair_holder=None))


def test_a_body_without_a_chair_opens_all_the_same():
    headless = p.agreement(*p.in_force(bodies=(replace(p.BOARD, chair=None),)))
    opening(p.tabled(), agreement=headless).then(*p.frozen(chair=None, chair_holder=None))


def test_a_large_roll_is_frozen_in_entries_of_two_hundred_seats():
    seats = tuple(Seat(post=f"seat-{n}", title="Delegate") for n in range(401))
    large = p.agreement(*p.in_force(bodies=(replace(p.BOARD, seats=seats, chair=None),)))
    told = opening(p.tabled(), agreement=large, seated={"seat-7": SEATED["city-1"]})

    told.then(*told.events)
    assert [len(e.seats) for e in told.events if isinstance(e, RollSeatsFrozen)] == [200, 200, 1]
    assert isinstance(told.events[-1], VotingOpened)
    assert told.events[-1].seats == 401


def test_an_interest_must_be_ruled_on_before_voting_opens():
    opening(p.tabled(), DECLARED).then_refused(OutOfOrder, "interest of seat trust-1 must be ruled")


def test_voting_closes_after_it_opens():
    opening(p.tabled(), closes=NOW + TICK).then(*p.frozen(closes=NOW + TICK))
    opening(p.tabled(), closes=NOW).then_refused(
        Refused, "would close at 2026-05-04T09:00:00.000000Z, before it opens"
    )


def test_nobody_opens_a_vote_in_which_nobody_could_vote():
    opening(p.tabled(), seated={}).then_refused(OutOfOrder, "every seat of body board is vacant")


def test_voting_is_opened_once():
    opening(p.voting()).then_refused(OutOfOrder, "voting cannot be opened", "it is voting")


def test_voting_is_not_opened_on_what_was_never_moved():
    opening().then_refused(NotFound, "there is no decision")


def test_voting_is_opened_under_an_agreement_in_force():
    later = p.agreement(*p.in_force(from_=date(2026, 5, 5)))
    opening(p.tabled(), agreement=later).then_refused(OutOfOrder, "it is concluded")


def test_a_body_that_lost_its_rule_opens_no_vote():
    without = replace(p.BOARD, rules=p.BOARD.rules[1:])
    changed = p.agreement(*p.in_force(bodies=(without,)))
    opening(p.tabled(), agreement=changed).then_refused(
        OutOfOrder, "board no longer has a rule for class ordinary", "the motion lapses"
    )


def test_a_body_that_was_struck_opens_no_vote():
    struck = p.agreement(*p.in_force(bodies=(), procedures=()))
    opening(p.tabled(), agreement=struck).then_refused(
        OutOfOrder, "body board was struck from the agreement; record that the motion lapses"
    )


def test_the_roll_of_a_past_day_never_meets_the_ballots_of_today():
    for ask in (opening, recording):
        ask(p.tabled(), occurred_on=date(2026, 4, 2)).then_refused(
            Refused, "say at which instant this occurred"
        )


def test_a_vote_that_was_opened_earlier_is_recorded_from_that_instant():
    then = NOW - timedelta(days=3)
    opening(p.tabled(), occurred_at=then).then(*p.frozen(opens=then))


# --- Casting ---------------------------------------------------------------------------------


@pytest.mark.parametrize("position", [Position.FOR, Position.AGAINST, Position.ABSTAIN])
def test_the_holder_of_a_seat_casts_its_ballot(position):
    casting(p.voting(), position=position).then(cast(position=position))


@pytest.mark.parametrize("position", sorted(set(Position) - {"for", "against", "abstain"}))
def test_what_is_found_is_not_cast(position):
    casting(p.voting(), position=Position(position)).then_refused(
        Refused, "for, against or abstain", f"{position.replace('_', ' ')} is not cast but found"
    )


@pytest.mark.parametrize("given_before", [cast(), recorded()])
def test_nobody_votes_twice(given_before):
    casting(p.voting(given_before), position=Position.AGAINST).then_refused(
        OutOfOrder, "the ballot of seat city-1 is already given"
    )


@pytest.mark.parametrize("who", [BEN, EVE])
def test_nobody_casts_the_ballot_of_another_seat(who):
    casting(p.voting(), by=who).then_refused(NotEntitled, "only the holder of seat city-1")


def test_a_seat_that_is_not_on_the_roll_has_no_ballot():
    casting(p.voting(), seat="mayor").then_refused(NotFound, "seat mayor is not on the roll")


def test_a_recused_seat_takes_no_part():
    casting(RECUSED, p.frozen(), by=CLEO, seat="trust-1").then_refused(
        NotEntitled, "seat trust-1 is recused"
    )


def test_who_may_speak_may_vote():
    casting(MAY_SPEAK, p.frozen(), by=CLEO, seat="trust-1").then(cast("trust-1"))


def test_a_seat_that_was_vacant_at_the_opening_has_no_ballot():
    casting(p.voting(roll=p.VACANCY), by=EVE, seat="trust-2").then_refused(
        NotEntitled, "seat trust-2 was vacant when the roll was frozen"
    )


@pytest.mark.parametrize("at", [NOW, LAST])
def test_ballots_are_cast_from_the_opening_up_to_the_last_microsecond(at):
    casting(p.voting(), at=at).then(cast())


def test_at_the_closing_instant_voting_is_over():
    casting(p.voting(), at=CLOSES).then_refused(
        OutOfOrder, "no ballot can be given", "it is awaiting closure"
    )


def test_before_the_opening_instant_there_is_no_ballot():
    casting(p.voting(), at=NOW - TICK).then_refused(
        OutOfOrder, "voting opened only at 2026-05-04T09:00:00.000000Z"
    )


@pytest.mark.parametrize(
    ("history", "stage"),
    [
        ([p.tabled()], "tabled"),
        (OVER, "closed"),
        (p.certified(Verdict.CARRIED), "effective"),
    ],
)
def test_ballots_are_given_while_voting_is_open(history, stage):
    for ask in (casting, recording):
        ask(history, at=LAST).then_refused(OutOfOrder, "must be voting", f"it is {stage}")


def test_there_is_no_ballot_on_what_was_never_moved():
    for ask in (casting, recording, closing):
        ask().then_refused(NotFound, "there is no decision")


# --- Recording -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "position", ["for", "against", "abstain", "not_voting", "invalid", "absent"]
)
def test_what_was_heard_or_read_of_a_seat_is_recorded(position):
    answers = [Answer("city-1", Position(position))]
    recording(p.voting(), answers=answers).then(recorded(position=Position(position)))


def test_several_ballots_are_recorded_together():
    answers = [Answer("city-1", Position.FOR), Answer("trust-2", Position.INVALID)]
    recording(p.voting(), answers=answers).then(recorded(), recorded("trust-2", Position.INVALID))


@pytest.mark.parametrize("position", [Position.RECUSED, Position.VACANT])
def test_what_follows_from_the_roll_is_not_recorded(position):
    recording(p.voting(), answers=[Answer("city-1", position)]).then_refused(
        Refused, f"{position} follows from the roll and the chair's rulings"
    )


def test_there_must_be_something_to_record():
    recording(p.voting(), answers=[]).then_refused(Refused, "there is nothing to record")


def test_one_list_has_each_seat_once():
    twice = [Answer("city-1", Position.FOR), Answer("city-1", Position.AGAINST)]
    recording(p.voting(), answers=twice).then_refused(
        Refused, "seat city-1 stands 2 times in this list"
    )


def test_one_ballot_that_cannot_be_recorded_keeps_back_all_of_them():
    answers = [Answer("city-2", Position.FOR), Answer("city-1", Position.FOR)]
    recording(p.voting(cast()), answers=answers).then_refused(
        OutOfOrder, "ballot of seat city-1 is already given"
    )


@pytest.mark.parametrize(
    ("history", "seat", "kind", "words"),
    [
        (p.voting(), "mayor", NotFound, "not on the roll"),
        ([RECUSED, p.frozen()], "trust-1", NotEntitled, "recused"),
        (p.voting(roll=p.VACANCY), "trust-2", NotEntitled, "vacant"),
    ],
)
def test_a_seat_without_a_ballot_has_none_to_record(history, seat, kind, words):
    recording(history, answers=[Answer(seat, Position.FOR)]).then_refused(kind, words)


def test_a_ballot_on_paper_counts_at_the_instant_it_was_given():
    late = CLOSES + timedelta(days=1)
    recording(p.voting(), at=late, asserted_by=ADA, occurred_at=LAST).then(recorded())
    recording(p.voting(), at=late, asserted_by=ADA, occurred_at=CLOSES).then_refused(
        OutOfOrder, "it is awaiting closure"
    )


# --- Closing ---------------------------------------------------------------------------------

ALL = p.ballots(city_1="for", city_2="for", trust_1="against", trust_2="abstain")
OF_ONE_MIND = p.ballots(city_1="for", city_2="for", trust_1="for", trust_2="for")


def test_voting_is_closed_early_once_every_seat_has_answered():
    closing(p.voting(ALL)).then(closed(for_=2, against=1, abstain=1))


def test_voting_is_not_closed_early_while_a_seat_has_not_answered():
    told = closing(p.voting(ALL[:3]), at=LAST)

    told.then_refused(
        OutOfOrder,
        "open up to but without 2026-05-11T09:00:00.000000Z",
        "1 of 4 seats can still answer: the motion can still be carried or lost",
    )
    assert told.refused.facts["waiting"] == ["trust-2"]
    assert told.refused.facts["possible"] == ["carried", "lost"]


def test_voting_is_closed_early_once_no_ballot_can_change_the_verdict():
    closing(p.voting(OF_ONE_MIND[:3], rule=p.TWO_THIRDS)).then(closed(for_=3, absent=1))
    closing(p.voting(OF_ONE_MIND[:3])).then(closed(for_=3, absent=1))
    closing(p.voting(p.ballots(city_1="against", city_2="against"), rule=p.TWO_THIRDS)).then(
        closed(against=2, absent=2)
    )


def test_a_ballot_that_may_be_replaced_keeps_the_vote_open():
    closing(p.voting(OF_ONE_MIND[:3]), agreement=ordered(replaceable_ballots=True)).then_refused(
        OutOfOrder, "1 of 4 seats can still answer: the motion can still be carried or lost"
    )
    closing(p.voting(OF_ONE_MIND), agreement=ordered(replaceable_ballots=True)).then(closed(for_=4))


def test_a_tie_for_the_chair_closes_the_vote_once_every_seat_has_answered():
    two = p.ballots(city_1="for", city_2="against")
    closing(RECUSED, p.frozen(p.VACANCY, p.CHAIRED), two).then(
        closed(tied=True, for_=1, against=1, recused=1, vacant=1)
    )
    closing(RECUSED, p.frozen(rule=p.CHAIRED), two).then_refused(OutOfOrder, "carried or lost")


def test_an_equal_division_that_is_certain_to_be_lost_closes_the_vote():
    """Half of four are against: whatever the others say, more than half of all is out of reach."""
    two = p.ballots(city_1="against", city_2="against", trust_1="for")
    half_of_all = Rule.from_data(
        {"id": "half", "name": "More than half of all", "pass": {**p.CAST, "base": "fixed"}}
    )
    closing(p.voting(two, rule=half_of_all)).then(closed(for_=1, against=2, absent=1))


# --- How it stands ---------------------------------------------------------------------------


def stands(*history, at=NOW, agreement=None):
    return standing_of(p.decision(*history), at, agreement=agreement or p.agreement())


def test_how_a_vote_stands_is_said_while_it_is_open():
    found = stands(p.voting(ALL[:3]))
    assert (found.certain, found.possible) == (False, (Verdict.CARRIED, Verdict.LOST))
    assert found.open == ("trust-2",)
    assert [entry.seat for entry in found.pivotal] == ["trust-2"]
    assert stands(p.voting(OF_ONE_MIND[:3])).possible == (Verdict.CARRIED,)


def test_once_its_time_is_over_nothing_is_open():
    found = stands(p.voting(ALL[:3]), at=CLOSES)
    assert (found.certain, found.open) == (True, ())


def test_vacant_and_recused_seats_are_never_open():
    assert stands(RECUSED, p.frozen(p.VACANCY)).open == ("city-1", "city-2")


def test_a_seat_that_answered_is_open_where_ballots_may_be_replaced():
    replaceable = ordered(replaceable_ballots=True)
    assert stands(p.voting(OF_ONE_MIND[:1]), agreement=replaceable).open == tuple(SEATED)
    assert stands(p.voting(OF_ONE_MIND[:1])).open == ("city-2", "trust-1", "trust-2")


def test_there_is_no_standing_before_the_vote_or_after_it():
    for history in ([p.tabled()], OVER):
        with pytest.raises(OutOfOrder, match="no vote that stands open"):
            stands(history)


def test_at_its_time_voting_is_closed_and_who_did_not_answer_is_absent():
    closing(p.voting(ALL[:1]), at=CLOSES).then(closed(for_=1, absent=3))


def test_nobody_waits_for_a_vacant_or_a_recused_seat():
    history = [RECUSED, p.frozen(p.VACANCY), p.ballots(city_1="for", city_2="for")]
    closing(history).then(closed(for_=2, recused=1, vacant=1))


def test_that_a_seat_was_absent_is_known_when_the_time_is_over_and_not_before():
    absent = recorded("trust-2", Position.ABSENT)
    told = closing(p.voting(ALL[:3], absent), at=LAST)

    told.then_refused(OutOfOrder, "1 of 4 seats can still answer")
    assert told.refused.facts["waiting"] == ["trust-2"]
    closing(p.voting(ALL[:3], absent), at=CLOSES).then(closed(for_=2, against=1, absent=1))


def test_who_was_seen_not_to_vote_has_answered():
    abstained = recorded("trust-2", Position.NOT_VOTING)
    closing(p.voting(ALL[:3], abstained)).then(closed(for_=2, against=1, not_voting=1))


def test_voting_is_opened_after_the_motion_was_tabled():
    tabled = happened(p.tabled(), at=NOW - timedelta(days=3))
    opening(tabled, occurred_at=NOW - timedelta(days=3)).then(
        *p.frozen(opens=NOW - timedelta(days=3))
    )
    opening(tabled, occurred_at=NOW - timedelta(days=3) - TICK).then_refused(
        OutOfOrder, "before the last act of this decision, which was not before 2026-05-01T09:00"
    )


def test_voting_is_closed_after_its_last_ballot():
    last = happened(ALL[-1], at=NOW + timedelta(hours=2))
    closing(p.voting(ALL[:3], last), at=CLOSES, occurred_at=NOW + timedelta(hours=1)).then_refused(
        OutOfOrder, "before the last act of this decision"
    )
    closing(p.voting(ALL[:3], last), at=CLOSES, occurred_at=NOW + timedelta(hours=2)).then(
        closed(for_=2, against=1, abstain=1)
    )


def test_a_ballot_on_paper_that_is_recorded_late_holds_up_no_later_act():
    """What counts is when it was given; the order in which the record came to know it does not."""
    paper = happened(recorded("trust-2"), at=CLOSES, asserted_by=ADA, occurred_at=NOW)
    closing(p.voting(ALL[:3], paper), at=CLOSES, occurred_at=NOW + TICK).then(
        closed(for_=3, against=1)
    )


def test_an_equal_division_is_found_when_voting_closes():
    closing(p.voting(p.ballots(city_1="for", trust_1="against")), at=CLOSES).then(
        closed(tied=True, for_=1, against=1, absent=2)
    )


def test_voting_is_closed_once():
    closing(OVER, at=CLOSES).then_refused(OutOfOrder, "voting cannot be closed", "it is closed")


def test_what_was_not_opened_is_not_closed():
    closing(p.tabled()).then_refused(OutOfOrder, "voting or awaiting closure", "it is tabled")


def test_the_frozen_roll_keeps_who_held_the_seat_when_voting_opened():
    """The trust replaces Cleo next day: her seat's ballot is still hers, and not the successor's."""
    tomorrow = datetime(2026, 5, 5, 9, tzinfo=UTC)
    casting(p.voting(), by=CLEO, seat="trust-1", at=tomorrow).then(cast("trust-1"))
    casting(p.voting(), by=EVE, seat="trust-1", at=tomorrow).then_refused(
        NotEntitled, "only the holder"
    )
