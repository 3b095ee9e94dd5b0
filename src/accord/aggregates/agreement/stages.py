"""The course of an agreement once it is concluded, and the stage that follows from it on each day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from accord.aggregates.agreement.terms import Renewal, RenewalKind
from accord.aggregates.calendar import add_months

FOREVER = date.max
_EVE = timedelta(days=1)


class Stage(StrEnum):
    """Where an agreement stands on a day."""

    DRAFT = "draft"
    SHARED = "shared"
    ADOPTED = "adopted"
    OPEN_FOR_SIGNATURE = "open_for_signature"
    CONCLUDED = "concluded"
    IN_FORCE = "in_force"
    SUSPENDED = "suspended"
    EXPIRED = "expired"
    TERMINATED = "terminated"
    CLOSING = "closing"
    CLOSED = "closed"
    SUPERSEDED = "superseded"
    VOID = "void"
    ABANDONED = "abandoned"

    @property
    def over(self) -> bool:
        """Whether nothing is left to do under the agreement; one that ended is still to be wound up."""
        return self in (Stage.CLOSED, Stage.SUPERSEDED, Stage.VOID, Stage.ABANDONED)


RUNNING = (Stage.IN_FORCE, Stage.SUSPENDED)
"""The stages in which an agreement binds, whether or not it is suspended."""
WINDING_UP = (Stage.EXPIRED, Stage.TERMINATED, Stage.CLOSING)
"""The stages in which an agreement has ended, and what is left under it is still to be done."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Until:
    """From a day on, when the term ends; None where it has no end. An `amendment` may say so."""

    since: date
    ends_on: date | None = None
    amendment: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Renewing:
    """From a day on, how the term is renewed; None where it is not. An `amendment` may say so."""

    since: date
    renewal: Renewal | None = None
    amendment: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Objection:
    """A notice that the term is not renewed beyond a day."""

    notice: int
    day: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Pause:
    """The days on which the whole agreement is suspended."""

    suspension: int
    since: date
    until: date | None = None

    def covers(self, day: date) -> bool:
        """Return whether the day is one of them."""
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """The days, half-open, through which an agreement stands at one stage."""

    stage: Stage
    since: date
    until: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Course:
    """Every day on which the stage of a concluded agreement changes, as far as it is known.

    The aggregate and the read models both follow it, so that they never tell different stages.
    """

    concluded_on: date | None = None
    in_force_from: date | None = None
    ends: tuple[Until, ...] = ()
    renewals: tuple[Renewing, ...] = ()
    objections: tuple[Objection, ...] = ()
    pauses: tuple[Pause, ...] = ()
    terminated_from: date | None = None
    terminated_on_notice: int | None = None
    closing_from: date | None = None
    closing_as_few: bool = False
    closed_from: date | None = None
    superseded_from: date | None = None
    void_from: date | None = None

    def stage(self, day: date) -> Stage | None:
        """Return where the agreement stands on a day, None before it is in force or void."""
        if self.void_from is not None and day >= self.void_from:
            return Stage.VOID
        begins = min(self.in_force_from or FOREVER, self.terminated_from or FOREVER)
        if day < begins or begins == FOREVER:
            return None
        for since, stage in self._ends():
            if since is not None and day >= since:
                return stage
        paused = any(pause.covers(day) for pause in self.pauses)
        return Stage.SUSPENDED if paused else Stage.IN_FORCE

    def _ends(self) -> Iterator[tuple[date | None, Stage]]:
        """Return what ends it from which day, the last to come first; what has ended ends no second time."""
        ends = [(self.superseded_from, Stage.SUPERSEDED), (self.closing_from, Stage.CLOSING)]
        ends += [(self.terminated_from, Stage.TERMINATED), (self.last_end(), Stage.EXPIRED)]
        first = min((e for e in ends if e[0]), key=lambda e: e[0] or FOREVER, default=ends[0])
        if first[1] is Stage.SUPERSEDED:
            yield first
            return
        yield self.closed_from, Stage.CLOSED
        yield self.closing_from, Stage.CLOSING
        yield min(ends[2:], key=lambda e: e[0] or FOREVER)

    def spans(self) -> tuple[Span, ...]:
        """Return every stage with its days, in order."""
        found: list[Span] = []
        days = sorted(set(self._days()))
        for since, until in zip(days, [*days[1:], None], strict=False):
            stage = self.stage(since)
            if found and found[-1].stage is stage and found[-1].until == since:
                since = found.pop().since  # noqa: PLW2901 - the same stage goes on
            if stage is not None:
                found.append(Span(stage=stage, since=since, until=until))
        return tuple(found)

    def _days(self) -> Iterator[date]:
        known = [self.in_force_from, self.void_from, *(since for since, _ in self._ends())]
        known += [day for pause in self.pauses for day in (pause.since, pause.until)]
        yield from (day for day in known if day is not None)

    # --- When the term ends ------------------------------------------------------------------

    def ends_on(self, day: date) -> date | None:
        """Return when the term that runs on a day ends, None where nothing ends it."""
        base = self._fixed(day)
        last = None
        for last in self._steps(base):
            if last > day:
                break
        return None if last == FOREVER else last

    def last_end(self) -> date | None:
        """Return when the last term ends, as far as is known now; None where nothing ends it."""
        return self._last_of(self._fixed(FOREVER))

    def _fixed(self, day: date) -> date | None:
        """Return when the term ends, as the parties fixed it by a day, without its own renewals."""
        found: date | None = None
        for number, entry in enumerate(sorted(self.ends, key=lambda entry: entry.since)):
            ended = self._last_of(found) if number else None
            if entry.since <= day and (ended is None or entry.since < ended):
                # What comes later cannot end the days before it.
                found = entry.ends_on and max(entry.ends_on, entry.since)
        return found

    def _last_of(self, base: date | None) -> date | None:
        # Beyond the last change and the last notice, what renews itself does so for ever.
        settled = max((o.day for o in self.objections), default=date.min)
        settled = max([settled, *(entry.since for entry in self.renewals)])
        last = None
        for last in self._steps(base):
            rule = self._renewal(last)
            if last == FOREVER or (last > settled and _endless(rule)):
                return None
        return last

    def _steps(self, base: date | None) -> Iterator[date]:
        """Return each end of the term, from the one that is fixed through its own renewals."""
        if base is None:
            return
        yield base
        end, anchor, number, rule = base, base, 0, self._renewal(base)
        while rule is not None and self._goes_on(rule, end, number):
            number += 1
            end = self._next(rule, anchor, number)
            yield end
            if end == FOREVER:
                return
            if self._renewal(end) != rule:
                anchor, number, rule = end, 0, self._renewal(end)

    def _renewal(self, end: date) -> Renewal | None:
        """Return how the term is renewed by the terms of its last day."""
        due = [entry for entry in self.renewals if entry.since < end]
        # Of two said for one day the later, which is the one that was not replaced.
        return max(reversed(due), key=lambda entry: entry.since).renewal if due else None

    def _goes_on(self, rule: Renewal, end: date, number: int) -> bool:
        if any(objection.day == end for objection in self.objections):
            return False
        if rule.kind is RenewalKind.EVERGREEN:
            return True
        more = rule.times is None or number < rule.times
        return rule.kind is RenewalKind.AUTOMATIC and rule.months is not None and more

    def _next(self, rule: Renewal, anchor: date, number: int) -> date:
        if rule.months is None:
            later = [o.day for o in self.objections if o.day > anchor]
            return min(later, default=FOREVER)
        try:
            return add_months(anchor, rule.months * number)
        except ValueError:  # beyond the calendar
            return FOREVER


def _endless(rule: Renewal | None) -> bool:
    """Return whether this renewal has no last time."""
    if rule is None or rule.kind is RenewalKind.EXPLICIT:
        return False
    return rule.kind is RenewalKind.EVERGREEN or (rule.times is None and rule.months is not None)
