"""Each command once: the stage it needs, what is sent and by whom, what is recorded, and one refusal."""

from __future__ import annotations

from tests.http.cases import (
    aftermath,
    agreements,
    amendments,
    amendments_signed,
    choices,
    corrections,
    decisions,
    discussions,
    disputes,
    errata,
    impacts,
    life,
    meetings,
    negotiations,
    objections,
    obligations,
    parties,
    representing,
    roles,
    secret_ballots,
    successions,
)
from tests.http.cases.agreements import signature
from tests.http.cases.common import Case, address
from tests.http.cases.decisions import ballots, interest

__all__ = ["CASES", "MATCHED", "Case", "address", "ballots", "interest", "signature"]

_CHAPTERS = (
    parties,
    agreements,
    negotiations,
    roles,
    decisions,
    amendments,
    successions,
    meetings,
    amendments_signed,
    objections,
    representing,
    choices,
    secret_ballots,
    obligations,
    disputes,
    corrections,
    errata,
    impacts,
    aftermath,
    discussions,
    life,
)

CASES = {rule: case for chapter in _CHAPTERS for rule, case in chapter.CASES.items()}
MATCHED = {rule for chapter in _CHAPTERS for rule in chapter.MATCHED}
"""Those that rest on what the caller saw, and need If-Match."""
