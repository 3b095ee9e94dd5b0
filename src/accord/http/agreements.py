"""/v1/agreements."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
from flask import Response
from marshmallow import Schema, fields, validate

from accord.aggregates.agreement import Stage, Terms
from accord.application import Accord
from accord.http import representations as out
from accord.http.api import Blueprint
from accord.http.commands import Circumstances, Resource, command, house
from accord.http.fields import ClearLine, Day, Whole
from accord.http.queries import AtIn, PageIn, answer, listing, one, page_of, question
from accord.http.terms import DraftIn, TermsIn, blocks
from accord.projections.agreements import (
    agreements,
    at_stage,
    of_party,
    suspended_on,
    today,
)
from accord.projections.limits import derived
from accord.projections.text import text_of
from accord.text import Clause, plain_text, text_hash

blueprint = Blueprint("agreements", __name__, url_prefix="/v1", description="What was agreed")
AGREEMENT = Resource(
    agreements, out.Agreement(), derived, within=("reached", "dated", "stages", "held")
)


class OpeningIn(Circumstances):
    """Until when to sign."""

    deadline = Day(metadata={"description": "the last day for signatures"})


class SignatureIn(Circumstances):
    """A signature; the signatory is who calls, or who asserts it where somebody else records it."""

    party = fields.UUID(required=True)
    text_hash = fields.String(
        required=True,
        validate=Whole(
            "^[0-9a-f]{64}$", error="the SHA-256 of the adopted text, in lower-case hex"
        ),
        metadata={"description": "of the text you read"},
    )
    capacity = ClearLine("in which capacity, as Chief Executive", required=True)
    counterpart = ClearLine("which of several signed copies", most=100)


class AgreementsQuery(PageIn):
    """Which agreements."""

    party = fields.UUID()
    status = fields.Enum(Stage, by_value=True)


class TextQuery(AtIn):
    """The text on which day, in which form."""

    format = fields.String(
        load_default="json", validate=validate.OneOf(["json", "plain", "markdown"])
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


class TextOut(Schema):
    """The consolidated text on a day."""

    agreement = fields.UUID(required=True)
    at = fields.Date(required=True)
    text_hash = fields.String(required=True)
    amendments = fields.List(fields.UUID(), required=True)
    clauses = fields.List(fields.Nested(ClauseOut), required=True)


@command(blueprint, "/agreements", DraftIn, AGREEMENT)
def draft_agreement(accord: Accord, body: dict[str, Any]) -> UUID:
    """Begin a draft between registered parties."""
    id_ = accord.unit.record.outside.new_id()
    return accord.draft_agreement(id_, terms=Terms(**blocks(body))).id


@command(blueprint, "/agreements/<uuid:id>/revisions", TermsIn, AGREEMENT, match=True)
def revise_text(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Revise a draft: each block that is sent replaces that block of the draft."""
    return accord.revise_text(id, **blocks(body)).id


@command(blueprint, "/agreements/<uuid:id>/adoption", Circumstances, AGREEMENT, match=True)
def adopt_text(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:  # noqa: ARG001
    """Adopt the text: fix it, and with it the hash that parties sign."""
    return accord.adopt_text(id).id


@command(blueprint, "/agreements/<uuid:id>/signature-opening", OpeningIn, AGREEMENT, match=True)
def open_for_signature(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Open the adopted text for signature."""
    return accord.open_for_signature(id, **body).id


@command(blueprint, "/agreements/<uuid:id>/signatures", SignatureIn, AGREEMENT)
def sign(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Sign for a party; the last signature that is required concludes the agreement."""
    return accord.sign(id, **body).id


@question(blueprint, "/agreements", "listAgreements", AgreementsQuery(), page_of(out.Agreement))
def list_agreements(query: dict[str, Any]) -> Response:
    """List agreements, in the order in which they were drafted."""
    where: list[Any] = []
    if party := query.get("party"):
        where.append(lambda _conn: of_party(party))
    if status := query.get("status"):
        now = house().record.outside.now()
        where.append(lambda conn: at_stage(conn, status, now))
    return listing(AGREEMENT, query, *where)


@question(blueprint, "/agreements/<uuid:id>", "showAgreement", AtIn(), out.Agreement(), 304, 404)
def show_agreement(query: dict[str, Any], id: UUID) -> Response:
    """Show one agreement, its stage as of a day."""
    return one(AGREEMENT, id, query.get("at"))


@question(
    blueprint,
    "/agreements/<uuid:id>/text",
    "showText",
    TextQuery(),
    TextOut(),
    304,
    404,
    texts=("text/plain", "text/markdown"),
)
def show_text(query: dict[str, Any], id: UUID) -> Response:
    """Show the consolidated text on a day; `plain` is the clauses' texts verbatim, one after another."""
    with house().engine.connect() as conn:
        document = agreements.read(conn, id)
        day = query.get("at") or today(document["zone"], house().record.outside.now())
        found = text_of(conn, id, day)
    if query["format"] == "plain":
        return answer(plain_text(found.clauses).encode(), "text/plain")
    if query["format"] == "markdown":
        return answer(_markdown(document["title"], found.clauses).encode(), "text/markdown")
    suspended = suspended_on(document, day)
    body = {
        "agreement": str(id),
        "at": day.isoformat(),
        "text_hash": text_hash(found.clauses),
        "amendments": [str(amendment) for amendment in found.amendments],
        "clauses": [_shown(clause, suspended) for clause in found.clauses],
    }
    return answer(msgspec.json.encode(body), "application/json")


def _shown(clause: Clause, suspended: dict[str, Any]) -> dict[str, Any]:
    off = "whole" in suspended or clause.id in suspended.get("clauses", [])
    return clause.to_data() | ({"suspended": True} if off else {})


def _markdown(title: str, clauses: Any) -> str:  # noqa: ANN401 - clauses
    parts = [f"# {title}"]
    for clause in clauses:
        name = " ".join(part for part in (clause.num, clause.heading) if part)
        parts.append(f"## {name or clause.id}\n\n{clause.text.strip()}")
    return "\n\n".join(parts) + "\n"
