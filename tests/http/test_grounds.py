"""On what acts rest: link by link, clause by clause, and what no longer bears by what was learned since."""

from __future__ import annotations

from tests.http.refusing import assert_problem

AFTER = "2026-07-01"
FOR_A_REASON = {"reason": "The minutes were wrong.", "authority": "instrument:Court order 7"}


def amended(at):
    p = at("amendment carried")
    own = f"/amendments/{p.amendment}"
    p.secretary.done(f"{own}/adoption", effective_from=AFTER, match=p.read(own))
    return p


def acts(p, path):
    return p.read(f"{path}/authority").json["acts"]


def test_a_signature_rests_on_a_mandate_and_that_on_what_appointed(at):
    p = at("in force")
    found = acts(p, p.path)

    assert [act["act"] for act in found] == ["signature"] * 3
    (link,) = found[0]["rests_on"]
    assert (link["rests_on"], link["sound"], link["post"]) == ("mandate", True, "mayor")
    assert link["role"] == p.roles["mayor"]
    (then,) = link["then"]
    assert (then["rests_on"], then["cited"]) == ("instrument", "Cabinet minute 3")


def test_a_decision_rests_on_its_body_and_each_seat_on_a_mandate(at):
    p = at("certified")
    tabling, *seats = acts(p, p.motion)

    (competence,) = tabling["rests_on"]
    assert "empowered body board to decide motions of class ordinary" in competence["sentence"]
    assert [seat["seat"] for seat in seats] == ["seat-city", "seat-club", "seat-trust"]
    assert all(seat["rests_on"][0]["sound"] for seat in seats)


def test_an_appointment_rests_on_what_was_cited(at):
    p = at("in force")
    (act,) = acts(p, f"/roles/{p.roles['chair']}")

    assert (act["act"], act["day"]) == ("assignment", "2026-05-04")
    assert act["rests_on"][0]["sentence"].startswith("outside the register, on Cabinet minute 3")


def test_a_clause_says_who_said_so(at):
    p = amended(at)
    purpose, money = p.read(f"{p.path}/provenance?at={AFTER}").json["clauses"]
    adopted, substituted = money["steps"]

    assert [step["op"] for step in purpose["steps"]] == ["adopted"]
    assert [act["signatory"] for act in adopted["signed"]] == [
        str(p.people[post].principal) for post in ("mayor", "warden", "captain")
    ]
    assert (substituted["op"], substituted["amendment"]) == ("substitute", p.amendment)
    assert substituted["effective_from"] == AFTER
    decided = substituted["decided"]
    assert decided["verdict"] == "carried"
    assert decided["rule"]["id"] == "simple_majority"
    assert [ballot["position"] for ballot in decided["ballots"]] == ["for", "against", "for"]
    before = p.read(f"{p.path}/provenance?at=2026-06-30&clause=money").json["clauses"]
    assert [[step["op"] for step in clause["steps"]] for clause in before] == [["adopted"]]


def test_a_clause_that_is_not_there_is_not_answered_with_nothing(at):
    p = at("in force")
    answer = p.secretary.get(f"{p.path}/provenance?clause=tax")
    assert_problem(answer, 404, "not-found")
    assert "has no clause tax, and had none before" in answer.json["detail"]


def test_a_repealed_clause_says_since_when(at):
    p = at("in force")
    amendment = p.amend({"op": "repeal", "clause": "money"})
    own = f"/amendments/{amendment}"
    put = p.secretary.done(f"{own}/decision", match=p.read(own))
    p.decide(put.json["decision"], "for", "for", "for")
    p.secretary.done(f"{own}/adoption", effective_from=AFTER, match=p.read(own))
    answer = p.secretary.get(f"{p.path}/provenance?clause=money&at={AFTER}")

    assert_problem(answer, 404, "not-found")
    assert f"it was repealed from {AFTER} on" in answer.json["detail"]
    ops = p.read(f"{p.path}/provenance?clause=money").json["clauses"][0]["steps"]
    assert [step["op"] for step in ops] == ["adopted"]


def test_where_every_act_is_borne_nothing_is_found(at):
    p = amended(at)
    assert p.read("/findings").json["items"] == []


def test_what_is_learned_later_shows_what_was_outside_a_mandate(at):
    """The trust's seat turns out to have been vacated before the vote: the verdict stands, and is found."""
    p = at("certified")
    before = p.position
    role = f"/roles/{p.roles['seat-trust']}"
    ends = {"assignment": 1, "effective_to": "2026-05-04", "retroactive": True, **FOR_A_REASON}
    p.hands.turn(days=2)
    p.secretary.done(f"{role}/revocations", ends, match=p.read(role))
    found, unsettled = p.read(f"/findings?agreement={p.agreement}").json["items"]

    assert (unsettled["code"], unsettled["subject"]) == ("impact_open", p.decision)
    assert (found["code"], found["kind"], found["subject"]) == (
        "no_mandate",
        "decision",
        p.decision,
    )
    assert "had no mandate in post seat-trust on 2026-05-04" in found["sentence"]
    assert p.read(f"/findings?known={before}").json["items"] == []
    assert p.read(p.motion).json["verdict"] == "carried"


def test_findings_come_page_by_page(at):
    p = at("certified")
    p.hands.turn(days=2)
    for post in ("seat-trust", "seat-club", "seat-city"):
        role = f"/roles/{p.roles[post]}"
        ends = {"assignment": 1, "effective_to": "2026-05-04", "retroactive": True, **FOR_A_REASON}
        p.secretary.done(f"{role}/revocations", ends, match=p.read(role))
    all_of_them = p.read("/findings").json["items"]
    first = p.read("/findings?limit=2").json
    second = p.read(f"/findings?limit=2&cursor={first['next']}").json

    assert [each["code"] for each in all_of_them] == [*["no_mandate"] * 3, "impact_open"]
    assert first["items"] + second["items"] == all_of_them
    assert "next" not in second
    assert_problem(p.secretary.get("/findings?cursor=eA"), 400, "malformed")
