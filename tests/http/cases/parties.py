"""Commands on parties over HTTP: one is registered, one takes another name."""

from __future__ import annotations

from tests.http.cases.common import Case, Refusal

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
            "already identifies party",
            {"identifiers": [{"scheme": "GB-COH", "value": "city"}]},
        ),
    ),
    "/v1/parties/<uuid:id>/names": Case(
        "registered",
        lambda _: {"name": "City of Northmere"},
        ("party.renamed/1",),
        Refusal(409, "already bears the name city", {"name": "city"}),
    ),
}

MATCHED = {
    "/v1/parties/<uuid:id>/names",
}
"""Those that rest on what the caller saw, and need If-Match."""
