"""The commands on disputes: to raise one, bring it further, and end it."""

from __future__ import annotations

from tests import partnership as p
from tests.application.commands.common import NEW, needs

from accord.aggregates.register import Capability

AT_ODDS = {"party": p.CITY, "title": "Who pays", "statement": "Nothing was paid."}
HASH = "ab" * 32

COMMANDS = {
    "raise_dispute": needs(Capability.SIGN, NEW, agreement=p.AGREEMENT, **AT_ODDS),
    "refer_dispute": needs(Capability.SIGN, p.DISPUTE, party=p.CITY),
    "bring_to_court": needs(Capability.SIGN, p.DISPUTE, party=p.CITY, court="District Court"),
    "agree_to_settle": needs(Capability.SIGN, p.DISPUTE, party=p.CITY, settlement_hash=HASH),
    "withdraw_dispute": needs(Capability.SIGN, p.DISPUTE, party=p.CITY),
    "record_ruling": needs(Capability.DRAFT_AGREEMENTS, p.DISPUTE, ruling=HASH),
}
BEGINNINGS = {"raise_dispute"}
"""What begins a stream."""
