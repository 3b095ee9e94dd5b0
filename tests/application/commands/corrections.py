"""The command that corrects a clerical error in the record."""

from __future__ import annotations

from tests import partnership as p
from tests.application.commands.common import needs

from accord.aggregates.obligation import Obligation
from accord.aggregates.register import Capability

COMMANDS = {
    "correct_record": needs(
        Capability.DRAFT_AGREEMENTS,
        Obligation,
        p.OBLIGATION,
        version=1,
        field="title",
        now="Report of the year",
        reason="A slip of the pen.",
    ),
}
BEGINNINGS: set[str] = set()
"""What begins a stream."""
