"""Commands on the options of a motion: nominations, and on a tie the casting vote of who presides, and lots."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from accord.aggregates.decision import Decision, nominating
from accord.aggregates.decision.choosing import draw_lot, give_casting_choice
from accord.aggregates.decision.choosing_events import MotionOption
from accord.aggregates.register import Capability
from accord.application.decisions import DecisionCommands
from accord.events import Event


class ChoosingCommands(DecisionCommands):
    """From nominations to a choice, also where options are tied."""

    def nominate_option(self, id: UUID, *, seat: str, option: MotionOption) -> Decision:
        """Add an option, for a seat, to those among which its body is to choose."""
        return self._about_an_option(id, seat, nominating.nominate_option, option)

    def second_nomination(self, id: UUID, *, seat: str, option: str) -> Decision:
        """Second an option that another seat nominated, as the holder of a seat."""
        return self._about_an_option(id, seat, nominating.second_nomination, option)

    def withdraw_option(self, id: UUID, *, seat: str, option: str) -> Decision:
        """Withdraw an option for the seat that nominated it, or moved the motion with it."""
        return self._about_an_option(id, seat, nominating.withdraw_option, option)

    def _about_an_option(
        self, id: UUID, seat: str, does: Callable[..., Event], option: MotionOption | str
    ) -> Decision:
        """Let the holder of a seat do this about an option, on the authority of the post."""
        act = self.act(Capability.HOLD_OFFICE)
        found = self.read(Decision, id)
        instrument = self.agreement_of(found)
        role = self.seat_of(act, instrument, seat)
        event = does(found, act, agreement=instrument, seat=seat, role=role, option=option)
        return self.record(found, act, event, authority=f"role:{role.id}")

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
