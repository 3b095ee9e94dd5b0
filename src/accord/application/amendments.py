"""Commands on amendments, up to their adoption."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from accord.aggregates import amendment as amendments
from accord.aggregates import decision as decisions
from accord.aggregates.agreement import Agreement, Procedure
from accord.aggregates.agreement.terms import Provision
from accord.aggregates.amendment import Amendment
from accord.aggregates.amendment.changes import changes_of
from accord.aggregates.decision import Decision
from accord.aggregates.decision.memory import OVERDUE
from accord.aggregates.register import Capability
from accord.application.amending import AmendmentDesk
from accord.application.desk import unreasoned
from accord.errors import Refused
from accord.events import Act
from accord.text import Modification


class AmendmentCommands(AmendmentDesk):
    """From a drafted change to text and terms in force."""

    def draft_amendment(
        self,
        id: UUID,
        *,
        agreement: UUID,
        title: str,
        modifications: Sequence[Modification] = (),
        terms: Mapping[str, Any] | None = None,
        strike: Sequence[tuple[Provision, str]] = (),
        effective_from: date | None = None,
        minor: bool = False,
        replaces: UUID | None = None,
    ) -> Amendment:
        """Draft changes to an agreement in force: of its text, clause by clause, and of its terms.

        Where it `replaces` another amendment, that one is superseded in the same transaction.
        """
        act = self.act(Capability.AMEND)
        instrument = self.unit.read(Agreement, agreement)
        self.party_of(act, instrument)
        found = self.unit.find(Amendment, id)
        events = amendments.draft_amendment(
            found,
            act,
            agreement=instrument,
            incorporated=self.incorporated(instrument),
            title=title,
            modifications=modifications,
            provisions=tuple(changes_of(terms or {}, strike)),
            effective_from=effective_from,
            minor=minor,
            replaces=replaces,
        )
        if replaces is not None:
            self._supersede(replaces, act, instrument, by=id)
        return self.record(found, act, *events)

    def _supersede(self, old: UUID, act: Act, instrument: Agreement, *, by: UUID) -> None:
        replaced = self.unit.read(Amendment, old)
        decision = self._decision_on(replaced)
        event = amendments.supersede(
            replaced, act, agreement=instrument.id, by=by, decision=decision
        )
        self._fall(decision, act)
        self.record(replaced, act, event)

    def rebase_amendment(
        self,
        id: UUID,
        *,
        modifications: Sequence[Modification] | None = None,
        terms: Mapping[str, Any] | None = None,
        strike: Sequence[tuple[Provision, str]] | None = None,
        effective_from: date | None = None,
    ) -> Amendment:
        """Draft it again on the agreement as it stands now; without changes, in the same words."""
        act = self.act(Capability.AMEND)
        found = self.read(Amendment, id)
        instrument = self.agreement_of(found)
        self.party_of(act, instrument)
        unsaid = modifications is None and terms is None and strike is None
        events = amendments.rebase(
            found,
            act,
            agreement=instrument,
            incorporated=self.incorporated(instrument),
            decision=self._decision_on(found),
            modifications=None if unsaid else modifications or (),
            provisions=None if unsaid else tuple(changes_of(terms or {}, strike or ())),
            effective_from=effective_from,
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
        procedure = _procedure(found, instrument, act.day(instrument.zone))
        self._return_from(found, act, instrument)
        motion = self.unit.find(Decision, decision)
        linked = amendments.put_to_decision(
            found,
            act,
            agreement=instrument,
            incorporated=self.incorporated(instrument),
            decision=motion,
        )
        tabled = decisions.table_motion(
            motion,
            act,
            agreement=instrument,
            body=procedure.body,
            cls=procedure.cls,
            title=found.title,
            text=text or f"That the amendment “{found.title}” be adopted.",
            matter=procedure.matter,
            amendment=id,
            background=background,
        )
        self.record(motion, act, tabled)
        return self.record(found, act, linked)

    def _return_from(self, found: Amendment, act: Act, instrument: Agreement) -> None:
        """Let the amendment go from a motion that was put to the vote too late, or carried and expired since."""
        before = self._decision_on(found)
        if before is not None and before.stage(act.moment, instrument.zone) in OVERDUE:
            events = amendments.return_(found, before.id)
            self.record(found, unreasoned(act), *events, authority=f"decision:{before.id}")

    def adopt_amendment(self, id: UUID, *, effective_from: date | None = None) -> Amendment:
        """Adopt the amendment and incorporate it in the agreement, in one transaction.

        It rests on its carried motion, or where no body decides on it, on the assent of every party.
        """
        act = self.act(Capability.AMEND)
        found = self.read(Amendment, id)
        instrument = self.agreement_of(found)
        self.party_of(act, instrument)
        incorporated, decision = self.incorporated(instrument), self._decision_on(found)
        said: dict[str, Any] = {"incorporated": incorporated, "effective_from": effective_from}
        said["agreement"] = instrument
        if decision is None:
            by_all = amendments.adopt_by_assent(found, act, **said)
            return self._take_in(found, act, instrument, by_all)
        adopted = amendments.adopt_amendment(found, act, decision=decision, **said)
        return self._take_in(found, act, instrument, adopted)


def _procedure(found: Amendment, instrument: Agreement, day: date) -> Procedure:
    matter = amendments.matter_of(found, instrument, day)
    procedure = instrument.terms_on(day).procedure_for(matter)
    if procedure is None:
        raise Refused(
            "the agreement lays down no procedure for its amendment: no body decides on it, and it is "
            "adopted once each party has assented to it"
        )
    return procedure
