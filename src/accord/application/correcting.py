"""The command that corrects a clerical error in the record."""

from __future__ import annotations

from typing import TypeVar
from uuid import UUID

from accord.aggregates.correcting import correct
from accord.aggregates.register import REGISTER, Capability, Register
from accord.application.desk import Desk
from accord.events import Stream

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
        act.day(self.unit.read(Register, REGISTER).zone)
        event = correct(self.history_of(id), act, version=version, field=field, now=now, was=was)
        return self.record(found, act, event)
