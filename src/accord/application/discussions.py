"""Commands on a motion before the vote, and on a voting while it runs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from accord.aggregates import decision
from accord.aggregates.agreement import Agreement
from accord.aggregates.amendment import Amendment, taken_over
from accord.aggregates.decision import Decision, revising
from accord.aggregates.decision.corresponding import demand_meeting
from accord.aggregates.decision.discussing_events import SeatAttendance
from accord.aggregates.decision.late_quorum import late_quorum
from accord.aggregates.decision.motion import body_of
from accord.aggregates.decision.noticing import of_the_same_body
from accord.aggregates.meeting import Meeting
from accord.aggregates.register import Capability
from accord.aggregates.role import Role
from accord.application import sealed_boxes
from accord.application.ballots import BallotCommands
from accord.application.desk import unreasoned
from accord.errors import NotFound, Refused
from accord.events import Act, Event
from accord.rules import Position


class DiscussionCommands(BallotCommands):
    """From the notice of a motion to the close of voting."""

    def notice_motion(
        self, id: UUID, *, opens_on: date, until: date | None = None, meeting: UUID | None = None
    ) -> Decision:
        """Give notice from which day on the motion will be put to the vote."""
        act, found, instrument = self._in_the_chair(id)
        if meeting is not None:
            of_the_same_body(found, self._meeting(meeting))
        event = decision.notice_motion(
            found, act, agreement=instrument, opens_on=opens_on, until=until, meeting=meeting
        )
        return self.record(found, act, event)

    def _meeting(self, id: UUID) -> Meeting:
        try:
            return self.unit.read(Meeting, id)
        except NotFound as unknown:
            raise Refused(
                f"{unknown.reason}: convene it first, and it is named where it gives notice",
                field="meeting",
            ) from None

    def second_motion(self, id: UUID, *, seat: str) -> Decision:
        """Second the motion for a seat."""
        return self._for_a_seat(id, seat, decision.second_motion)

    def support_motion(self, id: UUID, *, seat: str) -> Decision:
        """Stand behind the motion for a seat."""
        return self._for_a_seat(id, seat, decision.support_motion)

    def withdraw_support(self, id: UUID, *, seat: str) -> Decision:
        """Let a seat stand behind the motion no longer."""
        return self._for_a_seat(id, seat, decision.withdraw_support)

    def take_over_motion(self, id: UUID, *, seat: str) -> Decision:
        """Take a withdrawn motion over for a seat; an amendment that it is on is put to it again."""
        found = self._for_a_seat(id, seat, decision.take_over_motion)
        if found.amendment is not None:
            act = self.act(Capability.HOLD_OFFICE)
            amendment = self.unit.read(Amendment, found.amendment)
            self.record(amendment, unreasoned(act), taken_over(amendment, id))
        return found

    def propose_motion_amendment(
        self, id: UUID, *, seat: str, text: str, title: str | None = None
    ) -> Decision:
        """Propose for a seat how the motion should read."""
        does = revising.propose_motion_amendment
        return self._for_a_seat(id, seat, does, text=text, title=title)

    def object_to_amendment(self, id: UUID, *, number: int, seat: str) -> Decision:
        """Object for a seat to a proposed amendment, so that it needs a vote."""
        return self._for_a_seat(id, seat, revising.object_to_amendment, number=number)

    def withdraw_motion_amendment(self, id: UUID, *, number: int) -> Decision:
        """Withdraw a proposed amendment, for the seat that proposed it."""
        act = self.act(Capability.HOLD_OFFICE)
        found = self.read(Decision, id)
        instrument = self.agreement_of(found)
        role = self.seat_of(act, instrument, found.discussion.proposal(number).seat)
        event = revising.withdraw_motion_amendment(
            found,
            act,
            number=number,
            body=body_of(instrument, found.body, act.day(instrument.zone)),
            role=role,
            zone=instrument.zone,
        )
        return self.record(found, act, event, authority=f"role:{role.id}")

    def accept_friendly_amendment(
        self, id: UUID, *, number: int, material: bool = True
    ) -> Decision:
        """Accept a proposed amendment as the mover of the motion."""
        act, found, instrument = self._moved(id)
        event = revising.accept_friendly_amendment(
            found,
            act,
            agreement=instrument,
            mover=self._mover(act, instrument, found),
            number=number,
            material=material,
        )
        return self.record(found, act, event)

    def adopt_motion_amendment(
        self,
        id: UUID,
        *,
        number: int,
        decision: UUID,
        material: bool = True,
    ) -> Decision:
        """Amend the motion as a carried decision about it says."""
        act, found, instrument = self._in_the_chair(id)
        event = revising.adopt_motion_amendment(
            found,
            act,
            agreement=instrument,
            number=number,
            vote=self.unit.read(Decision, decision),
            material=material,
        )
        return self.record(found, act, event, authority=f"decision:{decision}")

    def reject_motion_amendment(
        self, id: UUID, *, number: int, decision: UUID | None = None
    ) -> Decision:
        """Dispose of a proposed amendment: lost in a decision about it, or ruled out of order."""
        act, found, instrument = self._in_the_chair(id)
        vote = self.unit.read(Decision, decision) if decision else None
        event = revising.reject_motion_amendment(
            found, act, agreement=instrument, number=number, vote=vote
        )
        authority = f"decision:{decision}" if decision else None
        return self.record(found, act, event, authority=authority)

    def defer_motion(self, id: UUID, *, until: date | None = None) -> Decision:
        """Put the motion off to a day, or until it is taken up."""
        act, found, instrument = self._in_the_chair(id)
        event = decision.defer_motion(found, act, agreement=instrument, until=until)
        return self.record(found, act, event)

    def take_up_motion(self, id: UUID) -> Decision:
        """Take a deferred motion up before its day."""
        act, found, _ = self._in_the_chair(id)
        return self.record(found, act, decision.take_up_motion(found, act))

    def refer_motion(self, id: UUID, *, body: str, cls: str) -> Decision:
        """Refer the motion to another body for its report."""
        act, found, instrument = self._in_the_chair(id)
        event = decision.refer_motion(found, act, agreement=instrument, body=body, cls=cls)
        return self.record(found, act, event)

    def report_back(self, id: UUID, *, recommendation: str | None = None) -> Decision:
        """Report on a referred motion, as the one who presides over the body that it was referred to."""
        act = self.act(Capability.PRESIDE)
        found = self.read(Decision, id)
        self._presides(act, found, found.discussion.referred_to)
        return self.record(
            found, act, decision.report_back(found, act, recommendation=recommendation)
        )

    def withdraw_motion(self, id: UUID) -> Decision:
        """Withdraw the motion as its mover."""
        act, found, instrument = self._moved(id)
        mover = self._mover(act, instrument, found)
        event = decision.withdraw_motion(found, act, agreement=instrument, mover=mover)
        return self._came_to_nothing(self.record(found, act, event), act)

    def lapse_motion(self, id: UUID) -> Decision:
        """Record that the motion can no longer be put to the vote."""
        act = self.act(Capability.CERTIFY)
        found = self.read(Decision, id)
        instrument = self.agreement_of(found)
        self.party_of(act, instrument)
        event = decision.lapse_motion(found, act, agreement=instrument)
        return self._came_to_nothing(self.record(found, act, event), act)

    def record_presence(self, id: UUID, *, seats: Sequence[SeatAttendance]) -> Decision:
        """Record who is at the sitting where the vote is taken."""
        act, found, _ = self._in_the_chair(id)
        return self.record(found, act, *decision.record_presence(found, act, seats=seats))

    def replace_ballot(self, id: UUID, *, seat: str, position: Position) -> Decision:
        """Give another ballot for a seat, where the standing orders let it be replaced."""
        act = self.act(Capability.VOTE)
        found = self.read(Decision, id)
        event = decision.replace_ballot(
            found, act, agreement=self.agreement_of(found), seat=seat, position=position
        )
        late = late_quorum(found, act, given=(event,))
        return self._for_its_seat(found, act, event, *late)

    def demand_meeting(self, id: UUID, *, seat: str) -> Decision:
        """Demand a meeting, for a seat, on a motion that is being decided by correspondence."""
        act = self.act(Capability.HOLD_OFFICE)
        found = self.read(Decision, id)
        instrument = self.agreement_of(found)
        self.party_of(act, instrument)
        event = demand_meeting(found, act, agreement=instrument, seat=seat)
        party = found.roll[seat].party if seat in found.roll else None
        sealed_boxes.destroy(self.unit.conn, found)
        return self.record(
            found,
            act,
            event,
            authority=self._seat_authority(found, seat),
            on_behalf_of=party,
        )

    def extend_voting(self, id: UUID, *, closes: datetime) -> Decision:
        """Let voting run longer."""
        act, found, instrument = self._in_the_chair(id)
        event = decision.extend_voting(found, act, agreement=instrument, closes=closes)
        return self.record(found, act, event)

    def _in_the_chair(self, id: UUID) -> tuple[Act, Decision, Agreement]:
        """Return an act of the one who presides over the body that decides."""
        act = self.act(Capability.PRESIDE)
        found = self.read(Decision, id)
        self._presides(act, found)
        return act, found, self.agreement_of(found)

    def _moved(self, id: UUID) -> tuple[Act, Decision, Agreement]:
        """Return an act of whoever may have moved the motion."""
        act = self.act(Capability.TABLE_MOTIONS)
        found = self.read(Decision, id)
        instrument = self.agreement_of(found)
        self.party_of(act, instrument)
        return act, found, instrument

    def _for_a_seat(self, id: UUID, seat: str, does: Any, **said: Any) -> Decision:  # noqa: ANN401
        """Record what the holder of a seat does by a function of the aggregate."""
        act = self.act(Capability.HOLD_OFFICE)
        found = self.read(Decision, id)
        instrument = self.agreement_of(found)
        role = self.seat_of(act, instrument, seat)
        body = body_of(instrument, found.body, act.day(instrument.zone))
        event: Event = does(
            found, act, body=body, seat=seat, role=role, zone=instrument.zone, **said
        )
        return self.record(found, act, event, authority=f"role:{role.id}")

    def _mover(self, act: Act, instrument: Agreement, found: Decision) -> Role | None:
        seat = found.discussion.mover_seat
        return self.seat_of(act, instrument, seat) if seat else None
