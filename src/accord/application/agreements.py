"""Commands on agreements."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from accord.aggregates import agreement
from accord.aggregates.agreement import Agreement, Terms
from accord.aggregates.party import Party
from accord.aggregates.register import Capability
from accord.aggregates.zones import is_zone
from accord.application.desk import Desk
from accord.errors import NotEntitled


class AgreementCommands(Desk):
    """From a draft to an agreement in force."""

    def draft_agreement(self, id: UUID, *, terms: Terms) -> Agreement:
        """Begin an agreement between registered parties."""
        act = self.act(Capability.DRAFT_AGREEMENTS)
        found = self.unit.find(Agreement, id)
        self._registered(terms, act.day(terms.zone) if is_zone(terms.zone) else None)
        self.party_to(act, *(entry.party for entry in terms.parties))
        return self.record(found, act, *agreement.draft_agreement(found, terms=terms))

    def revise_text(self, id: UUID, **changes: Any) -> Agreement:  # noqa: ANN401 - blocks of Terms
        """Change the draft: each block of the terms that is given replaces the block as it was."""
        act = self.act(Capability.DRAFT_AGREEMENTS)
        found = self.read(Agreement, id)
        self.party_of(act, found)
        terms = replace(found.terms, **changes)
        self._registered(terms, act.day(found.zone), but=found.parties_on(act.day(found.zone)))
        return self.record(found, act, *agreement.revise_text(found, act, terms=terms))

    def _registered(self, terms: Terms, day: date | None, but: tuple[UUID, ...] = ()) -> None:
        """Raise `Refused` where a draft names what is no party, or (`but` these) one that takes on nothing."""
        self.unit.read_many(Party, [entry.party for entry in terms.parties])
        for entry in terms.parties:
            named = self.unit.read(Party, entry.party)
            if day is not None and entry.party not in but:
                named.must_act(day, "it cannot be named in a draft")

    def adopt_text(self, id: UUID) -> Agreement:
        """Fix the text and the terms, and with them the hash that parties sign."""
        act = self.act(Capability.DRAFT_AGREEMENTS)
        found = self.read(Agreement, id)
        self.party_of(act, found)
        return self.record(found, act, agreement.adopt_text(found, act))

    def open_for_signature(self, id: UUID, *, deadline: date | None = None) -> Agreement:
        """Ask the parties to sign."""
        act = self.act(Capability.DRAFT_AGREEMENTS)
        found = self.read(Agreement, id)
        self.party_of(act, found)
        return self.record(found, act, agreement.open_for_signature(found, act, deadline=deadline))

    def sign(
        self,
        id: UUID,
        *,
        party: UUID,
        text_hash: str,
        capacity: str,
        counterpart: str | None = None,
    ) -> Agreement:
        """Sign for a party; the signatory is who speaks, on the authority of the signatory's post."""
        act = self.act(Capability.SIGN)
        found = self.read(Agreement, id)
        named = found.terms.signatory_of(party)
        if named is None:
            raise NotEntitled(f"{party} is no party of this agreement", party=str(party))
        self.party_to(act, party)
        self.unit.read(Party, party).must_act(act.day(found.zone), "it cannot sign")
        role = self.role_of(found, named.post)
        events = agreement.sign(
            found,
            act,
            party=party,
            signatory=act.speaker,
            role=role,
            text_hash=text_hash,
            capacity=capacity,
            counterpart=counterpart,
            incorporated=self.incorporated(found),
        )
        authority = f"role:{role.id}"
        return self.record(found, act, *events, authority=authority, on_behalf_of=party)
