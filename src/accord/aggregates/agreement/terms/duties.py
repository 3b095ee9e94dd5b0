"""What the parties undertake: activities, contributions, data, indicators, risks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID


class Means(StrEnum):
    """In which form a contribution is made."""

    CASH = "cash"
    IN_KIND = "in_kind"


@dataclass(frozen=True, kw_only=True, slots=True)
class Activity:
    """Something to be done: which post is accountable for it, which do it, and who is asked and told.

    The four are the parts of a responsibility matrix (RACI); exactly one post is accountable.
    """

    key: str
    title: str
    accountable: str
    responsible: tuple[str, ...] = ()
    consulted: tuple[str, ...] = ()
    informed: tuple[str, ...] = ()
    clause: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Contribution:
    """What a party contributes on each of these days; the amount is in the unit named, as EUR or hours."""

    key: str
    title: str
    party: UUID
    means: Means
    due_on: tuple[date, ...] = ()
    amount: Decimal | None = None
    unit: str = ""
    clause: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class DataSharing:
    """Which data are shared for which purpose, by whose power, and how long they are kept."""

    key: str
    purpose: str
    controllers: tuple[UUID, ...]
    processors: tuple[UUID, ...] = ()
    power: str = ""
    retention: str = ""
    method: str = ""
    clause: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Indicator:
    """What is measured, from which baseline to which target, how often in months, and by whom."""

    key: str
    title: str
    baseline: str = ""
    target: str = ""
    unit: str = ""
    every_months: int | None = None
    owner: UUID | None = None
    clause: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Risk:
    """What may go wrong, which party answers for it, and how."""

    key: str
    title: str
    owner: UUID | None = None
    response: str = ""
    clause: str = ""
