"""/v1/changes: what the register said otherwise at a later moment than at an earlier one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from flask import Response
from marshmallow import Schema, fields, validate

from accord import canonical
from accord.errors import Refused
from accord.http.agreements import AGREEMENT
from accord.http.amendments import AMENDMENT
from accord.http.api import Blueprint
from accord.http.clocks import moment, set_clocks
from accord.http.commands import Resource, house
from accord.http.decisions import DECISION
from accord.http.disputes import DISPUTE
from accord.http.impacts import IMPACT
from accord.http.meetings import MEETING
from accord.http.moments import KnownAt, KnownOut, Moment
from accord.http.obligations import OBLIGATION
from accord.http.parties import PARTY
from accord.http.queries import PageIn, decode_cursor, no_cursor, paged, question
from accord.http.roles import ROLE
from accord.projections.agreements import agreements
from accord.projections.changes import Ends, changes
from accord.projections.knowing import Asked, Known, known_at
from accord.projections.views import Document

blueprint = Blueprint("changes", __name__, url_prefix="/v1", description="What became otherwise")

RESOURCES = {
    "party": PARTY,
    "agreement": AGREEMENT,
    "role": ROLE,
    "decision": DECISION,
    "amendment": AMENDMENT,
    "meeting": MEETING,
    "obligation": OBLIGATION,
    "dispute": DISPUTE,
    "impact": IMPACT,
}
KINDS = list(RESOURCES)
_CURSOR = re.compile(r"([0-8])\.([0-9a-f-]{36})\.([0-9]{1,18})")


class ChangesQuery(PageIn):
    """Between which moments of the record, and of what."""

    from_ = KnownAt(
        "the earlier moment: a position of the record, an instant, or the end of a day",
        required=True,
        data_key="from",
    )
    to = KnownAt("the later moment, likewise; by default now")
    at = Moment("what held then is compared: a day or an instant; by default now")
    agreement = fields.UUID(metadata={"description": "of one agreement, and of the parties"})
    kind = fields.String(validate=validate.OneOf(KINDS))


class DifferentFieldOut(Schema):
    """A field that says otherwise; `was` or `now` is left out where it said nothing."""

    field = fields.String(required=True)
    was = fields.Raw()
    now = fields.Raw()


class EntryBetweenOut(Schema):
    """An entry of the record between the two moments."""

    position = fields.Integer(required=True)
    type = fields.String(required=True)
    sentence = fields.String(required=True)


class DifferenceOut(Schema):
    """A thing that appeared, or of which something changed."""

    kind = fields.String(required=True, metadata={"enum": KINDS})
    id = fields.UUID(required=True)
    change = fields.String(required=True, metadata={"enum": ["appeared", "changed"]})
    version = fields.Integer(required=True)
    version_was = fields.Integer()
    fields_ = fields.List(fields.Nested(DifferentFieldOut), data_key="fields")
    now = fields.Dict(metadata={"description": "of what appeared, what it says"})
    entries = fields.List(
        fields.Nested(EntryBetweenOut),
        required=True,
        metadata={
            "description": "what was recorded of it; none where another thing's entry did it"
        },
    )
    links = fields.Dict(keys=fields.String(), values=fields.String(), required=True)


class DifferencesOut(Schema):
    """A page of what differs, and between which entries of the record."""

    from_ = fields.Nested(KnownOut, required=True, data_key="from")
    to = fields.Nested(KnownOut, required=True)
    items = fields.List(fields.Nested(DifferenceOut), required=True)
    next = fields.String()


@question(blueprint, "/changes", "listChanges", ChangesQuery(), DifferencesOut(), 404, 422)
def list_changes(query: dict[str, Any]) -> Response:
    """List what the register says otherwise at a later moment of the record: what appeared, and what changed."""
    kind, behind, fixed = _place(query.get("cursor"))
    about = query.get("agreement")
    since = _known("from", query["from_"], about)
    until = _known("to", fixed or query.get("to") or house().record.last_position(), about)
    if until.position < since.position:
        raise Refused("the later moment is before the earlier one; exchange them", field="to")
    set_clocks(query.get("at"), None, about)
    past = house().past
    with (
        past.reading(since.position, about) as before,
        past.reading(until.position, about) as after,
    ):
        if about is not None:
            agreements.read(after, about)
        ends = Ends(before, after, since.position, until.position)
        found = list(islice(_all(ends, query.get("kind"), kind, behind), query["limit"] + 1))
    ends_told = {"from": _told(since), "to": _told(until)}

    def beyond(item: Document) -> str:
        return f"{KINDS.index(item['kind'])}.{item['id']}.{until.position}"

    return paged(found, query, beyond, besides=ends_told)


def _all(ends: Ends, kind: str | None, first: int, behind: UUID | None) -> Iterator[Document]:
    for number, (name, resource) in enumerate(RESOURCES.items()):
        if number >= first and kind in (None, name):
            beyond = behind if number == first else None
            for item in changes(ends, resource.model, _shown(resource), beyond):
                yield {"kind": name} | item


def _shown(resource: Resource) -> Any:  # noqa: ANN401 - a function of documents
    def shown(document: Document) -> Document:
        return resource.represent(document, moment(document.get("zone", "UTC")))[0]

    return shown


def _known(side: str, asked: Asked, about: UUID | None) -> Known:
    """Return up to which entry an end knows; a refusal names the end."""
    now: datetime = house().record.outside.now()
    with house().engine.connect() as conn:
        try:
            return known_at(conn, asked, now, about)
        except Refused as no:
            raise Refused(no.reason, **{**no.facts, "field": side}) from None


def _told(known: Known) -> Document:
    return {"position": known.position, "recorded_at": canonical.instant(known.recorded_at)}


def _place(cursor: str | None) -> tuple[int, UUID | None, int | None]:
    """Return behind which thing to go on, and up to which entry the page before knew."""
    key = decode_cursor(cursor)
    if key is None:
        return 0, None, None
    if (found := _CURSOR.fullmatch(key)) is None:
        raise no_cursor()
    try:
        return int(found[1]), UUID(found[2]), int(found[3])
    except ValueError:
        raise no_cursor() from None
