"""/v1/parties."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response
from marshmallow import fields, validate

from accord.aggregates.party import Identifier, PartyKind
from accord.application import Accord
from accord.http import representations as out
from accord.http.api import Blueprint
from accord.http.commands import Circumstances, Resource, command
from accord.http.fields import Day, Line, Strict
from accord.http.queries import PageIn, listing, one, page_of, question
from accord.projections.parties import parties

blueprint = Blueprint("parties", __name__, url_prefix="/v1", description="Who can be bound")
PARTY = Resource(parties, out.Party(), lambda _document, _at: {})


class IdentifierIn(Strict):
    """The name of a party in another register."""

    scheme = Line(required=True, most=32, metadata={"description": "a code, as GB-COH or LEI"})
    value = Line(required=True, most=100)


class PartyIn(Circumstances):
    """A party to be registered."""

    kind = fields.Enum(PartyKind, by_value=True, required=True)
    name = Line(required=True)
    identifiers = fields.List(fields.Nested(IdentifierIn), validate=validate.Length(max=20))


class RenameIn(Circumstances):
    """Another name."""

    name = Line(required=True)
    effective_from = Day(
        metadata={"description": "first day of the name; today, or earlier where that is meant"}
    )


class PartiesQuery(PageIn):
    """Which parties."""

    kind = fields.Enum(PartyKind, by_value=True)


@command(blueprint, "/parties", PartyIn, PARTY)
def register_party(accord: Accord, body: dict[str, Any]) -> UUID:
    """Register a party."""
    identifiers = tuple(Identifier(**entry) for entry in body.get("identifiers", ()))
    id_ = accord.unit.record.outside.new_id()
    return accord.register_party(
        id_, kind=body["kind"], name=body["name"], identifiers=identifiers
    ).id


@command(blueprint, "/parties/<uuid:id>/names", RenameIn, PARTY, match=True)
def rename_party(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Give a party another name from a day on."""
    return accord.rename_party(id, **body).id


@question(blueprint, "/parties", "listParties", PartiesQuery(), page_of(out.Party))
def list_parties(query: dict[str, Any]) -> Response:
    """List parties, in the order in which they were registered."""
    kind = query.get("kind")
    where = [] if kind is None else [lambda _: parties.table.c.kind == kind]
    return listing(PARTY, query, *where)


@question(blueprint, "/parties/<uuid:id>", "showParty", Strict(), out.Party(), 304, 404)
def show_party(_query: dict[str, Any], id: UUID) -> Response:
    """Show one party."""
    return one(PARTY, id)
