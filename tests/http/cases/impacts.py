"""Commands on impact items over HTTP: what a later fact changed is settled."""

from __future__ import annotations

from tests.http.cases.common import Case, Refusal
from tests.http.stages import Partnership

BY_LAW = {"authority": "instrument:District Court 7/2026", "retroactive": True}


def removed(p: Partnership, post: str = "seat-club", day: str = "2026-05-01") -> None:
    """Say that the holder of a seat was removed before the vote was opened."""
    own = f"/roles/{p.roles[post]}"
    p.secretary.done(
        f"{own}/revocations",
        {"assignment": 1, "effective_to": day, "reason": "Elected unlawfully.", **BY_LAW},
        match=p.read(own),
    )


def learned(p: Partnership) -> None:
    """The weir was decided on, and it turns out that a seat had no mandate that day."""
    removed(p)
    p.impact = p.read(f"/impacts?subject={p.decision}").json["items"][0]["id"]


CASES = {
    "/v1/impacts/<uuid:id>/settlement": Case(
        "certified",
        lambda _: {"outcome": "accepted", "reason": "The board confirmed it in June."},
        ("impact.settled/1",),
        Refusal(422, "who settles an impact item says why", {"reason": None}),
        prepare=learned,
    ),
}

MATCHED = {"/v1/impacts/<uuid:id>/settlement"}
"""It rests on what the caller saw, and needs If-Match."""
