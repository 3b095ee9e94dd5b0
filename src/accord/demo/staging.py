"""The demonstration's clock: it walks through the last nine months, so that a history can be told."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from uuid import UUID
from zoneinfo import ZoneInfo

from accord import clock
from accord.store.record import Clock

ZONE = "Europe/London"
WEEKS = 40
"""The history begins this many weeks before the Monday of the present week, and ends before that Monday."""

_BETWEEN_ACTS = timedelta(seconds=97)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass
class Staged:
    """A clock that stands where the story has it, and moves on a little with every act."""

    first: date
    instant: datetime
    _numbers: count[int] = field(default_factory=lambda: count(1))

    @classmethod
    def before(cls, now: datetime) -> Staged:
        """Begin on a Monday, nine months before `now`."""
        today = now.astimezone(ZoneInfo(ZONE)).date()
        first = today - timedelta(days=today.weekday(), weeks=WEEKS)
        stage = cls(first, now)
        stage.go(0, 0, 9)
        return stage

    def day(self, week: int, weekday: int) -> date:
        """Return a day of the story; both count from 0, and weekday 0 is a Monday."""
        return self.first + timedelta(weeks=week, days=weekday)

    def moment(self, week: int, weekday: int, hour: int) -> datetime:
        """Return an instant of the story, by the clock on the wall in Northmere."""
        local = datetime.combine(self.day(week, weekday), time(hour), ZoneInfo(ZONE))
        return local.astimezone(UTC)

    def go(self, week: int, weekday: int, hour: int) -> None:
        """Move to an instant of the story."""
        self.instant = self.moment(week, weekday, hour)

    def wait(self, hours: int) -> None:
        """Move on by some hours."""
        self.instant += timedelta(hours=hours)

    def now(self) -> datetime:
        """Return the instant at which an act is recorded, and move on."""
        self.instant += _BETWEEN_ACTS
        return self.instant

    def new_id(self) -> UUID:
        """Return a UUIDv7 of the story's time, so that lists come in the order of the story."""
        milliseconds = (self.instant - _EPOCH) // timedelta(milliseconds=1)
        return UUID(int=milliseconds << 80 | 0x7 << 76 | 0b10 << 62 | next(self._numbers))

    def outside(self) -> Clock:
        """Return what the record takes from outside while the story is told."""
        return Clock(now=self.now, new_id=self.new_id, new_salt=clock.new_salt)


def next_month(day: date) -> date:
    """Return the first day of the month after `day`."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)
