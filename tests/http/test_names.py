"""A refusal calls organisations by name and things by title, and says beside it which ids they have."""

from __future__ import annotations

from tests.http.cases.meetings import notice
from tests.http.refusing import NOBODY, assert_refused, nothing_written

from accord.aggregates.register import REGISTER, Capability


def test_a_refusal_names_who_could_act_and_who_did(at):
    p = at("in force")
    club = p.person(Capability.APPOINT, party="club")
    facts = {"holder": NOBODY, "party": p.party["city"], "authority": "instrument:Minute 3"}
    with nothing_written(p):
        answer = club.post(f"/roles/{p.roles['seat-city']}/assignments", facts)
        words = "only city or the register's office can do this; this principal acts for club"
        assert_refused(answer, 403, words)
    assert answer.json["party"] == p.party["club"]
    assert answer.json["entitled"] == [p.party["city"]]
    assert sorted(answer.json["named"], key=lambda each: each["name"]) == [
        {"id": p.party["city"], "name": "city"},
        {"id": p.party["club"], "name": "club"},
    ]


def test_an_organisation_is_called_as_it_is_called_now(at):
    p = at("registered")
    p.secretary.done(f"/parties/{p.party['city']}/names", name="Town of Ghent", match="*")
    taken = [{"scheme": "GB-COH", "value": "city"}]
    answer = p.secretary.post("/parties", kind="business", name="x", identifiers=taken)
    assert_refused(answer, 409, "GB-COH city already identifies Town of Ghent")


def test_a_person_keeps_the_id_and_so_does_what_nobody_registered(at):
    p = at("drafted")
    person = p.secretary.done("/parties", kind="person", name="Ada Byron").json["id"]
    for unknown in (person, NOBODY):
        posts = [{"post": "pilot", "title": "Pilot", "party": unknown}]
        answer = p.secretary.post("/agreements", p.terms(posts=posts))
        assert_refused(answer, 422, "is kept for party ", "/posts/0/party")
        assert f"party {unknown}, which" in answer.json["detail"]
        assert "Ada" not in answer.text


def test_decisions_and_amendments_are_called_by_their_title(at):
    p = at("in force")
    decision = p.table()
    answer = p.secretary.post("/meetings", {**notice(p), "agenda": [decision, decision]})
    assert_refused(answer, 422, "decision “Clean the weir” stands twice", "/agenda/1")
    assert answer.json["named"] == [{"id": decision, "name": "Clean the weir"}]
    assert answer.json["errors"][0]["detail"] == answer.json["detail"]


def test_what_is_taken_for_another_kind_of_thing_is_called_what_it_is(at):
    p = at("in force")
    answer = p.secretary.get(f"/decisions/{p.agreement}")
    assert_refused(answer, 404, "“River partnership” is an agreement, not a decision")
    assert answer.json["named"] == [{"id": p.agreement, "name": "River partnership"}]
    answer = p.secretary.post("/decisions", _motion() | {"agreement": p.party["city"]})
    assert_refused(answer, 404, "city is a party, not an agreement")
    person = p.secretary.done("/parties", kind="person", name="Ada of the River").json["id"]
    answer = p.secretary.get(f"/meetings/{person}")
    assert_refused(answer, 404, f"{person} is a party, not a meeting")


def test_the_office_of_the_register_is_called_so(at):
    p = at("registered")
    weak = p.person(Capability.TABLE_MOTIONS)
    answer = weak.post("/decisions", _motion(), on_behalf_of=p.party["city"])
    assert_refused(answer, 403, "this principal acts for the register's office, and not for city")
    assert {"id": str(REGISTER), "name": "the register's office"} in answer.json["named"]


def _motion():
    return {"agreement": NOBODY, "body": "board", "class": "x", "title": "x", "text": "x"}
