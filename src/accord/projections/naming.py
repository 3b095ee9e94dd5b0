"""What is it called, that a sentence names by its id?"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from accord.aggregates.party import PartyKind
from accord.aggregates.register import REGISTER
from accord.projections.agreements import agreements
from accord.projections.amendments import amendments
from accord.projections.decisions import decisions
from accord.projections.disputes import disputes
from accord.projections.meetings import meetings
from accord.projections.obligations import obligations
from accord.projections.parties import parties
from accord.projections.roles import roles
from accord.projections.views import Document, decoded

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
_KINDS = {"party": "parties"} | {name[:-1]: name for name in _MODELS if name != "parties"}
# Not an id within an address or a citation, as `role:<id>`.
_ID = re.compile(
    rf"(?<![\w:/-])(?:({'|'.join(_KINDS)}) )?([0-9a-f]{{8}}(?:-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}})(?![\w/-])"
)


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
