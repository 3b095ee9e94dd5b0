"""The stories' own words hold: a story that is not true fails."""

from __future__ import annotations

from dataclasses import replace

import pytest

from accord.aggregates.decision import Decision, cast_ballot
from accord.aggregates.decision.events import BallotCast
from accord.errors import NotEntitled, OutOfOrder
from accord.rules import Position
from tests import partnership as p
from tests.story import given, happened, recorded, standing

YES = BallotCast(seat="city-1", position=Position.FOR)
CASTING = {"by": p.ADA, "seat": "city-1", "position": Position.FOR}


def casting(**changes):
    return given(Decision, p.voting()).when(cast_ballot, **(CASTING | changes))


def test_a_history_stands_in_versions_without_gaps():
    history = recorded(p.DECISION, [[YES], happened(YES, by=p.BEN, days=2), ((YES,),)])

    assert [entry.ver for entry in history] == [1, 2, 3]
    assert {entry.agg for entry in history} == {p.DECISION}
    assert history[1].env.recorded_by == p.BEN
    assert (history[1].recorded_at - history[0].recorded_at).days == 2


def test_other_events_than_told_fail_the_story():
    for told in ((), (YES, YES), (replace(YES, position=Position.AGAINST),)):
        with pytest.raises(AssertionError):
            casting().then(*told)


def test_a_refusal_fails_a_story_in_which_something_happens():
    with pytest.raises(AssertionError, match="refused: only the holder"):
        casting(by=p.BEN).then(YES)


def test_what_happens_fails_a_story_of_refusal():
    with pytest.raises(AssertionError, match="not refused"):
        casting().then_refused(NotEntitled)


def test_another_kind_of_refusal_or_other_words_fail_the_story():
    with pytest.raises(AssertionError, match="NotEntitled"):
        casting(by=p.BEN).then_refused(OutOfOrder)
    with pytest.raises(AssertionError, match="only the holder"):
        casting(by=p.BEN).then_refused(NotEntitled, "only the holder", "on Sundays")


def test_a_command_that_changes_what_is_remembered_fails_the_story():
    def meddle(decision):
        decision.ballots["city-1"] = Position.FOR
        return YES

    with pytest.raises(AssertionError, match="it must not change what is remembered"):
        given(Decision, p.voting()).when(meddle)


def test_a_state_that_needs_what_is_disclosed_fails_the_story():
    class Curious(Decision):
        def follow(self, event, entry):
            super().follow(event, entry)
            if event.reason is not None:
                self.body = event.reason.reveal()

    told = given(Curious, p.voting(), id=p.DECISION).when(cast_ballot, reason="Because.", **CASTING)
    with pytest.raises(Exception, match="withheld or erased"):
        told.then(YES)


def test_standing_is_what_a_history_comes_to():
    assert standing(Decision, p.voting(YES)).ballots == {"city-1": Position.FOR}
