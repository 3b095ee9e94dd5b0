"""What happened, in order, told in plain sentences: to one thing, to an agreement, to everything?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from accord import canonical
from accord.aggregates.party import PartyKind
from accord.aggregates.register import REGISTER
from accord.projections.chronicle import history
from accord.projections.documents import said
from accord.projections.parties import parties
from accord.projections.telling import tell
from accord.projections.views import Document

__all__ = ["Page", "history", "of_agreement", "of_everything", "of_stream", "selected", "tell"]

_RESOURCES = {
    "party": "parties",
    "agreement": "agreements",
    "role": "roles",
    "decision": "decisions",
    "amendment": "amendments",
    "meeting": "meetings",
    "obligation": "obligations",
    "dispute": "disputes",
    "impact": "impacts",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """Which part of a history: up to `limit` entries beyond the position `after`, in this order."""

    limit: int = 50
    after: int | None = None
    newest_first: bool = False


def of_stream(conn: sa.Connection, stream: UUID, page: Page) -> list[Document]:
    """Return what happened to one party, agreement, role, decision, amendment or meeting.

    What a late entry changes is told on both sides: where it was entered, and of what rests on it.
    """
    columns = history.c
    sides = (columns.stream, columns.concerns, columns.cause)
    return list(_read(conn, page, sa.or_(*(side == stream for side in sides))))


def of_agreement(conn: sa.Connection, agreement: UUID, page: Page) -> list[Document]:
    """Return what happened to an agreement and to all that stands under it."""
    return list(_read(conn, page, history.c.agreement == agreement))


def of_everything(
    conn: sa.Connection,
    page: Page,
    *,
    type: str | None = None,
    party: UUID | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
) -> list[Document]:
    """Return what happened anywhere: of one event type, on behalf of one party, in a time of recording.

    The time runs from `since` up to but without `until`.
    """
    columns = history.c
    where = []
    if type is not None:
        where.append(columns.type == type)
    if party is not None:
        where.append(columns.on_behalf_of == party)
    if since is not None:
        where.append(columns.recorded_at >= canonical.instant(since))
    if until is not None:
        where.append(columns.recorded_at < canonical.instant(until))
    return list(_read(conn, page, *where))


def selected(conn: sa.Connection, page: Page, *where: sa.ColumnElement[bool]) -> list[Document]:
    """Return the entries of the chronicle for which these conditions hold."""
    return list(_read(conn, page, *where))


def _read(conn: sa.Connection, page: Page, *where: sa.ColumnElement[bool]) -> Iterator[Document]:
    position = history.c.position
    acting = parties.table
    name = sa.case((acting.c.kind != PartyKind.PERSON, acting.c.name)).label("acting_name")
    query = (
        sa.select(history, name)
        .outerjoin(acting, acting.c.id == history.c.on_behalf_of)
        .where(*where)
        .order_by(position.desc() if page.newest_first else position)
        .limit(page.limit)
    )
    if page.after is not None:
        beyond = position < page.after if page.newest_first else position > page.after
        query = query.where(beyond)
    rows = conn.execute(query).all()
    corrected = _corrections(conn, rows)
    for row in rows:
        yield _item(row) | said(corrections=corrected[row.stream, row.version])


def _corrections(
    conn: sa.Connection, rows: Sequence[Any]
) -> defaultdict[tuple[UUID, int], list[Document]]:
    """Return by stream and version what was corrected later in these entries."""
    columns = history.c
    streams = {row.stream for row in rows}
    query = sa.select(history).where(columns.stream.in_(streams), columns.corrects.is_not(None))
    found: defaultdict[tuple[UUID, int], list[Document]] = defaultdict(list)
    for row in conn.execute(query.order_by(columns.position)):
        entry = said(position=row.position, sentence=row.sentence, now=row.now)
        entry |= said(recorded_at=row.recorded_at)
        found[row.stream, row.corrects].append(entry)
    return found


def _item(row: Any) -> Document:  # noqa: ANN401 - a row of the query above
    is_day = row.occurred is not None and "T" not in row.occurred
    return said(
        position=row.position,
        id=row.stream,
        version=row.version,
        type=row.type,
        sentence=row.sentence,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by,
        asserted_by=row.asserted_by,
        on_behalf_of=said(id=row.on_behalf_of, name=_acting(row)),
        authority=row.authority,
        occurred_on=row.occurred if is_day else None,
        occurred_at=None if is_day else row.occurred,
        effective_from=row.effective_from,
        effective_to=row.effective_to,
        retroactive=row.retroactive,
        reason=row.reason,
        links=_links(row),
    )


def _acting(row: Any) -> str | None:  # noqa: ANN401 - a row of the query above
    return "the register" if row.on_behalf_of == REGISTER else row.acting_name


def _links(row: Any) -> Document:  # noqa: ANN401 - a row of the query above
    links = {}
    if row.kind in _RESOURCES:
        links["subject"] = f"/v1/{_RESOURCES[row.kind]}/{row.stream}"
    if row.agreement is not None:
        links["agreement"] = f"/v1/agreements/{row.agreement}"
    if row.on_behalf_of != REGISTER:
        links["on_behalf_of"] = f"/v1/parties/{row.on_behalf_of}"
    return links
