"""Who is at odds with whom, before which stage until when, and how did it end?"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from accord.aggregates.dispute import Status
from accord.aggregates.dispute import events as e
from accord.events import Recorded
from accord.projections.agreements import agreements, today
from accord.projections.agreements.places import in_place_on
from accord.projections.agreements.stand_ins import stands_there
from accord.projections.documents import opened, put, said, stamped
from accord.projections.views import Document, Model, Views, metadata, on

disputes = Model.of(
    "disputes",
    lambda document: {"agreement": UUID(document["agreement"])},
    sa.Column("agreement", sa.Uuid, nullable=False, index=True),
)

dispute_party = sa.Table(
    "dispute_party",
    metadata,
    sa.Column("dispute", sa.Uuid, primary_key=True),
    sa.Column("party", sa.Uuid, primary_key=True, index=True),
)

dispute_status = sa.Table(
    "dispute_status",
    metadata,
    sa.Column("dispute", sa.Uuid, primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True),
    sa.Column("since", sa.String(10), nullable=False),
    sa.Column("status", sa.String(20), nullable=False),
)


def derived(document: Document, at: datetime) -> Document:
    """Return what is true of a dispute on a day only: how far it has come, and who stands in whose place."""
    day = today(document["zone"], at).isoformat()
    past = [step for step in document["course"] if step["since"] <= day]
    last = past[-1] if past else document["course"][0]
    shown = {name: last[name] for name in ("stage", "forum", "due_on", "clause") if name in last}
    overdue = last["status"] == Status.OPEN and last.get("due_on", day) < day
    return {"status": last["status"], "overdue": overdue, **shown, **_between(document, day)}


def _between(document: Document, day: str) -> Document:
    """Say who stands in the place of who raised it and of the others, where that is somebody else by now."""
    beside = document.get("beside", {})
    party = in_place_on(beside, document["party"], day)
    against = [in_place_on(beside, each, day) for each in document["against"]]
    if [party, *against] == [document["party"], *document["against"]]:
        return {}
    recorded = {"raised_by": document["party"], "raised_against": document["against"]}
    return {"party": party, "against": list(dict.fromkeys(against)), **recorded}


def of_status(status: Status, day: date | None) -> sa.ColumnElement[bool]:
    """Return the condition that a dispute had a status on a day; without one, that it has it."""
    rows = dispute_status.c
    latest = sa.select(rows.status).where(rows.dispute == disputes.table.c.id)
    if day is not None:
        latest = latest.where(rows.since <= day.isoformat())
    found = latest.order_by(rows.version.desc()).limit(1).scalar_subquery()
    return sa.func.coalesce(found, Status.OPEN.value) == status.value


def of_party(conn: sa.Connection, party: UUID, when: date | datetime) -> sa.ColumnElement[bool]:
    """Return the condition that a party is in a dispute, or stands on a day in the place of one that is."""
    own = disputes.table.c
    named = stands_there(conn, party, (own.agreement, dispute_party.c.party), when)
    found = sa.select(dispute_party.c.dispute).where(dispute_party.c.dispute == own.id, named)
    return found.correlate(disputes.table).exists()


@on(e.DisputeRaised, e.RaisedWithoutStages)
def raised(views: Views, _position: int, at: Recorded[Any]) -> None:
    """Parties are at odds."""
    event, own = at.event, f"/v1/disputes/{at.agg}"
    document: Document = {
        "id": str(at.agg),
        **said(
            agreement=event.agreement,
            party=event.party,
            title=event.title,
            statement=opened(event.statement),
            signatory=event.signatory,
            raised_on=event.raised_on,
        ),
        "against": [str(party) for party in event.against],
        "clauses": list(event.clauses),
        "zone": views.look(agreements, event.agreement)["zone"],
        "agreed": [],
        "course": [],
        "links": {
            "self": own,
            "agreement": f"/v1/agreements/{event.agreement}",
            "history": f"{own}/history",
        },
    }
    views.begin(disputes, at.agg, stamped(document, at))
    for party in (event.party, *event.against):
        views.insert(dispute_party, dispute=at.agg, party=party)
    if isinstance(event, e.DisputeRaised):
        _before(views, at, event.raised_on)
    else:
        _became(views, at, Status.OPEN, event.raised_on, {})


@on(e.DisputeReferred)
def referred(views: Views, _position: int, at: Recorded[e.DisputeReferred]) -> None:
    """The next stage has it."""
    _before(views, at, at.event.referred_on)


@on(e.DisputeBroughtToCourt)
def brought_to_court(views: Views, _position: int, at: Recorded[Any]) -> None:
    """No stage is left."""
    event = at.event
    court = {"court": event.court} | ({"reference": event.reference} if event.reference else {})
    _became(views, at, Status.IN_COURT, event.brought_on, court)


@on(e.SettlementAgreed)
def settlement_agreed(views: Views, _position: int, at: Recorded[e.SettlementAgreed]) -> None:
    """A party agreed to terms; whoever agrees anew agrees to those instead."""
    event = at.event
    entry = said(
        party=event.party,
        signatory=event.signatory,
        settlement_hash=event.settlement_hash,
        agreed_on=event.agreed_on,
    )
    put(_changed(views, at)["agreed"], "party", entry)


@on(e.DisputeSettled)
def settled(views: Views, _position: int, at: Recorded[e.DisputeSettled]) -> None:
    """All agreed to the same."""
    terms = said(settlement_hash=at.event.settlement_hash)
    _became(views, at, Status.SETTLED, at.event.settled_on, terms)


@on(e.DisputeWithdrawn)
def withdrawn(views: Views, _position: int, at: Recorded[e.DisputeWithdrawn]) -> None:
    """Nobody pursues it."""
    _became(views, at, Status.WITHDRAWN, at.event.withdrawn_on, {})


@on(e.DisputeDecided)
def decided(views: Views, _position: int, at: Recorded[e.DisputeDecided]) -> None:
    """There is a ruling."""
    ruling = said(ruling=at.event.ruling, authority=at.env.authority)
    _became(views, at, Status.DECIDED, at.event.decided_on, ruling)


def _before(views: Views, at: Recorded[Any], since: date) -> None:
    event = at.event
    stage = said(stage=event.stage, forum=event.forum, due_on=event.due_on)
    named = {"clause": event.clause} if event.clause else {}
    _became(views, at, Status.OPEN, since, stage | named)


def _became(views: Views, at: Recorded[Any], status: Status, since: date, more: Document) -> None:
    day = since.isoformat()
    _changed(views, at)["course"].append({"status": str(status), "since": day, **more})
    views.insert(dispute_status, dispute=at.agg, version=at.ver, since=day, status=status.value)


def _changed(views: Views, at: Recorded[Any]) -> Document:
    return stamped(views.change(disputes, at.agg), at)
