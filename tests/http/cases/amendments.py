"""Commands on amendments over HTTP: one is drafted, put to decision and adopted."""

from __future__ import annotations

from tests.http.cases.common import Case, Facts, Refusal


def change(clause: str) -> list[Facts]:
    return [{"op": "substitute", "clause": clause, "text": "Half each.\n"}]


CASES = {
    "/v1/amendments": Case(
        "in force",
        lambda p: {"agreement": p.agreement, "title": "Half", "modifications": change("money")},
        ("amendment.drafted/1", "amendment.substitution_drafted/1"),
        Refusal(422, "the text has no clause of that id", {"modifications": change("gold")}),
    ),
    "/v1/amendments/<uuid:id>/decision": Case(
        "amendment drafted",
        lambda _: {},
        ("decision.motion_tabled/1", "amendment.put_to_decision/1"),
        Refusal(409, "already put to decision", stage="amendment carried"),
    ),
    "/v1/amendments/<uuid:id>/adoption": Case(
        "amendment carried",
        lambda _: {},
        ("amendment.adopted/1", "agreement.amendment_incorporated/1"),
        Refusal(409, "not put to a decision yet", stage="amendment drafted"),
    ),
}

MATCHED = {
    "/v1/amendments/<uuid:id>/decision",
    "/v1/amendments/<uuid:id>/adoption",
}
"""Those that rest on what the caller saw, and need If-Match."""
