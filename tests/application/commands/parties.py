"""The commands on parties: to register one, and to keep what is known of it."""

from __future__ import annotations

from tests import partnership as p
from tests.application.commands.common import NEW, needs
from tests.application.office import BY_LAW

from accord.aggregates.party import Identifier, PartyKind, SuccessionKind
from accord.aggregates.register import Capability

COMMANDS = {
    "register_party": needs(
        Capability.REGISTER_PARTIES, NEW, kind=PartyKind.BUSINESS, name="Mill Ltd"
    ),
    "rename_party": needs(Capability.REGISTER_PARTIES, p.CITY, name="City of Jokilaakso"),
    "add_identifier": needs(
        Capability.REGISTER_PARTIES, p.CITY, identifier=Identifier(scheme="FI-VAT", value="FI02")
    ),
    "withdraw_identifier": needs(Capability.REGISTER_PARTIES, p.CITY, number=1),
    "record_member": needs(Capability.REGISTER_PARTIES, p.CITY, person=p.ADA),
    "end_membership": needs(Capability.REGISTER_PARTIES, p.CITY, membership=1),
    "set_notices_address": needs(Capability.REGISTER_PARTIES, p.CITY, address="Riverside 1"),
    "deactivate_party": needs(Capability.REGISTER_PARTIES, p.CITY, reason="Wound up."),
    "reactivate_party": needs(Capability.REGISTER_PARTIES, p.CITY, reason="An error."),
    "record_succession": needs(
        Capability.REGISTER_PARTIES,
        p.CITY,
        kind=SuccessionKind.MERGED,
        successors=(p.TRUST,),
        authority=BY_LAW,
        reason="The merger act.",
    ),
}
BEGINNINGS = {"register_party"}
"""What begins a stream."""
