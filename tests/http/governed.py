"""A second agreement of the partnership, whose board has standing orders and a reserved class."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from accord.aggregates.agreement import Agreement, ClassRule
from accord.aggregates.agreement.events import ProvisionDrafted
from accord.aggregates.agreement.terms import ReservedMatter, StandingOrders
from accord.projections.telling.words import TELLERS

ORDERS = StandingOrders(
    body="board",
    hold_sponsors=2,
    challenge_days=7,
    chair_decides_emergencies=True,
    ratify_within_days=14,
    clause="purpose",
)
RESERVED = ReservedMatter(key="reserved", title="Reserved", body="board", cls="reserved")
# These provisions are drafted below HTTP, where how they are told does not matter.
TELLERS.setdefault(ProvisionDrafted, lambda _event, _names: "A provision was drafted.")


def govern(p: Any) -> None:
    """Draft the second agreement on the terms of the first."""
    with p.house.record.unit() as unit, unit.command():
        desk, new = p.house.desk(unit, p.secretary.principal), unit.record.outside.new_id()
        terms = unit.read(Agreement, UUID(p.agreement)).terms
        (board,) = terms.bodies
        rules = (*board.rules, ClassRule(cls="reserved", rule=board.rules[0].rule))
        terms = replace(
            terms,
            bodies=(replace(board, rules=rules),),
            standing_orders=(ORDERS,),
            reserved_matters=(RESERVED,),
        )
        desk.draft_agreement(new, terms=terms)
    p.agreement = str(new)


def carry(p: Any, **motion: Any) -> str:
    """Table a motion and let every seat vote for it; return its decision."""
    decision: str = p.table(**motion)
    p.decide(decision, "for", "for", "for")
    return decision


def about(p: Any) -> str:
    """The other decision, about the one at hand; that one itself where there is no other."""
    items = p.read(f"{p.path}/decisions").json["items"]
    return next((i["id"] for i in items if i.get("about") == p.decision), p.decision)
