"""The commands on objections to a motion."""

from __future__ import annotations

from tests import partnership as p
from tests.application.commands.common import needs

from accord.aggregates.decision.objecting_events import ObjectionOutcome, ObjectionRuling
from accord.aggregates.register import Capability

COMMANDS = {
    "raise_objection": needs(
        Capability.HOLD_OFFICE, p.DECISION, seat="trust-1", statement="It floods the mill."
    ),
    "rule_on_objection": needs(
        Capability.PRESIDE, p.DECISION, number=1, ruling=ObjectionRuling.ADMITTED
    ),
    "withdraw_objection": needs(Capability.HOLD_OFFICE, p.DECISION, number=1),
    "settle_objection": needs(
        Capability.PRESIDE, p.DECISION, number=1, outcome=ObjectionOutcome.SUSTAINED
    ),
}
BEGINNINGS: set[str] = set()
"""What begins a stream."""
