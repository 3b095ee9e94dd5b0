"""What can happen to an agreement once it is in force: notice, departures, suspension, its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from accord.aggregates.agreement.terms import Ground, NoticeKind
from accord.events import Disclosed, Event


@dataclass(frozen=True, kw_only=True)
class NoticeGiven(Event, type="agreement.notice_given/1"):
    """A party gave notice on a day; it has its effect from `effective_from`.

    Notice of a breach is given `against` the party in breach, which can cure it up to but without that day.
    """

    notice: int
    party: UUID
    signatory: UUID
    post: str
    kind: NoticeKind
    given_on: date
    against: UUID | None = None
    statement: Disclosed[str]


@dataclass(frozen=True, kw_only=True)
class NoticeWithdrawn(Event, type="agreement.notice_withdrawn/1"):
    """The party that gave this notice took it back before it had its effect.

    Where that was recorded after it, `effective_from` is the day from which its effect is undone. What rests
    on the notice alone, and whose day is yet to come, falls with it. Where the terms ask for the leave of the
    others, it is given to the party `leave_of`, by this decision or else by the assent of them all.
    """

    notice: int
    signatory: UUID
    post: str
    leave_of: UUID | None = None
    decision: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class PartyWithdrew(Event, type="agreement.party_withdrew/1"):
    """A party that had given notice leaves; from `effective_from` it is none of the agreement."""

    party: UUID
    notice: int
    signatory: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class PartyExpelled(Event, type="agreement.party_expelled/1"):
    """A party has to leave, by a decision or by the assent of all others; it is none from `effective_from`."""

    party: UUID
    decision: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class AgreementSuspended(Event, type="agreement.suspended/1"):
    """The agreement, some clauses of it or one party is suspended, by a decision or the assent of all.

    Neither clauses nor a party named, it is the whole agreement. Without `effective_to` it lasts until
    it is resumed.
    """

    suspension: int
    clauses: tuple[str, ...] = ()
    party: UUID | None = None
    decision: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class AgreementResumed(Event, type="agreement.resumed/1"):
    """A suspension ends; from `effective_from` what was suspended holds again."""

    suspension: int
    decision: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class AgreementRenewed(Event, type="agreement.renewed/1"):
    """The term was renewed for this time of so many: from `effective_from`, and ends on `effective_to` instead."""

    renewal: int
    decision: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class TerminatedByConsent(Event, type="agreement.terminated_by_consent/1"):
    """Every party assented to the end of the agreement on `effective_from`.

    For a breach of which `notice` was given, every party but the one in breach.
    """

    ground: Ground = Ground.MUTUAL
    notice: int | None = None


@dataclass(frozen=True, kw_only=True)
class TerminatedForCause(Event, type="agreement.terminated_for_cause/1"):
    """The agreement ends on `effective_from`: this breach was not cured, and it was so decided."""

    notice: int
    decision: UUID


@dataclass(frozen=True, kw_only=True)
class TerminatedOnNotice(Event, type="agreement.terminated_on_notice/1"):
    """The agreement ends on `effective_from`, because a party had given notice to terminate it."""

    notice: int
    party: UUID


@dataclass(frozen=True, kw_only=True)
class CloseOutStarted(Event, type="agreement.close_out_started/1"):
    """From `effective_from` the agreement is wound up: it has ended, or too few parties are left.

    `parties` is how many are left, where they are fewer than it needs.
    """

    parties: int | None = None


@dataclass(frozen=True, kw_only=True)
class CloseOutAverted(Event, type="agreement.close_out_averted/1"):
    """The close-out that was to begin does not: a party stays, and with it there are enough."""


@dataclass(frozen=True, kw_only=True)
class CloseOutCompleted(Event, type="agreement.close_out_completed/1"):
    """Everything is settled; with the hash of the final report where there is one."""

    final_report: str | None = None


@dataclass(frozen=True, kw_only=True)
class AgreementSuperseded(Event, type="agreement.superseded/1"):
    """Another agreement takes its place from `effective_from`, by a decision or the assent of all."""

    by: UUID
    decision: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class SupersessionUndone(Event, type="agreement.supersession_undone/1"):
    """The agreement that took its place, or was to, is void ab initio: it never did, and this one has gone on."""

    by: UUID


@dataclass(frozen=True, kw_only=True)
class AgreementSucceeded(Event, type="agreement.succeeded/1"):
    """The agreement takes the place of another one from `effective_from`."""

    predecessor: UUID


@dataclass(frozen=True, kw_only=True)
class AgreementDeclaredVoid(Event, type="agreement.declared_void/1"):
    """The agreement is void, by a decision or an authority outside: from `effective_from`, or ab initio.

    Where it is `assented`, every party assented to that instead.

    Ab initio is from its conclusion, or from the first day on which it was to bind, where that lies
    before. What was recorded stays.
    """

    ab_initio: bool
    decision: UUID | None = None
    assented: bool = False
