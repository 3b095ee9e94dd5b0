"""The docket of a body over HTTP: the votes it held, in order, and who missed them."""

from __future__ import annotations

from tests.http.cases.roles import missed


def test_the_docket_lists_what_was_voted_on_and_who_missed_it(at):
    p = at("tabled", missed)
    items = p.read(f"{p.path}/docket").json["items"]

    assert [item["decision"] for item in items][-1] == p.decision
    last = items[-1]
    holder = str(p.people["seat-club"].principal)
    assert last["missed"] == [{"seat": "seat-club", "holder": holder, "party": p.party["club"]}]
    assert (last["voting"], last["excused"], last["class"]) == (1, [], "ordinary")


def test_the_docket_is_read_in_pages_and_by_body(at):
    p = at("tabled", missed)
    whole = p.read(f"{p.path}/docket").json["items"]
    first = p.read(f"{p.path}/docket?limit=1").json
    second = p.read(f"{p.path}/docket?limit=1&cursor={first['next']}").json

    assert [*first["items"], *second["items"]] == whole
    assert p.read(f"{p.path}/docket?body=council").json["items"] == []
    assert p.secretary.get(f"{p.path}/docket?cursor=YWJj").status_code == 400
    assert p.secretary.get(f"/agreements/{p.decision}/docket").status_code == 404


def test_a_lapse_that_leaves_a_vote_out_is_refused_with_that_vote(at):
    p = at("tabled", missed)
    skipped = p.decision
    cited = p.read(f"{p.path}/docket").json["items"][0]["decision"]
    role = f"/roles/{p.roles['seat-club']}"
    facts = {"assignment": 1, "decisions": [cited]}
    refused = p.secretary.post(f"{role}/lapses", facts, match=p.read(role))

    assert refused.status_code == 422
    assert skipped not in refused.json["detail"]
    assert "seat seat-club stood for" in refused.json["detail"]
