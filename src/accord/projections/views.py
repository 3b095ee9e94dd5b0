"""How read models are kept: documents loaded once for a batch of events, changed, written once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, cast
from uuid import UUID

import msgspec
import sqlalchemy as sa

from accord.errors import NotFound
from accord.events import Event, Recorded

metadata = sa.MetaData()
Document = dict[str, Any]
Handler = Callable[["Views", int, Recorded[Any]], None]
HANDLERS: dict[type[Event], list[Handler]] = {}
Watcher = Callable[["Views", "Model", Document | None, Document], None]
WATCHERS: dict[str, Watcher] = {}
"""By the name of a model, who is told of each of its documents as it was before and is after a batch."""


Beside = Callable[[sa.Connection, list[Document]], None]
BESIDE: dict[str, Beside] = {}
"""By the name of a model, what other documents say of those that are read: nothing of it is kept."""


def on(*kinds: type[Event]) -> Callable[[Handler], Handler]:
    """Call the decorated handler for each event of these kinds; `Event` stands for all of them."""

    def register(handler: Handler) -> Handler:
        for kind in kinds:
            HANDLERS.setdefault(kind, []).append(handler)
        return handler

    return register


@dataclass(frozen=True)
class Model:
    """A read model of documents: one row for each aggregate, with the columns that lists filter by."""

    name: str
    table: sa.Table
    columns: Callable[[Document], Mapping[str, object]]

    @classmethod
    def of(
        cls,
        name: str,
        columns: Callable[[Document], Mapping[str, object]],
        *filters: sa.Column[Any],
    ) -> Model:
        """Declare the model `name`, its rows carrying the `filters` that `columns` fills."""
        table = sa.Table(
            name,
            metadata,
            sa.Column("id", sa.Uuid, primary_key=True),
            sa.Column("version", sa.Integer, nullable=False),
            sa.Column("document", sa.LargeBinary, nullable=False),
            *filters,
        )
        return cls(name, table, columns)

    @property
    def one(self) -> str:
        """What one of them is called."""
        return "party" if self.name == "parties" else self.name[:-1]

    def read(self, conn: sa.Connection, id: UUID) -> Document:
        """Return the document of one aggregate; raise `NotFound` where there is none."""
        return self._shown(conn, [decoded(self.stored(conn, id))])[0]

    def stored(self, conn: sa.Connection, id: UUID) -> bytes:
        """Return the document as its bytes are stored; raise `NotFound` where there is none."""
        query = sa.select(self.table.c.document).where(self.table.c.id == id)
        found = conn.scalar(query)
        if found is None:
            raise NotFound(f"there is no {self.one} {id} in this register", id=str(id))
        return bytes(found)

    def page(
        self, conn: sa.Connection, after: UUID | None, limit: int, *where: sa.ColumnElement[bool]
    ) -> list[Document]:
        """Return up to `limit` documents with ids beyond `after`, in order of id."""
        at = self.table.c.id
        query = sa.select(self.table.c.document).where(*where).order_by(at).limit(limit)
        if after is not None:
            query = query.where(at > after)
        return self._shown(conn, [decoded(row.document) for row in conn.execute(query)])

    def _shown(self, conn: sa.Connection, documents: list[Document]) -> list[Document]:
        if (beside := BESIDE.get(self.name)) is not None:
            beside(conn, documents)
        return documents


def decoded(document: bytes) -> Document:
    """Return a stored document."""
    found: Document = msgspec.json.decode(document)
    return found


_Statement = sa.Insert | sa.Update | sa.Delete
_Change = tuple[_Statement, Mapping[str, object]]
_INSERTS: dict[sa.Table, sa.Insert] = {}


@dataclass
class _Held:
    model: Model
    document: Document
    new: bool
    changed: bool = False
    before: bytes = b""


@dataclass
class Views:
    """The read models during one batch of events, on the connection that will commit them."""

    conn: sa.Connection
    _held: dict[tuple[str, UUID], _Held] = field(default_factory=dict)
    _changes: dict[sa.FromClause, list[_Change]] = field(default_factory=dict)

    def begin(self, model: Model, id: UUID, document: Document) -> Document:
        """Add the document of a new aggregate."""
        self._held[model.name, id] = _Held(model, document, new=True)
        return document

    def change(self, model: Model, id: UUID) -> Document:
        """Return the document of an aggregate, to be changed in place."""
        held = self._hold(model, id)
        held.changed = True
        return held.document

    def look(self, model: Model, id: UUID) -> Document:
        """Return the document of an aggregate as it is at this event, not to be changed."""
        return self._hold(model, id).document

    def _hold(self, model: Model, id: UUID) -> _Held:
        key = (model.name, id)
        if key not in self._held:
            before = model.stored(self.conn, id)
            self._held[key] = _Held(model, decoded(before), new=False, before=before)
        return self._held[key]

    def insert(self, table: sa.Table, **row: object) -> None:
        """Add a row of a model that keeps no documents."""
        self.execute(_INSERTS.setdefault(table, sa.insert(table)), **row)

    def inserted(self, table: sa.Table, **key: object) -> Mapping[str, object] | None:
        """Return a row as it was inserted, in this batch or before; None where there is none."""
        for statement, values in self._changes.get(table, ()):
            if statement.is_insert and all(values.get(name) == key[name] for name in key):
                return values
        where = [table.c[name] == value for name, value in key.items()]
        row = self.conn.execute(sa.select(table).where(*where)).mappings().first()
        return None if row is None else cast("Mapping[str, object]", row)

    def execute(self, statement: _Statement, **values: object) -> None:
        """Run a statement on the rows of its table, in the order of the events."""
        self._changes.setdefault(statement.table, []).append((statement, values))

    def flush(self) -> None:
        """Write every document and row of this batch."""
        for held in list(self._held.values()):
            if (held.changed or held.new) and (watch := WATCHERS.get(held.model.name)):
                before = decoded(held.before) if held.before else None
                watch(self, held.model, before, held.document)
        for model in {held.model.name: held.model for held in self._held.values()}.values():
            self._write(model, [h for h in self._held.values() if h.model is model])
        for changes in self._changes.values():
            for statement, values in _together(changes):
                self.conn.execute(statement, values)

    def _write(self, model: Model, held: list[_Held]) -> None:
        new = [_row(model, h.document) for h in held if h.new]
        if new:
            self.conn.execute(sa.insert(model.table), new)
        old = [
            _row(model, h.document) | {"its_id": UUID(h.document["id"])}
            for h in held
            if h.changed and not h.new
        ]
        if old:
            update = sa.update(model.table).where(model.table.c.id == sa.bindparam("its_id"))
            self.conn.execute(update, old)


def _row(model: Model, document: Document) -> dict[str, object]:
    return {
        "id": UUID(document["id"]),
        "version": document["version"],
        "document": msgspec.json.encode(document),
        **model.columns(document),
    }


def _together(changes: list[_Change]) -> Iterator[tuple[_Statement, list[Mapping[str, object]]]]:
    """Give consecutive runs of the same statement to the database at once."""
    run: list[Mapping[str, object]] = []
    for index, (statement, values) in enumerate(changes):
        run.append(values)
        if index + 1 == len(changes) or changes[index + 1][0] is not statement:
            yield statement, run
            run = []
