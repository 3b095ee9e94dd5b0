"""Commands on roles over HTTP: a post is created, filled, accepted and left."""

from __future__ import annotations

from tests.http.cases.common import Case, Facts, Refusal
from tests.http.stages import Partnership


def post_created(p: Partnership) -> None:
    p.roles["chair"] = p.secretary.done("/roles", agreement=p.agreement, post="chair").json["id"]


def appointment(p: Partnership) -> Facts:
    holder = str(p.secretary.principal)
    return {"holder": holder, "party": p.party["city"], "authority": "instrument:Minute 3"}


CASES = {
    "/v1/roles": Case(
        "drafted",
        lambda p: {"agreement": p.agreement, "post": "chair"},
        ("role.post_created/1",),
        Refusal(404, "the agreement constitutes no post pilot", {"post": "pilot"}),
    ),
    "/v1/roles/<uuid:id>/assignments": Case(
        "drafted",
        appointment,
        ("role.assigned/1",),
        Refusal(422, "cites the appointing authority", {"authority": None}),
        prepare=post_created,
    ),
    "/v1/roles/<uuid:id>/acceptances": Case(
        "drafted",
        lambda _: {"assignment": 1},
        ("role.accepted/1",),
        Refusal(404, "has no assignment 2", {"assignment": 2}),
        who="chair",
        prepare=lambda p: p.fill("chair", "city", accept=False),
    ),
    "/v1/roles/<uuid:id>/resignations": Case(
        "filled",
        lambda _: {"assignment": 1},
        ("role.resigned/1",),
        Refusal(422, "before today", {"effective_to": "2026-05-01"}),
        who="chair",
    ),
    "/v1/roles/<uuid:id>/revocations": Case(
        "filled",
        lambda _: {"assignment": 1, "authority": "instrument:Minute 9", "reason": "Moved away"},
        ("role.revoked/1",),
        Refusal(422, "cites its authority and gives its reason", {"reason": None}),
    ),
}

MATCHED = {
    "/v1/roles/<uuid:id>/revocations",
}
"""Those that rest on what the caller saw, and need If-Match."""
