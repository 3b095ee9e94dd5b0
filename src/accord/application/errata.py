"""Commands by which a slip of words in the agreed text is corrected, from the beginning on."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from accord.aggregates import agreement
from accord.aggregates.agreement import Agreement
from accord.aggregates.amendment import Amendment
from accord.aggregates.register import Capability
from accord.application.speaking import ForParties
from accord.text import Part


class ErratumCommands(ForParties):
    """From the slip that is named to the words that should have stood there."""

    def propose_erratum(
        self,
        id: UUID,
        *,
        clause: str,
        part: Part,
        was: str,
        now: str,
        objections_until: date,
        text_of: date | None = None,
    ) -> Agreement:
        """Name a slip of words, for any party or the office, and until when the parties can object."""
        act = self.act(Capability.DRAFT_AGREEMENTS)
        found = self.read(Agreement, id)
        self.party_of(act, found)
        event = agreement.propose_erratum(
            found,
            act,
            clause=clause,
            part=part,
            was=was,
            now=now,
            objections_until=objections_until,
            text_of=text_of,
            incorporated=self.incorporated(found),
        )
        return self.record(found, act, event)

    def assent_to_erratum(self, id: UUID, *, erratum: int, party: UUID) -> Agreement:
        """Assent to an erratum for a party, on the authority of its signatory post."""
        return self._for(party, id, agreement.assent_to_erratum, erratum=erratum)

    def object_to_erratum(self, id: UUID, *, erratum: int, party: UUID) -> Agreement:
        """Object to an erratum for a party, on the authority of its signatory post."""
        return self._for(party, id, agreement.object_to_erratum, erratum=erratum)

    def withdraw_erratum(self, id: UUID, *, erratum: int) -> Agreement:
        """Take an erratum back, for who proposed it."""
        act = self.act(Capability.DRAFT_AGREEMENTS)
        found = self.read(Agreement, id)
        self.party_of(act, found)
        event = agreement.withdraw_erratum(found, act, erratum=erratum)
        proposer = found.errata.named[erratum].proposer
        self.party_to(act, found.acting_for(proposer, act.day(found.zone)))
        return self.record(found, act, event)

    def correct_text(self, id: UUID, *, erratum: int) -> Agreement:
        """Correct the text, for any party or the office, once nobody can object any more or all assent."""
        act = self.act(Capability.DRAFT_AGREEMENTS)
        found = self.read(Agreement, id)
        self.party_of(act, found)
        event = agreement.correct_text(
            found,
            act,
            erratum=erratum,
            incorporated=self.incorporated(found),
            provisions=self._besides(found, erratum),
        )
        return self.record(found, act, event)

    def _besides(self, found: Agreement, erratum: int) -> list[dict[str, object]]:
        """Return what the amendment that words the clause changes beside the text, as it is hashed."""
        named = found.errata.named.get(erratum)
        if named is None or named.amendment is None:
            return []
        return [each.to_data() for each in self.unit.read(Amendment, named.amendment).provisions]
