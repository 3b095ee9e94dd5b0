"""The catalogue of rules over HTTP: listed, shown, and taken into an agreement by name."""

from __future__ import annotations

import json

import pytest
from tests.http.cases.amendments_signed import adopt, carry
from tests.http.refusing import assert_problem, assert_refused, nothing_written

from accord.rules.catalogue import entries, find

NAMED = {"catalogue": "two_thirds_cast"}
RULE = "/bodies/0/rules/0/rule"


# --- Read ------------------------------------------------------------------------------------


def test_the_list_tells_of_each_rule_what_it_says_and_where_it_is_laid_down(at):
    found = at("opened").read("/rules?limit=200").json["items"]
    shown = {item["id"]: item for item in found}

    assert list(shown) == [entry.id for entry in entries()]
    two_thirds = find("two_thirds_cast")
    assert shown["two_thirds_cast"] == {
        "id": "two_thirds_cast",
        "version": 1,
        "versions": [1],
        "name": two_thirds.name,
        "says": two_thirds.says,
        "citation": two_thirds.citation,
        "used_for": list(two_thirds.used_for),
        "links": {"self": "/v1/rules/two_thirds_cast?version=1"},
    }


def test_a_rule_is_shown_whole_with_its_example_and_its_vectors(at):
    p = at("opened")
    shown = p.read("/rules/unsc_substantive").json
    entry = find("unsc_substantive")

    assert shown["rule"] == entry.rule.to_data()
    assert shown["rule_hash"] == entry.rule.hash
    assert shown["example"] == entry.example.to_data()
    assert shown["vectors"] == [vector.to_data() for vector in entry.vectors]
    assert p.read(shown["links"]["self"].removeprefix("/v1")).json == shown


def test_each_example_and_each_vector_can_be_sent_to_be_tried_as_it_is_shown(at):
    p = at("opened")
    headers = {"Authorization": f"Bearer {p.secretary.key}"}
    with nothing_written(p):
        for entry in entries():
            shown = p.read(f"/rules/{entry.id}").json
            for case in (shown["example"], *shown["vectors"]):
                sent = {"rule": {"catalogue": entry.id}, "roll": case["roll"]}
                answer = p.client.post("/v1/rules/evaluation", json=sent, headers=headers)
                found = answer.json
                assert (answer.status_code, found.get("verdict")) == (200, case["verdict"]), found
                assert found["explanation"].get("chosen") == case.get("chosen")


@pytest.mark.parametrize("path", ["/rules", "/rules?limit=3", "/rules/eu_qmv"])
def test_what_the_caller_has_already_is_not_sent_again(at, path):
    p = at("opened")
    etag = p.read(path).headers["ETag"]
    again = p.secretary.get(path, **{"If-None-Match": etag})

    assert (again.status_code, again.data) == (304, b"")
    assert p.secretary.get(path, **{"If-None-Match": '"other"'}).status_code == 200


def test_a_rule_that_is_not_there_is_refused_naming_those_like_it(at):
    p = at("opened")
    answer = p.secretary.get("/rules/two_third_cast")
    assert_problem(answer, 404, "not-found")
    assert "near it: two_thirds_cast" in answer.json["detail"]
    assert "two_thirds_cast" in answer.json["near"]


def test_a_version_that_is_not_there_is_refused_naming_those_there_are(at):
    p = at("opened")
    answer = p.secretary.get("/rules/two_thirds_cast?version=2")
    assert_problem(answer, 404, "not-found")
    assert answer.json["versions"] == [1]
    assert_problem(p.secretary.get("/rules/two_thirds_cast?version=x"), 400, "malformed")


# --- Taken into an agreement -----------------------------------------------------------------


def rule_of(shown):
    return shown["bodies"][0]["rules"][0]["rule"]


@pytest.mark.parametrize("named", [NAMED, NAMED | {"version": 1}])
def test_a_draft_records_the_whole_rule_that_it_names(at, named):
    p = at("drafted")
    drafted = p.secretary.done("/agreements", p.terms(bodies=[p.board(rule=named)])).json

    entry = find("two_thirds_cast", 1)
    assert rule_of(drafted) == entry.rule.to_data()
    assert drafted["bodies"][0]["rules"][0]["rule_hash"] == entry.rule.hash
    recorded = [r.event for _, r in p.house.record.since(0) if hasattr(r.event, "rule")]
    assert recorded[-1].rule == entry.rule


def test_a_method_of_choosing_among_options_is_shown_and_taken_by_its_name(at):
    p = at("drafted")
    shown = p.read("/rules/plurality").json
    assert shown["example"] == find("plurality").example.to_data()
    named = {"catalogue": "plurality"}
    drafted = p.secretary.done("/agreements", p.terms(bodies=[p.board(rule=named)])).json

    assert rule_of(drafted) == shown["rule"]


def test_a_revision_takes_a_rule_by_its_name(at):
    p = at("drafted")
    bodies = [p.board(rule={"catalogue": "unanimity_strict"})]
    revised = p.secretary.done(f"{p.path}/revisions", bodies=bodies, match=p.read(p.path)).json

    assert rule_of(revised)["id"] == "unanimity_strict"


def test_an_amendment_of_a_body_takes_a_rule_by_its_name_and_the_next_vote_is_counted_by_it(at):
    p = at("in force")
    bodies = [p.board(rule=NAMED)]
    drafted = p.secretary.done(
        "/amendments", agreement=p.agreement, title="Two thirds", terms={"bodies": bodies}
    )
    p.amendment = drafted.json["id"]
    carry(p)
    adopt(p)

    assert rule_of(p.read(p.path).json) == find("two_thirds_cast").rule.to_data()
    certified = p.decide(p.table(title="A boat"), "for", "for", "against").json
    assert certified["rule"] == find("two_thirds_cast").rule.to_data()
    assert (certified["verdict"], certified["rule_hash"]) == (
        "carried",
        find("two_thirds_cast").rule.hash,
    )


@pytest.mark.parametrize(
    ("named", "pointer", "words"),
    [
        (
            {"catalogue": "two_third_cast"},
            "/catalogue",
            "no rule called two_third_cast; near it: two_thirds_cast",
        ),
        ({"catalogue": "zzz"}, "/catalogue", "no rule called zzz; /v1/rules lists them"),
        (
            NAMED | {"version": 9},
            "/version",
            "no version 9 of two_thirds_cast; there are: 1; /v1/rules",
        ),
        ({"catalogue": "zzz", "version": 9}, "/catalogue", "no rule called zzz"),
        (NAMED | {"version": "1"}, "/version", "must be a whole number of at least 1"),
        ({"catalogue": 5}, "/catalogue", "must be small letters"),
        ({"catalogue": "Two thirds"}, "/catalogue", "must be small letters"),
        ({"catalogue": ""}, "/catalogue", "must be small letters"),
        (NAMED | {"tie": "lost"}, "/tie", "known are: catalogue, version"),
    ],
)
def test_a_name_that_leads_nowhere_is_refused_at_its_place(at, named, pointer, words):
    p = at("drafted")
    with nothing_written(p):
        answer = p.secretary.post("/agreements", p.terms(bodies=[p.board(rule=named)]))
    assert_refused(answer, 400, words, f"{RULE}{pointer}")


def test_half_a_character_is_no_name(at):
    p = at("drafted")
    body = json.dumps(p.terms(bodies=[p.board(rule={"catalogue": "\ud800"})])).encode()
    assert_refused(p.secretary.send("/agreements", body), 400, "small letters", f"{RULE}/catalogue")


def test_a_rule_that_the_seats_cannot_be_counted_by_is_refused_as_any_other(at):
    p = at("drafted")
    answer = p.secretary.post(
        "/agreements", p.terms(bodies=[p.board(rule={"catalogue": "eu_qmv"})])
    )
    assert_refused(answer, 422, "population")
