"""What can happen to a decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from accord.aggregates.body_stages import BodyStage
from accord.aggregates.consents_needed import ConsentsNeeded
from accord.aggregates.decision.aftermath_events import *  # noqa: F403 - events of a decision too
from accord.aggregates.matters import Matter
from accord.events import Disclosed, Event
from accord.rules import Explanation, Measure, Position, Rule, Verdict


class Ruling(StrEnum):
    """What the chair rules on a declared interest; only the first takes the seat off the count."""

    RECUSE = "recuse"
    MAY_SPEAK = "may_speak"
    NO_CONFLICT = "no_conflict"


class VotingCause(StrEnum):
    """Why a motion is voted on again: the seats were equally divided, or too few took part."""

    SECOND_VOTE = "second_vote"
    SECOND_CALL = "second_call"


class Answered(StrEnum):
    """How the ballot of a seat came about, where its holder did not give it."""

    ALTERNATE = "alternate"
    PROXY = "proxy"
    DELEGATED = "delegated"


@dataclass(frozen=True, kw_only=True, slots=True)
class RollSeat:
    """A seat of the frozen roll; without a holder it was vacant on the day.

    The alternate stands ready for the holder, and may cast the ballot of the seat.
    """

    seat: str
    party: UUID | None = None
    holder: UUID | None = None
    cls: str = ""
    measures: tuple[Measure, ...] = ()
    alternate: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class PositionCount:
    """How many seats stood at a position when voting closed."""

    position: Position
    seats: int


@dataclass(frozen=True, kw_only=True)
class MotionTabled(Event, type="decision.motion_tabled/1"):
    """A motion was put before a body of an agreement in force.

    `about` is the party, decision or agreement that it concerns, where its matter concerns one;
    `mover` the seat for which it was moved, where it was moved for one. From `lapses` on it can be put to
    the vote no more, unless it is materially changed before.
    """

    agreement: UUID
    body: str
    cls: str
    title: str
    text: str
    matter: Matter = Matter.GENERAL
    amendment: UUID | None = None
    background: Disclosed[str] | None = None
    about: UUID | None = None
    mover: str | None = None
    lapses: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class InterestDeclared(Event, type="decision.interest_declared/1"):
    """The holder of a seat declared an interest in the motion."""

    seat: str
    statement: Disclosed[str]


@dataclass(frozen=True, kw_only=True)
class InterestRuled(Event, type="decision.interest_ruled/1"):
    """The chair ruled on a declared interest."""

    seat: str
    ruling: Ruling


@dataclass(frozen=True, kw_only=True)
class InterestLifted(Event, type="decision.interest_lifted/1"):
    """The interest of a seat in the motion has fallen away, and with it what the chair ruled on it."""

    seat: str


@dataclass(frozen=True, kw_only=True)
class RollSeatsFrozen(Event, type="decision.roll_seats_frozen/1"):
    """These seats are on the roll, with their holders on the day; at most 200 in one entry."""

    seats: tuple[RollSeat, ...]


class LeftOff(StrEnum):
    """Why a seat of the body is not on the roll of a vote."""

    LAPSED = "lapsed"
    SUSPENDED = "suspended"
    OPTED_OUT = "opted_out"
    NO_PARTY = "no_party"


@dataclass(frozen=True, kw_only=True, slots=True)
class SeatLeftOff:
    """A seat of the body that is not on the roll, and why.

    Its vote lapsed by these missed `votes`; or its party is suspended, opted out (by the `opt_out` of this
    key), or is none of the agreement on the day.
    """

    seat: str
    reason: LeftOff
    party: UUID | None = None
    votes: tuple[UUID, ...] = ()
    opt_out: str = ""
    clause: str = ""


@dataclass(frozen=True, kw_only=True)
class SeatsLeftOff(Event, type="decision.seats_left_off/1"):
    """These seats of the body are not on the roll, each for its reason; at most 200 in one entry."""

    seats: tuple[SeatLeftOff, ...]


@dataclass(frozen=True, kw_only=True)
class VotingOpened(Event, type="decision.voting_opened/1"):
    """Voting runs from `opens` up to but without `closes`, on this roll, by this rule for ever.

    Where the motion was voted on before, `voting` counts from 2, and `cause` says why again. Where there
    is a quorum only in the last `late_quorum_hours`, it runs as many hours from then on. The parties of
    `not_bound` opted out of such decisions: they take no part, and are not bound. A `secret` vote is
    counted only if of each group of like seats none or `smallest_secret` people have voted.
    """

    opens: datetime
    closes: datetime
    seats: int
    roll_hash: str
    rule: Rule
    rule_hash: str
    chair: str | None = None
    chair_holder: UUID | None = None
    voting: int = 1
    cause: VotingCause | None = None
    late_quorum_hours: int = 0
    by_correspondence: bool = False
    secret: bool = False
    smallest_secret: int = 0
    not_bound: tuple[UUID, ...] = ()


@dataclass(frozen=True, kw_only=True)
class BallotCast(Event, type="decision.ballot_cast/1"):
    """The holder of a seat cast its ballot, or (`alternate`) the one who stands ready for the holder.

    `overrides` says how the ballot had come about whose place it takes.
    """

    seat: str
    position: Position
    alternate: bool = False
    overrides: Answered | None = None


@dataclass(frozen=True, kw_only=True)
class BallotRecorded(Event, type="decision.ballot_recorded/1"):
    """A ballot given orally or on paper was recorded for its seat.

    `overrides` says how the ballot had come about whose place it takes.
    """

    seat: str
    position: Position
    overrides: Answered | None = None


@dataclass(frozen=True, kw_only=True)
class VotingClosed(Event, type="decision.voting_closed/1"):
    """Voting ended; every seat of the roll stands at exactly one position, or (`chose`) chose among options."""

    tally: tuple[PositionCount, ...]
    tied: bool
    chose: int = 0


@dataclass(frozen=True, kw_only=True)
class CastingVoteGiven(Event, type="decision.casting_vote_given/1"):
    """The seats being equally divided, the one who presides gave the casting vote."""

    position: Position


@dataclass(frozen=True, kw_only=True)
class DecisionCertified(Event, type="decision.certified/1"):
    """The result stands, with the reasons that anyone can count again.

    What is carried holds from `effective_from`, or else from now on; a reserved matter only once
    each party of `consents` has consented. It expires on `expires_on`, unless it is implemented before.
    Where there are `stages`, it holds once it has passed them all, the first of which runs from `staged_from`.
    `consents_needed` says which part of `consents` is enough, where that is not all.
    """

    verdict: Verdict
    explanation: Explanation
    rule_id: str
    rule_version: int
    rule_hash: str
    consents: tuple[UUID, ...] = ()
    expires_on: date | None = None
    stages: tuple[BodyStage, ...] = ()
    staged_from: date | None = None
    consents_needed: ConsentsNeeded | None = None
