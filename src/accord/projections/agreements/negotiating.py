"""How far is the negotiation of a draft, and what do the parties assent to?"""

from __future__ import annotations

from typing import Any

from accord import canonical
from accord.aggregates.agreement import events as e
from accord.aggregates.agreement.assents import rests_on_assents
from accord.aggregates.agreement.memory import Stage
from accord.aggregates.matters import Matter
from accord.events import Event, Recorded
from accord.projections.agreements.model import changed
from accord.projections.documents import opened, said
from accord.projections.views import Document, Views, on


@on(e.DraftShared)
def draft_shared(views: Views, _position: int, at: Recorded[e.DraftShared]) -> None:
    """Parties read the draft."""
    document = changed(views, at)
    document["shared"] = {"at": canonical.instant(at.recorded_at)} | said(
        recipients=at.event.recipients
    )
    document["reached"] = Stage.SHARED


@on(e.ChangeRequested)
def change_requested(views: Views, _position: int, at: Recorded[e.ChangeRequested]) -> None:
    """A party asks for another wording."""
    event = at.event
    entry = said(
        number=event.number,
        party=event.party,
        clauses=event.clauses,
        unrevised=event.clauses,
        request=opened(event.request),
        status="open",
    )
    changed(views, at).setdefault("change_requests", []).append(entry)


@on(e.ChangeAnswered)
def change_answered(views: Views, _position: int, at: Recorded[e.ChangeAnswered]) -> None:
    """A request to change the draft is answered."""
    for request in _open(changed(views, at)):
        if request["number"] == at.event.number:
            request["status"] = str(at.event.answer)


@on(e.ClauseRevised)
def clause_revised(views: Views, _position: int, at: Recorded[e.ClauseRevised]) -> None:
    """What was asked of a clause may be answered."""
    _revised(changed(views, at), at.event.clause)


@on(e.ProvisionStruck)
def clause_struck(views: Views, _position: int, at: Recorded[e.ProvisionStruck]) -> None:
    """What was asked of a clause that is gone is answered."""
    if at.event.provision is e.Provision.CLAUSE:
        _revised(changed(views, at), at.event.key)


def _revised(document: Document, clause: str) -> None:
    for request in _open(document):
        if clause in request.get("unrevised", []):
            request["unrevised"] = [other for other in request["unrevised"] if other != clause]
            if not request["unrevised"]:
                request["status"] = "revised"


def _open(document: Document) -> list[Document]:
    return [r for r in document.get("change_requests", []) if r["status"] == "open"]


@on(e.NegotiationLeft)
def negotiation_left(views: Views, _position: int, at: Recorded[e.NegotiationLeft]) -> None:
    """A party negotiates no longer, and what it asked for needs no answer."""
    document = changed(views, at)
    document.setdefault("left", []).append(str(at.event.party))
    for request in _open(document):
        if request["party"] == str(at.event.party):
            request["status"] = "left"


@on(e.AgreementAbandoned)
def abandoned(views: Views, _position: int, at: Recorded[e.AgreementAbandoned]) -> None:
    """The agreement is given up."""
    changed(views, at)["reached"] = Stage.ABANDONED


# --- Assents ---------------------------------------------------------------------------------


@on(e.AssentGiven)
def assent_given(views: Views, _position: int, at: Recorded[e.AssentGiven]) -> None:
    """A party assents."""
    changed(views, at).setdefault("assents", []).append(_assent(at.event))


@on(e.AssentWithdrawn)
def assent_withdrawn(views: Views, _position: int, at: Recorded[e.AssentWithdrawn]) -> None:
    """A party assents no longer."""
    document, gone = changed(views, at), _asked(_assent(at.event))
    document["assents"] = [a for a in document.get("assents", []) if _asked(a) != gone]


def _assent(event: e.AssentGiven | e.AssentWithdrawn) -> Document:
    return said(
        party=event.party,
        signatory=event.signatory,
        post=event.post,
        matter=event.matter,
        about=event.about,
        clauses=event.clauses,
        effective_from=event.effective_from,
        effective_to=event.effective_to,
        modifications_hash=event.modifications_hash,
    )


def _asked(assent: Document) -> tuple[Any, ...]:
    names = ("party", "matter", "about", "effective_from", "effective_to", "modifications_hash")
    return (*(assent.get(key) for key in names), sorted(assent.get("clauses", [])))


def spent(document: Document, matter: Matter, about: str | None = None) -> None:
    """Leave out assents on which something now rests, or that concern what is no longer so."""
    if "assents" in document:
        document["assents"] = [
            a
            for a in document["assents"]
            if a["matter"] != matter or about not in (None, a.get("about"))
        ]


@on(
    e.TitleRevised,
    e.TermDrafted,
    e.PartyNamed,
    e.ClauseDrafted,
    e.ClauseRevised,
    e.ClausesOrdered,
    e.BodyDrafted,
    e.SeatsDrafted,
    e.RuleDrafted,
    e.PostDrafted,
    e.SignatoryNamed,
    e.ProcedureDrafted,
    e.ProvisionDrafted,
    e.ProvisionStruck,
)
def draft_revised(views: Views, _position: int, at: Recorded[Any]) -> None:
    """Whoever assented to the adoption of the draft assented to another one."""
    spent(changed(views, at), Matter.ADOPTION)


@on(Event)
def rested(views: Views, _position: int, at: Recorded[Any]) -> None:
    """Whatever rests on assents spends them."""
    if (found := rests_on_assents(at.event)) is not None:
        matter, about = found
        spent(changed(views, at), matter, str(about) if about else None)
