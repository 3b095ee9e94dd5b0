"""A motion before the vote, and a motion voted on twice, as they are read over HTTP."""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa
from tests.http.cases import ballots
from tests.http.cases.discussions import TEXT, defer, propose, replaceable, second, withdraw
from tests.http.refusing import assert_refused

from accord.projections import rebuild
from accord.projections.ballots import ballots as ballots_table
from accord.projections.decisions import decisions

LATER = "2026-05-25T09:00:00Z"


def shown(p, path=None):
    return p.read(path or p.motion).json


def stage_and_lists(p):
    """The stage of the motion, and under which stages it is listed."""
    listed = [
        stage
        for stage in ("tabled", "deferred", "referred", "withdrawn", "lapsed", "voting")
        if any(x["id"] == p.decision for x in shown(p, f"/decisions?status={stage}")["items"])
    ]
    return shown(p)["stage"], listed


def rows(p):
    with p.house.engine.connect() as conn:
        return [
            sorted(map(repr, conn.execute(sa.select(table))))
            for table in (decisions.table, ballots_table)
        ]


def assert_rebuilt_alike(p):
    kept = rows(p)
    rebuild(p.house.record)
    assert rows(p) == kept


def test_a_deferred_motion_is_tabled_again_when_its_day_comes(at):
    p = at("tabled")
    p.secretary.done(f"{p.motion}/deferrals", until="2026-06-01", match=p.read(p.motion))
    assert stage_and_lists(p) == ("deferred", ["deferred"])
    etag = p.secretary.etag(p.motion)

    p.hands.at = datetime(2026, 5, 31, 23, tzinfo=UTC)  # midnight in London in summer
    assert stage_and_lists(p) == ("tabled", ["tabled"])
    assert p.secretary.etag(p.motion) != etag
    assert shown(p)["deferral"] == {"until": "2026-06-01", "resumes": "2026-05-31T23:00:00.000000Z"}


def test_a_motion_deferred_for_good_is_deferred_on_every_day(at):
    p = at("tabled")
    defer(p)
    p.hands.turn(days=1000)
    assert stage_and_lists(p) == ("deferred", ["deferred"])


def test_a_withdrawn_motion_is_taken_over_and_read_with_its_new_mover(at):
    p = at("tabled")
    second(p)
    withdraw(p)
    assert stage_and_lists(p) == ("withdrawn", ["withdrawn"])
    p.people["seat-trust"].done(f"{p.motion}/takeovers", seat="seat-trust")
    assert stage_and_lists(p) == ("tabled", ["tabled"])
    assert (shown(p)["mover"], shown(p)["seconders"]) == ("seat-trust", [])


def test_a_motion_is_moved_for_a_seat_by_its_holder_only(at):
    p = at("in force")
    facts = {"agreement": p.agreement, "body": "board", "class": "ordinary", "mover": "seat-city"}
    answer = p.secretary.post("/decisions", facts, title="Rest", text="That we rest.")
    assert_refused(answer, 403, "only the holder of seat seat-city can move for it")
    answer = p.secretary.done(
        "/decisions",
        facts,
        title="Rest",
        text="That we rest.",
        asserted_by=str(p.people["seat-city"].principal),
    )
    assert answer.json["mover"] == "seat-city"


def test_an_amended_motion_reads_as_amended_and_says_what_became_of_each_proposal(at):
    p = at("tabled")
    propose(p)
    answer = p.secretary.post(f"{p.motion}/voting", closes=LATER, match=p.read(p.motion))
    assert_refused(answer, 409, "amendments of the motion are open (1)")
    p.secretary.done(f"{p.motion}/motion-amendment-acceptances", number=1, match=p.read(p.motion))
    found = shown(p)
    assert found["text"] == TEXT
    assert found["motion_amendments"] == [
        {
            "number": 1,
            "seat": "seat-trust",
            "text": TEXT,
            "status": "adopted",
            "objecting": [],
            "material": True,
        }
    ]


def test_a_replaced_ballot_is_counted_once_and_attendance_stands_beside_it(at):
    p = at("voting")
    replaceable(p)
    p.people["seat-city"].done(
        f"{p.motion}/ballot-replacements", seat="seat-city", position="against"
    )
    attended = [{"seat": "seat-city", "attendance": "remote"}]
    p.secretary.done(f"{p.motion}/attendance", seats=attended)
    assert shown(p)["ballots_given"] == 1
    (first, *_) = shown(p, f"{p.motion}/ballots")["items"]
    assert (first["seat"], first["position"], first["attendance"]) == (
        "seat-city",
        "against",
        "remote",
    )
    assert_rebuilt_alike(p)


def test_a_motion_is_voted_on_again_and_both_votings_are_read(at):
    p = at("closed")
    answer = p.secretary.done(f"{p.motion}/voting", closes=LATER, match=p.read(p.motion))
    assert (answer.json["stage"], answer.json["voting"]) == ("voting", 2)
    assert (answer.json["cause"], answer.json["ballots_given"]) == ("second_vote", 0)
    assert "tally" not in answer.json
    p.secretary.done(f"{p.motion}/roll-call", ballots=ballots("for", "for", "against"))
    closed = p.secretary.done(f"{p.motion}/closure")
    done = p.secretary.done(f"{p.motion}/certification", match=closed).json

    assert (done["verdict"], done["voting"], done["ballots_given"]) == ("carried", 2, 3)
    (earlier,) = done["votings"]
    assert (earlier["voting"], earlier["tied"], earlier["ballots_given"]) == (1, True, 3)
    assert {x["position"]: x["seats"] for x in earlier["tally"]} == {
        "for": 1,
        "against": 1,
        "abstain": 1,
    }

    def positions(query=""):
        found = shown(p, f"{p.motion}/ballots{query}")["items"]
        return {item["seat"]: item["position"] for item in found}

    assert positions() == positions("?voting=2")
    assert positions()["seat-trust"] == "for"
    assert positions("?voting=1")["seat-trust"] == "against"
    assert_rebuilt_alike(p)
    told = [entry["sentence"] for entry in shown(p, f"{p.motion}/history")["items"]]
    assert any(x.startswith("Another vote on the motion, on which the seats") for x in told)


def test_what_is_decided_is_not_voted_on_again(at):
    p = at("certified")
    answer = p.secretary.post(f"{p.motion}/voting", closes=LATER, match=p.read(p.motion))
    assert_refused(answer, 409, "the decision must be tabled, and it is effective")
