"""Which acts were outside a mandate (ultra vires), also by what the register has learned since, and not settled?"""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import sqlalchemy as sa

from accord.aggregates.impact import ImpactKind, Status
from accord.projections.agreements import agreements
from accord.projections.amendments import amendments
from accord.projections.decisions import decisions
from accord.projections.grounds.acts import acts
from accord.projections.grounds.authorities import Chains
from accord.projections.grounds.link import breaks
from accord.projections.impacts import impacts
from accord.projections.roles import roles
from accord.projections.views import Document, Model, decoded

_UNDER_AN_AGREEMENT = (roles, decisions, amendments)


def findings(
    conn: sa.Connection, agreement: UUID | None = None, after: UUID | None = None
) -> Iterator[Document]:
    """Return each link of authority that does not hold, and each open impact item, agreement by agreement."""
    query = sa.select(agreements.table.c.document).order_by(agreements.table.c.id)
    if agreement is not None:
        query = query.where(agreements.table.c.id == agreement)
    if after is not None:
        query = query.where(agreements.table.c.id >= after)
    for row in conn.execute(query).all():
        yield from _in(Chains(conn), decoded(row.document))


def _in(chains: Chains, agreement: Document) -> Iterator[Document]:
    yield from _of(chains, agreements, agreement, agreement["id"])
    for model in _UNDER_AN_AGREEMENT:
        columns = model.table.c
        own = columns.agreement == UUID(agreement["id"])
        query = sa.select(columns.document).where(own).order_by(columns.id)
        for row in chains.conn.execute(query).all():
            yield from _of(chains, model, decoded(row.document), agreement["id"])
    yield from _unsettled(chains.conn, agreement["id"])


def _unsettled(conn: sa.Connection, agreement: str) -> Iterator[Document]:
    """Yield what later facts changed for what was certified, signed, adopted or appointed, and nobody settled."""
    columns = impacts.table.c
    own = (columns.agreement == UUID(agreement), columns.status == Status.OPEN)
    for row in conn.execute(sa.select(columns.document).where(*own).order_by(columns.id)).all():
        item = decoded(row.document)
        kind, subject = item["kind"], item["links"]["subject"]
        yield {
            "code": "impact_open",
            "sentence": item["in_words"],
            "act": _ACTS[kind],
            "day": item["concerns_on"],
            "kind": _KINDS[subject.split("/")[2]],
            "subject": item["subject"],
            "agreement": agreement,
            "links": {
                "subject": subject,
                "agreement": f"/v1/agreements/{agreement}",
                "impact": item["links"]["self"],
            },
        }


_ACTS = {
    ImpactKind.DECISION: "vote",
    ImpactKind.SIGNATURE: "signature",
    ImpactKind.AMENDMENT: "adoption",
    ImpactKind.APPOINTMENT: "assignment",
}
_KINDS = {model.name: model.one for model in (agreements, roles, decisions, amendments)}


def _of(chains: Chains, model: Model, document: Document, agreement: str) -> Iterator[Document]:
    for act in acts(chains, model, document):
        for link in breaks(act["rests_on"]):
            yield {
                "code": link["code"],
                "sentence": link["sentence"],
                "act": act["act"],
                "day": act["day"],
                "kind": model.one,
                "subject": document["id"],
                "agreement": agreement,
                **{name: link[name] for name in ("post", "holder") if name in link},
                "links": {
                    "subject": document["links"]["self"],
                    "agreement": f"/v1/agreements/{agreement}",
                },
            }
