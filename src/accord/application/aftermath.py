"""Commands on what becomes of a decision once its voting is closed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from accord.aggregates.agreement import Agreement
from accord.aggregates.amendment import Amendment, may_be_reconsidered
from accord.aggregates.decision import Decision
from accord.aggregates.decision.aftermath_events import ChallengeRuling, RecountGround
from accord.aggregates.decision.challenging import challenge_result, rule_on_challenge
from accord.aggregates.decision.consenting import consent, lapse_consent, refuse_consent
from accord.aggregates.decision.emergency import ratify, take_emergency_decision
from accord.aggregates.decision.holding import place_hold, release_hold, withdraw_hold
from accord.aggregates.decision.implementing import record_implementation
from accord.aggregates.decision.motion import body_of
from accord.aggregates.decision.reconsidering import reopen, rescind, supersede
from accord.aggregates.decision.recounting import certify_recount, order_recount
from accord.aggregates.decision.staging import pass_stage, veto_stage
from accord.aggregates.obligation import Obligation, Schedule, schedule_id, unsettled
from accord.aggregates.register import Capability
from accord.application.decisions import DecisionCommands
from accord.errors import Refused
from accord.events import Act


class AftermathCommands(DecisionCommands):
    """From a result to its effect, its implementation, or its end."""

    def challenge_result(
        self, id: UUID, *, statement: str, seat: str | None = None, party: UUID | None = None
    ) -> Decision:
        """Hold that the result is not right, for a seat or for a party."""
        act, found, instrument = self._decided(id, Capability.HOLD_OFFICE)
        day = act.day(instrument.zone)
        self.one_of(act, instrument, *([party] if party else instrument.parties_on(day)))
        role = self.seat_of(act, instrument, seat) if seat is not None else None
        event = challenge_result(
            found,
            act,
            agreement=instrument,
            statement=statement,
            seat=seat,
            party=party,
            role=role,
        )
        authority = f"role:{role.id}" if role else None
        return self.record(found, act, event, authority=authority, on_behalf_of=party)

    def rule_on_challenge(self, id: UUID, *, number: int, ruling: ChallengeRuling) -> Decision:
        """Rule on a challenge; one that is upheld annuls the result."""
        act, found, instrument = self._decided(id, Capability.PRESIDE)
        self._presides(act, found)
        events = rule_on_challenge(found, act, agreement=instrument, number=number, ruling=ruling)
        self.record(found, act, *events)
        return self._came_to_nothing(found, act) if len(events) > 1 else found

    def order_recount(self, id: UUID, *, ground: RecountGround) -> Decision:
        """Have a certified result counted again, as the one who presides, by an authority and for a reason."""
        act, found, _ = self._decided(id, Capability.PRESIDE)
        self._presides(act, found)
        cited = self.said.authority is not None
        return self.record(found, act, order_recount(found, act, ground=ground, cited=cited))

    def certify_recount(self, id: UUID) -> Decision:
        """Certify what counting again came to, beside what was certified before; another verdict annuls that."""
        act, found, instrument = self._decided(id, Capability.CERTIFY)
        self.party_of(act, instrument)
        events = certify_recount(found, act)
        self.record(found, act, *events)
        return self._came_to_nothing(found, act) if len(events) > 1 else found

    def place_hold(self, id: UUID, *, seat: str) -> Decision:
        """Ask, as the holder of a seat, that a carried decision wait."""
        act, found, instrument = self._decided(id, Capability.HOLD_OFFICE)
        self.party_of(act, instrument)
        role = self.seat_of(act, instrument, seat)
        events = place_hold(found, act, agreement=instrument, seat=seat, role=role)
        return self.record(found, act, *events, authority=f"role:{role.id}")

    def withdraw_hold(self, id: UUID, *, seat: str) -> Decision:
        """No longer ask that it wait; once too few seats do, it is released."""
        act, found, instrument = self._decided(id, Capability.HOLD_OFFICE)
        self.party_of(act, instrument)
        role = self.seat_of(act, instrument, seat)
        events = withdraw_hold(found, act, agreement=instrument, seat=seat, role=role)
        return self.record(found, act, *events, authority=f"role:{role.id}")

    def release_hold(self, id: UUID, *, decision: UUID) -> Decision:
        """Release a held decision, as the one who presides, on the authority of another decision."""
        act, found, instrument = self._decided(id, Capability.PRESIDE)
        self._presides(act, found)
        by = self.unit.read(Decision, decision)
        event = release_hold(found, act, agreement=instrument, by=by)
        return self.record(found, act, event, authority=f"decision:{decision}")

    def consent(self, id: UUID, *, party: UUID) -> Decision:
        """Give a party's own consent to a reserved matter, as the holder of its signatory post."""
        act, found, instrument = self._decided(id, Capability.SIGN)
        role = self.signatory_post(act, instrument, party)
        event = consent(found, act, agreement=instrument, party=party, role=role)
        authority = f"role:{role.id}"
        return self.record(found, act, event, authority=authority, on_behalf_of=party)

    def refuse_consent(self, id: UUID, *, party: UUID) -> Decision:
        """Refuse a party's consent to a reserved matter, and say why: the decision is vetoed."""
        act, found, instrument = self._decided(id, Capability.SIGN)
        role = self.signatory_post(act, instrument, party)
        event = refuse_consent(found, act, agreement=instrument, party=party, role=role)
        authority = f"role:{role.id}"
        self.record(found, act, event, authority=authority, on_behalf_of=party)
        return self._no_longer_carries(found, act)

    def lapse_consent(self, id: UUID, *, party: UUID) -> Decision:
        """Record, as the one who presides, that a party is none any more and its consent not needed."""
        act, found, instrument = self._decided(id, Capability.PRESIDE)
        self._presides(act, found)
        event = lapse_consent(found, act, agreement=instrument, party=party)
        return self.record(found, act, event)

    def pass_stage(self, id: UUID, *, decision: UUID) -> Decision:
        """Let a decision pass a stage, on the authority of the decision by which its body approved."""
        act, found, instrument = self._decided(id, Capability.CERTIFY)
        self.party_of(act, instrument)
        by = self.unit.read(Decision, decision)
        event = pass_stage(found, act, agreement=instrument, by=by)
        return self.record(found, act, event, authority=f"decision:{decision}")

    def veto_stage(self, id: UUID, *, decision: UUID) -> Decision:
        """Veto a decision at its stage, on the authority of the decision by which its body did."""
        act, found, instrument = self._decided(id, Capability.CERTIFY)
        self.party_of(act, instrument)
        by = self.unit.read(Decision, decision)
        event = veto_stage(found, act, agreement=instrument, by=by)
        self.record(found, act, event, authority=f"decision:{decision}")
        return self._no_longer_carries(found, act)

    def record_implementation(
        self,
        id: UUID,
        *,
        complete: bool,
        completed_on: date | None = None,
        statement: str | None = None,
        obligations: Sequence[UUID] = (),
        although_open: bool = False,
    ) -> Decision:
        """Record what was done on a decision in effect: a part, as any party; the rest, as who presides.

        With the rest it can no longer be rescinded, and that is not for one party to say.
        """
        act, found, instrument = self._decided(id, Capability.HOLD_OFFICE)
        if complete:
            self._presides(act, found)
        else:
            self.party_of(act, instrument)
        self._obligations(instrument, obligations)
        event = record_implementation(
            found,
            act,
            agreement=instrument,
            complete=complete,
            completed_on=completed_on,
            statement=statement,
            obligations=obligations,
            unsettled=self._open_of(found, instrument, obligations) if complete else (),
            although_open=although_open,
        )
        return self.record(found, act, event)

    def _open_of(self, found: Decision, agreement: Agreement, named: Sequence[UUID]) -> list[UUID]:
        """Return the open obligations of a decision: that rest on it, or were named as it was implemented."""
        schedule = self.unit.find(Schedule, schedule_id(agreement.id))
        linked = {*found.aftermath.obligations, *named}
        owed = self.unit.read_many(Obligation, schedule.obligations)
        return [o.id for o in unsettled(owed) if o.decision == found.id or o.id in linked]

    def _obligations(self, agreement: Agreement, ids: Sequence[UUID]) -> None:
        """Raise a kind of `Refused` unless each of these is an obligation under the agreement."""
        for index, obligation in enumerate(self.unit.read_many(Obligation, ids)):
            obligation.exists()
            if obligation.agreement != agreement.id:
                raise Refused(
                    f"obligation {obligation.id} is not one under this agreement",
                    field=f"obligations/{index}",
                )

    def reopen_decision(self, id: UUID, *, decision: UUID) -> Decision:
        """Put a motion before its body again, on the authority of a carried motion to reconsider it."""
        act, found, instrument = self._decided(id, Capability.CERTIFY)
        self.party_of(act, instrument)
        if found.amendment is not None:
            may_be_reconsidered(self.unit.read(Amendment, found.amendment))
        by = self.unit.read(Decision, decision)
        event = reopen(found, act, agreement=instrument, by=by)
        return self.record(found, act, event, authority=f"decision:{decision}")

    def rescind_decision(
        self, id: UUID, *, decision: UUID, effective_from: date | None = None
    ) -> Decision:
        """End a decision from a day on, on the authority of a carried motion to rescind it."""
        act, found, instrument = self._decided(id, Capability.CERTIFY)
        self.party_of(act, instrument)
        by = self.unit.read(Decision, decision)
        event = rescind(found, act, agreement=instrument, by=by, effective_from=effective_from)
        self.record(found, act, event, authority=f"decision:{decision}")
        return self._no_longer_carries(found, act)

    def supersede_decision(
        self, id: UUID, *, decision: UUID, effective_from: date | None = None
    ) -> Decision:
        """Put another carried decision in the place of this one, from a day on."""
        act, found, instrument = self._decided(id, Capability.CERTIFY)
        self.party_of(act, instrument)
        by = self.unit.read(Decision, decision)
        event = supersede(found, act, agreement=instrument, by=by, effective_from=effective_from)
        self.record(found, act, event, authority=f"decision:{decision}")
        return self._no_longer_carries(found, act)

    def take_emergency_decision(
        self, id: UUID, *, agreement: UUID, body: str, cls: str, title: str, text: str
    ) -> Decision:
        """Decide in the place of a body, as the one who presides over it, and say why it cannot wait."""
        act = self.act(Capability.PRESIDE)
        found = self.unit.find(Decision, id)
        instrument = self.unit.read(Agreement, agreement)
        self.party_of(act, instrument)
        post = body_of(instrument, body, act.day(instrument.zone)).chair
        if post is None:
            raise Refused(f"nobody presides over body {body}", field="body")
        chair = self.seat_of(act, instrument, post)
        event = take_emergency_decision(
            found,
            act,
            agreement=instrument,
            body=body,
            cls=cls,
            title=title,
            text=text,
            chair=chair,
        )
        return self.record(found, act, event, authority=f"role:{chair.id}")

    def ratify_emergency_decision(self, id: UUID, *, decision: UUID) -> Decision:
        """Record what the body decided on ratifying an emergency decision: carried or not."""
        act, found, instrument = self._decided(id, Capability.CERTIFY)
        self.party_of(act, instrument)
        by = self.unit.read(Decision, decision)
        event = ratify(found, act, agreement=instrument, by=by)
        return self.record(found, act, event, authority=f"decision:{decision}")

    def _decided(self, id: UUID, capability: Capability) -> tuple[Act, Decision, Agreement]:
        act = self.act(capability)
        found = self.read(Decision, id)
        return act, found, self.agreement_of(found)
