"""What can happen to an impact item: it is opened, weighed anew, falls away, or is settled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from accord.events import Event
from accord.rules import Measure, Verdict


class ImpactKind(StrEnum):
    """What it is whose basis was changed by what the register learned later."""

    DECISION = "decision"
    SIGNATURE = "signature"
    AMENDMENT = "amendment"
    APPOINTMENT = "appointment"


class Outcome(StrEnum):
    """How an item was settled."""

    ACCEPTED = "accepted"
    REOPENED = "reopened"
    NO_ACTION = "no_action"
    ANNULLED = "annulled"


class Fell(StrEnum):
    """How the decision fell on which something rests: as if it had never been, or from a day on."""

    ANNULLED = "annulled"
    RESCINDED = "rescinded"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, kw_only=True, slots=True)
class CountsAs:
    """How a seat counts by the terms of the day as they are known now: its class, and what it weighs."""

    cls: str = ""
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class SeatConcerned:
    """A post whose mandate on the day is another than it seemed to be, or that counts otherwise than on the roll.

    `holder` acted in it, for `party`, or nobody did; by what is known now `mandate` had it, for
    `mandate_party`, or nobody had. `casting_vote` says that a casting vote was given from it without a mandate.
    Where it counts otherwise, `counts` says how.
    """

    seat: str
    holder: UUID | None = None
    party: UUID | None = None
    mandate: UUID | None = None
    mandate_party: UUID | None = None
    casting_vote: bool = False
    counts: CountsAs | None = None

    @property
    def as_it_seemed(self) -> bool:
        """Whether who acted in it had the mandate, and for the party for which it acted."""
        return (self.holder, self.party) == (self.mandate, self.mandate_party)


@dataclass(frozen=True, kw_only=True, slots=True)
class Counterfactual:
    """What would have come of a vote on the basis that is known now, beside what was certified.

    The margins are exact, those of the test on which carrying turns. Without a `verdict` nobody can tell: the
    seats concerned voted in secret.
    """

    certified: Verdict
    verdict: Verdict | None = None
    margin: str = ""
    margin_without: str = ""
    would_change: bool | None = None


@dataclass(frozen=True, kw_only=True)
class ImpactOpened(Event, type="impact.opened/1"):
    """What was recorded at `cause_version` of the stream `cause` changed the basis on which the subject rests.

    Where that is a decision, `fell` says how it fell. What was recorded `meanwhile` came after the roll was
    frozen and before the result was certified: the item is opened with the certificate.
    """

    agreement: UUID
    kind: ImpactKind
    subject: UUID
    concerns_on: date
    cause: UUID
    cause_version: int
    seats: tuple[SeatConcerned, ...] = ()
    voting: int = 0
    count: Counterfactual | None = None
    fell: Fell = Fell.ANNULLED
    meanwhile: bool = False


@dataclass(frozen=True, kw_only=True)
class ImpactReassessed(Event, type="impact.reassessed/1"):
    """Something else that was recorded changed which seats are concerned, or what would have come of it."""

    cause: UUID
    cause_version: int
    seats: tuple[SeatConcerned, ...] = ()
    count: Counterfactual | None = None


@dataclass(frozen=True, kw_only=True)
class ImpactFellAway(Event, type="impact.fell_away/1"):
    """By what was recorded since, the basis is again what it was taken to be."""

    cause: UUID
    cause_version: int


@dataclass(frozen=True, kw_only=True)
class ImpactSettled(Event, type="impact.settled/1"):
    """Whoever answers for the subject settled what follows; `decision` is the one by which it was undone."""

    outcome: Outcome
    decision: UUID | None = None
