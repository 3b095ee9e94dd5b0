"""Dockets for stories: with the votings on these decisions, as they were closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from tests import partnership as p
from tests.story import an_act, standing

from accord.aggregates.decision import Decision
from accord.aggregates.docket import Docket, docket_id, entered
from accord.events import Event

BOARD = docket_id(p.AGREEMENT, "board")


def entries_of(decision: Decision, voting: int | None = None) -> list[Event]:
    """What goes into the docket when the voting on a decision is closed, its first unless said."""
    if not decision.closed:
        return []
    found = entered(decision, an_act(at=(decision.opens or p.NOW) + timedelta(hours=1)))
    return [replace(event, voting=voting or 1) for event in found]  # type: ignore[call-arg]


def docket_with(*votes: Decision | tuple[Decision, int]) -> Docket:
    """The docket of the board with these votes, each a decision, or one with the number of its voting."""
    entries: list[Event] = []
    for vote in votes:
        entries += entries_of(*vote) if isinstance(vote, tuple) else entries_of(vote)
    return standing(Docket, *entries, id=BOARD)


def decided(number: int) -> UUID:
    return UUID(int=number)
