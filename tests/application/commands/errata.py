"""Commands by which a slip of words in the agreed text is corrected."""

from __future__ import annotations

from datetime import date

from tests import partnership as p
from tests.application.commands.common import needs

from accord.aggregates.register import Capability
from accord.text import Part

_DRAFT = Capability.DRAFT_AGREEMENTS
SLIP = {
    "clause": "money",
    "part": Part.TEXT,
    "was": "equally",
    "now": "in equal parts",
    "objections_until": date(2026, 5, 18),
}
COMMANDS = {
    "propose_erratum": needs(_DRAFT, p.AGREEMENT, **SLIP),
    "assent_to_erratum": needs(Capability.SIGN, p.AGREEMENT, erratum=1, party=p.CITY),
    "object_to_erratum": needs(Capability.SIGN, p.AGREEMENT, erratum=1, party=p.CITY),
    "withdraw_erratum": needs(_DRAFT, p.AGREEMENT, erratum=1),
    "correct_text": needs(_DRAFT, p.AGREEMENT, erratum=1),
}
BEGINNINGS: set[str] = set()
"""What begins a stream."""
