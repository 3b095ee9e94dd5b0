"""The commands on a vote by secret ballot."""

from __future__ import annotations

from tests import partnership as p
from tests.application.commands.common import needs

from accord.aggregates.decision import PaperCount
from accord.aggregates.register import Capability
from accord.rules import Position

COMMANDS = {
    "cast_sealed_ballot": needs(Capability.VOTE, p.DECISION, seat="city-1", position=Position.FOR),
    "record_voters": needs(Capability.RECORD_FOR_OTHERS, p.DECISION, seats=["city-1"]),
    "record_secret_count": needs(
        Capability.PRESIDE, p.DECISION, counts=[PaperCount(Position.FOR, 3)]
    ),
}
BEGINNINGS: set[str] = set()
"""What begins a stream."""
