"""The command that corrects a clerical error in the record."""

from __future__ import annotations

from datetime import date
from typing import TypeVar
from uuid import UUID

from accord.aggregates.correctable import days
from accord.aggregates.correcting import RecordCorrected, correct, day_of, entry_of
from accord.aggregates.correcting_days import could_be_then
from accord.aggregates.decision import Decision
from accord.aggregates.obligation import Obligation
from accord.aggregates.register import REGISTER, Capability, Register
from accord.application.desk import Desk
from accord.events import Event, Recorded, Stream

S = TypeVar("S", bound=Stream)


class CorrectingCommands(Desk):
    """What was written wrongly, and changes nothing that was decided."""

    def correct_record(
        self,
        kind: type[S],
        id: UUID,
        *,
        version: int,
        field: str,
        now: str,
        was: str | None = None,
    ) -> S:
        """Say what a field of an entry should have said; the register's office does, for a reason."""
        act = self.act(Capability.DRAFT_AGREEMENTS)
        self.party_to(act)
        found = self.read(kind, id)
        act.day(self._zone)
        history = self.history_of(id)
        event = correct(history, act, version=version, field=field, now=now, was=was)
        entry = entry_of(history, version)
        if isinstance(event, RecordCorrected) and field in days(entry.event):
            self._possible_then(found, entry, day_of(event.now))
        return self.record(found, act, event)

    @property
    def _zone(self) -> str:
        return self.unit.read(Register, REGISTER).zone

    def _possible_then(self, found: Stream, entry: Recorded[Event], day: date) -> None:
        """Raise `Refused` where the act was not possible on the day that is said to be the right one."""
        agreement = None
        if isinstance(found, Decision | Obligation):
            agreement = self.agreement_of(found)
        zone = agreement.zone if agreement else self._zone
        could_be_then(found, entry, day, zone=zone, agreement=agreement)
