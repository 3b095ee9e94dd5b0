"""Where each seat stands when voting closes, and which positions each base counts."""

from __future__ import annotations

from enum import StrEnum


class Position(StrEnum):
    """The position of a seat at close: exactly one of these eight."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"
    NOT_VOTING = "not_voting"
    INVALID = "invalid"
    ABSENT = "absent"
    RECUSED = "recused"
    VACANT = "vacant"


_CAST = frozenset({Position.FOR, Position.AGAINST})
_PRESENT = _CAST | {Position.ABSTAIN, Position.NOT_VOTING, Position.INVALID}
_ENTITLED = _PRESENT | {Position.ABSENT}
_IN_OFFICE = _ENTITLED | {Position.RECUSED}

BASES: dict[str, frozenset[Position]] = {
    "cast": _CAST,
    "cast_with_abstentions": _CAST | {Position.ABSTAIN},
    "present": _PRESENT,
    "entitled": _ENTITLED,
    "entitled_less_abstentions": _ENTITLED - {Position.ABSTAIN},
    "in_office": _IN_OFFICE,
    "fixed": _IN_OFFICE | {Position.VACANT},
}
"""The seven bases (denominators), each with the positions it counts."""
