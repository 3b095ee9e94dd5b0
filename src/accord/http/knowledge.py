"""…/services, …/acknowledgements and …/knowledge of an agreement: who was told what, and when."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
from flask import Response
from marshmallow import Schema, fields, validate

from accord.aggregates.agreement.events import ServedBy
from accord.aggregates.agreement.terms import NoticeKind
from accord.application import Accord
from accord.http.agreements import AGREEMENT
from accord.http.api import Blueprint
from accord.http.clocks import day, reading
from accord.http.commands import Circumstances, command
from accord.http.fields import Day, Whole
from accord.http.moments import Answer, ClocksIn
from accord.http.queries import answer, question
from accord.http.representations.agreements_in_force import ToldOut
from accord.projections.agreements import agreements
from accord.projections.agreements.telling import knowledge

blueprint = Blueprint("knowledge", __name__, url_prefix="/v1", description="Who was told what")


def _number() -> fields.Integer:
    return fields.Integer(
        strict=True,
        required=True,
        validate=validate.Range(1, 2**31 - 1),
        metadata={"description": "the number of the notice"},
    )


class NoticeServiceIn(Circumstances):
    """Which notice, on whom, by which means; `occurred_on` is the day, `evidence` what proves it."""

    notice = _number()
    party = fields.UUID(required=True, metadata={"description": "who was told"})
    means = fields.Enum(ServedBy, by_value=True, required=True)


class NoticeAcknowledgementIn(Circumstances):
    """Which notice a party has."""

    notice = _number()
    party = fields.UUID(required=True, metadata={"description": "who acknowledges it"})


class TextAcknowledgementIn(Circumstances):
    """Which text a party has read."""

    party = fields.UUID(required=True, metadata={"description": "who acknowledges it"})
    text_hash = fields.String(
        required=True,
        validate=Whole("^[0-9a-f]{64}$", error="a SHA-256 in lower-case hex"),
        metadata={"description": "the consolidated text hash of what was read, as …/text says it"},
    )
    text_of = Day(metadata={"description": "the day of the text, by default this one"})


@command(blueprint, "/agreements/<uuid:id>/notice-services", NoticeServiceIn, AGREEMENT)
def serve_notice(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Record that a notice was served on another party, by which means, with what proves it."""
    return accord.serve_notice(id, **body).id


@command(
    blueprint, "/agreements/<uuid:id>/notice-acknowledgements", NoticeAcknowledgementIn, AGREEMENT
)
def acknowledge_notice(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Say for a party that it has a notice."""
    return accord.acknowledge_notice(id, **body).id


@command(blueprint, "/agreements/<uuid:id>/text-acknowledgements", TextAcknowledgementIn, AGREEMENT)
def acknowledge_text(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Say for a party that it has read the text of a day, by its hash."""
    return accord.acknowledge_text(id, **body).id


class PartyToldOut(Schema):
    """What a party was told of a notice."""

    party = fields.UUID(required=True)
    knows_since = fields.Date(
        metadata={"description": "left out where nothing shows that it knows"}
    )
    told = fields.List(fields.Nested(ToldOut), required=True)


class NoticeToldOut(Schema):
    """A notice, and what each of the other parties was told of it."""

    notice = fields.Integer(required=True)
    party = fields.UUID(required=True, metadata={"description": "who gave it"})
    kind = fields.Enum(NoticeKind, by_value=True, required=True)
    given_on = fields.Date(required=True)
    effective_from = fields.Date(required=True)
    withdrawn = fields.Boolean(required=True)
    parties = fields.List(fields.Nested(PartyToldOut), required=True)


class KnowledgeOut(Answer):
    """Who was told what, and when."""

    agreement = fields.UUID(required=True)
    notices = fields.List(fields.Nested(NoticeToldOut), required=True)
    texts = fields.List(fields.Nested(ToldOut), required=True)


@question(
    blueprint,
    "/agreements/<uuid:id>/knowledge",
    "showKnowledge",
    ClocksIn(),
    KnowledgeOut(),
    304,
    404,
)
def show_knowledge(_query: dict[str, Any], id: UUID) -> Response:
    """Show who was told what and when: which notice reached whom, and who acknowledged which notice or text."""
    with reading() as conn:
        document = agreements.read(conn, id)
        found = knowledge(document, day(document["zone"]))
    return answer(msgspec.json.encode({"agreement": str(id)} | found), "application/json")
