"""Who holds a seat on the day of an act."""

from __future__ import annotations

from datetime import date

from accord.aggregates.role import Role
from accord.errors import NotEntitled
from accord.events import Act


def holds_the_seat(role: Role, act: Act, seat: str, day: date, what: str) -> None:
    """Raise `NotEntitled` unless the one who speaks holds the seat on the day of the act."""
    held = role.holding_on(day)
    if held is None or held.holder != act.speaker:
        raise NotEntitled(f"only the holder of seat {seat} can {what}", seat=seat)
