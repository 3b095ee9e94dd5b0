"""What is read of a party on a day, and of the agreement in which another took its place."""

from __future__ import annotations

from tests.http.cases.parties import PERSON, succession

WHY = {"reason": "The council decided so."}


def say(p, path, **facts):
    city = f"/parties/{p.party['city']}"
    return p.secretary.done(f"{city}/{path}", facts, match=p.read(city))


def test_a_party_is_read_as_it_stands_on_a_day(at):
    p = at("registered")
    city = f"/parties/{p.party['city']}"
    assert p.read(city).json["status"] == "active"
    assert "notices_address" not in p.read(city).json
    say(p, "deactivations", effective_from="2026-06-01", **WHY)
    say(p, "reactivations", effective_from="2026-07-01", **WHY)
    say(p, "notices-addresses", address="Riverside 1", email="a@b.example")
    say(p, "notices-addresses", address="Riverside 2", effective_from="2026-06-01")
    say(p, "notices-addresses", address="Riverside 3", effective_from="2026-06-01")
    say(p, "successions", effective_from="2026-08-01", **{**succession(p), **WHY})

    found = {day: p.read(f"{city}?at={day}").json for day in DAYS}
    assert {day: shown["status"] for day, shown in found.items()} == DAYS
    assert found["2026-05-04"]["notices_address"] == {
        "address": "Riverside 1",
        "email": "a@b.example",
        "effective_from": "2026-05-04",
    }
    assert found["2026-06-01"]["notices_address"]["address"] == "Riverside 3"
    assert not {"addresses", "activity"} & found["2026-06-01"].keys()
    heir = p.read(f"/parties/{p.party['trust']}").json
    assert heir["predecessors"] == [
        {"kind": "merged", "predecessor": p.party["city"], "effective_from": "2026-08-01"}
    ]


DAYS = {
    "2026-05-04": "active",
    "2026-06-01": "deactivated",
    "2026-07-01": "active",
    "2026-08-01": "succeeded",
}


def test_identifiers_and_members_are_read_with_their_days(at):
    p = at("registered")
    say(p, "members", person=PERSON)
    say(p, "membership-endings", membership=1, effective_to="2026-06-01")
    shown = say(p, "identifier-withdrawals", number=1).json

    assert shown["identifiers"] == [
        {"number": 1, "scheme": "GB-COH", "value": "city", "until": "2026-05-04"}
    ]
    assert shown["members"] == [
        {
            "membership": 1,
            "person": PERSON,
            "effective_from": "2026-05-04",
            "effective_to": "2026-06-01",
        }
    ]


def test_the_agreement_names_the_successor_from_its_day_and_keeps_the_signatures(at):
    p = at("in force")
    mill = p.secretary.done("/parties", kind="business", name="Mill").json["id"]
    say(p, "successions", **(succession(p) | {"successors": [mill]}))
    before = p.read(p.path).json
    city = {"predecessor": p.party["city"], "successor": mill, "effective_from": "2026-06-01"}
    p.secretary.done(f"{p.path}/successions", city, match=p.read(p.path))

    after = p.read(f"{p.path}?at=2026-06-01").json
    assert p.read(p.path).json["parties"] == before["parties"]
    assert after["parties"] == [before["parties"][0] | {"party": mill}, *before["parties"][1:]]
    assert after["bodies"][0]["seats"][0]["party"] == mill
    assert {"party": mill, "post": "mayor"} in after["signatories"]
    assert after["signatures"] == before["signatures"]
    assert after["successions"] == [city]
    listed = p.read(f"/agreements?party={mill}").json["items"]
    assert [found["id"] for found in listed] == [p.agreement]


def test_the_place_is_taken_up_in_that_of_a_party_in_its_own_right(at):
    p = at("in force")
    say(p, "successions", **succession(p))
    trust = {"predecessor": p.party["city"], "successor": p.party["trust"]}
    p.secretary.done(f"{p.path}/successions", trust, match=p.read(p.path))

    after = p.read(p.path).json
    assert [entry["party"] for entry in after["parties"]] == [p.party["trust"], p.party["club"]]
    assert [entry["post"] for entry in after["signatories"]] == ["warden", "captain"]
    assert after["bodies"][0]["seats"][0]["party"] == p.party["trust"]
