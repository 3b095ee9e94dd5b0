"""The commands on an agreement in force, from notice to its last day and beyond."""

from __future__ import annotations

from tests import partnership as p
from tests.application.commands.common import needs

from accord.aggregates.agreement.events import Ground, ServedBy
from accord.aggregates.agreement.terms import NoticeKind
from accord.aggregates.register import Capability

NOTICE = {"party": p.CITY, "kind": NoticeKind.WITHDRAWAL, "statement": "We leave."}
_DRAFT = Capability.DRAFT_AGREEMENTS

COMMANDS = {
    "give_notice": needs(Capability.SIGN, p.AGREEMENT, **NOTICE),
    "withdraw_notice": needs(Capability.SIGN, p.AGREEMENT, notice=1),
    "serve_notice": needs(_DRAFT, p.AGREEMENT, notice=1, party=p.TRUST, means=ServedBy.POST),
    "acknowledge_notice": needs(Capability.SIGN, p.AGREEMENT, notice=1, party=p.CITY),
    "acknowledge_text": needs(Capability.SIGN, p.AGREEMENT, party=p.CITY, text_hash=p.TEXT_HASH),
    "withdraw_party": needs(Capability.SIGN, p.AGREEMENT, party=p.CITY, notice=1),
    "expel_party": needs(_DRAFT, p.AGREEMENT, party=p.TRUST),
    "suspend": needs(_DRAFT, p.AGREEMENT),
    "resume": needs(_DRAFT, p.AGREEMENT, suspension=1),
    "renew": needs(_DRAFT, p.AGREEMENT),
    "terminate": needs(_DRAFT, p.AGREEMENT, ground=Ground.MUTUAL, decision=p.DECISION),
    "start_close_out": needs(_DRAFT, p.AGREEMENT),
    "complete_close_out": needs(_DRAFT, p.AGREEMENT),
    "supersede": needs(_DRAFT, p.AGREEMENT, successor=p.CLUB),
    "declare_void": needs(_DRAFT, p.AGREEMENT, ab_initio=True),
}
BEGINNINGS: set[str] = set()
"""What begins a stream: nothing here."""
