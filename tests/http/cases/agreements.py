"""Commands on agreements over HTTP, from the draft to the signatures."""

from __future__ import annotations

from tests.http.cases.common import Case, Facts, Refusal
from tests.http.stages import Partnership


def signature(p: Partnership) -> Facts:
    hash_ = p.read(p.path).json["text_hash"]
    return {"party": p.party["city"], "text_hash": hash_, "capacity": "Mayor"}


_DRAFTED = (
    "agreement.drafted/1",
    *["agreement.party_named/1"] * 3,
    *["agreement.clause_drafted/1"] * 2,
    *["agreement.post_drafted/1"] * 4,
    "agreement.body_drafted/1",
    "agreement.seats_drafted/1",
    "agreement.rule_drafted/1",
    *["agreement.signatory_named/1"] * 3,
    *["agreement.procedure_drafted/1"] * 2,
)

CASES = {
    "/v1/agreements": Case(
        "registered",
        lambda p: p.terms(),
        _DRAFTED,
        Refusal(422, "needs at least two parties", {"parties": []}),
    ),
    "/v1/agreements/<uuid:id>/revisions": Case(
        "drafted",
        lambda _: {"title": "River compact"},
        ("agreement.title_revised/1",),
        Refusal(409, "there is nothing to revise", {"title": "River partnership"}),
    ),
    "/v1/agreements/<uuid:id>/adoption": Case(
        "filled",
        lambda _: {},
        ("agreement.text_adopted/1",),
        Refusal(409, "must be draft or shared on 2026-05-04, and it is adopted", stage="adopted"),
    ),
    "/v1/agreements/<uuid:id>/signature-opening": Case(
        "adopted",
        lambda _: {"deadline": "2026-06-01"},
        ("agreement.opened_for_signature/1",),
        Refusal(422, "the deadline 2026-05-03 has passed", {"deadline": "2026-05-03"}),
    ),
    "/v1/agreements/<uuid:id>/signatures": Case(
        "open for signature",
        signature,
        ("agreement.signed/1",),
        Refusal(422, "not that of the adopted text", {"text_hash": "0" * 64}),
        who="mayor",
    ),
}

MATCHED = {
    "/v1/agreements/<uuid:id>/revisions",
    "/v1/agreements/<uuid:id>/adoption",
    "/v1/agreements/<uuid:id>/signature-opening",
}
"""Those that rest on what the caller saw, and need If-Match."""
