"""Under some rules seats do not vote against: they object with reasons, and that is dealt with."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from tests import partnership as p
from tests.partnership import ADA, BEN, CLEO
from tests.story import given, happened, standing

from accord.aggregates.agreement.terms import ClassRule, StandingOrders
from accord.aggregates.decision import (
    Decision,
    cast_ballot,
    certify,
    close_voting,
    open_voting,
    record_ballots,
    replace_ballot,
    table_motion,
)
from accord.aggregates.decision import discussing_events as d
from accord.aggregates.decision import events as e
from accord.aggregates.decision import objecting_events as o
from accord.aggregates.decision.objecting import (
    integrate_objection,
    overrule_objection,
    raise_objection,
    rule_on_objection,
    sustain_objection,
    withdraw_objection,
)
from accord.aggregates.decision.voting import Answer
from accord.aggregates.matters import Matter
from accord.errors import NotEntitled, NotFound, OutOfOrder, Refused
from accord.events import Disclosed
from accord.rules import Position, Rule, Verdict, in_words

CONSENT = Rule.from_data(
    {
        "id": "consent",
        "name": "Consent: no sustained objection",
        "pass": {"test": "number", "of": ["against"], "op": "==", "n": "0"},
        "objections": "sustained",
        "silence": "for",
    }
)
CONSENSUS = replace(CONSENT, id="consensus", objections="raised")
BY = UUID("0a9ee000-0000-7000-8000-0000000000b1")
BOARD = replace(
    p.BOARD,
    rules=(
        ClassRule(cls="ordinary", rule=CONSENT),
        ClassRule(cls="spending", rule=p.CHAIRED),
        ClassRule(cls="change", rule=p.TWO_THIRDS),
    ),
)
WHY = "The weir feeds our mill."
RAISED = o.ObjectionRaised(number=1, seat="trust-1", statement=Disclosed(WHY))
ADMITTED = o.ObjectionRuled(number=1, ruling=o.ObjectionRuling.ADMITTED)
RULED_OUT = o.ObjectionRuled(number=1, ruling=o.ObjectionRuling.RULED_OUT)
WITHDRAWN = o.ObjectionWithdrawn(number=1)
SUSTAINED = o.ObjectionSettled(number=1, outcome=o.ObjectionOutcome.SUSTAINED)
AMENDED = d.MotionAmended(number=2, title="Clean the weir", text="Later.", material=False)
MET = o.ObjectionSettled(number=1, outcome=o.ObjectionOutcome.INTEGRATED, amendment=2)
OVERRULED = o.ObjectionSettled(number=1, outcome=o.ObjectionOutcome.OVERRULED, decision=BY)
AFTER = p.CLOSES + timedelta(hours=1)


def agreement():
    return p.agreement(*p.in_force(bodies=(BOARD,)))


def voting(*later, rule=CONSENT, roll=p.ROLL):
    return [p.tabled(), *p.frozen(roll, rule), *later]


def objecting(*history, seat="trust-1", by=CLEO, holder=CLEO, party=p.TRUST, **more):
    return given(Decision, *history).when(
        raise_objection,
        by=by,
        agreement=more.pop("agreement", None) or agreement(),
        seat=seat,
        role=p.role(seat, p.held(seat, holder, party)),
        statement=WHY,
        **more,
    )


def ruling(*history, number=1, ruling=o.ObjectionRuling.ADMITTED, **more):
    return given(Decision, *history).when(rule_on_objection, number=number, ruling=ruling, **more)


def withdrawing(*history, number=1, by=CLEO, **more):
    role = p.role("trust-1", p.held("trust-1", CLEO, p.TRUST))
    return given(Decision, *history).when(
        withdraw_objection, by=by, agreement=agreement(), number=number, role=role, **more
    )


def sustaining(*history, number=1, **more):
    return given(Decision, *history).when(sustain_objection, number=number, **more)


def meeting(*history, number=1, amendment=2):
    return given(Decision, *history).when(integrate_objection, number=number, amendment=amendment)


def overruling(*history, verdict=Verdict.CARRIED, **motion):
    facts = {"matter": Matter.OVERRULING, "about": p.DECISION, **motion}
    by = standing(Decision, *p.certified(verdict, **facts), id=BY)
    return given(Decision, *history, id=p.DECISION).when(
        overrule_objection, agreement=agreement(), number=1, by=by, at=AFTER - timedelta(hours=2)
    )


def closing(*history, at=AFTER):
    return given(Decision, *history).when(close_voting, agreement=agreement(), at=at)


def verdict_of(*history):
    """Close at its time and certify."""
    closed = closing(*history)
    certified = given(Decision, *history, happened(*closed.events, at=AFTER)).when(
        certify, at=AFTER + timedelta(hours=1)
    )
    assert certified.refused is None, certified.refused
    (event,) = certified.events
    return event.verdict, in_words(event.explanation)


# --- Raised ----------------------------------------------------------------------------------


def test_a_seat_objects_while_the_motion_is_on_the_table_or_the_vote_is_open():
    objecting(p.tabled()).then(RAISED)
    objecting(voting()).then(RAISED)
    objecting(voting(RAISED), seat="city-1", by=ADA, holder=ADA, party=p.CITY).then(
        replace(RAISED, number=2, seat="city-1")
    )


def test_who_has_given_a_ballot_can_still_object():
    objecting(voting(p.ballots(trust_1="for"))).then(RAISED)


def test_only_the_holder_of_the_seat_objects_for_it():
    objecting(p.tabled(), by=BEN).then_refused(NotEntitled, "only the holder of seat trust-1")
    objecting(voting(), by=BEN).then_refused(NotEntitled, "only the holder of seat trust-1")
    objecting(p.tabled(), seat="mayor", by=ADA, holder=ADA).then_refused(NotFound, "no seat mayor")
    objecting(voting(), seat="mayor", by=ADA, holder=ADA).then_refused(NotFound, "not on the roll")


def test_a_recused_seat_does_not_object():
    recused = [
        e.InterestDeclared(seat="trust-1", statement=Disclosed("My mill.")),
        e.InterestRuled(seat="trust-1", ruling=e.Ruling.RECUSE),
    ]
    objecting(p.tabled(), *recused).then_refused(NotEntitled, "trust-1 is recused")


def test_nobody_objects_under_a_rule_by_which_seats_vote_against():
    words = "seats vote for or against; nobody objects under it"
    objecting(voting(rule=p.MAJORITY)).then_refused(Refused, words)
    objecting(p.tabled(), agreement=p.agreement()).then_refused(Refused, words)


def test_one_objection_of_a_seat_is_dealt_with_at_a_time():
    for history, status in (
        ([RAISED], "raised"),
        ([RAISED, ADMITTED], "admitted"),
        ([RAISED, ADMITTED, SUSTAINED], "sustained"),
    ):
        objecting(voting(history)).then_refused(
            OutOfOrder, f"objection 1 of seat trust-1 is {status}; withdraw it to raise another"
        )
    for ended in (RULED_OUT, WITHDRAWN):
        objecting(voting(RAISED, ended)).then(replace(RAISED, number=2))


def test_no_objection_is_raised_once_the_time_of_the_vote_is_over():
    objecting(voting(), at=AFTER).then_refused(OutOfOrder, "it is awaiting closure")


# --- Ruled on, and settled -------------------------------------------------------------------


def test_the_chair_admits_an_objection_or_rules_it_out_with_a_reason():
    ruling(p.tabled(), RAISED).then(ADMITTED)
    ruling(voting(RAISED), ruling=o.ObjectionRuling.RULED_OUT, reason="It is personal.").then(
        RULED_OUT
    )
    ruling(voting(RAISED), at=AFTER).then(ADMITTED)
    ruling(voting(RAISED), ruling=o.ObjectionRuling.RULED_OUT).then_refused(
        Refused, "for which reason"
    )


def test_an_objection_is_ruled_on_once():
    ruling(voting(RAISED, ADMITTED)).then_refused(OutOfOrder, "must be raised", "it is admitted")
    ruling(voting(RAISED), number=2).then_refused(NotFound, "no objection 2", "there are: 1")
    ruling(voting(), number=1).then_refused(NotFound, "there are: none")


def test_the_seat_that_objected_withdraws_the_objection():
    withdrawing(voting(RAISED)).then(WITHDRAWN)
    withdrawing(voting(RAISED, ADMITTED, SUSTAINED)).then(WITHDRAWN)
    withdrawing(p.tabled(), RAISED).then(WITHDRAWN)
    withdrawing(voting(RAISED), by=BEN).then_refused(NotEntitled, "only the holder of seat trust-1")
    withdrawing(voting(RAISED, WITHDRAWN)).then_refused(OutOfOrder, "it is withdrawn")


def test_an_admitted_objection_is_sustained_where_it_cannot_be_met():
    sustaining(voting(RAISED, ADMITTED)).then(SUSTAINED)
    sustaining(voting(RAISED)).then_refused(OutOfOrder, "must be admitted to be sustained")


def test_an_objection_is_met_by_an_amendment_of_the_motion_that_was_adopted():
    meeting(p.tabled(), RAISED, ADMITTED, AMENDED).then(MET)
    meeting(p.tabled(), RAISED, ADMITTED).then_refused(
        Refused, "amendment 2 of the motion was not adopted; adopted are: none"
    )
    meeting(p.tabled(), RAISED, AMENDED).then_refused(OutOfOrder, "must be admitted or sustained")


def test_an_objection_is_overruled_by_a_carried_decision_to_overrule_it():
    overruling(voting(RAISED, ADMITTED, SUSTAINED)).then(OVERRULED)
    overruling(voting(RAISED)).then(OVERRULED)
    overruling(voting(RAISED), verdict=Verdict.LOST).then_refused(Refused, "certified, carried")
    overruling(voting(RAISED), matter=Matter.GENERAL).then_refused(Refused, "“overruling”")
    overruling(voting(RAISED, WITHDRAWN)).then_refused(OutOfOrder, "it is withdrawn")


def test_nothing_becomes_of_an_objection_once_the_vote_is_closed():
    closed = voting(RAISED, happened(e.VotingClosed(tally=(), tied=False), at=AFTER))
    why = "until the vote is closed"
    ruling(closed, at=AFTER).then_refused(OutOfOrder, why)
    withdrawing(closed, at=AFTER).then_refused(OutOfOrder, why)
    sustaining(closed, at=AFTER).then_refused(OutOfOrder, why)


def test_an_overruling_is_moved_about_a_motion_to_which_somebody_objected():
    def moving(*history):
        return given(Decision).when(
            table_motion,
            agreement=agreement(),
            body="board",
            cls="ordinary",
            title="Overrule",
            text="That the objection of the trust be overruled.",
            matter=Matter.OVERRULING,
            about=p.DECISION,
            original=standing(Decision, *history, id=p.DECISION),
        )

    assert moving(voting(RAISED)).refused is None
    moving(voting()).then_refused(Refused, "nobody objected to the motion")
    moving(p.certified(Verdict.CARRIED)).then_refused(OutOfOrder, "no overruling can be moved")


# --- The vote --------------------------------------------------------------------------------


def test_no_ballot_is_replaced_by_one_against_either():
    orders = StandingOrders(body="board", replaceable_ballots=True, clause="money")
    given(Decision, voting(p.ballots(trust_1="for"))).when(
        replace_ballot,
        by=CLEO,
        agreement=p.agreement(*p.in_force(bodies=(BOARD,), standing_orders=(orders,))),
        seat="trust-1",
        position=Position.AGAINST,
    ).then_refused(Refused, "nobody votes against")


@pytest.mark.parametrize(
    ("command", "facts"),
    [
        (cast_ballot, {"by": CLEO, "seat": "trust-1", "position": Position.AGAINST}),
        (record_ballots, {"answers": [Answer("trust-1", Position.AGAINST)]}),
    ],
)
def test_nobody_votes_against_where_one_objects(command, facts):
    given(Decision, voting()).when(command, **facts).then_refused(
        Refused, "nobody votes against: who cannot consent raises an objection"
    )


def test_the_vote_is_not_closed_before_each_objection_is_settled():
    closing(voting(RAISED)).then_refused(OutOfOrder, "objection 1 is raised", "ruled out")
    closing(voting(RAISED, ADMITTED)).then_refused(OutOfOrder, "objection 1 is admitted")
    for end in ([RULED_OUT], [WITHDRAWN], [ADMITTED, SUSTAINED], [ADMITTED, AMENDED, MET]):
        assert closing(voting(RAISED, end)).refused is None


def test_where_an_objection_stands_once_raised_nobody_needs_to_rule_on_it():
    assert verdict_of(voting(RAISED, rule=CONSENSUS))[0] is Verdict.LOST
    assert verdict_of(voting(RAISED, WITHDRAWN, rule=CONSENSUS))[0] is Verdict.CARRIED
    assert verdict_of(voting(RAISED, RULED_OUT, rule=CONSENSUS))[0] is Verdict.CARRIED


def test_one_sustained_objection_defeats_consent_and_silence_is_consent():
    words = (
        "Lost. 4 seats on the roll: 3 in favour and 1 objecting. To carry: objecting 1 seat; none was "
        "allowed; this was not met."
    )
    assert verdict_of(voting(RAISED, ADMITTED, SUSTAINED)) == (Verdict.LOST, words)
    carried, words = verdict_of(voting(RAISED, ADMITTED, SUSTAINED, OVERRULED))
    assert (carried, words) == (
        Verdict.CARRIED,
        "Carried. 4 seats on the roll: 4 in favour. To carry: objecting 0 seats; none was allowed; this was met.",
    )
    assert verdict_of(voting(p.ballots(city_1="abstain")))[0] is Verdict.CARRIED


def test_an_objection_that_stands_counts_more_than_the_ballot_of_its_seat():
    assert verdict_of(voting(p.ballots(trust_1="for"), RAISED, ADMITTED, SUSTAINED))[0] is (
        Verdict.LOST
    )


def test_silence_is_known_when_the_time_is_over_not_before():
    closing(voting(), at=p.CLOSES - timedelta(hours=1)).then_refused(
        OutOfOrder, "4 of 4 seats can still answer"
    )
    tally = closing(voting()).events[0].tally
    assert tally == (e.PositionCount(position=Position.FOR, seats=4),)


def test_a_seat_said_to_be_absent_is_as_silent_as_one_of_which_nothing_is_said():
    absent = e.BallotRecorded(seat="trust-1", position=Position.ABSENT)
    tally = closing(voting(absent)).events[0].tally
    assert tally == (e.PositionCount(position=Position.FOR, seats=4),)


def test_objections_raised_on_the_table_are_still_there_when_the_vote_opens():
    told = given(Decision, p.tabled(), RAISED).when(
        open_voting, agreement=agreement(), seated=p.SEATED, closes=p.CLOSES
    )
    assert told.refused is None
    closing(p.tabled(), RAISED, *told.events).then_refused(OutOfOrder, "objection 1 is raised")
