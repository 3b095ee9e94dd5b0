"""What can happen in a vote by secret ballot; no event says both which seat voted and what was cast."""

from __future__ import annotations

from dataclasses import dataclass

from accord.events import Event
from accord.rules import Measure, Position


@dataclass(frozen=True, kw_only=True, slots=True)
class SealedCount:
    """How many ballots for one position seats cast that the rule cannot tell apart.

    `cls` and `measures` are what the rule counts of each of these seats: the class where it has `where`
    or `for_each`, and the measures that it names.
    """

    position: Position
    ballots: int
    cls: str = ""
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class SealedChoice:
    """How many ballots for one option seats cast that the rule cannot tell apart; without `option` they are blank."""

    ballots: int
    option: str = ""
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True, kw_only=True)
class VoterMarked(Event, type="decision.voter_marked/1"):
    """A seat voted, on paper or into the sealed box of the register; what it cast is not recorded."""

    seat: str
    on_paper: bool = False


@dataclass(frozen=True, kw_only=True)
class PaperBallotsSealed(Event, type="decision.paper_ballots_sealed/1"):
    """The ballots of all seats that were marked as voting on paper so far went into the sealed box."""

    ballots: int


@dataclass(frozen=True, kw_only=True)
class SealedBallotsOpened(Event, type="decision.sealed_ballots_opened/1"):
    """The sealed box was opened, and held these ballots; at most 200 groups of them in one entry."""

    ballots: tuple[SealedCount, ...]


@dataclass(frozen=True, kw_only=True)
class SealedChoicesOpened(Event, type="decision.sealed_choices_opened/1"):
    """The sealed box of a choice among options was opened; at most 200 groups of ballots in one entry.

    Spoilt ballots are among those of `decision.sealed_ballots_opened/1`.
    """

    ballots: tuple[SealedChoice, ...]


@dataclass(frozen=True, kw_only=True)
class SecretVoteVoided(Event, type="decision.secret_vote_voided/1"):
    """The box, with this many ballots, was destroyed unopened: it would have shown what single seats cast.

    Of seats that the rule cannot tell apart, fewer had voted than a secret ballot needs. Nothing is
    decided, and the motion is on the table again.
    """

    ballots: int
