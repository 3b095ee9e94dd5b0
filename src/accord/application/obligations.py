"""Commands on obligations."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from accord.aggregates import obligation as obligations
from accord.aggregates.agreement import Agreement
from accord.aggregates.decision import Decision
from accord.aggregates.obligation import (
    Kind,
    Obligation,
    ObligationEntered,
    Schedule,
    contribution_id,
    schedule_id,
)
from accord.aggregates.party import Party
from accord.aggregates.register import Capability
from accord.application.amendments import AmendmentCommands
from accord.errors import OutOfOrder, Refused
from accord.events import Act
from accord.text import text_on


class ObligationCommands(AmendmentCommands):
    """Who owes what when, and whether it was kept."""

    def schedule_obligation(
        self,
        id: UUID,
        *,
        agreement: UUID,
        decision: UUID | None = None,
        **said: Any,  # noqa: ANN401 - what is owed
    ) -> Obligation:
        """Enter what a party owes under the agreement; what no contribution or decision names, it enters itself."""
        act = self.act(Capability.DRAFT_AGREEMENTS)
        instrument = self.unit.read(Agreement, agreement)
        self.party_of(act, instrument)
        if decision is None and not said.get("contribution"):
            self._by_owner(act, instrument, said["party"])
        cited = self.unit.read(Decision, decision) if decision else None
        return self._schedule(id, act, instrument, decision=cited, **said)

    def schedule_contributions(self, id: UUID, *, contribution: str) -> Agreement:
        """Enter what a contribution of the terms asks for, on each of its days that is not entered yet."""
        act = self.act(Capability.DRAFT_AGREEMENTS)
        instrument = self.read(Agreement, id)
        self.party_of(act, instrument)
        day = act.day(instrument.zone)
        found = obligations.contribution_on(instrument, day, contribution)
        ids = {due: contribution_id(id, contribution, due) for due in found.due_on}
        new = {due: one for due, one in ids.items() if not self.unit.find(Obligation, one).version}
        if not new:
            raise OutOfOrder(f"no day of contribution {contribution} is left to enter")
        for due, one in new.items():
            self._schedule(
                one,
                act,
                instrument,
                party=found.party,
                title=found.title,
                due_on=due,
                kind=Kind.CONTRIBUTION,
                clause=found.clause,
                contribution=contribution,
                amount=found.amount,
                unit=found.unit,
            )
        return instrument

    def _schedule(self, id: UUID, act: Act, instrument: Agreement, **said: Any) -> Obligation:  # noqa: ANN401
        found = self.unit.find(Obligation, id)
        self._can_owe(act, instrument, **said)
        scheduled = obligations.schedule_obligation(
            found, act, agreement=instrument, clauses=self._clauses(act, instrument), **said
        )
        authority = f"decision:{scheduled.decision}" if scheduled.decision else None
        self.record(found, act, scheduled, authority=authority)
        schedule = self.unit.find(Schedule, schedule_id(instrument.id))
        entered = ObligationEntered(agreement=instrument.id, obligation=id)
        self.record(schedule, act, entered, authority=authority)
        return found

    def _can_owe(
        self,
        act: Act,
        instrument: Agreement,
        *,
        party: UUID,
        contribution: str = "",
        beneficiary: UUID | None = None,
        **_: Any,  # noqa: ANN401
    ) -> None:
        """Raise `OutOfOrder` where a party takes on nothing new, or one of the two is there no more.

        A contribution of the terms is nothing new, and to be owed something is no burden.
        """
        day = act.day(instrument.zone)
        for named in dict.fromkeys((party, beneficiary or party)):
            found, why = self.unit.find(Party, named), "nothing new can be owed by it or to it"
            new = named == party and not contribution
            if found.version:  # what is no party at all, the agreement refuses
                found.must_act(day, why) if new else found.must_be_there(day, why)

    def _clauses(self, act: Act, instrument: Agreement) -> Collection[str]:
        day = act.day(instrument.zone)
        text = text_on(instrument.terms.clauses, self.incorporated(instrument), day)
        return {clause.id for clause in text}

    def record_met(self, id: UUID, *, met_on: date | None = None) -> Obligation:
        """Record that an obligation was kept; the request names the evidence.

        Who owes it to another party says what it did in a part fulfilment; that party says that it was kept.
        """
        act, found, instrument = self._of(id)
        self._by_owner(act, instrument, found.beneficiary or found.party)
        event = obligations.record_met(found, act, agreement=instrument, met_on=met_on)
        return self.record(found, act, event)

    def record_partially_met(
        self, id: UUID, *, statement: str, amount: Decimal | None = None
    ) -> Obligation:
        """Record that a part of an obligation was kept."""
        act, found, instrument = self._of(id)
        self._by_owner(act, instrument, found.party)
        event = obligations.record_partially_met(
            found, act, agreement=instrument, statement=statement, amount=amount
        )
        return self.record(found, act, event)

    def record_not_met(self, id: UUID) -> Obligation:
        """Record that an obligation was not kept; the request says why."""
        act, found, instrument = self._of(id)
        if found.beneficiary is None:
            self.party_of(act, instrument)
        else:
            self._by_owner(act, instrument, found.party, found.beneficiary)
        event = obligations.record_not_met(found, act, agreement=instrument)
        return self.record(found, act, event)

    def waive(self, id: UUID, *, decision: UUID | None = None) -> Obligation:
        """Waive an obligation, by a decision about it or with the assent of all other parties."""
        act, found, instrument = self._of(id)
        self.party_of(act, instrument)
        cited = self.unit.read(Decision, decision) if decision else None
        event = obligations.waive(found, act, agreement=instrument, decision=cited)
        authority = f"decision:{decision}" if decision else f"agreement:{instrument.id}"
        return self.record(found, act, event, authority=authority)

    def reschedule(self, id: UUID, *, due_on: date) -> Obligation:
        """Move an obligation to another day, under the authority that the request cites."""
        act, found, instrument = self._of(id)
        day = act.day(instrument.zone)
        owner, beneficiary = instrument.standing_for(day, found.party, found.beneficiary)
        others = [p for p in instrument.parties_on(day) if p != owner]
        self.one_of(act, instrument, *([beneficiary] if beneficiary else others))
        if self.said.authority is None:
            raise Refused("to move a due day cites who agreed to it", field="authority")
        event = obligations.reschedule(found, act, agreement=instrument, due_on=due_on)
        return self.record(found, act, event)

    def _of(self, id: UUID) -> tuple[Act, Obligation, Agreement]:
        act = self.act(Capability.DRAFT_AGREEMENTS)
        found = self.read(Obligation, id)
        return act, found, self.agreement_of(found)

    def _by_owner(self, act: Act, instrument: Agreement, *parties: UUID | None) -> None:
        """Raise `NotEntitled` unless one of these parties acts, or who stands in its place."""
        named = instrument.standing_for(act.day(instrument.zone), *parties)
        self.one_of(act, instrument, *(party for party in named if party is not None))
