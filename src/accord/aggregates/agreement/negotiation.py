"""What is remembered of the negotiation of a draft, and of its signing once the text is adopted."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from accord.aggregates.agreement import events as e
from accord.aggregates.agreement.terms import Provision, Terms
from accord.events import Event, Recorded


@dataclass
class Request:
    """A request to change the draft, not made before `since`; revising each clause that it names answers it."""

    party: UUID
    since: datetime
    waiting: set[str]
    open: bool = True

    def revised(self, clause: str) -> None:
        """Note that a clause was revised or struck."""
        if clause in self.waiting:
            self.waiting.discard(clause)
            self.open = self.open and bool(self.waiting)


@dataclass
class Negotiation:
    """Whether the draft was shared or given up, who has it, and what the parties ask to be changed."""

    shared: bool = False
    known_to: set[UUID] = field(default_factory=set)
    abandoned: bool = False
    requests: dict[int, Request] = field(default_factory=dict)

    def unanswered(self) -> list[int]:
        """Return the numbers of the requests that are still open."""
        return [number for number, request in self.requests.items() if request.open]

    def follow(self, event: Event, recorded: Recorded[Event]) -> None:
        """Follow the record; who shared the draft has it, as those with whom it was shared."""
        match event:
            case e.DraftShared():
                self.shared = True
                self.known_to.update((recorded.env.on_behalf_of, *event.recipients))
            case e.ChangeRequested():
                asked = Request(event.party, recorded.earliest, set(event.clauses))
                self.requests[event.number] = asked
            case e.ChangeAnswered():
                self.requests[event.number].open = False
            case e.ClauseRevised():
                self._revised(event.clause)
            case e.ProvisionStruck(provision=Provision.CLAUSE):
                self._revised(event.key)
            case e.NegotiationLeft():
                self._left(event.party)
            case e.AgreementAbandoned():
                self.abandoned = True

    def _revised(self, clause: str) -> None:
        for request in self.requests.values():
            request.revised(clause)

    def _left(self, party: UUID) -> None:
        """Close what a party asked for that has left: it needs no answer."""
        for request in self.requests.values():
            request.open = request.open and request.party != party


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed, from which post, and on which day."""

    signatory: UUID
    post: str
    day: date


@dataclass
class Signing:
    """Since when and until when the parties can sign, who did, who will not, and who ratified."""

    opened: bool = False
    deadline: date | None = None
    signed_on: dict[UUID, date] = field(default_factory=dict)
    signatures: dict[UUID, Signature] = field(default_factory=dict)
    declined: set[UUID] = field(default_factory=set)
    ratified_on: dict[UUID, date] = field(default_factory=dict)
    acceded_on: dict[UUID, date] = field(default_factory=dict)

    def done_on(self, terms: Terms) -> dict[UUID, date]:
        """Return who has done all that the terms require of a party, and on which day."""
        entry = terms.entry_into_force
        if entry is None or not entry.ratification:
            return self.signed_on
        return {
            party: self.ratified_on[party]
            for party in self.signed_on.keys() & self.ratified_on.keys()
        }

    def follow(self, event: Event) -> None:
        """Follow the record."""
        match event:
            case e.OpenedForSignature():
                self.opened, self.deadline = True, event.deadline
            case e.SigningExtended():
                self.deadline = event.deadline
            case e.AgreementSigned():
                self.signed_on[event.party] = event.signed_on
                self.signatures[event.party] = Signature(
                    event.signatory, event.post, event.signed_on
                )
                self.declined.discard(event.party)
            case e.SignatureDeclined():
                self.declined.add(event.party)
            case e.SignatureWithdrawn():
                self.signed_on.pop(event.party, None)
                self.signatures.pop(event.party, None)
                self.ratified_on.pop(event.party, None)
            case e.RatificationDeposited():
                self.ratified_on[event.party] = event.deposited_on
            case e.PartyAcceded(effective_from=date() as day):
                self.acceded_on[event.party] = day
