"""/v1/agreements/{id}/responsibilities: who answers for what on a day."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
from flask import Response
from marshmallow import Schema, fields

from accord.http.api import Blueprint
from accord.http.clocks import day, moment, reading
from accord.http.fields import Key
from accord.http.moments import Answer, ClocksIn
from accord.http.queries import answer, question
from accord.projections.agreements import agreements
from accord.projections.responsibilities import responsibilities

blueprint = Blueprint(
    "responsibilities", __name__, url_prefix="/v1", description="Who answers for what"
)


class ResponsibilitiesQuery(ClocksIn):
    """Of which activity, or of which post, on which day."""

    activity = Key(metadata={"description": "its key in the terms"})
    post = Key(metadata={"description": "activities in which this post has a part"})


class PartOut(Schema):
    """A post that has a part in an activity, and who holds it on the day."""

    post = fields.String(required=True)
    title = fields.String()
    status = fields.String(
        required=True, metadata={"description": "held or vacant, as the role says"}
    )
    holder = fields.UUID(metadata={"description": "the person's subject id"})
    holder_party = fields.UUID(metadata={"description": "the party whose person that is"})


class ResponsibilityOut(Schema):
    """One activity and the parts that posts have in it."""

    activity = fields.String(required=True)
    title = fields.String(required=True)
    clause = fields.String()
    accountable = fields.Nested(PartOut, required=True)
    responsible = fields.List(fields.Nested(PartOut), required=True)
    consulted = fields.List(fields.Nested(PartOut), required=True)
    informed = fields.List(fields.Nested(PartOut), required=True)


class ResponsibilitiesOut(Answer):
    """The responsibility matrix (RACI) of an agreement on a day."""

    agreement = fields.UUID(required=True)
    at = fields.Date(required=True)
    items = fields.List(fields.Nested(ResponsibilityOut), required=True)


@question(
    blueprint,
    "/agreements/<uuid:id>/responsibilities",
    "listResponsibilities",
    ResponsibilitiesQuery(),
    ResponsibilitiesOut(),
    304,
    404,
)
def list_responsibilities(query: dict[str, Any], id: UUID) -> Response:
    """Tell for each activity who is accountable and responsible, who is consulted and informed."""
    asked = {name: query[name] for name in ("activity", "post") if name in query}
    with reading() as conn:
        zone = agreements.read(conn, id)["zone"]
        items = responsibilities(conn, id, moment(zone), **asked)
    body = {"agreement": str(id), "at": day(zone).isoformat(), "items": items}
    return answer(msgspec.json.encode(body), "application/json")
