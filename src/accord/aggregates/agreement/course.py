"""How each event changes the course of an agreement, for whoever follows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from accord.aggregates.agreement import events as e
from accord.aggregates.agreement.stages import Course, Objection, Pause, Renewing, Until
from accord.aggregates.agreement.terms import NoticeKind, Provision, Renewal, Term
from accord.events import Event

Follower = Callable[[Course, Any], Course]


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
        return replace(
            course, ends=(*course.ends, Until(since=_from(event), ends_on=value.ends_on))
        )
    return course


def _struck(course: Course, event: e.ProvisionStruck | e.ProvisionRepealed) -> Course:
    if event.provision is Provision.RENEWAL:
        return _renewing(course, event, None)
    if event.provision is Provision.TERM and isinstance(event, e.ProvisionRepealed):
        return replace(course, ends=(*course.ends, Until(since=_from(event))))
    return course


def _renewing(course: Course, event: Event, renewal: Renewal | None) -> Course:
    kept = tuple(entry for entry in course.renewals if entry.since != _from(event))
    return replace(course, renewals=(*kept, Renewing(since=_from(event), renewal=renewal)))


def _renewed(course: Course, event: e.AgreementRenewed) -> Course:
    last = Until(since=course.ends[-1].since, ends_on=event.effective_to)
    return replace(course, ends=(*course.ends, last))


def _noticed(course: Course, event: e.NoticeGiven) -> Course:
    if event.kind is not NoticeKind.NON_RENEWAL:
        return course
    objection = Objection(notice=event.notice, day=_from(event))
    return replace(course, objections=(*course.objections, objection))


def _taken_back(course: Course, event: e.NoticeWithdrawn) -> Course:
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
    e.AgreementRenewed: _renewed,
    e.NoticeGiven: _noticed,
    e.NoticeWithdrawn: _taken_back,
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
