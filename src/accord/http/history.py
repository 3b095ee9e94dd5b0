"""/v1/history, and …/history of each thing: the audit view."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response
from marshmallow import Schema, fields, validate

from accord.http.api import Blueprint
from accord.http.clocks import reading
from accord.http.fields import FIRST_WITHOUT, Instant, Whole
from accord.http.queries import ListIn, in_order, page_of, paged, position_of, question
from accord.projections import history
from accord.projections.agreements import agreements
from accord.projections.amendments import amendments
from accord.projections.decisions import decisions
from accord.projections.disputes import disputes
from accord.projections.impacts import impacts
from accord.projections.meetings import meetings
from accord.projections.obligations import obligations
from accord.projections.parties import parties
from accord.projections.roles import roles
from accord.projections.views import Model

blueprint = Blueprint(
    "history", __name__, url_prefix="/v1", description="What happened, in sentences"
)


class HistoryQuery(ListIn):
    """Which part of a history."""

    order = fields.String(load_default="oldest", validate=validate.OneOf(["oldest", "newest"]))


class EverythingQuery(HistoryQuery):
    """Which part of everything."""

    type = fields.String(
        validate=Whole(r"^[a-z_]+\.[a-z_]+/[1-9][0-9]*$", error="as decision.ballot_cast/1")
    )
    party = fields.UUID(metadata={"description": "the party on whose behalf it was done"})
    since = Instant(metadata={"description": "recorded from this instant on"})
    until = Instant(metadata={"description": "recorded up to but without this instant"})


class Acting(Schema):
    """For whom it was done."""

    id = fields.UUID(required=True)
    name = fields.String(allow_none=True)


class CorrectedLater(Schema):
    """A correction of this entry, which was recorded later."""

    position = fields.Integer(required=True)
    sentence = fields.String(required=True)
    now = fields.String(
        metadata={"description": "a disclosed text as it should have been, until it is erased"}
    )
    recorded_at = fields.AwareDateTime(required=True)


class Told(Schema):
    """One event in a plain sentence, with who, for whom, under which authority, and when."""

    position = fields.Integer(required=True)
    id = fields.UUID(required=True, metadata={"description": "what it happened to"})
    version = fields.Integer(required=True)
    type = fields.String(required=True)
    sentence = fields.String(required=True)
    recorded_at = fields.AwareDateTime(required=True)
    recorded_by = fields.UUID(required=True)
    asserted_by = fields.UUID()
    on_behalf_of = fields.Nested(Acting, required=True)
    authority = fields.String(required=True)
    occurred_on = fields.Date()
    occurred_at = fields.AwareDateTime()
    effective_from = fields.Date()
    effective_to = fields.Date(metadata=FIRST_WITHOUT)
    retroactive = fields.Boolean()
    reason = fields.String()
    corrections = fields.List(
        fields.Nested(CorrectedLater),
        metadata={"description": "of clerical errors in this entry; left out where there is none"},
    )
    links = fields.Dict()


def _page(query: dict[str, Any]) -> history.Page:
    return history.Page(
        limit=query["limit"] + 1,
        after=position_of(query.get("cursor")),
        newest_first=query["order"] == "newest",
    )


def _told(found: list[dict[str, Any]], query: dict[str, Any]) -> Response:
    return paged(found, query, lambda item: str(item["position"]))


@question(blueprint, "/history", "listHistory", EverythingQuery(), page_of(Told))
def list_history(query: dict[str, Any]) -> Response:
    """Tell what happened in the whole register."""
    in_order(query)
    asked = {name: query[name] for name in ("type", "party", "since", "until") if name in query}
    with reading() as conn:
        return _told(history.of_everything(conn, _page(query), **asked), query)


def _of(model: Model, plural: str, operation: str) -> None:
    def view(query: dict[str, Any], id: UUID) -> Response:
        tell = history.of_agreement if model is agreements else history.of_stream
        with reading() as conn:
            model.read(conn, id)
            return _told(tell(conn, id, _page(query)), query)

    view.__name__ = operation
    view.__doc__ = f"Tell what happened to one of the {plural}, and to all that belongs to it."
    question(
        blueprint, f"/{plural}/<uuid:id>/history", operation, HistoryQuery(), page_of(Told), 404
    )(view)


_of(parties, "parties", "listPartyHistory")
_of(agreements, "agreements", "listAgreementHistory")
_of(roles, "roles", "listRoleHistory")
_of(decisions, "decisions", "listDecisionHistory")
_of(amendments, "amendments", "listAmendmentHistory")
_of(meetings, "meetings", "listMeetingHistory")
_of(obligations, "obligations", "listObligationHistory")
_of(disputes, "disputes", "listDisputeHistory")
_of(impacts, "impacts", "listImpactHistory")
