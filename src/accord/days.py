"""A day needs a place: which days there are in a zone, and which were left out."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from accord.errors import Refused


def must_be_day(day: date, zone: str, field: str) -> None:
    """Raise `Refused` for a day that was left out in a zone, as 30 December 2011 was in Samoa."""
    if (found := _at_noon(day, zone)) != day:
        before = next(d for d in _back(day) if _at_noon(d, zone) == d)
        raise Refused(f"there was no {day} in {zone}: {found} came after {before}", field=field)


def same_hour(at: datetime, days: int, zone: str) -> datetime:
    """Return the same hour so many days later in a zone; a day on which the clocks are changed is one day."""
    return (at.astimezone(ZoneInfo(zone)) + timedelta(days=days)).astimezone(UTC)


def _at_noon(day: date, zone: str) -> date:
    """Return the day on which the noon of a day falls: where clocks leap over all of it, a later one."""
    if day in (date.min, date.max):
        return day
    noon = datetime.combine(day, time(12), ZoneInfo(zone))
    return noon.astimezone(UTC).astimezone(noon.tzinfo).date()


def _back(day: date) -> list[date]:
    return [day - timedelta(days=number) for number in (1, 2, 3)]
