"""The right to vote, as the docket shows it: which seats lost theirs by missing votes in succession."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from accord.aggregates.docket.memory import Docket

if TYPE_CHECKING:
    from accord.aggregates.agreement.terms import StandingOrders

Counted = tuple[UUID | None, Collection[UUID]]
"""For which party a seat votes, and the votes that no longer count because its right was restored after them."""


def without_vote(
    docket: Docket, orders: StandingOrders, seats: Mapping[str, Counted], *, before: datetime
) -> dict[str, list[UUID]]:
    """Return the seats that have no vote at an instant under the standing orders, each with what it missed."""
    needed = orders.voting_right_lapses_after
    if not needed:
        return {}
    rows = {
        seat: docket.missed_in_succession(seat, party, before=before, settled=settled)
        for seat, (party, settled) in seats.items()
    }
    return {seat: row for seat, row in rows.items() if len(row) >= needed}
