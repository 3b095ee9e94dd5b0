"""What does an agreement say on a day, between whom, and changed by what?"""

from __future__ import annotations

from datetime import date
from uuid import UUID

import sqlalchemy as sa

from accord.projections.agreements import (
    agreements,
    corrected_words,
    stage_on,
    suspended_on,
)
from accord.projections.annulments import annulled, doubted
from accord.projections.parties import parties
from accord.projections.text import text_of
from accord.projections.views import Document
from accord.text.forms import Author, Consolidated, Emended


def consolidated(conn: sa.Connection, agreement: UUID, day: date) -> Consolidated:
    """Return the consolidated text on a day, with all that a document says of it."""
    document = agreements.read(conn, agreement)
    found = text_of(conn, agreement, day)
    effects = {
        UUID(entry["amendment"]): entry["effective_from"] for entry in document["amendments"]
    }
    corrected = corrected_words(document)
    off = suspended_on(document, day)
    suspended = (c.id for c in found.clauses if "whole" in off or c.id in off.get("clauses", ()))
    notes = [*annulled(conn, agreement, day), *doubted(conn, agreement, day)]
    return Consolidated(
        agreement=str(agreement),
        title=document["title"],
        day=day,
        stage=stage_on(document, day),
        since=_since(document, day),
        clauses=found.clauses,
        language=_language(document),
        parties=tuple(_author(conn, entry["party"]) for entry in document["parties"]),
        amendments=tuple(Author(str(id_), effects[id_]) for id_ in found.amendments),
        suspended=frozenset(suspended),
        errata=tuple(Emended(**corrected[number]) for number in found.errata),
        notes=tuple(each["in_words"] for each in notes),
    )


def _since(document: Document, day: date) -> date:
    """Return the day of the conclusion; of what is not concluded, the day that is asked about."""
    return date.fromisoformat(document.get("concluded_on") or day.isoformat())


def _language(document: Document) -> str:
    """Return the language of the authentic text, where the agreement says which one."""
    known = document.get("languages", [])
    authentic = [entry["tag"] for entry in known if entry.get("authentic")]
    return str(next(iter(authentic or [entry["tag"] for entry in known]), "und"))


def _author(conn: sa.Connection, party: str) -> Author:
    return Author(party, str(parties.read(conn, UUID(party)).get("name") or party))
