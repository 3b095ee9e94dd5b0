"""What is taken back, or never took effect, reads over HTTP as the record has it: nobody left, nothing was replaced."""

from __future__ import annotations

from tests.http.cases.life import noticed, succeeded
from tests.http.refusing import assert_refused, nothing_written
from tests.http.test_agreement_life import COURT, listed


def leave(p, **more):
    facts = {"party": p.party["city"], "notice": 1, **more}
    return p.people["mayor"].done(f"{p.path}/withdrawals", facts)


def parties(p, day):
    return len(p.read(f"{p.path}?at={day}").json["parties"])


def test_a_party_that_was_to_leave_and_takes_it_back_stays(at):
    p = at("in force")
    noticed(90)(p)
    left = leave(p).json
    assert [entry["how"] for entry in left["departures"]] == ["withdrew"]
    (notice,) = left["notices"]
    day = notice["effective_from"]
    assert parties(p, day) == 2

    p.hands.turn(days=80)
    stays = p.people["mayor"].done(f"{p.path}/notice-withdrawals", notice=1).json
    assert (stays["notices"][0]["withdrawn"], stays["departures"]) == (True, [])
    assert parties(p, day) == 3
    told = p.read(f"{p.path}/history?limit=1&order=newest").json["items"]
    assert "withdrew notice 1" in told[0]["sentence"]


def test_a_close_out_that_is_averted_is_shown_no_longer(at):
    p = at("in force")
    noticed(90)(p)
    p.change(ending={"minimum_parties": 3})
    day = leave(p).json["close_out"]["started_from"]
    assert p.read(f"{p.path}?at={day}").json["stage"] == "closing"

    stays = p.people["mayor"].done(f"{p.path}/notice-withdrawals", notice=1).json
    assert "close_out" not in stays
    assert p.read(f"{p.path}?at={day}").json["stage"] == "in_force"


def test_what_was_superseded_by_what_is_void_from_the_beginning_is_in_force_and_says_so(at):
    p = at("in force")
    succeeded(p)
    facts = {"successor": p.amendment, "decision": p.decision}
    p.secretary.done(f"{p.path}/supersession", facts, match=p.read(p.path))
    assert listed(p, "superseded") == [p.agreement]

    void = p.secretary.done(
        f"/agreements/{p.amendment}/voidance", {"ab_initio": True}, **COURT, match="*"
    ).json
    assert void["stage"] == "void"
    found = p.read(p.path).json
    assert (found["stage"], found["supersession"]["undone"]) == ("in_force", True)
    assert listed(p, "superseded") == []
    told = p.read(f"{p.path}/history?limit=1&order=newest").json["items"]
    assert "is void from the beginning: it never did" in told[0]["sentence"]
    assert p.table()


def test_a_firm_notice_is_taken_back_with_the_leave_of_the_others(at):
    p = at("in force")
    p.change(notice_periods=[{"kind": "withdrawal", "days": 90, "clause": "money", "firm": True}])
    facts = {"party": p.party["city"], "kind": "withdrawal", "statement": "We go."}
    day = p.people["mayor"].done(f"{p.path}/notices", facts).json["notices"][0]["effective_from"]
    with nothing_written(p):
        answer = p.people["mayor"].post(f"{p.path}/notice-withdrawals", notice=1)
        assert_refused(answer, 409, "to take back a notice that is firm (clause money) needs")
    asked = {"matter": "retraction", "about": p.party["city"], "effective_from": day}
    for post, party in (("warden", "trust"), ("captain", "club")):
        said = asked | {"party": p.party[party]}
        p.people[post].done(f"{p.path}/assents", said, match=p.read(p.path))
    p.people["mayor"].done(f"{p.path}/notice-withdrawals", notice=1)
    told = p.read(f"{p.path}/history?limit=1&order=newest").json["items"]
    assert "withdrew notice 1, with the assent of all other parties" in told[0]["sentence"]
    amended = p.read(f"{p.path}/history?limit=200").json["items"]
    assert any("is taken back with the leave of the others" in item["sentence"] for item in amended)
