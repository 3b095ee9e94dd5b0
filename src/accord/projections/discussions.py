"""How was a motion discussed, why does it rest, and how often was it voted on?"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from accord import canonical
from accord.aggregates.decision import discussing_events as d
from accord.aggregates.decision import events as e
from accord.aggregates.decision.memory import Stage
from accord.events import Recorded
from accord.projections.decisions import changed, decisions
from accord.projections.documents import opened, said
from accord.projections.views import Document, Views, on

_OF_A_VOTING = (
    "opens",
    "closes",
    "roll",
    "left_off",
    "not_bound",
    "declarations",
    "rule",
    "rule_hash",
    "chair",
    "cause",
    "late_quorum_hours",
    "by_correspondence",
    "secret",
    "smallest_secret",
    "sealed_ballots",
    "sealed_choices",
    "voided",
    "closed_at",
    "tally",
    "tied",
    "casting_vote",
    "chose",
    "casting_choice",
    "lot",
    "chosen",
    "outcomes",
    "verdict",
    "explanation",
    "in_words",
    "certified_at",
    "challenges",
    "recounts",
)
"""What belongs to one voting on a motion, and moves among the earlier ones when there is another."""


@on(d.MotionNoticed)
def noticed(views: Views, _position: int, at: Recorded[d.MotionNoticed]) -> None:
    """From a day on the motion will be put to the vote."""
    event, document = at.event, changed(views, at)
    new = {
        "given_at": canonical.instant(at.env.occurred_at or at.recorded_at),
        **said(opens_on=event.effective_from, until=event.effective_to, meeting=event.meeting),
    }
    others = _notices_of_others(document, new.get("meeting")) if event.meeting else []
    _stand(document, [*(n for n in others if "meeting" in n), new])


@on(d.MotionNoticeLapsed)
def notice_lapsed(views: Views, _position: int, at: Recorded[d.MotionNoticeLapsed]) -> None:
    """The notice of a meeting stands no more."""
    document = changed(views, at)
    _stand(document, _notices_of_others(document, str(at.event.meeting)))


def _notices_of_others(document: Document, meeting: str | None) -> list[Document]:
    return [n for n in document.get("notices", []) if n.get("meeting") != meeting]


def _stand(document: Document, notices: list[Document]) -> None:
    """Show the notice that lets the motion be put to the vote first, and remember all."""
    for name in ("notice", "notices"):
        document.pop(name, None)
    if notices:
        document["notices"] = notices
        document["notice"] = min(notices, key=lambda notice: notice["opens_on"])


@on(d.MotionSeconded)
def seconded(views: Views, _position: int, at: Recorded[d.MotionSeconded]) -> None:
    """A seat seconds the motion."""
    document = changed(views, at)
    _leave(document, at.event.seat)
    document.setdefault("seconders", []).append(at.event.seat)


@on(d.MotionSupported)
def supported(views: Views, _position: int, at: Recorded[d.MotionSupported]) -> None:
    """A seat supports the motion."""
    document = changed(views, at)
    _leave(document, at.event.seat)
    document.setdefault("supporters", []).append(at.event.seat)


@on(d.SupportWithdrawn)
def support_withdrawn(views: Views, _position: int, at: Recorded[d.SupportWithdrawn]) -> None:
    """A seat stands behind the motion no longer."""
    _leave(changed(views, at), at.event.seat)


@on(d.MotionAmendmentProposed)
def proposed(views: Views, _position: int, at: Recorded[d.MotionAmendmentProposed]) -> None:
    """A seat proposed how the motion should read."""
    event = at.event
    entry = said(number=event.number, seat=event.seat, title=event.title, text=event.text)
    found = changed(views, at).setdefault("motion_amendments", [])
    found.append(entry | {"status": "open", "objecting": []})


@on(d.MotionAmendmentObjected)
def objected(views: Views, _position: int, at: Recorded[d.MotionAmendmentObjected]) -> None:
    """A sponsor would have a vote on it."""
    _proposal(changed(views, at), at.event.number)["objecting"].append(at.event.seat)


@on(d.MotionAmended)
def amended(views: Views, _position: int, at: Recorded[d.MotionAmended]) -> None:
    """The motion reads otherwise."""
    event, document = at.event, changed(views, at)
    document |= {"title": _as_corrected(document, event.title), "text": event.text}
    if event.material:
        document.pop("lapses", None)
        document |= said(lapses=event.lapses)
    facts = said(material=event.material, decision=event.decision)
    _proposal(document, event.number).update(status="adopted", **facts)


def _as_corrected(document: Document, title: str) -> str:
    """Return the title without the clerical error that it repeats, where the motion keeps its title."""
    for correction in document.get("corrections", ()):
        if correction["field"] == "title" and correction.get("was") == title:
            title = correction["now"]
    return title


@on(d.MotionAmendmentRejected)
def rejected(views: Views, _position: int, at: Recorded[d.MotionAmendmentRejected]) -> None:
    """A proposed amendment came to nothing."""
    entry = _proposal(changed(views, at), at.event.number)
    entry.update(status="rejected", **said(decision=at.event.decision))


@on(d.MotionAmendmentWithdrawn)
def amendment_withdrawn(
    views: Views, _position: int, at: Recorded[d.MotionAmendmentWithdrawn]
) -> None:
    """The seat that proposed it withdrew it."""
    _proposal(changed(views, at), at.event.number)["status"] = "withdrawn"


@on(d.MotionReferred)
def referred(views: Views, _position: int, at: Recorded[d.MotionReferred]) -> None:
    """Another body is to report."""
    document = changed(views, at)
    document["referral"] = {"body": at.event.body, "class": at.event.cls}
    document["reached"] = Stage.REFERRED


@on(d.MotionReportedOn)
def reported_on(views: Views, _position: int, at: Recorded[d.MotionReportedOn]) -> None:
    """It has reported."""
    document = changed(views, at)
    document["reached"] = Stage.TABLED
    reported_at = canonical.instant(at.env.occurred_at or at.recorded_at)
    more = said(reported_at=reported_at, recommendation=opened(at.event.recommendation))
    document["referral"] |= more


@on(d.DecisionDeferred)
def deferred(views: Views, _position: int, at: Recorded[d.DecisionDeferred]) -> None:
    """The motion rests until a day."""
    document = changed(views, at)
    document["reached"] = Stage.DEFERRED
    document["deferral"] = said(until=at.event.effective_to, resumes=at.event.resumes)


@on(d.MotionTakenUp, d.MotionWithdrawn, d.MotionLapsed)
def moved_on(views: Views, _position: int, at: Recorded[Any]) -> None:
    """The motion is on the table again, or no longer."""
    changed(views, at)["reached"] = _REACHED[type(at.event)]


_REACHED = {
    d.MotionTakenUp: Stage.TABLED,
    d.MotionWithdrawn: Stage.WITHDRAWN,
    d.MotionLapsed: Stage.LAPSED,
}


@on(d.MotionTakenOver)
def taken_over(views: Views, _position: int, at: Recorded[d.MotionTakenOver]) -> None:
    """The motion has another mover."""
    document = changed(views, at)
    _leave(document, at.event.seat)
    document |= {"reached": Stage.TABLED, "mover": at.event.seat}


@on(d.VotingExtended)
def extended(views: Views, _position: int, at: Recorded[d.VotingExtended]) -> None:
    """Voting runs longer."""
    changed(views, at)["closes"] = canonical.instant(at.event.closes)


@on(d.BallotReplaced, d.AttendanceRecorded)
def heard(views: Views, _position: int, at: Recorded[Any]) -> None:
    """What a seat says is a question of its own."""
    changed(views, at)


@on(e.RollSeatsFrozen)
def vote_again(views: Views, _position: int, at: Recorded[e.RollSeatsFrozen]) -> None:
    """The first piece of another roll: what stood of the voting before is among the earlier ones."""
    if "closes" in views.look(decisions, at.agg):
        set_aside(changed(views, at))


@on(d.MeetingDemanded)
def meeting_demanded(views: Views, _position: int, at: Recorded[d.MeetingDemanded]) -> None:
    """The vote by correspondence came to nothing: a seat wants a meeting."""
    document = changed(views, at)
    document["meeting_demanded_for"] = at.event.seat
    set_aside(document)


def set_aside(document: Document) -> None:
    """Put what stood of the last voting among the earlier ones, and the motion on the table."""
    document.pop("result_on", None)
    earlier = {name: document.pop(name) for name in _OF_A_VOTING if name in document}
    earlier |= {"voting": document["voting"], "ballots_given": document["ballots_given"]}
    document.setdefault("votings", []).append(earlier)
    document |= {"reached": Stage.TABLED, "ballots_given": 0, "voting": earlier["voting"] + 1}


def voting_of(views: Views, decision: UUID) -> int:
    """Return which voting on a motion is the present one, or the next where none is opened yet."""
    found: int = views.look(decisions, decision).get("voting", 1)
    return found


def _leave(document: Document, seat: str) -> None:
    for name in ("seconders", "supporters"):
        if seat in document.get(name, ()):
            document[name].remove(seat)


def _proposal(document: Document, number: int) -> Document:
    found: Document = document["motion_amendments"][number - 1]
    return found
