"""Decisions of the river board that are certified, and the orders under which they can be undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from accord.aggregates.agreement import Agreement
from accord.aggregates.agreement.terms import ReservedMatter, StandingOrders
from accord.aggregates.decision import Decision
from accord.aggregates.matters import Matter
from accord.aggregates.role import Role
from accord.rules import Verdict
from tests import partnership as p
from tests.story import happened, standing

BY = UUID("0a9ee000-0000-7000-8000-0000000000b1")
"""Another decision, about the one that a story is about."""
CERTIFIED = datetime(2026, 5, 1, 9, tzinfo=UTC)
"""A Friday, three days before now."""
TODAY, JUNE = date(2026, 5, 4), date(2026, 6, 1)
ORDERS = StandingOrders(
    body="board",
    hold_sponsors=2,
    challenge_days=7,
    chair_decides_emergencies=True,
    ratify_within_days=14,
    clause="members",
)
RESERVED = ReservedMatter(
    key="spending", title="Spending", body="board", cls="spending", clause="money"
)
HOLDERS = {
    "city-1": (p.ADA, p.CITY),
    "city-2": (p.BEN, p.CITY),
    "trust-1": (p.CLEO, p.TRUST),
    "trust-2": (p.DAN, p.TRUST),
    "mayor": (p.ADA, p.CITY),
    "warden": (p.CLEO, p.TRUST),
}


def governed(orders: StandingOrders = ORDERS, **changes: Any) -> Agreement:
    """The agreement in force, its board with standing orders and a reserved matter."""
    blocks = {"standing_orders": (orders,), "reserved_matters": (RESERVED,), **changes}
    return p.agreement(*p.in_force(**blocks))


def decided(
    verdict: Verdict = Verdict.CARRIED,
    *,
    at: datetime = CERTIFIED,
    from_: date | None = None,
    consents: tuple[UUID, ...] = (),
    **motion: Any,
) -> list[Any]:
    """All seats voted alike, and the result was certified on a Friday."""
    *voted, certificate = p.certified(verdict, **motion)
    certificate = replace(certificate, effective_from=from_, consents=consents)
    return [*voted, happened(certificate, at=at)]


def by(matter: Matter, verdict: Verdict = Verdict.CARRIED, *later: Any, **more: Any) -> Decision:
    """Another decision, on a matter that concerns the one of the story."""
    motion = {"matter": matter, "about": p.DECISION, **more}
    return standing(Decision, decided(verdict, **motion), *later, id=BY)


def held(post: str) -> Role:
    """The post, held by whoever holds it in the partnership."""
    return p.role(post, p.held(post, *HOLDERS[post]))
