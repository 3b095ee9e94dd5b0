"""What became of a decision: what does it wait for, what was done on it, does it still hold?"""

from __future__ import annotations

from datetime import date
from typing import Any

from accord import canonical
from accord.aggregates.decision import choosing_events as c
from accord.aggregates.decision import events as e
from accord.aggregates.decision.memory import Stage
from accord.aggregates.matters import Matter
from accord.events import Recorded
from accord.projections.agreements import agreements
from accord.projections.consents import answer, asked_instead, awaited, is_awaited, need
from accord.projections.decisions import decisions
from accord.projections.documents import opened, put, said, stamped
from accord.projections.effects import begins, day_of
from accord.projections.passages import awaits_approval, begin_passage
from accord.projections.views import Document, Views, on
from accord.rules import Verdict

_OF_THE_RESULT = (
    *(
        "verdict",
        "explanation",
        "in_words",
        "certified_at",
        "effective_from",
        "expires_on",
        "dated",
        "result_on",
    ),
    *(
        "stages",
        "staged_from",
        "consents",
        "consents_needed",
        "holds",
        "held",
        "released_by",
        "challenges",
    ),
)


def _changed(views: Views, at: Recorded[Any]) -> Document:
    return stamped(views.change(decisions, at.agg), at)


def _stands(document: Document) -> None:
    """Say where a carried decision stands, the days apart from which and until which it holds."""
    waiting = any(is_awaited(entry) for entry in awaited(document))
    if document.get("held"):
        document["reached"] = Stage.HELD
    elif waiting:
        document["reached"] = Stage.AWAITING_CONSENT
    elif awaits_approval(document):
        document["reached"] = Stage.IN_STAGES
    else:
        done = any(entry["complete"] for entry in document.get("implementations", ()))
        document["reached"] = Stage.IMPLEMENTED if done else Stage.EFFECTIVE


def _ends(views: Views, document: Document, day: date, stage: Stage) -> None:
    ends = {"ends_at": begins(views, document, day), "end": stage}
    document["dated"] = document.get("dated", {}) | ends
    document |= said(effective_to=day)


def _without_expiry(document: Document) -> None:
    """What is implemented, or came to nothing before, does not expire."""
    document.pop("expires_on", None)
    if (dated := document.get("dated", {})).get("end") == Stage.EXPIRED:
        del dated["ends_at"], dated["end"]


def _without_end(document: Document) -> None:
    for name in ("dated", "effective_to", "expires_on"):
        document.pop(name, None)


@on(e.DecisionCertified, c.ChoiceCertified)
def certified(views: Views, _position: int, at: Recorded[Any]) -> None:
    """What is carried holds, at once or from a day on, or awaits the consent of parties."""
    event, document = at.event, _changed(views, at)
    if event.verdict is not Verdict.CARRIED:
        return
    if event.consents:
        document["consents"] = [said(party=party) for party in event.consents]
        need(document, event.consents_needed)
    if event.effective_from is not None:
        document |= said(effective_from=event.effective_from)
        document["dated"] = {"holds_at": begins(views, document, event.effective_from)}
    if event.expires_on is not None:
        document |= said(expires_on=event.expires_on)
        ends = {"ends_at": begins(views, document, event.expires_on), "end": Stage.EXPIRED}
        document["dated"] = document.get("dated", {}) | ends
    if event.stages:
        begin_passage(views, document, event)
    _stands(document)


@on(e.ResultChallenged)
def result_challenged(views: Views, _position: int, at: Recorded[e.ResultChallenged]) -> None:
    """Somebody holds that the result is not right."""
    event, document = at.event, _changed(views, at)
    entry = said(number=event.number, seat=event.seat, party=event.party)
    entry |= said(statement=opened(event.statement))
    document.setdefault("challenges", []).append(entry)


@on(e.ChallengeRuled)
def challenge_ruled(views: Views, _position: int, at: Recorded[e.ChallengeRuled]) -> None:
    """A challenge is settled."""
    for entry in _changed(views, at)["challenges"]:
        if entry["number"] == at.event.number:
            entry["ruling"] = at.event.ruling


@on(e.ResultAnnulled)
def result_annulled(views: Views, _position: int, at: Recorded[e.ResultAnnulled]) -> None:
    """The result counts as never having held."""
    document = _changed(views, at)
    document["reached"] = Stage.ANNULLED
    _without_end(document)


@on(e.HoldPlaced)
def hold_placed(views: Views, _position: int, at: Recorded[e.HoldPlaced]) -> None:
    """A seat asks that the decision wait."""
    _changed(views, at).setdefault("holds", []).append({"seat": at.event.seat})


@on(e.HoldWithdrawn)
def hold_withdrawn(views: Views, _position: int, at: Recorded[e.HoldWithdrawn]) -> None:
    """A seat no longer asks that it wait."""
    put(_changed(views, at)["holds"], "seat", {"seat": at.event.seat, "withdrawn": True})


@on(e.DecisionHeld)
def held(views: Views, _position: int, at: Recorded[e.DecisionHeld]) -> None:
    """It waits."""
    document = _changed(views, at)
    document["held"] = True
    _stands(document)


@on(e.DecisionReleased)
def released(views: Views, _position: int, at: Recorded[e.DecisionReleased]) -> None:
    """It waits no longer."""
    document = _changed(views, at)
    document["held"] = False
    document |= said(released_by=at.event.decision)
    _stands(document)


@on(e.PartyConsented)
def party_consented(views: Views, _position: int, at: Recorded[e.PartyConsented]) -> None:
    """A party agrees to what is reserved to it."""
    event, document = at.event, _changed(views, at)
    entry = said(party=event.party, signatory=event.signatory, post=event.post)
    answer(document, {**entry, "consented": True})
    _holds_after(views, document, event.effective_from)
    _stands(document)


@on(e.PartyRefusedConsent)
def party_refused(views: Views, _position: int, at: Recorded[e.PartyRefusedConsent]) -> None:
    """A party does not agree to what is reserved to it: that is its veto."""
    event, document = at.event, _changed(views, at)
    entry = said(party=event.party, signatory=event.signatory, post=event.post)
    answer(document, {**entry, "consented": False})
    if event.others_suffice:
        return
    document["reached"] = Stage.VETOED
    _without_expiry(document)


def _holds_after(views: Views, document: Document, day: date | None) -> None:
    """Say from when it holds where days pass after the consent that is enough."""
    if day is not None and day.isoformat() > document.get("effective_from", ""):
        document |= said(effective_from=day)
        holds = {"holds_at": begins(views, document, day)}
        document["dated"] = document.get("dated", {}) | holds


@on(e.ConsentLapsed)
def consent_lapsed(views: Views, _position: int, at: Recorded[e.ConsentLapsed]) -> None:
    """A party is none any more; who took its place is asked instead."""
    event, document = at.event, _changed(views, at)
    consents = document["consents"]
    was = next(entry for entry in consents if entry["party"] == str(event.party))
    put(consents, "party", {**said(party=event.party), "lapsed": True})
    if event.successor is not None:
        asked_instead(consents, str(event.successor), was.get("weight"))
    _holds_after(views, document, event.effective_from)
    _stands(document)


@on(e.ImplementationRecorded)
def implemented(views: Views, _position: int, at: Recorded[e.ImplementationRecorded]) -> None:
    """Something was done on it, or all of it."""
    event, document = at.event, _changed(views, at)
    entry = {"complete": event.complete, **said(completed_on=event.completed_on)}
    entry |= said(statement=opened(event.statement), obligations=list(event.obligations))
    entry |= said(still_open=list(event.still_open))
    entry |= said(evidence=list(at.env.evidence), entry=at.ver)
    document.setdefault("implementations", []).append(entry)
    if event.complete:
        _without_expiry(document)
    _stands(document)


@on(e.DecisionReconsidered)
def reconsidered(views: Views, _position: int, at: Recorded[e.DecisionReconsidered]) -> None:
    """The motion is before its body again; what it had come to is kept apart."""
    document = _changed(views, at)
    earlier = {name: document.pop(name) for name in _OF_THE_RESULT if name in document}
    kept = ("verdict", "in_words", "certified_at")
    entry = {name: earlier[name] for name in kept if name in earlier}
    entry["decision"] = str(at.event.decision)
    document.setdefault("reconsiderations", []).append(entry)
    document["reached"] = Stage.TABLED


@on(e.DecisionRescinded)
def rescinded(views: Views, _position: int, at: Recorded[e.DecisionRescinded]) -> None:
    """It ends on a day."""
    document = _changed(views, at)
    if at.event.effective_from is not None:
        _ends(views, document, at.event.effective_from, Stage.RESCINDED)
    document |= said(rescinded_by=at.event.decision)


@on(e.DecisionSuperseded)
def superseded(views: Views, _position: int, at: Recorded[e.DecisionSuperseded]) -> None:
    """Another takes its place on a day."""
    document = _changed(views, at)
    if at.event.effective_from is not None:
        _ends(views, document, at.event.effective_from, Stage.SUPERSEDED)
    document |= said(superseded_by=at.event.decision)


@on(e.EmergencyDecisionTaken)
def emergency_taken(views: Views, _position: int, at: Recorded[e.EmergencyDecisionTaken]) -> None:
    """There is a decision that nobody voted on, and that lapses where it is not ratified."""
    event, own = at.event, f"/v1/decisions/{at.agg}"
    agreement = f"/v1/agreements/{event.agreement}"
    document: Document = {
        "id": str(at.agg),
        **said(agreement=event.agreement, body=event.body),
        "zone": views.look(agreements, event.agreement)["zone"],
        "class": event.cls,
        **said(title=event.title, text=event.text, matter=Matter.GENERAL),
        "emergency": True,
        "reached": Stage.EFFECTIVE,
        "tabled_at": canonical.instant(at.env.occurred_at or at.recorded_at),
        "interests": [],
        "ballots_given": 0,
        "links": {
            "self": own,
            "agreement": agreement,
            **{part: f"{own}/{part}" for part in ("ballots", "history", "authority", "dossier")},
        },
    }
    document["result_on"] = day_of(views, document, at)
    views.begin(decisions, at.agg, stamped(document, at))
    if event.effective_to is not None:
        _ends(views, document, event.effective_to, Stage.LAPSED)


@on(e.EmergencyRatified)
def ratified(views: Views, _position: int, at: Recorded[e.EmergencyRatified]) -> None:
    """It no longer lapses."""
    document = _changed(views, at)
    _without_end(document)
    document |= said(ratified_by=at.event.decision)


@on(e.RatificationRefused)
def not_ratified(views: Views, _position: int, at: Recorded[e.RatificationRefused]) -> None:
    """It lapsed."""
    document = _changed(views, at)
    _without_end(document)
    document["reached"] = Stage.LAPSED
    document |= said(ratification_refused_by=at.event.decision)
