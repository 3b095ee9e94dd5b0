"""Commands on meetings."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from accord.aggregates import meeting
from accord.aggregates.agreement import Agreement
from accord.aggregates.decision import Decision, noticing
from accord.aggregates.meeting import Attendance, Meeting
from accord.aggregates.register import Capability
from accord.application.desk import Desk
from accord.events import Act


class MeetingCommands(Desk):
    """From the notice of a meeting to its minutes."""

    def convene_meeting(
        self,
        id: UUID,
        *,
        agreement: UUID,
        body: str,
        starts: datetime,
        place: str,
        agenda: Sequence[UUID] = (),
        urgent: bool = False,
    ) -> Meeting:
        """Call a body of an agreement together, on motions that are before it."""
        act = self.act(Capability.PRESIDE)
        found = self.unit.find(Meeting, id)
        instrument = self.unit.read(Agreement, agreement)
        self.presides(act, instrument, body)
        motions = self._motions(agenda)
        event = meeting.convene(
            found,
            act,
            agreement=instrument,
            body=body,
            starts=starts,
            place=place,
            agenda=motions,
            urgent=urgent,
        )
        self.record(found, act, event)
        if not urgent:
            self._notice(act, instrument, found, motions)
        return found

    def revise_agenda(self, id: UUID, *, agenda: Sequence[UUID], urgent: bool = False) -> Meeting:
        """Put other motions on the agenda of a meeting, or the same in another order."""
        found, act, instrument = self._chaired(id)
        motions, before = self._motions(agenda), found.agenda
        event = meeting.revise_agenda(
            found, act, agreement=instrument, agenda=motions, urgent=urgent
        )
        self.record(found, act, event)
        self._no_notice(act, found, [motion for motion in before if motion not in agenda])
        if not urgent:
            self._notice(act, instrument, found, motions, before)
        return found

    def _notice(
        self,
        act: Act,
        instrument: Agreement,
        found: Meeting,
        motions: Sequence[Decision],
        before: Collection[UUID] = (),
    ) -> None:
        """Give notice of each motion for the day of the meeting; a motion needs its own, in every case.

        An urgent meeting gives none: only the standing orders can shorten the notice of a motion. Those on
        the agenda `before` keep the notice that they have.
        """
        opens_on = found.day(instrument.zone)
        for motion in motions:
            if noticing.wants_notice(motion, act, opens_on, on_agenda=motion.id in before):
                noticed = noticing.notice_motion(
                    motion, act, agreement=instrument, opens_on=opens_on, meeting=found.id
                )
                self.record(motion, replace(act, reason=None), noticed)

    def _no_notice(self, act: Act, found: Meeting, motions: Sequence[UUID]) -> None:
        """Let the notice lapse that the meeting gave of motions which it does not take up."""
        for motion in self._motions(motions):
            lapsed = noticing.lapse_notice(motion, act, meeting=found.id)
            if lapsed is not None:
                self.record(motion, replace(act, reason=None), lapsed)

    def call_off_meeting(self, id: UUID) -> Meeting:
        """Call a meeting off before it starts; of its motions notice is given no more."""
        found, act, _ = self._chaired(id)
        self.record(found, act, meeting.call_off(found, act))
        self._no_notice(act, found, found.agenda)
        return found

    def record_attendance(
        self,
        id: UUID,
        *,
        seat: str,
        status: Attendance,
        represented_by: UUID | None = None,
    ) -> Meeting:
        """Record how the holder of a seat took part in a meeting."""
        found, act, instrument = self._chaired(id)
        event = meeting.record_attendance(
            found,
            act,
            agreement=instrument,
            seat=seat,
            role=self.role_of(instrument, seat),
            status=status,
            represented_by=represented_by,
        )
        return self.record(found, act, event)

    def record_minutes(
        self, id: UUID, *, sha256: str, title: str, decisions: Sequence[UUID] = ()
    ) -> Meeting:
        """Record the minutes of a meeting, and which decisions were taken in it."""
        found, act, instrument = self._chaired(id)
        motions = self._motions(decisions)
        event = meeting.record_minutes(
            found, act, sha256=sha256, title=title, zone=instrument.zone, decisions=motions
        )
        return self.record(found, act, event)

    def adopt_minutes(self, id: UUID, *, decision: UUID | None = None) -> Meeting:
        """Let the minutes of a meeting stand, by a decision of its body or by who presides."""
        found, act, instrument = self._chaired(id)
        by = None if decision is None else self.unit.read(Decision, decision)
        event = meeting.adopt_minutes(found, act, agreement=instrument, decision=by)
        authority = None if decision is None else f"decision:{decision}"
        return self.record(found, act, event, authority=authority)

    def _chaired(self, id: UUID) -> tuple[Meeting, Act, Agreement]:
        """Return a meeting for who presides over its body, or for the register's office."""
        act = self.act(Capability.PRESIDE)
        found = self.read(Meeting, id)
        instrument = self.agreement_of(found)
        self.presides(act, instrument, found.body)
        return found, act, instrument

    def _motions(self, ids: Sequence[UUID]) -> list[Decision]:
        return [self.unit.read(Decision, id_) for id_ in ids]
