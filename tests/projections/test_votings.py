"""What read models say of a motion and its amendment when it is voted on once more."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests import partnership as p
from tests.application.office import POSTS, found, vote
from tests.lives.board import MAY, founded
from tests.lives.changing import AMENDMENTS, CHANGES, its_motion
from tests.lives.motions import MOTION, MOTIONS
from tests.lives.walk import Living

from accord.aggregates.decision.events import ChallengeRuling
from accord.projections.amendments import amendments
from accord.projections.decisions import decisions

SEAT = "trust-1"
AMENDMENT, MOVED = AMENDMENTS[0], its_motion(AMENDMENTS[0])


@pytest.fixture
def office(sqlite_url):
    opened = Living(sqlite_url, MAY)
    found(opened)
    founded(opened)
    opened.now = MAY
    yield opened
    opened.record.close()


def open_voting(office, decision):
    office.do("open_voting", decision, by=p.ADA, closes=office.now + timedelta(hours=1))


def nobody_votes(office, decision):
    open_voting(office, decision)
    office.now += timedelta(hours=2)
    office.do("close_voting", decision, by=p.ADA)


def seconds(office, decision):
    office.do("second_motion", decision, by=p.BEN, seat="city-2")


def read(office, model, id_):
    with office.record.engine.connect() as conn:
        return model.read(conn, id_)


def test_challenges_belong_to_the_voting_whose_result_they_challenge(office):
    motion = MOTIONS[0]
    office.do("table_motion", motion, **MOTION)
    seconds(office, motion)
    for number, ruling in enumerate((ChallengeRuling.DISMISSED, ChallengeRuling.UPHELD), 1):
        nobody_votes(office, motion)
        who = POSTS[SEAT][0]
        office.do("challenge_result", motion, by=who, seat=SEAT, statement="I was not heard.")
        office.do("rule_on_challenge", motion, number=number, ruling=ruling)
    document = read(office, decisions, motion)
    (earlier,) = document["votings"]
    rulings = [[each["ruling"] for each in at["challenges"]] for at in (earlier, document)]
    assert rulings == [["dismissed"], ["upheld"]]


def put_to_decision(office):
    said = {"title": "Number", "modifications": list(CHANGES[2]), "minor": True}
    office.do("draft_amendment", AMENDMENT, agreement=p.AGREEMENT, **said)
    office.do("put_to_decision", AMENDMENT, decision=MOVED)


def test_an_amendment_that_is_voted_on_again_is_no_longer_rejected(office):
    put_to_decision(office)
    seconds(office, MOVED)
    nobody_votes(office, MOVED)
    office.do("certify_result", MOVED)
    assert read(office, amendments, AMENDMENT)["reached"] == "rejected"

    open_voting(office, MOVED)
    assert read(office, amendments, AMENDMENT)["reached"] == "under_decision"


def test_an_amendment_that_has_lapsed_stays_so_when_its_motion_is_lost(office):
    put_to_decision(office)
    seconds(office, MOVED)
    office.do("open_voting", MOVED, by=p.ADA, closes=office.now + timedelta(days=2000))
    office.now += timedelta(days=1100)  # the agreement has expired
    office.do("lapse_amendment", AMENDMENT)
    vote(office, MOVED, city_1="against", city_2="against", trust_1="against", trust_2="against")
    office.do("close_voting", MOVED)
    office.do("certify_result", MOVED)
    assert read(office, amendments, AMENDMENT)["reached"] == "lapsed"
