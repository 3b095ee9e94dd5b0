"""What is it called, that a sentence names by its id?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from accord.aggregates.party import PartyKind
from accord.aggregates.register import REGISTER
from accord.projections.agreements import agreements
from accord.projections.amendments import amendments
from accord.projections.chronicle import history
from accord.projections.decisions import decisions
from accord.projections.disputes import disputes
from accord.projections.impacts import impacts
from accord.projections.meetings import meetings
from accord.projections.obligations import obligations
from accord.projections.parties import parties
from accord.projections.roles import roles
from accord.projections.views import Document, Model, decoded

_MODELS = {
    model.name: model
    for model in (
        parties,
        agreements,
        roles,
        decisions,
        amendments,
        meetings,
        obligations,
        disputes,
    )
}
_AT_ONCE = 500
_KINDS = {"party": "parties"} | {name[:-1]: name for name in _MODELS if name != "parties"}
_KIND = (
    sa.select(history.c.kind)
    .where(history.c.stream == sa.bindparam("its_stream", type_=sa.Uuid))
    .order_by(history.c.position)
    .limit(1)
)
# Not an id within an address or a citation, as `role:<id>`.
_ID = re.compile(
    rf"(?<![\w:/-])(?:({'|'.join(_KINDS)}) )?([0-9a-f]{{8}}(?:-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}})(?![\w/-])"
)


_NONE = re.compile(
    r"there is no ([a-z]+) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}) in this register"
)


def of_its_kind(conn: sa.Connection, sentence: str) -> str:
    """Return a sentence that says what an id is, where it said that there is nothing of another kind under it."""

    def tell(found: re.Match[str]) -> str:
        kind = conn.scalar(_KIND, {"its_stream": UUID(found[2])})
        if kind is None or kind == found[1]:
            return found[0]
        return f"{found[2]} is {_one(kind)}, not {_one(found[1])}"

    return _NONE.sub(tell, sentence)


def _one(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeio' else 'a'} {kind}"


def named(conn: sa.Connection, sentence: str) -> tuple[str, list[Document]]:
    """Return a sentence that calls organisations by name and things by title, and each with its id.

    Natural persons keep their ids, as in the history; so does what the sentence takes for another kind.
    """
    ids = {UUID(found[2]) for found in _ID.finditer(sentence)}
    known = _known(conn, sorted(ids)) if ids else {}

    def call(found: re.Match[str]) -> str:
        model, name = known.get(UUID(found[2]), ("", ""))
        if not model or _KINDS.get(found[1] or "", model) != model:
            return found[0]
        return name if model == "parties" else f"{found[1] or ''} “{name}”".lstrip()

    called = [{"id": str(id_), "name": name} for id_, (_, name) in sorted(known.items())]
    return _ID.sub(call, sentence), called


def called(conn: sa.Connection, ids: Iterable[str]) -> dict[str, str]:
    """Return how each of these is called; what stands in no read model, as a natural person, is left out."""
    every, names = sorted(set(ids)), {}
    for start in range(0, len(every), _AT_ONCE):
        some = [UUID(each) for each in every[start : start + _AT_ONCE]]
        for id_, (model, name) in _known(conn, some).items():
            names[str(id_)] = name if model == "parties" else f"“{name}”"
        for document in _of(conn, meetings, some):
            names[document["id"]] = f"the meeting of {document['starts'][:10]}"
        for document in _of(conn, impacts, some):
            names[document["id"]] = f"the impact on {names.get(document['subject'], 'a result')}"
    return names


def _of(conn: sa.Connection, model: Model, ids: Sequence[UUID]) -> Iterator[Document]:
    query = sa.select(model.table.c.document).where(model.table.c.id.in_(ids))
    yield from (decoded(document) for (document,) in conn.execute(query))


def _known(conn: sa.Connection, ids: Sequence[UUID]) -> Mapping[UUID, tuple[str, str]]:
    """Return in which read model each id stands, and what it is called there, where that is told."""
    parts = (
        sa.select(sa.literal(name).label("model"), model.table.c.id, model.table.c.document).where(
            model.table.c.id.in_(ids)
        )
        for name, model in _MODELS.items()
    )
    found = {REGISTER: ("parties", "the register's office")} if REGISTER in ids else {}
    for model, id_, document in conn.execute(sa.union_all(*parts)):
        if name := _name(decoded(document)):
            found[id_] = (model, name)
    return found


def _name(document: Mapping[str, Any]) -> str | None:
    if document.get("kind") == PartyKind.PERSON:
        return None
    return document.get("name") or document.get("title")
