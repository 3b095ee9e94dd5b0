"""Lists are walked page by page, the feed from position to position, histories by filter."""

from __future__ import annotations

import pytest
from tests.http.stages import Partnership

from accord import canonical


def walk(p: Partnership, path: str, limit: int) -> list[dict]:
    """Follow the Link header from page to page; it and `next` must say the same."""
    found: list[dict] = []
    next_ = f"/v1{path}{'&' if '?' in path else '?'}limit={limit}"
    while next_:
        page = p.read(next_.removeprefix("/v1"))
        found += page.json["items"]
        assert len(page.json["items"]) <= limit
        link = page.headers.get("Link")
        assert ("next" in page.json) == (link is not None)
        next_ = link.partition(">")[0].removeprefix("<") if link else ""
        assert not link or page.json["next"] in link
        assert not link or link.endswith('; rel="next"')
    return found


LISTS = [
    "/parties",
    "/agreements",
    "/roles",
    "/decisions",
    "/amendments",
    "/rules",
    "/history",
    "/history?order=newest",
    "{path}/history",
    "{path}/roles",
    "{path}/decisions",
    "{path}/amendments",
    "{motion}/ballots",
    "{motion}/history",
]


@pytest.mark.parametrize("path", LISTS)
def test_a_list_is_the_same_in_pages_of_any_size(at, path):
    p = at("amendment carried")
    path = path.format(path=p.path, motion=p.motion)
    whole = p.read(f"{path}{'&' if '?' in path else '?'}limit=200").json
    assert whole["items"]
    assert "next" not in whole
    for limit in (1, 2, 7, len(whole["items"])):
        assert walk(p, path, limit) == whole["items"]


@pytest.mark.parametrize("plural", ["parties", "agreements", "decisions", "amendments"])
def test_lists_are_in_the_order_in_which_things_were_begun(at, plural):
    p = at("amendment carried")
    first = {}
    for position, recorded in p.house.record.since(0):
        first.setdefault(str(recorded.agg), position)
    found = [first[item["id"]] for item in p.read(f"/{plural}").json["items"]]
    assert found == sorted(found)


def test_filters_narrow_a_list_and_stay_on_its_pages(at):
    p = at("in force")
    for n in range(5):
        p.secretary.done("/parties", kind="business", name=f"Mill {n}")
    mills = walk(p, "/parties?kind=business", 2)
    assert [mill["name"] for mill in mills] == [f"Mill {n}" for n in range(5)]
    assert p.read("/parties?kind=person").json == {"items": []}
    of_city = p.read(f"/agreements?party={p.party['city']}").json["items"]
    assert [item["id"] for item in of_city] == [p.agreement]
    assert p.read(f"/agreements?party={mills[0]['id']}").json["items"] == []
    of_agreement = p.read(f"/roles?agreement={p.agreement}").json["items"]
    assert of_agreement == p.read(f"{p.path}/roles").json["items"]
    assert p.read(f"/roles?agreement={mills[0]['id']}").json["items"] == []
    assert p.read(f"/amendments?agreement={mills[0]['id']}").json["items"] == []


@pytest.mark.parametrize("part", ["roles", "decisions", "amendments", "history"])
def test_what_belongs_to_nothing_is_not_found(at, part):
    p = at("registered")
    assert p.secretary.get(f"/agreements/{p.party['city']}/{part}").status_code == 404


def test_items_of_a_list_are_the_representations(at):
    p = at("amendment carried")
    for plural in ("parties", "agreements", "roles", "decisions", "amendments"):
        for item in p.read(f"/{plural}").json["items"]:
            assert p.read(item["links"]["self"].removeprefix("/v1")).json == item


@pytest.mark.parametrize("stage", ["drafted", "amendment carried"])
def test_every_link_leads_somewhere(at, stage):
    p = at(stage)
    for plural in ("parties", "agreements", "roles", "decisions", "amendments", "history"):
        for item in p.read(f"/{plural}").json["items"]:
            for link in item["links"].values():
                p.read(link.removeprefix("/v1"))


# --- The feed --------------------------------------------------------------------------------


def test_the_feed_gives_every_position_once_and_where_to_go_on(at):
    p = at("amendment carried")
    seen, after = [], 0
    while (page := p.read(f"/events?after={after}&limit=10").json)["items"]:
        seen += page["items"]
        assert page["next"] == seen[-1]["position"]
        after = page["next"]
    assert [item["position"] for item in seen] == list(range(1, p.position + 1))
    assert page == {"items": [], "next": p.position}
    assert p.read("/events?after=5000").json == {"items": [], "next": 5000}
    assert len(p.read("/events").json["items"]) == min(100, p.position)


def test_an_entry_in_the_feed_is_the_stored_one_byte_for_byte(at):
    p = at("amendment carried")
    raw = p.read("/events?limit=1000")
    rows = p.house.record.entries(0, 1000)
    assert len(rows) == len(raw.json["items"])
    for row, item in zip(rows, raw.json["items"], strict=True):
        assert b'"entry":' + row.state + b"}" in raw.data
        assert canonical.encode(item["entry"]) == row.state
        assert item["id"] == f"{item['entry']['agg']}/{item['entry']['ver']}"
        assert item["type"] == item["entry"]["type"] == row.topic


# --- Histories -------------------------------------------------------------------------------


def test_a_history_can_be_filtered(at):
    p = at("certified")
    of_type = p.read("/history?type=decision.ballot_recorded/1").json["items"]
    assert [item["type"] for item in of_type] == ["decision.ballot_recorded/1"] * 3
    for_city = p.read(f"/history?party={p.party['city']}&limit=200").json["items"]
    assert {item["on_behalf_of"]["id"] for item in for_city} == {p.party["city"]}
    assert "agreement.signed/1" in {item["type"] for item in for_city}
    whole = p.read("/history?limit=200").json["items"]
    assert [item["position"] for item in whole] == list(range(1, p.position + 1))
    middle = whole[len(whole) // 2]["recorded_at"]
    before = p.read(f"/history?until={middle}&limit=200").json["items"]
    after = p.read(f"/history?since={middle}&limit=200").json["items"]
    assert before + after == whole
    assert after[0]["recorded_at"] == middle
    newest = p.read("/history?order=newest&limit=200").json["items"]
    assert newest == whole[::-1]


def test_the_history_of_an_agreement_tells_what_belongs_to_it(at):
    p = at("amendment carried")
    kinds = {
        item["type"].partition(".")[0]
        for item in p.read(f"{p.path}/history?limit=200").json["items"]
    }
    under_it = {"role", "decision", "docket", "amendment", "obligation", "schedule"}
    assert kinds == {"agreement", *under_it}
    motion = p.read(f"{p.motion}/history").json["items"]
    assert {item["id"] for item in motion} == {p.decision}
    assert motion[0]["sentence"].startswith("The motion “Clean the weir” was tabled")
    city = p.read(f"/parties/{p.party['city']}/history").json["items"]
    assert [item["type"] for item in city] == ["party.registered/1", "party.identifier_added/1"]
