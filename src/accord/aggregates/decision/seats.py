"""Who speaks for a seat of the body, and who for the motion."""

from __future__ import annotations

from accord.aggregates.agreement.terms import Body
from accord.aggregates.decision.holders import holds_the_seat, speaks_for_it
from accord.aggregates.decision.memory import Decision
from accord.aggregates.role.memory import Role
from accord.errors import NotEntitled, NotFound
from accord.events import Act


def must_hold(body: Body, seat: str, role: Role, act: Act, *, zone: str, to: str) -> None:
    """Raise `NotEntitled` unless who speaks holds the seat of the body on that day; `to` says what for."""
    if all(entry.post != seat for entry in body.seats):
        raise NotFound(f"body {body.id} has no seat {seat}", seat=seat)
    holds_the_seat(role, act, seat, act.day(zone), to)


def must_be_mover(decision: Decision, act: Act, role: Role | None, zone: str, to: str) -> None:
    """Raise `NotEntitled` unless the mover speaks: who holds the seat that moved it, or else who tabled it."""
    moved = decision.discussion
    if role is None and moved.mover != act.speaker:
        raise NotEntitled(f"only the mover of the motion can {to}", mover=str(moved.mover))
    if role is not None and not speaks_for_it(role, act, act.day(zone)):
        raise NotEntitled(
            f"only the mover of the motion, the holder of seat {moved.mover_seat}, can {to}",
            seat=moved.mover_seat,
        )


def must_not_be_mover(decision: Decision, act: Act, seat: str, why: str) -> None:
    """Raise `NotEntitled` where the seat, or the person who speaks for it, moved the motion."""
    moved = decision.discussion
    if seat == moved.mover_seat or act.speaker == moved.mover:
        raise NotEntitled(f"{why}: seat {seat} is that of its mover", seat=seat)
