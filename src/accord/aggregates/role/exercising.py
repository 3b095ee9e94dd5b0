"""Exercising a post: who acts in it on a day, and for which party of the agreement."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from accord.aggregates.role.memory import Role, Seating

if TYPE_CHECKING:
    from accord.aggregates.agreement.memory import Agreement


def exercised(role: Role, agreement: Agreement, day: date) -> Seating | None:
    """Return who exercises a post on a day, and for which party: who sits in it, for the party in that place.

    Nobody does in a post that is kept for another party by then. Whether the party can act is its own matter.
    """
    seated = role.seated_on(day)
    if seated is None:
        return None
    party = agreement.acting_for(seated.party, day)
    return (
        Seating(seated.holder, party) if kept_for(role, agreement, day) in (None, party) else None
    )


def standing_ready(role: Role, day: date) -> UUID | None:
    """Return who stands ready on a day for a holder who sits in the post."""
    held = role.holding_on(day)
    if held is None or held.suspended_on(day) or role.acting_on(day) is not None:
        return None
    ready = held.alternate_on(day)
    return ready.person if ready else None


def kept_for(role: Role, agreement: Agreement, day: date) -> UUID | None:
    """Return the party whose people alone can hold the post on a day, None where anybody's can."""
    post = agreement.terms_on(day).post(role.post)
    return post.party if post else None
