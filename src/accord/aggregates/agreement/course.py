"""How each event changes the course of an agreement, for whoever follows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from accord.aggregates.agreement import events as e
from accord.aggregates.agreement.stages import Course, Objection, Pause, Renewing, Until
from accord.aggregates.agreement.terms import NoticeKind, Provision, Renewal, Term
from accord.events import Event

Follower = Callable[[Course, Any], Course]
T = TypeVar("T", Until, Renewing)


def _from(event: Event) -> date:
    """Return the day from which an event holds; each that is followed here has one."""
    return event.effective_from or date.min


def _concluded(course: Course, event: e.AgreementConcluded) -> Course:
    return replace(course, concluded_on=event.concluded_on)


def _fixed(course: Course, event: e.EntryIntoForceFixed) -> Course:
    until = Until(since=_from(event), ends_on=event.effective_to)
    return replace(course, in_force_from=_from(event), ends=(until,))


def _said(course: Course, event: e.ProvisionDrafted | e.ProvisionAmended) -> Course:
    value = event.given[1]
    if isinstance(value, Renewal):
        return _renewing(course, event, value)
    if isinstance(value, Term) and isinstance(event, e.ProvisionAmended):
        until = Until(since=_from(event), ends_on=value.ends_on, amendment=event.amendment)
        return replace(course, ends=(*course.ends, until))
    return course


def _struck(course: Course, event: e.ProvisionStruck | e.ProvisionRepealed) -> Course:
    if event.provision is Provision.RENEWAL:
        return _renewing(course, event, None)
    if event.provision is Provision.TERM and isinstance(event, e.ProvisionRepealed):
        until = Until(since=_from(event), amendment=event.amendment)
        return replace(course, ends=(*course.ends, until))
    return course


def _renewing(course: Course, event: Event, renewal: Renewal | None) -> Course:
    """Say it anew; what a draft said before is gone, what an amendment replaced can come back."""
    by = getattr(event, "amendment", None)
    kept = tuple(entry for entry in course.renewals if by or entry.since != _from(event))
    said = Renewing(since=_from(event), renewal=renewal, amendment=by)
    return replace(course, renewals=(*kept, said))


def _annulled(course: Course, event: e.AmendmentAnnulled) -> Course:
    none = Renewing(since=date.min)
    return replace(
        course,
        ends=tuple(_taken_back(course.ends, event, Until(since=date.min))),
        renewals=tuple(_taken_back(course.renewals, event, none)),
    )


def _taken_back(entries: tuple[T, ...], event: e.AmendmentAnnulled, none: T) -> Iterator[T]:
    """Yield what stays without an amendment; annulled from a day on, what it had replaced holds again from then."""
    others = [entry for entry in entries if entry.amendment != event.amendment]
    for entry in entries:
        if entry.amendment != event.amendment:
            yield entry
        elif not event.ab_initio:
            earlier = [other for other in others if other.since <= entry.since]
            before = max(reversed(earlier), key=lambda other: other.since, default=none)
            yield entry
            yield replace(before, since=_from(event), amendment=None)


def _renewed(course: Course, event: e.AgreementRenewed) -> Course:
    last = Until(since=course.ends[-1].since, ends_on=event.effective_to)
    return replace(course, ends=(*course.ends, last))


def _noticed(course: Course, event: e.NoticeGiven) -> Course:
    if event.kind is not NoticeKind.NON_RENEWAL:
        return course
    objection = Objection(notice=event.notice, day=_from(event))
    return replace(course, objections=(*course.objections, objection))


def _notice_withdrawn(course: Course, event: e.NoticeWithdrawn) -> Course:
    kept = tuple(o for o in course.objections if o.notice != event.notice)
    course = replace(course, objections=kept)
    if course.terminated_on_notice == event.notice:
        return replace(course, terminated_from=None, terminated_on_notice=None)
    return course


def _suspended(course: Course, event: e.AgreementSuspended) -> Course:
    if event.clauses or event.party:
        return course
    pause = Pause(suspension=event.suspension, since=_from(event), until=event.effective_to)
    return replace(course, pauses=(*course.pauses, pause))


def _resumed(course: Course, event: e.AgreementResumed) -> Course:
    pauses = tuple(
        replace(pause, until=_from(event)) if pause.suspension == event.suspension else pause
        for pause in course.pauses
    )
    return replace(course, pauses=pauses)


def _terminated(course: Course, event: Event) -> Course:
    notice = event.notice if isinstance(event, e.TerminatedOnNotice) else None
    return replace(course, terminated_from=_from(event), terminated_on_notice=notice)


def _closing(course: Course, event: e.CloseOutStarted) -> Course:
    few = event.parties is not None
    return replace(course, closing_from=_from(event), closing_as_few=few)


def _going_on(course: Course, event: e.CloseOutAverted) -> Course:  # noqa: ARG001
    return replace(course, closing_from=None, closing_as_few=False)


def _closed(course: Course, event: Event) -> Course:
    return replace(course, closed_from=_from(event))


def _superseded(course: Course, event: Event) -> Course:
    return replace(course, superseded_from=_from(event))


def _not_superseded(course: Course, event: e.SupersessionUndone) -> Course:  # noqa: ARG001
    return replace(course, superseded_from=None)


def _void(course: Course, event: e.AgreementDeclaredVoid) -> Course:
    known = (day for day in (course.concluded_on, course.in_force_from) if day is not None)
    return replace(course, void_from=event.effective_from or min(known, default=date.min))


FOLLOWERS: dict[type[Event], Follower] = {
    e.AgreementConcluded: _concluded,
    e.EntryIntoForceFixed: _fixed,
    e.ProvisionDrafted: _said,
    e.ProvisionAmended: _said,
    e.ProvisionStruck: _struck,
    e.ProvisionRepealed: _struck,
    e.AmendmentAnnulled: _annulled,
    e.AgreementRenewed: _renewed,
    e.NoticeGiven: _noticed,
    e.NoticeWithdrawn: _notice_withdrawn,
    e.AgreementSuspended: _suspended,
    e.AgreementResumed: _resumed,
    e.AgreementTerminated: _terminated,
    e.TerminatedByConsent: _terminated,
    e.TerminatedForCause: _terminated,
    e.TerminatedOnNotice: _terminated,
    e.CloseOutStarted: _closing,
    e.CloseOutAverted: _going_on,
    e.CloseOutCompleted: _closed,
    e.AgreementSuperseded: _superseded,
    e.SupersessionUndone: _not_superseded,
    e.AgreementDeclaredVoid: _void,
}
"""Every event on which the stage of an agreement can depend."""


def followed(course: Course, event: Event) -> Course:
    """Return the course after one more event; of most events it is the same."""
    follower = FOLLOWERS.get(type(event))
    return follower(course, event) if follower else course
