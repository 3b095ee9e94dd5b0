"""What is remarked on rules before they are adopted: how grave it is, where, why, and a roll that shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from accord.rules.explanation import Verdict
from accord.rules.positions import Position


class Gravity(StrEnum):
    """How grave a remark is: the body cannot decide, it may not decide as meant, or it is good to know."""

    GRAVE = "grave"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class ShownRoll:
    """A roll that shows what is remarked, and the verdict that the rule gives on it."""

    seats: tuple[tuple[str, Position], ...]
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One remark; `pointer` is where it stands in the terms, as a JSON pointer."""

    code: str
    gravity: Gravity
    pointer: str
    sentence: str
    clause: str = ""
    roll: ShownRoll | None = None


def gravest_first(remarks: Iterable[Remark]) -> list[Remark]:
    """Return the remarks, the gravest first, otherwise in the order of the terms."""
    order = list(Gravity)
    return sorted(remarks, key=lambda remark: order.index(remark.gravity))
