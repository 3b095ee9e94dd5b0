"""The command on impact items: to settle one."""

from __future__ import annotations

from tests import partnership as p
from tests.application.commands.common import needs

from accord.aggregates.impact import Outcome
from accord.aggregates.register import Capability

COMMANDS = {
    "settle_impact": needs(
        Capability.PRESIDE, p.IMPACT, outcome=Outcome.ACCEPTED, reason="It was confirmed."
    ),
}
BEGINNINGS: set[str] = set()
"""None: what opens an item is another command, whose fact reaches back."""
