"""What an address may ask: pages, cursors, filters and days; what it may not is refused, never ignored."""

from __future__ import annotations

import base64

import pytest
from tests.http.refusing import assert_problem

LISTS = ["parties", "agreements", "roles", "decisions", "amendments", "rules", "history"]


@pytest.mark.parametrize(
    "limit", ["0", "201", "abc", "", "-1", "1.5", "1e1", "1_0", "٣", "+5", "9" * 30, "%00"]
)
@pytest.mark.parametrize("plural", LISTS)
def test_a_page_has_1_to_200_things(at, plural, limit):
    answer = at("opened").secretary.get(f"/{plural}?limit={limit}")
    assert_problem(answer, 400, "malformed")
    assert answer.json["errors"][0]["pointer"] == "/limit"
    assert answer.json["errors"][0]["in"] == "query"


BAD = [b"\xff\xfe", b"", b"not a uuid", b"\x00", "é".encode(), b"9" * 40, b"-1", "²".encode()]
CURSORS = ["x", "!!!", "=", "%00", "A" * 201, *(base64.urlsafe_b64encode(b).decode() for b in BAD)]


@pytest.mark.parametrize("cursor", CURSORS)
def test_a_cursor_that_was_never_given_is_refused_everywhere(at, cursor):
    p = at("voting")
    for path in (*(f"/{plural}" for plural in LISTS), f"{p.motion}/history", f"{p.path}/decisions"):
        answer = p.secretary.get(f"{path}?cursor={cursor}")
        assert_problem(answer, 400, "malformed")
        assert "cursor" in answer.json["errors"][0]["pointer"]
        assert answer.json["errors"][0]["in"] == "query"
    assert p.secretary.get(f"{p.motion}/ballots?cursor={cursor}").status_code in (200, 400)


@pytest.mark.parametrize(
    ("path", "pointer"),
    [
        ("/agreements?stauts=draft", "/stauts"),
        ("/agreements?status=drafted", "/status"),
        ("/agreements?party=city", "/party"),
        ("/parties?kind=club", "/kind"),
        ("/decisions?verdict=maybe", "/verdict"),
        ("/decisions?body=A%00", "/body"),
        ("/history?since=yesterday", "/since"),
        ("/history?until=2026-05-04", "/until"),
        ("/history?type=ballot", "/type"),
        ("/history?type=decision.ballot_cast/1%0A", "/type"),
        ("/history?order=random", "/order"),
        ("/events?after=-1", "/after"),
        ("/events?after=x", "/after"),
        ("/events?after=99999999999999999999", "/after"),
        ("/events?limit=1001", "/limit"),
        ("/events?limit=0", "/limit"),
        ("/amendments?agreement=1", "/agreement"),
        ("/roles?on=2026-01-01", "/on"),
        ("/agreements?status=draft&status=adopted", "/status"),
        ("/agreements?=draft", "/"),
    ],
)
def test_a_filter_that_is_not_known_is_not_ignored(at, path, pointer):
    answer = at("opened").secretary.get(path)
    assert_problem(answer, 400, "malformed")
    assert answer.json["errors"][0]["pointer"] == pointer


def test_a_command_takes_nothing_in_its_address(at):
    p = at("opened")
    before = p.position
    answer = p.secretary.post("/parties?dry=true", kind="business", name="x")
    assert_problem(answer, 400, "malformed")
    assert answer.json["errors"][0]["pointer"] == "/dry"
    assert p.position == before


@pytest.mark.parametrize("day", ["2026-02-30", "today", "2026-5-4", "", "20260504", "٢٠٢٦-05-04"])
def test_a_day_is_one_of_the_calendar(at, day):
    p = at("in force")
    for path in (p.path, f"{p.path}/text", f"/roles/{p.roles['chair']}"):
        answer = p.secretary.get(f"{path}?at={day}")
        assert_problem(answer, 400, "malformed")
        assert "is no day of the calendar" in answer.json["detail"]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_first_and_last_day_of_the_calendar_can_be_asked_for(at, day):
    p = at("amendment carried")
    for path in (
        p.path,
        f"{p.path}/text",
        f"/roles/{p.roles['chair']}",
        f"/amendments/{p.amendment}",
    ):
        assert p.secretary.get(f"{path}?at={day}").status_code == 200
