"""Commands on a draft that is negotiated, and on who signs, ratifies and joins."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from accord.aggregates import agreement
from accord.aggregates import amendment as amendments
from accord.aggregates.agreement import Agreement
from accord.aggregates.agreement.events import ChangeAnswer
from accord.aggregates.amendment import Amendment
from accord.aggregates.decision import Decision
from accord.aggregates.matters import Matter
from accord.aggregates.obligation import Obligation
from accord.aggregates.party import Party
from accord.aggregates.register import REGISTER, Capability
from accord.application.speaking import ForParties
from accord.errors import NotEntitled, NotFound, Refused
from accord.events import Act, Stream
from accord.rules import Measure

_NAMED: dict[Matter, type[Stream]] = {
    Matter.ACCESSION: Party,
    Matter.EXPULSION: Party,
    Matter.RETRACTION: Party,
    Matter.SUPERSESSION: Agreement,
    Matter.WAIVER: Obligation,
}


class NegotiationCommands(ForParties):
    """From a shared draft to the day on which the last party is bound."""

    def share_draft(self, id: UUID, *, recipients: Sequence[UUID]) -> Agreement:
        """Send the draft to parties that it names."""
        act = self.act(Capability.DRAFT_AGREEMENTS)
        found = self.read(Agreement, id)
        self.party_of(act, found)
        return self.record(found, act, agreement.share_draft(found, act, recipients=recipients))

    def request_change(
        self, id: UUID, *, party: UUID, request: str, clauses: Sequence[str] = ()
    ) -> Agreement:
        """Ask for another wording, for a party that the draft names."""
        act = self.act(Capability.DRAFT_AGREEMENTS)
        found = self.read(Agreement, id)
        self.party_to(act, party)
        event = agreement.request_change(found, act, party=party, request=request, clauses=clauses)
        return self.record(found, act, event, on_behalf_of=party)

    def answer_change(self, id: UUID, *, number: int, answer: ChangeAnswer) -> Agreement:
        """Say what becomes of a request to change the draft."""
        act = self.act(Capability.DRAFT_AGREEMENTS)
        found = self.read(Agreement, id)
        self.party_of(act, found)
        event = agreement.answer_change(found, act, number=number, answer=answer)
        return self.record(found, act, event)

    def leave_negotiation(self, id: UUID, *, party: UUID) -> Agreement:
        """Leave the negotiation, for a party that the draft names."""
        act = self.act(Capability.DRAFT_AGREEMENTS)
        found = self.read(Agreement, id)
        self.party_to(act, party)
        events = agreement.leave_negotiation(found, act, party=party)
        return self.record(found, act, *events, on_behalf_of=party)

    def abandon(self, id: UUID) -> Agreement:
        """Give the agreement up before its conclusion; once parties sign it, only the office records that."""
        act = self.act(Capability.DRAFT_AGREEMENTS)
        found = self.read(Agreement, id)
        self.party_of(act, found)
        if found.signing.opened and act.env.on_behalf_of != REGISTER:
            raise NotEntitled(
                "once it is open for signature no party alone abandons an agreement: it can decline to "
                "sign, and the register's office records that all gave it up"
            )
        return self.record(found, act, agreement.abandon(found, act))

    def assent(
        self,
        id: UUID,
        *,
        party: UUID,
        matter: Matter,
        about: UUID | None = None,
        effective_from: date | None = None,
        effective_to: date | None = None,
        clauses: tuple[str, ...] = (),
        modifications_hash: str | None = None,
    ) -> Agreement:
        """Assent for a party to a matter, on the authority of its signatory post."""
        days = {"effective_from": effective_from, "effective_to": effective_to}
        asked = {"matter": matter, "about": about, "clauses": tuple(clauses), **days}
        asked |= self._as_drafted(id, asked, modifications_hash)
        self._is_there(id, matter, about)
        return self._for(party, id, agreement.assent, **asked)

    def _is_there(self, id: UUID, matter: Matter, about: UUID | None) -> None:
        """Raise `Refused` where what an assent names is not in this register, or of another agreement."""
        kind = _NAMED.get(matter)
        if kind is None or about is None:
            return
        try:
            found = self.unit.read(kind, about)
        except NotFound as unknown:
            raise Refused(
                f"what is assented to is unknown: {unknown.reason}", field="about"
            ) from None
        if isinstance(found, Obligation) and found.agreement != id:
            raise Refused("this is an obligation under another agreement", field="about")

    def withdraw_assent(
        self,
        id: UUID,
        *,
        party: UUID,
        matter: Matter,
        about: UUID | None = None,
        effective_from: date | None = None,
        effective_to: date | None = None,
        clauses: tuple[str, ...] = (),
        modifications_hash: str | None = None,
    ) -> Agreement:
        """Take an assent back, as long as nothing rests on it."""
        days = {"effective_from": effective_from, "effective_to": effective_to}
        asked = {"matter": matter, "about": about, "clauses": tuple(clauses), **days}
        asked |= self._as_drafted(id, asked, modifications_hash)
        return self._for(party, id, agreement.withdraw_assent, **asked)

    def _as_drafted(
        self, id: UUID, asked: dict[str, Any], modifications_hash: str | None
    ) -> dict[str, Any]:
        """Return what is assented to of an amendment: its changes, and the day for which it is drafted."""
        if (asked["matter"] is not Matter.AMENDMENT) or asked["about"] is None:
            return {"modifications_hash": modifications_hash}
        from_, hash_ = amendments.assented_to(
            self.unit.read(Amendment, asked["about"]),
            self.act(Capability.SIGN),
            agreement=self.unit.read(Agreement, id),
            effective_from=asked["effective_from"],
            modifications_hash=modifications_hash,
        )
        return {"effective_from": from_, "modifications_hash": hash_}

    def decline_to_sign(self, id: UUID, *, party: UUID) -> Agreement:
        """Say for a party that it will not sign, and why."""
        return self._for(party, id, agreement.decline_to_sign)

    def withdraw_signature(self, id: UUID, *, party: UUID) -> Agreement:
        """Take the signature of a party back, before the conclusion."""
        return self._for(party, id, agreement.withdraw_signature)

    def extend_signing(self, id: UUID, *, deadline: date) -> Agreement:
        """Give the parties more time to sign; only the register's office does."""
        act = self.act(Capability.DRAFT_AGREEMENTS)
        found = self.read(Agreement, id)
        self.party_to(act)
        return self.record(found, act, agreement.extend_signing(found, act, deadline=deadline))

    def deposit_ratification(
        self, id: UUID, *, party: UUID, instrument: str | None = None
    ) -> Agreement:
        """Deposit the ratification of a party that has signed."""
        act = self.act(Capability.SIGN)
        found = self.read(Agreement, id)
        self.party_to(act, party)
        self.unit.read(Party, party).must_act(act.day(found.zone), "it cannot ratify")
        events = agreement.deposit_ratification(found, act, party=party, instrument=instrument)
        return self.record(found, act, *events, on_behalf_of=party)

    def accede(
        self,
        id: UUID,
        *,
        party: UUID,
        post: str,
        title: str,
        capacity: str,
        text_hash: str,
        cls: str = "",
        measures: tuple[Measure, ...] = (),
        decision: UUID | None = None,
        effective_from: date | None = None,
    ) -> Agreement:
        """Accede for a registered organisation; its signatory is who speaks."""
        act = self.act(Capability.SIGN)
        found = self.read(Agreement, id)
        self.party_to(act, party)
        self.unit.read(Party, party).must_act(act.day(found.zone), "it cannot accede")
        _weighs_itself(act, found, cls, measures)
        events = agreement.accede(
            found,
            act,
            party=party,
            signatory=act.speaker,
            post=post,
            title=title,
            capacity=capacity,
            text_hash=text_hash,
            incorporated=self.incorporated(found),
            decision=self.unit.read(Decision, decision) if decision else None,
            cls=cls,
            measures=measures,
            effective_from=effective_from,
        )
        authority = f"decision:{decision}" if decision else None
        return self.record(found, act, *events, authority=authority, on_behalf_of=party)


def _weighs_itself(act: Act, found: Agreement, cls: str, measures: tuple[Measure, ...]) -> None:
    """Raise `NotEntitled` where a newcomer says itself how it counts, and the agreement does not."""
    accession = found.terms_on(act.day(found.zone)).accession
    unsaid = cls and not (accession and accession.cls)
    if act.env.on_behalf_of != REGISTER and (measures or unsaid):
        raise NotEntitled(
            "what a newcomer weighs, and in which class it counts, is not for itself to say: leave that "
            "out, or let the register's office enter the accession, in its own name, with what the "
            "agreement or the decision on it lays down",
            field="measures" if measures else "class",
        )
