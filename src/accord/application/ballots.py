"""Ballots: cast by who holds the seat, or recorded as they were given orally or on paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from accord.aggregates import decision
from accord.aggregates.decision import Answer, Decision
from accord.aggregates.decision.choosing_events import ChoiceCast, ChoiceRecorded
from accord.aggregates.decision.discussing_events import BallotReplaced
from accord.aggregates.decision.events import BallotCast, BallotRecorded
from accord.aggregates.decision.late_quorum import late_quorum
from accord.aggregates.decision.pairing import broken_by
from accord.aggregates.decision.sealed_events import VoterMarked
from accord.aggregates.register import Capability
from accord.application.decisions import DecisionCommands
from accord.application.desk import unreasoned
from accord.errors import Refused
from accord.events import Act, Event
from accord.rules import Position

_Given = BallotCast | BallotReplaced | ChoiceCast | VoterMarked
_Found = BallotRecorded | ChoiceRecorded | VoterMarked


class BallotCommands(DecisionCommands):
    """What seats answer while voting is open."""

    def cast_ballot(
        self, id: UUID, *, seat: str, position: Position | None = None, choice: object = None
    ) -> Decision:
        """Cast the ballot of the seat that this principal holds, now: a position, or a choice among options."""
        act = self._by_its_holder()
        found = self.read(Decision, id)
        event = decision.cast_ballot(found, act, seat=seat, position=position, choice=choice)
        more = (*broken_by(found, (event,)), *late_quorum(found, act, given=(event,)))
        return self._for_its_seat(found, act, event, *more)

    def record_ballots(self, id: UUID, *, answers: Sequence[Answer]) -> Decision:
        """Record the ballots that were given orally or on paper, all or none."""
        act = self.act(Capability.RECORD_FOR_OTHERS)
        found = self.read(Decision, id)
        given = decision.record_ballots(found, act, answers=answers)
        more = (*broken_by(found, given), *late_quorum(found, act, given=given))
        self._for_others(found, act, given)
        return self.record(found, unreasoned(act), *more) if more else found

    def _by_its_holder(self) -> Act:
        act = self.act(Capability.VOTE)
        if act.env.asserted_by or act.env.occurred_at or act.env.occurred_on:
            raise Refused(
                "a ballot is cast by its holder, now; for others and for the past, record it"
            )
        return act

    def _for_its_seat(self, found: Decision, act: Act, event: _Given, *more: Event) -> Decision:
        """Record what the holder of a seat did, and what follows, on the authority of the seat."""
        return self.record(
            found,
            act,
            event,
            *more,
            authority=self._seat_authority(found, event.seat),
            on_behalf_of=found.seat(event.seat).party,
        )

    def _for_others(self, found: Decision, act: Act, events: Iterable[_Found]) -> Decision:
        """Record what was heard or seen of seats, each for its party."""
        for event in events:
            party = found.seat(event.seat).party
            self.party_to(act, *([party] if party else []))
            self.record(found, act, event, on_behalf_of=party)
            act = unreasoned(act)
        return found
