"""/v1/events: the feed of everything that was recorded, in order, without a gap."""

from __future__ import annotations

from typing import Any

import msgspec
from flask import Response
from marshmallow import Schema, fields

from accord.http.api import Blueprint
from accord.http.commands import house
from accord.http.fields import Count, Strict
from accord.http.queries import json_response, question

blueprint = Blueprint("events", __name__, url_prefix="/v1", description="The feed")


class FeedQuery(Strict):
    """From where on to read."""

    after = Count(
        0,
        2**53 - 1,
        load_default=0,
        metadata={"description": "the last position you have; `next` of the page before"},
    )
    limit = Count(1, 1000, load_default=100)


class EventOut(Schema):
    """One recorded event: `entry` is the canonical entry of the record, as it is stored."""

    position = fields.Integer(required=True)
    id = fields.String(required=True, metadata={"description": "<stream>/<version>"})
    type = fields.String(required=True)
    entry = fields.Dict(required=True)


class Feed(Schema):
    """A page of the feed; `next` is always there, and is where to go on, now or later."""

    items = fields.List(fields.Nested(EventOut), required=True)
    next = fields.Integer(required=True)


@question(blueprint, "/events", "listEvents", FeedQuery(), Feed())
def list_events(query: dict[str, Any]) -> Response:
    """Read the feed: positions are 1, 2, 3 and so on, in the order of the commits, without a gap."""
    rows = house().record.sound_entries(query["after"], query["limit"])
    items = [
        {
            "position": row.id,
            "id": f"{row.originator_id}/{row.originator_version}",
            "type": row.topic,
            "entry": msgspec.Raw(row.state),
        }
        for row in rows
    ]
    return json_response({"items": items, "next": rows[-1].id if rows else query["after"]})
