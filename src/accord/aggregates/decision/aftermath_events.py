"""What can happen to a decision once its voting is closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from accord.events import Disclosed, Event
from accord.rules import Explanation, Verdict

__all__ = [
    "ChallengeRuled",
    "ChallengeRuling",
    "ConsentLapsed",
    "DecisionHeld",
    "DecisionReconsidered",
    "DecisionReleased",
    "DecisionRescinded",
    "DecisionSuperseded",
    "EmergencyDecisionTaken",
    "EmergencyRatified",
    "HoldPlaced",
    "HoldWithdrawn",
    "ImplementationRecorded",
    "PartyConsented",
    "PartyRefusedConsent",
    "RatificationRefused",
    "RecountCertified",
    "RecountGround",
    "RecountOrdered",
    "ResultAnnulled",
    "ResultChallenged",
]


class ChallengeRuling(StrEnum):
    """What is ruled on a challenge; only the second annuls the result."""

    DISMISSED = "dismissed"
    UPHELD = "upheld"


@dataclass(frozen=True, kw_only=True)
class ResultChallenged(Event, type="decision.result_challenged/1"):
    """The holder of a seat, or a party, held that the result is not right."""

    number: int
    seat: str | None = None
    party: UUID | None = None
    statement: Disclosed[str]


@dataclass(frozen=True, kw_only=True)
class ChallengeRuled(Event, type="decision.challenge_ruled/1"):
    """A challenge was ruled on."""

    number: int
    ruling: ChallengeRuling


@dataclass(frozen=True, kw_only=True)
class ResultAnnulled(Event, type="decision.result_annulled/1"):
    """The result counts as never having held, from its beginning on.

    That is because a challenge was upheld, or (where `challenge` is 0) because a recount came to another verdict.
    """

    challenge: int


class RecountGround(StrEnum):
    """Why a certified result is counted again."""

    EVALUATOR = "evaluator"
    CHALLENGE = "challenge"
    DOUBT = "doubt"


@dataclass(frozen=True, kw_only=True)
class RecountOrdered(Event, type="decision.recount_ordered/1"):
    """By the cited authority the ballots are to be counted again, on this ground."""

    number: int
    ground: RecountGround


@dataclass(frozen=True, kw_only=True)
class RecountCertified(Event, type="decision.recount_certified/1"):
    """Counted again by the pinned rule on the frozen roll, the motion is `verdict`; it was certified as `was`."""

    number: int
    verdict: Verdict
    explanation: Explanation
    evaluator: str
    was: Verdict


@dataclass(frozen=True, kw_only=True)
class HoldPlaced(Event, type="decision.hold_placed/1"):
    """The holder of a seat asked that the decision be held."""

    seat: str


@dataclass(frozen=True, kw_only=True)
class DecisionHeld(Event, type="decision.held/1"):
    """As many seats asked for it as the standing orders need; until released it is not effective."""

    sponsors: int


@dataclass(frozen=True, kw_only=True)
class HoldWithdrawn(Event, type="decision.hold_withdrawn/1"):
    """The holder of a seat no longer asked that the decision be held."""

    seat: str


@dataclass(frozen=True, kw_only=True)
class DecisionReleased(Event, type="decision.released/1"):
    """It is held no longer: too few seats still asked for it, or the decision named released it."""

    decision: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class PartyConsented(Event, type="decision.party_consented/1"):
    """A party gave the own consent that a reserved matter needs; it holds from `effective_from`, if that is said."""

    party: UUID
    signatory: UUID
    post: str


@dataclass(frozen=True, kw_only=True)
class PartyRefusedConsent(Event, type="decision.party_refused_consent/1"):
    """A party refused its consent to a reserved matter, for the reason given: the decision is vetoed.

    It is not where the `others_suffice`: without this party, enough can still consent.
    """

    party: UUID
    signatory: UUID
    post: str
    others_suffice: bool = False


@dataclass(frozen=True, kw_only=True)
class ConsentLapsed(Event, type="decision.consent_lapsed/1"):
    """The consent of a party that is none any more is awaited no longer; that of its successor, if any, is."""

    party: UUID
    successor: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class ImplementationRecorded(Event, type="decision.implementation_recorded/1"):
    """What was decided was done: in part, or (where `complete`) all of it, although these are `still_open`."""

    complete: bool
    completed_on: date | None = None
    statement: Disclosed[str] | None = None
    obligations: tuple[UUID, ...] = ()
    still_open: tuple[UUID, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DecisionReconsidered(Event, type="decision.reconsidered/1"):
    """By the decision named, the motion stands before its body again as if it had not been voted on."""

    decision: UUID


@dataclass(frozen=True, kw_only=True)
class DecisionRescinded(Event, type="decision.rescinded/1"):
    """By the decision named it no longer holds from `effective_from` on; what it did until then stands."""

    decision: UUID


@dataclass(frozen=True, kw_only=True)
class DecisionSuperseded(Event, type="decision.superseded/1"):
    """From `effective_from` on the decision named stands in its place."""

    decision: UUID


@dataclass(frozen=True, kw_only=True)
class EmergencyDecisionTaken(Event, type="decision.emergency_taken/1"):
    """The one who presides over a body decided in its place, at once.

    It holds up to but without `effective_to`, unless the body has ratified it by then.
    """

    agreement: UUID
    body: str
    cls: str
    title: str
    text: str
    post: str


@dataclass(frozen=True, kw_only=True)
class EmergencyRatified(Event, type="decision.emergency_ratified/1"):
    """By the decision named, the body made the emergency decision its own."""

    decision: UUID


@dataclass(frozen=True, kw_only=True)
class RatificationRefused(Event, type="decision.ratification_refused/1"):
    """By the decision named, the body did not ratify the emergency decision: it lapsed."""

    decision: UUID
