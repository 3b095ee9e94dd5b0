"""Commands on meetings over HTTP: a body is convened, it meets, and its minutes stand."""

from __future__ import annotations

from tests.http.cases.common import Case, Facts, Refusal
from tests.http.stages import Partnership

STARTS = "2026-05-11T16:00:00Z"
MINUTES = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


def notice(p: Partnership) -> Facts:
    return {
        "agreement": p.agreement,
        "body": "board",
        "starts": STARTS,
        "place": "Town hall, room 2",
        "agenda": [p.decision],
    }


def convened(p: Partnership) -> None:
    p.meeting = p.secretary.done("/meetings", notice(p)).json["id"]


def held(p: Partnership) -> None:
    convened(p)
    p.hands.turn(days=8)


def minuted(p: Partnership) -> None:
    held(p)
    own = f"/meetings/{p.meeting}"
    p.secretary.done(f"{own}/minutes", sha256=MINUTES, title="Minutes", match=p.read(own))


CASES = {
    "/v1/meetings": Case(
        "tabled",
        notice,
        ("meeting.convened/1", "decision.motion_noticed/1"),
        Refusal(422, "convened before it starts", {"starts": "2026-05-04T08:59:00Z"}),
    ),
    "/v1/meetings/<uuid:id>/agendas": Case(
        "tabled",
        lambda _: {"agenda": []},
        ("meeting.agenda_revised/1", "decision.motion_notice_lapsed/1"),
        Refusal(404, "there is no decision", {"agenda": ["5e7a0000-0000-7000-8000-0000000000aa"]}),
        prepare=convened,
    ),
    "/v1/meetings/<uuid:id>/calling-off": Case(
        "tabled",
        lambda _: {"reason": "The chair fell ill."},
        ("meeting.called_off/1", "decision.motion_notice_lapsed/1"),
        Refusal(422, "give the reason", {"reason": None}),
        prepare=convened,
    ),
    "/v1/meetings/<uuid:id>/attendance": Case(
        "tabled",
        lambda _: {"seat": "seat-city", "status": "present"},
        ("meeting.attendance_recorded/1",),
        Refusal(404, "has no seat throne", {"seat": "throne"}),
        prepare=held,
    ),
    "/v1/meetings/<uuid:id>/minutes": Case(
        "tabled",
        lambda p: {"sha256": MINUTES, "title": "Minutes of 11 May", "decisions": [p.decision]},
        ("meeting.minutes_recorded/1",),
        Refusal(
            404, "there is no decision", {"decisions": ["5e7a0000-0000-7000-8000-0000000000aa"]}
        ),
        prepare=held,
    ),
    "/v1/meetings/<uuid:id>/minutes-adoption": Case(
        "tabled",
        lambda _: {},
        ("meeting.minutes_adopted/1",),
        Refusal(404, "there is no decision", {"decision": "5e7a0000-0000-7000-8000-0000000000aa"}),
        prepare=minuted,
    ),
}

MATCHED = {
    "/v1/meetings/<uuid:id>/agendas",
    "/v1/meetings/<uuid:id>/calling-off",
    "/v1/meetings/<uuid:id>/minutes",
    "/v1/meetings/<uuid:id>/minutes-adoption",
}
"""Those that rest on what the caller saw, and need If-Match."""
