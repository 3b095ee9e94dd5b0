"""Corrections of the record over HTTP: of each kind of thing, an entry that says something wrongly."""

from __future__ import annotations

from tests.http.cases import amendments_signed, disputes, meetings, roles
from tests.http.cases.common import Case, Facts, Refusal
from tests.http.stages import Partnership, Way, nothing


def correction(field: str, now: str, version: int = 1) -> Facts:
    return {"version": version, "field": field, "now": now, "reason": "A slip of the pen."}


def signature(p: Partnership, of: str = "agreement") -> Facts:
    """Its first signature should have been given in another capacity."""
    thing = {"agreement": p.agreement, "amendment": p.amendment}[of]
    history = p.read(f"/{of}s/{thing}/history?limit=200").json["items"]
    version = next(each["version"] for each in history if each["type"] == f"{of}.signed/1")
    return correction("capacity", "Acting mayor", version)


def signed(p: Partnership) -> None:
    """An amendment carries the signature of the city."""
    amendments_signed.open_it(p)
    facts = amendments_signed.signature(p)
    p.people["mayor"].done(f"/amendments/{p.amendment}/signatures", facts)


def suspension(p: Partnership) -> Facts:
    """The reason of the chair's suspension should have been another one."""
    return correction("reason", "Under enquiry", entry(p, "roles", p.roles["chair"], "suspended"))


def entry(p: Partnership, plural: str, id_: str, happened: str) -> int:
    """Return the version of the last entry of a thing at which this happened."""
    items = p.read(f"/{plural}/{id_}/history?limit=200").json["items"]
    return max(e["version"] for e in items if e["type"].partition(".")[2] == f"{happened}/1")


def _case(field: str, wrong: str, words: str, stage: str = "in force", way: Way = nothing) -> Case:
    refusal = Refusal(422, words, {"field": wrong})
    return Case(
        stage,
        lambda _: correction(field, "As it should be"),
        ("correction.recorded/1",),
        refusal,
        prepare=way,
    )


CASES = {
    "/v1/agreements/<uuid:id>/corrections": Case(
        "in force",
        signature,
        ("correction.recorded/1",),
        Refusal(422, "amend what was agreed", {"field": "party"}),
    ),
    "/v1/amendments/<uuid:id>/corrections": Case(
        "amendment carried",
        lambda p: signature(p, "amendment"),
        ("correction.recorded/1",),
        Refusal(422, "draft another", {"field": "party"}),
        prepare=signed,
    ),
    "/v1/obligations/<uuid:id>/corrections": _case(
        "title", "due_on", "move the obligation to another day", "obliged"
    ),
    "/v1/disputes/<uuid:id>/corrections": _case(
        "title", "due_on", "raise it anew", way=disputes.raised(*disputes.STAGES)
    ),
    "/v1/parties/<uuid:id>/corrections": _case(
        "legal_name", "kind", "record another name", "registered"
    ),
    "/v1/roles/<uuid:id>/corrections": Case(
        "filled",
        suspension,
        ("correction.disclosure_recorded/1",),
        Refusal(422, "revoke, resign or extend", {"field": "assignment"}),
        prepare=roles.suspended,
    ),
    "/v1/decisions/<uuid:id>/corrections": _case("title", "text", "rescind the decision", "tabled"),
    "/v1/meetings/<uuid:id>/corrections": _case(
        "place", "starts", "call the meeting off", "tabled", meetings.convened
    ),
}
MATCHED = set(CASES)
"""Those that rest on what the caller saw, and need If-Match."""
