"""A vote by secret ballot: who voted is recorded, what they cast is counted, and nothing joins the two."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from tests import partnership as p
from tests.aggregates.test_decision_notice import ordered
from tests.partnership import ADA, BEN, CLOSES, DAN, MAJORITY, ROLL, SEATED, TRUST
from tests.story import NOW, given, happened

from accord.aggregates.agreement.terms import StandingOrders
from accord.aggregates.decision import (
    Answer,
    Decision,
    PaperCount,
    cast_ballot,
    certify,
    close_voting,
    open_voting,
    record_ballots,
    record_voters,
    replace_ballot,
    seal_ballot,
    seal_paper_ballots,
)
from accord.aggregates.decision import sealed_events as s
from accord.aggregates.decision.events import (
    InterestRuled,
    PositionCount,
    RollSeat,
    Ruling,
    VotingClosed,
)
from accord.aggregates.decision.memory import Stage
from accord.aggregates.decision.sealing import slot, slots
from accord.errors import NotEntitled, NotFound, OutOfOrder, Refused
from accord.rules import Measure, Position, Rule, Verdict

SECRET = {"secret": True, "smallest_secret": 3}
ORDERED = ordered(secret_classes=("ordinary",))
FOR, AGAINST, ABSTAIN, INVALID = (
    Position.FOR,
    Position.AGAINST,
    Position.ABSTAIN,
    Position.INVALID,
)
RECUSED = InterestRuled(seat="trust-2", ruling=Ruling.RECUSE)
BY_CLASS = Rule.from_data(
    {
        "id": "both",
        "name": "A majority in each class",
        "pass": {"for_each": "cls", "test": p.CAST},
    }
)
CLASSES = tuple(
    RollSeat(seat=f"{cls}-{n}", party=TRUST, holder=p._id(40 + 4 * k + n), cls=cls)
    for k, cls in enumerate(("funder", "provider"))
    for n in range(3)
)
TICK = timedelta(microseconds=1)


def marked(*seats, on_paper=False):
    return [s.VoterMarked(seat=seat, on_paper=on_paper) for seat in seats]


def voting(*later, rule=MAJORITY, roll=ROLL, before=(), **more):
    return [p.tabled(), *before, *p.frozen(roll, rule, **{**SECRET, **more}), *later]


ALL = marked("city-1", "city-2", "trust-1", "trust-2")
BOX = {(0, FOR): 3, (0, AGAINST): 1}
OPENED = s.SealedBallotsOpened(
    ballots=(
        s.SealedCount(position=FOR, ballots=3),
        s.SealedCount(position=AGAINST, ballots=1),
    )
)


def opening(*history, agreement=ORDERED, seated=SEATED):
    return given(Decision, *(history or [p.tabled()])).when(
        open_voting, agreement=agreement, seated=seated, closes=CLOSES
    )


def sealing(*history, seat="city-1", position=FOR, by=ADA, **more):
    return given(Decision, *history).when(seal_ballot, seat=seat, position=position, by=by, **more)


def closing(*history, box=BOX, at=NOW):
    return given(Decision, *history).when(close_voting, agreement=ORDERED, box=box, at=at)


def on_paper(*history, seats=("city-1", "city-2"), **more):
    return given(Decision, *history).when(record_voters, seats=seats, **more)


def counting(*history, counts, **more):
    return given(Decision, *history).when(seal_paper_ballots, counts=counts, **more)


def of_board(board):
    """An agreement with this board, which votes on ordinary motions by secret ballot."""
    orders = StandingOrders(body="board", secret_classes=("ordinary",))
    return p.agreement(*p.in_force(standing_orders=(orders,), bodies=(board,)))


# --- The opening -----------------------------------------------------------------------------


def test_a_vote_on_a_secret_class_is_opened_as_secret():
    told = opening()
    assert told.refused is None
    *_, opened = told.events
    assert (opened.secret, opened.smallest_secret) == (True, 3)
    assert told.state.sealed.secret


def test_a_vote_on_another_class_is_open():
    for agreement in (p.agreement(), ordered(secret_classes=("spending",))):
        *_, opened = opening(agreement=agreement).events
        assert (opened.secret, opened.smallest_secret) == (False, 0)


def test_a_vote_in_which_the_tally_would_show_single_seats_is_not_opened():
    more = ordered(secret_classes=("ordinary",), smallest_secret=5)
    told = opening(agreement=more)
    told.then_refused(OutOfOrder, "show what single seats cast", "just 4 people", "needs 5")
    assert told.refused.facts["seats"] == ["city-1", "city-2", "trust-1", "trust-2"]


def test_vacant_and_recused_seats_are_no_cover_for_the_others():
    few = {seat: who for seat, who in SEATED.items() if seat in ("city-1", "city-2")}
    opening(seated=few).then_refused(OutOfOrder, "just 2 people like seat city-1")
    three = {seat: who for seat, who in SEATED.items() if seat != "trust-1"}
    assert opening(seated=three).refused is None
    opening(p.tabled(), RECUSED, seated=three).then_refused(OutOfOrder, "just 2 people")


def test_who_holds_several_seats_is_one_person():
    twice = {**SEATED, "city-2": SEATED["city-1"], "trust-2": SEATED["city-1"]}
    opening(seated=twice).then_refused(OutOfOrder, "just 2 people")


def test_seats_are_alike_in_what_the_rule_counts_alone():
    heavy = {"measures": (Measure("weight", Decimal(2)),), "cls": "funder"}
    seats = (replace(p.BOARD.seats[0], **heavy), *p.BOARD.seats[1:])
    board = replace(p.BOARD, seats=seats)
    assert opening(agreement=of_board(board)).refused is None
    by_class = Rule.from_data(
        {"id": "x", "name": "X", "pass": {**p.CAST, "where": {"cls": "funder"}}}
    )
    ruled = replace(board, rules=(replace(board.rules[0], rule=by_class), *board.rules[1:]))
    opening(agreement=of_board(ruled)).then_refused(
        OutOfOrder, "rule x counts the seats of just 1 person like seat city-1"
    )


# --- The ballots -----------------------------------------------------------------------------


@pytest.mark.parametrize("position", [FOR, AGAINST, ABSTAIN, INVALID])
def test_that_a_seat_voted_is_recorded_and_what_it_cast_is_not(position):
    told = sealing(*voting(), position=position)
    told.then(s.VoterMarked(seat="city-1"))
    assert slot(told.state, "city-1", position) == (0, position)
    assert told.state.position(told.state.seat("city-1")) is None


def test_a_sealed_ballot_is_cast_by_its_holder_once_while_the_vote_is_open():
    sealing(*voting(), by=BEN).then_refused(NotEntitled, "only the holder of seat city-1")
    sealing(*voting(marked("city-1"))).then_refused(OutOfOrder, "is already given")
    sealing(*voting(), at=CLOSES).then_refused(OutOfOrder, "it is awaiting closure")
    sealing(*voting(), seat="mayor").then_refused(NotFound, "mayor is not on the roll")
    assert sealing(*voting(), at=CLOSES - TICK).refused is None


def test_a_recused_or_vacant_seat_casts_no_sealed_ballot():
    history = voting(before=(RECUSED,))
    sealing(*history, seat="trust-2", by=DAN).then_refused(NotEntitled, "trust-2 is recused")
    sealing(*voting(roll=p.VACANCY), seat="trust-2", by=DAN).then_refused(NotEntitled, "vacant")


def test_a_sealed_ballot_says_where_it_stands_and_no_more():
    sealing(*voting(), position=Position.ABSENT).then_refused(Refused, "for, against, abstain or")
    sealing(*voting(), reason="I love the weir.").then_refused(Refused, "neither reason nor")
    sealing(*voting(), evidence=("ab" * 32,)).then_refused(Refused, "neither reason nor evidence")


def test_a_secret_vote_takes_no_open_ballot_and_an_open_vote_no_sealed_one():
    sealing(*p.voting()).then_refused(OutOfOrder, "this vote is not secret")
    cast = given(Decision, *voting()).when(cast_ballot, seat="city-1", position=FOR, by=ADA)
    cast.then_refused(OutOfOrder, "by secret ballot", "nothing records what a seat cast")
    answers = [Answer("city-1", FOR)]
    heard = given(Decision, *voting()).when(record_ballots, answers=answers)
    heard.then_refused(OutOfOrder, "by secret ballot")
    on_paper(*p.voting()).then_refused(OutOfOrder, "this vote is not secret")


def test_a_sealed_ballot_stands():
    orders = ordered(replaceable_ballots=True, secret_classes=("ordinary",))
    given(Decision, *voting(marked("city-1"))).when(
        replace_ballot, agreement=orders, seat="city-1", position=AGAINST, by=ADA
    ).then_refused(OutOfOrder, "nobody can find it in the box")


# --- On paper --------------------------------------------------------------------------------

URN = marked("city-1", "city-2", "trust-1", on_paper=True)
COUNTS = [PaperCount(FOR, 2), PaperCount(INVALID, 1)]


def test_who_voted_on_paper_is_recorded_all_or_none():
    told = on_paper(*voting(), seats=["city-1", "city-2"])
    told.then(*marked("city-1", "city-2", on_paper=True))
    assert told.state.sealed.on_paper == {"city-1", "city-2"}
    on_paper(*voting(), seats=["city-1", "city-1"]).then_refused(Refused, "stands 2 times")
    on_paper(*voting(), seats=[]).then_refused(Refused, "no seat was named")
    on_paper(*voting(marked("city-1"))).then_refused(OutOfOrder, "is already given")
    on_paper(*voting(), at=CLOSES).then_refused(OutOfOrder, "it is awaiting closure")
    on_paper(*voting(), occurred_on=date(2026, 5, 4)).then_refused(Refused, "at which instant")


def test_the_paper_ballots_go_into_the_box_as_many_as_seats_voted():
    told = counting(*voting(URN), counts=COUNTS, at=CLOSES)
    told.then(s.PaperBallotsSealed(ballots=3))
    assert told.state.sealed.on_paper == set()
    assert slots(told.given.state, COUNTS) == {(0, FOR): 2, (0, INVALID): 1}
    counting(*voting(URN), counts=COUNTS[:1]).then_refused(
        OutOfOrder,
        "2 ballots of seats like city-1 were counted",
        "3 of these",
        "nothing is counted",
    )


def test_paper_is_counted_once_and_only_where_it_was_used():
    counted = voting(URN, s.PaperBallotsSealed(ballots=3))
    counting(*counted, counts=COUNTS).then_refused(OutOfOrder, "no seat is marked as having voted")
    counting(*voting(ALL), counts=COUNTS).then_refused(OutOfOrder, "no seat is marked")
    closed = voting(URN, VotingClosed(tally=(), tied=False))
    counting(*closed, counts=COUNTS).then_refused(OutOfOrder, "before the vote is closed")
    absent = [PaperCount(Position.NOT_VOTING, 3)]
    counting(*voting(URN), counts=absent).then_refused(Refused, "not voting is none")
    counting(*voting(URN), counts=COUNTS, occurred_on=date(2026, 5, 4)).then_refused(
        Refused, "at which instant"
    )


def test_where_the_rule_tells_seats_apart_a_count_says_of_which_it_is():
    history = voting(
        marked(*(seat.seat for seat in CLASSES), on_paper=True), rule=BY_CLASS, roll=CLASSES
    )
    counting(*history, counts=[PaperCount(FOR, 6)]).then_refused(Refused, "like which seat")
    counting(*history, counts=[PaperCount(FOR, 6, "nobody")]).then_refused(NotFound, "on the roll")
    both = [PaperCount(FOR, 3, "funder-1"), PaperCount(AGAINST, 3, "provider-0")]
    counting(*history, counts=both).then(s.PaperBallotsSealed(ballots=6))
    one = [PaperCount(FOR, 6, "funder-1")]
    counting(*history, counts=one).then_refused(OutOfOrder, "6 ballots of seats like funder-0")


def test_a_recused_seat_is_like_none():
    history = voting(URN, before=(RECUSED,))
    counts = [PaperCount(FOR, 3, "trust-2")]
    counting(*history, counts=counts).then_refused(NotEntitled, "trust-2 takes no part")


# --- The close -------------------------------------------------------------------------------


def test_the_close_opens_the_box_and_counts_what_was_in_it():
    told = closing(*voting(ALL))
    tally = (PositionCount(position=FOR, seats=3), PositionCount(position=AGAINST, seats=1))
    told.then(OPENED, VotingClosed(tally=tally, tied=False))
    assert {seat.seat for seat in told.state.counted()} == {""}


def test_who_did_not_vote_was_recused_or_vacant_stands_there_by_seat():
    history = voting(marked("city-1", "city-2", "trust-1"), before=(RECUSED,))
    told = closing(*history, box={(0, FOR): 2, (0, INVALID): 1})
    opened, closed = told.events
    assert opened.ballots == (
        s.SealedCount(position=FOR, ballots=2),
        s.SealedCount(position=INVALID, ballots=1),
    )
    found = {entry.position: entry.seats for entry in closed.tally}
    assert found == {FOR: 2, INVALID: 1, Position.RECUSED: 1}
    named = {seat.seat: seat.position for seat in told.state.counted() if seat.seat}
    assert named == {"trust-2": Position.RECUSED}


def test_the_certificate_rests_on_the_opened_ballots():
    told = closing(*voting(ALL), at=CLOSES)
    history = [*voting(ALL), *(happened(event, at=CLOSES) for event in told.events)]
    certified = given(Decision, *history).when(certify, at=CLOSES)
    (event,) = certified.events
    assert (event.verdict, dict(event.explanation.counts)[FOR]) == (Verdict.CARRIED, 3)
    assert certified.state.verdict is Verdict.CARRIED


def test_each_group_is_opened_and_counted_on_its_own():
    history = voting(marked(*(seat.seat for seat in CLASSES)), rule=BY_CLASS, roll=CLASSES)
    box = {(0, FOR): 3, (1, FOR): 1, (1, AGAINST): 2}
    told = closing(*history, box=box)
    opened, _ = told.events
    assert opened.ballots == (
        s.SealedCount(cls="funder", position=FOR, ballots=3),
        s.SealedCount(cls="provider", position=FOR, ballots=1),
        s.SealedCount(cls="provider", position=AGAINST, ballots=2),
    )
    certified = given(Decision, *history, *told.events).when(certify)
    assert certified.events[0].verdict is Verdict.LOST


@pytest.mark.parametrize(
    "box", [{}, {(0, FOR): 3}, {(0, FOR): 5}, {(0, FOR): 2, (0, AGAINST): 1}, None]
)
def test_a_box_with_more_or_fewer_ballots_than_voters_is_not_counted(box):
    closing(*voting(ALL), box=box).then_refused(
        OutOfOrder, "lie in the box, and 4 of these seats are marked", "nothing is counted"
    )


def test_ballots_of_one_group_do_not_stand_for_those_of_another():
    history = voting(marked(*(seat.seat for seat in CLASSES)), rule=BY_CLASS, roll=CLASSES)
    box = {(0, FOR): 4, (1, FOR): 2}
    closing(*history, box=box).then_refused(OutOfOrder, "4 ballots of seats like funder-0", "and 3")


def test_a_secret_vote_is_closed_early_only_once_all_have_voted():
    three = marked("city-1", "city-2", "trust-1")
    closing(*voting(three), box={(0, FOR): 3}).then_refused(OutOfOrder, "1 of 4 seats can still")
    told = closing(*voting(three), box={(0, FOR): 3}, at=CLOSES)
    absent = PositionCount(position=Position.ABSENT, seats=1)
    assert told.events[-1].tally == (PositionCount(position=FOR, seats=3), absent)


def test_a_vote_is_not_closed_while_paper_waits_to_be_counted():
    closing(*voting(URN), at=CLOSES).then_refused(OutOfOrder, "the paper ballots of 3 seats")


@pytest.mark.parametrize("seats", [("city-1",), ("city-1", "trust-1")])
def test_a_box_that_would_show_what_single_seats_cast_is_not_opened(seats):
    told = closing(*voting(marked(*seats)), box={(0, FOR): len(seats)}, at=CLOSES)
    told.then(s.SecretVoteVoided(ballots=len(seats)))
    assert (told.state.stage(CLOSES), told.state.roll) == (Stage.TABLED, {})
    assert told.state.sealed.voted == set()


def test_where_nobody_voted_there_is_nothing_to_show():
    told = closing(*voting(), box={}, at=CLOSES)
    absent = PositionCount(position=Position.ABSENT, seats=4)
    told.then(VotingClosed(tally=(absent,), tied=False))


def test_one_small_group_is_enough_to_leave_the_box_closed():
    seats = [seat.seat for seat in CLASSES]
    history = voting(marked(*seats[:5]), rule=BY_CLASS, roll=CLASSES)
    box = {(0, FOR): 3, (1, FOR): 2}
    closing(*history, box=box, at=CLOSES).then(s.SecretVoteVoided(ballots=5))
    history = voting(marked(*seats[:3]), rule=BY_CLASS, roll=CLASSES)
    told = closing(*history, box={(0, FOR): 3}, at=CLOSES)
    assert isinstance(told.events[-1], VotingClosed)


def test_a_motion_whose_vote_was_void_is_voted_on_again():
    later = CLOSES + timedelta(days=7)
    void = happened(s.SecretVoteVoided(ballots=1), at=CLOSES)
    told = given(Decision, *voting(marked("city-1")), void).when(
        open_voting, agreement=ORDERED, seated=SEATED, closes=later, at=CLOSES
    )
    assert told.refused is None
    opened = told.events[-1]
    assert (opened.voting, opened.cause, opened.secret) == (2, None, True)
    assert told.state.sealed.voted == set()
