"""/v1/exceptions: the entries that an auditor looks at first, and why."""

from __future__ import annotations

from itertools import islice
from typing import Any

from flask import Response
from marshmallow import Schema, fields

from accord.http.api import Blueprint
from accord.http.clocks import reading
from accord.http.commands import house
from accord.http.fields import Instant
from accord.http.history import Told
from accord.http.queries import ListIn, in_order, page_of, paged, position_of, question
from accord.projections.agreements import agreements
from accord.projections.exceptions import CODES, Asked, Kind, exceptions

blueprint = Blueprint(
    "exceptions", __name__, url_prefix="/v1", description="What is out of the ordinary"
)


class ExceptionsQuery(ListIn):
    """Of which agreement, of which kind, recorded when."""

    agreement = fields.UUID()
    kind = fields.Enum(Kind, by_value=True)
    since = Instant(metadata={"description": "recorded from this instant on"})
    until = Instant(metadata={"description": "recorded up to but without this instant"})


class WhyOut(Schema):
    """What is out of the ordinary about an entry."""

    code = fields.String(required=True, metadata={"enum": list(CODES)})
    kind = fields.Enum(Kind, by_value=True, required=True)
    why = fields.String(required=True)
    earlier = fields.Integer(
        metadata={"description": "the position of the earlier act by the same person"}
    )


class ExceptionOut(Told):
    """An entry as the history tells it, and what is out of the ordinary about it."""

    exceptions = fields.List(fields.Nested(WhyOut), required=True)


@question(blueprint, "/exceptions", "listExceptions", ExceptionsQuery(), page_of(ExceptionOut), 404)
def list_exceptions(query: dict[str, Any]) -> Response:
    """List what is out of the ordinary: late, backdated, for others, overriding, reopening, or one person twice."""
    in_order(query)
    names = ("agreement", "kind", "since", "until")
    asked = Asked(
        after=position_of(query.get("cursor")), **{n: query[n] for n in names if n in query}
    )
    with reading() as conn:
        if asked.agreement is not None:
            agreements.read(conn, asked.agreement)
        found = islice(exceptions(conn, house().record.these, asked), query["limit"] + 1)
        return paged(list(found), query, lambda item: str(item["position"]))
