"""What comes after a secret vote: a tie, another vote, and how it stands, which nobody is told while it is open."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests import partnership as p
from tests.aggregates.test_decision_secret import (
    AGAINST,
    ALL,
    FOR,
    ORDERED,
    closing,
    marked,
    voting,
)
from tests.partnership import CHAIRED, CLOSES, SEATED
from tests.story import given, happened, standing

from accord.aggregates.decision import (
    Decision,
    certify,
    close_voting,
    give_casting_vote,
    open_voting,
)
from accord.aggregates.decision.events import CastingVoteGiven, VotingCause
from accord.aggregates.decision.standing import standing_of
from accord.errors import OutOfOrder
from accord.rules import Rule, Verdict

TIED = {(0, FOR): 2, (0, AGAINST): 2}
TWICE = Rule.from_data({**CHAIRED.to_data(), "id": "twice", "tie": "second_vote"})
QUORATE = Rule.from_data(
    {
        "id": "quorate",
        "name": "A majority of those who vote, of whom there are four",
        "quorum": {"test": "number", "of": ["for", "against"], "op": ">=", "n": "4"},
        "pass": p.CAST,
    }
)
LATER = CLOSES + timedelta(days=7)


def over(rule, box, seats=ALL):
    """A secret vote that is closed, its box opened."""
    history = voting(*seats, rule=rule)
    told = closing(*history, box=box, at=CLOSES)
    assert told.refused is None
    return [*history, *(happened(event, at=CLOSES) for event in told.events)]


def opening_again(*history):
    return given(Decision, *history).when(
        open_voting, agreement=ORDERED, seated=SEATED, closes=LATER, at=CLOSES
    )


def test_who_presides_decides_a_secret_tie_openly():
    tie = over(CHAIRED, TIED)
    assert standing(Decision, *tie).tied
    told = given(Decision, *tie).when(give_casting_vote, position=FOR, by=p.ADA, at=CLOSES)
    assert told.events == (CastingVoteGiven(position=FOR),)
    cast = happened(CastingVoteGiven(position=FOR), at=CLOSES)
    (certified,) = given(Decision, *tie, cast).when(certify, at=CLOSES).events
    assert certified.verdict is Verdict.CARRIED


@pytest.mark.parametrize(
    ("history", "cause"),
    [
        (over(TWICE, TIED), VotingCause.SECOND_VOTE),
        (over(QUORATE, {(0, FOR): 3}, ALL[:3]), VotingCause.SECOND_CALL),
    ],
)
def test_a_secret_vote_that_decided_nothing_is_taken_again_in_secret(history, cause):
    told = opening_again(*history)
    assert (told.events[-1].cause, told.events[-1].secret) == (cause, True)
    assert (told.state.sealed.voted, told.state.sealed.opened) == (set(), [])


def test_an_equal_division_after_a_secret_second_vote_is_lost():
    tie = over(TWICE, TIED)
    frozen, opened = opening_again(*tie).events
    again = [*tie, happened(frozen, at=CLOSES), happened(opened, at=CLOSES)]
    votes = [happened(mark, at=CLOSES) for mark in marked("city-1", "city-2", "trust-1", "trust-2")]
    told = given(Decision, *again, *votes).when(close_voting, agreement=ORDERED, box=TIED, at=LATER)
    done = [*again, *votes, *(happened(event, at=LATER) for event in told.events)]
    (certified,) = given(Decision, *done).when(certify, at=LATER).events
    assert certified.verdict is Verdict.LOST


def test_of_how_a_secret_vote_stands_nothing_is_said():
    for history in (voting(), voting(ALL)):
        with pytest.raises(OutOfOrder, match="before its box is opened, nobody knows"):
            standing_of(standing(Decision, *history), p.NOW, agreement=ORDERED)


def test_a_secret_vote_that_is_certain_is_not_closed_early():
    """That it is certain would tell how those stand who have voted."""
    closing(*voting(ALL[:3]), box={(0, FOR): 3}).then_refused(
        OutOfOrder, "before its box is opened"
    )
