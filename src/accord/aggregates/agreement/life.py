"""What an agreement remembers of its life in force: notices, suspensions, renewals, its course."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from accord.aggregates.agreement import events as e
from accord.aggregates.agreement.course import followed
from accord.aggregates.agreement.stages import Course
from accord.aggregates.agreement.terms import NoticeKind
from accord.errors import NotFound, OutOfOrder
from accord.events import Event


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice that a party gave: of what, when, from when it has its effect, and whether it still stands.

    Where it was acted on, `rests_from` is the day from which what rests on it alone holds.
    """

    number: int
    party: UUID
    kind: NoticeKind
    given_on: date
    effective_from: date
    against: UUID | None = None
    withdrawn: bool = False
    acted_on: bool = False
    rests_from: date | None = None

    @property
    def effect(self) -> date:
        """The day up to which it can be taken back: that of its effect, or of what rests on it."""
        return self.rests_from or self.effective_from

    @property
    def stands(self) -> bool:
        """Whether it was neither taken back nor acted on."""
        return not (self.withdrawn or self.acted_on)


@dataclass(frozen=True, slots=True)
class Suspension:
    """What is suspended on which days, half-open: some clauses, a party, or else the whole agreement."""

    number: int
    since: date
    until: date | None
    clauses: frozenset[str] = frozenset()
    party: UUID | None = None

    def covers(self, day: date) -> bool:
        """Return whether the day is one of them."""
        return self.since <= day and (self.until is None or day < self.until)

    def overlaps(self, since: date, until: date | None) -> bool:
        """Return whether it shares a day with another time."""
        if self.until is not None and self.until <= self.since:
            return False
        return (until is None or self.since < until) and (self.until is None or since < self.until)

    def concerns(self, clauses: frozenset[str], party: UUID | None) -> bool:
        """Return whether just the same would be suspended twice: the whole, these clauses, this party."""
        return (self.clauses, self.party) == (clauses, party)


@dataclass
class Life:
    """The life of an agreement in force, as far as later acts need to know it."""

    course: Course = field(default_factory=Course)
    notices: dict[int, Notice] = field(default_factory=dict)
    suspensions: dict[int, Suspension] = field(default_factory=dict)
    renewed: int = 0
    predecessors: list[UUID] = field(default_factory=list)
    superseded_by: UUID | None = None

    def ends_on(self, day: date) -> date | None:
        """Return when the term that runs on a day ends, None where nothing ends it."""
        return self.course.ends_on(day)

    def suspended_parties(self, day: date) -> set[UUID]:
        """Return the parties that are suspended on a day."""
        return {s.party for s in self._on(day) if s.party is not None}

    def _on(self, day: date) -> Iterator[Suspension]:
        return (entry for entry in self.suspensions.values() if entry.covers(day))

    def notice(self, number: int) -> Notice:
        """Return a notice that still stands; raise a kind of `Refused` where there is no such one."""
        found = self.notice_given(number)
        if found.acted_on:
            raise OutOfOrder(f"notice {number} has already been acted on", field="notice")
        return found

    def notice_given(self, number: int) -> Notice:
        """Return a notice, acted on or not, that was not taken back; raise a kind of `Refused` without one."""
        found = self.notices.get(number)
        if found is None:
            raise NotFound(f"no notice {number} was given under this agreement", field="notice")
        if found.withdrawn:
            raise OutOfOrder(f"notice {number} was withdrawn", field="notice")
        return found

    def follow(self, event: Event) -> None:
        """Follow the record."""
        self.course = followed(self.course, event)
        match event:
            case e.NoticeGiven(effective_from=date() as day):
                said = (event.party, event.kind, event.given_on, day, event.against)
                self.notices[event.notice] = Notice(event.notice, *said)
            case e.NoticeWithdrawn():
                self._mark(event.notice, withdrawn=True)
            case e.PartyWithdrew(notice=notice) | e.TerminatedOnNotice(notice=notice):
                self._mark(notice, acted_on=True, rests_from=event.effective_from)
            case (
                e.TerminatedByConsent(notice=int() as notice) | e.TerminatedForCause(notice=notice)
            ):
                self._mark(notice, acted_on=True)
            case e.AgreementSuspended(effective_from=date() as day):
                self.suspensions[event.suspension] = Suspension(
                    event.suspension, day, event.effective_to, frozenset(event.clauses), event.party
                )
            case e.AgreementResumed():
                pause = self.suspensions[event.suspension]
                self.suspensions[event.suspension] = replace(pause, until=event.effective_from)
            case e.AgreementRenewed():
                self.renewed = event.renewal
            case _:
                self._follow_supersession(event)

    def _follow_supersession(self, event: Event) -> None:
        match event:
            case e.AgreementSucceeded():
                self.predecessors.append(event.predecessor)
            case e.AgreementSuperseded():
                self.superseded_by = event.by
            case e.SupersessionUndone():
                self.superseded_by = None

    def _mark(self, number: int, **now: Any) -> None:  # noqa: ANN401 - what is true of it from now on
        self.notices[number] = replace(self.notices[number], **now)
