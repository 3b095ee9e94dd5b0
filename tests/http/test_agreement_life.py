"""Whoever reads an agreement on a day sees what is suspended on it, who is a party, and how it ended."""

from __future__ import annotations

from typing import Any

from tests.http.cases.life import REPORT
from tests.http.refusing import assert_refused, nothing_written
from tests.http.stages import SIGNATORIES, Partnership

COURT = {"authority": "instrument:District Court 7/2026", "reason": "No power to enter."}


def listed(p: Partnership, status: str) -> list[str]:
    return [item["id"] for item in p.read(f"/agreements?status={status}").json["items"]]


def ended(p: Partnership) -> Any:
    decision = p.table(matter="termination")
    p.decide(decision, "for", "for", "for")
    facts = {"ground": "mutual", "decision": decision}
    return p.secretary.done(f"{p.path}/termination", facts, match="*").json


def test_an_agreement_that_has_ended_is_wound_up_and_closed(at):
    p = at("in force")
    shown = ended(p)
    assert shown["terminated_from"] == "2026-05-05"
    assert shown["termination"]["ground"] == "mutual"
    p.hands.turn(days=1)
    assert listed(p, "terminated") == [p.agreement]
    shown = p.secretary.done(f"{p.path}/close-out", match=p.read(p.path)).json
    assert (shown["stage"], shown["close_out"]) == ("closing", {"started_from": "2026-05-05"})
    shown = p.secretary.done(f"{p.path}/closure", final_report="ab" * 32, match="*").json
    assert shown["stage"] == "closed"
    assert shown["close_out"]["final_report"] == "ab" * 32
    assert listed(p, "closed") == [p.agreement]
    assert listed(p, "in_force") == []


def test_nothing_is_closed_while_something_is_owed(at):
    p = at("in force")
    owed, own = p.owe(title="Report on the weir"), f"{p.path}/closure"
    ended(p)
    p.hands.turn(days=1)
    p.secretary.done(f"{p.path}/close-out", match="*")
    with nothing_written(p):
        answer = p.secretary.post(own, {"final_report": REPORT}, match="*")
        assert_refused(answer, 409, "1 obligation is neither met nor waived")
        assert answer.json["unsettled"] == [owed]
    p.secretary.done(f"/obligations/{owed}/fulfilments", evidence=["ab" * 32])
    assert p.secretary.done(own, final_report=REPORT, match="*").json["stage"] == "closed"


def test_the_stage_of_a_day_that_has_passed_is_what_it_was(at):
    p = at("in force")
    ended(p)
    stages = [p.read(f"{p.path}?at=2026-05-0{day}").json["stage"] for day in (3, 4, 5)]
    assert stages == ["concluded", "in_force", "terminated"]


def test_what_is_void_ab_initio_is_so_from_its_conclusion(at):
    p = at("in force")
    facts = {"ab_initio": True, **COURT}
    shown = p.secretary.done(f"{p.path}/voidance", facts, match="*").json
    assert (shown["stage"], shown["voidance"]) == ("void", {"ab_initio": True})
    assert listed(p, "void") == [p.agreement]


def test_what_all_assent_to_be_void_is_so_by_their_assent(at):
    p = at("in force")
    for post, party in SIGNATORIES.items():
        facts = {"party": p.party[party], "matter": "voidance"}
        p.people[post].done(f"{p.path}/assents", facts, match=p.read(p.path))
    facts = {"ab_initio": True, "reason": "We had no power to enter."}
    shown = p.secretary.done(f"{p.path}/voidance", facts, match="*").json
    assert shown["voidance"] == {"ab_initio": True, "assented": True}
    assert shown["assents"] == []
    told = p.read(f"{p.path}/history").json["items"][-1]["sentence"]
    assert told == (
        "The agreement was declared void from the beginning (ab initio), with the assent of all parties."
    )


def test_a_clause_that_is_suspended_is_flagged_in_the_text_of_the_day(at):
    p = at("drafted")
    ruled = [
        {"matter": matter, "body": "board", "class": "ordinary"}
        for matter in ("suspension", "resumption")
    ]
    p.secretary.done(f"{p.path}/revisions", procedures=ruled, match=p.read(p.path))
    p.reach("in force")
    decision = p.table(matter="suspension")
    p.decide(decision, "for", "for", "for")
    facts = {"clauses": ["money"], "decision": decision, "effective_to": "2026-05-06"}
    shown = p.secretary.done(f"{p.path}/suspensions", facts, match="*").json
    assert (shown["stage"], shown["suspended"]) == ("in_force", {"clauses": ["money"]})
    flags = {}
    for day in ("2026-05-05", "2026-05-06"):
        clauses = p.read(f"{p.path}/text?at={day}").json["clauses"]
        flags[day] = [clause["id"] for clause in clauses if clause.get("suspended")]
    assert flags == {"2026-05-05": ["money"], "2026-05-06": []}
    again = p.read(f"{p.path}?at=2026-05-06").json
    assert "suspended" not in again


def test_a_decision_on_another_matter_suspends_nothing(at):
    p = at("certified")
    facts = {"decision": p.decision, "clauses": ["money"]}
    answer = p.secretary.post(f"{p.path}/suspensions", facts, match="*")
    assert answer.status_code == 422
    assert "decision of this agreement on the matter “suspension”" in answer.json["detail"]


def test_without_a_procedure_the_parties_that_have_not_assented_are_named(at):
    p = at("in force")
    answer = p.secretary.post(f"{p.path}/suspensions", {"clauses": ["money"]}, match="*")
    assert answer.status_code == 409
    assert sorted(answer.json["missing"]) == sorted(p.party.values())


def test_who_is_no_party_is_not_expelled(at):
    p = at("in force")
    answer = p.secretary.post(f"{p.path}/expulsions", {"party": p.agreement}, match="*")
    assert answer.status_code == 403
    assert "is no party of this agreement" in answer.json["detail"]


def test_a_notice_is_called_by_a_number(at):
    p = at("in force")
    for number in (0, "1", 2**31, 1.5):
        answer = p.secretary.post(f"{p.path}/notice-withdrawals", {"notice": number})
        assert answer.status_code in (400, 422)
        assert answer.json["errors"][0]["pointer"] == "/notice"


def test_who_a_suspended_party_sent_does_not_preside(at):
    p = at("in force")
    motion, today = p.table(), {"matter": "suspension", "effective_from": "2026-05-04"}
    for post, party in (("warden", "trust"), ("captain", "club")):
        facts = {"party": p.party[party], "about": p.party["city"], **today}
        p.people[post].done(f"{p.path}/assents", facts, match=p.read(p.path))
    p.secretary.done(f"{p.path}/suspensions", party=p.party["city"], match=p.read(p.path))
    with nothing_written(p):
        voting = {"closes": "2026-05-11T09:00:00Z"}
        answer = p.people["chair"].post(f"/decisions/{motion}/voting", voting, match="*")
        assert_refused(answer, 403, "suspended: nobody acts in it")


def test_without_a_procedure_the_others_end_it_for_a_breach_that_was_not_cured(at):
    p = at("drafted")
    ruled = {"procedures": [], "notice_periods": [{"kind": "breach", "days": 30}]}
    p.secretary.done(f"{p.path}/revisions", ruled, match=p.read(p.path))
    p.reach("in force")
    facts = {"party": p.party["city"], "kind": "breach", "against": p.party["trust"]}
    p.people["mayor"].done(f"{p.path}/notices", facts, statement="No report came.")
    p.hands.turn(days=31)
    asked = {"matter": "termination", "about": p.party["trust"], "effective_from": "2026-06-05"}
    for post, party in (("mayor", "city"), ("captain", "club")):
        with nothing_written(p):
            cause = {"ground": "cause", "notice": 1, "effective_from": "2026-06-05"}
            answer = p.secretary.post(f"{p.path}/termination", cause, match="*")
            assert_refused(answer, 409, "needs the assent of each party to just this")
        facts = asked | {"party": p.party[party]}
        p.people[post].done(f"{p.path}/assents", facts, match=p.read(p.path))
    shown = p.secretary.done(f"{p.path}/termination", cause, match="*").json
    assert shown["termination"] == {"ground": "cause", "notice": 1}
    told = [item["sentence"] for item in p.read(f"{p.path}/history?limit=200").json["items"]]
    said = "for cause, with the assent of all other parties, as the breach of notice 1"
    assert any(said in sentence for sentence in told)
