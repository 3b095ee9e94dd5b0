"""Counting on the calendar: months as people count them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

_MONTHS = 12


def add_months(day: date, months: int) -> date:
    """Return the same day so many months on, or the last of that month where it is shorter.

    To count several periods, add their months at once: from 31 January, two months of one reach 31
    March, and not 28.
    """
    year, month = divmod(day.year * _MONTHS + day.month - 1 + months, _MONTHS)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
