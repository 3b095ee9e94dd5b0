"""What can happen to a motion by which a body chooses among options."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from accord.aggregates.body_stages import BodyStage
from accord.aggregates.consents_needed import ConsentsNeeded
from accord.events import Event
from accord.rules import Verdict
from accord.rules.choices import ChoiceExplanation, Option, Paper


@dataclass(frozen=True, kw_only=True, slots=True)
class MotionOption:
    """What can be chosen; `group` is what a cap counts by, `cost` what an allocation spends."""

    id: str
    title: str
    group: str = ""
    cost: Decimal | None = None

    def counted(self) -> Option:
        """Return the option as the rule counts it."""
        return Option(self.id, self.group, self.cost)


@dataclass(frozen=True, kw_only=True)
class OptionsPut(Event, type="decision.options_put/1"):
    """These options are to be chosen among; at most 200 in one entry."""

    options: tuple[MotionOption, ...]


@dataclass(frozen=True, kw_only=True)
class OptionNominated(Event, type="decision.option_nominated/1"):
    """The holder of a seat added an option to those that are to be chosen among."""

    seat: str
    option: MotionOption


@dataclass(frozen=True, kw_only=True)
class NominationSeconded(Event, type="decision.nomination_seconded/1"):
    """The holder of another seat seconded an option that was nominated."""

    seat: str
    option: str


@dataclass(frozen=True, kw_only=True)
class NominationLapsed(Event, type="decision.nomination_lapsed/1"):
    """As the vote opened, too few seats had seconded an option that was nominated: it cannot be chosen."""

    option: str


@dataclass(frozen=True, kw_only=True)
class OptionWithdrawn(Event, type="decision.option_withdrawn/1"):
    """An option is no longer to be chosen among: the seat that had put or nominated it withdrew it."""

    seat: str
    option: str


@dataclass(frozen=True, kw_only=True)
class ChoiceCast(Event, type="decision.choice_cast/1"):
    """The holder of a seat, or (`alternate`) who stands ready for the holder, chose; an empty ballot is blank."""

    seat: str
    choice: Paper
    alternate: bool = False


@dataclass(frozen=True, kw_only=True)
class ChoiceRecorded(Event, type="decision.choice_recorded/1"):
    """A ballot among the options given orally or on paper was recorded for its seat."""

    seat: str
    choice: Paper


@dataclass(frozen=True, kw_only=True)
class CastingChoiceGiven(Event, type="decision.casting_choice_given/1"):
    """Options being tied, the one who presides put them in order, the preferred one first."""

    options: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class LotDrawn(Event, type="decision.lot_drawn/1"):
    """Options being tied, lots were drawn: all the options in the order in which they came."""

    order: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ChoiceRecountCertified(Event, type="decision.choice_recount_certified/1"):
    """Counted again by the pinned rule, `chosen` are chosen; certified was `was`, and `was_chosen` were."""

    number: int
    verdict: Verdict
    chosen: tuple[str, ...]
    explanation: ChoiceExplanation
    evaluator: str
    was: Verdict
    was_chosen: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Whether it came to the same: the same verdict, and the same are chosen, in whatever order."""
        return self.verdict is self.was and set(self.chosen) == set(self.was_chosen)


@dataclass(frozen=True, kw_only=True)
class ChoiceCertified(Event, type="decision.choice_certified/1"):
    """What was chosen stands, with the reasons that anyone can count again.

    `chosen` is in the order of election or funding. It holds from `effective_from`, or else from now
    on; a reserved matter only once each party of `consents` has consented. It expires on `expires_on`,
    unless it is implemented before. Where there are `stages`, it holds once it has passed them all, the
    first of which runs from `staged_from`. `consents_needed` says which part of `consents` is enough.
    """

    verdict: Verdict
    chosen: tuple[str, ...]
    explanation: ChoiceExplanation
    rule_id: str
    rule_version: int
    rule_hash: str
    consents: tuple[UUID, ...] = ()
    expires_on: date | None = None
    stages: tuple[BodyStage, ...] = ()
    staged_from: date | None = None
    consents_needed: ConsentsNeeded | None = None
