"""Why does the text of a day not say what an amendment said, and which one is in doubt?"""

from __future__ import annotations

from datetime import date
from uuid import UUID

import sqlalchemy as sa

from accord.aggregates.impact import ImpactKind, Status
from accord.projections.amendments import amendments
from accord.projections.decisions import decisions
from accord.projections.documents import said
from accord.projections.impacts import impacts
from accord.projections.text import amendments_until, annulled_on
from accord.projections.views import Document, decoded

_EX_NUNC = ("rescinded", "superseded")


def annulled(conn: sa.Connection, agreement: UUID, day: date) -> list[Document]:
    """Return the amendments whose text went back: those that would be in force on a day, had they stood."""
    return [annulment(conn, id_) for id_, _ in annulled_on(conn, agreement, day)]


def annulment(conn: sa.Connection, amendment: UUID) -> Document:
    """Return that an amendment was annulled: from when, on what ground, by whose authority, and why."""
    document = amendments.read(conn, amendment)
    found = document["annulment"]
    without = found.get("effective_from", document["effective_from"])
    return said(
        amendment=document["id"],
        title=document["title"],
        effective_from=document["effective_from"],
        annulled_from=without,
        ab_initio=found["ab_initio"],
        decision=found.get("decision"),
        authority=found["authority"],
        annulled_at=found["annulled_at"],
        reason=found.get("reason"),
        in_words=_in_words(conn, document),
    )


def _in_words(conn: sa.Connection, document: Document) -> str:
    found = document["annulment"]
    how = "is treated as never having been in effect"
    if not found["ab_initio"]:
        how = f"is without effect from {found['effective_from']} on"
    return (
        f"Amendment “{document['title']}”, adopted with effect from {document['effective_from']}, was annulled and "
        f"{how}: {_ground(conn, found)}."
    )


def _ground(conn: sa.Connection, found: Document) -> str:
    if "decision" not in found:
        return f"so it was ruled outside the register ({found['authority'].partition(':')[2]})"
    decision = decisions.read(conn, UUID(found["decision"]))
    ended = decision.get("dated", {}).get("end", decision["reached"])
    how = ended if ended in _EX_NUNC else "annulled"
    return f"the decision on which it was adopted, “{decision['title']}”, was {how}"


def doubted(conn: sa.Connection, agreement: UUID, day: date) -> list[Document]:
    """Return the open items about amendments in force on a day: the decision behind each of them fell."""
    subjects = [id_ for id_, _ in amendments_until(conn, agreement, day)]
    columns = impacts.table.c
    query = (
        sa.select(columns.document)
        .where(columns.subject.in_(subjects), columns.status == Status.OPEN)
        .order_by(columns.id)
    )
    items = [decoded(row.document) for row in conn.execute(query)] if subjects else []
    return [_doubt(conn, item) for item in items if item["kind"] == ImpactKind.AMENDMENT]


def _doubt(conn: sa.Connection, item: Document) -> Document:
    title = amendments.read(conn, UUID(item["subject"]))["title"]
    return {
        "amendment": item["subject"],
        "title": title,
        "decision": item["causes"][-1]["id"],
        "impact": item["id"],
        "in_words": f"Amendment “{title}” is in doubt. {item['in_words']}",
        "link": item["links"]["self"],
    }
