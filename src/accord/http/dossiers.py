"""…/dossier of an agreement and of a decision: one document to keep, with all that a reader needs years later."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import msgspec
from flask import Response
from marshmallow import Schema, fields, validate

from accord import canonical
from accord.http.api import Blueprint
from accord.http.changes import RESOURCES
from accord.http.clocks import clocks, day, moment, reading
from accord.http.commands import house
from accord.http.moments import Answer, ClocksIn
from accord.http.queries import answer, question
from accord.http.texts import QUIET
from accord.projections.agreements import agreements
from accord.projections.decisions import decisions
from accord.projections.dossiers import Reader
from accord.projections.grounds import Chains
from accord.projections.knowing import Known, newest
from accord.projections.naming import called
from accord.projections.views import Document, Model
from accord.rules import Rule
from accord.rules.laid_down import laid_down
from accord.text.forms.called import ids, names_of
from accord.text.forms.dossier import dossier_html

blueprint = Blueprint("dossiers", __name__, url_prefix="/v1", description="Documents to keep")
_BY_MODEL = {resource.model.name: resource for resource in RESOURCES.values()}


class DossierQuery(ClocksIn):
    """As of when and as known when, in which form."""

    format = fields.String(load_default="json", validate=validate.OneOf(["json", "html"]))


class RecordOut(Schema):
    """Up to which entry of the record a dossier knows, and where that can be proved."""

    position = fields.Integer(required=True)
    recorded_at = fields.AwareDateTime()
    entries = fields.List(
        fields.Integer(),
        required=True,
        metadata={"description": "the positions of the entries that the dossier tells"},
    )
    checkpoint = fields.String(
        required=True, metadata={"description": "how far the record has come, signed"}
    )
    receipts = fields.String(
        required=True,
        metadata={
            "description": "proves that an entry stands in the log; its index is one less than its position"
        },
    )


class DossierOut(Answer):
    """Everything about an agreement or a decision."""

    kind = fields.String(required=True, metadata={"enum": ["agreement", "decision"]})
    id = fields.UUID(required=True)
    title = fields.String(required=True)
    at = fields.Date(required=True)
    agreement = fields.Dict(required=True)
    parties = fields.List(fields.Dict(), required=True)
    text = fields.Dict()
    amendments = fields.List(fields.Dict())
    roles = fields.List(fields.Dict())
    authority = fields.List(fields.Dict())
    knowledge = fields.Dict(metadata={"description": "as …/knowledge shows it"})
    decisions = fields.List(
        fields.Dict(),
        required=True,
        metadata={"description": "each with the roll of every voting and what its acts rest on"},
    )
    meetings = fields.List(fields.Dict())
    obligations = fields.List(fields.Dict())
    disputes = fields.List(fields.Dict())
    impacts = fields.List(
        fields.Dict(),
        metadata={
            "description": "what later facts changed for what was certified, of every status"
        },
    )
    findings = fields.List(fields.Dict(), required=True)
    exceptions = fields.List(fields.Dict(), required=True)
    history = fields.List(fields.Dict(), required=True)
    record = fields.Nested(RecordOut, required=True)


def _dossier_of(model: Model, kind: str, operation: str) -> None:
    def view(query: dict[str, Any], id: UUID) -> Response:
        with reading() as conn:
            document = model.read(conn, id)
            under = UUID(document.get("agreement", document["id"]))
            on = day(agreements.read(conn, under)["zone"])
            reader = Reader(conn, house().record.these, _shown, on, Chains(conn))
            gathered = reader.of_agreement(id) if kind == "agreement" else reader.of_decision(id)
            known = clocks().known or newest(conn)
            head = {"kind": kind, "id": str(id), "title": document["title"], "at": on.isoformat()}
            found = head | gathered | {"record": _record(known, gathered["history"])}
            if query["format"] == "html":
                things = called(conn, ids(found))
                return answer(_page(found, things), "text/html", headers=QUIET)
        return answer(msgspec.json.encode(found), "application/json")

    view.__name__ = operation
    view.__doc__ = (
        f"Give everything about one of the {model.name} in one document, to keep and to print."
    )
    rule = f"/{model.name}/<uuid:id>/dossier"
    declare = question(
        blueprint, rule, operation, DossierQuery(), DossierOut(), 304, 404, texts=("text/html",)
    )
    declare(view)


_dossier_of(agreements, "agreement", "showAgreementDossier")
_dossier_of(decisions, "decision", "showDecisionDossier")


def _page(found: Document, things: dict[str, str]) -> bytes:
    return dossier_html(found, names_of(found, things, _in_words)).encode()


def _in_words(rule: Mapping[str, Any]) -> list[str]:
    return laid_down(Rule.from_data(rule))


def _shown(model: Model, document: Document) -> Document:
    return _BY_MODEL[model.name].represent(document, moment(document.get("zone", "UTC")))[0]


def _record(known: Known, history: list[Document]) -> Document:
    """Say up to which entry the dossier knows, and which entries it tells."""
    return {
        "position": known.position,
        "recorded_at": canonical.instant(known.recorded_at),
        "entries": [item["position"] for item in history],
        "checkpoint": "/log/checkpoint",
        "receipts": "/log/proof/{index}",
    }
