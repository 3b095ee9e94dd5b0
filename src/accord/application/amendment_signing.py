"""Commands on amendments that the parties sign, and on those that come to nothing."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from accord.aggregates import amendment as amendments
from accord.aggregates.amendment import Amendment, AmendmentAdopted
from accord.aggregates.party import Party
from accord.aggregates.register import Capability
from accord.application.amending import AmendmentDesk
from accord.application.desk import unreasoned


class AmendmentSigningCommands(AmendmentDesk):
    """Signature by the parties, and the other ends of an amendment."""

    def open_amendment_for_signature(
        self, id: UUID, *, effective_from: date | None = None, deadline: date | None = None
    ) -> Amendment:
        """Ask the parties to sign a carried amendment, where the agreement has them sign."""
        act = self.act(Capability.AMEND)
        found = self.read(Amendment, id)
        instrument = self.agreement_of(found)
        self.party_of(act, instrument)
        decision = self._its_decision(found)
        opened = amendments.open_amendment_for_signature(
            found,
            act,
            agreement=instrument,
            incorporated=self.incorporated(instrument),
            decision=decision,
            effective_from=effective_from,
            deadline=deadline,
        )
        return self.record(found, act, opened, authority=f"decision:{decision.id}")

    def sign_amendment(
        self, id: UUID, *, party: UUID, modifications_hash: str, capacity: str
    ) -> Amendment:
        """Sign for a party; the last signature adopts the amendment and incorporates it."""
        act = self.act(Capability.SIGN)
        found = self.read(Amendment, id)
        instrument = self.agreement_of(found)
        role = self.signatory_post(act, instrument, party)
        named = self.unit.read(Party, party)
        named.must_act(act.day(instrument.zone), "it cannot sign")
        signed, *adopted = amendments.sign_amendment(
            found,
            act,
            agreement=instrument,
            incorporated=self.incorporated(instrument),
            decision=self._its_decision(found),
            party=party,
            signatory=act.speaker,
            role=role,
            modifications_hash=modifications_hash,
            capacity=capacity,
        )
        self.record(found, act, signed, authority=f"role:{role.id}", on_behalf_of=party)
        for event in adopted:
            if isinstance(event, AmendmentAdopted):
                self._take_in(found, unreasoned(act), instrument, event)
        return found

    def decline_to_sign_amendment(self, id: UUID, *, party: UUID) -> Amendment:
        """Say for a party that it does not sign; with that the amendment lapses."""
        act = self.act(Capability.SIGN)
        found = self.read(Amendment, id)
        instrument = self.agreement_of(found)
        role = self.signatory_post(act, instrument, party)
        events = amendments.decline_to_sign(
            found, act, agreement=instrument, party=party, signatory=act.speaker, role=role
        )
        authority = f"role:{role.id}"
        return self.record(found, act, *events, authority=authority, on_behalf_of=party)

    def withdraw_amendment(self, id: UUID) -> Amendment:
        """Withdraw an amendment and the motion on it, as the one who drafted it, before the vote opens."""
        act = self.act(Capability.AMEND)
        found = self.read(Amendment, id)
        self.party_of(act, self.agreement_of(found))
        decision = self._decision_on(found)
        event = amendments.withdraw(found, act, decision=decision)
        self._fall(decision, act)
        return self.record(found, act, event)

    def lapse_amendment(self, id: UUID) -> Amendment:
        """Record that an amendment can no longer be adopted."""
        act = self.act(Capability.AMEND)
        found = self.read(Amendment, id)
        instrument = self.agreement_of(found)
        self.party_of(act, instrument)
        return self.record(found, act, amendments.lapse(found, act, agreement=instrument))
