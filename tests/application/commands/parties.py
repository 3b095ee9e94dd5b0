"""The commands on parties: to register one, and to rename it."""

from __future__ import annotations

from tests import partnership as p
from tests.application.commands.common import NEW, needs

from accord.aggregates.party import PartyKind
from accord.aggregates.register import Capability

COMMANDS = {
    "register_party": needs(
        Capability.REGISTER_PARTIES, NEW, kind=PartyKind.BUSINESS, name="Mill Ltd"
    ),
    "rename_party": needs(Capability.REGISTER_PARTIES, p.CITY, name="City of Jokilaakso"),
}
BEGINNINGS = {"register_party"}
"""What begins a stream."""
