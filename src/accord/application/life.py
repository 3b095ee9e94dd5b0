"""Commands on an agreement in force: notice, departures, suspension, renewal, and every end of it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from accord.aggregates import agreement
from accord.aggregates.agreement import Agreement
from accord.aggregates.agreement.events import AgreementDeclaredVoid, Ground
from accord.aggregates.agreement.standing import from_outside
from accord.aggregates.agreement.terms import NoticeKind
from accord.aggregates.decision import Decision
from accord.aggregates.dispute import PENDING, Dispute
from accord.aggregates.obligation import Obligation, Schedule, schedule_id, unsettled
from accord.aggregates.register import REGISTER, Capability
from accord.application.desk import unreasoned
from accord.application.speaking import ForParties
from accord.errors import NotEntitled
from accord.events import Act, Event


class LifeCommands(ForParties):
    """From the entry into force of an agreement to its last day, and beyond."""

    # --- What a party does by itself, through the post that signs for it ------------------------

    def give_notice(
        self,
        id: UUID,
        *,
        party: UUID,
        kind: NoticeKind,
        statement: str,
        effective_from: date | None = None,
        against: UUID | None = None,
    ) -> Agreement:
        """Give notice for a party: of its withdrawal, of termination, of a breach, of no renewal."""
        act = self.act(Capability.SIGN)
        found = self.read(Agreement, id)
        role = self._signing(act, found, party)
        event = agreement.give_notice(
            found,
            act,
            party=party,
            kind=kind,
            role=role,
            statement=statement,
            effective_from=effective_from,
            against=against,
        )
        return self._for_party(found, act, party, role, event)

    def withdraw_notice(self, id: UUID, *, notice: int, decision: UUID | None = None) -> Agreement:
        """Take a notice back before it has its effect, and before that of what rests on it."""
        act = self.act(Capability.SIGN)
        found = self.read(Agreement, id)
        day = act.day(found.zone)
        self.party_to(act, *found.parties_on(day))
        party = found.acting_for(found.life.notice_given(notice).party, day)
        role = self._signing(act, found, party)
        cited = self._decision(decision)
        events = agreement.withdraw_notice(found, act, notice=notice, role=role, decision=cited)
        return self._for_party(found, act, party, role, *events)

    def withdraw_party(
        self, id: UUID, *, party: UUID, notice: int, effective_from: date | None = None
    ) -> Agreement:
        """Leave the agreement, as notice was given."""
        act = self.act(Capability.SIGN)
        found = self.read(Agreement, id)
        role = self._signing(act, found, party)
        events = agreement.withdraw_party(
            found, act, party=party, notice=notice, role=role, effective_from=effective_from
        )
        return self._for_party(found, act, party, role, *events)

    # --- What rests on a decision, or on the assent of all --------------------------------------

    def expel_party(
        self,
        id: UUID,
        *,
        party: UUID,
        decision: UUID | None = None,
        effective_from: date | None = None,
    ) -> Agreement:
        """Expel a party, on the authority of a carried decision about it."""
        act, found = self._of_all(id)
        events = agreement.expel_party(
            found,
            act,
            party=party,
            decision=self._decision(decision),
            effective_from=effective_from,
        )
        return self._on_decision(found, act, decision, *events)

    def suspend(
        self,
        id: UUID,
        *,
        clauses: tuple[str, ...] = (),
        party: UUID | None = None,
        decision: UUID | None = None,
        effective_from: date | None = None,
        effective_to: date | None = None,
    ) -> Agreement:
        """Suspend clauses, a party, or the whole agreement."""
        act, found = self._of_all(id)
        event = agreement.suspend(
            found,
            act,
            clauses=clauses,
            party=party,
            decision=self._decision(decision),
            effective_from=effective_from,
            effective_to=effective_to,
        )
        return self._on_decision(found, act, decision, event)

    def resume(
        self,
        id: UUID,
        *,
        suspension: int,
        decision: UUID | None = None,
        effective_from: date | None = None,
    ) -> Agreement:
        """End a suspension."""
        act, found = self._of_all(id)
        event = agreement.resume(
            found,
            act,
            suspension=suspension,
            decision=self._decision(decision),
            effective_from=effective_from,
        )
        return self._on_decision(found, act, decision, event)

    def renew(
        self, id: UUID, *, decision: UUID | None = None, effective_to: date | None = None
    ) -> Agreement:
        """Renew the term before it ends."""
        act, found = self._of_all(id)
        event = agreement.renew(
            found, act, decision=self._decision(decision), effective_to=effective_to
        )
        return self._on_decision(found, act, decision, event)

    def terminate(
        self,
        id: UUID,
        *,
        ground: Ground,
        decision: UUID | None = None,
        notice: int | None = None,
        effective_from: date | None = None,
    ) -> Agreement:
        """End the agreement on a ground, by what this ground needs."""
        act, found = self._of_all(id)
        event = agreement.terminate(
            found,
            act,
            ground=ground,
            decision=self._decision(decision),
            notice=notice,
            effective_from=effective_from,
        )
        outside = ground is Ground.FRUSTRATION  # what shows it stands in the request
        return self._on_decision(found, act, None if outside else decision, event)

    def supersede(self, id: UUID, *, successor: UUID, decision: UUID | None = None) -> Agreement:
        """Let another agreement take the place of this one; both say so, in one transaction."""
        act, found = self._of_all(id)
        other = self.unit.read(Agreement, successor)
        self.party_of(act, other)
        superseded, succeeded = agreement.supersede(
            found, act, successor=other, decision=self._decision(decision)
        )
        self._on_decision(other, act, decision, succeeded)
        return self._on_decision(found, act, decision, superseded)

    def declare_void(
        self,
        id: UUID,
        *,
        ab_initio: bool,
        decision: UUID | None = None,
        effective_from: date | None = None,
    ) -> Agreement:
        """Declare the agreement void; on an authority outside, only the office records it."""
        act, found = self._of_all(id)
        outside = decision is None and from_outside(act)
        if outside and act.env.on_behalf_of != REGISTER:
            raise NotEntitled(
                "a party cites the decision by which the agreement is void, or each party assents to "
                "it; that an authority outside made it so is recorded by the register's office",
                field="authority",
            )
        event = agreement.declare_void(
            found,
            act,
            ab_initio=ab_initio,
            decision=self._decision(decision),
            effective_from=effective_from,
        )
        self._undone(found, act, decision, event)
        return self._on_decision(found, act, decision, event)

    def _undone(
        self, found: Agreement, act: Act, decision: UUID | None, event: AgreementDeclaredVoid
    ) -> None:
        """Let each agreement go on whose place this one never took, as it is void from the beginning."""
        for predecessor in found.life.predecessors if event.ab_initio else ():
            before = self.unit.read(Agreement, predecessor)
            undone = agreement.undo_supersession(before, void=found)
            self._on_decision(before, unreasoned(act), decision, *undone)

    # --- The close-out --------------------------------------------------------------------------

    def start_close_out(self, id: UUID, *, effective_from: date | None = None) -> Agreement:
        """Begin to wind up an agreement that has ended."""
        act, found = self._of_all(id)
        event = agreement.start_close_out(found, act, effective_from=effective_from)
        return self.record(found, act, event)

    def complete_close_out(self, id: UUID, *, final_report: str | None = None) -> Agreement:
        """Close the agreement for good."""
        act, found = self._of_all(id)
        event = agreement.complete_close_out(
            found,
            act,
            unsettled=self._unsettled(found),
            disputes=self._pending(found),
            final_report=final_report,
        )
        return self.record(found, act, event)

    def _unsettled(self, found: Agreement) -> list[UUID]:
        """Return the obligations that are neither met nor waived."""
        schedule = self.unit.find(Schedule, schedule_id(found.id))
        owed = self.unit.read_many(Obligation, schedule.obligations)
        return [obligation.id for obligation in unsettled(owed)]

    def _pending(self, found: Agreement) -> list[UUID]:
        """Return the disputes that are not over."""
        schedule = self.unit.find(Schedule, schedule_id(found.id))
        raised = self.unit.read_many(Dispute, schedule.disputes)
        return [dispute.id for dispute in raised if dispute.status in PENDING]

    def _of_all(self, id: UUID) -> tuple[Act, Agreement]:
        act = self.act(Capability.DRAFT_AGREEMENTS)
        found = self.read(Agreement, id)
        self.party_of(act, found)
        return act, found

    def _decision(self, id: UUID | None) -> Decision | None:
        return self.unit.read(Decision, id) if id is not None else None

    def _on_decision(
        self, found: Agreement, act: Act, decision: UUID | None, *events: Event
    ) -> Agreement:
        authority = f"decision:{decision}" if decision is not None else None
        return self.record(found, act, *events, authority=authority)
