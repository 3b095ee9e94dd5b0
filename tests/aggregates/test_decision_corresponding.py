"""A motion is decided by correspondence unless a seat demands a meeting; a late quorum gives the others time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from tests import partnership as p
from tests.aggregates.test_decision_sitting import QUORATE
from tests.aggregates.test_decision_timing import ordered
from tests.partnership import CLOSES, SEATED
from tests.story import NOW, given, happened

from accord.aggregates.decision import Decision, close_voting, open_voting
from accord.aggregates.decision import discussing_events as d
from accord.aggregates.decision import events as e
from accord.aggregates.decision.corresponding import demand_meeting
from accord.aggregates.decision.late_quorum import late_quorum
from accord.aggregates.decision.memory import Stage
from accord.errors import NotEntitled, NotFound, OutOfOrder, Refused
from accord.rules import Position

IN_WRITING = {"written_procedure": True, "meeting_on_demand": True}
DEMANDED = d.MeetingDemanded(seat="trust-1")
FOR_CITY, FOR_CITY_TOO, FOR_TRUST = p.ballots(city_1="for", city_2="for", trust_1="abstain")


def opening(*history, orders=IN_WRITING, **more):
    return given(Decision, *history).when(
        open_voting,
        agreement=ordered(**orders),
        seated=SEATED,
        closes=CLOSES,
        by_correspondence=True,
        **more,
    )


def in_writing(*later, orders=IN_WRITING):
    """A vote by correspondence."""
    tabled = happened(p.tabled(), by=p.ADA)
    opened = opening(tabled, orders=orders).events
    return [tabled, *(happened(event, at=NOW) for event in opened), *later]


def demanding(*history, by=p.CLEO, seat="trust-1", orders=IN_WRITING, **more):
    return given(Decision, *history).when(
        demand_meeting, by=by, agreement=ordered(**orders), seat=seat, **more
    )


# --- By correspondence -----------------------------------------------------------------------


def test_a_motion_is_decided_by_correspondence_where_the_orders_let_it_be():
    told = opening(p.tabled())
    assert told.refused is None
    told.then(*told.events)
    assert told.state.by_correspondence
    opening(p.tabled(), orders={}).then_refused(
        Refused, "(clause members) let no motion be decided by correspondence"
    )


def test_a_seat_that_demands_a_meeting_ends_the_vote_without_a_result():
    told = demanding(*in_writing(*p.ballots(city_1="for")))
    told.then(DEMANDED)
    assert told.state.stage(NOW) is Stage.TABLED
    assert (told.state.ballots, told.state.roll) == ({}, {})


def test_it_is_then_put_to_the_vote_at_a_meeting_alone():
    history = in_writing(happened(DEMANDED, at=NOW))
    opening(*history).then_refused(OutOfOrder, "seat trust-1 demanded a meeting on this motion")
    told = given(Decision, *history).when(
        open_voting, agreement=ordered(**IN_WRITING), seated=SEATED, closes=CLOSES
    )
    assert told.refused is None
    assert told.state.voting == 2
    assert told.state.stage(NOW) is Stage.VOTING


@pytest.mark.parametrize(
    ("history", "said", "kind", "words"),
    [
        (in_writing(), {"by": p.DAN}, NotEntitled, "only the holder of seat trust-1"),
        (in_writing(), {"seat": "mayor"}, NotFound, "seat mayor is not on the roll"),
        (in_writing(), {"orders": {"written_procedure": True}}, OutOfOrder, "let no seat demand"),
        (p.voting(), {}, OutOfOrder, "is not being decided by correspondence"),
        (in_writing(), {"at": CLOSES}, OutOfOrder, "must be voting, and it is awaiting closure"),
        (in_writing(happened(DEMANDED, at=NOW)), {}, OutOfOrder, "and it is tabled"),
    ],
    ids=["not its holder", "no seat", "no demand known", "at a meeting", "too late", "twice"],
)
def test_nobody_else_demands_a_meeting_and_nobody_on_what_is_voted_on_at_one(
    history, said, kind, words
):
    demanding(*history, **said).then_refused(kind, words)


def test_a_recused_seat_demands_no_meeting():
    declared = e.InterestRuled(seat="trust-1", ruling=e.Ruling.RECUSE)
    demanding(*in_writing(), happened(declared, at=NOW)).then_refused(NotEntitled, "is recused")


# --- A late quorum ---------------------------------------------------------------------------

SIX = timedelta(hours=6)


def late(*before, given_=(FOR_TRUST,), at=CLOSES - timedelta(hours=1), hours=6, rule=QUORATE):
    """What becomes of a vote whose quorum is three for or against, with these ballots."""
    tabled, frozen, opened = p.voting(rule=rule)
    opened = happened(replace(opened, late_quorum_hours=hours), at=NOW)
    return given(Decision, tabled, frozen, opened, *before).when(late_quorum, given=given_, at=at)


AGAINST = p.ballots(trust_1="against")
TWO = (FOR_CITY, FOR_CITY_TOO)


def test_where_the_last_ballot_makes_the_quorum_the_others_get_time():
    told = late(*TWO, given_=AGAINST)
    told.then(d.VotingExtended(closes=CLOSES + timedelta(hours=5), was=CLOSES, late_quorum=True))
    assert told.state.closes == CLOSES + timedelta(hours=5)


def test_several_ballots_recorded_together_count_together():
    three = [
        e.BallotRecorded(seat=seat, position=Position.FOR)
        for seat in ("city-1", "city-2", "trust-1")
    ]
    assert late(given_=three).events == (
        d.VotingExtended(closes=CLOSES + timedelta(hours=5), was=CLOSES, late_quorum=True),
    )


EXTENDED = happened(
    d.VotingExtended(closes=CLOSES + timedelta(hours=1), was=CLOSES, late_quorum=True), at=NOW
)


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (TWO, {}),
        (TWO, {"given_": AGAINST, "at": CLOSES - SIX}),
        (TWO, {"given_": AGAINST, "hours": 0}),
        ((FOR_CITY,), {"given_": AGAINST}),
        ((*TWO, *AGAINST), {"given_": p.ballots(trust_2="for")}),
        ((*TWO, EXTENDED), {"given_": AGAINST}),
        (TWO, {"given_": AGAINST, "rule": p.MAJORITY}),
    ],
    ids=["an abstention", "in time", "not asked", "still none", "there was one", "twice", "none"],
)
def test_otherwise_the_vote_runs_as_long_as_was_said(before, said):
    assert late(*before, **said).events == ()


def test_a_vote_is_opened_with_the_hours_that_the_orders_say():
    told = given(Decision, p.tabled()).when(
        open_voting, agreement=ordered(late_quorum_hours=6), seated=SEATED, closes=CLOSES
    )
    (*_, opened) = told.events
    assert opened.late_quorum_hours == 6
    assert told.state.late_quorum_hours == 6


def test_an_extended_vote_is_closed_at_its_later_end():
    history = [*p.voting(*TWO, *AGAINST, rule=QUORATE), EXTENDED]
    told = given(Decision, *history).when(
        close_voting, agreement=ordered(), at=CLOSES + timedelta(hours=1)
    )
    assert told.refused is None
