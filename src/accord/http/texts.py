"""/v1/agreements/{id}/text and …/redline: what an agreement says on a day, and how that came about."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from flask import Response
from marshmallow import Schema, fields, validate

from accord.aggregates.agreement.memory import Stage
from accord.http.api import Blueprint
from accord.http.clocks import asked_by, clocks, day, reading, set_clocks
from accord.http.fields import Strict
from accord.http.moments import Answer, ClocksIn, Side
from accord.http.queries import answer, question
from accord.http.representations.errata import CorrectedWordsOut
from accord.projections.agreements import agreements
from accord.projections.annulments import annulled, doubted
from accord.projections.consolidated import consolidated
from accord.projections.documents import said
from accord.projections.knowing import Asked
from accord.text import Clause, plain_text
from accord.text.comparing import Op, Pieces
from accord.text.forms import Consolidated, akoma_ntoso, html, markdown, redline_html
from accord.text.redline import Change, ClauseChange, redline

blueprint = Blueprint("texts", __name__, url_prefix="/v1", description="What an agreement says")

AKN = "application/akn+xml"
QUIET = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}
"""Whatever a clause says, a page of it loads nothing and runs nothing."""
_FORMS = ("json", "plain", "markdown", "html", "akn")


class TextQuery(ClocksIn):
    """The text on which day, in which form."""

    format = fields.String(
        load_default="json",
        validate=validate.OneOf(_FORMS),
        metadata={"description": "`akn` is Akoma Ntoso 3.0"},
    )


class ClauseOut(Schema):
    """A clause as it reads on the day."""

    id = fields.String(required=True)
    num = fields.String(required=True)
    heading = fields.String(required=True)
    text = fields.String(required=True)
    suspended = fields.Boolean(
        metadata={
            "description": "true where the clause is suspended on the day, alone or with the whole"
        }
    )
    errata = fields.List(
        fields.Nested(CorrectedWordsOut),
        metadata={"description": "what errata have put right in it, from the beginning on"},
    )


class AnnulledOut(Schema):
    """An amendment that was annulled, and why the text does not say what it said."""

    amendment = fields.UUID(required=True)
    title = fields.String(required=True)
    effective_from = fields.Date(required=True, metadata={"description": "when it was adopted for"})
    annulled_from = fields.Date(
        required=True, metadata={"description": "the first day without it; ab initio its own first"}
    )
    ab_initio = fields.Boolean(required=True)
    decision = fields.UUID(metadata={"description": "on which it was adopted, and which fell"})
    authority = fields.String(required=True)
    annulled_at = fields.AwareDateTime(required=True)
    reason = fields.String(metadata={"description": "left out where it is withheld or erased"})
    in_words = fields.String(required=True)


class DoubtedOut(Schema):
    """An amendment whose decision fell: nobody has said yet whether it stands."""

    amendment = fields.UUID(required=True)
    title = fields.String(required=True)
    decision = fields.UUID(required=True, metadata={"description": "the one that fell"})
    impact = fields.UUID(required=True)
    in_words = fields.String(required=True)
    link = fields.String(required=True)


_GONE = {"description": "amendments that would be in force on the day, had they not been annulled"}
_SAME = {"description": "the same as `consolidated_text_hash`, under its older name"}
_AS_READ = {
    "description": "of the text of the day as it is known to read; what was signed keeps its own"
}


class TextOut(Answer):
    """The consolidated text on a day."""

    agreement = fields.UUID(required=True)
    at = fields.Date(required=True)
    stage = fields.Enum(
        Stage,
        by_value=True,
        required=True,
        metadata={"description": "where the agreement stands on the day: the text binds in force"},
    )
    text_hash = fields.String(required=True, metadata=_SAME)
    consolidated_text_hash = fields.String(required=True, metadata=_AS_READ)
    amendments = fields.List(fields.UUID(), required=True)
    clauses = fields.List(fields.Nested(ClauseOut), required=True)
    annulled = fields.List(fields.Nested(AnnulledOut), metadata=_GONE)
    doubted = fields.List(
        fields.Nested(DoubtedOut),
        metadata={
            "description": "amendments in this text whose decision fell, while the impact item is open"
        },
    )


class RedlineQuery(Strict):
    """Between the texts of which days, in which form."""

    from_ = Side(
        "the day of the earlier text; as known when follows an `@`: 2026-03-31@1200",
        required=True,
        data_key="from",
    )
    to = Side("the day of the later text, likewise; by default today")
    format = fields.String(load_default="json", validate=validate.OneOf(["json", "html"]))


class PieceOut(Schema):
    """Some words, and what became of them."""

    op = fields.Enum(Op, by_value=True, required=True)
    text = fields.String(required=True)


class ClauseChangeOut(Schema):
    """What became of a clause between the two days."""

    id = fields.String(required=True)
    change = fields.Enum(Change, by_value=True, required=True)
    renumbered = fields.Boolean()
    moved_from = fields.String(
        metadata={
            "description": "where it moved: the clause that it followed before, empty where it was the first"
        }
    )
    num = fields.List(fields.Nested(PieceOut), required=True)
    heading = fields.List(fields.Nested(PieceOut), required=True)
    text = fields.List(fields.Nested(PieceOut), required=True)
    errata = fields.List(
        fields.Nested(CorrectedWordsOut),
        metadata={"description": "what errata have put right in either text of it"},
    )


class RedlineOut(Schema):
    """How the text of one day came from that of another."""

    agreement = fields.UUID(required=True)
    from_ = fields.Date(required=True, data_key="from")
    to = fields.Date(required=True)
    known_from = fields.AwareDateTime(metadata={"description": "where the question says it"})
    known_to = fields.AwareDateTime(metadata={"description": "where the question says it"})
    text_hash_from = fields.String(required=True, metadata=_AS_READ)
    text_hash_to = fields.String(required=True, metadata=_AS_READ)
    clauses = fields.List(fields.Nested(ClauseChangeOut), required=True)
    annulled = fields.List(fields.Nested(AnnulledOut), metadata=_GONE)


@question(
    blueprint,
    "/agreements/<uuid:id>/text",
    "showText",
    TextQuery(),
    TextOut(),
    304,
    404,
    texts=("text/plain", "text/markdown", "text/html", AKN),
)
def show_text(query: dict[str, Any], id: UUID) -> Response:
    """Show the consolidated text on a day; `plain` is the clauses' texts verbatim, one after another."""
    with reading() as conn:
        text = consolidated(conn, id, day(agreements.read(conn, id)["zone"]))
        gone, doubts = annulled(conn, id, text.day), doubted(conn, id, text.day)
    if query["format"] == "json":
        shown = _shown(text) | said(annulled=gone, doubted=doubts)
        return answer(msgspec.json.encode(shown), "application/json")
    body, mimetype = _FORM[query["format"]](text)
    return answer(body, mimetype, headers=QUIET)


@question(
    blueprint,
    "/agreements/<uuid:id>/redline",
    "showRedline",
    RedlineQuery(),
    RedlineOut(),
    304,
    404,
    texts=("text/html",),
)
def show_redline(query: dict[str, Any], id: UUID) -> Response:
    """Show how the text of a day came from that of another, clause by clause and word by word."""
    (before, _), (after, gone) = (
        _text(id, query.get(side, (None, None)), side.strip("_")) for side in ("from_", "to")
    )
    changes = redline(before.clauses, after.clauses)
    if query["format"] == "html":
        about = [f"from {_called(before)} to {_called(after)}", "struck out: no longer there"]
        about += [each["in_words"] for each in gone]
        page = redline_html(after.title, about, changes, {*before.errata, *after.errata})
        return answer(page.encode(), "text/html", headers=QUIET)
    shown = _redline(before, after, changes) | said(annulled=gone)
    return answer(msgspec.json.encode(shown), "application/json")


def _text(
    id: UUID, side: tuple[date | None, Asked | None], name: str
) -> tuple[Consolidated, list[dict[str, Any]]]:
    """Return the text of a day, as known when (by default today, and now), and what was annulled by then."""
    with asked_by(name):
        set_clocks(*side, about=id)
    with reading() as conn:
        found = consolidated(conn, id, day(agreements.read(conn, id)["zone"]))
        gone = annulled(conn, id, found.day)
    known = clocks().to_data().get("known")
    return (replace(found, known=known["recorded_at"]) if known else found), gone


def _redline(
    before: Consolidated, after: Consolidated, changes: Iterable[ClauseChange]
) -> dict[str, Any]:
    return {
        "agreement": after.agreement,
        "from": before.day.isoformat(),
        "to": after.day.isoformat(),
        **({"known_from": before.known} if before.known else {}),
        **({"known_to": after.known} if after.known else {}),
        "text_hash_from": before.hash,
        "text_hash_to": after.hash,
        "clauses": [_change(change) | _put_right(change.id, before, after) for change in changes],
    }


def _put_right(clause: str, *texts: Consolidated) -> dict[str, Any]:
    """Return what errata have put right in a clause, as it reads in one of these texts."""
    found = dict.fromkeys(each for text in texts for each in text.errata_in(clause))
    return {"errata": [each.to_data() for each in found]} if found else {}


def _called(text: Consolidated) -> str:
    return f"{text.day} as known {text.known}" if text.known else f"{text.day}"


def _change(change: ClauseChange) -> dict[str, Any]:
    parts = {name: _pieces(getattr(change, name)) for name in ("num", "heading", "text")}
    moved = {} if change.moved_from is None else {"moved_from": change.moved_from}
    renumbered = {"renumbered": True} if change.renumbered else {}
    return {"id": change.id, "change": change.change} | renumbered | moved | parts


def _pieces(pieces: Pieces) -> list[dict[str, str]]:
    return [{"op": piece.op, "text": piece.text} for piece in pieces]


_FORM: dict[str, Callable[[Consolidated], tuple[bytes, str]]] = {
    "plain": lambda text: (plain_text(text.clauses).encode(), "text/plain"),
    "markdown": lambda text: (markdown(text).encode(), "text/markdown"),
    "html": lambda text: (html(text).encode(), "text/html"),
    "akn": lambda text: (akoma_ntoso(text), AKN),
}


def _shown(text: Consolidated) -> dict[str, Any]:
    return {
        "agreement": text.agreement,
        "at": text.day.isoformat(),
        "stage": text.stage,
        "text_hash": text.hash,
        "consolidated_text_hash": text.hash,
        "amendments": [amendment.id for amendment in text.amendments],
        "clauses": [_clause(clause, text) for clause in text.clauses],
    }


def _clause(clause: Clause, text: Consolidated) -> dict[str, Any]:
    off = {"suspended": True} if clause.id in text.suspended else {}
    return clause.to_data() | off | _put_right(clause.id, text)
