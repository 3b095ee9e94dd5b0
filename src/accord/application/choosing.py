"""Commands on a tie among options: the casting vote of who presides, and lots."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from accord.aggregates.decision import Decision
from accord.aggregates.decision.choosing import draw_lot, give_casting_choice
from accord.aggregates.register import Capability
from accord.application.decisions import DecisionCommands


class ChoosingCommands(DecisionCommands):
    """From options that are tied to a choice."""

    def give_casting_choice(self, id: UUID, *, options: Sequence[str]) -> Decision:
        """Put tied options in order, as the one who presides."""
        act = self.act(Capability.PRESIDE)
        found = self.read(Decision, id)
        act.day(self.agreement_of(found).zone)  # which has come
        event = give_casting_choice(found, act, options=options)
        return self.record(found, act, event, authority=self._seat_authority(found, found.chair))

    def draw_lot(self, id: UUID, *, order: Sequence[str]) -> Decision:
        """Record the lots that were drawn because options are tied."""
        act = self.act(Capability.PRESIDE)
        found = self.read(Decision, id)
        self._presides(act, found)
        act.day(self.agreement_of(found).zone)  # which has come
        return self.record(found, act, draw_lot(found, act, order=order))
