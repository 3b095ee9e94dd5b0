"""The commands on decisions, from the motion to the certified result."""

from __future__ import annotations

from datetime import UTC, datetime

from tests import partnership as p
from tests.application.commands.common import NEW, needs
from tests.application.office import AMENDING

from accord.aggregates.decision import Answer
from accord.aggregates.decision.events import Ruling
from accord.aggregates.register import Capability
from accord.rules import Position

LATER = datetime(2026, 6, 1, 9, tzinfo=UTC)
MOTION = {"body": "board", "cls": "ordinary", "title": "Rest", "text": "That we rest."}

COMMANDS = {
    "table_motion": needs(Capability.TABLE_MOTIONS, NEW, agreement=p.AGREEMENT, **MOTION),
    "declare_interest": needs(
        Capability.HOLD_OFFICE, AMENDING, seat="trust-1", statement="My brother's."
    ),
    "rule_on_interest": needs(Capability.PRESIDE, AMENDING, seat="trust-1", ruling=Ruling.RECUSE),
    "lift_interest": needs(Capability.PRESIDE, AMENDING, seat="trust-1", reason="Sold."),
    "open_voting": needs(Capability.PRESIDE, AMENDING, closes=LATER),
    "cast_ballot": needs(Capability.VOTE, p.DECISION, seat="city-1", position=Position.FOR),
    "record_ballots": needs(
        Capability.RECORD_FOR_OTHERS, p.DECISION, answers=[Answer("city-1", Position.FOR)]
    ),
    "close_voting": needs(Capability.PRESIDE, p.DECISION),
    "give_casting_vote": needs(Capability.PRESIDE, p.DECISION, position=Position.FOR),
    "certify_result": needs(Capability.CERTIFY, p.DECISION),
}
BEGINNINGS = {"table_motion"}
"""What begins a stream."""
