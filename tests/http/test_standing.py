"""How a vote stands can be asked while it is open, by everybody who can read the ballots."""

from __future__ import annotations

from datetime import datetime

import pytest
from tests.http.cases.secret_ballots import seal, secret
from tests.http.refusing import assert_refused
from tests.http.stages import CLOSES, SEATS


def asked(p):
    return p.people["chair"].get(f"/decisions/{p.decision}/standing")


@pytest.fixture
def voting(at):
    """Three seats, none of which has answered."""
    return at("voting")


def heard(p, **positions):
    ballots = [{"seat": seat, "position": position} for seat, position in positions.items()]
    p.secretary.done(f"/decisions/{p.decision}/roll-call", ballots=ballots)


def test_before_the_first_ballot_everything_is_open(voting):
    found = asked(voting).json

    assert (found["certain"], found["possible"]) == (False, ["carried", "lost"])
    assert (found["verdict"], found["open"]) == ("lost", list(SEATS))
    assert found["needed"][0] | {"more": "1", "open": "3"} == found["needed"][0]
    assert [entry["seat"] for entry in found["pivotal"]] == list(SEATS)
    assert found["pivotal"][0]["changes"] == [{"position": "for", "verdict": "carried"}]
    assert found["in_words"].startswith("If voting closed now the motion would be lost, and 3 of 3")


def test_what_is_certain_is_said_and_closes_the_vote(voting):
    seats = list(SEATS)
    heard(voting, **{seats[0]: "for"})
    refused = voting.secretary.post(f"/decisions/{voting.decision}/closure")
    assert_refused(
        refused, 409, "2 of 3 seats can still answer: the motion can still be carried or lost"
    )
    assert refused.json["possible"] == ["carried", "lost"]

    heard(voting, **{seats[1]: "for"})
    found = asked(voting).json
    assert (found["certain"], found["possible"], found["needed"]) == (True, ["carried"], [])
    assert found["in_words"] == (
        "The verdict is certain, carried, although 1 of 3 seats can still change where they stand."
    )
    voting.secretary.done(f"/decisions/{voting.decision}/closure")


def test_it_is_asked_while_the_vote_is_taken(voting):
    seats = list(SEATS)
    heard(voting, **{seats[0]: "for", seats[1]: "for"})
    answered = asked(voting)
    chair = voting.people["chair"]
    known = chair.headers() | {"If-None-Match": answered.headers["ETag"]}
    again = chair.client.get(f"/v1/decisions/{voting.decision}/standing", headers=known)
    assert again.status_code == 304
    voting.secretary.done(f"/decisions/{voting.decision}/closure")
    assert_refused(asked(voting), 409, "there is no vote that stands open")


def test_once_the_time_is_over_no_seat_is_open(voting):
    voting.hands.at = datetime.fromisoformat(CLOSES)
    found = asked(voting).json
    assert (found["certain"], found["possible"], found["open"]) == (True, ["lost"], [])
    assert found["in_words"] == "No seat can change where it stands, and the verdict is lost."


def test_of_nothing_there_is_no_standing(voting):
    nowhere = voting.people["chair"].get(f"/decisions/{voting.agreement}/standing")
    assert_refused(nowhere, 404, "“River partnership” is an agreement, not a decision")


def test_of_a_secret_vote_nothing_is_said_before_its_box_is_opened(at):
    p = at("in force")
    secret(p)
    seal(p, "for", "against")
    refused = p.people["chair"].get(f"/decisions/{p.decision}/standing")
    assert_refused(refused, 409, "by secret ballot: before its box is opened, nobody knows")
