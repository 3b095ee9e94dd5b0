"""A body elects in secret: each ballot names one option, and the box counts how many named which."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from tests import choices as t
from tests import partnership as p
from tests.aggregates.test_decision_secret import ALL, SECRET
from tests.partnership import ADA, CLOSES
from tests.story import NOW, given, happened, standing

from accord.aggregates.agreement.terms import ClassRule, StandingOrders
from accord.aggregates.decision import (
    Decision,
    PaperCount,
    close_voting,
    open_voting,
    seal_ballot,
    seal_paper_ballots,
)
from accord.aggregates.decision import sealed_events as s
from accord.aggregates.decision.choosing import certify_choice, draw_lot, give_casting_choice
from accord.aggregates.decision.choosing_events import CastingChoiceGiven
from accord.aggregates.decision.events import PositionCount, RollSeat, VotingCause
from accord.aggregates.decision.sealing import marks, slot, slots
from accord.errors import OutOfOrder, Refused
from accord.rules import Measure, Position, Verdict

ONE = t.rule(kind="plurality", id="one")
ABSTAIN, INVALID = Position.ABSTAIN, Position.INVALID
BOX = {(0, "o0"): 2, (0, "o1"): 1, (0, ABSTAIN): 1}


def voting(*later, rule=ONE, roll=p.ROLL):
    return [*t.tabled(), *p.frozen(roll, rule, **SECRET), *later]


def sealing(*history, **more):
    return given(Decision, *history).when(seal_ballot, seat="city-1", by=ADA, **more)


def closing(*history, box, at=NOW):
    return given(Decision, *history).when(close_voting, agreement=t.agreement(ONE), box=box, at=at)


def over(box, *history):
    told = closing(*(history or voting(ALL)), box=box, at=CLOSES)
    assert told.refused is None
    return [*(history or voting(ALL)), *(happened(event, at=CLOSES) for event in told.events)]


@pytest.mark.parametrize(
    ("ballot", "mark"),
    [
        ({"choice": ["ferry"]}, "o1"),
        ({"choice": []}, ABSTAIN),
        ({"position": INVALID}, INVALID),
    ],
)
def test_that_a_seat_chose_is_recorded_and_what_it_chose_is_not(ballot, mark):
    sealing(*voting(), **ballot).then(s.VoterMarked(seat="city-1"))
    open_ = standing(Decision, *voting())
    assert slot(open_, "city-1", **ballot) == (0, mark)
    assert marks(open_) == ("o0", "o1", "o2", ABSTAIN, INVALID)


@pytest.mark.parametrize(
    ("ballot", "words"),
    [
        ({"choice": ["weir", "ferry"]}, "names 2 options; 1 may be named"),
        ({"choice": ["bridge"]}, "choice/0 must be one of the options"),
        ({"position": Position.FOR}, "a ballot says its choice, and no position"),
        ({"position": Position.RECUSED}, "recused is none"),
        ({"position": INVALID, "choice": ["weir"]}, "one of the two"),
        ({}, "a ballot says its choice"),
    ],
)
def test_a_sealed_choice_names_one_option_or_none(ballot, words):
    sealing(*voting(), **ballot).then_refused(Refused, words)


def test_a_vote_for_and_against_takes_no_sealed_choice():
    history = [p.tabled(), *p.frozen(**SECRET)]
    sealing(*history, choice=["weir"]).then_refused(Refused, "a ballot says a position")


def test_the_close_opens_the_box_and_counts_who_named_which_option():
    told = closing(*voting(ALL), box=BOX)
    opened, closed = told.events
    assert opened == s.SealedChoicesOpened(
        ballots=(
            s.SealedChoice(option="weir", ballots=2),
            s.SealedChoice(option="ferry", ballots=1),
            s.SealedChoice(ballots=1),
        )
    )
    assert closed.tally == (PositionCount(position=ABSTAIN, seats=1),)
    assert (closed.chose, closed.tied) == (3, False)


def test_spoilt_ballots_and_who_stayed_away_are_in_the_tally_and_choose_nothing():
    told = closing(*voting(ALL[:3]), box={(0, "o0"): 2, (0, INVALID): 1}, at=CLOSES)
    choices, spoilt, closed = told.events
    assert choices.ballots == (s.SealedChoice(option="weir", ballots=2),)
    assert spoilt.ballots == (s.SealedCount(position=INVALID, ballots=1),)
    found = {entry.position: entry.seats for entry in closed.tally}
    assert (found, closed.chose) == ({INVALID: 1, Position.ABSENT: 1}, 2)


def test_the_certificate_rests_on_the_opened_ballots():
    (event,) = given(Decision, *over(BOX)).when(certify_choice, at=CLOSES).events
    assert (event.verdict, event.chosen) == (Verdict.CARRIED, ("weir",))
    assert (event.explanation.cast, event.explanation.blank) == (3, 1)


def test_a_secret_choice_is_counted_as_the_same_ballots_are_in_the_open():
    open_ = t.cast(city_1=("weir",), city_2=("weir",), trust_1=("ferry",), trust_2=())
    found = t.certified(t.closed(open_, chosen=ONE))
    (event,) = given(Decision, *over(BOX)).when(certify_choice, at=CLOSES).events
    assert event.explanation == found.explanation


def test_seats_of_other_weight_are_opened_on_their_own_and_weigh_what_they_did():
    rule = t.rule(kind="plurality", id="one", measure="shares")
    roll = tuple(
        RollSeat(
            seat=f"{name}-{n}",
            party=p.TRUST,
            holder=p._id(60 + 4 * weight + n),
            measures=(Measure("shares", Decimal(weight)),),
        )
        for name, weight in (("small", 1), ("large", 5))
        for n in range(3)
    )
    marked = [s.VoterMarked(seat=seat.seat) for seat in roll]
    box = {(0, "o0"): 3, (1, "o1"): 1, (1, "o0"): 1, (1, ABSTAIN): 1}
    history = voting(marked, rule=rule, roll=roll)
    (event,) = given(Decision, *over(box, *history)).when(certify_choice, at=CLOSES).events
    assert (event.chosen, str(event.explanation.cast)) == (("weir",), "13")


def test_paper_ballots_say_which_option_was_found_how_often():
    urn = [s.VoterMarked(seat=mark.seat, on_paper=True) for mark in ALL]
    found = [
        PaperCount(None, 2, choice=["weir"]),
        PaperCount(None, 1, choice=[]),
        PaperCount(INVALID, 1),
    ]
    told = given(Decision, *voting(urn)).when(seal_paper_ballots, counts=found, at=CLOSES)
    told.then(s.PaperBallotsSealed(ballots=4))
    counted = slots(standing(Decision, *voting(urn)), found)
    assert counted == {(0, "o0"): 2, (0, ABSTAIN): 1, (0, INVALID): 1}
    wrong = [PaperCount(None, 4, choice=["bridge"])]
    given(Decision, *voting(urn)).when(seal_paper_ballots, counts=wrong).then_refused(
        Refused, "counts/0/choice/0 must be one of the options"
    )


def test_who_presides_or_a_lot_breaks_a_secret_tie():
    tie = over({(0, "o0"): 2, (0, "o1"): 2})
    assert standing(Decision, *tie).tied
    given(Decision, *tie).when(give_casting_choice, options=("ferry",), by=ADA, at=CLOSES).then(
        CastingChoiceGiven(options=("ferry",))
    )
    drawn = given(Decision, *tie).when(
        draw_lot, order=("mill", "ferry", "weir"), evidence=("ab" * 32,), at=CLOSES
    )
    assert drawn.refused is None


def test_a_choice_that_stays_tied_is_taken_again_in_secret():
    tie = over({(0, "o0"): 2, (0, "o1"): 2})
    orders = p.agreement(
        *p.in_force(
            bodies=(replace(p.BOARD, rules=(*p.BOARD.rules, ClassRule(cls="works", rule=ONE))),),
            standing_orders=(StandingOrders(body="board", secret_classes=("works",)),),
        )
    )
    later = CLOSES.replace(day=CLOSES.day + 7)
    told = given(Decision, *tie).when(
        open_voting, agreement=orders, seated=p.SEATED, closes=later, at=CLOSES
    )
    opened = told.events[-1]
    assert (opened.cause, opened.secret) == (VotingCause.SECOND_VOTE, True)
    assert told.state.sealed.chosen == []


def test_a_box_that_does_not_fit_the_marks_is_not_opened():
    closing(*voting(ALL), box={(0, "o0"): 5}).then_refused(OutOfOrder, "nothing is counted")


def test_a_choice_that_would_show_what_single_seats_chose_is_not_opened():
    told = closing(*voting(ALL[:2]), box={(0, "o0"): 2}, at=CLOSES)
    told.then(s.SecretVoteVoided(ballots=2))
