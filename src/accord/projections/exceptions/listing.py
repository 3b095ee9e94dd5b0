"""Which entries of the record are out of the ordinary, in order, and why?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from accord import canonical
from accord.aggregates.register import REGISTER
from accord.projections import history as told
from accord.projections.agreements import agreements
from accord.projections.chronicle import history
from accord.projections.exceptions.codes import Kind
from accord.projections.exceptions.duties import LATER, Duties, Events
from accord.projections.exceptions.steps import STEPS, steps, types_of
from accord.projections.exceptions.timing import CANDIDATES, timing
from accord.projections.parties import registers
from accord.projections.views import Document

_PAGE = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """Among which entries: of one agreement, of one kind, recorded from `since` up to but without `until`."""

    agreement: UUID | None = None
    kind: Kind | None = None
    since: datetime | None = None
    until: datetime | None = None
    after: int | None = None


def exceptions(conn: sa.Connection, events: Events, asked: Asked) -> Iterator[Document]:
    """Return the entries that are out of the ordinary, in order of position, each with every reason."""
    zones: dict[str, str] = {}
    duties = Duties(conn, events)
    for item in _candidates(conn, asked):
        zone = _zone(conn, item, zones)
        found = [*timing(item, zone), *_step(events, item), *duties.of(item)]
        if any(asked.kind in (None, each["kind"]) for each in found):
            yield item | {"exceptions": found}


def _candidates(conn: sa.Connection, asked: Asked) -> Iterator[Document]:
    """Return the entries that can be out of the ordinary, page by page."""
    after = asked.after
    while found := told.selected(conn, told.Page(limit=_PAGE, after=after), *_where(asked)):
        yield from found
        after = found[-1]["position"]


def _where(asked: Asked) -> Iterator[sa.ColumnElement[bool]]:
    kinds = list(Kind) if asked.kind is None else [asked.kind]
    yield sa.or_(*(_can_be(kind) for kind in kinds))
    if asked.agreement is not None:
        yield history.c.agreement == asked.agreement
    if asked.since is not None:
        yield history.c.recorded_at >= canonical.instant(asked.since)
    if asked.until is not None:
        yield history.c.recorded_at < canonical.instant(asked.until)


def _can_be(kind: Kind) -> sa.ColumnElement[bool]:
    if kind in CANDIDATES:
        return CANDIDATES[kind]
    return history.c.type.in_(LATER if kind == Kind.DUTIES else types_of(kind))


def _step(events: Events, item: Document) -> Iterator[Document]:
    if item["type"] in STEPS:
        for _, recorded in events([item["position"]]):
            yield from steps(recorded.event)


def _zone(conn: sa.Connection, item: Document, known: dict[str, str]) -> str:
    """Return the zone of the agreement to which an entry belongs, or else of the register."""
    agreement = item["links"].get("agreement", "").rpartition("/")[2]
    if agreement not in known:
        model, id_ = (agreements, UUID(agreement)) if agreement else (registers, REGISTER)
        known[agreement] = model.read(conn, id_)["zone"]
    return known[agreement]
