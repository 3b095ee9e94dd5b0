"""The verdict that accord computes from the ballots equals the published one, roll call by roll call."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field

import pytest
from tests.real.register import Caller, register
from tests.real.senate import SENATE, Seating, carried, constitute, record, roll_calls, senators

needs_the_data = pytest.mark.skipif(
    not SENATE.exists(), reason="the roll calls are not here: ../shared/data/us_senate is absent"
)
CARRIED_WITHOUT_A_COUNT = "s216-116.2020"


@dataclass
class Loaded:
    votes: int = 0
    ballots: int = 0
    casting_votes: int = 0
    verdicts: Counter = field(default_factory=Counter)
    different: list = field(default_factory=list)


def load(caller: Caller, votes: list[dict]) -> Loaded:
    seating, found = Seating.of(votes), Loaded()
    agreement = constitute(caller, seating)
    for vote in votes:
        decision = record(caller, agreement, seating, vote)
        found.votes += 1
        found.ballots += decision["ballots_given"]
        found.casting_votes += "casting_vote" in decision
        found.verdicts[decision["verdict"]] += 1
        assert decision["ballots_given"] == len(senators(vote)), vote["vote_id"]
        if (decision["verdict"] == "carried") != carried(vote["result"]):
            found.different.append(vote["vote_id"])
    return found


@needs_the_data
def test_one_session_comes_out_as_published(sqlite_url, tmp_path):
    votes = list(roll_calls(116, "2020"))
    with register(sqlite_url, tmp_path) as caller:
        found = load(caller, votes)
        feed = caller.get("/events?limit=1").json

    assert found.votes == len(votes) == 292
    assert found.ballots == sum(len(senators(vote)) for vote in votes)
    assert found.different == [CARRIED_WITHOUT_A_COUNT]
    assert feed["items"][0]["type"] == "register.opened/1"


@pytest.mark.real
@needs_the_data
def test_both_congresses_come_out_as_published(database_url, tmp_path, capsys):
    votes = list(roll_calls())
    with register(database_url, tmp_path) as caller:
        began = time.perf_counter()
        found = load(caller, votes)
        took = time.perf_counter() - began
        position = caller.get("/status").json["position"]
        lost = caller.get("/decisions?verdict=lost&limit=1").json["items"]

    with capsys.disabled():
        print(
            f"\nSenate on {database_url.partition(':')[0]}: {found.votes} decisions, {found.ballots} ballots, "
            f"{found.casting_votes} casting votes, {position} events in {took:.0f} s "
            f"({found.ballots / took:.0f} ballots/s); {dict(found.verdicts)}; different: {found.different}"
        )
    assert (found.votes, found.ballots, found.casting_votes) == (1669, 166_898, 26)
    assert found.different == [CARRIED_WITHOUT_A_COUNT]
    assert lost
