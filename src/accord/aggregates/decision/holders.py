"""Who holds a seat on the day of an act."""

from __future__ import annotations

from datetime import date

from accord.aggregates.role.memory import Role
from accord.errors import NotEntitled
from accord.events import Act


def holds_the_seat(role: Role, act: Act, seat: str, day: date, what: str) -> None:
    """Raise `NotEntitled` unless the one who speaks holds the seat on the day of the act."""
    if not speaks_for_it(role, act, day):
        raise NotEntitled(f"only the holder of seat {seat} can {what}", seat=seat)


def speaks_for_it(role: Role, act: Act, day: date) -> bool:
    """Return whether the one who speaks sits in the post on a day."""
    seated = role.seated_on(day)
    return seated is not None and seated.holder == act.speaker
