"""Who holds which post, from when to when?"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from accord import canonical
from accord.aggregates.role import (
    PostCreated,
    RoleAccepted,
    RoleAssigned,
    RoleResigned,
    RoleRevoked,
)
from accord.events import Recorded
from accord.projections.agreements import agreements, today
from accord.projections.documents import said, stamped
from accord.projections.views import Document, Model, Views, on

roles = Model.of(
    "roles",
    lambda document: {"agreement": UUID(document["agreement"]), "post": document["post"]},
    sa.Column("agreement", sa.Uuid, nullable=False, index=True),
    sa.Column("post", sa.String(64), nullable=False),
)


def derived(document: Document, at: datetime) -> Document:
    """Return what is true of a post on a day only: who holds it."""
    day = today(document["zone"], at).isoformat()
    held = next((a for a in document["assignments"] if a["accepted"] and _covers(a, day)), None)
    if held is None:
        return {"status": "vacant"}
    return {"status": "held", "holder": held["holder"], "holder_party": held["party"]}


def _covers(assignment: Document, day: str) -> bool:
    until = assignment.get("effective_to")
    return bool(assignment["effective_from"] <= day and (until is None or day < until))


@on(PostCreated)
def created(views: Views, _position: int, at: Recorded[PostCreated]) -> None:
    """A post can be filled."""
    event = at.event
    document: Document = {
        "id": str(at.agg),
        **said(agreement=event.agreement, post=event.post, title=event.title, party=event.party),
        "zone": views.look(agreements, event.agreement)["zone"],
        "assignments": [],
        "links": {
            "self": f"/v1/roles/{at.agg}",
            "agreement": f"/v1/agreements/{event.agreement}",
            "history": f"/v1/roles/{at.agg}/history",
        },
    }
    views.begin(roles, at.agg, stamped(document, at))


@on(RoleAssigned)
def assigned(views: Views, _position: int, at: Recorded[RoleAssigned]) -> None:
    """Somebody was appointed."""
    event = at.event
    entry = said(
        assignment=event.assignment,
        holder=event.holder,
        party=event.party,
        effective_from=event.effective_from,
        effective_to=event.effective_to,
        authority=at.env.authority,
    )
    stamped(views.change(roles, at.agg), at)["assignments"].append(entry | {"accepted": False})


@on(RoleAccepted)
def accepted(views: Views, _position: int, at: Recorded[RoleAccepted]) -> None:
    """The appointment was accepted."""
    _assignment(views, at)["accepted"] = True


@on(RoleResigned, RoleRevoked)
def ended(views: Views, _position: int, at: Recorded[Any]) -> None:
    """The appointment ends on another day than it was made for."""
    entry = _assignment(views, at)
    entry["effective_to"] = canonical.plain(at.event.effective_to)
    entry["ended_by"] = "resigned" if isinstance(at.event, RoleResigned) else "revoked"


def _assignment(views: Views, at: Recorded[Any]) -> Document:
    document = stamped(views.change(roles, at.agg), at)
    entry: Document = document["assignments"][at.event.assignment - 1]
    return entry
