"""Who holds which post, from when to when?"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from accord import canonical
from accord.aggregates.role import (
    MandateEnded,
    PostCreated,
    RoleAccepted,
    RoleAssigned,
    RoleDeclined,
    RoleLapsed,
    RoleResigned,
    RoleRevoked,
    RoleVacated,
    Stage,
    TermExtended,
)
from accord.events import Event, Recorded
from accord.projections.agreements import agreements, today
from accord.projections.agreements.places import in_place_on
from accord.projections.agreements.stand_ins import stands_there
from accord.projections.documents import said, stamped
from accord.projections.views import Document, Model, Views, metadata, on

roles = Model.of(
    "roles",
    lambda document: {"agreement": UUID(document["agreement"]), "post": document["post"]},
    sa.Column("agreement", sa.Uuid, nullable=False, index=True),
    sa.Column("post", sa.String(64), nullable=False),
)

role_mandate = sa.Table(
    "role_mandate",
    metadata,
    sa.Column("role", sa.Uuid, primary_key=True),
    sa.Column("kind", sa.String(10), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("holder", sa.Uuid, nullable=False, index=True),
    sa.Column("party", sa.Uuid, nullable=False, index=True),
    sa.Column("from_", sa.String(10), nullable=False),
    sa.Column("until", sa.String(10)),
    sa.Column("holds", sa.Boolean, nullable=False),
)
"""Every assignment and every acting holder, so that lists are filtered by who holds a post."""

_CHANGE = (
    sa.update(role_mandate)
    .where(
        role_mandate.c.role == sa.bindparam("its_role"),
        role_mandate.c.kind == sa.bindparam("its_kind"),
        role_mandate.c.number == sa.bindparam("its_number"),
    )
    .values(from_=sa.bindparam("from_"), until=sa.bindparam("until"), holds=sa.bindparam("holds"))
)
_ENDS: dict[type[Event], str] = {
    RoleResigned: "resigned",
    RoleRevoked: "revoked",
    RoleVacated: "vacated",
    RoleLapsed: "lapsed",
    MandateEnded: "abolished",
}


def held_by(
    conn: sa.Connection, holder: UUID | None, party: UUID | None, day: date | None, now: datetime
) -> sa.ColumnElement[bool]:
    """Return the condition that a person, or a party's person, holds a post or acts in it, on a day or ever.

    A party's people are those too of a party in whose place it stands on that day, or without one today.
    """
    columns = role_mandate.c
    conditions = [columns.holds, sa.or_(columns.until.is_(None), columns.from_ < columns.until)]
    if holder is not None:
        conditions.append(columns.holder == holder)
    if party is not None:
        named = (roles.table.c.agreement, columns.party)
        conditions.append(stands_there(conn, party, named, day or now))
    if day is not None:
        on_day = day.isoformat()
        conditions += [
            columns.from_ <= on_day,
            sa.or_(columns.until.is_(None), on_day < columns.until),
        ]
    held = sa.select(columns.role).where(columns.role == roles.table.c.id, *conditions)
    return held.correlate(roles.table).exists()


# --- What is true on a day -------------------------------------------------------------------


def derived(document: Document, at: datetime) -> Document:
    """Return what is true of a post on a day only: who holds it and who sits in it."""
    day, beside = today(document["zone"], at).isoformat(), document.get("beside", {})
    named = [
        a for a in document["assignments"] if a.get("ended_by") != "declined" and covers(a, day)
    ]
    held = next((a for a in named if a["accepted"]), None)
    if any(covers(span, day) for span in document.get("abolitions", ())):
        return _run_out(document, day) | {"status": Stage.ABOLISHED} | _kept(document, day)
    acting = next((a for a in document.get("actings", ()) if covers(a, day)), None)
    stage, who = _stage(held, acting, day)
    if stage is Stage.VACANT and any("ended_by" not in a for a in named):
        stage = Stage.PENDING
    shown: Document = {"status": stage}
    if held is not None:
        party = in_place_on(beside, held["party"], day)
        shown |= {"holder": held["holder"], "holder_party": party}
    if who is not None:
        party, kept = in_place_on(beside, who[1], day), _kept(document, day)
        if (kept or document).get("party") in (None, party):
            shown |= {"seated": who[0], "seated_party": party}
    return _run_out(document, day) | shown | _kept(document, day)


def _kept(document: Document, day: str) -> Document:
    """Say for whom the post is kept on a day, where that is not the party for whom it was created."""
    due = [party for since, party in document.get("beside", {}).get("kept", ()) if since <= day]
    return {"party": due[-1]} if due and due[-1] != document.get("party") else {}


def _stage(
    held: Document | None, acting: Document | None, day: str
) -> tuple[Stage, tuple[str, str] | None]:
    if acting is not None:
        return Stage.ACTING, (acting["holder"], acting["party"])
    if held is None:
        return Stage.VACANT, None
    if not any(covers(span, day) for span in held.get("suspensions", ())):
        return Stage.HELD, (held["holder"], held["party"])
    ready = (a["person"] for a in held.get("alternates", ()) if covers(a, day))
    person = next(ready, None)
    return Stage.SUSPENDED, (person, held["party"]) if person else None


def _run_out(document: Document, day: str) -> Document:
    """Say of assignments that ended by their own term how they ended, where there are any."""
    shown = []
    for entry in document["assignments"]:
        until = entry.get("effective_to")
        if "ended_by" in entry or until is None or day < until:
            shown.append(entry)
        else:
            ended = "expired" if entry["accepted"] else "not_accepted"
            shown.append(entry | {"ended_by": ended})
    return {"assignments": shown} if shown != document["assignments"] else {}


def covers(entry: Document, day: str) -> bool:
    """Return whether a day lies within the half-open time of an entry."""
    until = entry.get("effective_to")
    return bool(entry["effective_from"] <= day and (until is None or day < until))


# --- What happened ---------------------------------------------------------------------------


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
            "authority": f"/v1/roles/{at.agg}/authority",
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
        assigned_on=_day_of(views, at),
        authority=at.env.authority,
    )
    entry["accepted"] = False
    changed(views, at)["assignments"].append(entry)
    mandated(views, at, "assignment", event.assignment, entry)


def _day_of(views: Views, at: Recorded[Any]) -> str:
    """Return the day on which an act happened, in the zone of the agreement."""
    zone: str = views.look(roles, at.agg)["zone"]
    return str(at.env.occurred_on or today(zone, at.env.occurred_at or at.recorded_at))


@on(RoleAccepted)
def accepted(views: Views, _position: int, at: Recorded[RoleAccepted]) -> None:
    """The appointment was accepted."""
    entry = assignment_of(views, at)
    entry["accepted"] = True
    entry |= said(effective_from=at.event.effective_from)
    follow_mandate(views, at, "assignment", entry)


@on(RoleDeclined)
def declined(views: Views, _position: int, at: Recorded[RoleDeclined]) -> None:
    """The appointment was declined."""
    assignment_of(views, at)["ended_by"] = "declined"


@on(RoleResigned, RoleRevoked, RoleVacated, RoleLapsed, MandateEnded)
def ended(views: Views, _position: int, at: Recorded[Any]) -> None:
    """The appointment ends on another day than it was made for."""
    entry = assignment_of(views, at)
    entry["effective_to"] = canonical.plain(at.event.effective_to)
    entry["ended_by"] = _ENDS[type(at.event)]
    entry |= said(lapsed_after=getattr(at.event, "decisions", None))
    follow_mandate(views, at, "assignment", entry)


@on(TermExtended)
def extended(views: Views, _position: int, at: Recorded[TermExtended]) -> None:
    """The holder keeps the post for longer."""
    entry = assignment_of(views, at)
    entry["effective_to"] = canonical.plain(at.event.effective_to)
    follow_mandate(views, at, "assignment", entry)


def changed(views: Views, at: Recorded[Any]) -> Document:
    """Return the document of the post that an event changes."""
    return stamped(views.change(roles, at.agg), at)


def assignment_of(views: Views, at: Recorded[Any]) -> Document:
    """Return the entry of the assignment that an event changes."""
    entry: Document = changed(views, at)["assignments"][at.event.assignment - 1]
    return entry


def mandated(views: Views, at: Recorded[Any], kind: str, number: int, entry: Document) -> None:
    """Let lists find the post by who holds it, or acts in it, from now on."""
    views.insert(
        role_mandate,
        role=at.agg,
        kind=kind,
        number=number,
        holder=UUID(entry["holder"]),
        party=UUID(entry["party"]),
        from_=entry["effective_from"],
        until=entry.get("effective_to"),
        holds=entry.get("accepted", True),
    )


def follow_mandate(views: Views, at: Recorded[Any], kind: str, entry: Document) -> None:
    """Let lists find the post by the days of an entry as they are now."""
    views.execute(
        _CHANGE,
        its_role=at.agg,
        its_kind=kind,
        its_number=entry[kind],
        from_=entry["effective_from"],
        until=entry.get("effective_to"),
        holds=entry.get("accepted", True),
    )
