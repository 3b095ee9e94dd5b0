"""Errata over HTTP: words are said to be a slip, parties answer, the text is corrected."""

from __future__ import annotations

from typing import Any

from tests.http.cases.common import Case, Facts, Refusal
from tests.http.stages import SIGNATORIES, Partnership

UNTIL = "2026-05-18"


def slip(_: Partnership) -> Facts:
    return {
        "clause": "money",
        "was": "a third",
        "now": "one third",
        "objections_until": UNTIL,
        "reason": "So the minutes of the adoption have it.",
    }


def named(p: Partnership) -> None:
    p.secretary.done(f"{p.path}/errata", slip(p))


def answer(p: Partnership, post: str = "warden", **more: Any) -> Facts:
    return {"erratum": 1, "party": p.party[SIGNATORIES[post]], **more}


def assented(p: Partnership) -> None:
    named(p)
    for post in SIGNATORIES:
        p.people[post].done(f"{p.path}/erratum-assents", answer(p, post))


def corrected(p: Partnership) -> None:
    assented(p)
    p.secretary.done(f"{p.path}/text-corrections", erratum=1, match=p.read(p.path))


CASES = {
    "/v1/agreements/<uuid:id>/errata": Case(
        "in force",
        slip,
        ("agreement.erratum_proposed/1",),
        Refusal(422, "“a half” does not stand in the text of clause money", {"was": "a half"}),
    ),
    "/v1/agreements/<uuid:id>/erratum-assents": Case(
        "in force",
        answer,
        ("agreement.erratum_assented/1",),
        Refusal(404, "there is no erratum 2", {"erratum": 2}),
        who="warden",
        prepare=named,
    ),
    "/v1/agreements/<uuid:id>/erratum-objections": Case(
        "in force",
        lambda p: answer(p, reason="We pay what we use."),
        ("agreement.erratum_objected/1",),
        Refusal(422, "why these words are no slip", {"reason": None}),
        who="warden",
        prepare=named,
    ),
    "/v1/agreements/<uuid:id>/erratum-withdrawals": Case(
        "in force",
        lambda _: {"erratum": 1, "reason": "It was no slip."},
        ("agreement.erratum_withdrawn/1",),
        Refusal(422, "why the erratum is taken back", {"reason": None}),
        prepare=named,
    ),
    "/v1/agreements/<uuid:id>/text-corrections": Case(
        "in force",
        lambda _: {"erratum": 1},
        ("agreement.text_corrected/1",),
        Refusal(404, "there is no erratum 2", {"erratum": 2}),
        prepare=assented,
    ),
}
MATCHED = {"/v1/agreements/<uuid:id>/text-corrections"}
"""Those that rest on what the caller saw, and need If-Match."""
