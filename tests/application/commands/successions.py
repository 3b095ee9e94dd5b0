"""The commands on the place of a party in an agreement."""

from __future__ import annotations

from tests import partnership as p
from tests.application.commands.common import needs

from accord.aggregates.register import Capability

COMMANDS = {
    "succeed_in_agreement": needs(
        Capability.DRAFT_AGREEMENTS, p.AGREEMENT, predecessor=p.CITY, successor=p.TRUST
    ),
    "divide_place": needs(
        Capability.DRAFT_AGREEMENTS,
        p.AGREEMENT,
        predecessor=p.CITY,
        successor=p.TRUST,
        post="clerk",
        title="Clerk",
    ),
}
BEGINNINGS: set[str] = set()
"""What begins a stream."""
