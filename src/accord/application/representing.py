"""Commands on who answers for whom in a vote."""

from __future__ import annotations

from uuid import UUID

from accord.aggregates.agreement import Agreement
from accord.aggregates.decision import Decision, pairing, proxies
from accord.aggregates.decision.declaring import declare_abstention
from accord.aggregates.decision.late_quorum import late_quorum
from accord.aggregates.register import Capability
from accord.application.ballots import BallotCommands
from accord.events import Act
from accord.rules import Position


class RepresentationCommands(BallotCommands):
    """A seat answers for another, for this decision alone."""

    def give_proxy(
        self, id: UUID, *, seat: str, to: str, instructed: Position | None = None
    ) -> Decision:
        """Let another seat cast the ballot of a seat, freely or as instructed."""
        act, found, instrument = self._of_a_holder(id)
        role = self.seat_of(act, instrument, seat)
        event = proxies.give_proxy(
            found,
            act,
            agreement=instrument,
            seat=seat,
            role=role,
            to=to,
            proxy=self.role_of(instrument, to),
            instructed=instructed,
        )
        return self.record(found, act, event, authority=f"role:{role.id}")

    def revoke_proxy(self, id: UUID, *, seat: str) -> Decision:
        """Take a proxy back, and with it the ballot that was cast by it."""
        act, found, instrument = self._of_a_holder(id)
        role = self.seat_of(act, instrument, seat)
        event = proxies.revoke_proxy(found, act, agreement=instrument, seat=seat, role=role)
        return self.record(found, act, event, authority=f"role:{role.id}")

    def cast_proxy_ballot(
        self, id: UUID, *, seat: str, position: Position | None = None
    ) -> Decision:
        """Cast the ballot of another seat, whose proxy the seat of this principal is, now."""
        act = self._by_its_holder()
        found = self.read(Decision, id)
        event = proxies.cast_proxy_ballot(
            found, act, agreement=self.agreement_of(found), seat=seat, position=position
        )
        return self.record(
            found,
            act,
            event,
            *late_quorum(found, act, given=(event,)),
            authority=self._seat_authority(found, event.by),
            on_behalf_of=found.seat(seat).party,
        )

    def pair_seats(self, id: UUID, *, seat: str, other: str) -> Decision:
        """Offer another seat that both abstain, or agree to what it offered."""
        act, found, instrument = self._of_a_holder(id)
        role = self.seat_of(act, instrument, seat)
        event = pairing.pair_seats(
            found,
            act,
            agreement=instrument,
            seat=seat,
            role=role,
            other=other,
            its=self.role_of(instrument, other),
        )
        late = late_quorum(found, act, given=(event,))
        return self.record(found, act, event, *late, authority=f"role:{role.id}")

    def dissolve_pair(self, id: UUID, *, seat: str) -> Decision:
        """End a pair, or take back its offer."""
        act, found, instrument = self._of_a_holder(id)
        role = self.seat_of(act, instrument, seat)
        event = pairing.dissolve_pair(found, act, agreement=instrument, seat=seat, role=role)
        return self.record(found, act, event, authority=f"role:{role.id}")

    def declare_abstention(self, id: UUID, *, seat: str, statement: str) -> Decision:
        """Declare that a seat that abstained does so formally, and lets the others decide."""
        act, found, instrument = self._of_a_holder(id)
        event = declare_abstention(found, act, agreement=instrument, seat=seat, statement=statement)
        return self.record(
            found,
            act,
            event,
            authority=self._seat_authority(found, seat),
            on_behalf_of=found.seat(seat).party,
        )

    def _of_a_holder(self, id: UUID) -> tuple[Act, Decision, Agreement]:
        """Return an act of whoever may hold a seat of the body that decides."""
        act = self.act(Capability.HOLD_OFFICE)
        found = self.read(Decision, id)
        return act, found, self.agreement_of(found)
