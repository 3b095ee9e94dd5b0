"""Who was told what, and when: notices served and acknowledged, texts acknowledged?"""

from __future__ import annotations

from datetime import date
from typing import Any

from accord.aggregates.agreement import events as e
from accord.events import Recorded
from accord.projections.agreements.model import changed
from accord.projections.documents import said
from accord.projections.views import Document, Views, on


def _tell(views: Views, position: int, at: Recorded[Any], entry: Document) -> None:
    facts = said(
        party=at.event.party,
        recorded_at=at.recorded_at,
        position=position,
        evidence=list(at.env.evidence),
    )
    changed(views, at).setdefault("told", []).append(entry | facts)


@on(e.NoticeServed)
def served(views: Views, position: int, at: Recorded[e.NoticeServed]) -> None:
    """A notice reached a party."""
    event = at.event
    facts = said(how="served", notice=event.notice, on=event.served_on, means=event.means)
    _tell(views, position, at, facts)


@on(e.NoticeAcknowledged)
def notice_acknowledged(views: Views, position: int, at: Recorded[e.NoticeAcknowledged]) -> None:
    """A party has a notice."""
    event = at.event
    facts = said(notice=event.notice, on=event.acknowledged_on, signatory=event.signatory)
    _tell(views, position, at, {"how": "acknowledged"} | facts | {"post": event.post})


@on(e.TextAcknowledged)
def text_acknowledged(views: Views, position: int, at: Recorded[e.TextAcknowledged]) -> None:
    """A party has read a text."""
    event = at.event
    facts = said(on=event.acknowledged_on, signatory=event.signatory, text_hash=event.text_hash)
    facts |= said(post=event.post, text_of=event.text_of)
    _tell(views, position, at, {"how": "read"} | facts)


def knowledge(document: Document, day: date) -> Document:
    """Return for each notice which party was told of it by a day, and which texts each had acknowledged then."""
    told = [entry for entry in document.get("told", []) if entry["on"] <= day.isoformat()]
    parties = [entry["party"] for entry in document["parties"]]
    return {
        "notices": [_of_notice(notice, parties, told) for notice in _given(document, day)],
        "texts": [entry for entry in told if entry["how"] == "read"],
    }


def _given(document: Document, day: date) -> list[Document]:
    return [each for each in document.get("notices", []) if each["given_on"] <= day.isoformat()]


def _of_notice(notice: Document, parties: list[str], told: list[Document]) -> Document:
    of_it = [entry for entry in told if entry.get("notice") == notice["notice"]]
    named = dict.fromkeys([*parties, *(entry["party"] for entry in of_it)])
    known = ("notice", "party", "kind", "given_on", "effective_from", "withdrawn")
    concerned = [_of_party(party, of_it) for party in named if party != notice["party"]]
    return {name: notice[name] for name in known} | {"parties": concerned}


def _of_party(party: str, told: list[Document]) -> Document:
    own = [entry for entry in told if entry["party"] == party]
    first = min((entry["on"] for entry in own), default=None)
    return {"party": party} | said(knows_since=first) | {"told": own}
