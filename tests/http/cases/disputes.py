"""Commands on disputes over HTTP: one is raised, referred, brought to court, settled, withdrawn, decided."""

from __future__ import annotations

from typing import Any

from tests.http.cases.common import Case, Facts, Refusal
from tests.http.stages import Partnership

HASH = "ab" * 32
STAGES = (
    {"key": "talks", "title": "Talks", "forum": "the chairs", "days": 14, "clause": "money"},
    {"key": "mediation", "title": "Mediation", "forum": "a mediator", "days": 30},
)


def at_odds(p: Partnership) -> Facts:
    return {
        "agreement": p.agreement,
        "party": p.party["city"],
        "against": [p.party["trust"]],
        "title": "Who pays for the weir",
        "statement": "The trust has paid nothing since April.",
        "clauses": ["money"],
    }


def staged(*stages: Facts) -> Any:
    """The agreement lays down stages for disputes."""

    def prepare(p: Partnership) -> None:
        p.change(dispute_stages=list(stages))

    return prepare


def raised(*stages: Facts, turned: int = 0) -> Any:
    def prepare(p: Partnership) -> None:
        staged(*stages)(p)
        p.dispute = p.people["mayor"].done("/disputes", at_odds(p)).json["id"]
        p.hands.turn(days=turned)

    return prepare


def by(name: str, **more: object) -> Any:
    return lambda p: {"party": p.party[name], **more}


_ANOTHER = Refusal(
    403, "the register's office can do this", {"party": "5e7a0000-0000-7000-8000-0000000000aa"}
)
_RULING = {"ruling": HASH, "authority": "instrument:District Court 7/2026"}

CASES = {
    "/v1/disputes": Case(
        "in force",
        at_odds,
        ("dispute.raised/1", "schedule.dispute_entered/1"),
        Refusal(422, "has no clause gold", {"clauses": ["gold"]}),
        who="mayor",
        prepare=staged(*STAGES),
    ),
    "/v1/disputes/<uuid:id>/referrals": Case(
        "in force",
        by("trust"),
        ("dispute.referred/1",),
        _ANOTHER,
        who="warden",
        prepare=raised(*STAGES, turned=15),
    ),
    "/v1/disputes/<uuid:id>/court-proceedings": Case(
        "in force",
        by("trust", court="District Court", reference="7/2026"),
        ("dispute.brought_to_court/1",),
        _ANOTHER,
        who="warden",
        prepare=raised(STAGES[0], turned=15),
    ),
    "/v1/disputes/<uuid:id>/settlement-agreements": Case(
        "in force",
        by("trust", settlement_hash=HASH),
        ("dispute.settlement_agreed/1",),
        Refusal(422, "by the SHA-256", {"settlement_hash": "a page"}),
        who="warden",
        prepare=raised(*STAGES),
    ),
    "/v1/disputes/<uuid:id>/withdrawal": Case(
        "in force",
        by("city"),
        ("dispute.withdrawn/1",),
        _ANOTHER,
        who="mayor",
        prepare=raised(*STAGES),
    ),
    "/v1/disputes/<uuid:id>/rulings": Case(
        "in force",
        lambda _: dict(_RULING),
        ("dispute.decided/1",),
        Refusal(422, "cite the ruling", {"authority": None}),
        prepare=raised(*STAGES),
    ),
}

MATCHED = {
    "/v1/disputes/<uuid:id>/referrals",
    "/v1/disputes/<uuid:id>/court-proceedings",
    "/v1/disputes/<uuid:id>/withdrawal",
    "/v1/disputes/<uuid:id>/rulings",
}
"""Those that rest on what the caller saw, and need If-Match."""
