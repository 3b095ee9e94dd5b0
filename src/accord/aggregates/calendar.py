"""Counting by the calendar: months are as long as they are, and an end is said without a doubt."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def add_months(day: date, months: int) -> date:
    """Return the same day of the month so many months later; where that month is shorter, its last day.

    From 31 January, one month leads to 28 or 29 February and two lead to 31 March: each is counted
    from the first day, never from the shortened one.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def up_to(until: date | None) -> str:
    """Say the end of a half-open time by the first day without; open-ended where there is none."""
    return "until further notice" if until is None else f"up to but without {until}"
