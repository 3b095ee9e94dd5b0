"""What is remarked on rules before they are adopted: how grave it is, where, why, and a roll that shows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from accord.rules.explanation import Verdict
from accord.rules.positions import Position


class Gravity(StrEnum):
    """How grave a remark is: the body cannot decide, it may not decide as meant, or it is good to know."""

    GRAVE = "grave"
    WARNING = "warning"
    NOTE = "note"


CODES: Mapping[str, Gravity] = {
    "quorum_cannot_be_met": Gravity.GRAVE,
    "cannot_carry": Gravity.GRAVE,
    "cannot_be_lost": Gravity.GRAVE,
    "class_without_seats": Gravity.GRAVE,
    "seat_without_class": Gravity.GRAVE,
    "measure_missing": Gravity.GRAVE,
    "casting_vote_without_chair": Gravity.GRAVE,
    "too_few_holders": Gravity.GRAVE,
    "vacancy_only_body": Gravity.GRAVE,
    "body_without_seats": Gravity.GRAVE,
    "body_without_rules": Gravity.GRAVE,
    "body_unknown": Gravity.GRAVE,
    "class_without_rule": Gravity.GRAVE,
    "amendment_impossible": Gravity.GRAVE,
    "option_never_put": Gravity.GRAVE,
    "too_few_to_second": Gravity.GRAVE,
    "contradiction": Gravity.GRAVE,
    "no_amendment_procedure": Gravity.WARNING,
    "second_call_cannot_be_met": Gravity.WARNING,
    "cap_leaves_no_seat": Gravity.WARNING,
    "group_never_named": Gravity.WARNING,
    "fewer_options_than_seats": Gravity.WARNING,
    "late_quorum_without_quorum": Gravity.WARNING,
    "one_seat_can_be_a_majority": Gravity.WARNING,
    "nobody_can_declare": Gravity.WARNING,
    "none_left_to_move": Gravity.WARNING,
    "too_few_to_hold": Gravity.WARNING,
    "undeclared_veto": Gravity.WARNING,
    "carries_alone": Gravity.WARNING,
    "vote_in_favour_defeats": Gravity.WARNING,
    "dummy_seat": Gravity.WARNING,
    "test_never_holds": Gravity.WARNING,
    "test_always_holds": Gravity.WARNING,
    "powerless_seat": Gravity.NOTE,
    "every_seat_can_block": Gravity.NOTE,
    "classes_can_deadlock": Gravity.NOTE,
    "carries_with_none_in_favour": Gravity.NOTE,
    "casting_vote_within_class": Gravity.NOTE,
    "tie_is_lost": Gravity.NOTE,
    "tie_stays_open": Gravity.NOTE,
    "abstention_counts_against": Gravity.NOTE,
    "thresholds_coincide": Gravity.NOTE,
    "not_checked": Gravity.NOTE,
}
"""Everything that can be remarked, and how grave it is."""


@dataclass(frozen=True, slots=True)
class ShownRoll:
    """A roll that shows what is remarked, and the verdict that the rule gives on it."""

    seats: tuple[tuple[str, Position], ...]
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One remark; `pointer` is where it stands in the terms, as a JSON pointer."""

    code: str
    pointer: str
    sentence: str
    clause: str = ""
    roll: ShownRoll | None = None

    @property
    def gravity(self) -> Gravity:
        """How grave it is."""
        return CODES[self.code]


def gravest_first(remarks: Iterable[Remark]) -> list[Remark]:
    """Return the remarks, the gravest first, otherwise in the order of the terms."""
    order = list(Gravity)
    return sorted(remarks, key=lambda remark: order.index(remark.gravity))
