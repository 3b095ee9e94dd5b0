"""The calendar of the register: rows that follow from the documents of its read models."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from accord.aggregates.agreement.stages import RUNNING
from accord.aggregates.agreement.terms import BLOCKS
from accord.aggregates.calendar import add_months
from accord.projections.agreements import agreements
from accord.projections.agreements.model import agreement_span
from accord.projections.agreements.places import in_place_on
from accord.projections.agreements.stand_ins import stands_there
from accord.projections.agreements.terms import terms_on
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
    sa.Column("provision", sa.Text),
)
_FORGET = sa.delete(deadlines).where(deadlines.c.subject == sa.bindparam("its_subject"))
_ENDS_WITH_ITS_AGREEMENT = ("role", "decision", "meeting", "amendment")
Provided = tuple[str, str]
"""The provision that says so: its block of the terms, and its name there (empty where it stands once)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Due:
    """Something that falls due on a day or at an instant; with `every_months`, again and again up to `last`."""

    what: str
    due: str
    words: str
    by: Provided | None = None
    clause: str | None = None
    party: str | None = None
    every_months: int | None = None
    last: str | None = None


Tells = Callable[[Document], Iterable[Due]]
"""What falls due follows from one document alone, so that a rebuild comes to the same rows."""


def falls_due(model: Model) -> Callable[[Tells], Tells]:
    """Keep in the calendar what the decorated function says of each document of a model."""

    def register(tells: Tells) -> Tells:
        def watch(views: Views, model: Model, before: Document | None, after: Document) -> None:
            was = list(tells(before)) if before is not None else []
            is_ = list(tells(after))
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
            clause=entry.clause,
            provision="/".join(entry.by) if entry.by else None,
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
    over = sa.select(agreement_span.c.agreement).where(
        agreement_span.c.agreement == columns.agreement,
        agreement_span.c.stage.not_in(RUNNING),
        agreement_span.c.since <= columns.due,
    )
    outlives = sa.or_(columns.kind.not_in(_ENDS_WITH_ITS_AGREEMENT), sa.not_(over.exists()))
    until = (asked.until + timedelta(days=1)).isoformat()
    query = sa.select(deadlines).where(outlives, columns.due < until)
    if asked.agreement is not None:
        query = query.where(columns.agreement == asked.agreement)
    if asked.party is not None:
        named = (columns.agreement, columns.party)
        query = query.where(stands_there(conn, asked.party, named, asked.from_))
    rows = conn.execute(query).all()
    terms = _Terms(conn)
    found = [item for row in rows for item in _items(row, asked, terms)]
    return sorted(found, key=lambda item: (item["due"], item["subject"], item["what"]))


@dataclass
class _Terms:
    """The terms of agreements, each read once."""

    conn: sa.Connection
    read: dict[UUID, Document] = field(default_factory=dict)

    def clause(self, agreement: UUID, provision: str | None, day: str) -> str | None:
        """Return which clause speaks of a thing, by the provision that stands on the day it falls due."""
        if provision is None:
            return None
        document = self._document(agreement)
        block, _, name = provision.partition("/")
        found = (document | terms_on(document, day)).get(block) or {}
        if isinstance(found, list):
            key = next(key for known, key in BLOCKS.values() if known == block)
            found = next((entry for entry in found if entry[key] == name), {})
        return found.get("clause")

    def in_place_of(self, agreement: UUID, party: UUID | None, day: str) -> str | None:
        """Return who stands in a party's place on a day."""
        return in_place_on(self._document(agreement), str(party), day) if party else None

    def _document(self, agreement: UUID) -> Document:
        if agreement not in self.read:
            self.read[agreement] = agreements.read(self.conn, agreement)
        return self.read[agreement]


def _items(row: Any, asked: Asked, terms: _Terms) -> Iterator[Document]:  # noqa: ANN401 - a row of the query above
    first = asked.from_.isoformat()
    for due in _times(row, asked.until):
        if due >= first:
            at = "due_at" if "T" in due else "due_on"
            yield said(
                due=due,
                **{at: due},
                what=row.what,
                words=row.words,
                clause=row.clause or terms.clause(row.agreement, row.provision, due[:10]),
                party=terms.in_place_of(row.agreement, row.party, first),
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
