"""Commands on parties over HTTP: one is registered, and what is known of it changes."""

from __future__ import annotations

from tests.http.cases.common import Case, Facts, Refusal
from tests.http.stages import Partnership

PERSON = "5e7a0000-0000-7000-8000-0000000000aa"
NO_REASON = {"reason": None}


def post(path: str, **facts: object):
    """Let something be said of the city first."""

    def said(p: Partnership) -> None:
        city = f"/parties/{p.party['city']}"
        p.secretary.done(f"{city}/{path}", facts, match=p.read(city))

    return said


def succession(p: Partnership) -> Facts:
    return {
        "kind": "merged",
        "successors": [p.party["trust"]],
        "authority": "instrument:Merger Act 2026",
        "reason": "The merger act.",
    }


CASES = {
    "/v1/parties": Case(
        "registered",
        lambda _: {
            "kind": "business",
            "name": "Mill Ltd",
            "identifiers": [{"scheme": "GB-COH", "value": "777"}],
        },
        ("identifier.reserved/1", "party.registered/1", "party.identifier_added/1"),
        Refusal(
            409,
            "already identifies city",
            {"identifiers": [{"scheme": "GB-COH", "value": "city"}]},
        ),
    ),
    "/v1/parties/<uuid:id>/names": Case(
        "registered",
        lambda _: {"name": "City of Northmere"},
        ("party.renamed/1",),
        Refusal(409, "already bears the name city", {"name": "city"}),
    ),
    "/v1/parties/<uuid:id>/identifiers": Case(
        "registered",
        lambda _: {"scheme": "LEI", "value": "5493001KJTIIGC8Y1R12"},
        ("identifier.reserved/1", "party.identifier_added/1"),
        Refusal(422, "this is no LEI", {"value": "5493001KJTIIGC8Y1R13"}),
    ),
    "/v1/parties/<uuid:id>/identifier-withdrawals": Case(
        "registered",
        lambda _: {"number": 1},
        ("party.identifier_withdrawn/1",),
        Refusal(404, "has no identifier 2", {"number": 2}),
    ),
    "/v1/parties/<uuid:id>/members": Case(
        "registered",
        lambda _: {"person": PERSON},
        ("party.member_joined/1",),
        Refusal(422, "before today", {"effective_from": "2026-05-01"}),
    ),
    "/v1/parties/<uuid:id>/membership-endings": Case(
        "registered",
        lambda _: {"membership": 1},
        ("party.member_left/1",),
        Refusal(404, "has no membership 2", {"membership": 2}),
        prepare=post("members", person=PERSON),
    ),
    "/v1/parties/<uuid:id>/notices-addresses": Case(
        "registered",
        lambda _: {"address": "Riverside 1\nNorthmere", "email": "clerk@northmere.example"},
        ("party.notices_address_set/1",),
        Refusal(422, "this is no e-mail address", {"email": "northmere"}),
    ),
    "/v1/parties/<uuid:id>/deactivations": Case(
        "registered",
        lambda _: {"reason": "It is being wound up."},
        ("party.deactivated/1",),
        Refusal(422, "give the reason", NO_REASON),
    ),
    "/v1/parties/<uuid:id>/reactivations": Case(
        "registered",
        lambda _: {"reason": "That was an error."},
        ("party.reactivated/1",),
        Refusal(422, "give the reason", NO_REASON),
        prepare=post("deactivations", reason="Wound up."),
    ),
    "/v1/parties/<uuid:id>/successions": Case(
        "registered",
        succession,
        ("party.succeeded/1", "party.succession_begun/1"),
        Refusal(422, "cites its authority", {"authority": None}),
    ),
}

MATCHED = {
    "/v1/parties/<uuid:id>/identifier-withdrawals",
    "/v1/parties/<uuid:id>/membership-endings",
    "/v1/parties/<uuid:id>/notices-addresses",
    "/v1/parties/<uuid:id>/deactivations",
    "/v1/parties/<uuid:id>/reactivations",
    "/v1/parties/<uuid:id>/successions",
    "/v1/parties/<uuid:id>/names",
}
"""Those that rest on what the caller saw, and need If-Match."""
