"""/v1/agreements."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response
from marshmallow import fields

from accord.aggregates.agreement import Stage, Terms
from accord.application import Accord
from accord.http import representations as out
from accord.http.api import Blueprint
from accord.http.clocks import asked
from accord.http.commands import Circumstances, Resource, command
from accord.http.fields import ClearLine, Day, Whole
from accord.http.moments import ClocksIn
from accord.http.queries import ListIn, listing, one, page_of, question
from accord.http.terms import DraftIn, TermsIn, blocks
from accord.projections.agreements import (
    agreements,
    at_stage,
    of_party,
)
from accord.projections.limits import derived

blueprint = Blueprint("agreements", __name__, url_prefix="/v1", description="What was agreed")
AGREEMENT = Resource(
    agreements, out.Agreement(), derived, within=("reached", "dated", "stages", "held", "waiting")
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


class AgreementsQuery(ListIn):
    """Which agreements."""

    party = fields.UUID()
    status = fields.Enum(Stage, by_value=True)


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
        where.append(lambda conn: at_stage(conn, status, asked()))
    return listing(AGREEMENT, query, *where)


@question(
    blueprint, "/agreements/<uuid:id>", "showAgreement", ClocksIn(), out.Agreement(), 304, 404
)
def show_agreement(_query: dict[str, Any], id: UUID) -> Response:
    """Show one agreement, its stage as of a day."""
    return one(AGREEMENT, id)
