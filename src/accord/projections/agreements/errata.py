"""Which slips of words were named in an agreement, what did the parties say, and what was corrected by whom?"""

from __future__ import annotations

from datetime import date
from typing import Any

from accord.aggregates.agreement import events as e
from accord.aggregates.agreement.errata import Status
from accord.events import Recorded
from accord.projections.agreements.model import changed, today
from accord.projections.documents import opened, said
from accord.projections.views import Document, Views, on
from accord.text import Part


@on(e.ErratumProposed)
def proposed(views: Views, position: int, at: Recorded[e.ErratumProposed]) -> None:
    """A slip of words is named."""
    event, env = at.event, at.env
    entry = said(
        erratum=event.erratum,
        status=Status.OPEN,
        clause=event.clause,
        part=event.part,
        was=event.was,
        now=event.now,
        amendment=event.amendment,
        objections_until=event.objections_until,
        reason=opened(event.reason),
        proposed_at=at.recorded_at,
        proposed_by=env.asserted_by or env.recorded_by,
        on_behalf_of=env.on_behalf_of,
        authority=env.authority,
        position=position,
    )
    changed(views, at).setdefault("errata", []).append(entry)


@on(e.ErratumAssented)
def assented(views: Views, _position: int, at: Recorded[e.ErratumAssented]) -> None:
    """A party agrees that it is one."""
    _of(changed(views, at), at).setdefault("assents", []).append(_answer(at))


@on(e.ErratumObjected)
def objected(views: Views, _position: int, at: Recorded[e.ErratumObjected]) -> None:
    """A party says that the words are none, and they stay."""
    found = _of(changed(views, at), at)
    found["objection"] = _answer(at) | said(reason=opened(at.event.reason))
    found["status"] = Status.OBJECTED


def _answer(at: Recorded[Any]) -> Document:
    event = at.event
    facts = said(party=event.party, signatory=event.signatory, post=event.post)
    return facts | said(at=at.env.occurred_on or at.env.occurred_at or at.recorded_at)


@on(e.ErratumWithdrawn)
def withdrawn(views: Views, _position: int, at: Recorded[e.ErratumWithdrawn]) -> None:
    """Who proposed it took it back."""
    found = _of(changed(views, at), at)
    found |= said(status=Status.WITHDRAWN, withdrawn_because=opened(at.event.reason))


@on(e.TextCorrected)
def corrected(views: Views, position: int, at: Recorded[e.TextCorrected]) -> None:
    """The words read as they should; of the adopted text, its hash stands beside the one that was signed."""
    document, event, env = changed(views, at), at.event, at.env
    found = _of(document, at)
    found |= said(
        status=Status.CORRECTED,
        corrected_on=env.occurred_on or today(document["zone"], env.occurred_at or at.recorded_at),
        corrected_at=at.recorded_at,
        corrected_by=env.asserted_by or env.recorded_by,
        corrected_hash=event.corrected_hash,
        corrected_position=position,
        by="assent" if event.assented else "silence",
    )
    if "amendment" not in found:
        document["corrected_text_hash"] = event.corrected_hash
        _rename(document, found)


def _rename(document: Document, found: Document) -> None:
    if found["part"] != Part.HEADING:
        return
    for clause in document["clauses"]:
        if clause["id"] == found["clause"]:
            clause["heading"] = clause["heading"].replace(found["was"], found["now"], 1)


def _of(document: Document, at: Recorded[Any]) -> Document:
    number = at.event.erratum
    entry: Document = next(each for each in document["errata"] if each["erratum"] == number)
    return entry


def errata_on(document: Document, day: date) -> list[Document]:
    """Return the errata as they stand on a day: of one that is open, whether nobody can object any more."""
    return [
        each | {"uncontested": True}
        if each["status"] == Status.OPEN and each["objections_until"] < day.isoformat()
        else each
        for each in document.get("errata", [])
    ]


_SHOWN = (
    *("erratum", "clause", "part", "was", "now", "amendment", "reason"),
    *("by", "corrected_on", "corrected_at", "corrected_by"),
)


def corrected_words(document: Document) -> dict[int, Document]:
    """Return by its number each erratum that was corrected: what it said before, who corrected it, when and why."""
    return {
        each["erratum"]: {name: each[name] for name in _SHOWN if name in each}
        for each in document.get("errata", [])
        if each["status"] == Status.CORRECTED
    }
