"""The commands on amendments: to draft one, to put it to decision and to adopt it."""

from __future__ import annotations

from tests import partnership as p
from tests.application.commands.common import NEW, needs

from accord.aggregates.register import Capability
from accord.text import Repeal

AMENDMENT = {"agreement": p.AGREEMENT, "title": "No costs", "modifications": [Repeal("money")]}

COMMANDS = {
    "draft_amendment": needs(Capability.AMEND, NEW, **AMENDMENT),
    "put_to_decision": needs(Capability.TABLE_MOTIONS, p.AMENDMENT, decision=NEW),
    "adopt_amendment": needs(Capability.AMEND, p.AMENDMENT),
}
BEGINNINGS = {"draft_amendment"}
"""What begins a stream."""
