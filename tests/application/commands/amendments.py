"""The commands on amendments: from the draft to the adoption, and to its other ends."""

from __future__ import annotations

from tests import partnership as p
from tests.application.commands.common import NEW, needs

from accord.aggregates.register import Capability
from accord.text import Repeal

AMENDMENT = {"agreement": p.AGREEMENT, "title": "No costs", "modifications": [Repeal("money")]}
SIGNATURE = {"party": p.CITY, "modifications_hash": "0" * 64, "capacity": "Mayor"}

COMMANDS = {
    "draft_amendment": needs(Capability.AMEND, NEW, **AMENDMENT),
    "put_to_decision": needs(Capability.TABLE_MOTIONS, p.AMENDMENT, decision=NEW),
    "adopt_amendment": needs(Capability.AMEND, p.AMENDMENT),
    "rebase_amendment": needs(Capability.AMEND, p.AMENDMENT),
    "open_amendment_for_signature": needs(Capability.AMEND, p.AMENDMENT),
    "sign_amendment": needs(Capability.SIGN, p.AMENDMENT, **SIGNATURE),
    "decline_to_sign_amendment": needs(Capability.SIGN, p.AMENDMENT, party=p.CITY),
    "withdraw_amendment": needs(Capability.AMEND, p.AMENDMENT),
    "annul_amendment": needs(
        Capability.PRESIDE, p.AMENDMENT, ab_initio=True, reason="It was put to the wrong body."
    ),
    "lapse_amendment": needs(Capability.AMEND, p.AMENDMENT),
}
BEGINNINGS = {"draft_amendment"}
"""What begins a stream."""
