"""What the register says otherwise between two moments: what appeared, what changed, from what to what."""

from __future__ import annotations

import pytest
from tests.http.refusing import assert_problem
from tests.http.test_pages import walk


def changes(p, asked):
    return p.read(f"/changes?limit=200&{asked}").json["items"]


def test_what_appeared_says_what_it_is(at):
    p = at("in force")
    before = p.position
    decision = p.table()
    (item,) = changes(p, f"from={before}")
    assert (item["kind"], item["id"], item["change"]) == ("decision", decision, "appeared")
    assert item["now"] == p.read(f"/decisions/{decision}").json
    assert [entry["type"] for entry in item["entries"]] == ["decision.motion_tabled/1"]
    assert item["entries"][0]["position"] == before + 1


def test_what_changed_says_from_what_to_what(at):
    p = at("tabled")
    before = p.position
    p.decide(p.decision, "for", "for", "against")
    (item,) = changes(p, f"from={before}&kind=decision")
    found = {each["field"]: each for each in item["fields"]}
    assert item["change"] == "changed"
    assert item["version"] == item["version_was"] + len(item["entries"])
    assert (found["stage"]["was"], found["stage"]["now"]) == ("tabled", "effective")
    assert found["verdict"] == {"field": "verdict", "now": "carried"}
    assert "title" not in found


def test_between_a_moment_and_itself_nothing_changed(at):
    p = at("certified")
    assert changes(p, f"from={p.position}") == []
    assert changes(p, f"from={p.position}&to={p.position}") == []


def test_the_ends_are_positions_instants_or_days(at):
    p = at("in force")
    before = p.position
    p.hands.turn(days=1)
    p.table()
    by_position = p.read(f"/changes?from={before}").json
    assert by_position["from"]["position"] == before
    assert by_position["to"]["position"] == p.position
    for moment in ("2026-05-04", "2026-05-04T12:00:00Z"):
        assert p.read(f"/changes?from={moment}").json == by_position
    assert changes(p, f"from=1&to={before}")[0]["kind"] == "party"


def test_what_differs_is_what_was_recorded_and_not_that_time_went_by(at):
    p = at("tabled")
    before = p.position
    p.hands.turn(days=400)
    assert changes(p, f"from={before}") == []


def test_the_differences_are_those_between_the_answers_of_both_moments(at):
    """What the diff says a field was and is now is what the register answers as known at either end."""
    p = at("amendment carried")
    for since in (5, 20, 40):
        for item in changes(p, f"from={since}&at=2026-05-04T09:00:00Z"):
            own = f"{item['links']['self'].removeprefix('/v1')}?at=2026-05-04T09:00:00Z"
            now = p.read(f"{own}&known={p.position}").json
            was = p.secretary.get(f"{own}&known={since}")
            assert (was.status_code == 404) == (item["change"] == "appeared")
            for each in item.get("fields", ()):
                assert each.get("now") == now.get(each["field"])
                assert each.get("was") == was.json.get(each["field"])


def test_of_one_agreement_and_page_by_page(at):
    p = at("amendment carried")
    whole = changes(p, "from=1")
    kinds = [item["kind"] for item in whole]
    assert set(kinds) == {"party", "agreement", "role", "decision", "amendment", "obligation"}
    for limit in (1, 3):
        assert walk(p, "/changes?from=1", limit) == whole
    own = changes(p, f"from=1&agreement={p.agreement}")
    assert [item["id"] for item in own] == [item["id"] for item in whole]


def test_a_later_page_knows_no_more_than_the_first(at):
    p = at("in force")
    first = p.read("/changes?from=1&limit=1").json
    p.table()
    second = p.read(f"/changes?from=1&limit=200&cursor={first['next']}").json
    assert second["to"] == first["to"]
    assert "decision" not in {item["kind"] for item in second["items"]}


@pytest.mark.parametrize(
    ("asked", "status", "slug", "field"),
    [
        ("from=9&to=3", 422, "refused", "to"),
        ("from=100000", 422, "refused", "from"),
        ("from=1&to=9999-01-01", 422, "refused", "to"),
        ("from=2001-01-01", 422, "refused", "from"),
        ("to=3", 400, "malformed", None),
        ("from=soon", 400, "malformed", None),
        ("from=1&cursor=eA", 400, "malformed", None),
        ("from=1&agreement=00000000-0000-4000-8000-000000000000", 404, "not-found", None),
    ],
)
def test_what_cannot_be_compared_is_refused(at, asked, status, slug, field):
    answer = at("in force").secretary.get(f"/changes?{asked}")
    assert_problem(answer, status, slug)
    assert field is None or answer.json["field"] == field
