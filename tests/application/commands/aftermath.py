"""The commands on a decision once its voting is closed."""

from __future__ import annotations

from tests import partnership as p
from tests.application.commands.common import NEW, needs
from tests.application.office import AMENDING

from accord.aggregates.decision.events import ChallengeRuling, RecountGround
from accord.aggregates.register import Capability

FLOOD = {"body": "board", "cls": "ordinary", "title": "Open the weir", "text": "That it be open."}

COMMANDS = {
    "challenge_result": needs(
        Capability.HOLD_OFFICE, p.DECISION, seat="trust-1", statement="I was not heard."
    ),
    "rule_on_challenge": needs(
        Capability.PRESIDE, p.DECISION, number=1, ruling=ChallengeRuling.UPHELD
    ),
    "order_recount": needs(
        Capability.PRESIDE,
        p.DECISION,
        ground=RecountGround.DOUBT,
        authority="instrument:Court order 7",
        reason="Two ballots were read alike.",
    ),
    "certify_recount": needs(Capability.CERTIFY, p.DECISION),
    "place_hold": needs(Capability.HOLD_OFFICE, p.DECISION, seat="trust-1"),
    "withdraw_hold": needs(Capability.HOLD_OFFICE, p.DECISION, seat="trust-1"),
    "release_hold": needs(Capability.PRESIDE, p.DECISION, decision=AMENDING),
    "consent": needs(Capability.SIGN, p.DECISION, party=p.CITY),
    "refuse_consent": needs(Capability.SIGN, p.DECISION, party=p.CITY),
    "lapse_consent": needs(Capability.PRESIDE, p.DECISION, party=p.CITY),
    "pass_stage": needs(Capability.CERTIFY, p.DECISION, decision=AMENDING),
    "veto_stage": needs(Capability.CERTIFY, p.DECISION, decision=AMENDING),
    "record_implementation": needs(Capability.HOLD_OFFICE, p.DECISION, complete=True),
    "reopen_decision": needs(Capability.CERTIFY, p.DECISION, decision=AMENDING),
    "rescind_decision": needs(Capability.CERTIFY, p.DECISION, decision=AMENDING),
    "supersede_decision": needs(Capability.CERTIFY, p.DECISION, decision=AMENDING),
    "take_emergency_decision": needs(Capability.PRESIDE, NEW, agreement=p.AGREEMENT, **FLOOD),
    "ratify_emergency_decision": needs(Capability.CERTIFY, p.DECISION, decision=AMENDING),
}
BEGINNINGS = {"take_emergency_decision"}
"""What begins a stream."""
