"""What did a later fact change for what was certified before, and was that settled?"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from accord import canonical
from accord.aggregates.impact import Status
from accord.aggregates.impact import events as e
from accord.events import Recorded
from accord.projections import amendments as of_amendments
from accord.projections import decisions as of_decisions
from accord.projections.agreements.terms import entry_of
from accord.projections.documents import opened, said, stamped
from accord.projections.telling.impact import in_a_sentence, what_it_says
from accord.projections.views import BESIDE, Document, Model, Views, decoded, on

impacts = Model.of(
    "impacts",
    lambda document: {
        "agreement": UUID(document["agreement"]),
        "subject": UUID(document["subject"]),
        "status": document["status"],
    },
    sa.Column("agreement", sa.Uuid, nullable=False, index=True),
    sa.Column("subject", sa.Uuid, nullable=False, index=True),
    sa.Column("status", sa.String(20), nullable=False),
)
_PLURALS = {
    e.ImpactKind.DECISION: "decisions",
    e.ImpactKind.AMENDMENT: "amendments",
    e.ImpactKind.APPOINTMENT: "roles",
}
_OF_AN_END = ("outcome", "reason", "decision", "settled_at", "settled_by")


@on(e.ImpactOpened)
def opened_(views: Views, _position: int, at: Recorded[e.ImpactOpened]) -> None:
    """A later fact changed the basis; an item that had ended is open again."""
    event, own = at.event, f"/v1/impacts/{at.agg}"
    document: Document = {
        "id": str(at.agg),
        **said(
            agreement=event.agreement,
            kind=event.kind,
            subject=event.subject,
            concerns_on=event.concerns_on,
            voting=event.voting or None,
        ),
        "status": Status.OPEN.value,
        "causes": [],
        "links": {
            "self": own,
            "agreement": f"/v1/agreements/{event.agreement}",
            "subject": f"/v1/{_subject(event)}/{event.subject}",
            "history": f"{own}/history",
        },
    }
    if at.ver == 1:
        views.begin(impacts, at.agg, document)
    before = views.change(impacts, at.agg)
    before |= document | {"causes": before["causes"]}
    for name in _OF_AN_END:
        before.pop(name, None)
    _weighed(before, at)


def _subject(event: e.ImpactOpened) -> str:
    """Return where the subject is read; signatures are under the agreement, or one of its amendments."""
    signed = "agreements" if event.subject == event.agreement else "amendments"
    return _PLURALS.get(event.kind, signed)


@on(e.ImpactReassessed)
def reassessed(views: Views, _position: int, at: Recorded[e.ImpactReassessed]) -> None:
    """Other seats are concerned, or it would have come out otherwise."""
    _weighed(views.change(impacts, at.agg), at)


@on(e.ImpactFellAway)
def fell_away(views: Views, _position: int, at: Recorded[e.ImpactFellAway]) -> None:
    """The basis is what it was taken to be."""
    document = views.change(impacts, at.agg)
    _caused(document, at)
    document |= {"status": Status.FELL_AWAY.value, "seats": []}
    for name in ("count", "in_words", *_OF_AN_END):
        document.pop(name, None)


@on(e.ImpactSettled)
def settled(views: Views, _position: int, at: Recorded[e.ImpactSettled]) -> None:
    """Somebody who answers for it said what follows."""
    document, event = stamped(views.change(impacts, at.agg), at), at.event
    document["status"] = Status.SETTLED.value
    document |= said(
        outcome=event.outcome,
        reason=opened(event.reason),
        decision=event.decision,
        settled_at=canonical.instant(at.recorded_at),
        settled_by=at.env.recorded_by,
    )


def _weighed(document: Document, at: Recorded[Any]) -> None:
    event = at.event
    _caused(document, at)
    document["seats"] = [_plain(seat) for seat in event.seats]
    document.pop("count", None)
    if event.count is not None:
        count = event.count
        document["count"] = said(
            certified=count.certified,
            verdict=count.verdict,
            margin=count.margin or None,
            margin_without=count.margin_without or None,
            would_change=count.would_change,
        )
    if isinstance(event, e.ImpactOpened):
        document["in_words"] = what_it_says(event)
    else:
        document["in_words"] = in_a_sentence(event.seats, event.count, document["concerns_on"])


def _plain(seat: e.SeatConcerned) -> Document:
    return said(
        seat=seat.seat,
        holder=seat.holder,
        party=seat.party,
        mandate=seat.mandate,
        mandate_party=seat.mandate_party,
        counts=seat.counts and entry_of(seat.counts),
    ) | ({"casting_vote": True} if seat.casting_vote else {})


def _caused(document: Document, at: Recorded[Any]) -> None:
    event = at.event
    cause = said(
        id=event.cause, version=event.cause_version, recorded_at=canonical.instant(at.recorded_at)
    )
    kind = at.env.authority.partition(":")[0]
    document["causes"].append(cause | {"kind": kind})
    stamped(document, at)


def derived(document: Document, at: datetime) -> Document:
    """Return what is true of a decision at an instant only: its stage, and which items are about it by then."""
    return of_decisions.derived(document, at) | about_it(document)


def derived_of_amendment(document: Document, at: datetime) -> Document:
    """Return what is true of an amendment at an instant only, likewise."""
    return of_amendments.derived(document, at) | about_it(document)


def about_it(document: Document) -> Document:
    """Return which items are about a thing, where there are any."""
    items = document.get("beside", [])
    return {"impacts": items} if items else {}


def beside_its_subject(conn: sa.Connection, documents: list[Document]) -> None:
    """Say beside a decision, or an amendment, which items are about it."""
    columns = impacts.table.c
    about = {UUID(document["id"]): document for document in documents}
    query = sa.select(columns.document).where(columns.subject.in_(about)).order_by(columns.id)
    for row in conn.execute(query):
        item = decoded(row.document)
        shown = {name: item[name] for name in ("id", "status", "in_words", "count") if name in item}
        link = {"link": item["links"]["self"]}
        about[UUID(item["subject"])].setdefault("beside", []).append(shown | link)


BESIDE[of_decisions.decisions.name] = beside_its_subject
BESIDE[of_amendments.amendments.name] = beside_its_subject
