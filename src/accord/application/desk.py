"""The desk where commands arrive: who acts, for whom, under which authority, since when expected."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeVar, cast
from uuid import UUID

from accord.aggregates.agreement import Agreement
from accord.aggregates.amendment import Amendment
from accord.aggregates.decision import Decision
from accord.aggregates.dispute import Dispute
from accord.aggregates.docket import Docket, docket_id
from accord.aggregates.impact import Impact
from accord.aggregates.meeting import Meeting
from accord.aggregates.obligation import Obligation
from accord.aggregates.party import Party
from accord.aggregates.register import REGISTER, Capability, Mandate, Register, mandate_of
from accord.aggregates.role import Role, role_id
from accord.application.citing import bears, cited
from accord.application.standing import acts_in, still_there, who_can
from accord.errors import NotEntitled, NotFound, Refused, Stale
from accord.events import Act, Circumstances, Classification, Disclosed, Event, Recorded, Stream
from accord.store.unit import Unit
from accord.text import Incorporated, corrected_changes

S = TypeVar("S", bound=Stream)
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """What a request says about the circumstances of its act; most acts say nothing."""

    on_behalf_of: UUID | None = None
    authority: str | None = None
    asserted_by: UUID | None = None
    occurred_on: date | None = None
    occurred_at: datetime | None = None
    reason: str | None = None
    retroactive: bool = False
    evidence: tuple[str, ...] = ()
    correlation_id: UUID | None = None
    classification: Classification | None = None


def _office(mandate: Mandate) -> bool:
    """Whether the mandate is that of the register's office, to record what others did."""
    able = Capability.RECORD_FOR_OTHERS in mandate.capabilities
    return mandate.on_behalf_of == REGISTER and able


class Desk:
    """One principal's commands on one open unit of work.

    `expected` is the version of the aggregate on which the caller decided, None where that does not
    matter; a command on a newer version is refused as `Stale`.
    """

    def __init__(
        self, unit: Unit, principal: UUID, said: Said | None = None, expected: int | None = None
    ) -> None:
        self.unit, self.principal, self.expected = unit, principal, expected
        self.said = said or Said()

    def act(self, capability: Capability) -> Act:
        """Return this principal's act; raise `NotEntitled` without the capability it needs."""
        register = self.unit.read(Register, REGISTER)
        mandate = mandate_of(register, self.principal, capability)
        said = self.said
        env = Circumstances(
            recorded_by=self.principal,
            on_behalf_of=self._for_whom(mandate),
            authority=said.authority or f"mandate:{mandate.id}",
            asserted_by=self._speaker(mandate),
            occurred_on=said.occurred_on,
            occurred_at=said.occurred_at,
            retroactive=said.retroactive,
            evidence=said.evidence,
            correlation_id=said.correlation_id,
            classification=said.classification,
        )
        self._check(said)
        self._check_late(mandate)
        if said.authority and said.authority != f"mandate:{mandate.id}":
            cited(self.unit, said.authority)
        return Act(at=self.unit.at, env=env, reason=said.reason)

    def _for_whom(self, mandate: Mandate) -> UUID:
        asked = self.said.on_behalf_of
        if asked is None or asked == mandate.on_behalf_of:
            return mandate.on_behalf_of
        if not _office(mandate):
            raise NotEntitled(
                f"this principal acts for {mandate.on_behalf_of}, and not for {asked}",
                party=str(asked),
            )
        self.unit.read(Party, asked)
        return asked

    def _speaker(self, mandate: Mandate) -> UUID | None:
        asked = self.said.asserted_by
        if asked is None or asked == self.principal:
            return None
        if not _office(mandate):
            raise NotEntitled(
                "this principal speaks for itself only; what others did is recorded by the register's "
                f"office, with the capability {Capability.RECORD_FOR_OTHERS}"
            )
        return asked

    def _check_late(self, mandate: Mandate) -> None:
        late = self.said.occurred_on or self.said.occurred_at
        if late and Capability.RECORD_FOR_OTHERS not in mandate.capabilities:
            raise NotEntitled(
                "an act is recorded when it is done; to record what happened earlier needs the "
                f"capability {Capability.RECORD_FOR_OTHERS}",
                needed=Capability.RECORD_FOR_OTHERS,
            )

    def _check(self, said: Said) -> None:
        for index, digest in enumerate(said.evidence):
            if not _SHA256.fullmatch(digest):
                where = f"evidence/{index}"
                raise Refused(f"{digest} is no SHA-256 in lower-case hex", field=where)
        if said.retroactive and not (said.reason and said.authority):
            raise Refused(
                "a retroactive entry needs a reason and an authority", field="retroactive"
            )
        if said.occurred_on and said.occurred_at:
            raise Refused(
                "say either on which day it occurred or at which instant", field="occurred_on"
            )

    def read(self, kind: type[S], id: UUID) -> S:
        """Return the aggregate a command is about; raise `Stale` when it is not as expected."""
        found = self.unit.read(kind, id)
        if self.expected is not None and found.version != self.expected:
            raise Stale(
                f"this {kind.NAME} is at version {found.version}, not {self.expected}: somebody acted on "
                "it meanwhile; read it again and decide anew",
                version=found.version,
            )
        return found

    def history_of(self, id: UUID) -> list[Recorded[Event]]:
        """Return all entries of one stream, in order, with what is disclosed sealed."""
        return list(cast("Iterable[Recorded[Event]]", self.unit.events.get(id)))

    def agreement_of(
        self, found: Role | Decision | Amendment | Meeting | Obligation | Dispute | Impact
    ) -> Agreement:
        """Return the agreement that a thing belongs to: a role, a decision, an amendment and so on."""
        if found.agreement is None:
            raise NotFound(
                f"there is no {found.NAME} {found.id} in this register", id=str(found.id)
            )
        return self.unit.read(Agreement, found.agreement)

    def incorporated(self, instrument: Agreement) -> list[Incorporated]:
        """Return the amendments that belong to an agreement, with what they change, in order of adoption.

        What an erratum has put right in one reads as it should.
        """
        corrections = instrument.corrections()
        streams = self.unit.read_many(Amendment, [i.amendment for i in instrument.incorporated])
        return [
            Incorporated(
                entry.effective_from,
                entry.seq,
                corrected_changes(stream.modifications, corrections, entry.seq),
                frozenset(change.touches for change in stream.provisions),
                entry.until,
                entry.annulled_at,
            )
            for entry, stream in zip(instrument.incorporated, streams, strict=True)
        ]

    def role_of(self, instrument: Agreement, post: str) -> Role:
        """Return a post of an agreement, with whoever holds it."""
        return self.unit.find(Role, role_id(instrument.id, post))

    def docket_of(self, found: Decision) -> Docket:
        """Return the docket of the body that a decision is before; empty where none of its votes was closed."""
        return self.unit.find(Docket, docket_id(self.agreement_of(found).id, found.body))

    def signatory_post(self, act: Act, instrument: Agreement, party: UUID) -> Role:
        """Return the post that signs for a party on the day; only that party acts, or the office."""
        self.party_to(act, party)
        named = instrument.terms_on(act.day(instrument.zone)).signatory_of(party)
        if named is None:
            raise NotEntitled(
                f"{party} is no party of this agreement for which anybody signs", party=str(party)
            )
        still_there(self.unit, act, instrument, party)
        return self.role_of(instrument, named.post)

    def party_to(self, act: Act, *parties: UUID) -> None:
        """Raise `NotEntitled` unless one of these parties acts, or the register's office."""
        acting = act.env.on_behalf_of
        if acting not in (REGISTER, *parties):
            raise NotEntitled(
                f"only {who_can(parties)} can do this; this principal acts for party {acting}",
                party=str(acting),
                entitled=[str(party) for party in dict.fromkeys(parties)],
            )

    def one_of(self, act: Act, instrument: Agreement, *parties: UUID) -> None:
        """Raise a refusal unless one of these parties of an agreement acts, and is still there, or the office."""
        self.party_to(act, *parties)
        still_there(self.unit, act, instrument, act.env.on_behalf_of)

    def party_of(self, act: Act, instrument: Agreement) -> None:
        """Raise `NotEntitled` unless a party of the agreement acts, or the register's office.

        A party that is suspended does not act; that it can still give notice and leave is its own matter.
        """
        day = act.day(instrument.zone)
        self.one_of(act, instrument, *instrument.parties_on(day))
        if act.env.on_behalf_of in instrument.life.suspended_parties(day):
            raise NotEntitled(
                f"party {act.env.on_behalf_of} is suspended on {day}, and cannot act",
                party=str(act.env.on_behalf_of),
            )

    def presides(self, act: Act, instrument: Agreement, body: str) -> None:
        """Raise `NotEntitled` unless the chair acts, or the office; without a chair, any party may.

        What the office records as another's act must be the chair's. Over a body that an amendment has struck
        nobody presides any more, and what it had begun any party brings to its end.
        """
        day = act.day(instrument.zone)
        if act.env.on_behalf_of == REGISTER and act.env.asserted_by is None:
            return
        found = instrument.terms_on(day).body(body)
        chair = found.chair if found else None
        if chair is None:
            self.party_of(act, instrument)
        else:
            role = self.role_of(instrument, chair)
            seated = role.seated_on(day)
            if seated is None or seated.holder != act.speaker:
                raise NotEntitled(
                    f"only the holder of post {chair} presides over body {body}", post=chair
                )
            self.sent_by_a_party(act, instrument, role)

    def sent_by_a_party(self, act: Act, instrument: Agreement, role: Role) -> None:
        """Raise a refusal where the party of who sits in a post left the agreement, or cannot act."""
        acts_in(self.unit, act, instrument, role)

    def seat_of(self, act: Act, instrument: Agreement, post: str) -> Role:
        """Return a post for which somebody acts; raise a refusal where nobody can on that day."""
        role = self.role_of(instrument, post)
        self.sent_by_a_party(act, instrument, role)
        return role

    def record(
        self,
        state: S,
        act: Act,
        *events: Event,
        authority: str | None = None,
        on_behalf_of: UUID | None = None,
    ) -> S:
        """Append what happened, with the reason said on its first event; return who followed it.

        Where the act itself determines its `authority`, and whom it binds, that is recorded; of a
        retroactive entry the authority that the request cites, which must be fit for it.
        """
        env = replace(act.env, on_behalf_of=on_behalf_of or act.env.on_behalf_of)
        if authority and not (env.retroactive and self.said.authority):
            env = replace(env, authority=authority)
        elif self.said.authority and not env.authority.startswith("mandate:"):
            bears(self.unit, act, env.authority, state, events)
        for event in _reasoned(act.reason, events):
            dated = event.effective_from or event.effective_to
            self.unit.append(state, env if dated else replace(env, retroactive=False), event)
        return state


def unreasoned(act: Act) -> Act:
    """Return the act as its further events have it: the reason stands once, on the first."""
    return replace(act, reason=None)


def _reasoned(reason: str | None, events: Iterable[Event]) -> list[Event]:
    found = list(events)
    if reason and found:
        found[0] = replace(found[0], reason=Disclosed(reason))
    return found
