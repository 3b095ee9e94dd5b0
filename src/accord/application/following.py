"""Which seats follow which at the close of a vote, by the delegations of their posts."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from accord.aggregates.agreement import Agreement
from accord.aggregates.decision import Decision
from accord.aggregates.decision.delegated import Following
from accord.aggregates.decision.noticing import orders_of
from accord.aggregates.role import Role, role_id
from accord.aggregates.role.delegations import followed
from accord.events import Act
from accord.store.unit import Unit


def following(unit: Unit, found: Decision, act: Act, instrument: Agreement) -> Following:
    """Return who follows whom when voting ends: at its time, or now where it is closed earlier."""
    if found.rule is None or found.rule.choice is not None or found.sealed.secret:
        return Following()
    ends = min(act.moment, found.closes or act.moment)
    day = ends.astimezone(ZoneInfo(instrument.zone)).date()
    orders = orders_of(found, instrument, day)
    if not orders.delegations or not orders.delegation_depth:
        return Following()
    silent = [seat for seat in found.roll.values() if found.is_silent(seat)]
    roles = unit.read_many(Role, [role_id(instrument.id, seat.seat) for seat in silent])
    told = {
        seat.seat: followed(role, ends, day, found.cls, seat.holder)
        for seat, role in zip(silent, roles, strict=True)
    }
    follows = {seat: to for seat, to in told.items() if to is not None}
    return Following(follows, orders.delegation_depth, orders.delegations)
