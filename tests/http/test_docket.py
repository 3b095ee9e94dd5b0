"""The docket of a body over HTTP: the votes it held, in order, and who missed them."""

from __future__ import annotations

from tests.http.cases.roles import missed, without_vote


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


def test_a_seat_that_missed_votes_is_left_off_the_roll_until_its_vote_is_restored(at):
    p = at("tabled", without_vote)
    missed_vote = p.decision
    decision = p.table(title="Dredge the mouth")
    opened = p.open_vote(decision, "2026-06-01T09:00:00Z").json

    assert opened["roll"]["seats"] == 2
    off = {"seat": "seat-club", "party": p.party["club"], "reason": "lapsed"}
    assert opened["left_off"] == [{**off, "votes": [missed_vote], "clause": "purpose"}]
    told = p.read(f"/decisions/{decision}/history").json["items"]
    assert any("seat-club (its vote lapsed by missed votes)" in each["sentence"] for each in told)

    role = f"/roles/{p.roles['seat-club']}"
    restored = p.secretary.done(f"{role}/voting-right-restorations", {}, match=p.read(role)).json
    (entry,) = restored["voting_right_restored"]
    assert (entry["votes"], entry["clause"]) == ([missed_vote], "purpose")
    again = p.open_vote(p.table(title="Plant willows"), "2026-06-01T09:00:00Z").json
    assert "left_off" not in again
    assert again["roll"]["seats"] == 3


def test_a_party_that_opted_out_is_shown_as_not_bound(at):
    p = at("in force")
    out = {"key": "works", "title": "Works", "party": p.party["club"], "body": "board"}
    p.change(opt_outs=[out])
    opened = p.open_vote(p.table()).json

    assert opened["not_bound"] == [p.party["club"]]
    assert [seat["reason"] for seat in opened["left_off"]] == ["opted_out"]
    assert p.read(p.path).json["opt_outs"] == [out]
