"""Which acts made a thing what it is, and on what does each of them rest?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from accord.projections.agreements import agreements
from accord.projections.amendments import amendments
from accord.projections.ballots import ballots
from accord.projections.decisions import decisions
from accord.projections.documents import said
from accord.projections.grounds.authorities import Chains, competence, decided
from accord.projections.grounds.mandates import mandate
from accord.projections.roles import roles
from accord.projections.views import Document, Model

_DECIDED = {
    "suspensions": "suspension",
    "renewals": "renewal",
    "departures": "departure",
}
_DECIDED_ONCE = ("termination", "supersession", "voidance")


def acts_of(conn: sa.Connection, model: Model, id: UUID) -> list[Document]:
    """Return the acts of an agreement, an amendment, a post or a decision, each with its chain of authority."""
    return list(_ACTS[model.name](Chains(conn), model.read(conn, id)))


def acts(chains: Chains, model: Model, document: Document) -> Iterator[Document]:
    """Return the acts of a thing that is read already."""
    return _ACTS[model.name](chains, document)


def _act(name: str, day: str, rests_on: list[Document], **facts: object) -> Document:
    return {"act": name, "day": day, "rests_on": rests_on} | said(**facts)


def _of_agreement(chains: Chains, document: Document) -> Iterator[Document]:
    yield from _signed(chains, document["id"], document)
    for block, name in _DECIDED.items():
        for entry in document.get(block, ()):
            yield from _resolved(chains, name, document["zone"], entry)
    for name in _DECIDED_ONCE:
        yield from _resolved(chains, name, document["zone"], document.get(name, {}))


def _of_amendment(chains: Chains, document: Document) -> Iterator[Document]:
    yield from _signed(chains, document["agreement"], document)
    if document["reached"] == "adopted":
        yield from _resolved(chains, "adoption", document["zone"], document)


def _signed(chains: Chains, agreement: str, document: Document) -> Iterator[Document]:
    for entry in document["signatures"]:
        day = entry["signed_on"]
        rests = [mandate(chains, agreement, entry["post"], entry["signatory"], day)]
        yield _act("signature", day, rests, party=entry["party"], signatory=entry["signatory"])


def _resolved(chains: Chains, name: str, zone: str, entry: Document) -> Iterator[Document]:
    """Return an act that a decision bears, where one does: on the day on which that was certified."""
    if (id_ := entry.get("decision")) is None:
        return
    certified = chains.decision(id_).get("certified_at")
    day = entry.get("effective_from") or (_day(certified, zone) if certified else "")
    yield _act(name, day, [decided(chains, id_, day)], decision=id_)


def _of_role(chains: Chains, document: Document) -> Iterator[Document]:
    for kind, block in (("assignment", "assignments"), ("acting", "actings")):
        for entry in document.get(block, ()):
            day = entry.get("assigned_on", entry["effective_from"])
            rests = [chains.of(entry["authority"], day)]
            yield _act(kind, day, rests, number=entry[kind], holder=entry["holder"])


def _of_decision(chains: Chains, document: Document) -> Iterator[Document]:
    zone = chains.agreement(document["agreement"])["zone"]
    tabled = _day(document["tabled_at"], zone)
    yield _act("tabling", tabled, [competence(chains, document)], mover=document.get("mover"))
    if "opens" not in document:
        return
    opened = _day(document["opens"], zone)
    own = (ballots.c.decision == UUID(document["id"]), ballots.c.voting == document["voting"])
    query = sa.select(ballots).where(*own, ballots.c.holder.is_not(None))
    for row in chains.conn.execute(query.order_by(ballots.c.seat)):
        holder = str(row.holder)
        rests = [mandate(chains, document["agreement"], row.seat, holder, opened)]
        yield _act(
            "seat",
            opened,
            rests,
            seat=row.seat,
            party=row.party,
            position=row.position,
            holder=holder,
        )


def _day(instant: str, zone: str) -> str:
    return datetime.fromisoformat(instant).astimezone(ZoneInfo(zone)).date().isoformat()


_ACTS: dict[str, Callable[[Chains, Document], Iterator[Document]]] = {
    agreements.name: _of_agreement,
    amendments.name: _of_amendment,
    roles.name: _of_role,
    decisions.name: _of_decision,
}
