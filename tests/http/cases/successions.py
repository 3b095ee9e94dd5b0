"""Commands on the place of a party in an agreement over HTTP."""

from __future__ import annotations

from tests.http.cases.common import Case, Refusal
from tests.http.cases.parties import succession
from tests.http.stages import Partnership


def merged(p: Partnership) -> None:
    city = f"/parties/{p.party['city']}"
    p.secretary.done(f"{city}/successions", succession(p), match=p.read(city))


def spun_off(p: Partnership) -> None:
    """A mill splits off from the city, which lives on."""
    city = f"/parties/{p.party['city']}"
    p.party["mill"] = p.secretary.done("/parties", kind="business", name="Mill").json["id"]
    split = {"kind": "split", "successors": [p.party["mill"]], "lives_on": True}
    p.secretary.done(f"{city}/successions", succession(p) | split, match=p.read(city))


CASES = {
    "/v1/agreements/<uuid:id>/successions": Case(
        "in force",
        lambda p: {"predecessor": p.party["city"], "successor": p.party["trust"]},
        ("agreement.party_succeeded/1",),
        Refusal(422, "before today (2026-05-04)", {"effective_from": "2026-05-03"}),
        prepare=merged,
    ),
    "/v1/agreements/<uuid:id>/divisions": Case(
        "in force",
        lambda p: {
            "predecessor": p.party["city"],
            "successor": p.party["mill"],
            "post": "miller",
            "title": "Miller",
        },
        ("agreement.place_divided/1",),
        Refusal(422, "constitutes a post captain already", {"post": "captain"}),
        prepare=spun_off,
    ),
}

MATCHED = {
    "/v1/agreements/<uuid:id>/successions",
    "/v1/agreements/<uuid:id>/divisions",
}
"""Those that rest on what the caller saw, and need If-Match."""
