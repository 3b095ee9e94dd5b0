"""One person's time in a post: its days, who stands ready meanwhile, and when the holder is suspended."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from accord.aggregates.role import events as e
from accord.aggregates.role.spans import Span, cut
from accord.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternate(Span):
    """Who stands ready to sit for a suspended holder."""

    number: int
    person: UUID


@dataclass(frozen=True, slots=True)
class Assignment:
    """One person's time in the post, half-open; without `until` it goes on. It rests on the `authority` cited."""

    number: int
    holder: UUID
    party: UUID
    from_: date
    until: date | None
    since: datetime
    accepted: bool = False
    ended: bool = False
    alternates: dict[int, Alternate] = field(default_factory=dict)
    suspensions: tuple[Span, ...] = ()
    authority: str = ""

    @property
    def span(self) -> Span:
        """Its days."""
        return Span(self.from_, self.until)

    def covers(self, day: date) -> bool:
        """Return whether the day lies within this time."""
        return self.span.covers(day)

    def overlaps(self, from_: date, until: date | None) -> bool:
        """Return whether two half-open times share a day."""
        return self.span.overlaps(from_, until)

    def counts(self, day: date) -> bool:
        """Return whether this is a term in the post: accepted, or on that day still to be accepted."""
        open_ = not self.ended and (self.until is None or day < self.until)
        return not self.span.empty and (self.accepted or open_)

    def suspended_on(self, day: date) -> bool:
        """Return whether the holder is suspended on a day."""
        return any(span.covers(day) for span in self.suspensions)

    def alternate_on(self, day: date) -> Alternate | None:
        """Return who stands ready on a day."""
        return next((each for each in self.alternates.values() if each.covers(day)), None)

    def follow(self, event: Event) -> Assignment:
        """Return this assignment as it is once the event has happened."""
        match event:
            case e.RoleAccepted():
                return replace(self, accepted=True, from_=event.effective_from or self.from_)
            case e.RoleDeclined():
                return replace(self, until=self.from_, ended=True)
            case e.TermExtended():
                return replace(self, until=event.effective_to)
            case e.AlternateNamed() | e.AlternateReleased():
                return replace(self, alternates=self.alternates | _alternate(self, event))
            case e.RoleSuspended(effective_from=date() as day):
                span = Span(day, event.effective_to)
                return replace(self, suspensions=(*self.suspensions, span))
            case e.RoleResumed(effective_from=date() as day):
                found = suspension_at(self, day)
                spans = [cut(span, day) if span == found else span for span in self.suspensions]
                return replace(self, suspensions=tuple(s for s in spans if not s.empty))
        return replace(self, until=event.effective_to, ended=True)


def _alternate(
    assignment: Assignment, event: e.AlternateNamed | e.AlternateReleased
) -> dict[int, Alternate]:
    number, until = event.alternate, event.effective_to
    if isinstance(event, e.AlternateNamed):
        from_ = event.effective_from or assignment.from_
        return {number: Alternate(from_, until, number=number, person=event.person)}
    return {number: replace(assignment.alternates[number], until=until)}


def suspension_at(assignment: Assignment, day: date) -> Span | None:
    """Return the suspension that runs on a day, or else the next one; None where there is none."""
    later = [s for s in assignment.suspensions if s.until is None or day < s.until]
    return min(later, key=lambda span: span.from_, default=None)


OF_AN_ASSIGNMENT = (
    e.RoleAccepted
    | e.RoleDeclined
    | e.TermExtended
    | e.AlternateNamed
    | e.AlternateReleased
    | e.RoleSuspended
    | e.RoleResumed
    | e.RoleResigned
    | e.RoleRevoked
    | e.RoleVacated
    | e.RoleLapsed
    | e.MandateEnded
)
"""What happens to one assignment alone."""
