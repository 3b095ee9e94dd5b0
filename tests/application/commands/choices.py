"""The commands on a choice among options."""

from __future__ import annotations

from tests import partnership as p
from tests.application.commands.common import needs

from accord.aggregates.decision.choosing_events import MotionOption
from accord.aggregates.register import Capability

COMMANDS = {
    "nominate_option": needs(
        Capability.HOLD_OFFICE,
        p.DECISION,
        seat="trust-1",
        option=MotionOption(id="ford", title="A ford"),
    ),
    "second_nomination": needs(Capability.HOLD_OFFICE, p.DECISION, seat="trust-1", option="ford"),
    "withdraw_option": needs(Capability.HOLD_OFFICE, p.DECISION, seat="trust-1", option="ford"),
    "give_casting_choice": needs(Capability.PRESIDE, p.DECISION, options=["ferry"]),
    "draw_lot": needs(Capability.PRESIDE, p.DECISION, order=["ferry", "weir"]),
}
BEGINNINGS: set[str] = set()
"""What begins a stream."""
