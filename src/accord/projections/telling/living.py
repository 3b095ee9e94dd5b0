"""The life of an agreement in force, told: notices, departures, suspensions, renewals, its end."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from accord.aggregates.agreement import events as e
from accord.events import Event
from accord.projections.telling.words import (
    Names,
    days,
    first,
    last_day,
    listed,
    number,
    person,
    short_hash,
    tells,
    titled,
)

_GROUNDS = {
    e.Ground.MUTUAL: "by mutual consent",
    e.Ground.CAUSE: "for cause",
    e.Ground.CONVENIENCE: "for convenience",
    e.Ground.FRUSTRATION: "for frustration",
}
_OF = {
    "withdrawal": "of its withdrawal",
    "termination": "of termination",
    "breach": "of a breach",
    "non_renewal": "that the term is not renewed",
}


def _on(event: Event) -> date | str:
    return event.effective_from or "an unknown day"


def _by(decision: UUID | None, names: Names, otherwise: str) -> str:
    return f"by the decision {titled(decision, names)}" if decision is not None else otherwise


def _last(event: Event) -> str:
    return f"; its last day is {last_day(event.effective_from)}" if event.effective_from else ""


@tells(e.NoticeGiven)
def notice_given(event: e.NoticeGiven, names: Names) -> str:
    """A party gave notice."""
    by = f" by {names(event.against)}" if event.against else ""
    return (
        f"{person(event.signatory).capitalize()}, holding the post {event.post}, gave notice for "
        f"{names(event.party)} on {event.given_on} {_OF[event.kind]}{by}, with effect from "
        f"{_on(event)} (notice {event.notice})."
    )


@tells(e.NoticeWithdrawn)
def notice_withdrawn(event: e.NoticeWithdrawn, names: Names) -> str:
    """A notice was taken back."""
    undone = (
        f"; its effect from {event.effective_from} on is undone" if event.effective_from else ""
    )
    leave = ""
    if event.leave_of is not None:
        leave = f", {_by(event.decision, names, 'with the assent of all other parties')}"
    return (
        f"{person(event.signatory).capitalize()}, holding the post {event.post}, withdrew notice "
        f"{event.notice}{leave}{undone}."
    )


@tells(e.PartyWithdrew)
def party_withdrew(event: e.PartyWithdrew, names: Names) -> str:
    """A party left."""
    party = names(event.party)
    signed = f"; {person(event.signatory)} signed the withdrawal" if event.signatory else ""
    return f"On notice {event.notice}, {party} withdrew from the agreement{_last(event)}{signed}."


@tells(e.PartyExpelled)
def party_expelled(event: e.PartyExpelled, names: Names) -> str:
    """A party had to leave."""
    by = _by(event.decision, names, "with the assent of all other parties")
    return f"{first(names(event.party))} was expelled from the agreement {by}{_last(event)}."


@tells(e.AgreementSuspended)
def suspended(event: e.AgreementSuspended, names: Names) -> str:
    """Something is suspended."""
    what, verb = "The agreement", "was"
    if event.party is not None:
        what = f"The participation of {names(event.party)}"
    elif event.clauses:
        what = f"{'Clauses' if len(event.clauses) > 1 else 'Clause'} {listed(list(event.clauses))}"
        verb = "were" if len(event.clauses) > 1 else "was"
    by = _by(event.decision, names, "with the assent of the parties")
    runs = days(event.effective_from, event.effective_to)
    runs += "" if event.effective_to else ", until further notice"
    return f"{what} {verb} suspended {runs}, {by} (suspension {event.suspension})."


@tells(e.AgreementResumed)
def resumed(event: e.AgreementResumed, names: Names) -> str:
    """A suspension ends."""
    by = _by(event.decision, names, "with the assent of the parties")
    return f"Suspension {event.suspension} was ended, {by}: what it suspended holds again from {_on(event)}."


@tells(e.AgreementRenewed)
def renewed(event: e.AgreementRenewed, names: Names) -> str:
    """The term was renewed."""
    for_ = days(event.effective_from, event.effective_to)
    by = _by(event.decision, names, "with the assent of all parties")
    return f"The agreement was renewed {for_}, {by} (renewal {event.renewal})."


@tells(e.AgreementTerminated)
def terminated(event: e.AgreementTerminated, names: Names) -> str:
    """A decision ended it."""
    return (
        f"The agreement was terminated {_GROUNDS[event.ground]}, by the decision "
        f"{titled(event.decision, names)}{_last(event)}."
    )


@tells(e.TerminatedByConsent)
def terminated_by_consent(event: e.TerminatedByConsent, _names: Names) -> str:
    """All assented to its end."""
    if event.notice is not None:
        return (
            "The agreement was terminated for cause, with the assent of all other parties, as the breach of "
            f"notice {event.notice} was not cured{_last(event)}."
        )
    ground = "" if event.ground is e.Ground.MUTUAL else f"{_GROUNDS[event.ground]}, "
    return f"The agreement was terminated {ground}with the assent of all parties{_last(event)}."


@tells(e.TerminatedForCause)
def terminated_for_cause(event: e.TerminatedForCause, names: Names) -> str:
    """A breach was not cured."""
    return (
        f"The agreement was terminated for cause, by the decision {titled(event.decision, names)}, as the "
        f"breach of notice {event.notice} was not cured{_last(event)}."
    )


@tells(e.TerminatedOnNotice)
def terminated_on_notice(event: e.TerminatedOnNotice, names: Names) -> str:
    """A party had given notice."""
    return (
        f"The agreement was terminated on notice {event.notice}, given by {names(event.party)}"
        f"{_last(event)}."
    )


@tells(e.CloseOutStarted)
def close_out_started(event: e.CloseOutStarted, _names: Names) -> str:
    """The agreement is wound up."""
    left = ""
    if event.parties is not None:
        left = f", as only {number(event.parties, 'party', 'parties')} would remain"
    return f"The close-out of the agreement begins on {_on(event)}{left}."


@tells(e.CloseOutAverted)
def close_out_averted(_event: e.CloseOutAverted, _names: Names) -> str:
    """It is not wound up."""
    return "The close-out of the agreement that was to begin does not: enough parties remain."


@tells(e.CloseOutCompleted)
def close_out_completed(event: e.CloseOutCompleted, _names: Names) -> str:
    """Everything is settled."""
    report = ""
    if event.final_report:
        report = f"; its final report has the hash {short_hash(event.final_report)}"
    return f"The agreement was closed from {_on(event)}" + (report or ".")


@tells(e.AgreementSuperseded)
def superseded(event: e.AgreementSuperseded, names: Names) -> str:
    """Another agreement takes its place."""
    by = _by(event.decision, names, "with the assent of all parties")
    return f"From {_on(event)} the agreement {titled(event.by, names)} takes the place of this one, {by}."


@tells(e.SupersessionUndone)
def supersession_undone(event: e.SupersessionUndone, names: Names) -> str:
    """The agreement that took its place is void."""
    return (
        f"The agreement {titled(event.by, names)}, which was to take the place of this one, is void from the "
        "beginning: it never did, and this agreement has gone on."
    )


@tells(e.AgreementSucceeded)
def succeeded(event: e.AgreementSucceeded, names: Names) -> str:
    """It takes the place of another one."""
    return (
        f"From {_on(event)} this agreement takes the place of the agreement "
        f"{titled(event.predecessor, names)}."
    )


@tells(e.AgreementDeclaredVoid)
def declared_void(event: e.AgreementDeclaredVoid, names: Names) -> str:
    """It is void."""
    since = "from the beginning (ab initio)" if event.ab_initio else f"from {_on(event)}"
    outside = "with the assent of all parties" if event.assented else "on the authority cited"
    by = _by(event.decision, names, outside)
    return f"The agreement was declared void {since}, {by}."
