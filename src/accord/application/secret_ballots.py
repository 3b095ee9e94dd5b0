"""Commands on a vote by secret ballot: the seat is recorded, and its ballot goes into the box."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from accord.aggregates import decision
from accord.aggregates.decision import Decision, PaperCount
from accord.aggregates.decision.sealing import slot, slots
from accord.aggregates.register import Capability
from accord.application.objections import ObjectionCommands
from accord.rules import Position
from accord.store import ballot_box


class SecretBallotCommands(ObjectionCommands):
    """From a sealed ballot to the count of those on paper; the close opens the box."""

    def cast_sealed_ballot(
        self, id: UUID, *, seat: str, position: Position | None = None, choice: object = None
    ) -> Decision:
        """Cast the ballot of the seat that this principal holds into the box, now: a position, or one option."""
        act = self._by_its_holder()
        found = self.read(Decision, id)
        event = decision.seal_ballot(found, act, seat=seat, position=position, choice=choice)
        ballot = {slot(found, seat, position, choice): 1}
        ballot_box.put(self.unit.conn, found.id, found.voting, ballot)
        return self._for_its_seat(found, act, event)

    def record_voters(self, id: UUID, *, seats: Sequence[str]) -> Decision:
        """Record which seats voted on paper, all or none."""
        act = self.act(Capability.RECORD_FOR_OTHERS)
        found = self.read(Decision, id)
        return self._for_others(found, act, decision.record_voters(found, act, seats=seats))

    def record_secret_count(self, id: UUID, *, counts: Sequence[PaperCount]) -> Decision:
        """Put the paper ballots of those voters into the box, as they were counted."""
        act, found, _ = self._in_the_chair(id)
        event = decision.seal_paper_ballots(found, act, counts=counts)
        ballot_box.put(self.unit.conn, found.id, found.voting, slots(found, counts))
        return self.record(found, act, event)
