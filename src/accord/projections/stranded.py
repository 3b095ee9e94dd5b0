"""Which motions wait before a body that the agreement does not know any more?"""

from __future__ import annotations

from uuid import UUID

import sqlalchemy as sa

from accord.aggregates.decision.memory import Stage
from accord.projections.decisions import decisions
from accord.projections.views import Document

_WAITS = (Stage.TABLED, Stage.DEFERRED, Stage.REFERRED, Stage.WITHDRAWN)
"""Where a motion stands that no vote was opened on: without its body none ever will be."""


def beside_a_struck_body(conn: sa.Connection, documents: list[Document]) -> None:
    """Say beside an agreement of which a body was struck which motions wait, and before which body."""
    struck = {UUID(document["id"]): document for document in documents if _strikes(document)}
    if not struck:
        return
    columns = decisions.table.c
    query = sa.select(columns.id, columns.agreement, columns.body, columns.lapses)
    waits = query.where(columns.agreement.in_(struck), columns.reached.in_(_WAITS))
    for row in conn.execute(waits.order_by(columns.id)):
        motion = {"decision": str(row.id), "body": row.body, "lapses": row.lapses}
        struck[row.agreement].setdefault("waiting", []).append(motion)


def stranded(terms: Document, waiting: list[Document], now: str) -> list[Document]:
    """Return the motions that wait before no body of these terms, and have not lapsed by their day."""
    bodies = {body["id"] for body in terms["bodies"]}
    return [
        {"decision": motion["decision"], "body": motion["body"]}
        for motion in waiting
        if motion["body"] not in bodies and (motion["lapses"] is None or motion["lapses"] > now)
    ]


def _strikes(document: Document) -> bool:
    """Return whether a body may be gone: an amendment struck it, or one that constituted it was annulled."""
    bodies = (each for each in document.get("dated", []) if each["name"] == "body")
    return any("key" in each or "annulled_from" in each for each in bodies)
