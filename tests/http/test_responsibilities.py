"""Who is accountable for an activity on a day is one question."""

from __future__ import annotations

import pytest

ACTIVITIES = [
    {
        "key": "clean",
        "title": "To clean the weir",
        "accountable": "chair",
        "responsible": ["seat-city", "seat-trust"],
        "consulted": ["seat-club"],
        "informed": ["mayor"],
        "clause": "purpose",
    },
    {"key": "count", "title": "To count the trout", "accountable": "seat-club"},
]


@pytest.fixture
def p(at):
    p = at("registered")
    p.agreement = p.secretary.done("/agreements", p.terms(activities=ACTIVITIES)).json["id"]
    p.fill("chair", "city")
    return p


def asked(p, query=""):
    return p.read(f"{p.path}/responsibilities{query}").json


def test_it_is_told_who_answers_for_an_activity_on_a_day(p):
    (found,) = asked(p, "?activity=clean&at=2026-05-04")["items"]

    assert found["accountable"] == {
        "post": "chair",
        "title": "Chair",
        "status": "held",
        "holder": str(p.people["chair"].principal),
        "holder_party": p.party["city"],
    }
    assert [part["post"] for part in found["responsible"]] == ["seat-city", "seat-trust"]
    assert found["consulted"][0]["status"] == "vacant"
    assert (found["title"], found["clause"]) == ("To clean the weir", "purpose")


def test_before_the_appointment_the_post_was_vacant(p):
    (found,) = asked(p, "?activity=clean&at=2026-05-03")["items"]

    assert found["accountable"] == {"post": "chair", "title": "Chair", "status": "vacant"}


def test_activities_are_found_by_a_post_that_has_a_part_in_them(p):
    def keys(query):
        return [item["activity"] for item in asked(p, query)["items"]]

    assert keys("") == keys("?post=seat-club") == ["clean", "count"]
    assert keys("?post=mayor") == ["clean"]
    assert keys("?post=warden") == keys("?activity=fly") == []


def test_an_agreement_without_activities_has_none(at):
    p = at("drafted")

    assert asked(p) == {"agreement": p.agreement, "at": "2026-05-04", "items": []}
    assert p.secretary.get(f"/agreements/{p.party['city']}/responsibilities").status_code == 404


def test_what_the_caller_has_already_is_not_sent_again(p):
    first = p.read(f"{p.path}/responsibilities")

    again = p.secretary.client.get(
        f"/v1{p.path}/responsibilities",
        headers=p.secretary.headers() | {"If-None-Match": first.headers["ETag"]},
    )
    assert again.status_code == 304
