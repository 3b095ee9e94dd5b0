"""The commands on agreements, from the draft to the signatures."""

from __future__ import annotations

from tests import partnership as p
from tests.application.commands.common import NEW, needs

from accord.aggregates.register import Capability

SIGNING = {"party": p.CITY, "text_hash": p.TEXT_HASH, "capacity": "Mayor"}

COMMANDS = {
    "draft_agreement": needs(Capability.DRAFT_AGREEMENTS, NEW, terms=p.TERMS),
    "revise_text": needs(Capability.DRAFT_AGREEMENTS, p.AGREEMENT, title="Clean river"),
    "adopt_text": needs(Capability.DRAFT_AGREEMENTS, p.AGREEMENT),
    "open_for_signature": needs(Capability.DRAFT_AGREEMENTS, p.AGREEMENT),
    "sign": needs(Capability.SIGN, p.AGREEMENT, **SIGNING),
}
BEGINNINGS = {"draft_agreement"}
"""What begins a stream."""
