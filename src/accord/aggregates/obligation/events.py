"""What can happen to an obligation: it is scheduled, kept or not kept, waived, or moved to another day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from accord.events import Disclosed, Event


class Kind(StrEnum):
    """What an obligation is to do."""

    CONTRIBUTION = "contribution"
    MILESTONE = "milestone"
    REPORT = "report"
    REVIEW = "review"
    DUTY = "duty"


@dataclass(frozen=True, kw_only=True)
class ObligationScheduled(Event, type="obligation.scheduled/1"):
    """A party owes this under an agreement, on a day.

    It rests on a clause, on a contribution of the terms, or on a decision; `beneficiary` is the party
    it is owed to, where that is not all the others.
    """

    agreement: UUID
    party: UUID
    title: str
    due_on: date
    kind: Kind
    clause: str = ""
    contribution: str = ""
    amount: Decimal | None = None
    unit: str = ""
    beneficiary: UUID | None = None
    decision: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class ObligationMet(Event, type="obligation.met/1"):
    """The obligation was kept on this day; `evidence` in the envelope shows it."""

    met_on: date


@dataclass(frozen=True, kw_only=True)
class ObligationPartiallyMet(Event, type="obligation.partially_met/1"):
    """A part of the obligation was kept; `amount` is all that was done so far."""

    amount: Decimal | None = None
    statement: Disclosed[str]


@dataclass(frozen=True, kw_only=True)
class ObligationNotMet(Event, type="obligation.not_met/1"):
    """The obligation was not kept when it was due."""


@dataclass(frozen=True, kw_only=True)
class ObligationWaived(Event, type="obligation.waived/1"):
    """The obligation need not be kept: by this decision, or else with the assent of all other parties."""

    decision: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class ObligationRescheduled(Event, type="obligation.rescheduled/1"):
    """The obligation is due on another day, by the cited authority."""

    due_on: date
