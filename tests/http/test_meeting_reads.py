"""Meetings are listed and shown as they stand, and tell what happened."""

from __future__ import annotations

from tests.http.cases.meetings import MINUTES, convened, minuted
from tests.http.refusing import assert_refused


def test_a_meeting_is_shown_with_who_took_part_and_its_minutes(at):
    p = at("tabled")
    minuted(p)
    own = f"/meetings/{p.meeting}"
    seat = {"seat": "seat-city", "status": "absent", "represented_by": p.party["club"]}
    p.secretary.done(f"{own}/attendance", seat="seat-city", status="present")
    p.secretary.done(f"{own}/attendance", seat)
    shown = p.secretary.done(f"{own}/minutes-adoption", match=p.read(own)).json

    holder = str(p.people["seat-city"].principal)
    assert shown["stage"] == "closed"
    assert shown["attendance"] == [seat | {"holder": holder}]
    assert shown["minutes"]["sha256"] == MINUTES
    assert shown["minutes"]["adopted_at"] == shown["updated_at"]
    assert "reached" not in shown
    told = p.read(f"{own}/history").json["items"]
    assert told[0]["sentence"] == (
        "The body board was convened for 2026-05-11 16:00:00 UTC (Town hall, room 2), with 1 motion on "
        "the agenda."
    )
    assert {entry["links"]["subject"] for entry in told} == {f"/v1{own}"}
    assert {entry["links"]["agreement"] for entry in told} == {f"/v1{p.path}"}


def test_meetings_are_listed_by_agreement_body_and_stage(at):
    p = at("tabled")
    assert p.read(f"{p.path}/meetings").json["items"] == []
    minuted(p)
    for query, count in (
        (f"agreement={p.agreement}&body=board", 1),
        ("body=council", 0),
        ("status=minuted", 1),
        ("status=held", 0),
        ("status=convened", 0),
    ):
        assert len(p.read(f"/meetings?{query}").json["items"]) == count
    assert [item["id"] for item in p.read(f"{p.path}/meetings").json["items"]] == [p.meeting]
    assert p.read(p.path).json["links"]["meetings"] == f"/v1{p.path}/meetings"


def test_a_meeting_is_held_when_its_time_has_come(at):
    p = at("tabled")
    body = {"agreement": p.agreement, "body": "board", "place": "Town hall"}
    p.secretary.done("/meetings", body, starts="2026-05-04T09:30:00Z")
    for minutes, stage in ((0, "convened"), (29, "convened"), (1, "held")):
        p.hands.turn(minutes=minutes)
        (found,) = p.read(f"/meetings?status={stage}").json["items"]
        assert found["stage"] == stage


def test_a_motion_shows_its_notice_until_the_meeting_is_called_off(at):
    p = at("tabled")
    convened(p)
    shown = p.read(f"/decisions/{p.decision}").json
    assert shown["notice"]["meeting"] == p.meeting
    assert shown["notices"] == [shown["notice"]]
    own = f"/meetings/{p.meeting}"
    p.secretary.done(f"{own}/calling-off", reason="Storm.", match=p.read(own))
    shown = p.read(f"/decisions/{p.decision}").json
    assert "notice" not in shown
    assert "notices" not in shown
    told = p.read(f"/decisions/{p.decision}/history").json["items"][-1]["sentence"]
    assert "stands no more, as it is not taken up there" in told


def test_a_body_adopts_the_minutes_that_it_has_before_it(at):
    p = at("tabled")
    minuted(p)
    own = f"/meetings/{p.meeting}"
    p.decide(other := p.table(), "for", "for", "for", closes="2026-05-20T09:00:00Z")
    answer = p.secretary.post(f"{own}/minutes-adoption", decision=other, match="*")
    assert_refused(answer, 422, f"says that it is about meeting {p.meeting}", "/decision")
    p.decide(about := p.table(about=p.meeting), *["for"] * 3, closes="2026-05-20T09:00:00Z")
    shown = p.secretary.done(f"{own}/minutes-adoption", decision=about, match="*").json
    assert shown["minutes"]["adopted_by"] == about
