"""What has become of an agreement in force: notices, departures, suspensions, renewals, its end?"""

from __future__ import annotations

from typing import Any

from accord import canonical
from accord.aggregates.agreement import events as e
from accord.events import Event, Recorded
from accord.projections.agreements.model import changed
from accord.projections.documents import opened, said
from accord.projections.views import Document, Views, on


def _days(event: Event) -> Document:
    return said(effective_from=event.effective_from, effective_to=event.effective_to)


def _add(document: Document, block: str, entry: Document) -> None:
    document.setdefault(block, []).append(entry)


@on(e.NoticeGiven)
def notice_given(views: Views, _position: int, at: Recorded[e.NoticeGiven]) -> None:
    """A party gave notice."""
    event = at.event
    entry = said(
        notice=event.notice,
        party=event.party,
        kind=event.kind,
        given_on=event.given_on,
        against=event.against,
        statement=opened(event.statement),
        withdrawn=False,
    )
    _add(changed(views, at), "notices", entry | _days(event))


@on(e.NoticeWithdrawn)
def notice_withdrawn(views: Views, _position: int, at: Recorded[e.NoticeWithdrawn]) -> None:
    """A notice no longer stands, nor what rests on it alone."""
    document, notice = changed(views, at), at.event.notice
    for entry in document["notices"]:
        if entry["notice"] == notice:
            entry["withdrawn"] = True
    for block in ("departures", "dated"):
        if block in document:
            document[block] = [e for e in document[block] if e.get("notice") != notice]
    ended = document.get("termination", {})
    if "party" in ended and ended["notice"] == notice:
        del document["termination"], document["terminated_from"]


@on(e.PartyWithdrew, e.PartyExpelled)
def party_left(views: Views, _position: int, at: Recorded[Any]) -> None:
    """A party is none from a day on, and nobody signs for it any more."""
    event, document = at.event, changed(views, at)
    how = "withdrew" if isinstance(event, e.PartyWithdrew) else "expelled"
    known = ("notice", "signatory", "decision")
    rests = said(**{name: getattr(event, name, None) for name in known})
    _add(document, "departures", {"party": str(event.party), "how": how} | rests | _days(event))
    for name in ("party", "signatory"):
        gone = {"name": name, "key": str(event.party)} | said(notice=getattr(event, "notice", None))
        _add(document, "dated", gone | _days(event))


@on(e.AgreementSuspended)
def suspended(views: Views, _position: int, at: Recorded[e.AgreementSuspended]) -> None:
    """Something is suspended."""
    event = at.event
    entry = said(
        suspension=event.suspension,
        clauses=event.clauses,
        party=event.party,
        decision=event.decision,
    )
    _add(changed(views, at), "suspensions", entry | _days(event))


@on(e.AgreementResumed)
def resumed(views: Views, _position: int, at: Recorded[e.AgreementResumed]) -> None:
    """A suspension ends."""
    for entry in changed(views, at)["suspensions"]:
        if entry["suspension"] == at.event.suspension:
            entry["effective_to"] = canonical.plain(at.event.effective_from)


@on(e.AgreementRenewed)
def renewed(views: Views, _position: int, at: Recorded[e.AgreementRenewed]) -> None:
    """The term was renewed."""
    entry = said(renewal=at.event.renewal, decision=at.event.decision)
    _add(changed(views, at), "renewals", entry | _days(at.event))


@on(e.AgreementTerminated)
def terminated(views: Views, _position: int, at: Recorded[e.AgreementTerminated]) -> None:
    """The agreement ends before its term, by a decision."""
    _terminated(views, at, ground=at.event.ground, decision=at.event.decision)


@on(e.TerminatedByConsent)
def terminated_by_consent(views: Views, _position: int, at: Recorded[Any]) -> None:
    """The agreement ends before its term, as all assented."""
    _terminated(views, at, ground=at.event.ground, notice=at.event.notice)


@on(e.TerminatedForCause)
def terminated_for_cause(views: Views, _position: int, at: Recorded[e.TerminatedForCause]) -> None:
    """The agreement ends before its term, for a breach that was not cured."""
    rests = {"decision": at.event.decision, "notice": at.event.notice}
    _terminated(views, at, ground=e.Ground.CAUSE, **rests)


@on(e.TerminatedOnNotice)
def terminated_on_notice(views: Views, _position: int, at: Recorded[e.TerminatedOnNotice]) -> None:
    """The agreement ends before its term, as a party gave notice."""
    rests = {"party": at.event.party, "notice": at.event.notice}
    _terminated(views, at, ground=e.Ground.CONVENIENCE, **rests)


def _terminated(views: Views, at: Recorded[Any], **rests: object) -> None:
    document = changed(views, at)
    document |= said(terminated_from=at.event.effective_from, termination=said(**rests))


@on(e.CloseOutStarted)
def close_out_started(views: Views, _position: int, at: Recorded[e.CloseOutStarted]) -> None:
    """The agreement is wound up."""
    entry = said(started_from=at.event.effective_from, parties=at.event.parties)
    changed(views, at)["close_out"] = entry


@on(e.CloseOutAverted)
def close_out_averted(views: Views, _position: int, at: Recorded[e.CloseOutAverted]) -> None:
    """It is not wound up."""
    del changed(views, at)["close_out"]


@on(e.CloseOutCompleted)
def close_out_completed(views: Views, _position: int, at: Recorded[e.CloseOutCompleted]) -> None:
    """Everything is settled."""
    report = said(closed_from=at.event.effective_from, final_report=at.event.final_report)
    document = changed(views, at)
    document["close_out"] = document.get("close_out", {}) | report


@on(e.AgreementSuperseded)
def superseded(views: Views, _position: int, at: Recorded[e.AgreementSuperseded]) -> None:
    """Another agreement takes its place."""
    entry = said(by=at.event.by, decision=at.event.decision)
    changed(views, at)["supersession"] = entry | _days(at.event)


@on(e.SupersessionUndone)
def supersession_undone(views: Views, _position: int, at: Recorded[e.SupersessionUndone]) -> None:
    """The agreement that took its place is void: it never did."""
    changed(views, at)["supersession"]["undone"] = True


@on(e.AgreementSucceeded)
def succeeded(views: Views, _position: int, at: Recorded[e.AgreementSucceeded]) -> None:
    """The agreement takes the place of another one."""
    document = changed(views, at)
    document["supersedes"] = [*document.get("supersedes", []), str(at.event.predecessor)]


@on(e.AgreementDeclaredVoid)
def declared_void(views: Views, _position: int, at: Recorded[e.AgreementDeclaredVoid]) -> None:
    """The agreement is void."""
    entry = {"ab_initio": at.event.ab_initio} | said(decision=at.event.decision)
    if at.event.assented:
        entry["assented"] = True
    changed(views, at)["voidance"] = entry | _days(at.event)
