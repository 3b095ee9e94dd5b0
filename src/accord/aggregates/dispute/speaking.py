"""Who speaks for a party in a dispute: who signs for it; for one that has left, what the office enters."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from accord.aggregates.agreement import Agreement
from accord.aggregates.agreement.concluding import holds_the_post
from accord.aggregates.dispute.memory import Dispute
from accord.aggregates.effect import follows
from accord.aggregates.role import Role
from accord.errors import NotEntitled, OutOfOrder
from accord.events import Act


def speaks(agreement: Agreement, act: Act, party: UUID, role: Role | None) -> None:
    """Raise `NotEntitled` unless who speaks holds the post that signs for a party, where there is one."""
    if role is not None:
        holds_the_post(agreement, role, party, act.speaker, act.day(agreement.zone))


def day_of(dispute: Dispute, act: Act, agreement: Agreement) -> date:
    """Return the day of an act in a dispute that is not over, which is not before it came where it is."""
    dispute.must_be_pending()
    day = act.day(agreement.zone)
    if day < dispute.came_on:
        raise OutOfOrder(
            f"the dispute is where it is since {dispute.came_on}, and this would have happened before, on {day}",
            field="occurred_on",
        )
    follows(act, dispute.since, "the dispute came where it is")
    return day


def stands_in(dispute: Dispute, agreement: Agreement, party: UUID, day: date) -> tuple[UUID, ...]:
    """Return which parties to the dispute this one is, or stands in the place of on a day; it must be one."""
    found = tuple(each for each in dispute.parties if agreement.acting_for(each, day) == party)
    if not found:
        raise NotEntitled(f"{party} is no party to this dispute", field="party")
    return found
