"""The commands on a draft that is negotiated, and on who signs, ratifies and accedes."""

from __future__ import annotations

from datetime import date

from tests import partnership as p
from tests.application.commands.common import needs

from accord.aggregates.agreement.events import ChangeAnswer
from accord.aggregates.matters import Matter
from accord.aggregates.register import Capability

DRAFT, SIGN = Capability.DRAFT_AGREEMENTS, Capability.SIGN
JOINING = {"post": "rower", "title": "Rower", "capacity": "Rower", "text_hash": p.TEXT_HASH}

COMMANDS = {
    "share_draft": needs(DRAFT, p.AGREEMENT, recipients=[p.TRUST]),
    "request_change": needs(DRAFT, p.AGREEMENT, party=p.TRUST, request="Say it shorter."),
    "answer_change": needs(DRAFT, p.AGREEMENT, number=1, answer=ChangeAnswer.DECLINED),
    "leave_negotiation": needs(DRAFT, p.AGREEMENT, party=p.TRUST),
    "abandon": needs(DRAFT, p.AGREEMENT, reason="The river was moved."),
    "assent": needs(SIGN, p.AGREEMENT, party=p.CITY, matter=Matter.VOIDANCE),
    "withdraw_assent": needs(SIGN, p.AGREEMENT, party=p.CITY, matter=Matter.VOIDANCE),
    "decline_to_sign": needs(SIGN, p.AGREEMENT, party=p.CITY, reason="Unread."),
    "withdraw_signature": needs(SIGN, p.AGREEMENT, party=p.CITY),
    "extend_signing": needs(DRAFT, p.AGREEMENT, deadline=date(2027, 1, 1)),
    "deposit_ratification": needs(SIGN, p.AGREEMENT, party=p.CITY),
    "accede": needs(SIGN, p.AGREEMENT, party=p.CITY, **JOINING),
}
BEGINNINGS: set[str] = set()
"""What begins a stream."""
