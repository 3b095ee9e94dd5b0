"""Successions, told: who stands in whose place in an agreement."""

from __future__ import annotations

from accord.aggregates.agreement import events as e
from accord.projections.telling.words import Names, days, tells


@tells(e.PlaceSucceeded)
def succeeded(event: e.PlaceSucceeded, names: Names) -> str:
    """A successor stands in a party's place."""
    since = days(event.effective_from, None, "at once")
    return (
        f"In the agreement, {names(event.successor)} stands in the place of "
        f"{names(event.predecessor)} {since}."
    )
