"""The commands on obligations: to enter one, and to say what became of it."""

from __future__ import annotations

from datetime import date

from tests import partnership as p
from tests.application.commands.common import NEW, needs

from accord.aggregates.obligation import Kind
from accord.aggregates.register import Capability

DUE = date(2026, 9, 1)
OWED = {"party": p.CITY, "title": "Report", "due_on": DUE, "kind": Kind.REPORT, "clause": "money"}

COMMANDS = {
    "schedule_obligation": needs(Capability.DRAFT_AGREEMENTS, NEW, agreement=p.AGREEMENT, **OWED),
    "schedule_contributions": needs(Capability.DRAFT_AGREEMENTS, p.AGREEMENT, contribution="grant"),
    "record_met": needs(Capability.DRAFT_AGREEMENTS, p.OBLIGATION),
    "record_partially_met": needs(
        Capability.DRAFT_AGREEMENTS, p.OBLIGATION, statement="A draft was sent."
    ),
    "record_not_met": needs(Capability.DRAFT_AGREEMENTS, p.OBLIGATION),
    "waive": needs(Capability.DRAFT_AGREEMENTS, p.OBLIGATION),
    "reschedule": needs(Capability.DRAFT_AGREEMENTS, p.OBLIGATION, due_on=DUE),
}
BEGINNINGS = {"schedule_obligation"}
"""What begins a stream."""
