"""What an amendment remembers, and the stage that follows from it on a given day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID
from zoneinfo import ZoneInfo

from accord.aggregates.agreement.negotiation import Signature
from accord.aggregates.amendment import events as m
from accord.aggregates.amendment.changes import ProvisionChange, Touched, changes_hash, touches
from accord.aggregates.amendment.recording import modification_of, provision_of
from accord.errors import OutOfOrder
from accord.events import Event, Recorded, Stream
from accord.rules import Verdict
from accord.text import Incorporated, Modification


class Stage(StrEnum):
    """Where an amendment stands on a day."""

    DRAFTED = "drafted"
    UNDER_DECISION = "under_decision"
    OPEN_FOR_SIGNATURE = "open_for_signature"
    ADOPTED = "adopted"
    IN_FORCE = "in_force"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    SUPERSEDED = "superseded"
    ANNULLED = "annulled"


_ENDS: dict[type[Event], Stage] = {
    m.AmendmentWithdrawn: Stage.WITHDRAWN,
    m.AmendmentLapsed: Stage.LAPSED,
    m.AmendmentSuperseded: Stage.SUPERSEDED,
}


@dataclass
class Signing:
    """What the parties are asked to sign, and which of them did."""

    opened: bool = False
    effective_from: date | None = None
    deadline: date | None = None
    signed: dict[UUID, date] = field(default_factory=dict)
    signatures: dict[UUID, Signature] = field(default_factory=dict)

    def follow(self, event: Event) -> None:
        """Follow the record."""
        match event:
            case m.AmendmentOpened():
                self.opened, self.deadline = True, event.deadline
                self.effective_from = event.effective_from
            case m.AmendmentSigned():
                self.signed[event.party] = event.signed_on
                self.signatures[event.party] = Signature(
                    event.signatory, event.post, event.signed_on
                )


@dataclass
class Amendment(Stream):
    """An amendment as far as later acts need to know it."""

    NAME: ClassVar[str] = "amendment"

    agreement: UUID | None = None
    title: str = ""
    base: int = 0
    corrected: int = 0
    minor: bool = False
    wanted_from: date | None = None
    late: bool = False
    """Whether it was drafted for days that had passed, and that was said."""
    drafted_for: UUID | None = None
    drafter: UUID | None = None
    stated: date | datetime | None = None
    since: datetime | None = None
    modifications: list[Modification] = field(default_factory=list)
    provisions: list[ProvisionChange] = field(default_factory=list)
    decision: UUID | None = None
    signing: Signing = field(default_factory=Signing)
    rejected: bool = False
    adopted: bool = False
    effective_from: date | None = None
    ended: Stage | None = None
    worded_at: datetime | None = None
    annulled_from: date | None = None

    @property
    def touches(self) -> set[Touched]:
        """The clauses and provisions that it changes."""
        return touches(self.modifications, self.provisions)

    @property
    def hash(self) -> str:
        """The hash of all that it changes."""
        return changes_hash(self.modifications, self.provisions)

    def wanted_after(self, today: date) -> date | None:
        """Return the day from which it was drafted to hold, None once that has passed without an adoption."""
        wanted = self.wanted_from
        passed = wanted is not None and wanted < today and not self.late
        return None if passed else wanted

    def stage(self, day: date, verdict: Verdict | None = None) -> Stage:
        """Return where it stands on a day, its motion having come to this verdict."""
        if self.ended is not None:
            return self.ended
        if self.annulled_from is not None and self.annulled_from <= day:
            return Stage.ANNULLED
        if self.effective_from is not None and self.adopted:
            return Stage.IN_FORCE if self.effective_from <= day else Stage.ADOPTED
        lost = self.decision is not None and verdict not in (None, Verdict.CARRIED)
        if self.rejected or lost:
            return Stage.REJECTED
        if self.signing.opened:
            return Stage.OPEN_FOR_SIGNATURE
        return Stage.DRAFTED if self.decision is None else Stage.UNDER_DECISION

    def saw(self, other: Incorporated) -> bool:
        """Return whether it was drafted on the text with another amendment."""
        return other.seq <= self.base

    def saw_annulled(self, other: Incorporated) -> bool:
        """Return whether another amendment stands, or did not when this one was drafted."""
        if other.annulled_at is None or self.worded_at is None:
            return True
        return other.annulled_at <= self.worded_at

    def waits_for(self, decision: UUID) -> bool:
        """Return whether it can still be adopted or rejected, as the decision to which it is put goes."""
        return self.decision == decision and not self.adopted and self.ended is None

    def must_stand(self, why: str) -> None:
        """Raise `OutOfOrder` where it was adopted already, was rejected, or has come to another end."""
        self.must_be_pending(why)
        if self.rejected:
            raise OutOfOrder(f"{why}: the amendment is rejected", stage=Stage.REJECTED)

    def must_be_pending(self, why: str) -> None:
        """Raise `OutOfOrder` where it was adopted already, or has come to an end, rejected or not."""
        self.exists()
        if self.adopted:
            raise OutOfOrder(f"{why}: the amendment is already adopted", stage=Stage.ADOPTED)
        if self.ended is not None:
            raise OutOfOrder(f"{why}: the amendment is {self.ended}", stage=self.ended)

    def stated_on(self, zone: str) -> date | None:
        """Return the day on which it was drafted, or drafted again, in the zone of the agreement."""
        if isinstance(self.stated, datetime):
            return self.stated.astimezone(ZoneInfo(zone)).date()
        return self.stated

    def follow(self, event: Event, recorded: Recorded[Event]) -> None:
        """Follow the record."""
        self.since = max(self.since or recorded.earliest, recorded.earliest)
        self.signing.follow(event)
        match event:
            case m.PutToDecision():
                self.decision = event.decision
            case m.AmendmentRejected():
                self.rejected = True
            case m.AmendmentReturned():
                self.decision, self.rejected, self.signing = None, False, Signing()
            case m.AmendmentAdopted() | m.AmendmentAdoptedByAssent():
                self.adopted, self.effective_from = True, event.effective_from
            case m.AmendmentAnnulled():
                self.annulled_from = event.effective_from or date.min
            case m.AmendmentWithdrawn() | m.AmendmentLapsed() | m.AmendmentSuperseded():
                self.ended = _ENDS[type(event)]
            case _:
                self._follow_draft(event, recorded)

    def _follow_draft(self, event: Event, recorded: Recorded[Event]) -> None:
        match event:
            case m.AmendmentDrafted():
                self.agreement, self.title, self.base = event.agreement, event.title, event.base
                self.minor, self.corrected = event.minor, event.corrected
                self.worded_at = recorded.recorded_at
                self._wanted(event, recorded)
                self._stated(recorded)
            case m.AmendmentRebased():
                self.base, self.modifications, self.provisions = event.base, [], []
                self.corrected = event.corrected
                self._wanted(event, recorded)
                self.stated, self.worded_at = _when(recorded), recorded.recorded_at
            case m.ProvisionDrafted() | m.ProvisionStrikeDrafted():
                self.provisions.append(provision_of(event))
            case (
                m.SubstitutionDrafted()
                | m.InsertionDrafted()
                | m.RepealDrafted()
                | m.RenumberingDrafted()
                | m.MoveDrafted()
            ):
                self.modifications.append(modification_of(event))

    def _wanted(self, event: Event, recorded: Recorded[Event]) -> None:
        if (day := event.effective_from) is not None:
            self.wanted_from = day
            self.late = recorded.env.retroactive and day < recorded.recorded_at.date()

    def _stated(self, recorded: Recorded[Event]) -> None:
        env, self.stated = recorded.env, _when(recorded)
        self.drafted_for = env.on_behalf_of
        self.drafter = env.asserted_by or env.recorded_by


def _when(recorded: Recorded[Event]) -> date | datetime:
    env = recorded.env
    return env.occurred_on or env.occurred_at or recorded.recorded_at
