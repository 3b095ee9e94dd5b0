"""What an obligation remembers, and what an agreement's schedule does: all that is owed under it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar
from uuid import UUID, uuid5

from accord.aggregates.obligation import events as e
from accord.events import Event, Recorded, Stream


class Status(StrEnum):
    """How far an obligation has come."""

    SCHEDULED = "scheduled"
    PARTIALLY_MET = "partially_met"
    NOT_MET = "not_met"
    MET = "met"
    WAIVED = "waived"


SETTLED = (Status.MET, Status.WAIVED)
"""Where nothing is owed any more; what is not met can still be met, or waived."""


@dataclass
class Obligation(Stream):
    """What one party owes on a day, as far as later acts need to know it."""

    NAME: ClassVar[str] = "obligation"

    agreement: UUID | None = None
    party: UUID | None = None
    beneficiary: UUID | None = None
    decision: UUID | None = None
    due_on: date = date.max
    amount: Decimal | None = None
    done: Decimal | None = None
    status: Status = Status.SCHEDULED

    def overdue(self, day: date) -> bool:
        """Return whether something is still owed on a day after the due one."""
        return self.status not in SETTLED and self.due_on < day

    def follow(self, event: Event, recorded: Recorded[Event]) -> None:  # noqa: ARG002
        """Follow the record."""
        match event:
            case e.ObligationScheduled():
                self.agreement, self.party = event.agreement, event.party
                self.beneficiary, self.decision = event.beneficiary, event.decision
                self.due_on, self.amount = event.due_on, event.amount
            case e.ObligationRescheduled():
                self.due_on = event.due_on
            case e.ObligationPartiallyMet():
                self.status, self.done = Status.PARTIALLY_MET, event.amount or self.done
            case e.ObligationNotMet():
                self.status = Status.NOT_MET
            case e.ObligationMet():
                self.status = Status.MET
            case e.ObligationWaived():
                self.status = Status.WAIVED


@dataclass(frozen=True, kw_only=True)
class ObligationEntered(Event, type="schedule.obligation_entered/1"):
    """An obligation stands in the schedule of its agreement."""

    agreement: UUID
    obligation: UUID


@dataclass(frozen=True, kw_only=True)
class DisputeEntered(Event, type="schedule.dispute_entered/1"):
    """A dispute stands in the schedule of its agreement, which is not closed before it is over."""

    agreement: UUID
    dispute: UUID


@dataclass
class Schedule(Stream):
    """Everything that is owed or at odds under one agreement, so that streams alone tell what is unsettled."""

    NAME: ClassVar[str] = "schedule"

    obligations: list[UUID] = field(default_factory=list)
    disputes: list[UUID] = field(default_factory=list)

    def follow(self, event: Event, recorded: Recorded[Event]) -> None:  # noqa: ARG002
        """Follow the record."""
        if isinstance(event, ObligationEntered):
            self.obligations.append(event.obligation)
        elif isinstance(event, DisputeEntered):
            self.disputes.append(event.dispute)


def schedule_id(agreement: UUID) -> UUID:
    """Return the stream of the schedule of an agreement: derived, so that no read model is needed."""
    return uuid5(agreement, "schedule")


def contribution_id(agreement: UUID, contribution: str, due_on: date) -> UUID:
    """Return the stream of what a contribution asks for on a day: derived, so that none is scheduled twice."""
    return uuid5(agreement, f"contribution/{contribution}/{due_on}")


def unsettled(obligations: Iterable[Obligation]) -> list[Obligation]:
    """Return the obligations under which something is still owed: neither met nor waived."""
    return [obligation for obligation in obligations if obligation.status not in SETTLED]
