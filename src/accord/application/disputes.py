"""Commands on disputes."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from accord.aggregates import dispute as disputes
from accord.aggregates.agreement import Agreement
from accord.aggregates.dispute import PENDING, Dispute
from accord.aggregates.obligation import DisputeEntered, Schedule, schedule_id
from accord.aggregates.register import Capability
from accord.aggregates.role import Role
from accord.application.desk import unreasoned
from accord.application.obligations import ObligationCommands
from accord.events import Act, Event


class DisputeCommands(ObligationCommands):
    """What parties quarrel about, through the stages of their agreement to its end."""

    def raise_dispute(
        self,
        id: UUID,
        *,
        agreement: UUID,
        party: UUID,
        title: str,
        statement: str,
        against: Sequence[UUID] = (),
        clauses: Sequence[str] = (),
    ) -> Dispute:
        """Raise a dispute for a party, through the post that signs for it."""
        act = self.act(Capability.SIGN)
        instrument = self.unit.read(Agreement, agreement)
        found = self.unit.find(Dispute, id)
        role = self._who_speaks(act, instrument, party)
        event = disputes.raise_dispute(
            found,
            act,
            agreement=instrument,
            known=self._clauses(act, instrument),
            party=party,
            role=role,
            title=title,
            statement=statement,
            against=against,
            clauses=clauses,
        )
        return self._by(found, act, party, role, event)

    def refer_dispute(self, id: UUID, *, party: UUID) -> Dispute:
        """Refer a dispute to the next stage of its agreement."""
        act, found, instrument, role = self._in_dispute(id, party)
        event = disputes.refer(found, act, agreement=instrument, party=party, role=role)
        return self._by(found, act, party, role, event)

    def bring_to_court(self, id: UUID, *, party: UUID, court: str, reference: str = "") -> Dispute:
        """Bring a dispute to court that no stage of its agreement has settled."""
        act, found, instrument, role = self._in_dispute(id, party)
        event = disputes.bring_to_court(
            found,
            act,
            agreement=instrument,
            party=party,
            role=role,
            court=court,
            reference=reference,
        )
        return self._by(found, act, party, role, event)

    def agree_to_settle(self, id: UUID, *, party: UUID, settlement_hash: str) -> Dispute:
        """Agree for a party to the terms of a settlement."""
        act, found, instrument, role = self._in_dispute(id, party)
        events = disputes.agree_to_settle(
            found,
            act,
            agreement=instrument,
            party=party,
            role=role,
            settlement_hash=settlement_hash,
        )
        return self._by(found, act, party, role, *events)

    def withdraw_dispute(self, id: UUID, *, party: UUID) -> Dispute:
        """Withdraw a dispute for the party that raised it."""
        act, found, instrument, role = self._in_dispute(id, party)
        event = disputes.withdraw_dispute(found, act, agreement=instrument, party=party, role=role)
        return self._by(found, act, party, role, event)

    def record_ruling(self, id: UUID, *, ruling: str) -> Dispute:
        """Record, as the register's office, how a dispute was decided."""
        act = self.act(Capability.DRAFT_AGREEMENTS)
        found = self.read(Dispute, id)
        instrument = self.agreement_of(found)
        self.party_to(act)
        event = disputes.record_ruling(found, act, agreement=instrument, ruling=ruling)
        return self.record(found, act, event)

    def _in_dispute(self, id: UUID, party: UUID) -> tuple[Act, Dispute, Agreement, Role | None]:
        act = self.act(Capability.SIGN)
        found = self.read(Dispute, id)
        instrument = self.agreement_of(found)
        return act, found, instrument, self._who_speaks(act, instrument, party)

    def _who_speaks(self, act: Act, instrument: Agreement, party: UUID) -> Role | None:
        """Return the post that signs for a party; for one that has left only the office speaks."""
        if party in instrument.parties_on(act.day(instrument.zone)):
            return self.signatory_post(act, instrument, party)
        self.party_to(act)
        return None

    def _by(
        self, found: Dispute, act: Act, party: UUID, role: Role | None, *events: Event
    ) -> Dispute:
        """Record what a party did; a dispute that was raised before the schedules knew of any is entered now."""
        authority = f"role:{role.id}" if role else None
        self.record(found, act, *events, authority=authority, on_behalf_of=party)
        if found.agreement is not None and found.status in PENDING:
            schedule = self.unit.find(Schedule, schedule_id(found.agreement))
            if found.id not in schedule.disputes:
                entered = DisputeEntered(agreement=found.agreement, dispute=found.id)
                self.record(
                    schedule, unreasoned(act), entered, authority=authority, on_behalf_of=party
                )
        return found
