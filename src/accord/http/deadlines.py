"""/v1/deadlines: what falls due, and which clause says so."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Response
from marshmallow import Schema, fields

from accord.errors import Malformed
from accord.http.api import Blueprint
from accord.http.clocks import day, reading
from accord.http.fields import Day
from accord.http.queries import ListIn, decode_cursor, no_cursor, page_of, paged, question
from accord.projections.deadlines import Asked, falling_due

blueprint = Blueprint("deadlines", __name__, url_prefix="/v1", description="What falls due")
LONGEST = 3660
"""Days in one question: ten years."""


class DeadlinesQuery(ListIn):
    """Until when, and whose."""

    until = Day(required=True, metadata={"description": "up to and including this day"})
    since = Day(
        metadata={"description": "the first day; by default that of `at`, or today, in UTC"}
    )
    agreement = fields.UUID()
    party = fields.UUID()


class Deadline(Schema):
    """One thing that falls due."""

    due = fields.String(required=True, metadata={"description": "a day, or an instant"})
    due_on = fields.Date()
    due_at = fields.AwareDateTime()
    what = fields.String(required=True)
    words = fields.String(required=True)
    clause = fields.String(metadata={"description": "the clause of the agreement that says so"})
    party = fields.UUID()
    agreement = fields.UUID(required=True)
    kind = fields.String(required=True)
    subject = fields.UUID(required=True)
    links = fields.Dict(keys=fields.String(), values=fields.String(), required=True)


@question(blueprint, "/deadlines", "listDeadlines", DeadlinesQuery(), page_of(Deadline))
def list_deadlines(query: dict[str, Any]) -> Response:
    """List in order what falls due up to and including a day: terms, notices, reviews, votes, mandates, duties."""
    asked, place = _asked(query), _place(query.get("cursor"))
    with reading() as conn:
        found = falling_due(conn, asked)
    page = found[place : place + query["limit"] + 1]
    return paged(page, query, lambda _last: str(place + query["limit"]))


def _place(cursor: str | None) -> int:
    key = decode_cursor(cursor) or "0"
    if not key.isdigit():
        raise no_cursor()
    return int(key)


def _asked(query: dict[str, Any]) -> Asked:
    since = query.get("since") or day("UTC")
    if query["until"] < since:
        raise Malformed(f"until ({query['until']}) lies before {since}", field="until")
    if query["until"] - since > timedelta(days=LONGEST):
        raise Malformed("ask for ten years at most", field="until")
    return Asked(
        from_=since,
        until=query["until"],
        agreement=query.get("agreement"),
        party=query.get("party"),
    )
