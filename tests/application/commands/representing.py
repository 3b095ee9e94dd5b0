"""The commands by which one seat answers for another."""

from __future__ import annotations

from tests import partnership as p
from tests.application.commands.common import needs

from accord.aggregates.register import Capability
from accord.rules import Position

COMMANDS = {
    "give_proxy": needs(Capability.HOLD_OFFICE, p.DECISION, seat="trust-1", to="trust-2"),
    "revoke_proxy": needs(Capability.HOLD_OFFICE, p.DECISION, seat="trust-1"),
    "pair_seats": needs(Capability.HOLD_OFFICE, p.DECISION, seat="trust-1", other="trust-2"),
    "dissolve_pair": needs(Capability.HOLD_OFFICE, p.DECISION, seat="trust-1"),
    "declare_abstention": needs(
        Capability.HOLD_OFFICE, p.DECISION, seat="trust-1", statement="Let the others decide."
    ),
    "cast_proxy_ballot": needs(
        Capability.VOTE, p.DECISION, seat="trust-1", position=Position.AGAINST
    ),
}
BEGINNINGS: set[str] = set()
"""What begins a stream."""
