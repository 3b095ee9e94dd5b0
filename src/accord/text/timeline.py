"""The consolidated text on a day: the adopted text folded with the amendments in effect on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from accord.text.clauses import Clause
from accord.text.modifications import Modification, consolidate


@dataclass(frozen=True, slots=True)
class Incorporated:
    """An amendment that belongs to the agreement: in force from a day, the `seq`-th adopted.

    `provisions` names what else it changes beside the text, by kind and key. Where it was annulled, it is in
    effect on the days before `until` alone: on none of them where that is its own first day.
    """

    effective_from: date
    seq: int
    modifications: tuple[Modification, ...]
    provisions: frozenset[tuple[str, str]] = frozenset()
    until: date | None = None
    annulled_at: datetime | None = None

    @property
    def never(self) -> bool:
        """Whether it was annulled from its first day on."""
        return self.until is not None and self.until <= self.effective_from

    def holds_on(self, day: date) -> bool:
        """Return whether it is in effect on a day."""
        return self.effective_from <= day and (self.until is None or day < self.until)


def text_on(
    adopted: Iterable[Clause], amendments: Iterable[Incorporated], day: date
) -> tuple[Clause, ...]:
    """Return the text in force on `day`, amendments in order of effect, then of adoption."""
    due = in_order(a for a in amendments if a.holds_on(day))
    return consolidate(adopted, (change for amendment in due for change in amendment.modifications))


def in_order(amendments: Iterable[Incorporated]) -> list[Incorporated]:
    """Return amendments as they are folded: by their effect, then as they were adopted."""
    return sorted(amendments, key=lambda a: (a.effective_from, a.seq))
