"""Who holds a seat that another one may answer for: by the roll once it is frozen, before that by the day."""

from __future__ import annotations

from accord.aggregates.agreement.memory import Agreement
from accord.aggregates.decision.holders import holds_the_seat
from accord.aggregates.decision.memory import Decision, Stage
from accord.aggregates.decision.motion import body_of
from accord.aggregates.role.memory import Role
from accord.errors import NotEntitled, NotFound
from accord.events import Act


def must_hold_now(
    decision: Decision, act: Act, agreement: Agreement, of: tuple[str, Role], to: str
) -> None:
    """Raise a refusal unless who speaks holds the seat of this post; `to` says what for."""
    seat, role = of
    if decision.stage(act.moment) is Stage.VOTING:
        if decision.seat(seat).holder != act.speaker:
            raise NotEntitled(f"only the holder of seat {seat} can {to}", seat=seat)
    else:
        _of_the_body(decision, act, agreement, seat, "seat")
        holds_the_seat(role, act, seat, act.day(agreement.zone), to)
    if decision.is_recused(seat):
        raise NotEntitled(f"seat {seat} is recused from this decision", seat=seat)


def is_vacant(
    decision: Decision, act: Act, agreement: Agreement, of: tuple[str, Role], field: str
) -> bool:
    """Return whether nobody holds the seat of this post; raise `NotFound` where the body has no such seat."""
    seat, role = of
    if decision.stage(act.moment) is Stage.VOTING:
        return decision.seat(seat).holder is None
    _of_the_body(decision, act, agreement, seat, field)
    return role.seated_on(act.day(agreement.zone)) is None


def _of_the_body(decision: Decision, act: Act, agreement: Agreement, seat: str, field: str) -> None:
    body = body_of(agreement, decision.body, act.day(agreement.zone))
    if all(entry.post != seat for entry in body.seats):
        raise NotFound(f"body {body.id} has no seat {seat}", seat=seat, field=field)
