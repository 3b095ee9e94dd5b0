"""What a motion remembers of its discussion: notice, supporters, proposed changes, and why it rests."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from accord.aggregates.decision import discussing_events as d
from accord.aggregates.decision import events as e
from accord.errors import NotFound
from accord.events import Event, Recorded


class Aside(StrEnum):
    """Why a motion that was tabled is not on the table."""

    DEFERRED = "deferred"
    REFERRED = "referred"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True)
class When:
    """When something happened: on a day where only that is known, or else at an instant."""

    at: datetime
    on: date | None = None

    def day(self, zone: str) -> date:
        """Return its day in the zone of an agreement."""
        return self.on or self.at.astimezone(ZoneInfo(zone)).date()


@dataclass(frozen=True, slots=True)
class Notice:
    """From and until when the motion is to be put to the vote, and when notice of that was given."""

    given: When
    opens_on: date
    until: date | None
    meeting: UUID | None = None

    def covers(self, day: date) -> bool:
        """Return whether the motion can be put to the vote on a day by this notice."""
        return self.opens_on <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Proposed:
    """How a seat would have the motion read, and which sponsors object."""

    seat: str
    title: str | None
    text: str
    objecting: tuple[str, ...] = ()


@dataclass
class Discussion:
    """The life of a motion up to the vote."""

    title: str = ""
    mover: UUID | None = None
    mover_seat: str | None = None
    began: When | None = None
    notices: tuple[Notice, ...] = ()
    seconders: dict[str, UUID] = field(default_factory=dict)
    supporters: dict[str, UUID] = field(default_factory=dict)
    numbered: int = 0
    proposed: dict[int, Proposed] = field(default_factory=dict)
    adopted: list[int] = field(default_factory=list)
    referred_to: str | None = None
    resumes: datetime | None = None
    rests: Aside | None = None
    lapses: datetime | None = None
    meeting_for: str | None = None

    @property
    def notice(self) -> Notice | None:
        """The notice that lets the motion be put to the vote first; None where none stands."""
        return min(self.notices, key=lambda notice: notice.opens_on, default=None)

    def aside(self, at: datetime) -> Aside | None:
        """Return why the motion rests at an instant; None while it is on the table."""
        if self.lapses is not None and self.lapses <= at:
            return Aside.LAPSED
        over = self.resumes is not None and self.resumes <= at
        return None if self.rests is Aside.DEFERRED and over else self.rests

    def sponsors(self) -> list[str]:
        """Return the seats that stand behind the motion, seconders first."""
        return [*self.seconders, *self.supporters]

    def stands_behind(self, seat: str, who: UUID) -> bool:
        """Return whether it is this person who stands behind the motion for a seat."""
        return who in (self.seconders.get(seat), self.supporters.get(seat))

    def proposal(self, number: int) -> Proposed:
        """Return a proposed amendment that is still open; raise `NotFound` where there is none."""
        if number not in self.proposed:
            raise NotFound(
                f"no amendment {number} of this motion is open; open are: "
                f"{', '.join(map(str, self.proposed)) or 'none'}",
                field="number",
            )
        return self.proposed[number]

    def follow(self, event: Event, recorded: Recorded[Event]) -> None:
        """Follow the record."""
        match event:
            case e.MotionTabled():
                self.title, self.began = event.title, _when(recorded)
                self.mover, self.mover_seat = speaker(recorded), event.mover
                self.lapses = event.lapses
            case e.VotingOpened():
                self.lapses = None  # it was put to the vote in time
            case d.MotionNoticed() | d.MotionNoticeLapsed():
                self._follow_notice(event, recorded)
            case d.MotionSeconded():
                self._leave(event.seat)
                self.seconders[event.seat] = speaker(recorded)
            case d.MotionSupported():
                self._leave(event.seat)
                self.supporters[event.seat] = speaker(recorded)
            case d.SupportWithdrawn():
                self._leave(event.seat)
            case d.MotionTakenOver():
                self._leave(event.seat)
                self.mover, self.mover_seat, self.rests = speaker(recorded), event.seat, None
            case _:
                self._follow_proposals(event, recorded)

    def _follow_notice(
        self, event: d.MotionNoticed | d.MotionNoticeLapsed, recorded: Recorded[Event]
    ) -> None:
        """Keep the notice of each meeting; one that is given without a meeting takes the place of all."""
        others = tuple(notice for notice in self.notices if notice.meeting != event.meeting)
        if isinstance(event, d.MotionNoticeLapsed):
            self.notices = others
        elif event.effective_from is not None:
            new = Notice(_when(recorded), event.effective_from, event.effective_to, event.meeting)
            meetings = tuple(n for n in others if event.meeting and n.meeting)
            self.notices = (*meetings, new)

    def _follow_proposals(self, event: Event, recorded: Recorded[Event]) -> None:
        match event:
            case d.MotionAmendmentProposed(number=number):
                self.numbered = number
                self.proposed[number] = Proposed(event.seat, event.title, event.text)
            case d.MotionAmendmentObjected():
                found = self.proposed[event.number]
                objecting = (*found.objecting, event.seat)
                self.proposed[event.number] = replace(found, objecting=objecting)
            case d.MotionAmended():
                self.proposed.pop(event.number, None)
                self.adopted.append(event.number)
                self.title = event.title
                if event.material:
                    self.began, self.lapses = _when(recorded), event.lapses
            case d.MotionAmendmentRejected() | d.MotionAmendmentWithdrawn():
                self.proposed.pop(event.number, None)
            case _:
                self._follow_rest(event)

    def _follow_rest(self, event: Event) -> None:
        match event:
            case d.MeetingDemanded():
                self.meeting_for = event.seat
            case d.MotionReferred():
                self.rests, self.referred_to = Aside.REFERRED, event.body
            case d.DecisionDeferred():
                self.rests, self.resumes = Aside.DEFERRED, event.resumes
            case d.MotionReportedOn() | d.MotionTakenUp():
                self.rests = None
            case d.MotionWithdrawn():
                self.rests = Aside.WITHDRAWN
            case d.MotionLapsed():
                self.rests = Aside.LAPSED

    def _leave(self, seat: str) -> None:
        for seats in (self.seconders, self.supporters):
            seats.pop(seat, None)


def _when(recorded: Recorded[Any]) -> When:
    return When(recorded.env.occurred_at or recorded.recorded_at, recorded.env.occurred_on)


def speaker(recorded: Recorded[Any]) -> UUID:
    """Return who said what was recorded."""
    return recorded.env.asserted_by or recorded.env.recorded_by
