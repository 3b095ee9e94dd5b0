"""The command that corrects a clerical error in the record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar, cast
from uuid import UUID

from accord.aggregates.correcting import correct
from accord.aggregates.register import REGISTER, Capability, Register
from accord.application.desk import Desk
from accord.events import Event, Recorded, Stream

S = TypeVar("S", bound=Stream)


class CorrectingCommands(Desk):
    """What was written wrongly, and changes nothing that was decided."""

    def correct_record(self, kind: type[S], id: UUID, *, version: int, field: str, now: str) -> S:
        """Say what a field of an entry should have said; the register's office does, for a reason."""
        act = self.act(Capability.DRAFT_AGREEMENTS)
        self.party_to(act)
        found = self.read(kind, id)
        act.day(self.unit.read(Register, REGISTER).zone)
        history = list(cast("Iterable[Recorded[Event]]", self.unit.events.get(id)))
        return self.record(found, act, correct(history, act, version=version, field=field, now=now))
