"""/v1/agreements/{id}/docket: which votes the bodies of an agreement held, and which seats missed them."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from flask import Response
from marshmallow import Schema, fields

from accord.http.api import Blueprint
from accord.http.clocks import reading
from accord.http.fields import Key
from accord.http.queries import ListIn, decode_cursor, no_cursor, page_of, paged, question
from accord.projections.agreements import agreements
from accord.projections.docket import votings_of

blueprint = Blueprint(
    "dockets", __name__, url_prefix="/v1", description="Which votes were held, and who missed them"
)
_PLACE = re.compile(r"([0-9a-f-]{36})\.([1-9][0-9]{0,8})")


class DocketQuery(ListIn):
    """Of which body; without it, of all bodies."""

    body = Key()


class MissedOut(Schema):
    """A seat that was on the roll, entitled, and gave no ballot."""

    seat = fields.String(required=True)
    holder = fields.UUID(required=True)
    party = fields.UUID(required=True)


class HeldVotingOut(Schema):
    """A voting that was closed; a decision that was voted on again has several, and counts as one vote."""

    body = fields.String(required=True)
    decision = fields.UUID(required=True)
    class_ = fields.String(data_key="class", required=True)
    voting = fields.Integer(required=True)
    opened = fields.AwareDateTime(required=True)
    closed = fields.AwareDateTime(required=True)
    missed = fields.List(fields.Nested(MissedOut), required=True)
    excused = fields.List(
        fields.String(),
        required=True,
        metadata={
            "description": "seats that had no part and did not miss it: recused, vacant, left off the roll, "
            "or still able to answer when it was closed early"
        },
    )


@question(
    blueprint,
    "/agreements/<uuid:id>/docket",
    "listDocket",
    DocketQuery(),
    page_of(HeldVotingOut),
    404,
)
def list_docket(query: dict[str, Any], id: UUID) -> Response:
    """List the votings of the bodies of an agreement, in the order in which they were opened."""
    after = _after(decode_cursor(query.get("cursor")))
    with reading() as conn:
        agreements.read(conn, id)
        found = list(votings_of(conn, id, query["limit"] + 1, body=query.get("body"), after=after))
    return paged(found, query, lambda item: f"{item['decision']}.{item['voting']}")


def _after(key: str | None) -> tuple[UUID, int] | None:
    if key is None:
        return None
    found = _PLACE.fullmatch(key)
    if found is None:
        raise no_cursor()
    try:
        return UUID(found[1]), int(found[2])
    except ValueError:
        raise no_cursor() from None
