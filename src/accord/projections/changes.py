"""What did the register say otherwise at a later moment: what appeared, and what changed, field by field?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from accord.projections.chronicle import history
from accord.projections.views import Document, Model

Shown = Callable[[Document], Document]
"""Shows a document as it is represented at the instant that is asked about."""
_PAGE = 200
_NO_FIELDS = ("id", "version", "links")


@dataclass(frozen=True, slots=True)
class Ends:
    """The register as it was known at the earlier and at the later end, and the positions of both."""

    before: sa.Connection
    after: sa.Connection
    since: int
    until: int


def changes(ends: Ends, model: Model, shown: Shown, behind: UUID | None) -> Iterator[Document]:
    """Return what differs among the things of one kind, in order of their ids, beyond `behind`."""
    while found := _stored(ends.after, model, model.table.c.id > behind if behind else sa.true()):
        ids = list(found)
        old = _stored(ends.before, model, model.table.c.id.in_(ids))
        for id_ in ids:
            if found[id_] != old.get(id_):
                yield from _change(ends, model, id_, old.get(id_), shown)
        behind = ids[-1]


def _stored(conn: sa.Connection, model: Model, where: sa.ColumnElement[bool]) -> dict[UUID, bytes]:
    columns = model.table.c
    query = sa.select(columns.id, columns.document).where(where).order_by(columns.id).limit(_PAGE)
    return {row.id: bytes(row.document) for row in conn.execute(query)}


def _change(
    ends: Ends, model: Model, id_: UUID, old: bytes | None, shown: Shown
) -> Iterator[Document]:
    now = shown(model.read(ends.after, id_))
    item = {"id": str(id_), "entries": _entries(ends, id_)}
    links = {"self": now["links"]["self"], "history": f"{now['links']['self']}/history"}
    if old is None:
        yield item | {"change": "appeared", "version": now["version"], "now": now, "links": links}
        return
    was = shown(model.read(ends.before, id_))
    fields = list(differing(was, now))
    if fields or was["version"] != now["version"]:
        versions = {"version_was": was["version"], "version": now["version"]}
        yield item | {"change": "changed", **versions, "fields": fields, "links": links}


def differing(was: Document, now: Document) -> Iterator[Document]:
    """Return each field that says otherwise, with what it said and what it says; what is absent is left out."""
    for name in dict.fromkeys([*was, *now]):
        if name not in _NO_FIELDS and was.get(name) != now.get(name):
            yield {"field": name} | _side("was", was, name) | _side("now", now, name)


def _side(side: str, document: Document, name: str) -> dict[str, Any]:
    return {side: document[name]} if name in document else {}


def _entries(ends: Ends, id_: UUID) -> list[Document]:
    """Return what was recorded of a thing between the ends, told."""
    columns = history.c
    query = (
        sa.select(columns.position, columns.type, columns.sentence)
        .where(columns.stream == id_, columns.position > ends.since)
        .order_by(columns.position)
        .limit(_PAGE)
    )
    return [dict(row) for row in ends.after.execute(query).mappings()]
