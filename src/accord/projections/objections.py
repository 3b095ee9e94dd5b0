"""Who objected to a motion, why, and what became of that?"""

from __future__ import annotations

from typing import Any

from accord.aggregates.decision import objecting_events as o
from accord.events import Recorded
from accord.projections.decisions import changed
from accord.projections.documents import opened, said
from accord.projections.views import Document, Views, on


@on(o.ObjectionRaised)
def raised(views: Views, _position: int, at: Recorded[o.ObjectionRaised]) -> None:
    """A seat objects."""
    event = at.event
    entry = said(number=event.number, seat=event.seat, statement=opened(event.statement))
    changed(views, at).setdefault("objections", []).append(entry | {"status": "raised"})


@on(o.ObjectionRuled)
def ruled(views: Views, _position: int, at: Recorded[o.ObjectionRuled]) -> None:
    """The chair ruled on it."""
    entry = _objection(views, at)
    entry.update(status=at.event.ruling, **said(ruled_because=opened(at.event.reason)))


@on(o.ObjectionWithdrawn)
def withdrawn(views: Views, _position: int, at: Recorded[o.ObjectionWithdrawn]) -> None:
    """Its seat withdrew it."""
    _objection(views, at)["status"] = "withdrawn"


@on(o.ObjectionSettled)
def settled(views: Views, _position: int, at: Recorded[o.ObjectionSettled]) -> None:
    """It was met, sustained or overruled."""
    event = at.event
    facts = said(amendment=event.amendment, decision=event.decision)
    _objection(views, at).update(status=event.outcome, **facts)


def _objection(views: Views, at: Recorded[Any]) -> Document:
    found: list[Document] = changed(views, at)["objections"]
    return next(entry for entry in found if entry["number"] == at.event.number)
