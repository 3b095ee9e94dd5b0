"""The calendar of the register: rows that follow from the documents of its read models."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from accord.aggregates.agreement.stages import RUNNING, WINDING_UP
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
    sa.Column("waits", sa.Boolean, nullable=False),
    sa.Column("plus", sa.String(40)),
    sa.Column("asks", sa.String(40)),
    sa.Column("least", sa.String(10)),
    sa.Column("what", sa.String(40), nullable=False),
    sa.Column("words", sa.Text, nullable=False),
    sa.Column("clause", sa.String(64)),
    sa.Column("provision", sa.Text),
)
_FORGET = sa.delete(deadlines).where(deadlines.c.subject == sa.bindparam("its_subject"))
_UNTIL = {"role": RUNNING, "amendment": RUNNING} | dict.fromkeys(
    ("decision", "meeting"), (*RUNNING, *WINDING_UP)
)
"""What ends with its agreement, and the stages of the agreement at which it is still to come."""
_LONGEST = timedelta(days=3660)
"""Days that standing orders can give at most."""
Provided = tuple[str, str]
"""The provision that says so: its block of the terms, and its name there (empty where it stands once)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Due:
    """Something that falls due on a day or at an instant; with `every_months`, again and again up to `last`.

    What `waits` since then has no day of its own: it falls due on each day that is asked from, up to `last`.
    With `plus` it falls due as many days later as the standing orders say under that name on the day asked
    from, and not before `least`; it falls due never where they say none, or nothing under `asks`.
    """

    what: str
    due: str
    words: str
    by: Provided | None = None
    clause: str | None = None
    party: str | None = None
    every_months: int | None = None
    last: str | None = None
    waits: bool = False
    plus: str | None = None
    asks: str | None = None
    least: str | None = None


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
            kind=model.one,
            agreement=UUID(document.get("agreement", document["id"])),
            party=UUID(entry.party) if entry.party else None,
            due=entry.due,
            every_months=entry.every_months,
            last=entry.last,
            waits=entry.waits,
            plus=entry.plus,
            asks=entry.asks,
            least=entry.least,
            what=entry.what,
            words=entry.words,
            clause=entry.clause,
            provision="/".join(entry.by) if entry.by else None,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """Which part of the calendar: from a day up to and including another one."""

    from_: date
    until: date
    agreement: UUID | None = None
    party: UUID | None = None


def falling_due(conn: sa.Connection, asked: Asked) -> list[Document]:
    """Return what falls due in a time, in order; of what returns, each time that it does."""
    columns = deadlines.c
    until = (asked.until + timedelta(days=1)).isoformat()
    query = sa.select(deadlines).where(_outlives(asked), _can_come(asked), columns.due < until)
    if asked.agreement is not None:
        query = query.where(columns.agreement == asked.agreement)
    if asked.party is not None:
        named = (columns.agreement, columns.party)
        query = query.where(stands_there(conn, asked.party, named, asked.from_))
    rows = conn.execute(query).all()
    terms = _Terms(conn)
    found = [item for row in rows for item in _items(row, asked, terms)]
    return sorted(found, key=lambda item: (item["due"], item["subject"], item["what"]))


def _outlives(asked: Asked) -> sa.ColumnElement[bool]:
    """Return the condition that the agreement has not ended before a thing falls due, where that ends with it."""
    columns, span = deadlines.c, agreement_span.c
    due = sa.case((columns.waits, asked.from_.isoformat()), else_=columns.due)
    ended = [
        sa.and_(columns.kind == kind, span.stage.not_in(stages)) for kind, stages in _UNTIL.items()
    ]
    over = sa.select(span.agreement).where(
        span.agreement == columns.agreement, span.since <= due, sa.or_(*ended)
    )
    return sa.not_(over.exists())


def _can_come(asked: Asked) -> sa.ColumnElement[bool]:
    """Return the condition that a thing can still fall due: it is no day gone by."""
    columns, first = deadlines.c, asked.from_
    earliest = (first - _LONGEST if first - date.min > _LONGEST else date.min).isoformat()
    return sa.or_(
        columns.due >= first.isoformat(),
        columns.every_months.is_not(None),
        columns.waits,
        columns.least >= first.isoformat(),
        sa.and_(columns.plus.is_not(None), columns.due >= earliest),
    )


@dataclass
class _Terms:
    """The terms of agreements, each read once."""

    conn: sa.Connection
    read: dict[UUID, Document] = field(default_factory=dict)

    def clause(self, agreement: UUID, provision: str | None, day: str) -> str | None:
        """Return which clause speaks of a thing, by the provision that stands on the day it falls due."""
        if provision is None:
            return None
        clause: str | None = self.provided(agreement, provision, day).get("clause")
        return clause

    def provided(self, agreement: UUID, provision: str, day: str) -> Document:
        """Return a provision of the terms as it stands on a day, empty where there is none."""
        document = self._document(agreement)
        block, _, name = provision.partition("/")
        found = (document | terms_on(document, day)).get(block) or {}
        if isinstance(found, list):
            found = next((entry for entry in found if _name(block, entry) == name), {})
        return dict(found)

    def in_place_of(self, agreement: UUID, party: UUID | None, day: str) -> str | None:
        """Return who stands in a party's place on a day."""
        return in_place_on(self._document(agreement), str(party), day) if party else None

    def _document(self, agreement: UUID) -> Document:
        if agreement not in self.read:
            self.read[agreement] = agreements.read(self.conn, agreement)
        return self.read[agreement]


def _name(block: str, entry: Document) -> str:
    """Return what a provision is asked for by: its key, or of reserved matters the body and class."""
    if block == "reserved_matters":
        return f"{entry['body']}/{entry['class']}"
    return str(entry[next(key for known, key in BLOCKS.values() if known == block)])


def _items(row: Any, asked: Asked, terms: _Terms) -> Iterator[Document]:  # noqa: ANN401 - a row of the query above
    first = asked.from_.isoformat()
    until = (asked.until + timedelta(days=1)).isoformat()
    for due in _times(row, asked, terms):
        if first <= due < until:
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


def _times(row: Any, asked: Asked, terms: _Terms) -> Iterator[str]:  # noqa: ANN401 - a row of the query above
    today = max(row.due[:10], asked.from_.isoformat())
    if row.waits:
        yield from [today] if row.last is None or today < row.last else []
    elif row.plus is not None:
        yield from _as_ordered(row, terms.provided(row.agreement, row.provision, today))
    else:
        yield row.due
        yield from _again(row, asked.until)


def _as_ordered(row: Any, orders: Document) -> Iterator[str]:  # noqa: ANN401 - a row of the query above
    """Return the day that the standing orders set, where they do."""
    days = orders.get(row.plus, 0)
    if days and (row.asks is None or orders.get(row.asks)):
        ordered = (date.fromisoformat(row.due) + timedelta(days=days)).isoformat()
        yield max(ordered, row.least or ordered)


def _again(row: Any, until: date) -> Iterator[str]:  # noqa: ANN401 - a row of the query above
    if row.every_months is None:
        return
    last = min(until, date.fromisoformat(row.last)) if row.last else until
    first, times = date.fromisoformat(row.due), 1
    while (again := add_months(first, times * row.every_months)) <= last:
        yield again.isoformat()
        times += 1
