"""A second agreement of the partnership, whose board has standing orders and a reserved class."""

from __future__ import annotations

from typing import Any

ORDERS = {
    "body": "board",
    "hold_sponsors": 2,
    "challenge_days": 7,
    "chair_decides_emergencies": True,
    "ratify_within_days": 14,
    "clause": "purpose",
}
RESERVED = {
    "key": "reserved",
    "title": "Reserved",
    "body": "board",
    "class": "reserved",
    "clause": "money",
}


def govern(p: Any) -> None:
    """Draft the second agreement on the terms of the first."""
    board = p.board()
    (ordinary,) = board["rules"]
    board["rules"] = [ordinary, ordinary | {"class": "reserved"}]
    terms = p.terms(bodies=[board], standing_orders=[ORDERS], reserved_matters=[RESERVED])
    p.agreement = p.secretary.done("/agreements", terms).json["id"]


def carry(p: Any, **motion: Any) -> str:
    """Table a motion and let every seat vote for it; return its decision."""
    decision: str = p.table(**motion)
    p.decide(decision, "for", "for", "for")
    return decision


def about(p: Any) -> str:
    """The other decision, about the one at hand; that one itself where there is no other."""
    items = p.read(f"{p.path}/decisions").json["items"]
    return next((i["id"] for i in items if i.get("about") == p.decision), p.decision)
