"""Commands on amendments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from accord.aggregates import agreement as agreements
from accord.aggregates import amendment as amendments
from accord.aggregates import decision as decisions
from accord.aggregates.agreement import Agreement
from accord.aggregates.amendment import Amendment
from accord.aggregates.decision import Decision
from accord.aggregates.matters import Matter
from accord.aggregates.register import Capability
from accord.application.desk import Desk
from accord.errors import OutOfOrder, Refused
from accord.text import Incorporated, Modification


class AmendmentCommands(Desk):
    """From a drafted change to a text in force."""

    def draft_amendment(
        self,
        id: UUID,
        *,
        agreement: UUID,
        title: str,
        modifications: Sequence[Modification],
    ) -> Amendment:
        """Draft changes to the text of an agreement in force, clause by clause."""
        act = self.act(Capability.AMEND)
        instrument = self.unit.read(Agreement, agreement)
        self.party_of(act, instrument)
        found = self.unit.find(Amendment, id)
        events = amendments.draft_amendment(
            found,
            act,
            agreement=instrument,
            incorporated=self._incorporated(instrument),
            title=title,
            modifications=modifications,
        )
        return self.record(found, act, *events)

    def put_to_decision(
        self,
        id: UUID,
        *,
        decision: UUID,
        text: str | None = None,
        background: str | None = None,
    ) -> Amendment:
        """Table the motion to adopt the amendment, where the agreement's procedure sends it."""
        act = self.act(Capability.TABLE_MOTIONS)
        found = self.read(Amendment, id)
        instrument = self.agreement_of(found)
        self.party_of(act, instrument)
        terms = instrument.terms_on(act.day(instrument.zone))
        procedure = terms.procedure_for(Matter.AMENDMENT)
        if procedure is None:
            raise Refused(
                "the agreement lays down no procedure for its amendment", field="agreement"
            )
        motion = self.unit.find(Decision, decision)
        linked = amendments.put_to_decision(found, decision=motion)
        tabled = decisions.table_motion(
            motion,
            act,
            agreement=instrument,
            body=procedure.body,
            cls=procedure.cls,
            title=found.title,
            text=text or f"That the amendment “{found.title}” be adopted.",
            matter=Matter.AMENDMENT,
            amendment=id,
            background=background,
        )
        self.record(motion, act, tabled)
        return self.record(found, act, linked)

    def adopt_amendment(self, id: UUID, *, effective_from: date | None = None) -> Amendment:
        """Adopt the amendment and incorporate it in the agreement, in one transaction."""
        act = self.act(Capability.AMEND)
        found = self.read(Amendment, id)
        instrument = self.agreement_of(found)
        self.party_of(act, instrument)
        if found.decision is None:
            raise OutOfOrder("the amendment is not put to a decision yet")
        adopted = amendments.adopt_amendment(
            found,
            act,
            agreement=instrument,
            incorporated=self._incorporated(instrument),
            decision=self.unit.read(Decision, found.decision),
            effective_from=effective_from,
        )
        incorporated = agreements.incorporate(
            instrument,
            act,
            amendment=id,
            effective_from=adopted.effective_from or act.day(instrument.zone),
            modifications_hash=adopted.modifications_hash,
        )
        authority = f"decision:{found.decision}"
        self.record(found, act, adopted, authority=authority)
        self.record(instrument, act, incorporated, authority=authority)
        return found

    def _incorporated(self, instrument: Agreement) -> list[Incorporated]:
        streams = self.unit.read_many(Amendment, [i.amendment for i in instrument.incorporated])
        return [
            Incorporated(entry.effective_from, entry.seq, tuple(stream.modifications))
            for entry, stream in zip(instrument.incorporated, streams, strict=True)
        ]
