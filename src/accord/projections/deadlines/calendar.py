"""The calendar of the register: rows that follow from the documents of its read models."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from accord.aggregates.calendar import add_months
from accord.projections.agreements import agreements
from accord.projections.documents import said
from accord.projections.views import WATCHERS, Document, Model, Views, metadata

deadlines = sa.Table(
    "deadlines",
    metadata,
    sa.Column("subject", sa.Uuid, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("agreement", sa.Uuid, nullable=False, index=True),
    sa.Column("party", sa.Uuid, index=True),
    sa.Column("due", sa.String(27), nullable=False, index=True),
    sa.Column("every_months", sa.Integer),
    sa.Column("last", sa.String(10)),
    sa.Column("what", sa.String(40), nullable=False),
    sa.Column("words", sa.Text, nullable=False),
    sa.Column("clause", sa.String(64)),
)
_FORGET = sa.delete(deadlines).where(deadlines.c.subject == sa.bindparam("its_subject"))
_ENDS_WITH_ITS_AGREEMENT = ("role", "decision", "meeting", "amendment")


@dataclass(frozen=True, kw_only=True, slots=True)
class Due:
    """Something that falls due on a day or at an instant; with `every_months`, again and again up to `last`."""

    what: str
    due: str
    words: str
    clause: str | None = None
    party: str | None = None
    every_months: int | None = None
    last: str | None = None


Tells = Callable[[Views, Document], Iterable[Due]]


def falls_due(model: Model) -> Callable[[Tells], Tells]:
    """Keep in the calendar what the decorated function says of each document of a model."""

    def register(tells: Tells) -> Tells:
        def watch(views: Views, model: Model, before: Document | None, after: Document) -> None:
            was = list(tells(views, before)) if before is not None else []
            is_ = list(tells(views, after))
            if was != is_:
                _replace(views, model, after, is_)

        WATCHERS[model.name] = watch
        return tells

    return register


def _replace(views: Views, model: Model, document: Document, due: Iterable[Due]) -> None:
    subject = UUID(document["id"])
    views.execute(_FORGET, its_subject=subject)
    for number, entry in enumerate(due):
        views.insert(
            deadlines,
            subject=subject,
            number=number,
            kind=model.name[:-1],
            agreement=UUID(document.get("agreement", document["id"])),
            party=UUID(entry.party) if entry.party else None,
            due=entry.due,
            every_months=entry.every_months,
            last=entry.last,
            what=entry.what,
            words=entry.words,
            clause=entry.clause or None,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """Which part of the calendar: from a day up to and with another one."""

    from_: date
    until: date
    agreement: UUID | None = None
    party: UUID | None = None


def falling_due(conn: sa.Connection, asked: Asked) -> list[Document]:
    """Return what falls due in a time, in order; of what returns, each time that it does."""
    columns = deadlines.c
    ends = agreements.table.c.ends_on
    outlives = sa.or_(
        columns.kind.not_in(_ENDS_WITH_ITS_AGREEMENT), ends.is_(None), columns.due < ends
    )
    query = (
        sa.select(deadlines)
        .outerjoin(agreements.table, agreements.table.c.id == columns.agreement)
        .where(outlives, columns.due < (asked.until + timedelta(days=1)).isoformat())
    )
    for name in ("agreement", "party"):
        if (value := getattr(asked, name)) is not None:
            query = query.where(columns[name] == value)
    found = [item for row in conn.execute(query) for item in _items(row, asked)]
    return sorted(found, key=lambda item: (item["due"], item["subject"], item["what"]))


def _items(row: Any, asked: Asked) -> Iterator[Document]:  # noqa: ANN401 - a row of the query above
    first = asked.from_.isoformat()
    for due in _times(row, asked.until):
        if due >= first:
            at = "due_at" if "T" in due else "due_on"
            yield said(
                due=due,
                **{at: due},
                what=row.what,
                words=row.words,
                clause=row.clause,
                party=row.party,
                agreement=row.agreement,
                kind=row.kind,
                subject=row.subject,
                links={
                    "subject": f"/v1/{row.kind}s/{row.subject}",
                    "agreement": f"/v1/agreements/{row.agreement}",
                },
            )


def _times(row: Any, until: date) -> Iterator[str]:  # noqa: ANN401 - a row of the query above
    yield row.due
    if row.every_months is None:
        return
    last = min(until, date.fromisoformat(row.last)) if row.last else until
    first, times = date.fromisoformat(row.due), 1
    while (again := add_months(first, times * row.every_months)) <= last:
        yield again.isoformat()
        times += 1
