"""/v1/decisions/{id}/certificate: a certified decision on one page, with what proves it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response
from marshmallow import Schema, fields

from accord.audit.certificate import certify
from accord.errors import NotFound
from accord.http.api import Blueprint
from accord.http.commands import house
from accord.http.fields import Strict
from accord.http.queries import question

blueprint = Blueprint(
    "certificates", __name__, url_prefix="/v1", description="Decisions that prove themselves"
)


class CertificateOut(Schema):
    """The vote, its verdict and reasons, and the entries and proofs from which they follow."""

    v = fields.String(required=True, metadata={"description": "accord-certificate/1"})
    checkpoint = fields.String(required=True, metadata={"description": "as it was signed"})
    entries = fields.List(fields.Dict(), required=True)
    decision = fields.UUID(required=True)
    agreement = fields.UUID(required=True)
    body = fields.String(required=True)
    cls = fields.String(required=True, data_key="class")
    motion = fields.Dict(required=True)
    rule = fields.Dict(required=True)
    rule_hash = fields.String(required=True)
    roll = fields.List(fields.Dict(), required=True)
    left_off = fields.List(fields.Dict(), required=True)
    seats = fields.List(fields.Dict(), required=True)
    in_secret = fields.List(fields.Dict(), required=True)
    delegations = fields.List(fields.Dict(), required=True)
    annulled = fields.Boolean(required=True)
    verdict = fields.String(required=True)
    explanation = fields.Dict(required=True)
    in_words = fields.String(required=True, metadata={"description": "to be read out"})


@question(
    blueprint,
    "/decisions/<uuid:id>/certificate",
    "certificateOfDecision",
    Strict(),
    CertificateOut(),
    404,
    409,
)
def certificate(_query: dict[str, Any], id: UUID) -> Response:
    """Give the certificate of a decision as it stands in the log now; `accord verify` checks its bytes, offline."""
    signed = house().log.current()
    if signed is None:
        raise NotFound("nobody signs this register, so nothing here can be proven to others")
    return Response(certify(house().record, signed, id), content_type="application/json")
