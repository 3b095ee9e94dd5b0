"""Half-open times of days, and what calendar months are on the calendar."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Span:
    """From a day up to but without another; without `until` it goes on."""

    from_: date
    until: date | None = None

    @property
    def empty(self) -> bool:
        """Whether there is no day in it."""
        return self.until is not None and self.until <= self.from_

    def covers(self, day: date) -> bool:
        """Return whether the day lies within this time."""
        return self.from_ <= day and (self.until is None or day < self.until)

    def overlaps(self, from_: date, until: date | None) -> bool:
        """Return whether two half-open times share a day."""
        begins_before = until is None or self.from_ < until
        ends_after = self.until is None or from_ < self.until
        return begins_before and ends_after and not self.empty

    def within(self, from_: date, until: date | None) -> bool:
        """Return whether all of this time lies in the other."""
        ends = until is None or (self.until is not None and self.until <= until)
        return from_ <= self.from_ and ends


T = TypeVar("T", bound=Span)


def cut(span: T, day: date) -> T:
    """Return the time, ended by a day: nothing of it is left where it begins only then."""
    ends = day if span.until is None else min(day, span.until)
    return replace(span, until=max(ends, span.from_))


def first_gap(from_: date, until: date | None, filled: Iterable[Span]) -> date | None:
    """Return the first day of a time that none of the others covers, None where all are covered."""
    day = from_
    for span in sorted(filled, key=lambda span: span.from_):
        if span.from_ > day:
            break
        if span.covers(day):
            if span.until is None:
                return None
            day = span.until
    return day if until is None or day < until else None


def months_after(day: date, months: int) -> date:
    """Return the day so many calendar months later; in a shorter month, its last day."""
    whole = day.year * MONTHS + day.month - 1 + months
    year, month = whole // MONTHS, whole % MONTHS + 1
    if year > date.max.year:
        return date.max
    return date(year, month, min(day.day, monthrange(year, month)[1]))
